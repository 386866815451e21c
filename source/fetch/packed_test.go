package fetch

import (
	"context"
	"strings"
	"testing"
	"time"

	"readout/source/internal/sourcetest"
)

// A body is decoded by its bytes, whatever its header says.
func TestBodiesInOtherCodings(t *testing.T) {
	text := "The lock at Ostby stays shut, the office said."
	s := newSite(t)
	s.page("/brotli", string(sourcetest.Pack("br", []byte(text))), "Content-Encoding", "br")
	s.page("/without", string(sourcetest.Pack("gzip", []byte(text))), "Content-Type", "text/plain")
	s.page("/only-said", text, "Content-Encoding", "gzip")
	for _, path := range []string{"/brotli", "/without", "/only-said"} {
		r, err := s.client(nil).Get(t.Context(), s.URL+path)
		if err != nil || string(r.Body) != text {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// TestWatchReadsPackedSitemaps follows an index to a gzipped sitemap.
func TestWatchReadsPackedSitemaps(t *testing.T) {
	s := newSite(t)
	index := "<sitemapindex><sitemap><loc>" + s.URL + "/news.xml.gz</loc></sitemap></sitemapindex>"
	news := "<urlset><url><loc>" + s.URL + "/lock</loc><lastmod>2021-05-26</lastmod></url></urlset>"
	s.page("/index.xml", index, "Content-Type", "application/xml")
	s.page("/news.xml.gz", string(sourcetest.Pack("gzip", []byte(news))), "Content-Type", "application/x-gzip")
	s.page("/lock", "text")
	w := &Watch{Client: s.client(nil), Feeds: []string{s.URL + "/index.xml"}, Store: &jsonStore{}, Idle: time.Minute}
	var pages []string
	if err := w.Run(t.Context(), func(_ context.Context, v Visit) error {
		if v.Err != nil {
			t.Error(v.Err)
		}
		if v.Page != "" {
			pages = append(pages, strings.TrimPrefix(v.Page, s.URL))
		}
		return nil
	}); err != nil || len(pages) != 1 || pages[0] != "/lock" {
		t.Errorf("read %q, %v", pages, err)
	}
}
