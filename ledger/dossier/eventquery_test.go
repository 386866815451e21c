package dossier

import (
	"testing"

	"readout/record"
)

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

// TestOtherDay: who asks for a day is not told of what is on another one, unless it was to be on that day.
func TestOtherDay(t *testing.T) {
	for _, c := range []struct {
		asked, day string
		given      []string // by reports
		want       bool
	}{
		{"election", "2031-05-11", nil, false},
		{"election May", "2031-06-11", nil, false}, // ranked lower
		{"election May 25", "", nil, false},
		{"election May 25", "2031-05", nil, false},
		{"election May 25", "2031-05-25", nil, false},
		{"election May 25", "2031-05-11", []string{"2031-05-11"}, true},
		{"election May 25", "2031-06-01", []string{"2031-05-25", "2031-06-01"}, false}, // put off
		{"election May 25 2030", "2031-05-25", nil, true},
	} {
		q := parseEventQuery(c.asked)
		track := SlotTrack{Slot: record.DateSlot}
		for _, day := range c.given {
			track.Entries = append(track.Entries, SlotEntry{Value: day})
		}
		if got := q.otherDay(&Dossier{Time: c.day, Slots: []SlotTrack{track}}); got != c.want {
			t.Errorf("%q, on %q: %v", c.asked, c.day, got)
		}
	}
}
