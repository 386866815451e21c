package quote

import (
	"testing"

	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// TestOtherOccasion: on different days, reports that differ in a day or number, or of which one tells
// of a change, are two sayings; on one day they are one.
func TestOtherOccasion(t *testing.T) {
	for name, c := range map[string]struct {
		x, y string
		one  bool
	}{
		"a vote put off": {"the vote on the new bridge will be held on Thursday, May 9",
			"the vote on the new bridge has been postponed and will be on Thursday, May 16", false},
		"another number": {"the fire at the paper mill has killed 9 people so far",
			"the fire at the paper mill has killed twelve people so far", false},
		"another weekday": {"the ferry to the northern islands will sail on Friday",
			"the ferry to the northern islands will sail on Sunday", false},
		"another month": {"the bridge over the river will open in June",
			"the bridge over the river will open in July", false},
		"a change alone": {"the vote on the new bridge in Helmsby is planned",
			"the vote on the new bridge in Helmsby is cancelled", false},
		"the same day, written otherwise": {"the council will vote on the bridge on May 9 at noon",
			"the council will vote on the bridge on 9th May at noon", true},
		"a number in words": {"the fire at the paper mill has killed 9 people so far",
			"the fire at the paper mill has killed nine people so far", true},
		"a number left out": {"the fire at the paper mill has killed at least 12 people so far",
			"the fire at the paper mill has killed people", true},
		"a verb, no month": {"we may open the northern bridge to all traffic",
			"we might open the northern bridge to all traffic in June", true},
		"cut at both ends": {"on 9 pages the report says that the bridge over the river is safe",
			"the report says that the bridge over the river is safe for 12 years", true},
	} {
		x, y := newSaying(said("2024-05-06", c.x)), newSaying(said("2024-05-08", c.y))
		if got := x.same(y); got != c.one || y.same(x) != c.one {
			t.Errorf("%s: one saying: %v", name, got)
		}
		if y = newSaying(said("2024-05-06", c.y)); !x.same(y) {
			t.Errorf("%s: two sayings on one day", name)
		}
	}
}

func said(day, content string) *statement.Statement {
	return &statement.Statement{Said: day, Content: content, Commitment: record.CertainPlus}
}

// TestGroupByOccasion: who denies on another day what was affirmed says another thing, and a report
// that tells no number joins no two that differ in it, whatever their order.
func TestGroupByOccasion(t *testing.T) {
	nine := said("2024-05-06", "the fire at the paper mill in Helmsby has killed 9 people so far")
	none := said("2024-05-07", "the fire at the paper mill in Helmsby has killed people")
	twelve := said("2024-05-08", "the fire at the paper mill in Helmsby has killed 12 people so far")
	denied := said("2024-05-08", "the fire at the paper mill in Helmsby has not killed 9 people so far")
	denied.Commitment = record.CertainMinus
	for name, c := range map[string]struct {
		list []*statement.Statement
		want int
	}{
		"the number later": {[]*statement.Statement{nine, none, twelve}, 2},
		"no number last":   {[]*statement.Statement{twelve, nine, none}, 2},
		"no number first":  {[]*statement.Statement{none, twelve, nine}, 2},
		"denied":           {[]*statement.Statement{nine, denied}, 2},
		"once more":        {[]*statement.Statement{nine, nine}, 1},
	} {
		var list []statement.Statement
		for i, s := range c.list {
			own := *s
			own.Row = store.VersionID(i + 1).Row(1)
			list = append(list, own)
		}
		if got := Group(list, nil); len(got) != c.want {
			t.Errorf("%s: %d sayings, want %d", name, len(got), c.want)
		}
	}
}
