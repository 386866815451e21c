package desk_test

import (
	"net/url"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestDesk: what a server was started without is said on the page and refused to the form.
func TestDesk(t *testing.T) {
	s := pagetest.New(t, page.Options{Version: "v9", Cards: []page.Card{{Name: "the model",
		Text: "# Head\n\nText with `code`.\n\n- one\n- two\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n    as it is\n"}}})
	s.Holds(t, "/about", "v9", "the model", "Text with code.", "<li>one")
	s.Holds(t, "/add?outlet=KTA", "KTA")
	s.Holds(t, "/sign-in")
	s.Holds(t, "/queue")
	s.Holds(t, "/alerts")
	s.Holds(t, "/feeds/manage")
	s.Holds(t, "/unsubscribe?id=a&key=b")
	s.Refuses(t, "/feeds/manage.opml", 400)
	for to, form := range map[string]url.Values{
		"/add":          {"text": {"A headline\n\nA text."}},
		"/alerts":       {"do": {"make"}, "who": {"Ann"}},
		"/feeds/manage": {"follow": {"https://kta.example/feed"}},
		"/queue":        {"do": {"again"}},
	} {
		if status, _, _ := s.Post(t, "/settings", to, form); status != 400 && status != 422 {
			t.Errorf("%s answers %d", to, status)
		}
	}
	if status, leads, _ := s.Post(t, "/settings", "/sign-in", url.Values{"to": {"//evil.example"}}); status != 303 ||
		leads != "/" {
		t.Errorf("signing in answers %d and leads to %s", status, leads)
	}
}

// TestSettings: days are written as a reader wants them; no time zone is made up.
func TestSettings(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	set := url.Values{"zone": {"Europe/Berlin"}, "lang": {"de"}, "size": {"10"}}
	if status, leads, _ := s.Post(t, "/settings", "/settings", set); status != 303 || leads != "/settings?saved=1" {
		t.Errorf("settings answer %d and lead to %s", status, leads)
	}
	s.Holds(t, "/event/summit", "März 2024")
	if status, _, _ := s.Post(t, "/settings", "/settings", url.Values{"zone": {"Nowhere/Town"}}); status != 400 {
		t.Errorf("a zone that is not there: %d", status)
	}
	if status, _, _ := s.Post(t, "/settings", "/settings", url.Values{"token": {"made.up"}}); status != 400 {
		t.Errorf("a form without its token: %d", status)
	}
}
