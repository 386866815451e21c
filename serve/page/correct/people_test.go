package correct_test

import (
	"net/url"
	"strings"
	"testing"

	"readout/serve/auth"
	"readout/serve/page"
	"readout/serve/page/pagetest"
)

// TestMergeAndSplit: two people become one and two again by their form.
func TestMergeAndSplit(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	a, err := s.Ledger.Person(t.Context(), "Maren Oskeby")
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Ledger.Person(t.Context(), "Irina Beltsova")
	if err != nil {
		t.Fatal(err)
	}
	form := "/correct?person=" + a.ID + "&with=Beltsova"
	s.Holds(t, form, "Irina Beltsova", `value="`+b.ID+`"`)
	send := func(form string, set url.Values) (int, string) {
		t.Helper()
		set.Set("who", "Ann")
		status, leads, _ := s.Post(t, form, "/correct", set)
		return status, leads
	}
	status, leads := send(form, url.Values{"do": {"merge"}, "id": {a.ID}, "with": {b.ID}, "why": {"a pen name"}})
	if status != 303 || leads != "/person/"+a.ID {
		t.Fatalf("merging answers %d and leads to %s", status, leads)
	}
	if one, err := s.Ledger.Person(t.Context(), b.ID); err != nil || len(one.Agents) != len(a.Agents)+len(b.Agents) {
		t.Errorf("merged: %+v, %v", one, err)
	}
	form = "/correct?person=" + a.ID
	s.Holds(t, form, "Not the same after all")
	if status, _ := send(form, url.Values{"do": {"split"}, "id": {a.ID}, "why": {"no pen name"}}); status != 400 {
		t.Errorf("splitting off nobody answers %d", status)
	}
	split := url.Values{"do": {"split"}, "id": {a.ID}, "why": {"no pen name"}}
	for _, agent := range b.Agents {
		split.Add("agent", agent.ID)
	}
	if status, leads = send(form, split); status != 303 || leads != "/person/"+url.PathEscape(b.Agents[0].ID) {
		t.Errorf("splitting answers %d and leads to %s", status, leads)
	}
	if two, err := s.Ledger.Person(t.Context(), b.ID); err != nil || len(two.Agents) != len(b.Agents) {
		t.Errorf("split: %+v, %v", two, err)
	}
	s.Holds(t, "/corrections", "said that these are one", "said that these are a person of their own", "a pen name")
}

// TestTakeDown: an administrator takes an article down and back; a writer does neither.
func TestTakeDown(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	article := s.First(t, s.First(t, "/search?q=gas", "/statement/"), "/article/")
	id := article[len("/article/"):]
	form, all := "/correct?article="+id, s.Who
	take := func() (int, string) {
		t.Helper()
		status, leads, _ := s.Post(t, "/settings", "/correct", url.Values{"do": {"takedown"}, "id": {id}, "who": {"Ann"},
			"why": {"court order"}})
		return status, leads
	}
	s.Who.Scope = auth.Write
	s.Refuses(t, form, 403)
	if status, _ := take(); status != 403 {
		t.Errorf("a writer who takes down is answered %d", status)
	}
	s.Holds(t, article)
	s.Who = all
	s.Holds(t, form, "Take down an article")
	if status, leads := take(); status != 303 || leads != "/corrections" {
		t.Fatalf("taking down answers %d and leads to %s", status, leads)
	}
	s.Refuses(t, article, 404)
	if status, _ := take(); status != 404 {
		t.Errorf("taking down twice answers %d", status)
	}
	s.Holds(t, "/corrections", "of an article", "court order")
	undo := url.Values{"do": {"undo"}, "id": {"1"}, "who": {"Ann"}, "why": {"it was lifted"}}
	s.Who.Scope = auth.Write
	if status, _, _ := s.Post(t, "/settings", "/correct", undo); status != 403 {
		t.Errorf("a writer who undoes a takedown is answered %d", status)
	}
	s.Who = all
	if status, leads, _ := s.Post(t, "/correct?undo=1", "/correct", undo); status != 303 || leads != "/corrections" {
		t.Errorf("undoing answers %d and leads to %s", status, leads)
	}
}

// TestCorrectFields: only what was changed is kept, and a form that changes nothing, or to
// what cannot be, is refused.
func TestCorrectFields(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	id := s.First(t, "/search?q=gas", "/statement/")[len("/statement/"):]
	was, err := s.Ledger.Statement(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var speakers []string
	for _, sp := range was.Speakers {
		speakers = append(speakers, sp.Name)
	}
	send := func(set url.Values) int {
		t.Helper()
		set.Set("do", "statement")
		set.Set("id", id)
		for key, value := range map[string]string{"who": "Ann", "why": "read again"} {
			if !set.Has(key) {
				set.Set(key, value)
			}
		}
		status, _, _ := s.Post(t, "/correct?statement="+id, "/correct", set)
		return status
	}
	for name, set := range map[string]url.Values{
		"nothing changed":   {"speaker": append(speakers, ""), "act": {was.Act}, "said_on": {was.SaidOn}},
		"a stranger":        {"speaker": {"Nobody Atall"}},
		"no such act":       {"act": {"sing"}},
		"no day":            {"said_on": {"Thursday"}},
		"no reason":         {"act": {"warn"}, "why": {" "}},
		"no name":           {"act": {"warn"}, "who": {" "}},
		"too long a reason": {"act": {"warn"}, "why": {strings.Repeat("x", 2001)}},
	} {
		if status := send(set); status != 400 {
			t.Errorf("%s is answered %d", name, status)
		}
	}
	change := url.Values{"speaker": {""}, "said_on": {"2024-03-07"}, "why": {strings.Repeat("x", 2000)}}
	if status := send(change); status != 303 {
		t.Fatalf("a change is answered %d", status)
	}
	now, err := s.Ledger.Statement(t.Context(), id)
	if err != nil || len(now.Speakers) != 0 || now.SaidOn != "2024-03-07" || now.Act != was.Act ||
		now.Commitment != was.Commitment {
		t.Errorf("changed to %+v, %v", now, err)
	}
	unknown := url.Values{"do": {"nothing"}, "who": {"Ann"}, "why": {"x"}}
	if status, _, _ := s.Post(t, "/settings", "/correct", unknown); status != 400 {
		t.Errorf("an unknown change is answered %d", status)
	}
	for _, path := range []string{"/correct?statement=v1.s999", "/correct?statement=nosuch",
		"/correct?person=Nobody+Atall",
		"/correct?article=v999", "/correct?undo=99"} {
		s.Refuses(t, path, 404)
	}
	s.Who.Scope = auth.Read
	s.Refuses(t, "/correct?statement="+id, 403)
}
