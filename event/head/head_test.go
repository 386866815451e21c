package head

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/encoder"
	"readout/event/alike"
	"readout/event/internal/eventtest"
	"readout/event/label"
	"readout/record"
)

func TestMissingHeads(t *testing.T) {
	for _, name := range []string{"event", "slot", "same", "link", "party", "eventstatus", "slotstatus"} {
		if _, err := Load(eventtest.Core(name)); err == nil || !strings.HasPrefix(err.Error(), "event/head: ") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// TestArticle: every head answers for each item it is asked of, and gives the same again.
func TestArticle(t *testing.T) {
	core := eventtest.Core("")
	h, err := Load(core)
	if err != nil {
		t.Fatal(err)
	}
	d := eventtest.Doc(strings.Repeat("a summit b ", 20), "a b summits")
	if err := encoder.NewPass(core).Run(d); err != nil {
		t.Fatal(err)
	}
	spans := []label.Span{{Range: doc.Range{First: 0, End: 2}}, {Range: doc.Range{First: 4, End: 5}, Kind: 3},
		{Range: doc.Range{First: 61, End: 63}, Kind: 1}}
	read := func() (answers []any) {
		a, done := h.Read(d)
		defer done()
		kinds, slots := a.Kinds()
		if !slices.Equal(kinds, eventtest.Kinds) || !slices.Equal(slots, eventtest.Slots) {
			t.Fatalf("kinds %q, slots %q", kinds, slots)
		}
		if len(a.Statuses()) != len(record.Statuses) {
			t.Fatalf("statuses %q", a.Statuses())
		}
		if m, s := a.Mentions(), a.Slots(); len(m.Rows) != len(d.Tokens)*(2*len(eventtest.Kinds)+1) ||
			len(s.Rows) != len(d.Tokens)*(2*len(eventtest.Slots)+1) {
			t.Fatalf("%d and %d logits for %d tokens", len(m.Rows), len(s.Rows), len(d.Tokens))
		}
		if m := a.Mentions().Rows; m[0] == 0 || m[0] == m[2*len(eventtest.Kinds)+1] {
			t.Errorf("logits of the first tokens: %v", m[:30])
		}
		before := a.Antecedents(spans, alike.NewWords(d, spans))
		for i, x := range before {
			if x.From != 0 || len(x.List) != i {
				t.Errorf("mention %d has %d antecedents from %d on", i, len(x.List), x.From)
			}
		}
		links, parties := a.Links(spans[:2], spans), a.Parties(spans, []doc.Range{{First: 5, End: 6}})
		of, on := a.MentionStatus(spans), a.SlotStatus(spans[:2], spans[1:])
		if len(links) != 2 || len(links[0].List) != 3 || len(parties) != 3 || len(parties[0].List) != 1 ||
			len(of) != 3 || len(on) != 2 || len(of[0]) != len(record.Statuses) || len(on[0]) != len(record.Statuses) {
			t.Errorf("links %v, parties %v, statuses %v and %v", links, parties, of, on)
		}
		if reflect.DeepEqual(of[0], of[1]) || links[0].List[0] == links[0].List[1] {
			t.Error("the heads say the same of all")
		}
		return []any{before, links, parties, of, on}
	}
	if first := read(); !reflect.DeepEqual(first, read()) {
		t.Error("two readings differ")
	}
}

// TestReach: far mentions are not weighed.
func TestReach(t *testing.T) {
	var ms []label.Span
	for i := range 1000 {
		ms = append(ms, label.Span{Range: doc.Range{First: i, End: i + 1}})
	}
	if from, to := within(ms, 500); from != 500-Reach || to != 500+Reach {
		t.Errorf("%d to %d", from, to)
	}
	if from, to := within(ms, 5); from != 0 || to != 5+Reach {
		t.Errorf("%d to %d", from, to)
	}
}
