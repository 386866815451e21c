package work

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"readout/article"
	"readout/ledger"
	"readout/ledger/archive"
	"readout/record"
	"readout/store"
)

// rereadJob is the job that rereads some stored versions.
type rereadJob struct {
	List     string            `json:"list"`
	Versions []store.VersionID `json:"versions"`
	Write    bool              `json:"write"`
	Examples int               `json:"examples"`
}

// Kind returns river's name of the job.
func (rereadJob) Kind() string { return "reread" }

// rereadShard is how many versions one job rereads.
const rereadShard = 100

func (a rereadJob) job() river.InsertManyParams {
	tries := 25
	if len(a.Versions) == 1 {
		tries = suspectTries
	}
	return river.InsertManyParams{Args: a, InsertOpts: &river.InsertOpts{Queue: queueRead, Priority: priorityAgain,
		Tags: []string{a.List}, MaxAttempts: tries}}
}

// AddReread queues the rereading of everything that was read by another reader than this one. It
// returns the tag that identifies the run.
func (q *Queue[TTx]) AddReread(ctx context.Context, o ledger.RereadOptions) (tag string, err error) {
	ids, err := q.ledger.Outdated(ctx, q.o.Reader, o)
	if err != nil {
		return "", fmt.Errorf("work: %w", err)
	}
	if o.Examples == 0 {
		o.Examples = 20
	}
	tag = "reread-" + strconv.FormatUint(rand.Uint64(), 36)
	var jobs []river.InsertManyParams
	for some := range slices.Chunk(ids, rereadShard) {
		jobs = append(jobs, rereadJob{List: tag, Versions: some, Write: o.Write, Examples: o.Examples}.job())
	}
	for some := range slices.Chunk(jobs, 1000) {
		if _, err := q.client.InsertMany(ctx, some); err != nil {
			return tag, fmt.Errorf("work: queueing what to read again: %w", err)
		}
	}
	return tag, nil
}

// Reread returns the combined results of a run so far.
func (q *Queue[TTx]) Reread(ctx context.Context, tag string, examples int) (ledger.Reread, error) {
	out := archive.NewReread()
	err := q.each(ctx, tag, rereadJob{}.Kind(), func(j *rivertype.JobRow) error {
		if j.State == rivertype.JobStateDiscarded {
			d := deadOf(j)
			out.Failed = append(out.Failed, ledger.Problem{Ident: d.Name, Text: d.Reason})
		}
		if j.State != rivertype.JobStateCompleted {
			return nil
		}
		var part ledger.Reread
		if err := json.Unmarshal(j.Output(), &part); err != nil {
			return fmt.Errorf("work: result of job %d: %w", j.ID, err)
		}
		out.Merge(&part, examples)
		return nil
	})
	return out, err
}

// reread rereads versions and writes either all of them or none. If an attempt fails, the next
// one splits the job into one per version.
func (q *Queue[TTx]) reread(ctx context.Context, job *river.Job[rereadJob]) error {
	a := &job.Args
	out := archive.NewReread()
	if job.Attempt > 1 && len(a.Versions) > 1 {
		var next []river.InsertManyParams
		for _, id := range a.Versions {
			next = append(next, rereadJob{List: a.List, Versions: []store.VersionID{id}, Write: a.Write,
				Examples: a.Examples}.job())
		}
		return finish(ctx, q, job, &out, next...)
	}
	var hung bool
	read := func(r *record.Record) (*record.Record, error) {
		now, err := withTimeout(q.o.Article, func() (*record.Record, error) {
			return readOne(ctx, q.o.Read, document{name: r.Article.URL,
				make: func() (*article.Article, error) { return q.o.Again(r), nil }})
		})
		if ctx.Err() != nil { // the job was cancelled, which is not the article's fault
			return nil, context.Cause(ctx)
		}
		hung = hung || errors.Is(err, errTooSlow)
		return now, err
	}
	// A version that fails is listed and left unchanged.
	o := ledger.RereadOptions{Write: a.Write, Examples: a.Examples, Skip: true}
	l := ledger.New(finishing(q, job, func([]store.Outcome) (any, []river.InsertManyParams) { return &out, nil }),
		ledger.Options{})
	err := l.RereadSome(ctx, a.Versions, read, o, &out)
	if hung {
		q.hang.Do(func() { close(q.hung) })
	}
	if err != nil || a.Write {
		return err
	}
	return finish(ctx, q, job, &out)
}
