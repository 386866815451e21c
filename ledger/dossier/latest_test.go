package dossier_test

import (
	"encoding/json"
	"slices"
	"testing"

	"readout/ledger/dossier"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/store"
)

// TestLatest: the events reported last are those of all, on several days, however many are wanted.
func TestLatest(t *testing.T) {
	corpus := ledgertest.New(ledgertest.Options{Seed: 8, Statements: 16, People: 30, Events: 40, PerDay: 4})
	var list []*record.Record
	for n := range 120 {
		list = append(list, corpus.Record(n))
	}
	l := ledgertest.Open(t, list...)
	for _, asOf := range []string{"", "2019-01-08", "2019-01-20"} {
		all, err := l.AllEvents(t.Context(), asOf)
		if err != nil {
			t.Fatal(err)
		}
		for _, from := range []string{"2018-12-01", "2019-01-06", "2019-01-18"} {
			late := slices.DeleteFunc(slices.Clone(all), func(d dossier.Dossier) bool { return d.Last.Published < from })
			slices.SortStableFunc(late, func(x, y dossier.Dossier) int {
				return store.CompareTimes(y.Last.Published, x.Last.Published)
			})
			for _, most := range []int{0, 1, 3, 500} {
				got, err := l.Latest(t.Context(), from, asOf, most)
				if err != nil {
					t.Fatal(err)
				}
				x, _ := json.Marshal(got)
				y, _ := json.Marshal(late[:min(most, len(late))])
				if string(x) != string(y) && len(got)+min(most, len(late)) > 0 {
					t.Errorf("as of %q from %s, %d at most: %d events, want %d:\n%s\n%s", asOf, from, most, len(got),
						min(most, len(late)), x, y)
				}
			}
		}
	}
}

// TestSoonest: the soonest events are the first of all that are coming, whatever the days and however many are wanted.
func TestSoonest(t *testing.T) {
	corpus := ledgertest.New(ledgertest.Options{Seed: 8, Statements: 16, People: 30, Events: 40, PerDay: 4})
	var list []*record.Record
	for n := range 120 {
		list = append(list, corpus.Record(n))
	}
	l := ledgertest.Open(t, list...)
	for _, days := range [][2]string{{"2019-01-01", ""}, {"2019-01-25", "2019-03-01"}, {"2019-03-15", ""},
		{"2031-01-01", ""}} {
		for _, asOf := range []string{"", "2019-01-12"} {
			all, err := l.Upcoming(t.Context(), days[0], days[1], asOf)
			if err != nil {
				t.Fatal(err)
			}
			for _, most := range []int{0, 1, 2, 7, 500} {
				got, err := l.Soonest(t.Context(), days[0], days[1], asOf, most)
				if err != nil {
					t.Fatal(err)
				}
				x, _ := json.Marshal(got)
				y, _ := json.Marshal(all[:min(most, len(all))])
				if string(x) != string(y) && len(got)+min(most, len(all)) > 0 {
					t.Errorf("from %q to %q as of %q, %d at most: %d events, want %d", days[0], days[1], asOf, most, len(got),
						min(most, len(all)))
				}
			}
		}
	}
	if _, err := l.Soonest(t.Context(), "soon", "", "", 1); err == nil {
		t.Error("from no day")
	}
}
