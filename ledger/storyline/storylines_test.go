package storyline_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/record"
)

func report(outlet, ident, day, headline, text string) *record.Record {
	r := ledgertest.Story(outlet, ident, day, headline+"\n\n"+text)
	r.Article.Headline = &record.Span{End: len(headline)}
	return r
}

// TestStorylines: the running stories of some days, the largest first, each with the article
// that it began with, even where that is of days before.
func TestStorylines(t *testing.T) {
	const gauge, bridge = "Warden Nils Aro told the lock board of Ostby that the gauge of the sluice is to be read.",
		"The town of Varn votes on a bridge to the island of Helm, ferry owner Jens Holm told Varn council."
	l := ledgertest.Open(t,
		report("KTA", "1", "2024-03-01", "Sluice at Ostby stays shut", gauge),
		report("NP", "2", "2024-03-05", "Ostby waits for gauge of sluice", gauge+" Ice damaged it."),
		report("KTA", "3", "2024-03-06", "Varn votes on Helm bridge", bridge),
		report("NP", "4", "2024-03-06", "Aro to read gauge of Ostby sluice", gauge+" The lock is old."))
	lines := func(from, to, asOf string) string {
		t.Helper()
		list, err := l.Storylines(t.Context(), from, to, asOf)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, s := range list {
			var of []string
			for _, a := range s.Articles {
				of = append(of, a.URL)
			}
			out = append(out, s.Title+" "+s.First+" to "+s.Last+": "+strings.Join(of, " "))
		}
		return strings.Join(out, "; ")
	}
	const sluice, vote = "Sluice at Ostby stays shut 2024-03-01 to ",
		"Varn votes on Helm bridge 2024-03-06 to 2024-03-06: 3"
	for _, c := range []struct{ from, to, asOf, want string }{
		{"", "", "", sluice + "2024-03-06: 1 2 4; " + vote},
		{"2024-03-06", "", "", sluice + "2024-03-06: 1 2 4; " + vote},
		{"2024-03-07", "", "", ""},
		{"", "2024-03-05", "", sluice + "2024-03-05: 1 2"},
		{"", "", "2024-03-05", sluice + "2024-03-05: 1 2"},
	} {
		if got := lines(c.from, c.to, c.asOf); got != c.want {
			t.Errorf("from %q to %q as of %q: %s, want %s", c.from, c.to, c.asOf, got, c.want)
		}
	}
	list, err := l.Storylines(t.Context(), "", "", "")
	if err != nil || list[0].Outlets != 2 || len(list[0].Terms) != 6 || !slices.Contains(list[0].Terms, "gauge") {
		t.Errorf("%+v, %v", list, err)
	}
	if _, err := l.Storylines(t.Context(), "soon", "", ""); !errors.As(err, new(*ask.Fault)) {
		t.Errorf("from no day: %v", err)
	}
}
