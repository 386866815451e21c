package cards_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestJudge: a card that somebody marks as wrong is shown no more, and the mark is listed
// among what people decided.
func TestJudge(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	_, front := s.Get(t, "/")
	found := regexp.MustCompile(`name="?card"? value="?([^"> ]+)`).FindStringSubmatch(front)
	if found == nil {
		t.Fatal("the front page has no card to be marked")
	}
	form := url.Values{"card": {found[1]}, "do": {"wrong"}, "who": {"Ann"}}
	if status, leads, _ := s.Post(t, "/", "/judge", form); status != 303 || leads != "/corrections" {
		t.Fatalf("marking a card answers %d and leads to %s", status, leads)
	}
	s.Holds(t, "/corrections", "Ann")
	if _, front := s.Get(t, "/"); regexp.MustCompile(`value="?` + regexp.QuoteMeta(found[1]) +
		`[" >]`).MatchString(front) {
		t.Error("the card is still there")
	}
	form = url.Values{"card": {"nosuchcard"}, "do": {"right"}, "who": {"Ann"}}
	if status, _, _ := s.Post(t, "/", "/judge", form); status != 400 {
		t.Errorf("a card that is not there: %d", status)
	}
}

// TestJudgeRight: a card that somebody marks as right stays, with the mark, and the reader
// is led back to where it was marked; an answer that is neither is refused.
func TestJudgeRight(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	_, front := s.Get(t, "/")
	card := regexp.MustCompile(`name="?card"? value="?([^"> ]+)`).FindStringSubmatch(front)[1]
	for back, want := range map[string]string{"/people": "/people", "//evil.example": "/", "": "/"} {
		form := url.Values{"card": {card}, "do": {"right"}, "who": {"Ann"}, "back": {back}}
		if status, leads, _ := s.Post(t, "/", "/judge", form); status != 303 || leads != want {
			t.Errorf("marking a card on %q answers %d and leads to %s", back, status, leads)
		}
	}
	if _, front := s.Get(t, "/"); !strings.Contains(front, card) {
		t.Error("a card marked as right is gone")
	}
	s.Holds(t, "/corrections", "marked as right")
	form := url.Values{"card": {card}, "do": {"perhaps"}, "who": {"Ann"}}
	if status, _, _ := s.Post(t, "/", "/judge", form); status != 400 {
		t.Errorf("a mark that is neither answers %d", status)
	}
}
