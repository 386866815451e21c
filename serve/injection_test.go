package serve_test

import (
	"encoding/csv"
	"encoding/xml"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout/article"
	"readout/record"
	"readout/serve"
	"readout/serve/servetest"
)

// payloads are texts that do harm where somebody takes them for more than text.
var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `'><svg/onload=alert(1)>`, `javascript:alert(1)`,
	`</title><script>alert(1)</script>`,
	`</style><script>alert(1)</script>`, `<a href="javascript:alert(1)">x</a>`, `&lt;script&gt;alert(1)&lt;/script&gt;`,
	`<iframe srcdoc="<script>alert(1)</script>">`, `{{.Main}}{{define "x"}}`,
	`${alert(1)}`, "`;alert(1)//", `" autofocus onfocus=alert(1) x="`, `<!--<script>alert(1)//-->`,
	`]]><script>alert(1)</script>`, `<base href="https://evil.example/">`,
	`<meta http-equiv="refresh" content="0;url=https://evil.example/">`,
	`<form action="https://evil.example/"><input name=q>`, `data:text/html,<script>alert(1)</script>`,
	`=HYPERLINK("https://evil.example/","x")`, `+1+1`, `-2+3`, `@SUM(1)`, "\t=1+1", `＝1+1`, `%0d%0aSet-Cookie: x=1`,
	"\r\nSet-Cookie: x=1", `../../../etc/passwd`, `..`, `.`, `/`, `//evil.example`, `\\evil.example`,
	"\x00\x01\x1b[31m", "\u202egnp.exe", "\u2028alert(1)\u2029", `%00%3Cscript%3E`, `?q=<script>#"`,
	`<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>`,
}

// poisoned is an article all of whose parts are one payload.
func poisoned(n int, p string) *record.Record {
	quote := fmt.Sprintf("“The summit %d of %s will be held in the hall of %s,”", n, p, p)
	text := p + "\n\n" + quote + " said " + p + ".\n\nMore of " + p + "."
	at := func(s string) record.Span {
		i := strings.Index(text, s)
		return record.Span{Start: i, End: i + len(s)}
	}
	head, content, name := record.Span{End: len(p)}, at(quote),
		record.Span{Start: at(quote).End + 6, End: at(quote).End + 6 + len(p)}
	r := &record.Record{Schema: record.Schema, Reader: record.Reader{Version: p, Models: "none"},
		Article: record.Article{ID: p, URL: p, Outlet: p, Language: "en", Title: p, Headline: &head, Published: "2024-03-20",
			PublishedFrom: "metadata", Notice: "correction", Text: text,
			Blocks: []record.Block{{Kind: article.Headline, Span: head},
				{Kind: article.Paragraph, Span: record.Span{Start: content.Start, End: name.End + 1}}}},
		Entities: []record.Entity{{ID: "e1", Kind: "person", Name: p, Country: p, Wikidata: p, StandsFor: p,
			Roles: []record.Role{{Title: p, Span: name}}, Mentions: []record.Mention{{Span: name, Form: "name", By: p}}},
			{ID: "e2", Kind: "place", Name: p, Roles: []record.Role{},
				Mentions: []record.Mention{{Span: name, Form: "name", By: p}}}},
		Times: []record.Time{},
		Statements: []record.Statement{{ID: "s1", Kind: "direct", Source: []record.Span{name}, Cue: []record.Span{},
			Content: []record.Span{content}, Speakers: []string{"e1"}, Via: []string{"e1"}, Audience: p, Occasion: p,
			SaidOn: "2024-03-20", Act: "assert", Attitude: "speech", Commitment: "CT+", About: []string{"e2"}, By: p, Score: 1}},
		Events: []record.Event{{ID: "v1", Type: "CONSULT", Name: "summit " + p, Span: content,
			Mentions: []record.Span{content}, Status: "planned", Participants: []string{"e1"}, Place: "e2", Time: "2024-04-20",
			By: p,
			Slots: []record.Slot{{Slot: "venue", Value: p, Span: content, Status: "planned", SaidBy: []string{"e1"},
				Statement: "s1", By: p}, {Slot: "agenda", Value: p, Span: content, Status: "ruled out", SaidBy: []string{},
				By: p}}}},
		Gaps: []record.Gap{{Span: head, Why: p}}}
	a := article.Article{Text: text}
	r.Article.SHA256 = a.SHA256()
	return r
}

