package dossier_test

import (
	"testing"

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
	s.Refuses(t, "/event/nothingofthatname", 404)
	s.Refuses(t, "/event/nothingofthatname/timeline.svg", 404)
}
