package stream

import (
	"testing"

	"readout/ledger"
	"readout/record"
)

// TestMoves: how a point stands is told in words that are true of it: a day in the week
// that was named has not moved, and nothing is denied twice.
func TestMoves(t *testing.T) {
	was := func(status, value string) *State { return &State{status, value} }
	for _, c := range []struct {
		m    Move
		want string
	}{
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-05-14"), Is: State{record.Planned, "2024-05-21"}},
			"moved from 14 May 2024 to 21 May 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-03-28"), Is: State{record.Planned, "2024-W13"}},
			"set for the week of 25 March 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-03-28"), Is: State{record.Planned, "2024-FA"}},
			"moved from 28 March 2024 to autumn 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-W13"), Is: State{record.Planned, "2024-04-04"}},
			"moved from the week of 25 March 2024 to 4 April 2024"},
		{Move{Slot: record.PressSlot, Was: was(record.Possible, "a joint news conference"),
			Is: State{record.RuledOut, "no joint press conference"}}, "Press conference, ruled out; before: possible"},
		{Move{Slot: record.PlaceSlot, Was: was(record.Planned, "Ostrella"), Is: State{record.Held, "Ostrella"}},
			"Place: it was Ostrella; before: planned"},
		{Move{Slot: record.VenueSlot, Was: was(record.Possible, "the Corn Exchange"),
			Is: State{record.Planned, "Lakeside Hall"}}, "Venue: Lakeside Hall, planned; before: the Corn Exchange, possible"},
		{Move{Slot: record.DocumentSlot, Item: "no document", Is: State{record.RuledOut, "no document"}},
			"Document, ruled out"},
		{Move{Slot: record.DateSlot, Item: "2024-03-29", Is: State{record.RuledOut, "2024-03-29"}}, "the day is ruled out"},
		{Move{Slot: record.AgendaSlot, Item: "gas", Was: was(record.Planned, "gas")}, "Agenda: gas, no longer reported"},
	} {
		if got := c.m.Tells(); got != c.want {
			t.Errorf("%+v is told as %q, want %q", c.m, got, c.want)
		}
	}
	for status, want := range map[string]bool{record.Planned: true, record.Possible: false} {
		m := Move{Slot: record.PlaceSlot, Was: was(status, "Ostrella"), Is: State{record.Held, "Ostrella"}}
		if m.asPlanned() != want {
			t.Errorf("a place that was %s and then was it is news: %v", status, want)
		}
	}
	for _, c := range []struct {
		x, y string
		want bool
	}{{"2024-03-28", "2024-W13", true}, {"2024-W13", "2024-03-28", true}, {"2024-03", "2024-W13", true},
		{"2024-03-28", "2024-03-29", false},
		{"2024-W13", "2024-04-04", false}, {"Ostrella", "Lindvik", false}, {"2024-03-28", "2024-03-28T10:00", true}} {
		if got := oneDay(c.x, c.y); got != c.want {
			t.Errorf("%s and %s share a day: %v", c.x, c.y, got)
		}
	}
}

// TestSlotWord: a day that is reported beside what stands is called as readers call it.
func TestSlotWord(t *testing.T) {
	for item, want := range map[string]string{"2024-03-29": "Date: 29 March 2024", "the gate": "Date: gate", "": "Date"} {
		if got := SlotWord(record.DateSlot, item); got != want {
			t.Errorf("%s: %q, want %q", item, got, want)
		}
	}
}

// TestTimesInWords: every sort of time that a report gives is one that a reader knows.
func TestTimesInWords(t *testing.T) {
	for value, want := range map[string]string{
		"2024-03-28": "on 28 March 2024", "2024-03-28T10:00": "on 28 March 2024",
		"2024-03": "in March 2024", "2022": "in 2022",
		"2021-FA": "in autumn 2021", "2024-Q1": "in the first quarter of 2024", "2024-W13": "in the week of 25 March 2024",
		"2024-W13-WE": "on the weekend of 30 March 2024", "2024-03-28/2024-03-30": "from 28 March 2024 to 30 March 2024",
		"soon": "soon", "": "",
	} {
		if got := On(value); got != want {
			t.Errorf("%q is told as %q, want %q", value, got, want)
		}
	}
}

