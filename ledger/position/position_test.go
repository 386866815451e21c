package position

import (
	"testing"

	"readout/ledger/dossier"
	"readout/ledger/statement"
	"readout/record"
)

// TestLevelOf: statuses that point both ways leave it to the commitment.
func TestLevelOf(t *testing.T) {
	for _, c := range []struct {
		statuses []string
		commits  string
		act      string
		want     int
	}{
		{nil, record.CertainPlus, "", 3},
		{nil, record.CertainPlus, record.Deny, -3},
		{nil, record.ProbableMinus, "", -2},
		{[]string{record.Doubted}, record.CertainPlus, "", -2},
		{[]string{record.Undecided}, record.CertainPlus, "", 0},
		{[]string{record.Undecided, record.Planned}, record.Uncommitted, "", 3},
		{[]string{record.Planned, record.Doubted}, record.ProbableMinus, "", -2},
	} {
		if got := statement.Level(&statement.Statement{Statuses: c.statuses, Commitment: c.commits,
			Act: c.act}); got != c.want {
			t.Errorf("%v %s %s: %d, want %d", c.statuses, c.commits, c.act, got, c.want)
		}
	}
}

// TestSameValue: values of a point that can be one are no contraries.
func TestSameValue(t *testing.T) {
	for _, c := range []struct {
		slot, x, y string
		same       bool
	}{
		{record.TimeSlot, "morning", "09:00 Ostby", true},
		{record.TimeSlot, "10:00", "10:00 local", true},
		{record.TimeSlot, "10:00", "09:00 Ostby", false},
		{record.DateSlot, "2031-03", "2031-03-07", true},
		{record.DateSlot, "2031-03-08", "2031-03-07", false},
		{record.PlaceSlot, "Ostby", "the town of Ostby", true},
		{record.PlaceSlot, "Ostby", "Lausen", false},
	} {
		if got := sameValue(c.slot, c.x, c.y); got != c.same {
			t.Errorf("%s %q and %q: %v, want %v", c.slot, c.x, c.y, got, c.same)
		}
	}
}

// TestPast: a plan for a day gone by when it was told was read wrongly; what was held then was not.
func TestPast(t *testing.T) {
	for _, c := range []struct {
		slot, value, status string
		past                bool
	}{
		{record.DateSlot, "2031-03-06", record.Planned, true},
		{record.DateSlot, "2031-03-07", record.Planned, false},
		{record.DateSlot, "2031-03", record.Planned, false},
		{record.DateSlot, "2031-03-06", record.Held, false},
		{record.PlaceSlot, "2031-03-06", record.Planned, false},
		{record.DateSlot, "", record.Planned, false},
	} {
		p := &point{slot: c.slot, entry: dossier.SlotEntry{Value: c.value, Status: c.status, Said: "2031-03-07"}}
		if got := past(p); got != c.past {
			t.Errorf("%s %q %s: %v, want %v", c.slot, c.value, c.status, got, c.past)
		}
	}
}

// TestNamed: where the reader is not sure of the slot, two utterances are of one point if both name the day or the
// place in their own words, and neither only proposes it.
func TestNamed(t *testing.T) {
	pos := func(content string) *Position {
		return &Position{Statement: statement.Statement{Content: content, Spans: []record.Span{{Start: 10, End: 90}}}}
	}
	at := func(slot, value string, start int) *point {
		span := record.Span{Start: start, End: start + 7}
		return &point{slot: slot, entry: dossier.SlotEntry{Value: value, Span: span}}
	}
	const plain = "the summit on 7 March stays"
	for _, c := range []struct {
		about   string
		content string
		q       *point
		want    bool
	}{
		{"the same day", plain, at(record.DateSlot, "2031-03-07", 20), true},
		{"another day", plain, at(record.DateSlot, "2031-03-08", 20), false},
		{"no day", plain, at(record.DateSlot, "", 20), false},
		{"a month", plain, at(record.DateSlot, "2031-03", 20), false},
		{"a day named beside its words", plain, at(record.DateSlot, "2031-03-07", 95), false},
		{"a day proposed", "I suggest the summit on 7 March", at(record.DateSlot, "2031-03-07", 20), false},
		{"a condition", "unless they pay, the summit on 7 March is off", at(record.DateSlot, "2031-03-07", 20), false},
	} {
		p := at(record.DateSlot, "2031-03-07", 12)
		if got := sameNamed(pos(plain), p, pos(c.content), c.q); got != c.want {
			t.Errorf("%s: %v", c.about, got)
		}
	}
	venue := at(record.VenueSlot, "Lake Hall", 12)
	if !sameNamed(pos(plain), venue, pos(plain), venue) {
		t.Error("a hall that both name is no point")
	}
	if item := at(record.AgendaSlot, "gas", 12); sameNamed(pos(plain), item, pos(plain), item) {
		t.Error("an item is a day or a place")
	}
}

// TestRelationOfNamed: an unsure slot makes a relation where both name the day, and none where one does not.
func TestRelationOfNamed(t *testing.T) {
	said := func(day, content, value, status, commits string, level int) *Position {
		s := statement.Statement{Content: content, Said: day, Score: 0.95, Commitment: commits,
			Spans: []record.Span{{Start: 0, End: 50}}}
		e := dossier.SlotEntry{Value: value, Status: status, Said: day, Span: record.Span{Start: 5, End: 12}}
		return &Position{Statement: s, Level: level, on: []point{{event: "e", slot: record.DateSlot, entry: e}}}
	}
	doubted := said("2031-03-01", "the summit may not take place on 7 March", "2031-03-07", record.Doubted,
		record.PossibleMinus, -2)
	planned := said("2031-03-04", "the summit of 7 March stands", "2031-03-07", record.Planned, record.CertainPlus, 3)
	if r := relation(doubted, planned); r == nil || r.Kind != Other {
		t.Errorf("%+v, want %s", r, Other)
	}
	unsaid := said("2031-03-04", "the summit stands", "", record.Planned, record.CertainPlus, 3)
	if r := relation(doubted, unsaid); r != nil {
		t.Errorf("no day is named: %+v", r)
	}
	other := said("2031-03-04", "the summit of 9 March stands", "2031-03-09", record.Planned, record.CertainPlus, 3)
	if r := relation(doubted, other); r != nil {
		t.Errorf("another day is named: %+v", r)
	}
	planned.Statement.Act = record.Demand
	if r := relation(doubted, planned); r != nil {
		t.Errorf("who demands it takes a position: %+v", r)
	}
}

// TestGone: what is said of another day once the first has gone by is of another occasion; before, it is a new day.
func TestGone(t *testing.T) {
	at := func(value, said string) *point {
		e := dossier.SlotEntry{Value: value, Status: record.Planned, Said: said}
		return &point{slot: record.DateSlot, sure: true, entry: e}
	}
	was := at("2031-03-07", "2031-03-01")
	if kind, ok := kindOf(was, at("2031-06-09", "2031-05-01")); ok {
		t.Errorf("a day two months on: %s", kind)
	}
	if kind, ok := kindOf(was, at("2031-03-09", "2031-03-04")); !ok || kind != NewValue {
		t.Errorf("a new day: %q %v", kind, ok)
	}
}
