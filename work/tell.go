package work

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/riverqueue/river"

	"readout/store"
)

// relateJob is the job that determines who is to be notified of new versions.
type relateJob struct {
	Versions []store.VersionID `json:"versions"`
}

// Kind returns river's name of the job.
func (relateJob) Kind() string { return "relate" }

func (n relateJob) job() river.InsertManyParams {
	return river.InsertManyParams{Args: n, InsertOpts: &river.InsertOpts{Queue: queueTell, MaxAttempts: 12}}
}

// Notice is one message to one receiver. A retry has the same ID.
type Notice struct {
	To   string          `json:"to"`
	ID   string          `json:"id"`
	Body json.RawMessage `json:"body"`
}

// Kind returns river's name of the job.
func (Notice) Kind() string { return "tell" }

// tellTries is the number of attempts before a message becomes a dead letter: about half an
// hour.
const tellTries = 12

// errNotConfigured fails a job that this worker is not set up for; another worker will retry it.
var errNotConfigured = errors.New("work: this worker sends no notices")

// relate queues one message per receiver.
func (q *Queue[TTx]) relate(ctx context.Context, job *river.Job[relateJob]) error {
	if q.o.Relate == nil {
		return errNotConfigured
	}
	notices, err := q.o.Relate(ctx, job.Args.Versions)
	if err != nil {
		return err
	}
	var next []river.InsertManyParams
	for _, n := range notices {
		next = append(next, river.InsertManyParams{Args: n,
			InsertOpts: &river.InsertOpts{Queue: queueTell, MaxAttempts: tellTries}})
	}
	return finish(ctx, q, job, map[string]int{"notices": len(next)}, next...)
}

// tell sends one message. If the worker dies before it can record success, the message is sent
// again with the same ID.
func (q *Queue[TTx]) tell(ctx context.Context, job *river.Job[Notice]) error {
	if q.o.Tell == nil {
		return errNotConfigured
	}
	if err := q.o.Tell(ctx, job.Args); err != nil {
		return err
	}
	return finish(ctx, q, job, map[string]bool{"sent": true})
}
