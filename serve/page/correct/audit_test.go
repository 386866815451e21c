package correct

import (
	"strings"
	"testing"

	"readout/ledger"
	"readout/store"
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

// TestChanged: each field that was set, with what stood there; what was not set is not
// listed.
func TestChanged(t *testing.T) {
	set := func(s string) *string { return &s }
	who := func(s ...string) *[]string { return &s }
	for _, c := range []struct {
		was, set *ledger.Correction
		want     string
	}{
		{nil, nil, ""},
		{nil, &ledger.Correction{Act: set("deny")}, "act: deny, was none"},
		{&ledger.Correction{Act: set("assert"), SaidOn: set("2024-03-20")},
			&ledger.Correction{Act: set("deny"), SaidOn: set("")}, "said on: none, was 2024-03-20|act: deny, was assert"},
		{&ledger.Correction{Speakers: who("Nils Aro")}, &ledger.Correction{Speakers: who("Jens Holm", "Pia Holm")},
			"speaker: Jens Holm, Pia Holm, was Nils Aro"},
		{&ledger.Correction{Speakers: who("Nils Aro")}, &ledger.Correction{Speakers: who()}, "speaker: none, was Nils Aro"},
	} {
		if got := strings.Join(changed(c.was, c.set), "|"); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

// TestAudit: the newest first, each in words, with what took it back; saved searches
// change nothing and are left out, and so is taking one back.
func TestAudit(t *testing.T) {
	got := AuditOf([]store.Decision{
		{ID: 1, Kind: ledger.Merge, Data: `{"agents":["a1","a2"]}`},
		{ID: 2, Kind: ledger.Split, Data: `{"agents":["a/3"]}`},
		{ID: 3, Kind: ledger.Save, Data: `{}`},
		{ID: 4, Kind: ledger.Undo, Undoes: 3, Data: `{}`},
		{ID: 5, Kind: ledger.Undo, Undoes: 1, Data: `{}`},
		{ID: 6, Kind: ledger.MergeEvents, Data: `{"reports":[{},{}]}`},
		{ID: 7, Kind: ledger.SplitEvents, Data: `{"reports":[{}]}`},
		{ID: 8, Kind: ledger.Takedown,
			Data: `{"tombstones":[{"outlet":"Ostby Post","ident":"o1","since":"2024-03-07","sha256":"abc"}]}`},
		{ID: 9, Kind: ledger.Correct, Data: `{"set":{"act":"deny"},"text":{"outlet":"Ostby Post","ident":"o1"}}`},
		{ID: 10, Kind: "foretold", Data: `[]`},
		{ID: 11, Kind: ledger.CorrectSlot, Data: `{"slot":{"slot":"place","set":{"drop":true}}}`},
	})
	type line struct {
		id     int64
		what   string
		detail string
		to     string
		undone int64
		undo   bool
	}
	want := []line{
		{11, "corrected what was read of an event", "place: not said of it", "", 0, true},
		{10, "foretold", "[]", "", 0, true},
		{9, "corrected how a statement was read", "act: deny, was none|Ostby Post, o1", "", 0, true},
		{8, "took down 1 version of an article", "Ostby Post, o1, of 7 March 2024: SHA-256 abc", "", 0, true},
		{7, "said that 1 report is of another event", "", "", 0, true},
		{6, "said that 2 reports are of one event", "", "", 0, true},
		{5, "took back decision 1", "", "", 0, false},
		{2, "said that these are a person of their own: a/3", "", "/person/a%2F3", 0, true},
		{1, "said that these are one: a1, a2", "", "/person/a1", 5, false},
	}
	if len(got) != len(want) {
		t.Fatalf("%d lines, want %d", len(got), len(want))
	}
	for i, e := range got {
		if l := (line{e.ID, e.What, strings.Join(e.Detail, "|"), e.To, e.Undone, e.Undo}); l != want[i] {
			t.Errorf("%+v\nwant %+v", l, want[i])
		}
	}
}
