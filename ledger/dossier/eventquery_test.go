package dossier

import (
	"testing"

	"readout/ledger/event"
	"readout/record"
	"readout/store"
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

// TestRefuses: who asks for one event is not told of another.
func TestRefuses(t *testing.T) {
	at := func(name, words, class, which string) *event.Occasion {
		parties := []store.Party{{Name: "Ana Vell"}, {Name: "Lausen"}}
		e := &store.Event{Name: name, Words: words, Which: which, Parties: parties}
		return &event.Occasion{Rows: []*event.Report{{Event: e, Class: class}}}
	}
	reception := at("reception", "reception address", "ceremony", "")
	summit := at("first summit", "summit talks", "meeting", "first")
	for _, c := range []struct {
		asked string
		of    *event.Occasion
		want  bool
	}{
		{"Vell address", reception, false},
		{"Vell address Lausen", reception, false},
		{"Vell address to the convention", reception, true}, // of an address elsewhere
		{"Vell vote", reception, true},
		{"Vell summit", summit, false},
		{"Vell talks", summit, false},
		{"first Vell summit", summit, false},
		{"second Vell summit", summit, true},
		{"Vell summit Lausen", summit, false},
		{"Vell Orr summit Ostra", summit, true}, // half of the words say nothing of it
	} {
		q := parseEventQuery(c.asked)
		if got := q.refuses(c.of); got != c.want {
			t.Errorf("%q, of the %s: %v", c.asked, c.of.Rows[0].Name, got)
		}
	}
}
