package main

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"readout/source/fetch"
)

// Whoever watches is told what can be done about a failure, and when the next look is.
func TestVisitError(t *testing.T) {
	now := time.Date(2021, 5, 26, 10, 0, 0, 0, time.UTC)
	const feed = "http://ostby.example/feed"
	for want, v := range map[string]fetch.Visit{
		feed + ": network not allowed; --allow NETWORK lets Readout reach it; next look in 30m0s": {
			Feed: feed, Err: fmt.Errorf("network not allowed%w", silent{fetch.ErrForbidden}), Next: now.Add(30 * time.Minute)},
		feed + ": no answer; next look in 2h0m0s": {Feed: feed, Err: errors.New("no answer"),
			Next: now.Add(2 * time.Hour)},
		"http://ostby.example/lock: gone; it is not looked at again": {Feed: feed, Page: "http://ostby.example/lock",
			Err: errors.New("gone")},
	} {
		if got := visitError(v, now); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}

// silent is an error that adds no words.
type silent struct{ error }

func (silent) Error() string   { return "" }
func (s silent) Unwrap() error { return s.error }
