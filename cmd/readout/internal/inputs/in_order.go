package inputs

import (
	"context"
	"iter"
)

// Outcome is the result of one piece of work.
type Outcome[T any] struct {
	Value T
	Err   error
}

// InOrder processes items with several workers and yields the outcomes in the order of the
// items, so that the output does not depend on the number of workers. At most two items per
// worker are buffered. When the context is cancelled, it ends after the items in progress.
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
				// Items in progress finish; an input that yields nothing, such as an open pipe,
				// is not waited for.
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
