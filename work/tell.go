package work

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/riverqueue/river"

	"readout/store"
)

// news is the job that finds out who is to be told of new versions.
type news struct {
	Versions []store.VersionID `json:"versions"`
}

// Kind is river's name of the job.
func (news) Kind() string { return "relate" }

func (n news) job() river.InsertManyParams {
	return river.InsertManyParams{Args: n, InsertOpts: &river.InsertOpts{Queue: queueTell, MaxAttempts: 12}}
}

// Notice is one message to one receiver. ID is the same when it is sent again.
type Notice struct {
	To   string          `json:"to"`
	ID   string          `json:"id"`
	Body json.RawMessage `json:"body"`
}

// Kind is river's name of the job.
func (Notice) Kind() string { return "tell" }

// tellTries is how often a receiver is tried before its message is a dead letter:
// about half an hour.
const tellTries = 12

// errSilent fails a job that this worker was not set up for; another will do it.
var errSilent = errors.New("work: this worker tells nobody")

// relate queues a message for everyone who is to be told.
func (q *Queue[TTx]) relate(ctx context.Context, job *river.Job[news]) error {
	if q.o.Relate == nil {
		return errSilent
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

// tell sends one message. It may be sent twice, where the worker dies before it can
// say that it was sent; its id tells.
func (q *Queue[TTx]) tell(ctx context.Context, job *river.Job[Notice]) error {
	if q.o.Tell == nil {
		return errSilent
	}
	if err := q.o.Tell(ctx, job.Args); err != nil {
		return err
	}
	return finish(ctx, q, job, map[string]bool{"sent": true})
}
