package fetch

import (
	"errors"
	"testing"
	"time"
)

// TestRecordFailure: an article that cannot be fetched is tried again, later each time, and given up after the
// fourth failure; a forbidden address is no failure of its host.
func TestRecordFailure(t *testing.T) {
	w := &Watch{Client: New(Options{}), Shortest: time.Hour, Longest: 24 * time.Hour}
	defer w.Client.Close()
	now := time.Date(2031, 3, 5, 12, 0, 0, 0, time.UTC)
	var ps PageState
	last := now
	for n := 1; n <= 3; n++ {
		next := w.recordFailure(&ps, errors.New("no answer"), now)
		if ps.Failures != n || ps.Done || !next.After(now) {
			t.Errorf("failure %d: next %v, %+v", n, next, ps)
		}
		last = next
	}
	if next := w.recordFailure(&ps, errors.New("no answer"), last); !next.IsZero() || !ps.Done {
		t.Errorf("after the fourth: next %v, %+v", next, ps)
	}
	ps = PageState{}
	if next := w.recordFailure(&ps, ErrForbidden, now); next != now.Add(w.Longest) || ps.Failures != 0 || !ps.Refused {
		t.Errorf("forbidden: next %v, %+v", next, ps)
	}
}
