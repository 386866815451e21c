package cache

import (
	"context"
	"errors"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ledgertest"
)

// TestFailuresAreNotKept: an answer that failed is computed anew, and the one before it is
// refreshed again later.
func TestFailuresAreNotKept(t *testing.T) {
	c := open(t)
	down := errors.New("the disk is gone")
	calls := 0
	ask := func(err error) (string, error) {
		return Get(t.Context(), c, "question", func(context.Context) (string, error) {
			calls++
			return "answer", err
		})
	}
	if _, err := ask(down); !errors.Is(err, down) {
		t.Errorf("the failure is %v", err)
	}
	for range 2 {
		if got, err := ask(nil); err != nil || got != "answer" {
			t.Errorf("after the failure: %q, %v", got, err)
		}
	}
	if calls != 2 {
		t.Errorf("computed %d times, want once for the failure and once for the answer", calls)
	}
	c.answers["question"].again = true
	c.failed("question")
	if c.answers["question"].again {
		t.Error("a refresh that failed is not tried again")
	}
	c.failed("another question") // nobody has asked it
}

// TestRefreshWaits: who must not be served a stale answer gets one of the state that is.
func TestRefreshWaits(t *testing.T) {
	c := open(t)
	n := 0
	count := func(context.Context) (int, error) { n++; return n, nil }
	for range 2 { // the same state: the same answer
		if got, err := Refresh(t.Context(), c, "count", count); err != nil || got != 1 {
			t.Errorf("answer %d, %v", got, err)
		}
	}
	r := ledgertest.Said("1", "2024-03-01", "Nils Aro", "", "", "It rains.")
	if _, err := c.l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil {
		t.Fatal(err)
	}
	c.Invalidate()
	if got, err := Refresh(t.Context(), c, "count", count); err != nil || got != 2 {
		t.Errorf("another state: answer %d, %v", got, err)
	}
}

// TestOverviewGivesUp: who waits for another's overview waits no longer than asked to.
func TestOverviewGivesUp(t *testing.T) {
	c := open(t)
	c.big <- struct{}{} // somebody's is being computed
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	_, err := Kept(ctx, c, "map", "", func(context.Context) (int, error) { return 1, nil })
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("answered with %v", err)
	}
	<-c.big
	if got, err := Kept(t.Context(), c, "map", "", func(context.Context) (int, error) {
		return 1,
			nil
	}); err != nil || got != 1 {
		t.Errorf("when it is free again: %d, %v", got, err)
	}
}
