package feed

import (
	"context"
	"encoding/json"
	"encoding/xml"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/stream"
	"readout/record"
	"readout/store/sqlite"
)

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

func ledgerOf(t testing.TB, records []*record.Record) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{Now: func() time.Time { return noon }})
	for _, r := range records {
		added, err := l.Add(context.Background(), []ledger.Item{{Record: r}})
		if err != nil || added[0].Err != nil {
			t.Fatal(err, added)
		}
	}
	return l
}

func gold(t testing.TB) []*record.Record {
	t.Helper()
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	return records
}

func feedsOf(t testing.TB, l *ledger.Ledger) http.Handler {
	t.Helper()
	h, err := New(Options{Ledger: l, Now: func() time.Time { return noon },
		Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func request(t testing.TB, h http.Handler, target string, header ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, "http://localhost:8080"+target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	res := w.Result()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

// parsed reads a feed with a library of other people's.
func parsed(t testing.TB, h http.Handler, target string) *gofeed.Feed {
	t.Helper()
	res, body := request(t, h, target)
	if res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s", target, res.StatusCode, body)
	}
	f, err := gofeed.NewParser().ParseString(body)
	if err != nil {
		t.Fatalf("%s: %v", target, err)
	}
	return f
}

// TestFeeds: every feed parses in both forms, says the same in both, and its entries
// have what readers need: an id of their own, an address, a time.
func TestFeeds(t *testing.T) {
	l := ledgerOf(t, gold(t))
	h := feedsOf(t, l)
	d, err := l.Event(t.Context(), "summit", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, target := range []string{"/feeds/search.FORM", "/feeds/search.FORM?q=" + url.QueryEscape(`"gas transit"`),
		"/feeds/search.FORM?status=planned&outlet=KTA&outlet=NP",
		"/feeds/person/Oskeby.FORM", "/feeds/person/Dravitsyn.FORM?q=document", "/feeds/event/" + d.ID + ".FORM",
		"/feeds/event/" + d.ID + ".FORM?slot=venue",
		"/feeds/changes.FORM?since=2024-03-14", "/feeds/changes.FORM?since=2024-03-01&slot=date"} {
		atom, json := parsed(t, h, strings.Replace(target, "FORM", "atom", 1)),
			parsed(t, h, strings.Replace(target, "FORM", "json", 1))
		if atom.FeedType != "atom" || json.FeedType != "json" || len(atom.Items) == 0 || len(atom.Items) != len(json.Items) ||
			atom.Title != json.Title {
			t.Errorf("%s: %s of %d entries and %s of %d", target, atom.FeedType, len(atom.Items), json.FeedType, len(json.Items))
			continue
		}
		ids := map[string]bool{}
		for i, x := range atom.Items {
			if ids[x.GUID] || !strings.HasPrefix(x.GUID, "urn:uuid:") || x.UpdatedParsed == nil ||
				x.UpdatedParsed.Year() != 2024 || !strings.HasPrefix(x.Link, "http://localhost:8080/") || x.Title == "" ||
				x.Content == "" {
				t.Errorf("%s: entry %+v", target, x)
			}
			ids[x.GUID] = true
			if y := json.Items[i]; y.GUID != x.GUID || y.Title != x.Title || y.Link != x.Link {
				t.Errorf("%s: entry %d is %q as Atom and %q as JSON", target, i, x.Title, y.Title)
			}
		}
	}
}

// TestVenueFeed: the feed of one slot tells its whole story and nothing twice.
func TestVenueFeed(t *testing.T) {
	h := feedsOf(t, ledgerOf(t, gold(t)))
	var got []string
	for _, x := range parsed(t, h, "/feeds/event/summit.atom?slot=venue").Items {
		_, stands, _ := strings.Cut(x.Title, "venue: ")
		got = append(got, x.Published[:10]+" "+stands)
	}
	slices.Reverse(got)
	t.Log(strings.Join(got, "\n"))
	if len(got) < 2 || !strings.Contains(got[len(got)-1], "planned") {
		t.Errorf("the venue's changes are %q", got)
	}
	for i := 1; i < len(got); i++ {
		if got[i][11:] == got[i-1][11:] {
			t.Errorf("%q is told twice", got[i])
		}
	}
}

// TestIdsStay: the same articles in another order of arrival give the same entries.
func TestIdsStay(t *testing.T) {
	records := gold(t)
	first := feedsOf(t, ledgerOf(t, records))
	backwards := slices.Clone(records)
	slices.Reverse(backwards)
	second := feedsOf(t, ledgerOf(t, backwards))
	for _, target := range []string{"/feeds/search.atom?q=summit", "/feeds/event/summit.atom",
		"/feeds/changes.atom?since=2024-03-01"} {
		var ids [2][]string
		for i, h := range []http.Handler{first, second} {
			for _, x := range parsed(t, h, target).Items {
				ids[i] = append(ids[i], x.GUID)
			}
			slices.Sort(ids[i])
		}
		if !slices.Equal(ids[0], ids[1]) {
			t.Errorf("%s: the entries have other ids", target)
		}
	}
}

// TestNext: the pages of a feed together hold every statement once.
func TestNext(t *testing.T) {
	l := ledgerOf(t, gold(t))
	h := feedsOf(t, l)
	want := 0
	for page := (ledger.Page{Next: "-"}); page.Next != ""; {
		cursor := strings.TrimPrefix(page.Next, "-")
		var err error
		if page, err = l.Search(t.Context(), ledger.Query{Cursor: cursor, Limit: 7}); err != nil {
			t.Fatal(err)
		}
		want += len(page.Statements)
	}
	seen := map[string]bool{}
	for target := "/feeds/search.json"; target != ""; {
		_, body := request(t, h, target)
		var page jsonFeed
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Items {
			seen[x.ID] = true
		}
		target = strings.TrimPrefix(page.Next, "http://localhost:8080")
	}
	if len(seen) != want {
		t.Errorf("the pages hold %d statements, want %d", len(seen), want)
	}
}

// TestCalendars looks at calendars line by line; the module webtest reads them with a library.
func TestCalendars(t *testing.T) {
	h := feedsOf(t, ledgerOf(t, gold(t)))
	for _, target := range []string{"/feeds/events.ics", "/feeds/events.ics?name=summit", "/feeds/event/summit.ics"} {
		res, body := request(t, h, target)
		if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/calendar; charset=utf-8" {
			t.Fatalf("%s: %d %s", target, res.StatusCode, body)
		}
		whole := strings.ReplaceAll(body, "\r\n ", "")
		if !strings.HasPrefix(whole, "BEGIN:VCALENDAR\r\n") || !strings.HasSuffix(whole, "\r\nEND:VCALENDAR\r\n") {
			t.Errorf("%s is no calendar: %s", target, body)
		}
		found := false
		for entry := range strings.SplitSeq(whole, "BEGIN:VEVENT\r\n") {
			found = found || strings.Contains(entry, "DTSTART;VALUE=DATE:20240328\r\n") &&
				regexp.MustCompile(`(?m)^LOCATION:.*Ostrella`).MatchString(entry)
		}
		if !found {
			t.Errorf("%s: the summit is missing: %s", target, body)
		}
		if again, _ := request(t, h, target, "If-None-Match",
			res.Header.Get("ETag")); again.StatusCode != http.StatusNotModified {
			t.Errorf("%s: asked again: %d", target, again.StatusCode)
		}
	}
	_, empty := request(t, h, "/feeds/events.ics?name=nothingofthekind")
	if !strings.HasPrefix(empty, "BEGIN:VCALENDAR\r\n") || strings.Contains(empty, "VEVENT") {
		t.Errorf("a calendar of nothing:\n%s", empty)
	}
}

func TestRefusals(t *testing.T) {
	h := feedsOf(t, ledgerOf(t, gold(t)))
	for target, status := range map[string]int{"/feeds/search.rss": 404, "/feeds/search.atom?speker=x": 422,
		"/feeds/search.atom?q=NOT+x": 422, "/feeds/search.atom?cursor=x": 422,
		"/feeds/search.atom?from=2024-02-31": 422, "/feeds/person/Nobody.atom": 404, "/feeds/person/Oskeby": 404,
		"/feeds/person/Oskeby.ics":           404,
		"/feeds/event/nothingofthekind.atom": 404, "/feeds/changes.atom?since=never": 422, "/feeds/": 404} {
		res, body := request(t, h, target)
		if res.StatusCode != status || res.Header.Get("Content-Type") != "application/problem+json" ||
			!strings.Contains(body, `"detail"`) {
			t.Errorf("%s: %d, want %d: %s", target, res.StatusCode, status, body)
		}
	}
}

// payloads are what could do harm where text is taken for something else.
var payloads = []string{"<script>alert(1)</script>", "]]><x/>", "&lt;img src=x onerror=alert(1)&gt;",
	"\x00\x08\x1b[31m", "\r\nATTENDEE:mailto:a@evil.example\r\n",
	"javascript:alert(1)", "=cmd|' /C calc'!A0", "\u2028\u202e", "\\n;,\\", "{{.}}", "${7*7}",
	"<!ENTITY x SYSTEM \"file:///etc/passwd\">"}

// TestPayloadsAreInert: an article made of payloads, under an address and outlet and
// with people and events that are payloads, comes out as text.
func TestPayloadsAreInert(t *testing.T) {
	var records []*record.Record // alone: a lone value beside others is never shown as what stands
	for i, p := range payloads {
		r := *gold(t)[4] // a meeting with a date, a place and statements
		r.Entities = slices.Clone(r.Entities)
		for k := range r.Entities {
			r.Entities[k].Name += " " + p
		}
		r.Events = slices.Clone(r.Events)
		for k := range r.Events {
			r.Events[k].Name += " " + p
			r.Events[k].Slots = slices.Clone(r.Events[k].Slots)
			for n := range r.Events[k].Slots {
				r.Events[k].Slots[n].Value += p
			}
		}
		r.Article.URL = []string{"javascript:alert(1)//", "https://x.example/", "data:text/html,"}[i%3] + p
		r.Article.Outlet += p
		records = append(records, &r)
	}
	h := feedsOf(t, ledgerOf(t, records))
	for _, target := range []string{"/feeds/search.atom", "/feeds/event/tverdahl.atom",
		"/feeds/changes.atom?since=2024-03-01", "/feeds/search.atom?q=" + url.QueryEscape("transit "+payloads[0])} {
		_, body := request(t, h, target)
		z := xml.NewDecoder(strings.NewReader(body))
		for {
			tok, err := z.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", target, err)
			}
			if e, ok := tok.(xml.StartElement); ok {
				if e.Name.Space != "http://www.w3.org/2005/Atom" ||
					!slices.Contains([]string{"feed", "title", "id", "updated", "published", "author", "name", "generator", "link",
						"entry", "category", "content"}, e.Name.Local) {
					t.Errorf("%s: an element <%s>", target, e.Name.Local)
				}
				for _, a := range e.Attr {
					if a.Name.Local == "href" && !strings.HasPrefix(a.Value, "http") {
						t.Errorf("%s: a link to %q", target, a.Value)
					}
					if a.Name.Local == "type" && (a.Value == "html" || a.Value == "xhtml") {
						t.Errorf("%s: text as %s", target, a.Value)
					}
				}
			}
		}
		if strings.ContainsAny(body, "\x00\x08\x1b") {
			t.Errorf("%s: a control character", target)
		}
	}
	for _, target := range []string{"/feeds/search.json", "/feeds/event/tverdahl.json"} {
		_, body := request(t, h, target)
		var page jsonFeed
		if err := json.Unmarshal([]byte(body), &page); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(body, "<script") || strings.Contains(body, "content_html") {
			t.Errorf("%s: markup", target)
		}
		for _, x := range page.Items {
			if x.External != "" && !strings.HasPrefix(x.External, "http") {
				t.Errorf("%s: a link to %q", target, x.External)
			}
		}
	}
	_, body := request(t, h, "/feeds/events.ics?from=2024-01-01&name=tverdahl")
	for line := range strings.SplitSeq(body, "\r\n") {
		if strings.HasPrefix(line, "ATTENDEE") || strings.HasPrefix(line, "URL:") && !strings.HasPrefix(line, "URL:http") {
			t.Errorf("the calendar has %q", line)
		}
	}
	if !strings.Contains(strings.ReplaceAll(body, "\r\n ", ""), "<script>") {
		t.Error("the payloads did not come through: nothing was tested")
	}
}

// TestStreamFeed: the feed of the stream holds the cards of the front page, by the same
// conditions, and not what somebody marked as wrong.
func TestStreamFeed(t *testing.T) {
	l := ledgerOf(t, gold(t))
	h := feedsOf(t, l)
	all := parsed(t, h, "/feeds/stream.atom")
	cards, err := stream.Of(t.Context(), l, stream.Options{From: "2024-02-17"})
	if err != nil {
		t.Fatal(err)
	}
	if len(cards) == 0 || len(all.Items) != len(cards) {
		t.Fatalf("%d entries of %d cards", len(all.Items), len(cards))
	}
	for i, x := range all.Items {
		c := &cards[i]
		if x.Title != c.Tells() || !strings.HasSuffix(x.Link, c.Path()) ||
			!strings.Contains(x.Content, c.Passages()[0].Text()) {
			t.Errorf("the entry %q of %s, %q", x.Title, x.Link, c.Tells())
		}
	}
	for _, q := range []string{"kind=change", "outlet=KTA", "person=Oskeby", "kind=plan&kind=change", "topic=gas",
		"event=" + cards[slices.IndexFunc(cards, func(c stream.Card) bool { return c.Event != "" })].Event} {
		values, err := url.ParseQuery(q)
		if err != nil {
			t.Fatal(err)
		}
		f, err := stream.NewFilter(t.Context(), l, values)
		if err != nil {
			t.Fatal(err)
		}
		var want []string
		for i := range cards {
			if f.Takes(&cards[i]) {
				want = append(want, cards[i].Tells())
			}
		}
		var got []string
		for _, x := range parsed(t, h, "/feeds/stream.json?"+q).Items {
			got = append(got, x.Title)
		}
		if len(got) == 0 || len(got) == len(cards) || !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", q, got, want)
		}
	}
	for q, want := range map[string]int{"kind=all": http.StatusUnprocessableEntity,
		"since=2024-01-01": http.StatusUnprocessableEntity, "person=Nobody+Atall": http.StatusNotFound} {
		if res, _ := request(t, h, "/feeds/stream.atom?"+q); res.StatusCode != want {
			t.Errorf("%s: %d, want %d", q, res.StatusCode, want)
		}
	}
	if _, err := l.JudgeCard(t.Context(), "tester", cards[0].ID, "it is not so", false); err != nil {
		t.Fatal(err)
	}
	if left := parsed(t, feedsOf(t, l), "/feeds/stream.atom"); len(left.Items) != len(cards)-1 {
		t.Errorf("%d entries after one of %d was marked as wrong", len(left.Items), len(cards))
	}
}
