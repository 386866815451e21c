// Package pagetest serves the pages of the demonstration ledger to the tests of the
// packages that make them.
//
// In come addresses and forms; out go answers. It refuses an answer of the server's own
// error: that fails the test.
//
// The one idea: a page is tested as it is asked for, with its template.
package pagetest

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/serve/auth"
	"readout/serve/page"
	"readout/store/sqlite"
)

// Noon is when the pages are asked: a day after the demonstration's last.
var Noon = time.Date(2024, 3, 30, 12, 0, 0, 0, time.UTC)

// Site is the pages of the demonstration, as somebody sees them who may do all.
type Site struct {
	Ledger  *ledger.Ledger
	Pages   *page.Pages
	cookies map[string]string
}

// New fills a ledger with the demonstration and makes its pages. Options are given what
// they do not set.
func New(t testing.TB, o page.Options) *Site {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	o.Now = func() time.Time { return Noon }
	o.Ledger = ledger.New(st, ledger.Options{Now: o.Now})
	for _, r := range records {
		out, err := o.Ledger.Add(context.Background(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	pages, err := page.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &Site{Ledger: o.Ledger, Pages: pages, cookies: map[string]string{}}
}

// Get asks for a page, and for where it leads on to.
func (s *Site) Get(t testing.TB, path string) (status int, body string) {
	t.Helper()
	for range 4 {
		w := s.do(t, httptest.NewRequest(http.MethodGet, path, nil))
		if w.Code < 300 || w.Code >= 400 {
			return w.Code, w.Body.String()
		}
		path = w.Header().Get("Location")
	}
	t.Fatalf("%s leads on and on", path)
	return 0, ""
}

// Holds asks for a page and says what it lacks of some texts.
func (s *Site) Holds(t testing.TB, path string, texts ...string) {
	t.Helper()
	status, body := s.Get(t, path)
	if status != http.StatusOK {
		t.Errorf("%s answers %d", path, status)
	}
	for _, text := range texts {
		if !strings.Contains(body, text) {
			t.Errorf("%s has no %q", path, text)
		}
	}
}

// Refuses asks for a page that is not to be had.
func (s *Site) Refuses(t testing.TB, path string, status int) {
	t.Helper()
	if got, _ := s.Get(t, path); got != status {
		t.Errorf("%s answers %d, want %d", path, got, status)
	}
}

// First is the first link on a page that begins in some way.
func (s *Site) First(t testing.TB, path, begins string) string {
	t.Helper()
	_, body := s.Get(t, path)
	found := regexp.MustCompile(`href="(` + regexp.QuoteMeta(begins) + `[^"]*)"`).FindStringSubmatch(body)
	if found == nil {
		t.Fatalf("%s links to nothing that begins with %s", path, begins)
	}
	to, _, _ := strings.Cut(strings.ReplaceAll(found[1], "&amp;", "&"), "#")
	return to
}

var token = regexp.MustCompile(`name="?token"? value="?([^"> ]+)`)

// Post fills in a form that stands on one page and sends it to another; where that leads
// on to is the answer's second value.
func (s *Site) Post(t testing.TB, on, to string, form url.Values) (status int, leads, body string) {
	t.Helper()
	if _, page := s.Get(t, on); form.Get("token") == "" {
		found := token.FindStringSubmatch(page)
		if found == nil {
			t.Fatalf("%s has no form", on)
		}
		form.Set("token", found[1])
	}
	r := httptest.NewRequest(http.MethodPost, to, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(t, r)
	return w.Code, w.Header().Get("Location"), w.Body.String()
}

func (s *Site) do(t testing.TB, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	for name, value := range s.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	s.Pages.ServeHTTP(w, r.WithContext(auth.With(r.Context(), auth.Principal{Name: "tester", Scope: auth.Admin,
		Open: true})))
	for _, c := range w.Result().Cookies() {
		s.cookies[c.Name] = c.Value
	}
	if w.Code == http.StatusInternalServerError {
		t.Fatalf("%s: the server's own error", r.URL)
	}
	return w
}
