package reports_test

import (
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestReports(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	outlet := s.First(t, "/outlets", "/outlet/")
	s.Holds(t, outlet, "/article/")
	s.Refuses(t, "/outlet/nosuchoutlet", 404)
	article := s.First(t, outlet, "/article/")
	s.Holds(t, article, "/statement/")
	s.Holds(t, article+"?at=0-10")
	s.Holds(t, article+"?at=0-99999999", "does not")
	s.Holds(t, article+"/versions")
	s.Holds(t, article+"/copies")
	s.Refuses(t, "/article/nothing", 404)
	s.Refuses(t, "/article/nothing/versions", 404)
	s.Refuses(t, "/article/nothing/copies", 404)
	s.Holds(t, "/outlets", "in two weeks, from 16 March 2024 to 30 March 2024")
	s.Holds(t, "/storylines", "/storyline/", "those of two weeks, from 16 March 2024 to 30 March 2024")
	s.Holds(t, s.First(t, "/storylines", "/storyline/"), "/article/")
	s.Holds(t, "/storylines?as_of=2024-03-04", "with no other")
	s.Refuses(t, "/storyline/nothing", 404)
}
