package inputs

import (
	"context"
	"testing"
)

// TestInOrderStops: cancelling the context ends the iteration even if the items never end, as
// with an open pipe; items in progress are still yielded.
func TestInOrderStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	never := make(chan struct{})
	items := func(yield func(int) bool) {
		for i := range 3 {
			if !yield(i) {
				return
			}
		}
		<-never
	}
	var got []int
	for in, out := range InOrder(ctx, 2, items, func(i int) (int, error) { return i * i, nil }) {
		if out.Value != in*in || out.Err != nil {
			t.Errorf("item %d: %+v", in, out)
		}
		if got = append(got, in); in == 2 {
			cancel()
		}
	}
	if len(got) != 3 || got[0] != 0 || got[2] != 2 {
		t.Errorf("came out: %v", got)
	}
}
