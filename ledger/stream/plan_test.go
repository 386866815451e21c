package stream

import (
	"context"
	"path/filepath"
	"testing"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/store/sqlite"
)

// TestPlanToldBefore: a plan is new where the first word on it is known. Of an event of which only the newest
// reports were looked at the others are looked up, and what was told in them is not told again.
func TestPlanToldBefore(t *testing.T) {
	ctx := t.Context()
	st, err := sqlite.Open(ctx, filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range records {
		if _, err := l.Add(ctx, []ledger.Item{{Record: r}}); err != nil {
			t.Fatal(err)
		}
	}
	whole, err := l.Event(ctx, "summit", "2024-03-20")
	if err != nil {
		t.Fatal(err)
	}
	date := whole.Main("date")
	if date == nil || len(date.Entries) < 3 {
		t.Fatalf("the summit has the day %+v", date)
	}
	cut := whole // of its later reports alone
	cut.Slots = []ledger.SlotTrack{*date}
	cut.Slots[0].Entries = date.Entries[2:]
	cards := func(d ledger.Dossier, partial bool) (plans, changes int) {
		d.Partial = partial
		b := builder{ctx: context.WithoutCancel(ctx), l: l, o: Options{From: "2024-03-01", AsOf: "2024-03-20"}}
		b.event(&d)
		for _, c := range b.cards {
			if c.Kind == NewPlan {
				plans++
			} else if c.Moves[0].Was == nil {
				changes++
			}
		}
		return plans, changes
	}
	if plans, _ := cards(whole, true); plans != 1 {
		t.Errorf("%d new plans where all reports are there, want 1", plans)
	}
	if plans, changes := cards(cut, true); plans+changes != 0 {
		t.Errorf("%d new plans and %d new points of what was told before", plans, changes)
	}
	if plans, _ := cards(cut, false); plans != 1 {
		t.Errorf("%d new plans of an event with its later reports alone, want 1: the test tells nothing", plans)
	}
}
