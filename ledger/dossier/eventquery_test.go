package dossier

import "testing"

// TestRankDay: of events that are called alike the one on the day asked for goes first, and one on another day last.
func TestRankDay(t *testing.T) {
	for _, c := range []struct {
		asked, day string
		want       int
	}{
		{"summit", "2031-06-16", 0},
		{"summit June", "", 0},
		{"summit June", "2031-06-16", rankDay},
		{"summit 2031", "2031-06-16", rankDay},
		{"summit June 2031", "2031-06", 2 * rankDay},
		{"summit June 16", "2031-06-16", 3 * rankDay},
		{"summit June 16", "2031-06", rankDay}, // it may be that day
		{"summit June 16", "2031-06-15/2031-06-17", rankDay},
		{"summit June 16", "2031-06-03", -2 * rankDay},
		{"summit June", "2031-W20", -2 * rankDay},
		{"summit 2031", "2030-06-16", -2 * rankDay},
	} {
		q := parseEventQuery(c.asked)
		if got := q.rankDay(c.day); got != c.want {
			t.Errorf("%q, on %q: %d, want %d", c.asked, c.day, got, c.want)
		}
	}
}
