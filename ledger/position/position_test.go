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
