package serve_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"

	"readout/ledger"
	"readout/serve/servetest"
	"readout/store"
)

// walk asks for what links lead to from the front page, and for what the API, feeds, calendars and exports tell
// of all that the ledger has. It gives the answers by their addresses.
func (c *chaos) walk(s *servetest.Site) map[string]string {
	t := c.t
	t.Helper()
	out := map[string]string{}
	queue := append([]string{"/", "/?since=2024-03-01", "/search?q=summit", "/search?q=the", "/?as_of=2024-03-14",
		"/check?words=It+is+a+commercial+matter", "/events?as_of=2024-03-14", "/people?as_of=2024-03-14",
		"/corrections", "/about", "/search.csv?q=the", "/search.xlsx?q=the", "/search.md?q=the"}, c.addresses(s.Ledger)...)
	known, kinds, from := map[string]bool{}, map[string]int{}, map[string]string{}
	for _, path := range queue {
		known[path] = true
	}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		resp, body := s.Get(t, path, "Accept", "text/html")
		links := []string{}
		if resp.StatusCode >= 300 && resp.StatusCode < 400 {
			links = append(links, resp.Header.Get("Location"))
		}
		if resp.StatusCode >= 400 {
			t.Errorf("%s answers %d, linked from %s: %.200q", path, resp.StatusCode, from[path], body)
			continue
		}
		out[path] = body
		if strings.HasPrefix(resp.Header.Get("Content-Type"), "text/html") {
			_, links = servetest.AnchorsAndLinks(t, body)
		}
		c.wellFormed(path, resp, body)
		base, _ := url.Parse(path)
		for _, link := range links {
			u, err := base.Parse(link)
			if err != nil {
				t.Errorf("%s links to %q: %v", path, link, err)
				continue
			}
			u.Fragment = ""
			to := u.RequestURI()
			kind := chaosKind(u)
			if u.Host != "" || u.Scheme != "" || known[to] || strings.HasPrefix(u.Path, "/static/") ||
				u.Path == "/api/docs" || len(u.Query()) > 1 {
				continue
			}
			if kinds[kind]++; kinds[kind] > 1 {
				continue
			}
			known[to], from[to] = true, path
			queue = append(queue, to)
		}
	}
	return out
}

var chaosIDs = regexp.MustCompile(
	`^/(article|statement|cite|person|event|storyline|outlet|feeds/person|feeds/event)/[^/]+`)

// chaosKind is what addresses of one sort have in common.
func chaosKind(u *url.URL) string {
	kind := chaosIDs.ReplaceAllString(u.Path, "/$1/ID")
	for key := range u.Query() {
		kind += "?" + key
	}
	return kind
}

