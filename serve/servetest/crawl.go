package servetest

import (
	"net/url"
	"os"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Walk is how a crawl goes about a site.
type Walk struct {
	Seeds    []string // where it begins, beside the front page: what no link leads to
	Most     int      // how many pages of each kind it asks for; 0 is all
	Examples bool     // the ledger is the one that the API's examples are of
}

// Demonstration is one of the two as a desk has it, with everything that a desk may do, and
// how it is walked.
type Demonstration struct {
	Name string
	Open func(testing.TB) *Site
	Walk Walk
}

// Demonstrations are both.
func Demonstrations() []Demonstration {
	return []Demonstration{
		{"summit", SummitDesk, Walk{Examples: true, Most: mostOfKind(), Seeds: []string{"/?since=2024-03-01", "/about",
			"/corrections", "/search?q=gas", "/search?q=%22gas+transit%22&outlet=KTA", "/event/summit",
			"/check?words=It+is+a+commercial+matter&by=Dravitsyn", "/?as_of=2024-03-14", "/unsubscribe?id=x&key=y",
			"/sign-in"}}},
		{"town", TownDesk, Walk{Most: mostOfKind(), Seeds: []string{"/search?q=vote",
			"/search?q=vote&sort=oldest&outlet=Radio+Tarn", "/check?words=every+vote+counts", "/?as_of=2024-05-10",
			"/unsubscribe?id=x&key=y", "/sign-in"}}},
	}
}

// EveryPage reports whether all pages are looked at, which takes minutes: CI does.
func EveryPage() bool { return os.Getenv("READOUT_BROWSER") == "all" }

// mostOfKind is how many pages of each kind are looked at: 12, or all of them.
func mostOfKind() int {
	if EveryPage() {
		return 0
	}
	return 12
}

// Page is a page that a crawl met.
type Page struct{ Path, Kind, Body string }

var ids = regexp.MustCompile(`[va][0-9a-z]{8,}(\.s[0-9]+)?`)

// kindOf is what pages of one template have in common.
func kindOf(u *url.URL) string {
	kind := ids.ReplaceAllString(u.Path, "ID")
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

// met is what a crawl knows of one address.
type met struct {
	status  int
	anchors map[string]bool
	links   []string
	from    string
	html    bool
}

// crawl is one walk of a site.
type crawl struct {
	t     testing.TB
	how   Walk
	known map[string]*met
	kinds map[string]int
	queue []string
}

// Crawl follows every link of the site, checks that it resolves, and lists the
// pages. A search narrowed twice, or the stream narrowed
// once, is not narrowed further: such pages have no end.
func (s *Site) Crawl(t testing.TB, how Walk) []Page {
	t.Helper()
	c := crawl{t: t, how: how, known: map[string]*met{}, kinds: map[string]int{}}
	c.queue = append([]string{"/", "/nothing/here"}, how.Seeds...)
	for _, path := range c.queue {
		c.known[path] = &met{}
	}
	var pages []Page
	for len(c.queue) > 0 {
		path := c.queue[0]
		c.queue = c.queue[1:]
		m := c.known[path]
		resp, body := s.Get(t, path, "Accept", "text/html")
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
			m.anchors, m.links = AnchorsAndLinks(t, body)
			u, _ := url.Parse(path)
			if resp.StatusCode == 200 && !strings.HasPrefix(path, "/api/") {
				pages = append(pages, Page{path, kindOf(u), body})
			}
		}
		c.follow(path, m)
	}
	c.checkAnchors()
	return pages
}

// follow puts the links of a page into the queue, but for those that lead elsewhere, are
// known, or have no end.
func (c *crawl) follow(path string, m *met) {
	base, _ := url.Parse(path)
	for _, link := range m.links {
		u, err := base.Parse(link)
		if err != nil {
			c.t.Errorf("%s links to %q: %v", path, link, err)
			continue
		}
		if u.Host != "" || u.Scheme != "" {
			if u.Scheme != "http" && u.Scheme != "https" {
				c.t.Errorf("%s links to %q", path, link)
			}
			continue
		}
		u.Fragment = ""
		if path == "/api/docs" && strings.HasPrefix(u.Path, "/api/v1/") && !c.how.Examples {
			continue
		}
		to := u.RequestURI()
		if c.known[to] != nil || endless(path, u) {
			continue
		}
		if c.kinds[kindOf(u)]++; c.how.Most > 0 && c.kinds[kindOf(u)] > c.how.Most {
			continue
		}
		c.known[to] = &met{from: path}
		c.queue = append(c.queue, to)
	}
}

// endless reports whether an address narrows further what is narrow already.
func endless(from string, to *url.URL) bool {
	q := to.Query()
	narrowed := 0
	for _, values := range q {
		narrowed += len(values)
	}
	return narrowed > 2 && strings.HasPrefix(to.Path, "/search") || narrowed > 1 && to.Path == "/" ||
		q.Has("as_of") && narrowed+strings.Count(from, "as_of") > 1
}

// checkAnchors holds the fragments of all links against what the pages have.
func (c *crawl) checkAnchors() {
	for path, m := range c.known {
		base, _ := url.Parse(path)
		for _, link := range m.links {
			u, err := base.Parse(link)
			if err != nil || u.Fragment == "" || u.Host != "" {
				continue
			}
			anchor := u.Fragment
			u.Fragment = ""
			if to := c.known[u.RequestURI()]; to != nil && to.html && !to.anchors[anchor] {
				c.t.Errorf("%s links to %s, which has no such anchor", path, link)
			}
		}
	}
}

// AnchorsAndLinks are the ids of a page, each of which it may have once, and the addresses
// that it links to or takes parts from.
func AnchorsAndLinks(t testing.TB, body string) (anchors map[string]bool, links []string) {
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
