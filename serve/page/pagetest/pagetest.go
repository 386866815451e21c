// Package pagetest serves the pages of the demonstration ledger to the tests of the
// packages that make them.
//
// In come addresses and forms; out go answers. It refuses an answer of the server's own
// error: that fails the test.
//
// The one idea: a page is tested as it is asked for, with its template.
package pagetest

import (
	"bytes"
	"context"
	"mime/multipart"
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

// Site is the pages of the demonstration, as Who sees them.
type Site struct {
	Ledger  *ledger.Ledger
	Pages   *page.Pages
	Who     auth.Principal // at first one who may do all
	cookies map[string]string
}

// New fills a ledger with the demonstration and makes its pages. Options are given what
// they do not set; more sets those that need the ledger.
func New(t testing.TB, o page.Options, more ...func(*page.Options)) *Site {
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
	for _, set := range more {
		set(&o)
	}
	pages, err := page.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &Site{Ledger: o.Ledger, Pages: pages, cookies: map[string]string{},
		Who: auth.Principal{Name: "tester", Scope: auth.Admin, Open: true}}
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
	s.fill(t, on, form)
	r := httptest.NewRequest(http.MethodPost, to, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := s.do(t, r)
	return w.Code, w.Header().Get("Location"), w.Body.String()
}

// fill gives a form the token of the one that stands on a page.
func (s *Site) fill(t testing.TB, on string, form url.Values) {
	t.Helper()
	if _, page := s.Get(t, on); form.Get("token") == "" {
		found := token.FindStringSubmatch(page)
		if found == nil {
			t.Fatalf("%s has no form", on)
		}
		form.Set("token", found[1])
	}
}

// Upload is Post with a file, under the name of its field.
func (s *Site) Upload(t testing.TB, on, to string, form url.Values, field, name, content string) (status int,
	leads, body string) {
	t.Helper()
	s.fill(t, on, form)
	var b bytes.Buffer
	parts := multipart.NewWriter(&b)
	file, err := parts.CreateFormFile(field, name)
	if err != nil {
		t.Fatal(err)
	}
	file.Write([]byte(content))
	for key := range form {
		parts.WriteField(key, form.Get(key))
	}
	parts.Close()
	r := httptest.NewRequest(http.MethodPost, to, &b)
	r.Header.Set("Content-Type", parts.FormDataContentType())
	w := s.do(t, r)
	return w.Code, w.Header().Get("Location"), w.Body.String()
}

// Cookie is the value of a cookie that was set.
func (s *Site) Cookie(name string) string { return s.cookies[name] }

func (s *Site) do(t testing.TB, r *http.Request) *httptest.ResponseRecorder {
	t.Helper()
	for name, value := range s.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	w := httptest.NewRecorder()
	s.Pages.ServeHTTP(w, r.WithContext(auth.With(r.Context(), s.Who)))
	for _, c := range w.Result().Cookies() {
		s.cookies[c.Name] = c.Value
	}
	if w.Code == http.StatusInternalServerError {
		t.Fatalf("%s: the server's own error", r.URL)
	}
	return w
}
