package dossier_test

import (
	"fmt"
	"testing"

	"readout/ledger"
	"readout/ledger/event"
	"readout/ledger/ledgertest"
	"readout/record"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestEvents(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	s.Holds(t, "/events", "/event/")
	s.Holds(t, "/events?q=summit", "ummit")
	s.Holds(t, "/event/summit", "ummit", "<svg", "Venue")
	s.Holds(t, "/event/summit?as_of=2024-03-20", "ummit")
	s.Holds(t, "/event/summit/timeline.svg", "<svg", "<style")
	s.Holds(t, "/event/summit/timeline.csv", ",")
	s.Holds(t, "/event/summit/dossier.csv", ",")
	s.Holds(t, "/event/summit/dossier.md", "# ", "## ")
	s.Holds(t, "/event/summit/dossier.xlsx", "PK")
	s.Holds(t, "/events?as_of=2024-05-30", "No event has a day in these weeks",
		"Shown are events with a day from 30 April 2024 to")
	s.Refuses(t, "/event/nothingofthatname", 404)
	s.Refuses(t, "/event/nothingofthatname/timeline.svg", 404)
}

// TestNothingStands: the page of an event says plainly what is not known of it.
func TestNothingStands(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	for known, want := range [][]string{{"Nothing more was surely read of it", "No report surely gives its day."},
		{"Nothing stands of what was said of it", event.Lapsed, "Its day is not settled."}} {
		r := ledgertest.Meeting(fmt.Sprint(known), "2024-03-20", "KTA", "Ana Vell", "Bo Rask", "Lausen", "2024-01-05",
			record.Planned)
		r.Events[0].Slots = r.Events[0].Slots[:known]
		out, err := s.Ledger.Add(t.Context(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
		s.Holds(t, "/event/"+out[0].Version.Row(1).String(), want...)
	}
}
