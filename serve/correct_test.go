package serve_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/audit"
	"readout/serve"
	"readout/serve/auth"
	"readout/serve/servetest"
	"readout/store"
)

// find gives the statement whose content holds some words.
func find(t *testing.T, l *ledger.Ledger, words string) ledger.Statement {
	t.Helper()
	page, err := l.Search(context.Background(), ledger.Query{Text: words})
	if err != nil {
		t.Fatal(err)
	}
	if len(page.Statements) == 0 {
		t.Fatalf("nothing says %s", words)
	}
	return page.Statements[0]
}

// TestCorrections carries out each change by its form, sees it shown as a person's,
// and takes it back.
func TestCorrections(t *testing.T) {
	s := servetest.Demo(t)
	p := newPerson(t, s)
	ctx := context.Background()
	send := func(form url.Values) (status int, body string) {
		t.Helper()
		form.Set("who", "Ana Editor")
		resp, body := p.send(http.MethodPost, "/correct", form)
		return resp.StatusCode, body
	}
	said := find(t, s.Ledger, `"would not bring up gas transit"`)

	// Without a reason, or with nothing changed, nothing is done.
	form := p.open("/correct?statement=" + said.ID)
	var speakers []string
	for _, sp := range said.Speakers {
		speakers = append(speakers, sp.Name)
	}
	if got, _ := send(url.Values{"token": {form}, "id": {said.ID}, "do": {"statement"}, "speaker": speakers,
		"act": {"deny"}}); got != 400 {
		t.Errorf("without a reason: %d", got)
	}
	if got, _ := send(url.Values{"token": {form}, "id": {said.ID}, "do": {"statement"}, "speaker": speakers,
		"why": {"no change"}}); got != 400 {
		t.Errorf("with nothing changed: %d", got)
	}
	if got, _ := send(url.Values{"token": {form}, "id": {said.ID}, "do": {"statement"}, "speaker": {"Nobody Atall"},
		"why": {"x"}}); got != 400 {
		t.Errorf("with a speaker whom the article does not name: %d", got)
	}

	// A speaker, a day and a status.
	if got, body := send(url.Values{"token": {form}, "id": {said.ID}, "do": {"statement"},
		"speaker": {"Elin Tverdahl", ""}, "said_on": {"2024-03-07"}, "status": {"doubted"},
		"why": {"misread, <b>see</b> the tape"}}); got != 303 {
		t.Fatalf("correcting: %d %s", got, body)
	}
	now := find(t, s.Ledger, `"would not bring up gas transit"`)
	if now.Speakers[0].Name != "Elin Tverdahl" || now.Said != "2024-03-07" || now.Statuses[0] != "doubted" ||
		now.Corrected == 0 || now.Content != said.Content {
		t.Errorf("corrected: %+v", now)
	}
	for _, path := range []string{"/statement/" + said.ID, "/search?q=%22bring+up+gas+transit%22"} {
		if _, body := p.send(http.MethodGet, path, nil); !strings.Contains(body, "corrected by a person") {
			t.Errorf("%s does not show that a person changed it", path)
		}
	}
	_, log := p.send(http.MethodGet, "/corrections", nil)
	for _, want := range []string{"Ana Editor", "speaker: Elin Tverdahl, was ", "said on: 2024-03-07",
		"status: doubted, was ruled out", "misread, &lt;b&gt;see&lt;/b&gt; the tape"} {
		if !strings.Contains(log, want) {
			t.Errorf("the log of corrections lacks %q", want)
		}
	}
	form = p.open("/correct?undo=1")
	if got, _ := send(url.Values{"token": {form}, "id": {"1"}, "do": {"undo"}, "why": {"it was right"}}); got != 303 {
		t.Fatalf("undoing: %d", got)
	}
	if again := find(t, s.Ledger, `"would not bring up gas transit"`); again.Corrected != 0 ||
		again.Speakers[0].Name != said.Speakers[0].Name {
		t.Errorf("after the undo: %+v", again)
	}
	if got, _ := send(url.Values{"token": {form}, "id": {"1"}, "do": {"undo"}, "why": {"twice"}}); got != 400 {
		t.Errorf("undoing twice: %d", got)
	}

	// Two people are one, and are two again.
	a, err := s.Ledger.Person(ctx, "Maren Oskeby")
	if err != nil {
		t.Fatal(err)
	}
	b, err := s.Ledger.Person(ctx, "Irina Beltsova")
	if err != nil {
		t.Fatal(err)
	}
	form = p.open("/correct?person=" + a.ID + "&with=Beltsova")
	if got, _ := send(url.Values{"token": {form}, "id": {a.ID}, "do": {"merge"}, "with": {b.ID},
		"why": {"a pen name"}}); got != 303 {
		t.Fatalf("merging: %d", got)
	}
	one, err := s.Ledger.Person(ctx, b.ID)
	if err != nil || len(one.Agents) != len(a.Agents)+len(b.Agents) {
		t.Errorf("merged: %+v, %v", one, err)
	}
	if _, body := p.send(http.MethodGet, "/person/"+one.ID, nil); !strings.Contains(body, "Shaped by people") {
		t.Error("the person's page does not say that a person shaped it")
	}
	form = p.open("/correct?person=" + one.ID)
	split := url.Values{"token": {form}, "id": {one.ID}, "do": {"split"}, "why": {"no pen name"}}
	for _, agent := range b.Agents {
		split.Add("agent", agent.ID)
	}
	if got, _ := send(split); got != 303 {
		t.Fatalf("splitting: %d", got)
	}
	if two, err := s.Ledger.Person(ctx, b.ID); err != nil || len(two.Agents) != len(b.Agents) {
		t.Errorf("split: %+v, %v", two, err)
	}

	// An article is taken down; its words are gone from every page.
	article, _, _ := strings.Cut(said.ID, ".")
	form = p.open("/correct?article=" + article)
	if got, _ := send(url.Values{"token": {form}, "id": {article}, "do": {"takedown"},
		"why": {"court order"}}); got != 303 {
		t.Fatalf("taking down: %d", got)
	}
	for _, path := range []string{"/article/" + article, "/statement/" + said.ID} {
		if resp, body := p.send(http.MethodGet, path, nil); resp.StatusCode != 404 ||
			strings.Contains(body, "would not bring up") {
			t.Errorf("%s after the takedown: %d", path, resp.StatusCode)
		}
	}
	if _, body := p.send(http.MethodGet, "/search?q=%22would+not+bring+up%22", nil); strings.Contains(body,
		"bring up gas transit") {
		t.Error("a search still shows what was taken down")
	}
	if _, log = p.send(http.MethodGet, "/corrections", nil); !strings.Contains(log, "SHA-256 "+said.Article.SHA256) {
		t.Error("the takedown leaves no hash of what stood there")
	}
}

