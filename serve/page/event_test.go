package page

import (
	"testing"

	"readout/ledger"
)

// TestWhyOf: entries are shown by what they do for what stands, with nothing to
// explain where one thing was said.
func TestWhyOf(t *testing.T) {
	one := &ledger.SlotTrack{Entries: []ledger.SlotEntry{{Verdict: "stands"}}}
	if got := whyOf(one); got != nil {
		t.Errorf("of one entry: %+v", got)
	}
	track := &ledger.SlotTrack{Entries: []ledger.SlotEntry{
		{Verdict: "superseded", Value: "Port Cassel"}, {Verdict: "supports", Value: "Ostrella"}, {Verdict: "set aside", Value: "Helmsby", Reason: "told in passing"},
		{Verdict: "stands", Value: "Ostrella"}, {Verdict: "supports", Value: "Ostrella"}}}
	got := whyOf(track)
	want := []struct {
		label string
		n     int
	}{{"It stands by", 1}, {"The same says", 2}, {"It was before", 1}, {"Set aside", 1}}
	if len(got) != len(want) {
		t.Fatalf("%d groups, want %d: %+v", len(got), len(want), got)
	}
	for i, w := range want {
		if got[i].Label != w.label || len(got[i].Entries) != w.n {
			t.Errorf("group %d is %q of %d, want %q of %d", i, got[i].Label, len(got[i].Entries), w.label, w.n)
		}
	}
}

func TestChangedSlot(t *testing.T) {
	day, before := "2024-03-21", "2024-03-20"
	got := changedSlot(&slotDecision{Slot: "date", Set: ledger.SlotCorrection{Value: &day}, Was: ledger.SlotCorrection{Value: &before}})
	if len(got) != 1 || got[0] != "date: 2024-03-21, was 2024-03-20" {
		t.Errorf("a value: %q", got)
	}
	if got := changedSlot(&slotDecision{Slot: "place", Set: ledger.SlotCorrection{Drop: true}}); len(got) != 1 || got[0] != "place: not said of it" {
		t.Errorf("not said: %q", got)
	}
	if got := changedSlot(&slotDecision{Slot: "place", To: &struct{}{}}); len(got) != 1 || got[0] != "place: said of another event of the article" {
		t.Errorf("of another event: %q", got)
	}
}
