package clitest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
)

// NewsSite is a fake news site: a feed, two articles, a redirect, a page disallowed by
// robots.txt and a missing one. It records the requests.
type NewsSite struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	Asks  func(path string) // called for each request if set
}

// NewNewsSite starts a site for a test.
func NewNewsSite(t *testing.T) *NewsSite {
	t.Helper()
	s := &NewsSite{}
	page := func(name string) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[1]s to stay open - Meridian</title>
<meta property="og:type" content="article"><meta property="og:title" content="%[1]s to stay open, minister says">
<meta property="article:published_time" content="2031-03-05T09:00:00Z"></head><body>
<nav>Home | World</nav><article><h1>%[1]s to stay open, minister says</h1>
<p>ARLEN, March 5 (Meridian) - "%[1]s will stay open," Vestrian Foreign Minister Mira Halden told reporters
on Wednesday after a long meeting with the owners.</p>
<p>She added that no closure was being planned, and that the government would pay
for the repair of the northern pier before the winter storms set in.</p>
<p>The owners said they were content with the answer and would keep all two hundred workers
through the summer season and beyond it.</p>
</article></body></html>`, name)
	}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.asked = append(s.asked, r.URL.Path)
		asks := s.Asks
		s.mu.Unlock()
		if asks != nil {
			asks(r.URL.Path)
		}
		switch r.URL.Path {
		case "/robots.txt":
			io.WriteString(w, "User-agent: *\nDisallow: /private\n")
		case "/feed":
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprintf(w,
				`<rss version="2.0"><channel><title>Meridian</title><item><title>One</title><link>%[1]s/harbour</link></item>`+
					`<item><title>Two</title><link>%[1]s/bridge</link></item></channel></rss>`, s.URL)
		case "/":
			io.WriteString(w, `<html><head><link rel="alternate" type="application/rss+xml" `+
				`href="/feed"></head><body>Meridian</body></html>`)
		case "/sitemap.xml":
			fmt.Fprintf(w,
				`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">`+
					`<sitemap><loc>%s/news.xml</loc></sitemap></sitemapindex>`, s.URL)
		case "/news.xml":
			fmt.Fprintf(w, `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" `+
				`xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>%s/bridge</loc>`+
				`<news:news><news:publication><news:name>Meridian</news:name></news:publication>`+
				`<news:publication_date>2031-03-05</news:publication_date><news:title>Bridge</news:title></news:news>`+
				`</url></urlset>`, s.URL)
		case "/harbour":
			io.WriteString(w, page("The harbour"))
		case "/bridge":
			io.WriteString(w, page("The bridge"))
		case "/old":
			http.Redirect(w, r, "/harbour", http.StatusMovedPermanently)
		default:
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s
}

// Asked returns the requested paths, in order.
func (s *NewsSite) Asked() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

// Times returns how often a path was requested.
func (s *NewsSite) Times(path string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, p := range s.asked {
		if p == path {
			n++
		}
	}
	return n
}
