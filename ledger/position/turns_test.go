package position_test

import (
	"encoding/json"
	"testing"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/demo/local"
	"readout/ledger/ledgertest"
	"readout/record"
)

// TestTurns: what is related to what a person said before is so related in the whole track, whatever
// the day from which on it is asked for, and nothing that goes the other way is missed.
func TestTurns(t *testing.T) {
	corpus := ledgertest.New(ledgertest.Options{Seed: 8, Statements: 16, People: 40, Events: 5, PerDay: 3})
	var made []*record.Record
	for n := range 40 {
		made = append(made, corpus.Record(n))
	}
	summit, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	town, err := local.Records()
	if err != nil {
		t.Fatal(err)
	}
	turned := 0
	for _, c := range []struct {
		list        []*record.Record
		froms, asOf []string
	}{
		{made, []string{"2019-01-01", "2019-01-12"}, []string{"", "2019-01-15"}},
		{append(summit, town...), []string{"2024-03-20", "2024-05-10"}, []string{"", "2024-03-29"}},
	} {
		l := ledgertest.Open(t, c.list...)
		people := map[string]bool{}
		page, err := l.Search(t.Context(), ledger.Query{Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for i := range page.Statements {
			for _, sp := range page.Statements[i].Speakers {
				people[sp.Agent] = true
			}
		}
		for who := range people {
			for _, asOf := range c.asOf {
				said, err := l.Said(t.Context(), who, "", asOf)
				if err != nil {
					continue // not known on that day
				}
				for _, from := range c.froms {
					got, err := l.Sayings(t.Context(), who, asOf)
					if err != nil || len(got.Entries) != len(said.Entries) {
						t.Fatalf("%s: %d of %d utterances, %v", who, len(got.Entries), len(said.Entries), err)
					}
					others, err := l.Sayings(t.Context(), page.Statements[0].Speakers[0].Agent, "")
					if err != nil {
						t.Fatal(err)
					}
					both := []ledger.Track{others, got}
					if err := l.Turns(t.Context(), both, from, asOf); err != nil {
						t.Fatal(err)
					}
					got = both[1]
					for i := range said.Entries {
						want, have := said.Entries[i].Relation, got.Entries[i].Relation
						late := said.Entries[i].Statement.Article.Published >= from
						other := want != nil && want.Kind == ledger.Other && late
						x, _ := json.Marshal(have)
						y, _ := json.Marshal(want)
						if (other || have != nil) && string(x) != string(y) || have != nil && !late {
							t.Errorf("%s as of %q from %s: %s, want %s", who, asOf, from, x, y)
						}
						if other {
							turned++
						}
					}
				}
			}
		}
	}
	if turned == 0 {
		t.Error("nobody turned")
	}
}
