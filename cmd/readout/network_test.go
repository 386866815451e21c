package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"readout/source"
	"readout/source/warc"
)

// newsSite is a fake news site: a feed, two articles, a redirect, a page nobody may
// fetch and one that is gone. It notes what it is asked.
type newsSite struct {
	*httptest.Server
	mu    sync.Mutex
	asked []string
	asks  func(path string) // called at each request, where set
}

func newNewsSite(t *testing.T) *newsSite {
	t.Helper()
	s := &newsSite{}
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
		asks := s.asks
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

// times is how often a path was asked for.
func (s *newsSite) times(path string) int {
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

// command runs one command line against this machine's own network.
func command(t *testing.T, ctx context.Context, stdin string, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	status = run(ctx, args, terminal{in: strings.NewReader(stdin), raw: &out, out: &out, err: &errs})
	return out.String(), errs.String(), status
}

var local = []string{"--allow", "127.0.0.0/8", "--delay", "1ms"}

// TestReadAddress reads a page from its address, where that may be reached.
func TestReadAddress(t *testing.T) {
	s := newNewsSite(t)
	out, errs, status := command(t, t.Context(), "", append([]string{"read", "--format", "json", s.URL + "/old"},
		local...)...)
	if status != exitOK || !strings.Contains(out, `"headline"`) || !strings.Contains(out, "Mira Halden") ||
		!strings.Contains(out, s.URL+"/harbour") {
		t.Fatalf("status %d\n%s\n%s", status, errs, out)
	}
	_, errs, status = command(t, t.Context(), "", "read", s.URL+"/harbour")
	if status != exitBad || !strings.Contains(errs, "not to be reached") {
		t.Errorf("without --allow: status %d, %s", status, errs)
	}
	_, errs, status = command(t, t.Context(), "", append([]string{"read", s.URL + "/private/x", s.URL + "/gone",
		s.URL + "/bridge"}, local...)...)
	if status != exitSome || !strings.Contains(errs, "robots.txt") || !strings.Contains(errs, "status 404") ||
		strings.Count(errs, "readout: ") != 2 {
		t.Errorf("two of three fail: status %d, %s", status, errs)
	}
}

// TestFetchGoesOn fetches into an archive; a second run asks only for what is
// missing, and the archive reads back.
func TestFetchGoesOn(t *testing.T) {
	s := newNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	args := append([]string{"fetch", s.URL + "/old#top", s.URL + "/gone", s.URL + "/private/x", "-", "--out", archive},
		local...)
	out, errs, status := command(t, t.Context(), s.URL+"/bridge\n# a comment\n\n"+s.URL+"/bridge\n", args...)
	if status != exitSome || strings.Count(out, "200 ") != 2 ||
		!strings.Contains(errs, "2 fetched, 2 failed (1 no success, 1 robots.txt), 0 in ") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	_, errs, _ = command(t, t.Context(), s.URL+"/bridge\n", args...)
	if s.times("/harbour") != 1 || s.times("/old") != 1 || s.times("/bridge") != 1 || s.times("/gone") != 2 ||
		!strings.Contains(errs, ", 2 in ") {
		t.Errorf("the second run asked again: %v\n%s", s.asked, errs)
	}
	if _, _, status := command(t, t.Context(), "", append([]string{"fetch", "--again", s.URL + "/bridge", "--out",
		archive}, local...)...); status != exitOK || s.times("/bridge") != 2 {
		t.Errorf("--again: status %d, %d times", status, s.times("/bridge"))
	}
	out, errs, status = command(t, t.Context(), "", "read", "--format", "jsonl", "-f", "warc", archive)
	if status != exitOK || strings.Count(out, "\n") != 3 {
		t.Errorf("the archive gives %d records, status %d, %s", strings.Count(out, "\n"), status, errs)
	}
}

// TestFetchOfACutArchive: an archive that was cut off is told, nothing in it is lost
// but the cut record, and what is added to it reads back.
func TestFetchOfACutArchive(t *testing.T) {
	s := newNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	fetchIt := func() (string, int) {
		_, errs, status := command(t, t.Context(), "", append([]string{"fetch", "-j", "1", s.URL + "/harbour",
			s.URL + "/bridge", "--out", archive}, local...)...)
		return errs, status
	}
	if errs, status := fetchIt(); status != exitOK {
		t.Fatal(errs)
	}
	raw, err := os.ReadFile(archive)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(archive, raw[:len(raw)-700], 0o644); err != nil {
		t.Fatal(err)
	}
	errs, status := fetchIt()
	if status != exitOK || !strings.Contains(errs, "damaged from byte") || s.times("/harbour") != 1 ||
		s.times("/bridge") != 2 {
		t.Fatalf("status %d, %s, asked %v", status, errs, s.asked)
	}
	out, errs, status := command(t, t.Context(), "", "read", "--format", "jsonl", archive)
	if status != exitSome || strings.Count(out, "\n") != 2 || strings.Count(errs, "damaged from byte") != 1 {
		t.Errorf("status %d, %d records, %s", status, strings.Count(out, "\n"), errs)
	}
}

// TestFetchStops: Ctrl-C ends a run after what is under way, says how many are left,
// and the same command goes on.
func TestFetchStops(t *testing.T) {
	s := newNewsSite(t)
	archive := filepath.Join(t.TempDir(), "pages.warc.gz")
	ctx, stop := context.WithCancel(t.Context())
	s.asks = func(path string) {
		if path == "/bridge" {
			stop()
		}
	}
	args := append([]string{"fetch", "-j", "1", s.URL + "/harbour", s.URL + "/bridge", s.URL + "/old", "--out", archive},
		local...)
	_, errs, status := command(t, ctx, "", args...)
	if status != exitStopped || !strings.Contains(errs, "are left: the same command goes on with them") {
		t.Fatalf("status %d, %s", status, errs)
	}
	s.asks = nil
	if _, errs, status := command(t, t.Context(), "", args...); status != exitOK || s.times("/harbour") > 2 {
		t.Errorf("status %d, %s, asked %v", status, errs, s.asked)
	}
}

// TestWatch follows the feeds of an OPML list into a ledger; what was seen is not
// fetched again by a second run.
func TestWatch(t *testing.T) {
	s := newNewsSite(t)
	dir := t.TempDir()
	list := filepath.Join(dir, "feeds.opml")
	if err := os.WriteFile(list, []byte(`<opml version="2.0"><body><outline type="rss" xmlUrl="`+s.URL+
		`/feed"/></body></opml>`), 0o644); err != nil {
		t.Fatal(err)
	}
	args := append([]string{"watch", "--opml", list, "--db", filepath.Join(dir, "l.db"), "--state",
		filepath.Join(dir, "state.json"), "--archive", filepath.Join(dir, "a.warc.gz"), "--idle", "1s"}, local...)
	out, errs, status := command(t, t.Context(), "", args...)
	if status != exitOK || !strings.Contains(out, "/feed  2 entries") || !strings.Contains(out, "/harbour  ") ||
		!strings.Contains(out, "/bridge  ") {
		t.Fatalf("status %d\n%s%s", status, out, errs)
	}
	if _, errs, status := command(t, t.Context(), "", args...); status != exitOK || s.times("/harbour") != 1 ||
		s.times("/feed") != 1 {
		t.Errorf("the second run: status %d, %s, asked %v", status, errs, s.asked)
	}
	if out, _, status := command(t, t.Context(), "", "said", "Halden", "--db",
		filepath.Join(dir, "l.db")); status != exitOK || !strings.Contains(out, "will stay open") {
		t.Errorf("the ledger: status %d\n%s", status, out)
	}
	f, err := os.Open(filepath.Join(dir, "a.warc.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	responses := 0
	for rec, err := range warc.Read(f) {
		if err != nil {
			t.Fatal(err)
		}
		if rec.Type == warc.Response {
			responses++
		}
	}
	if responses < 3 {
		t.Errorf("%d responses are in the archive", responses)
	}
}

// TestWatchFindsWhatToFollow follows the feed that a page names and the pages of a
// news sitemap's index, and writes the list as OPML that reads back.
func TestWatchFindsWhatToFollow(t *testing.T) {
	s := newNewsSite(t)
	dir := t.TempDir()
	list := filepath.Join(dir, "out.opml")
	args := append([]string{"watch", s.URL + "/", s.URL + "/sitemap.xml", "--db", filepath.Join(dir, "l.db"), "--state",
		filepath.Join(dir, "state.json"), "--idle", "1s", "--save-opml", list}, local...)
	out, errs, status := command(t, t.Context(), "", args...)
	if status != exitOK || !strings.Contains(out, s.URL+"/  2 entries") ||
		!strings.Contains(out, s.URL+"/sitemap.xml  1 entry") || s.times("/harbour") != 1 || s.times("/bridge") != 1 {
		t.Fatalf("status %d\n%s%s\nasked %v", status, out, errs, s.asked)
	}
	raw, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	subs, err := source.OPML(raw, source.Hint{})
	if err != nil || len(subs) != 2 || subs[0].Title != "Meridian" || subs[0].URL != s.URL+"/" {
		t.Errorf("%+v, %v", subs, err)
	}
}

// TestWatchSaysWhatItMayNotReach tells the option that lets it, and the next look.
func TestWatchSaysWhatItMayNotReach(t *testing.T) {
	s := newNewsSite(t)
	dir := t.TempDir()
	_, errs, _ := command(t, t.Context(), "", "watch", s.URL+"/feed", "--db", filepath.Join(dir, "l.db"),
		"--state", filepath.Join(dir, "state.json"), "--idle", "1s")
	if !strings.Contains(errs, "; --allow NETWORK lets Readout reach it; next look in ") ||
		strings.Contains(errs, "robots") || len(s.asked) > 0 {
		t.Errorf("%s\nasked %v", errs, s.asked)
	}
}

// TestReadFeed reads the articles of a feed that carries their texts.
func TestReadFeed(t *testing.T) {
	feed := filepath.Join(t.TempDir(), "feed.xml")
	body := strings.Repeat("<p>The harbour will stay open, Foreign Minister Mira Halden told reporters on Wednesday "+
		"after a long meeting with the owners of the port.</p>", 4)
	if err := os.WriteFile(feed,
		[]byte(
			`<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>`+
				`<title>Meridian</title><link>https://meridian.example/</link>`+
				`<item><title>Harbour to stay open</title><link>https://meridian.example/1</link><content:encoded><![CDATA[`+body+
				`]]></content:encoded></item>`+
				`<item><title>No text</title><link>https://meridian.example/2</link></item></channel></rss>`), 0o644); err != nil {
		t.Fatal(err)
	}
	out, errs, status := command(t, t.Context(), "", "read", "--format", "jsonl", feed)
	if status != exitOK || strings.Count(out, "\n") != 1 || !strings.Contains(out, "https://meridian.example/1") {
		t.Errorf("status %d, %s\n%s", status, errs, out)
	}
}
