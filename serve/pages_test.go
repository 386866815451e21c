package serve_test

import (
	"compress/gzip"
	"io"
	"os"
	"regexp"
	"strings"
	"testing"
)

// Where a crawl begins, beside the front page: what no link leads to, or not to words that
// are there.
var (
	summitSeeds = []string{"/?since=2024-03-01", "/about", "/corrections", "/search?q=gas",
		"/search?q=%22gas+transit%22&outlet=KTA", "/event/summit",
		"/check?words=It+is+a+commercial+matter&by=Dravitsyn", "/?as_of=2024-03-14", "/unsubscribe?id=x&key=y", "/sign-in"}
	townSeeds = []string{"/search?q=vote", "/search?q=vote&sort=oldest&outlet=Radio+Tarn",
		"/check?words=every+vote+counts", "/?as_of=2024-05-10", "/unsubscribe?id=x&key=y", "/sign-in"}
)

// everyKind are the kinds of pages that a crawl of either demonstration meets.
var everyKind = []string{"/", "/?kind", "/events", "/event", "/people", "/person", "/outlets", "/outlet", "/storylines",
	"/storyline/ID", "/article/ID", "/article/ID?at",
	"/article/ID/versions", "/article/ID/copies", "/statement/ID", "/cite/ID", "/search", "/search?q", "/check", "/about",
	"/corrections", "/correct?statement", "/saved?q",
	"/add", "/feeds/manage", "/alerts", "/queue", "/settings", "/unsubscribe", "/sign-in"}

// The two demonstrations as desks have them, with everything that a desk may do.
var bothSites = map[string]struct {
	open func(*testing.T) *site
	walk walk
}{"summit": {summitSite, walk{seeds: summitSeeds, examples: true}}, "town": {townSite, walk{seeds: townSeeds}}}

// everyPage reports whether all pages are looked at, which takes minutes: CI does.
func everyPage() bool { return os.Getenv("READOUT_BROWSER") == "all" }

// mostOfKind is how many pages of each kind are looked at otherwise.
const mostOfKind = 12

// TestPages follows the links of both demonstrations, reads each page for codes and for
// counts that do not agree with their nouns, and holds it to its size: with
// READOUT_BROWSER=all every page, else some of each kind.
func TestPages(t *testing.T) {
	for name, on := range bothSites {
		t.Run(name, func(t *testing.T) {
			how := on.walk
			if !everyPage() {
				how.most = mostOfKind
			}
			pages := on.open(t).crawl(t, how)
			kinds := map[string]bool{}
			largest, of := 0, ""
			for _, p := range pages {
				kinds[p.kind] = true
				readsPlain(t, p)
				n := zipped(p.body)
				if n > maxPageSize {
					t.Errorf("%s is %d bytes compressed", p.path, n)
				}
				if n > largest {
					largest, of = n, p.path
				}
			}
			for _, kind := range everyKind {
				if !kinds[kind] {
					t.Errorf("no page of the kind %s was met", kind)
				}
			}
			t.Logf("%d pages of %d kinds; the largest is %s, %d bytes compressed", len(pages), len(kinds), of, largest)
		})
	}
}

// maxPageSize is the most that a page may be, compressed, in bytes.
const maxPageSize = 40_000

// codes are what pages show inside details only: FactBank's values, rules, scores, offsets.
var (
	codes = regexp.MustCompile(
		`\b(?:CT|PR|PS)[+-]|\bUu\b|\b(?:attribution|entity|event|said|text|timex)/[a-z-]+|@\d|\b0\.\d\d?\b|\bbytes? \d`)
	detailed = regexp.MustCompile(
		`(?s)<details.*?</details>|<svg.*?</svg>|<textarea.*?</textarea>|<option[^>]*>|(?:href|action)="[^"]*"|<input[^>]*>`)
	badCount = regexp.MustCompile(
		`\b1 (?:reports|outlets|articles|statements|versions|points|events|feeds|alerts|others)\b`)
	plotted = regexp.MustCompile(`(?s)<(?:text|title|desc)[^>]*>(.*?)</`)
)

// readsPlain reads a page outside its details. What its drawings say is read, too. About
// explains the codes and holds the models' cards: it is not read.
func readsPlain(t *testing.T, p sitePage) {
	t.Helper()
	if p.kind == "/about" {
		return
	}
	plain := detailed.ReplaceAllString(p.body, " ")
	for _, said := range plotted.FindAllStringSubmatch(p.body, -1) {
		plain += " " + said[1]
	}
	for _, bad := range []*regexp.Regexp{codes, badCount} {
		if at := bad.FindStringIndex(plain); at != nil {
			t.Errorf("%s says …%s…", p.path, plain[max(0, at[0]-60):min(len(plain), at[1]+60)])
		}
	}
}

// schemes are light and dark at each width: all ways by which axe looks at a page.
func schemes() []look {
	var out []look
	for _, width := range []int64{390, 900, 1440} {
		out = append(out, look{width, false, true}, look{width, true, true})
	}
	return out
}

// TestAxe looks at a page of each kind of both demonstrations by axe, at each width, in
// one scheme of colours or, with READOUT_BROWSER=all, in both.
func TestAxe(t *testing.T) {
	if testing.Short() {
		t.Skip("it needs a browser and a minute")
	}
	ctx, axe := browser(t), axeSource(t)
	for name, on := range bothSites {
		t.Run(name, func(t *testing.T) {
			s, how := on.open(t), on.walk
			how.most = mostOfKind
			var list []visit
			count := map[string]int{}
			for n, p := range s.crawl(t, how) {
				if count[p.kind]++; count[p.kind] > 1 {
					continue
				}
				for k, way := range schemes() {
					if everyPage() || (k/2+k+n)%2 == 0 {
						list = append(list, visit{p, way, axe})
					}
				}
			}
			s.lookAt(t, ctx, list)
			t.Logf("%d kinds of pages, %d looks", len(count), len(list))
		})
	}
}

// zipped is a body's size as servers send it.
func zipped(body string) int {
	var b strings.Builder
	w, err := gzip.NewWriterLevel(&b, 5)
	if err != nil {
		return 0
	}
	io.WriteString(w, body)
	w.Close()
	return b.Len()
}
