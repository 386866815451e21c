package work

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"readout/store"
)

// ending says how a job ends, once what it wrote is known: its result and the jobs
// that follow from it.
type ending func(wrote []store.Outcome) (result any, next []river.InsertManyParams)

// finishing is the store whose next write also ends the job: the result is kept,
// what follows is queued, and the job is marked done, all in the transaction of the
// write. A run that lost its job meanwhile writes nothing.
func finishing[TTx any, T river.JobArgs](q *Queue[TTx], job *river.Job[T], end ending) store.Store {
	return q.st.With(func(ctx context.Context, tx TTx, wrote []store.Outcome) error {
		result, next := end(wrote)
		if err := q.own(ctx, tx, job.JobRow, result); err != nil {
			return err
		}
		if len(next) > 0 {
			if _, err := q.client.InsertManyTx(ctx, tx, next); err != nil {
				return fmt.Errorf("work: queueing what follows: %w", err)
			}
		}
		if _, err := river.JobCompleteTx[riverdriver.Driver[TTx]](ctx, tx, job); err != nil {
			return fmt.Errorf("work: ending job %d: %w", job.ID, err)
		}
		return nil
	})
}

// finish ends a job that writes nothing else.
func finish[TTx any, T river.JobArgs](ctx context.Context, q *Queue[TTx], job *river.Job[T], result any,
	next ...river.InsertManyParams) error {
	st := finishing(q, job, func([]store.Outcome) (any, []river.InsertManyParams) { return result, next })
	_, err := st.Put(ctx, nil)
	return err
}

// own keeps a job's result and takes its row for the rest of the transaction.
//
// Errors: errTaken, where the job was given to another worker since.
func (q *Queue[TTx]) own(ctx context.Context, tx TTx, job *rivertype.JobRow, result any) error {
	row, err := q.client.JobUpdateTx(ctx, tx, job.ID, &river.JobUpdateParams{Output: result})
	if err != nil {
		return fmt.Errorf("work: keeping the result of job %d: %w", job.ID, err)
	}
	if row.State != rivertype.JobStateRunning || row.Attempt != job.Attempt {
		return errTaken
	}
	return nil
}
