package inputs

import (
	"context"
	"iter"
)

// Outcome is what came of one piece of work.
type Outcome[T any] struct {
	Value T
	Err   error
}

// InOrder works on items with some workers at once and yields the outcomes in the
// order of the items, so that what is printed does not depend on the number of
// workers. At most two items a worker are waiting; a cancelled context ends it
// after what is under way.
func InOrder[In, Out any](ctx context.Context, workers int, items iter.Seq[In],
	work func(In) (Out, error)) iter.Seq2[In, Outcome[Out]] {
	type job struct {
		item In
		done chan Outcome[Out]
	}
	return func(yield func(In, Outcome[Out]) bool) {
		ctx, stop := context.WithCancel(ctx)
		defer stop()
		queue := make(chan job, workers)
		slots := make(chan struct{}, workers)
		go func() {
			defer close(queue)
			for item := range items {
				j := job{item, make(chan Outcome[Out], 1)}
				select {
				case <-ctx.Done():
					return
				case slots <- struct{}{}:
				}
				go func() {
					v, err := work(j.item)
					j.done <- Outcome[Out]{v, err}
					<-slots
				}()
				select {
				case <-ctx.Done():
					return
				case queue <- j:
				}
			}
		}()
		for {
			var j job
			var more bool
			select {
			case j, more = <-queue:
			case <-ctx.Done():
				// What is under way ends; an input that gives nothing, a pipe that is
				// still open, is not waited for.
				select {
				case j, more = <-queue:
				default:
				}
			}
			if !more || !yield(j.item, <-j.done) {
				return
			}
		}
	}
}
