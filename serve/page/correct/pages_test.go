package correct_test

import (
	"net/url"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestCorrect: what is wrong is set right under a name and with a reason, is listed, and
// can be taken back.
func TestCorrect(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	statement := s.First(t, "/search?q=gas", "/statement/")
	id := statement[len("/statement/"):]
	form := "/correct?statement=" + id
	s.Holds(t, form, "token")
	change := url.Values{"do": {"statement"}, "id": {id}, "act": {"promise"}, "who": {"Ann"}, "why": {"read again"}}
	if status, leads, body := s.Post(t, form, "/correct", change); status != 303 || leads != statement {
		t.Fatalf("a correction answers %d and leads to %s: %s", status, leads, body)
	}
	s.Holds(t, "/corrections", "read again", "Ann")
	undo := s.First(t, "/corrections", "/correct?undo=")
	back := url.Values{"do": {"undo"}, "id": {undo[len("/correct?undo="):]}, "who": {"Ann"}, "why": {"it was right"}}
	if status, _, _ := s.Post(t, undo, "/correct", back); status != 303 {
		t.Errorf("taking it back answers %d", status)
	}
	s.Holds(t, "/corrections", "it was right")
	if status, _, _ := s.Post(t, form, "/correct", url.Values{"do": {"statement"}, "id": {id},
		"who": {"Ann"}}); status != 400 {
		t.Errorf("without a reason: %d", status)
	}
	person := s.First(t, "/people?q=Dravitsyn", "/person/")
	s.Holds(t, "/correct?person="+person[len("/person/"):], "token")
	article := s.First(t, statement, "/article/")
	s.Holds(t, "/correct?article="+article[len("/article/"):], "token")
	s.Refuses(t, "/correct", 404)
	s.Refuses(t, "/correct?undo=nothing", 404)
}
