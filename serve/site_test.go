package serve_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"readout"
	"readout/internal/postbox"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/record"
	"readout/serve"
	"readout/store/sqlite"
)

// noon is when the tests' servers are asked: a day after the demonstration's last.
var noon = time.Date(2024, 3, 30, 12, 0, 0, 0, time.UTC)

// site is a server over a ledger, for tests.
type site struct {
	*httptest.Server
	ledger *ledger.Ledger
	post   *postbox.Box // where its mail goes; nil where it sends none
}

func newLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return ledger.New(st, ledger.Options{Now: func() time.Time { return noon }})
}

func keep(t testing.TB, l *ledger.Ledger, records ...*record.Record) {
	t.Helper()
	for _, r := range records {
		out, err := l.Add(context.Background(), []ledger.Item{{Record: r}})
		if err != nil {
			t.Fatal(err)
		}
		if out[0].Err != nil {
			t.Fatal(out[0].Err)
		}
	}
}

// newSite serves a ledger. Options are given what they do not set.
func newSite(t testing.TB, l *ledger.Ledger, o serve.Options) *site {
	t.Helper()
	o.Ledger = l
	if o.Now == nil {
		o.Now = func() time.Time { return noon }
	}
	if o.Rate == 0 {
		o.Rate = 100_000
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	}
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return &site{server, l, nil}
}

// demoSite serves the demonstration thread as a careful reader wrote it down.
func demoSite(t testing.TB) *site {
	t.Helper()
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	l := newLedger(t)
	keep(t, l, records...)
	return newSite(t, l, serve.Options{Read: reader.Read})
}

// get asks for a path and gives the answer with its body read.
func (s *site) get(t *testing.T, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return s.do(t, r)
}

func (s *site) do(t *testing.T, r *http.Request) (*http.Response, string) {
	t.Helper()
	client := *s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

// sitePage is a page that the crawl met.
type sitePage struct{ path, kind, body string }

var digits = regexp.MustCompile(`[va][0-9a-z]{8,}(\.s[0-9]+)?`)

// kindOf is what pages of one template have in common.
func kindOf(u *url.URL) string {
	kind := digits.ReplaceAllString(u.Path, "ID")
	if strings.HasPrefix(kind, "/outlet/") || strings.HasPrefix(kind, "/person/") || strings.HasPrefix(kind, "/event/") {
		kind = kind[:strings.Index(kind[1:], "/")+1]
	}
	for _, key := range []string{"q", "at", "topic", "statement", "person", "article", "undo", "kind", "before"} {
		if u.Query().Has(key) {
			kind += "?" + key
		}
	}
	return kind
}

// met is what the crawl knows of one address.
type met struct {
	status  int
	anchors map[string]bool
	links   []string
	from    string
	html    bool
}

// walk is how a crawl goes about a site.
type walk struct {
	seeds    []string // where it begins, beside the front page
	most     int      // how many pages of each kind it asks for; 0 is all
	examples bool     // the ledger is the one that the API's examples are of
}

// crawl follows every link of the site, checks that it resolves, and lists the
// pages. A search narrowed twice, or the stream narrowed
// once, is not narrowed further: such pages have no end.
func (s *site) crawl(t *testing.T, how walk) []sitePage {
	t.Helper()
	known := map[string]*met{}
	queue := append([]string{"/", "/nothing/here"}, how.seeds...)
	kinds := map[string]int{}
	for _, path := range queue {
		known[path] = &met{}
	}
	var pages []sitePage
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		m := known[path]
		resp, body := s.get(t, path, "Accept", "text/html")
		m.status = resp.StatusCode
		if resp.StatusCode >= 300 && resp.StatusCode < 400 {
			m.links = []string{resp.Header.Get("Location")}
		}
		if m.status >= 400 && path != "/nothing/here" {
			t.Errorf("%s answers %d; it is linked from %s", path, m.status, m.from)
			continue
		}
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			m.html = true
			m.anchors, m.links = anchorsAndLinks(t, body)
			u, _ := url.Parse(path)
			if resp.StatusCode == 200 && !strings.HasPrefix(path, "/api/") {
				pages = append(pages, sitePage{path, kindOf(u), body})
			}
		}
		base, _ := url.Parse(path)
		for _, link := range m.links {
			u, err := base.Parse(link)
			if err != nil {
				t.Errorf("%s links to %q: %v", path, link, err)
				continue
			}
			if u.Host != "" || u.Scheme != "" {
				if u.Scheme != "http" && u.Scheme != "https" {
					t.Errorf("%s links to %q", path, link)
				}
				continue
			}
			u.Fragment = ""
			q := u.Query()
			narrowed := 0
			for _, values := range q {
				narrowed += len(values)
			}
			if path == "/api/docs" && strings.HasPrefix(u.Path, "/api/v1/") && !how.examples {
				continue
			}
			if to := u.RequestURI(); known[to] == nil && !(narrowed > 2 && strings.HasPrefix(u.Path, "/search")) &&
				!(narrowed > 1 && u.Path == "/") && !(q.Has("as_of") && narrowed+strings.Count(path, "as_of") > 1) {
				if kinds[kindOf(u)]++; how.most > 0 && kinds[kindOf(u)] > how.most {
					continue
				}
				known[to] = &met{from: path}
				queue = append(queue, to)
			}
		}
	}
	for path, m := range known {
		base, _ := url.Parse(path)
		for _, link := range m.links {
			u, err := base.Parse(link)
			if err != nil || u.Fragment == "" || u.Host != "" {
				continue
			}
			anchor := u.Fragment
			u.Fragment = ""
			if to := known[u.RequestURI()]; to != nil && to.html && !to.anchors[anchor] {
				t.Errorf("%s links to %s, which has no such anchor", path, link)
			}
		}
	}
	return pages
}

func anchorsAndLinks(t *testing.T, body string) (anchors map[string]bool, links []string) {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	anchors = map[string]bool{}
	for n := range doc.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				if anchors[a.Val] {
					t.Errorf("two elements have the id %q", a.Val)
				}
				anchors[a.Val] = true
			case a.Key == "href" && (n.Data == "a" || n.Data == "link"), a.Key == "src":
				links = append(links, a.Val)
			}
		}
	}
	return anchors, links
}