// TestHead: what was planned for a day that is over is not planned any more.
func TestHead(t *testing.T) {
	for _, c := range []struct {
		status, day, today, want string
		lapsed                   bool
	}{
		{record.Planned, "2024-03-28", "2024-03-28", "planned", false},
		{record.Planned, "2024-03-28", "2024-03-29", "was planned", true},
		{record.Planned, "2024-W13", "2024-03-29", "planned", false},
		{record.Undecided, "2024-03", "2024-04-01", "was not decided", true},
		{record.Held, "2024-03-28", "2024-03-29", "held", false},
		{record.Cancelled, "2024-03-28", "2024-03-29", "called off", false},
		{record.Planned, "", "2024-03-29", "planned", false},
		{record.RuledOut, "2024-03-28", "2024-03-29", "ruled out", false},
		{"", "2024-03-28", "2024-03-29", "status not clear", false},
	} {
		d := &ledger.Dossier{Status: c.status, Time: c.day}
		if got := Head(d, c.today); got != c.want || Lapsed(d, c.today) != c.lapsed {
			t.Errorf("%s for %q is on %s %q, lapsed %v; want %q", c.status, c.day, c.today, got, Lapsed(d, c.today), c.want)
		}
	}
}

// TestNoNews: a plan without a day, what is told as done before the day, and what was over
// long before anybody wrote of it make no card.
func TestNoNews(t *testing.T) {
	entry := func(published, status, value string) ledger.SlotEntry {
		return ledger.SlotEntry{Status: status, Value: value, Published: published, Said: published,
			Article: ledger.Article{ID: published, Outlet: published}}
	}
	track := func(slot string, entries ...ledger.SlotEntry) *ledger.SlotTrack {
		return &ledger.SlotTrack{Slot: slot, Entries: entries, Now: &entries[len(entries)-1]}
	}
	d := &ledger.Dossier{Time: "2024-03-28"}
	for name, c := range map[string]struct {
		t    *ledger.SlotTrack
		want int
	}{
		"a day":  {track(record.DateSlot, entry("2024-03-07", record.Planned, "2024-03-28")), 1},
		"no day": {track(record.DateSlot, entry("2024-03-07", record.Planned, "")), 0},
		"done too early": {track(record.PlaceSlot, entry("2024-03-07", record.Planned, "Ostrella"),
			entry("2024-03-20", record.Held, "Ostrella")), 0},
		"done": {track(record.PlaceSlot, entry("2024-03-07", record.Planned, "Ostrella"),
			entry("2024-03-28", record.Held, "Ostrella")), 2},
	} {
		if got := history(d, c.t); len(got) != c.want {
			t.Errorf("%s: %d states, want %d: %+v", name, len(got), c.want, got)
		}
	}
	for first, want := range map[string]bool{"2024-03-25": true, "2021-11-01": false, "2020-01-01": false} {
		d := &ledger.Dossier{Time: "2021-FA", First: ledger.Article{Published: first}}
		if got := background(d); got != want {
			t.Errorf("autumn 2021, first told on %s: background %v", first, got)
		}
	}
}

// TestCardWords: what is told of a card is true of one who speaks and of many, and that something took
// place of which nothing was told before is no plan that changed.
func TestCardWords(t *testing.T) {
	for act, want := range map[string]string{record.Announce: "said", record.Assert: "said", record.Warn: "warned",
		record.Demand: "demanded", record.Decline: "gave no answer"} {
		c := Card{Kind: Said, Said: &Quote{Who: []Person{{Name: "Health experts"}}, Act: act}}
		if got := c.Tells(); got != "Health experts "+want {
			t.Errorf("%s: %q, want %s", act, got, want)
		}
	}
	held := Move{Slot: record.DateSlot, Is: State{record.Held, "2024-03-28"}}
	planned := held
	planned.Was = &State{record.Planned, "2024-03-28"}
	moved := held
	moved.Was = &State{record.Planned, "2024-03-27"}
	for _, c := range []struct {
		moves []Move
		want  string
	}{
		{[]Move{held}, "Took place"}, {[]Move{planned}, "Took place"}, {[]Move{held, moved}, "Plan changed"},
		{[]Move{{Slot: record.VenueSlot, Is: State{record.Planned, "Lakeside Hall"}}}, "New detail"},
		{[]Move{{Slot: record.DateSlot, Is: State{Status: record.Cancelled}}}, "Plan changed"},
	} {
		card := Card{Kind: PlanChange, Moves: c.moves}
		if got := card.Word(); got != c.want {
			t.Errorf("%+v: %q, want %q", c.moves, got, c.want)
		}
	}
	if place := (Move{Slot: record.PlaceSlot, Is: held.Is}); !place.whereAlone() || held.whereAlone() {
		t.Error("where something was is news, or when is none")
	}
}
