package search_test

import (
	"net/url"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

func TestSearch(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	s.Holds(t, "/search")
	s.Holds(t, "/search?q=gas+by:Dravitsyn", "Dravitsyn", "gas")
	s.Holds(t, "/search?q=gas&sort=oldest&kind=direct", "gas")
	s.Holds(t, s.First(t, "/search?q=gas", "/search?"), "gas")
	for _, ending := range []string{"csv", "md", "xlsx"} {
		s.Holds(t, "/search."+ending+"?q=gas")
	}
	s.Refuses(t, "/search?q=%22gas", 400)
	s.Refuses(t, "/search?cursor=nonsense", 400)
	s.Refuses(t, "/search.csv?q=%22gas", 400)
	s.Holds(t, "/saved?q=gas", "gas")
	form := url.Values{"name": {"Gas in March"}, "query": {"q=gas"}, "who": {"Ann"}}
	if status, leads, _ := s.Post(t, "/saved?q=gas", "/saved", form); status != 303 || leads != "/search?q=gas" {
		t.Errorf("keeping a search answers %d and leads to %s", status, leads)
	}
	s.Holds(t, "/search", "Gas in March")
	if status, _, _ := s.Post(t, "/saved?q=gas", "/saved", url.Values{"query": {"q=gas"}, "who": {"Ann"}}); status != 400 {
		t.Errorf("a search without a name: %d", status)
	}
}
