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

// Reading is what became of a shard: the result of a job that reads.
type Reading struct {
	List       string    `json:"list,omitempty"`
	Archive    string    `json:"archive,omitempty"`
	From       int64     `json:"from,omitempty"`
	To         int64     `json:"to,omitempty"`
	Reader     string    `json:"reader"`
	Articles   int       `json:"articles"` // read
	New        int       `json:"new"`      // versions that were not there; articles, in files
	Known      int       `json:"known"`
	Statements int       `json:"statements"`
	Skipped    int       `json:"skipped"` // records that hold no article
	Failed     []Failure `json:"failed,omitempty"`
	Damage     []string  `json:"damage,omitempty"`
	Seconds    float64   `json:"seconds"`        // from the job's start until it was ready to be written
	File       string    `json:"file,omitempty"` // the Parquet part, below its folder
	SHA256     string    `json:"sha256,omitempty"`
}

// Failure is an article that could not be read, and why.
type Failure struct {
	Name   string `json:"name"`
	At     int64  `json:"at"`
	Reason string `json:"reason"`
}

// read is the job that reads a shard. Its first run reads in this process; what did
// not come back from that, and what failed once, is read by a process of its own,
// which may die.
func (q *Queue[TTx]) read(ctx context.Context, job *river.Job[Shard]) error {
	start := time.Now()
	s := &job.Args
	if s.Into != "" {
		done, err := written(s, q.o.Reader)
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
		err = b.apart(ctx, q.o.Child)
	} else {
		err = b.here(ctx, q.o.Read)
	}
	if b.hung {
		q.hang.Do(func() { close(q.hung) })
	}
	if err != nil {
		return err
	}
	if s.Suspect != "" && len(b.failed) > 0 {
		return errors.New(b.failed[0].reason) // it has its tries, then it is a dead letter
	}
	b.r.Seconds = time.Since(start).Seconds()
	if err := q.keep(ctx, job, b); err != nil {
		return err
	}
	q.m.read(&b.r, time.Since(start))
	return nil
}

// reading is a shard while it is read.
type reading struct {
	shard   *Shard
	r       Reading
	entries []store.Entry    // for the ledger
	records []*record.Record // for files
	failed  []failed
	rest    *Shard // what is left where time ran out
	until   time.Time
	limit   time.Duration // one article may take
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

func (b *reading) took(d document, r *record.Record) {
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

// settle files what came of one document.
func (b *reading) settle(d document, r *record.Record, err error) {
	switch {
	case err == nil:
		b.took(d, r)
	case errors.Is(err, warc.ErrNotPage) || errors.Is(err, source.ErrNoArticle):
		b.r.Skipped++
	default:
		b.fail(d, err.Error())
	}
}

// errTooSlow fails an article that takes longer than it may.
var errTooSlow = errors.New("the reader hung")

// here reads the shard in this process.
func (b *reading) here(ctx context.Context, read reader) error {
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
		r, err := within(b.limit, func() (*record.Record, error) { return one(ctx, read, d) })
		if ctx.Err() != nil { // the job's end, which is not the article's fault
			return context.Cause(ctx)
		}
		b.hung = b.hung || errors.Is(err, errTooSlow)
		b.settle(d, r, err)
	}
	return nil
}

// within reads, but waits no longer than it may take. A reading that takes longer
// cannot be stopped.
func within(limit time.Duration, read func() (*record.Record, error)) (*record.Record, error) {
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

// damaged keeps the damage of an archive; another error is not its to keep.
func (b *reading) damaged(err error) bool {
	var lost *warc.Damage
	if !errors.As(err, &lost) {
		return false
	}
	b.r.Damage = append(b.r.Damage, lost.Error())
	return true
}

// one reads one document. A panic is its error.
func one(ctx context.Context, read reader, d document) (r *record.Record, err error) {
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

// keep writes what was read and ends the job, in one transaction. What failed goes
// on alone.
func (q *Queue[TTx]) keep(ctx context.Context, job *river.Job[Shard], b *reading) error {
	var next []river.InsertManyParams
	for _, f := range b.failed {
		next = append(next, b.shard.alone(f.d, firstLine(f.reason)).job(job.Priority))
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
			next = append(next, news{Versions: added}.job())
		}
		return &b.r, next
	})
	_, err := st.Put(ctx, b.entries)
	return err
}

// firstLine is the first line of a reason, short enough to list.
func firstLine(s string) string {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "\n")
	if len(s) > 300 {
		s = strings.ToValidUTF8(s[:300], "") + "…"
	}
	return s
}
