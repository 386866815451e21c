package people_test

import (
	"testing"

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
