package work

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"github.com/riverqueue/river"

	"readout/ledger/index"
	"readout/record"
	"readout/source"
	"readout/source/warc"
	"readout/store"
)

// Reading is the result of a reading job.
type Reading struct {
	List       string    `json:"list,omitempty"`
	Archive    string    `json:"archive,omitempty"`
	From       int64     `json:"from,omitempty"`
	To         int64     `json:"to,omitempty"`
	Reader     string    `json:"reader"`
	Articles   int       `json:"articles"` // read
	New        int       `json:"new"`      // versions that were not stored yet; articles, when writing files
	Known      int       `json:"known"`
	Statements int       `json:"statements"`
	Skipped    int       `json:"skipped"` // records without an article
	Failed     []Failure `json:"failed,omitempty"`
	Damage     []string  `json:"damage,omitempty"`
	Seconds    float64   `json:"seconds"`        // from the start of the job until it was ready to commit
	File       string    `json:"file,omitempty"` // the Parquet file of statements, relative to its directory
	SHA256     string    `json:"sha256,omitempty"`
}

// Failure is an article that could not be read, and the reason.
type Failure struct {
	Name   string `json:"name"`
	At     int64  `json:"at"`
	Reason string `json:"reason"`
}

// read is the job that reads a shard. The first attempt reads in this process. Shards whose
// attempt failed, and suspect articles, are read in a child process, which may die.
func (q *Queue[TTx]) read(ctx context.Context, job *river.Job[Shard]) error {
	start := time.Now()
	s := &job.Args
	if s.Into != "" {
		done, err := earlierReading(s, q.o.Reader)
		if err != nil {
			return err
		}
		if done != nil {
			return finish(ctx, q, job, done)
		}
	}
	b := &reading{shard: s, r: Reading{List: s.List, Archive: s.Archive, From: s.From, To: s.To, Reader: q.o.Reader},
		until: start.Add(q.o.Job / 2), limit: q.o.Article}
	var err error
	if q.o.Child != nil && (s.Suspect != "" || job.Attempt > 1) {
		err = b.readInChildren(ctx, q.o.Child)
	} else {
		err = b.readInProcess(ctx, q.o.Read)
	}
	if b.hung {
		q.hang.Do(func() { close(q.hung) })
	}
	if err != nil {
		return err
	}
	if s.Suspect != "" && len(b.failed) > 0 {
		return errors.New(b.failed[0].reason) // retried, and finally a dead letter
	}
	b.r.Seconds = time.Since(start).Seconds()
	if err := q.commit(ctx, job, b); err != nil {
		return err
	}
	q.m.read(&b.r, time.Since(start))
	return nil
}

// reading is the state of reading one shard.
type reading struct {
	shard   *Shard
	r       Reading
	entries []store.Entry    // for the ledger
	records []*record.Record // for files
	failed  []failed
	rest    *Shard // what is left when time runs out
	until   time.Time
	limit   time.Duration // timeout of one article
	hung    bool
}

type failed struct {
	d      document
	reason string
}

func (b *reading) fail(d document, reason string) {
	b.failed = append(b.failed, failed{d, reason})
	b.r.Failed = append(b.r.Failed, Failure{Name: d.name, At: d.at, Reason: firstLine(reason)})
}

func (b *reading) addRecord(d document, r *record.Record) {
	e, err := index.Prepare(r, nil, time.Now().Unix())
	switch {
	case err != nil:
		b.fail(d, err.Error())
		return
	case b.shard.Into != "":
		b.records = append(b.records, r)
	default:
		b.entries = append(b.entries, e)
	}
	b.r.Articles++
	b.r.Statements += len(r.Statements)
}

// addResult records the result of one document.
func (b *reading) addResult(d document, r *record.Record, err error) {
	switch {
	case err == nil:
		b.addRecord(d, r)
	case errors.Is(err, warc.ErrNotPage) || errors.Is(err, source.ErrNoArticle):
		b.r.Skipped++
	default:
		b.fail(d, err.Error())
	}
}

// errTooSlow fails an article that exceeds its time limit.
var errTooSlow = errors.New("the reader hung")

// readInProcess reads the shard in this process.
func (b *reading) readInProcess(ctx context.Context, read reader) error {
	for d, err := range b.shard.documents() {
		if err != nil {
			if !b.damaged(err) {
				return err
			}
			continue
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		if time.Now().After(b.until) {
			rest := b.shard.from(d.at)
			b.rest, b.r.To = &rest, d.at
			return nil
		}
		r, err := withTimeout(b.limit, func() (*record.Record, error) { return readOne(ctx, read, d) })
		if ctx.Err() != nil { // the job was cancelled, which is not the article's fault
			return context.Cause(ctx)
		}
		b.hung = b.hung || errors.Is(err, errTooSlow)
		b.addResult(d, r, err)
	}
	return nil
}

// withTimeout calls read but waits no longer than limit. A read that takes longer cannot be
// stopped and keeps running.
func withTimeout(limit time.Duration, read func() (*record.Record, error)) (*record.Record, error) {
	type outcome struct {
		r   *record.Record
		err error
	}
	done := make(chan outcome, 1)
	go func() {
		r, err := read()
		done <- outcome{r, err}
	}()
	timer := time.NewTimer(limit)
	defer timer.Stop()
	select {
	case o := <-done:
		return o.r, o.err
	case <-timer.C:
		return nil, fmt.Errorf("%w: more than %s", errTooSlow, limit)
	}
}

// damaged records err if it is damage of the archive, and reports whether it is.
func (b *reading) damaged(err error) bool {
	var lost *warc.Damage
	if !errors.As(err, &lost) {
		return false
	}
	b.r.Damage = append(b.r.Damage, lost.Error())
	return true
}

// readOne reads one document. It turns a panic into an error.
func readOne(ctx context.Context, read reader, d document) (r *record.Record, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("reading %s panicked: %v\n%s", d.name, v, debug.Stack())
		}
	}()
	a, err := d.make()
	if err != nil {
		return nil, err
	}
	return read(ctx, a)
}

// commit writes the results and completes the job in one transaction. Each failed article is
// queued as a shard of its own.
func (q *Queue[TTx]) commit(ctx context.Context, job *river.Job[Shard], b *reading) error {
	var next []river.InsertManyParams
	for _, f := range b.failed {
		next = append(next, b.shard.suspect(f.d, firstLine(f.reason)).job(job.Priority))
	}
	if b.rest != nil {
		next = append(next, b.rest.job(job.Priority))
	}
	if b.shard.Into != "" {
		if err := b.write(); err != nil {
			return err
		}
		return finish(ctx, q, job, &b.r, next...)
	}
	st := finishing(q, job, func(wrote []store.Outcome) (any, []river.InsertManyParams) {
		var added []store.VersionID
		for _, o := range wrote {
			if o.Added {
				added = append(added, o.ID)
			}
		}
		b.r.New, b.r.Known = len(added), len(wrote)-len(added)
		if q.o.Relate != nil && len(added) > 0 {
			next = append(next, relateJob{Versions: added}.job())
		}
		return &b.r, next
	})
	_, err := st.Put(ctx, b.entries)
	return err
}

// firstLine returns the first line of s, shortened for listings.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if len(s) > 300 {
		s = strings.ToValidUTF8(s[:300], "") + "…"
	}
	return s
}