// addresses are those of all that a ledger has, which links may not lead to.
func (c *chaos) addresses(l *ledger.Ledger) []string {
	t, ctx := c.t, c.t.Context()
	t.Helper()
	const api = "/api/v1"
	out := []string{api + "/statements?q=the", api + "/statements", api + "/articles", api + "/events",
		api + "/changes?since=2024-01-01", api + "/stories?from=2024-03-01&to=2024-03-31",
		api + "/outlets?from=2024-03-01&to=2024-03-31", api + "/stats", api + "/audit", api + "/openapi.json",
		api + "/quotation?words=it+is+a+commercial+matter", "/feeds/search.atom", "/feeds/search.json", "/feeds/changes.atom",
		"/feeds/changes.json", "/feeds/stream.atom", "/feeds/stream.json", "/feeds/events.ics", "/outlets", "/storylines",
		api + "/export?text_free=true"}
	for _, as := range []string{"jsonl", "csv", "parquet", "csl", "bibtex"} {
		out = append(out, api+"/export?as="+as)
	}
	vs, err := l.Store().Versions(ctx, store.VersionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	outlets := map[string]bool{}
	for i := range vs {
		id := fmt.Sprintf("v%d", vs[i].ID)
		for _, part := range []string{"", "/versions", "/copies"} {
			out = append(out, "/article/"+id+part, api+"/articles/"+id+part)
		}
		out = append(out, api+"/articles/"+id+"/proof", api+"/articles/"+id+"/text")
		if name := vs[i].Key.Outlet; name != "" && !outlets[name] {
			outlets[name] = true
			out = append(out, "/outlet/"+url.PathEscape(name), api+"/outlets/"+url.PathEscape(name))
		}
	}
	const most = 5
	n := 0
	for s, err := range l.Each(ctx, ledger.Query{Replaced: true}) {
		if err != nil {
			t.Fatal(err)
		}
		if n++; n > most {
			break
		}
		out = append(out, api+"/statements/"+s.ID, api+"/statements/"+s.ID+"/wordings", "/statement/"+s.ID, "/cite/"+s.ID,
			"/correct?statement="+s.ID, "/statement/"+s.ID+"/wordings.csv")
	}
	events, err := l.AllEvents(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	for i := range events[:min(len(events), most)] {
		id := events[i].ID
		out = append(out, api+"/events/"+id, api+"/events/"+id+"/why", api+"/events/"+id+"/outcomes", "/event/"+id,
			"/event/"+id+"/timeline.csv", "/event/"+id+"/dossier.csv", "/event/"+id+"/dossier.xlsx",
			"/event/"+id+"/dossier.md", "/feeds/event/"+id+".atom", "/feeds/event/"+id+".json", "/feeds/event/"+id+".ics")
	}
	people, err := c.people(l)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range people[:min(len(people), most)] {
		id := p.ID
		out = append(out, api+"/people/"+id, api+"/people/"+id+"/said", api+"/people/"+id+"/topics", "/person/"+id,
			"/person/"+id+"/said.csv", "/person/"+id+"/said.md",
			"/feeds/person/"+id+".atom", "/feeds/person/"+id+".json")
	}
	return out
}

// people are all who speak.
func (c *chaos) people(l *ledger.Ledger) ([]ledger.Person, error) {
	var out []ledger.Person
	known := map[string]bool{}
	for s, err := range l.Each(c.t.Context(), ledger.Query{Replaced: true}) {
		if err != nil {
			return nil, err
		}
		for _, who := range s.Speakers {
			if known[who.Agent] {
				continue
			}
			known[who.Agent] = true
			p, err := l.Person(c.t.Context(), who.Agent)
			if err != nil {
				return nil, err
			}
			if !known[p.ID+" is there"] {
				known[p.ID+" is there"] = true
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// wellFormed: an answer is what its type says.
func (c *chaos) wellFormed(path string, resp *http.Response, body string) {
	kind, _, _ := strings.Cut(resp.Header.Get("Content-Type"), ";")
	var err error
	switch {
	case kind == "text/html":
		err = balanced(body)
	case strings.HasSuffix(kind, "json") && kind != "application/x-ndjson":
		if !json.Valid([]byte(body)) {
			err = errors.New("no JSON")
		}
	case kind == "application/x-ndjson":
		for line := range strings.Lines(body) {
			if !json.Valid([]byte(line)) {
				err = errors.New("no JSON")
			}
		}
	case strings.HasSuffix(kind, "xml"):
		d := xml.NewDecoder(strings.NewReader(body))
		for err == nil {
			_, err = d.Token()
		}
		if errors.Is(err, io.EOF) {
			err = nil
		}
	case kind == "text/csv":
		_, err = csv.NewReader(strings.NewReader(body)).ReadAll()
	case kind == "text/calendar":
		err = calendarLines(body)
	}
	if err != nil {
		c.t.Errorf("%s is no %s: %v", path, kind, err)
	}
}

// calendarLines: lines end as they must, none is too long, and what begins ends.
func calendarLines(body string) error {
	var open []string
	for line := range strings.Lines(body) {
		bare, ok := strings.CutSuffix(line, "\r\n")
		if !ok || len(bare) > 75 || strings.ContainsAny(bare, "\r\n\x00") || bare == "" {
			return fmt.Errorf("line %q", line)
		}
		if name, ok := strings.CutPrefix(bare, "BEGIN:"); ok {
			open = append(open, name)
		}
		if name, ok := strings.CutPrefix(bare, "END:"); ok {
			if len(open) == 0 || open[len(open)-1] != name {
				return fmt.Errorf("%q ends what is not open", name)
			}
			open = open[:len(open)-1]
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%q are open at the end", open)
	}
	return nil
}

var voidElements = map[string]bool{"area": true, "base": true, "br": true, "col": true, "embed": true, "hr": true,
	"img": true, "input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true}

// mayStayOpen are elements whose end may be left out.
var mayStayOpen = map[string]bool{"p": true, "li": true, "dt": true, "dd": true, "tr": true, "td": true, "th": true,
	"thead": true, "tbody": true, "option": true, "html": true, "body": true, "head": true}

// balanced: every element of a page ends where it must.
func balanced(body string) error {
	z := nethtml.NewTokenizer(strings.NewReader(body))
	var open []string
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			for _, name := range open {
				if !mayStayOpen[name] {
					return fmt.Errorf("%q are open at the end", open)
				}
			}
			return nil
		case nethtml.StartTagToken:
			name, _ := z.TagName()
			if !voidElements[string(name)] {
				open = append(open, string(name))
			}
		case nethtml.EndTagToken:
			name, _ := z.TagName()
			for len(open) > 0 && open[len(open)-1] != string(name) && mayStayOpen[open[len(open)-1]] {
				open = open[:len(open)-1]
			}
			if len(open) == 0 || open[len(open)-1] != string(name) {
				return fmt.Errorf("</%s> ends %q", name, open)
			}
			open = open[:len(open)-1]
		}
	}
}

// slips are what a template or a format leaves when something is missing.
var slips = []string{"%!", " NaN", ">NaN", ":NaN", "<nil>", "0001-01-01", "1 January 1,", "1 Jan 1,",
	"January 1<", "map[", "ZgotmplZ", "<updated></updated>", "<published></published>",
	"<title></title>", "<name></name>", ">’s own", " ()",
	"[]string", "PANIC"}

// plain: what is shown holds no trace of a mistake, and no link is without words.
func (c *chaos) plain(path, body string) {
	t := c.t
	if strings.Contains(path, ".xlsx") || strings.Contains(path, "parquet") || path == "/about" {
		return
	}
	text := html.UnescapeString(body)
	for _, slip := range slips {
		if at := strings.Index(text, slip); at >= 0 {
			t.Errorf("%s tells …%q…", path, text[max(0, at-80):min(len(text), at+80)])
		}
	}
	if !bytes.HasPrefix([]byte(strings.ToLower(strings.TrimSpace(body))), []byte("<!doctype html")) {
		return
	}
	doc, err := nethtml.Parse(strings.NewReader(body))
	if err != nil {
		t.Error(err)
		return
	}
	for n := range doc.Descendants() {
		if n.Type != nethtml.ElementNode {
			continue
		}
		attr := map[string]string{}
		for _, a := range n.Attr {
			attr[a.Key] = a.Val
		}
		switch n.Data {
		case "a", "button", "h1", "h2", "h3", "th", "summary", "title", "label", "option", "dt":
			_, filled := attr["data-fresh"] // by a script, which shows it then
			if filled || named(n, attr) {
				continue
			}
			if _, ok := attr["href"]; n.Data == "a" && !ok {
				continue
			}
			var b strings.Builder
			nethtml.Render(&b, n)
			t.Errorf("%s has an empty %s: %.200s", path, n.Data, b.String())
		case "time":
			if attr["datetime"] == "" || strings.TrimSpace(words(n)) == "" {
				var b strings.Builder
				nethtml.Render(&b, n)
				t.Errorf("%s has an empty time: %.200s", path, b.String())
			}
		}
	}
}

func words(n *nethtml.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == nethtml.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

// named: an element has words, a drawing, or a label.
func named(n *nethtml.Node, attr map[string]string) bool {
	if strings.TrimFunc(words(n), func(r rune) bool { return unicode.IsSpace(r) || r == '\u200b' }) != "" ||
		attr["aria-label"] != "" || attr["label"] != "" || n.Data == "option" && attr["value"] != "" {
		return true
	}
	return false
}

// plainWords are the words of an answer without its markup.
func plainWords(body string) string {
	body = html.UnescapeString(body)
	body = strings.NewReplacer(`\u003c`, "<", `\u003e`, ">", `\u0026`, "&",
		`\n`, " ", `\"`, `"`, "\r\n ", "").Replace(body)
	return store.Words(tags.ReplaceAllString(body, " "))
}

var tags = regexp.MustCompile(`<[a-zA-Z/!][^>]*>`)

// onlyIn are runs of words that one text has and the other has not, as it is written or as plainWords leaves it.
func onlyIn(text, other string) []string {
	const run = 6
	have := " " + store.Words(other) + " \n " + plainWords(other) + " "
	list := strings.Fields(store.Words(text))
	var out []string
	for i := 0; i+run <= len(list); i++ {
		if m := strings.Join(list[i:i+run], " "); !strings.Contains(have, " "+m+" ") {
			out = append(out, m)
		}
	}
	return out
}
