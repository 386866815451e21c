package people_test

import (
	"strings"
	"testing"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestPeople(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	s.Holds(t, "/people", "Dravitsyn")
	s.Holds(t, "/people?q=Dravitsyn", "Dravitsyn")
	s.Holds(t, "/person/Dravitsyn", "Dravitsyn")
	s.Holds(t, "/person/Dravitsyn?topic=gas&as_of=2024-03-25", "Dravitsyn")
	person := s.First(t, "/people?q=Dravitsyn", "/person/")
	s.Holds(t, person+"/positions.svg", "<svg")
	s.Holds(t, person+"/positions.csv", ",")
	s.Holds(t, person+"/said.csv", ",")
	s.Holds(t, person+"/said.md", "# ")
	s.Holds(t, person+"/said.xlsx", "PK")
	s.Refuses(t, "/person/nobodyofthatname", 404)
	s.Refuses(t, person+"?as_of=yesterday", 400)
}

// TestUnsureWords: a person's page tells what was surely said, and how much more there is; the list of
// people knows nobody of whom that is all.
func TestUnsureWords(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	for id, score := range map[string]float64{"sure": 0.9, "unsure": 0.5} {
		r := ledgertest.Said(id, "2024-03-29", "Una Brask", "mayor", "NH", "The mill is "+id+".")
		r.Statements[0].Score = score
		if out, err := s.Ledger.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	s.Holds(t, "/person/Una%20Brask", "The mill is sure", "1 statement of which the reading is less sure is left out")
	for _, path := range []string{"/person/Una%20Brask", "/people"} {
		if _, body := s.Get(t, path); strings.Contains(body, "The mill is unsure") {
			t.Errorf("%s tells what was not surely said", path)
		}
	}
}
