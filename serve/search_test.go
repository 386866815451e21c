package serve_test

import (
	"readout/serve/servetest"

	"html"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	facetLink = regexp.MustCompile(
		`<li(?: class="chosen")?><a href="([^"]+)">([^<]+)</a> <span class="count">(\d+)</span></li>`)
	foundDay  = regexp.MustCompile(`<article class="said"[\s\S]*?<time datetime="([^"]+)"`)
	facetHead = regexp.MustCompile(`<section class="facet"><h2>([^<]+)</h2><ul>([\s\S]*?)</ul>`)
)

// TestSearchNarrows: each facet of a search leads to as many hits as it counts, keeps
// what was asked, and can be taken away; the order too keeps it.
func TestSearchNarrows(t *testing.T) {
	for name, s := range map[string]*servetest.Site{"summit": servetest.Demo(t), "town": servetest.TownDesk(t)} {
		ask := map[string]string{"summit": "q=summit", "town": "q=vote+OR+baths+OR+council"}[name]
		_, body := s.Get(t, "/search?"+ask)
		for strings.Contains(body, "look again in a moment") { // a busy machine has not counted all by then
			time.Sleep(50 * time.Millisecond)
			_, body = s.Get(t, "/search?"+ask)
		}
		seen := map[string]bool{}
		for _, f := range facetHead.FindAllStringSubmatch(body, -1) {
			for _, link := range facetLink.FindAllStringSubmatch(f[2], 2) {
				to := html.UnescapeString(link[1])
				u, err := url.Parse(to)
				if err != nil {
					t.Fatal(err)
				}
				asked, err := url.ParseQuery(ask)
				if err != nil {
					t.Fatal(err)
				}
				if u.Query().Get("q") != asked.Get("q") {
					t.Errorf("%s: %s %s leads to %s, away from %s", name, f[1], link[2], to, ask)
				}
				want, err := strconv.Atoi(link[3])
				if err != nil {
					t.Fatal(err)
				}
				resp, narrowed := s.Get(t, to)
				if resp.StatusCode != http.StatusOK {
					t.Errorf("%s: %s is %d", name, to, resp.StatusCode)
					continue
				}
				got := regexp.MustCompile(`<p class="by">(\d+) statements?:`).FindStringSubmatch(narrowed)
				if got == nil || got[1] != strconv.Itoa(want) {
					t.Errorf("%s: %s %q counts %d, and leads to %q", name, f[1], link[2], want, got)
				}
				if !strings.Contains(narrowed, "take this condition away") || !strings.Contains(narrowed, `name="q" value="`) {
					t.Errorf("%s: %s does not say by what it is narrowed", name, to)
				}
				seen[f[1]] = true
			}
		}
		for _, label := range []string{"Event", "Story", "Speaker", "Outlet", "Day"} {
			if !seen[label] {
				t.Errorf("%s: there is no facet %s: %v", name, label, seen)
			}
		}
		days := func(path string) []string {
			_, body := s.Get(t, path)
			var out []string
			for _, m := range foundDay.FindAllStringSubmatch(body, -1) {
				out = append(out, m[1])
			}
			return out
		}
		newest, oldest := days("/search?"+ask), days("/search?"+ask+"&sort=oldest")
		if len(newest) == 0 || newest[0] < newest[len(newest)-1] || oldest[0] > oldest[len(oldest)-1] ||
			oldest[0] >= newest[0] || slices.Equal(newest, oldest) {
			t.Errorf("%s: newest first %v, oldest first %v", name, newest, oldest)
		}
		if resp, _ := s.Get(t, "/search?"+ask+"&sort=best"); resp.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: an order that there is not is %d", name, resp.StatusCode)
		}
		for _, ending := range []string{".csv", ".md"} {
			_, all := s.Get(t, "/search"+ending+"?"+ask)
			_, old := s.Get(t, "/search"+ending+"?"+ask+"&sort=oldest")
			if len(all) < 100 || all == old || len(all) != len(old) {
				t.Errorf("%s: the file %s does not keep the order", name, ending)
			}
		}
	}
}
