package storyline_test

import (
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/ledger/storyline"
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

// TestOneRunForAllItsDays: the stories of a day are those of a run that goes on after it, and a corrected
// article is of the story that its first version is of, whatever else it says.
func TestOneRunForAllItsDays(t *testing.T) {
	const gauge, bridge = "Warden Nils Aro told the lock board of Ostby that the gauge of the sluice is to be read.",
		"The town of Varn votes on a bridge to the island of Helm, ferry owner Jens Holm told Varn council."
	l := ledgertest.Open(t,
		report("KTA", "1", "2024-03-30", "Sluice at Ostby stays shut", gauge),
		report("NP", "2", "2024-04-02", "Varn votes on Helm bridge", bridge),
		report("NP", "2", "2024-04-03", "Sluice at Ostby", gauge+" Corrected."),
		report("KTA", "3", "2024-04-04", "Aro to read gauge of Ostby sluice", gauge+" The lock is old."))
	first, last := storyline.RunDays("2024-04-01")
	if first != "2024-03-01" || last != "2024-06-01" {
		t.Fatalf("the run of 1 April is from %s to %s", first, last)
	}
	run, err := l.Run(t.Context(), first, last)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(run.Stories, []int{0, 1, 1, 0}) {
		t.Errorf("versions are of the stories %v", run.Stories)
	}
	// The sluice was last reported before these days, until the fourth.
	sizes := map[string][]int{"2024-04-01": nil, "2024-04-02": {1}, "2024-04-03": {1}, "2024-04-04": {2, 1}}
	for day, want := range sizes {
		whole, err := l.StoriesOf(t.Context(), &run, "2024-03-31", day, day)
		if err != nil {
			t.Fatal(err)
		}
		alone, err := l.Storylines(t.Context(), "2024-03-31", day, day)
		if err != nil || !reflect.DeepEqual(whole, alone) {
			t.Errorf("as of %s the run gives %+v, its part up to then %+v, %v", day, whole, alone, err)
		}
		var got []int
		for _, s := range whole {
			got = append(got, len(s.Articles))
		}
		if !slices.Equal(got, want) {
			t.Errorf("as of %s there are stories of %v articles, want %v", day, got, want)
		}
	}
	if _, err := l.StoriesOf(t.Context(), &run, "soon", "", ""); !errors.As(err, new(*ask.Fault)) {
		t.Errorf("from no day: %v", err)
	}
}
