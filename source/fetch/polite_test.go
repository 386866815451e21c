package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"readout/source/warc"
)

func TestAsksRobotsFirstAndOnce(t *testing.T) {
	s := newSite(t)
	s.page("/robots.txt", "User-agent: *\nDisallow: /\n\nUser-agent: testbot\nDisallow: /private\nDisallow: "+
		"/*?print\nSitemap: "+"https://ostby.example/news.xml\n")
	s.page("/a", "A")
	s.page("/private/b", "B")
	c := s.client(nil)
	mustGet(t, c, s.URL+"/a")
	for _, p := range []string{"/private/b", "/a?print=1"} {
		if _, err := c.Get(t.Context(), s.URL+p); !errors.Is(err, ErrRobots) {
			t.Errorf("%s: %v, want ErrRobots", p, err)
		}
	}
	if n := len(s.asked("/robots.txt")); n != 1 || s.requests[0].path != "/robots.txt" {
		t.Errorf("robots.txt was asked for %d times, first was %s", n, s.requests[0].path)
	}
	if n := len(s.asked("/private/b")); n != 0 {
		t.Errorf("the forbidden page was asked for %d times", n)
	}
	for _, r := range s.requests {
		if got := r.header.Get("User-Agent"); got != "Testbot/1.0 (+https://ostby.example/bot)" {
			t.Errorf("%s was asked for as %q", r.path, got)
		}
	}
	if maps, err := c.Sitemaps(t.Context(), s.URL); err != nil || len(maps) != 1 ||
		maps[0] != "https://ostby.example/news.xml" {
		t.Errorf("sitemaps = %q, %v", maps, err)
	}
	s.clock.now = s.clock.now.Add(25 * time.Hour)
	mustGet(t, c, s.URL+"/a")
	if n := len(s.asked("/robots.txt")); n != 2 {
		t.Errorf("after a day robots.txt was asked for %d times, want 2", n)
	}
}

func TestRobotsThatCannotBeHadForbidAll(t *testing.T) {
	s := newSite(t)
	s.statuses("/robots.txt", nil, 503)
	s.page("/a", "A")
	c := s.client(nil)
	if _, err := c.Get(t.Context(), s.URL+"/a"); !errors.Is(err, ErrNoRobots) {
		t.Fatalf("with robots.txt at 503: %v, want ErrNoRobots", err)
	}
	s.statuses("/robots.txt", nil, 404)
	s.clock.now = s.clock.now.Add(61 * time.Minute)
	mustGet(t, c, s.URL+"/a")
}

func TestKeepsItsDistance(t *testing.T) {
	s := newSite(t)
	s.page("/robots.txt", "User-agent: *\nCrawl-delay: 5\n")
	for _, p := range []string{"/a", "/b", "/c"} {
		s.page(p, p)
	}
	c := s.client(nil)
	for _, p := range []string{"/a", "/b", "/c"} {
		mustGet(t, c, s.URL+p)
	}
	for i := 1; i < len(s.requests); i++ {
		if gap := s.requests[i].at.Sub(s.requests[i-1].at); gap < 5*time.Second {
			t.Errorf("%s came %s after %s, Crawl-delay is 5 s", s.requests[i].path, gap, s.requests[i-1].path)
		}
	}
	plain := newSite(t)
	plain.page("/a", "A")
	plain.page("/b", "B")
	c = plain.client(nil)
	mustGet(t, c, plain.URL+"/a")
	mustGet(t, c, plain.URL+"/b")
	for i := 1; i < len(plain.requests); i++ {
		if gap := plain.requests[i].at.Sub(plain.requests[i-1].at); gap < time.Second {
			t.Errorf("without robots.txt the gap is %s, want 1 s", gap)
		}
	}
}

func TestAsksAHostSoManyAtOnce(t *testing.T) {
	s := newSite(t)
	var now, most atomic.Int32
	s.pages["/a"] = func(w http.ResponseWriter, _ *http.Request) {
		n := now.Add(1)
		for m := most.Load(); n > m && !most.CompareAndSwap(m, n); m = most.Load() {
		}
		time.Sleep(5 * time.Millisecond)
		now.Add(-1)
		w.Header().Set("Cache-Control", "no-store")
	}
	c := s.client(func(o *Options) { o.PerHost, o.IgnoreRobots = 2, true })
	var wg sync.WaitGroup
	for range 12 {
		wg.Go(func() { _, _ = c.Get(context.Background(), s.URL+"/a") })
	}
	wg.Wait()
	if got := most.Load(); got > 2 {
		t.Errorf("%d requests ran at once, allowed are 2", got)
	}
	if n := len(s.asked("/a")); n != 12 {
		t.Errorf("%d of 12 requests came", n)
	}
}

func TestAsksAgainOnlyForWhatChanged(t *testing.T) {
	s := newSite(t)
	s.pages["/a"] = func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"v1"`)
		w.Header().Set("Last-Modified", "Wed, 26 May 2021 09:00:00 GMT")
		w.Header().Set("Cache-Control", "max-age=60")
		if r.Header.Get("If-None-Match") == `"v1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte("A"))
	}
	var kept lockedBuffer
	c := s.client(func(o *Options) { o.Archive = &kept })
	if r := mustGet(t, c, s.URL+"/a"); r.NotModified || string(r.Body) != "A" {
		t.Fatalf("first: %+v", r)
	}
	if r := mustGet(t, c, s.URL+"/a"); !r.Fresh || len(s.asked("/a")) != 1 {
		t.Errorf("while fresh it was asked for again")
	}
	s.clock.now = s.clock.now.Add(time.Minute)
	r := mustGet(t, c, s.URL+"/a")
	last := s.asked("/a")[1].header
	if !r.NotModified || r.Fresh || last.Get("If-None-Match") != `"v1"` ||
		last.Get("If-Modified-Since") != "Wed, 26 May 2021 09:00:00 GMT" {
		t.Errorf("second: %+v, asked with %v", r, last)
	}
	var kinds []string
	for rec, err := range warc.Read(&kept.Buffer) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(rec.Target, "/a") {
			kinds = append(kinds, rec.Type)
		}
	}
	if got := strings.Join(kinds, " "); got != "response request revisit request" {
		t.Errorf("archive holds %s", got)
	}
}

