package quote

import (
	"testing"

	"readout/ledger/statement"
)

// TestOtherwise: reports that only omit words do not count as altered.
func TestOtherwise(t *testing.T) {
	wording := func(id string, d Difference) Wording {
		return Wording{Statement: statement.Statement{ID: id}, Difference: d}
	}
	u := Utterance{Reference: statement.Statement{ID: "v2.s1"},
		Members: []Wording{wording("v1.s1", Trimmed), wording("v2.s1", Identical), wording("v3.s1", Reworded)}}
	if got := u.Otherwise(); got != nil {
		t.Errorf("where nobody altered anything: %+v", got)
	}
	u.Members = append([]Wording{wording("v0.s1", Altered)}, u.Members...)
	got := u.Otherwise()
	if len(got) != 2 || got[0].Statement.ID != "v2.s1" || got[1].Statement.ID != "v0.s1" {
		t.Errorf("an altered wording: %+v", got)
	}
}
