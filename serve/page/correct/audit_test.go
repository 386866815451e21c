package correct

import (
	"testing"

	"readout/ledger"
)

func TestChangedSlot(t *testing.T) {
	day, before := "2024-03-21", "2024-03-20"
	got := changedSlot(&slotDecision{Slot: "date", Set: ledger.SlotCorrection{Value: &day},
		Was: ledger.SlotCorrection{Value: &before}})
	if len(got) != 1 || got[0] != "date: 2024-03-21, was 2024-03-20" {
		t.Errorf("a value: %q", got)
	}
	if got := changedSlot(&slotDecision{Slot: "place", Set: ledger.SlotCorrection{Drop: true}}); len(got) != 1 ||
		got[0] != "place: not said of it" {
		t.Errorf("not said: %q", got)
	}
	if got := changedSlot(&slotDecision{Slot: "place", To: &struct{}{}}); len(got) != 1 ||
		got[0] != "place: said of another event of the article" {
		t.Errorf("of another event: %q", got)
	}
}