// inert says what in a page could do harm: elements and attributes that no template
// has, addresses that lead elsewhere.
func inert(t *testing.T, body string) []string {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var faults []string
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "iframe", "object", "embed", "base", "img", "math", "style", "mglyph", "template", "noscript":
			faults = append(faults, "an element <"+n.Data+">")
		case "script":
			if n.FirstChild != nil {
				faults = append(faults, "a script with text")
			}
		}
		for _, a := range n.Attr {
			switch key := strings.ToLower(a.Key); {
			case strings.HasPrefix(key, "on"), key == "style", key == "srcdoc", key == "autofocus", key == "http-equiv",
				key == "formaction":
				faults = append(faults, fmt.Sprintf("an attribute %s=%q of <%s>", a.Key, a.Val, n.Data))
			case key == "href", key == "src", key == "action":
				u, err := url.Parse(a.Val)
				if err != nil || u.Scheme != "" && u.Scheme != "https" && u.Scheme != "http" ||
					strings.HasPrefix(strings.TrimLeft(a.Val, " \t\r\n"), "//") || strings.HasPrefix(a.Val, `\`) {
					faults = append(faults, fmt.Sprintf("an address %q in <%s %s>", a.Val, n.Data, key))
				} else if u.Host != "" && (n.Data != "a" || key != "href") {
					faults = append(faults, fmt.Sprintf("<%s> asks another host: %q", n.Data, a.Val))
				}
			}
		}
	}
	return faults
}

// TestPayloadsAreInert puts the payloads into articles, names, addresses, searches
// and reasons, and follows every link of what comes out.
func TestPayloadsAreInert(t *testing.T) {
	l := servetest.Ledger(t)
	for i, p := range payloads {
		servetest.Keep(t, l, poisoned(i, p))
	}
	s := servetest.New(t, l, serve.Options{})
	paths := []string{}
	for _, p := range payloads {
		q := url.QueryEscape(p)
		paths = append(paths, "/search?q="+q, "/search?speaker="+q, "/search?outlet="+q+"&act="+q, "/search?from="+q+"&to="+q,
			"/search?cursor="+q, "/?since="+q, "/?as_of="+q, "/events?q="+q, "/people?q="+q,
			"/check?words="+q+"&by="+q, "/person/"+url.PathEscape(p), "/event/"+url.PathEscape(p), "/outlet/"+url.PathEscape(p),
			"/article/"+url.PathEscape(p), "/article/v1?at="+q, "/statement/"+url.PathEscape(p),
			"/sign-in?to="+q, "/saved?q="+q, "/correct?undo="+q, "/correct?statement="+q, "/search.csv?q="+q,
			"/nothing/"+url.PathEscape(p))
	}
	paths = append(paths, "/", "/?since=2024-03-01", "/events", "/people", "/storylines", "/outlets", "/search", "/about",
		"/corrections", "/search.csv")
	known := map[string]bool{}
	for _, p := range paths {
		known[p] = true
	}
	seen := 0
	for len(paths) > 0 {
		path := paths[0]
		paths = paths[1:]
		resp, body := s.Get(t, path, "Accept", "text/html")
		seen++
		if resp.StatusCode >= 500 {
			t.Errorf("%.200q: %d", path, resp.StatusCode)
		}
		if strings.Contains(strings.Join(resp.Header.Values("Set-Cookie"), "\n"), "x=1") {
			t.Errorf("%.200q sets a cookie of the payload's", path)
		}
		var links []string
		switch kind := resp.Header.Get("Content-Type"); {
		case strings.HasPrefix(kind, "text/html"):
			for _, fault := range inert(t, body) {
				t.Errorf("%.200q: %s", path, fault)
			}
			if !strings.HasPrefix(path, "/api/") {
				_, links = servetest.AnchorsAndLinks(t, body)
			}
		case strings.HasPrefix(kind, "text/csv"):
			rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
			if err != nil {
				t.Errorf("%.200q: %v", path, err)
			}
			for _, cell := range slices.Concat(rows...) {
				if cell != "" && strings.ContainsRune("=+-@\t\r＝", []rune(cell)[0]) {
					t.Errorf("%.200q: a cell that is a formula: %q", path, cell)
				}
			}
		case strings.HasPrefix(kind, "image/svg+xml"):
			z := xml.NewDecoder(strings.NewReader(body))
			for {
				token, err := z.Token()
				if err == io.EOF {
					break
				}
				if err != nil {
					t.Errorf("%.200q: %v", path, err)
					break
				}
				if e, ok := token.(xml.StartElement); ok && !slices.Contains([]string{"svg", "g", "rect", "line", "text", "title",
					"circle", "path", "style"}, e.Name.Local) {
					t.Errorf("%.200q: an element <%s>", path, e.Name.Local)
				}
			}
		}
		base, err := url.Parse(path)
		if err != nil {
			continue
		}
		for _, link := range append(links, resp.Header.Get("Location")) {
			u, err := base.Parse(link)
			if err != nil || u.Host != "" || u.Scheme != "" {
				if resp.Header.Get("Location") == link && link != "" {
					t.Errorf("%.200q leads to %q", path, link)
				}
				continue
			}
			u.Fragment = ""
			// Searches narrow each other without end, and the plain ones were asked above.
			if to := u.RequestURI(); !known[to] && !(u.Path == "/search" && strings.HasPrefix(path, "/search")) &&
				!u.Query().Has("as_of") && len(known) < 4000 {
				known[to] = true
				paths = append(paths, to)
			}
		}
	}
	t.Logf("%d addresses", seen)
}
