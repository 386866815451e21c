package said

import (
	"strings"
	"testing"

	"readout/ledger"
	"readout/record"
)

// TestExplained: each difference has words of its own, and of two direct quotations no more is told than that they
// differ.
func TestExplained(t *testing.T) {
	direct, indirect := ledger.Statement{Kind: record.Direct}, ledger.Statement{Kind: record.Indirect}
	for _, c := range []struct {
		m    ledger.Wording
		want string
	}{
		{ledger.Wording{Statement: direct, Difference: ledger.Identical}, "word for word"},
		{ledger.Wording{Statement: direct, Difference: ledger.Identical, Earlier: true}, "an earlier version"},
		{ledger.Wording{Statement: direct, Difference: ledger.Reworded}, "the outlets give the words differently"},
		{ledger.Wording{Statement: indirect, Difference: ledger.Reworded}, "the outlet’s own words"},
		{ledger.Wording{Statement: direct, Difference: ledger.ChangedSince}, "changed these words since"},
		{ledger.Wording{Statement: direct, Difference: ledger.Trimmed}, "left out at the ends"},
		{ledger.Wording{Statement: direct, Difference: ledger.Elided}, "dots say so"},
		{ledger.Wording{Statement: direct, Difference: ledger.Bracketed}, "in brackets"},
		{ledger.Wording{Statement: direct, Difference: ledger.Merged}, "without a sign"},
		{ledger.Wording{Statement: direct, Difference: ledger.Altered}, "nothing says so"},
	} {
		if got := explained(&direct, c.m); !strings.Contains(got, c.want) {
			t.Errorf("%s: %q", c.m.Difference, got)
		}
	}
	same, other := ledger.Edit{Op: "same"}, ledger.Edit{Op: "other"}
	for n, edits := range [][]ledger.Edit{nil, {same}, {other}, {same, other}} {
		if got := longEdits(edits); got != (n > 1) {
			t.Errorf("%v: %v", edits, got)
		}
	}
}

// TestStatementsText: what somebody denied is listed and titled with the cue before it.
func TestStatementsText(t *testing.T) {
	s := ledger.Statement{Kind: record.Indirect, Cue: "denied", Act: record.Deny, Content: "that she had lied",
		Speakers: []ledger.Speaker{{Kind: "person", Name: "Una Pryce"}}}
	text := StatementsText("Una Pryce", []ledger.Statement{s})
	if !strings.HasPrefix(text, "# Una Pryce\n\n> denied: that she had lied\n") {
		t.Errorf("%s", text)
	}
	if got := titleOf(&s); got != "denied: “that she had lied”" {
		t.Errorf("%s", got)
	}
}
