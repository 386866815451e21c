package keep

import (
	"strings"
	"testing"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/archive"
)

func TestRereadAnswer(t *testing.T) {
	old := ledger.Statement{ID: "v1.s1", Content: "the gas will flow", Speakers: []ledger.Speaker{{Name: "Mira Voss"}},
		Said: "2024-03-01", Kind: "indirect",
		By: "attribution/said-that@1", Article: ledger.Article{Outlet: "KTA", URL: "https://kta.example/1"}}
	now := old
	now.Content, now.Speakers = "the gas will flow again", []ledger.Speaker{{Name: "Ola Brandt"}}
	res := archive.NewReread()
	res.Articles, res.Changed, res.Stands, res.Altered, res.Gained, res.SlotsLost = 2, 1, 3, 1, 4, 1
	res.Rules["attribution/said-that@1"] = ledger.RuleCount{Stands: 3, Altered: 1, Gained: 4}
	res.Rules["attribution/quote-said@1"] = ledger.RuleCount{Stands: 3}
	res.Examples = []ledger.StatementFate{{Survival: ledger.Changed, Old: &old, New: &now,
		Differs: []string{"content", "speakers"}}}
	res.SlotExamples = []ledger.SlotFate{{Survival: ledger.Withdrawn, Event: "summit", Slot: "venue", Value: "a hall",
		Status: "planned", SaidBy: []string{"Mira Voss"},
		Article: ledger.Article{ID: "v1", Outlet: "KTA", Published: "2024-03-01"}, By: "event/venue@1"}}
	w := &cli.Text{Details: true}
	(&Reread{}).answer(&res).Text(w)
	const want = `2 articles read again, 1 of them to another record.
Statements: 3 stand, 0 moved, 1 changed, 0 lost, 4 gained.
Slots of events: 0 stand, 1 lost, 0 gained.

By rule                              stand changed    lost  gained
attribution/said-that@1                  3       1       0       4

Statements
~ the gas will flow again
    content: the gas will flow → as above
    speakers: Mira Voss → Ola Brandt
    Ola Brandt · 2024-03-01 · KTA · indirect · attribution/said-that@1 · v1.s1 · https://kta.example/1
and 4 more: --show 0

Slots of events
- summit · venue a hall · planned · Mira Voss · 2024-03-01 · KTA · event/venue@1 · v1

Nothing was written: --write keeps the new records.
`
	if got := uncoloured(w.String()); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// uncoloured strips colours from a text.
func uncoloured(s string) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		_, s, _ = strings.Cut(rest, "m")
	}
}
