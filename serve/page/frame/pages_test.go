package frame_test

import (
	"net/url"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestFrame: days in each way to write them, errors as
// pages, and files by their endings.
func TestFrame(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	for lang, want := range map[string]string{"en": "March 2024", "en-US": "March 28, 2024", "de": "März 2024",
		"fr": "mars 2024", "es": "de marzo de 2024", "pl": "marca 2024", "iso": "2024-03-28"} {
		set := url.Values{"zone": {"Asia/Tokyo"}, "lang": {lang}, "size": {"20"}}
		if status, _, _ := s.Post(t, "/settings", "/settings", set); status != 303 {
			t.Errorf("%s: settings answer %d", lang, status)
		}
		s.Holds(t, "/event/summit", want)
		s.Holds(t, "/")
		s.Holds(t, "/alerts")
	}
	if status, _, _ := s.Post(t, "/saved?q=gas", "/saved", url.Values{"query": {"q=gas"}, "name": {"Gas"},
		"who": {"Ann Oter"}}); status != 303 {
		t.Errorf("a form answers %d", status)
	}
	s.Holds(t, "/search?q=gas", "as_of")
	s.Holds(t, "/people?as_of=2024-03-14", "as_of=2024-03-14")
	s.Holds(t, "/search.csv?q=gas", ",")
	s.Holds(t, "/search.xlsx?q=gas", "PK")
	s.Holds(t, "/search.md?q=gas", "# ")
	s.Holds(t, s.First(t, "/outlets", "/outlet/"))
	s.Refuses(t, "/search?q=%22", 400)
	s.Refuses(t, "/nothing", 404)
	s.Refuses(t, "/event/nothingofthatname", 404)
	if status, _, _ := s.Post(t, "/settings", "/settings", url.Values{"token": {"0.0"}}); status != 400 {
		t.Errorf("a form that has expired: %d", status)
	}
}
