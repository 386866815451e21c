package stream

import (
	"testing"

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
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-05-14"), Is: State{record.Planned, "2024-05-21"}}, "moved from 14 May 2024 to 21 May 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-03-28"), Is: State{record.Planned, "2024-W13"}}, "set for week 13 of 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-03-28"), Is: State{record.Planned, "2024-FA"}},
			"moved from 28 March 2024 to autumn 2024"},
		{Move{Slot: record.DateSlot, Was: was(record.Planned, "2024-W13"), Is: State{record.Planned, "2024-04-04"}}, "moved from week 13 of 2024 to 4 April 2024"},
		{Move{Slot: record.PressSlot, Was: was(record.Possible, "a joint news conference"), Is: State{record.RuledOut, "no joint press conference"}}, "Press conference, ruled out; before: possible"},
		{Move{Slot: record.PlaceSlot, Was: was(record.Planned, "Ostrella"), Is: State{record.Held, "Ostrella"}}, "Place: it was Ostrella; before: planned"},
		{Move{Slot: record.VenueSlot, Was: was(record.Possible, "the Corn Exchange"), Is: State{record.Planned, "Lakeside Hall"}}, "Venue: Lakeside Hall, planned; before: the Corn Exchange, possible"},
		{Move{Slot: record.DocumentSlot, Item: "no document", Is: State{record.RuledOut, "no document"}}, "Document, ruled out"},
		{Move{Slot: record.AgendaSlot, Item: "gas", Was: was(record.Planned, "gas")}, "Agenda: gas, no longer reported"},
	} {
		if got := c.m.Tells(); got != c.want {
			t.Errorf("%+v is told as %q, want %q", c.m, got, c.want)
		}
	}
	for _, c := range []struct {
		x, y string
		want bool
	}{{"2024-03-28", "2024-W13", true}, {"2024-W13", "2024-03-28", true}, {"2024-03", "2024-W13", true}, {"2024-03-28", "2024-03-29", false},
		{"2024-W13", "2024-04-04", false}, {"Ostrella", "Lindvik", false}, {"2024-03-28", "2024-03-28T10:00", true}} {
		if got := oneDay(c.x, c.y); got != c.want {
			t.Errorf("%s and %s share a day: %v", c.x, c.y, got)
		}
	}
}
