package collect

import (
	"errors"
	"testing"
	"time"

	"readout/cmd/readout/internal/inputs"
	"readout/source/fetch"
)

// TestVisitError: a failure is reported with what can be done about it and the time of the next
// attempt.
func TestVisitError(t *testing.T) {
	now := time.Date(2021, 5, 26, 10, 0, 0, 0, time.UTC)
	const feed = "http://ostby.example/feed"
	for _, c := range []struct {
		visit fetch.Visit
		want  string
	}{
		{fetch.Visit{Feed: feed, Err: silent{fetch.ErrForbidden}, Next: now.Add(30 * time.Minute)},
			feed + ": " + inputs.Reason(fetch.ErrForbidden) + "; next look in 30m0s"},
		{fetch.Visit{Feed: feed, Err: errors.New("no answer"), Next: now.Add(2 * time.Hour)},
			feed + ": no answer; next look in 2h0m0s"},
		{fetch.Visit{Feed: feed, Page: feed + "/lock", Err: errors.New("gone")},
			feed + "/lock: gone; it is not looked at again"},
	} {
		if got := visitError(c.visit, now); got != c.want {
			t.Errorf("%s, want %s", got, c.want)
		}
	}
}

// silent is an error with an empty text.
type silent struct{ error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.error }
