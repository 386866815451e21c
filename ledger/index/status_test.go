package index

import (
	"slices"
	"testing"

	"readout/record"
)

// TestSlotStatuses: a statement has the statuses of the slots that it says, but who says that something
// is not so has planned nothing.
func TestSlotStatuses(t *testing.T) {
	r := &record.Record{
		Statements: []record.Statement{{ID: "s1", Commitment: record.CertainMinus},
			{ID: "s2", Commitment: record.CertainPlus}, {ID: "s3", Commitment: record.CertainMinus}},
		Events: []record.Event{{Slots: []record.Slot{{Statement: "s1", Status: record.Planned},
			{Statement: "s2", Status: record.Planned}, {Statement: "s3", Status: record.RuledOut},
			{Statement: "s3", Status: record.Undecided}, {Statement: "s3", Status: record.RuledOut}, {Status: record.Held}}}},
	}
	got := NewPreparer(r).SlotStatuses()
	for id, want := range map[string][]string{"s1": nil, "s2": {record.Planned},
		"s3": {record.RuledOut, record.Undecided}} {
		if !slices.Equal(got[id], want) {
			t.Errorf("%s: %v, want %v", id, got[id], want)
		}
	}
	if len(got) != 2 {
		t.Errorf("%d statements have a status, want 2: %v", len(got), got)
	}
}
