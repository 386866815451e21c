package serve_test

import (
	"compress/gzip"
	"io"
	"regexp"
	"strings"
	"testing"

	"readout/serve/servetest"
)

// everyKind are the kinds of pages that a crawl of either demonstration meets.
var everyKind = []string{"/", "/?kind", "/events", "/event", "/people", "/person", "/outlets", "/outlet", "/storylines",
	"/storyline/ID", "/article/ID", "/article/ID?at",
	"/article/ID/versions", "/article/ID/copies", "/statement/ID", "/cite/ID", "/search", "/search?q", "/check", "/about",
	"/corrections", "/correct?statement", "/saved?q",
	"/add", "/feeds/manage", "/alerts", "/queue", "/settings", "/unsubscribe", "/sign-in"}

// TestPages follows the links of both demonstrations, reads each page for codes and for
// counts that do not agree with their nouns, and holds it to its size: with
// READOUT_BROWSER=all every page, else some of each kind.
func TestPages(t *testing.T) {
	for _, on := range servetest.Demonstrations() {
		t.Run(on.Name, func(t *testing.T) {
			pages := on.Open(t).Crawl(t, on.Walk)
			kinds := map[string]bool{}
			largest, of := 0, ""
			for _, p := range pages {
				kinds[p.Kind] = true
				readsPlain(t, p)
				n := zipped(p.Body)
				if n > maxPageSize {
					t.Errorf("%s is %d bytes compressed", p.Path, n)
				}
				if n > largest {
					largest, of = n, p.Path
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
func readsPlain(t *testing.T, p servetest.Page) {
	t.Helper()
	if p.Kind == "/about" {
		return
	}
	plain := detailed.ReplaceAllString(p.Body, " ")
	for _, said := range plotted.FindAllStringSubmatch(p.Body, -1) {
		plain += " " + said[1]
	}
	for _, bad := range []*regexp.Regexp{codes, badCount} {
		if at := bad.FindStringIndex(plain); at != nil {
			t.Errorf("%s says …%s…", p.Path, plain[max(0, at[0]-60):min(len(plain), at[1]+60)])
		}
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
