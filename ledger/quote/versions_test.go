package quote

import (
	"testing"

	"readout/ledger/statement"
	"readout/record"
)

// TestVersionsOnce: an article counts once, by its newest version; what an earlier one had is set against that.
func TestVersionsOnce(t *testing.T) {
	said := func(outlet, url, id, until, content string) statement.Statement {
		return statement.Statement{ID: id + ".s1", Kind: record.Direct, Content: content,
			Article: statement.Article{ID: id, Outlet: outlet, URL: url, Until: until}}
	}
	const seven, four = "Seven people were taken to the hospital", "Four people were taken to the hospital"
	for _, c := range []struct {
		what             string
		list             []statement.Statement
		reports, outlets int
		classes          []Difference
		otherwise        int
	}{
		{"one article that was changed", []statement.Statement{said("NP", "u1", "v1", "2031-01-02", seven),
			said("NP", "u1", "v2", "", four)}, 1, 1, []Difference{ChangedSince, Identical}, 0},
		{"one article that was stored again", []statement.Statement{said("NP", "u1", "v1", "2031-01-02", four),
			said("NP", "u1", "v2", "", four)}, 1, 1, []Difference{Identical, Identical}, 0},
		{"one article that was withdrawn", []statement.Statement{said("NP", "u1", "v1", "2031-01-02", seven),
			said("NP", "u1", "v2", "2031-01-03", four)}, 1, 1, []Difference{ChangedSince, Identical}, 0},
		{"two outlets", []statement.Statement{said("NP", "u1", "v1", "", seven), said("KTA", "u2", "v2", "", four)}, 2, 2,
			[]Difference{Identical, Altered}, 2},
		{"two articles of one outlet", []statement.Statement{said("NP", "u1", "v1", "", four),
			said("NP", "u2", "v2", "", four)}, 2, 1, []Difference{Identical, Identical}, 0},
		{"two without an address", []statement.Statement{said("NP", "", "v1", "", four), said("NP", "", "v2", "", four)},
			2, 1, []Difference{Identical, Identical}, 0},
	} {
		u := Assemble(c.list)
		if u.Reports != c.reports || u.Outlets != c.outlets || len(u.Otherwise()) != c.otherwise {
			t.Errorf("%s: %d reports of %d outlets, %d otherwise", c.what, u.Reports, u.Outlets, len(u.Otherwise()))
		}
		for i, m := range u.Members {
			if m.Difference != c.classes[i] {
				t.Errorf("%s: %s is %s, want %s", c.what, m.Statement.ID, m.Difference, c.classes[i])
			}
			if m.Difference == ChangedSince && (m.Edits[0].Reference != "Seven" || m.Edits[0].Other != "Four") {
				t.Errorf("%s: %+v", c.what, m.Edits)
			}
		}
	}
}
