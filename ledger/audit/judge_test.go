package audit_test

import (
	"strings"
	"testing"

	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/store"
)

// TestJudgements: the latest verdict on a card counts, unless it is undone.
func TestJudgements(t *testing.T) {
	ctx, l := t.Context(), ledgertest.Open(t)
	judge := func(who, card string, right bool) int64 {
		t.Helper()
		id, err := l.JudgeCard(ctx, who, card, "Sluice stays shut", right)
		if err != nil {
			t.Fatal(err)
		}
		return id
	}
	check := func(when string, want map[string]string) {
		t.Helper()
		got, err := l.Judgements(ctx)
		if err != nil || len(got) != len(want) {
			t.Errorf("%s: %+v, %v", when, got, err)
		}
		for card, who := range want {
			if j := got[card]; j.Who != who || j.Right != (who == "Ann") || j.Title != "Sluice stays shut" || j.Card != card {
				t.Errorf("%s: %+v", when, j)
			}
		}
	}
	judge("Ann", "c1", true)
	second := judge("Bo", "c1", false)
	judge("Ann", "c2", true)
	check("two cards", map[string]string{"c1": "Bo", "c2": "Ann"})
	if _, err := l.Undo(ctx, "Ann", "no", second); err != nil {
		t.Fatal(err)
	}
	check("one taken back", map[string]string{"c1": "Ann", "c2": "Ann"})
	long := strings.Repeat("x", 5000)
	for name, c := range map[string][3]string{
		"nobody's": {"", "c1", "Sluice"}, "no card's": {"Ann", "", "Sluice"}, "without a title": {"Ann", "c1", ""},
		"too long a card": {"Ann", long, "Sluice"}, "too long a title": {"Ann", "c1", long},
	} {
		if _, err := l.JudgeCard(ctx, c[0], c[1], c[2], true); err == nil {
			t.Errorf("%s judgement was accepted", name)
		}
	}
	if _, ok := audit.JudgementOf(store.Decision{Kind: audit.Merge, Data: "{}"}); ok {
		t.Error("a merge is read as a judgement")
	}
}

// TestUndo: what is not a decision, an undo, or already undone cannot be undone.
func TestUndo(t *testing.T) {
	ctx, l := t.Context(), ledgertest.Open(t)
	id, err := l.JudgeCard(ctx, "Ann", "c1", "Sluice stays shut", true)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Undo(ctx, "Ann", "", id); err == nil {
		t.Error("taken back without a reason")
	}
	undo, err := l.Undo(ctx, "Ann", "no", id)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]int64{"nothing": 99, "an undo": undo, "what is taken back": id} {
		if _, err := l.Undo(ctx, "Ann", "no", bad); err == nil {
			t.Errorf("%s was taken back", name)
		}
	}
}
