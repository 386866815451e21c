package work

import (
	"context"
	"fmt"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivertype"

	"readout/store"
)

// ending determines how a job ends once the outcome of its writes is known: its output and the
// jobs to queue next.
type ending func(wrote []store.Outcome) (result any, next []river.InsertManyParams)

// finishing returns a store whose next write also completes the job: the same transaction saves
// the output, queues the next jobs and marks this one done. If another worker has taken the job
// over, nothing is written.
func finishing[TTx any, T river.JobArgs](q *Queue[TTx], job *river.Job[T], end ending) store.Store {
	return q.st.With(func(ctx context.Context, tx TTx, wrote []store.Outcome) error {
		result, next := end(wrote)
		if err := q.claim(ctx, tx, job.JobRow, result); err != nil {
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

// finish completes a job that writes no records.
func finish[TTx any, T river.JobArgs](ctx context.Context, q *Queue[TTx], job *river.Job[T], result any,
	next ...river.InsertManyParams) error {
	st := finishing(q, job, func([]store.Outcome) (any, []river.InsertManyParams) { return result, next })
	_, err := st.Put(ctx, nil)
	return err
}

// claim saves the output of a job and locks its row for the rest of the transaction.
//
// Errors: errTaken if another worker has taken the job over.
func (q *Queue[TTx]) claim(ctx context.Context, tx TTx, job *rivertype.JobRow, result any) error {
	row, err := q.client.JobUpdateTx(ctx, tx, job.ID, &river.JobUpdateParams{Output: result})
	if err != nil {
		return fmt.Errorf("work: keeping the result of job %d: %w", job.ID, err)
	}
	if row.State != rivertype.JobStateRunning || row.Attempt != job.Attempt {
		return errTaken
	}
	return nil
}