// TestTakedownNeedsAdmin keeps writers from taking down and from undoing it.
func TestTakedownNeedsAdmin(t *testing.T) {
	k := keyring(t)
	s := servetest.New(t, servetest.Demo(t).Ledger, serve.Options{Keys: k})
	secret := token(t, k, "Writer", auth.Write)
	p := newPerson(t, s)
	p.send(http.MethodPost, "/sign-in", url.Values{"token": {p.open("/sign-in")}, "key": {secret}})
	said := find(t, s.Ledger, `"would not bring up gas transit"`)
	article, _, _ := strings.Cut(said.ID, ".")
	if resp, _ := p.send(http.MethodGet, "/correct?article="+article, nil); resp.StatusCode != 403 {
		t.Errorf("the form: %d", resp.StatusCode)
	}
	form := p.open("/correct?statement=" + said.ID)
	if resp, _ := p.send(http.MethodPost, "/correct", url.Values{"token": {form}, "id": {article}, "do": {"takedown"},
		"why": {"x"}}); resp.StatusCode != 403 {
		t.Errorf("the change: %d", resp.StatusCode)
	}
	// What a writer does stands under the token's name, whatever the form says.
	if resp, body := p.send(http.MethodPost, "/correct", url.Values{"token": {form}, "id": {said.ID}, "do": {"statement"},
		"act": {"warn"}, "why": {"x"}, "who": {"Somebody Else"}}); resp.StatusCode != 303 {
		t.Fatalf("correcting: %d %s", resp.StatusCode, body)
	}
	audit, err := s.Ledger.Audit(context.Background())
	if err != nil || audit[len(audit)-1].Who != "Writer" {
		t.Errorf("the audit: %+v, %v", audit, err)
	}
}