func TestNoStoreIsNotRemembered(t *testing.T) {
	s := newSite(t)
	s.page("/a", "A", "ETag", `"v1"`, "Cache-Control", "no-store, max-age=600")
	c := s.client(nil)
	mustGet(t, c, s.URL+"/a")
	mustGet(t, c, s.URL+"/a")
	if got := s.asked("/a"); len(got) != 2 || got[1].header.Get("If-None-Match") != "" {
		t.Errorf("asked %d times, with %v", len(got), got)
	}
}

func TestBacksOffWithJitter(t *testing.T) {
	s := newSite(t)
	s.statuses("/a", nil, 503, 500, 200)
	c := s.client(func(o *Options) { o.IgnoreRobots = true })
	r := mustGet(t, c, s.URL+"/a")
	got := s.asked("/a")
	if r.Attempts != 3 || len(got) != 3 {
		t.Fatalf("%d attempts", r.Attempts)
	}
	// Half of 2 s, then half of 4 s: Rand gives 0.5.
	if first, second := got[1].at.Sub(got[0].at),
		got[2].at.Sub(got[1].at); first != time.Second || second != 2*time.Second {
		t.Errorf("waited %s and %s, want 1s and 2s", first, second)
	}
}

func TestWaitsAsLongAsAsked(t *testing.T) {
	s := newSite(t)
	s.statuses("/a", http.Header{"Retry-After": {"7"}}, 429, 200)
	c := s.client(func(o *Options) { o.IgnoreRobots = true })
	mustGet(t, c, s.URL+"/a")
	if got := s.asked("/a"); got[1].at.Sub(got[0].at) < 7*time.Second {
		t.Errorf("came back after %s, asked for 7 s", got[1].at.Sub(got[0].at))
	}
	s.statuses("/b", http.Header{"Retry-After": {"Wed, 26 May 2021 12:00:00 GMT"}}, 503, 200)
	if r, err := c.Get(t.Context(), s.URL+"/b"); !errors.Is(err, ErrNotSuccess) || r.Status != 503 {
		t.Errorf("asked to come back in two hours: %v", err)
	}
	if _, err := c.Get(t.Context(), s.URL+"/a"); !errors.Is(err, ErrLater) {
		t.Errorf("the host was asked again: %v", err)
	}
}

func TestRecordsRedirects(t *testing.T) {
	s := newSite(t)
	s.pages["/old"] = func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, "/mid?x=1", http.StatusMovedPermanently)
	}
	s.pages["/mid"] = func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, s.URL+"/new", http.StatusFound) }
	s.page("/new", "N", "Content-Type", "text/html; charset=koi8-r")
	r := mustGet(t, s.client(nil), s.URL+"/old")
	if r.Final != s.URL+"/new" || len(r.Hops) != 3 || r.Hops[0].Status != 301 || r.Hops[0].To != s.URL+"/mid?x=1" ||
		r.Hops[2].IP != "127.0.0.1" {
		t.Errorf("final %s, hops %+v", r.Final, r.Hops)
	}
	if r.Hint().ContentType != "text/html; charset=koi8-r" {
		t.Errorf("hint %+v", r.Hint())
	}
}

// Paths match in any percent-encoding, and an unknown line does not invalidate the others.
func TestRobotsPathsInAnyEncoding(t *testing.T) {
	s := newSite(t)
	s.page("/robots.txt", "\ufeffDisallow: /lost\nNoise\nUser-agent: testbot # us\nCrawl-delay: soon\nDisallow: "+
		"/%7Esecret/\nDisallow: /privé/\nDisallow: /a%2fb\nDisallow: /caf%c3%a9\n")
	c := s.client(nil)
	for path, forbidden := range map[string]bool{
		"/~secret/x": true, "/%7esecret/x": true, "/priv%C3%A9/x": true, "/priv%c3%a9/x": true, "/caf%C3%A9": true,
		"/a%2Fb": true, "/a/b": false, "/lost": false, "/other": false,
	} {
		s.page(path, "text")
		if _, err := c.Get(t.Context(), s.URL+path); errors.Is(err, ErrRobots) != forbidden {
			t.Errorf("%s: %v, forbidden %t", path, err, forbidden)
		}
	}
}

func TestAHostWithoutAddressIsNotForbiddenByRobots(t *testing.T) {
	s := newSite(t)
	c := s.client(func(o *Options) {
		o.Lookup = func(context.Context, string) ([]netip.Addr, error) {
			return nil, &net.DNSError{Err: "no such host", Name: "lost.example", IsNotFound: true}
		}
		o.Retries = -1
	})
	_, err := c.Get(t.Context(), "http://lost.example/a")
	var dns *net.DNSError
	if errors.Is(err, ErrRobots) || !errors.As(err, &dns) || isFinal(err) {
		t.Errorf("err = %v", err)
	}
}