// TestSavedSearches keeps a search, lists it, and removes it.
func TestSavedSearches(t *testing.T) {
	s := servetest.Demo(t)
	p := newPerson(t, s)
	form := p.open("/saved?q=gas+transit&outlet=KTA")
	if resp, body := p.send(http.MethodPost, "/saved", url.Values{"token": {form}, "name": {"Gas in KTA"},
		"query": {"q=gas+transit&outlet=KTA&cursor=x"}, "who": {"Ana"}}); resp.StatusCode != 303 {
		t.Fatalf("saving: %d %s", resp.StatusCode, body)
	}
	_, body := p.send(http.MethodGet, "/search", nil)
	if !strings.Contains(body, `<a href="/search?outlet=KTA&amp;q=gas&#43;transit">Gas in KTA</a>`) {
		t.Error("the saved search is not listed")
	}
	if _, log := p.send(http.MethodGet, "/corrections", nil); strings.Contains(log, "Gas in KTA") {
		t.Error("a saved search is shown as a correction")
	}
	form = p.open("/correct?undo=1")
	if resp, _ := p.send(http.MethodPost, "/correct", url.Values{"token": {form}, "id": {"1"}, "do": {"undo"},
		"why": {"over"}, "who": {"Ana"}}); resp.StatusCode != 303 || resp.Header.Get("Location") != "/search" {
		t.Errorf("removing: %d to %s", resp.StatusCode, resp.Header.Get("Location"))
	}
	if _, body := p.send(http.MethodGet, "/search", nil); strings.Contains(body, "Gas in KTA") {
		t.Error("the saved search is still listed")
	}
}

// TestUndoOfTakedownNeedsAdmin: what an admin took down a writer cannot bring back.
func TestUndoOfTakedownNeedsAdmin(t *testing.T) {
	k := keyring(t)
	s := servetest.New(t, servetest.Demo(t).Ledger, serve.Options{Keys: k})
	said := find(t, s.Ledger, `"would not bring up gas transit"`)
	taken, err := s.Ledger.TakeDown(t.Context(), "Admin", "court order",
		store.Key{Outlet: said.Article.Outlet, Ident: said.Article.URL})
	if err != nil {
		t.Fatal(err)
	}
	undo(t, s, token(t, k, "Writer", auth.Write), taken, 403)
	if list := audit.Undone(decisions(t, s)); list[taken] != 0 {
		t.Error("a writer took back a takedown")
	}
	undo(t, s, token(t, k, "Admin", auth.Admin), taken, 303)
	if list := audit.Undone(decisions(t, s)); list[taken] == 0 {
		t.Error("an admin could not take back a takedown")
	}
}

func decisions(t *testing.T, s *servetest.Site) []store.Decision {
	t.Helper()
	list, err := s.Ledger.Audit(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// undo takes back a decision as the bearer of a token does in a browser.
func undo(t *testing.T, s *servetest.Site, secret string, decision int64, want int) {
	t.Helper()
	p := newPerson(t, s)
	form := p.open("/sign-in")
	p.send(http.MethodPost, "/sign-in", url.Values{"token": {form}, "key": {secret}})
	resp, body := p.send(http.MethodPost, "/correct", url.Values{"token": {form}, "id": {fmt.Sprint(decision)},
		"do": {"undo"}, "why": {"x"}})
	if resp.StatusCode != want {
		t.Errorf("taking back a takedown: %d, want %d\n%.300s", resp.StatusCode, want, body)
	}
}

// TestFormToken: a form is taken only with a token that this server made for this
// browser, and not half a day later.
func TestFormToken(t *testing.T) {
	now := servetest.Noon
	s := servetest.New(t, servetest.Demo(t).Ledger, serve.Options{Now: func() time.Time { return now }})
	p, other := newPerson(t, s), newPerson(t, s)
	form, others := p.open("/saved?q=gas"), other.open("/saved?q=gas")
	at, mac, _ := strings.Cut(form, ".")
	otherMAC := []byte(mac)
	otherMAC[3] ^= 1
	save := func(token string) int {
		resp, _ := p.send(http.MethodPost, "/saved", url.Values{"token": {token}, "name": {"Gas"}, "query": {"q=gas"},
			"who": {"Ana"}})
		return resp.StatusCode
	}
	later := strconv.FormatInt(servetest.Noon.Add(time.Hour).Unix(), 36)
	for name, token := range map[string]string{"another mark": at + "." + string(otherMAC), "no mark": at + ".",
		"another time": later + "." + mac, "another browser's": others, "none": ""} {
		if got := save(token); got != http.StatusBadRequest {
			t.Errorf("%s: %d", name, got)
		}
	}
	if got := save(form); got != http.StatusSeeOther {
		t.Errorf("the form's own: %d", got)
	}
	for after, want := range map[time.Duration]int{11 * time.Hour: http.StatusSeeOther,
		13 * time.Hour: http.StatusBadRequest, -time.Hour: http.StatusBadRequest} {
		now = servetest.Noon.Add(after)
		if got := save(form); got != want {
			t.Errorf("%s after it was made: %d, want %d", after, got, want)
		}
	}
}
