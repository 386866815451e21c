package api

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"readout/ledger"
	"readout/serve/auth"
	"readout/store"
)

// TestValidators: an answer that the caller has is not sent again; one that has
// changed is.
func TestValidators(t *testing.T) {
	h, l := newAPI(t, auth.Read)
	target := Prefix + "/v1/audit"
	first := get(h, target)
	tag := first.Header.Get("ETag")
	if tag == "" || !strings.HasPrefix(tag, "W/") {
		t.Fatalf("the validator is %q", tag)
	}
	for _, have := range []string{tag, `"other", ` + tag, "*", strings.TrimPrefix(tag, "W/")} {
		res := get(h, target, "If-None-Match", have)
		if res.StatusCode != http.StatusNotModified || bodyOf(t, res) != "" || res.Header.Get("ETag") != tag {
			t.Errorf("If-None-Match %s: %d", have, res.StatusCode)
		}
	}
	if _, err := l.TakeDown(t.Context(), "tester", "a test",
		store.Key{Outlet: "NP", Ident: "https://np.example/a/karvonia-options"}); err != nil {
		t.Fatal(err)
	}
	if res := get(h, target, "If-None-Match", tag); res.StatusCode != http.StatusOK || res.Header.Get("ETag") == tag {
		t.Errorf("after a change: %d, %s", res.StatusCode, res.Header.Get("ETag"))
	}
	if res := get(h, Prefix+"/v1/statements/v1.s1", "If-None-Match", "*"); res.StatusCode != http.StatusNotFound {
		t.Errorf("a problem for If-None-Match: *: %d", res.StatusCode)
	}
}

// TestCursors: the pages together are the whole answer, each statement once, as
// JSON by "next" and as CSV by the Link.
func TestCursors(t *testing.T) {
	h, l := newAPI(t, auth.Read)
	var want []string
	for s, err := range l.Each(t.Context(), ledger.Query{Text: "summit OR talks"}) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, s.ID)
	}
	var got []string
	target := Prefix + "/v1/statements?limit=3&q=" + url.QueryEscape("summit OR talks")
	for next := target; next != ""; {
		res := get(h, next)
		var page StatementPage
		if err := json.Unmarshal([]byte(bodyOf(t, res)), &page); err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Statements {
			got = append(got, s.ID)
		}
		if next = ""; page.Next != "" {
			next = target + "&cursor=" + page.Next
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages have %d statements, want %d", len(got), len(want))
	}
	got = nil
	for next := target + "&format=csv"; next != ""; {
		res := get(h, next)
		rows, err := csv.NewReader(strings.NewReader(bodyOf(t, res))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows[1:] {
			got = append(got, row[0])
		}
		link := res.Header.Get("Link")
		if next = ""; link != "" {
			next = strings.TrimSuffix(strings.TrimPrefix(link, "<"), `>; rel="next"`)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages of CSV have %d statements, want %d", len(got), len(want))
	}
}

// TestArticleCursors: the pages of articles together are all of them, each once.
func TestArticleCursors(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	read := func(target string) (ids []string, next string) {
		res := get(h, target)
		var page ArticleList
		if err := json.Unmarshal([]byte(bodyOf(t, res)), &page); err != nil {
			t.Fatal(err)
		}
		for _, a := range page.Articles {
			ids = append(ids, a.ID)
		}
		next, _, _ = strings.Cut(strings.TrimPrefix(res.Header.Get("Link"), "<"), ">")
		return ids, next
	}
	want, more := read(Prefix + "/v1/articles?limit=500")
	if len(want) < 5 || more != "" {
		t.Fatalf("all articles are %d, and more at %q", len(want), more)
	}
	var got []string
	for next := Prefix + "/v1/articles?limit=2"; next != ""; {
		var ids []string
		ids, next = read(next)
		got = append(got, ids...)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the pages have %v, want %v", got, want)
	}
}

func TestAccept(t *testing.T) {
	for accept, want := range map[string]bool{"": false, "text/csv": true, "application/json": false,
		"text/html,*/*":                          false,
		"text/csv;q=0.5, application/json;q=0.4": true, "application/json, text/csv;q=0.9": false, "text/csv;q=0": false} {
		if prefersCSV(accept) != want {
			t.Errorf("Accept: %s is CSV: %v", accept, !want)
		}
	}
}

// TestExport: every form has all statements or says so.
func TestExport(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	for as, kind := range map[string]string{"jsonl": "application/x-ndjson", "csv": "text/csv",
		"csl":    "application/vnd.citationstyles.csl+json",
		"bibtex": "application/x-bibtex", "parquet": "application/vnd.apache.parquet"} {
		res := get(h, Prefix+"/v1/export?q=summit&as="+as)
		body := bodyOf(t, res)
		if res.StatusCode != http.StatusOK || mediaType(res.Header.Get("Content-Type")) != kind || len(body) < 100 {
			t.Errorf("%s: %d, %s, %d bytes", as, res.StatusCode, res.Header.Get("Content-Type"), len(body))
		}
		if !strings.HasPrefix(res.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: a browser may show it", as)
		}
	}
}

// TestDocsPage: the page needs nothing of another host, no script and no style of
// its own, lists every route, and its links inside resolve.
func TestDocsPage(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	page := bodyOf(t, get(h, Prefix+"/docs"))
	var document struct {
		OpenAPI string
		Paths   map[string]any
	}
	if err := json.Unmarshal([]byte(bodyOf(t, get(h, Prefix+"/v1/openapi.json"))), &document); err != nil {
		t.Fatal(err)
	}
	if document.OpenAPI != "3.1.0" || len(document.Paths) < 20 {
		t.Errorf("the document is OpenAPI %s with %d paths", document.OpenAPI, len(document.Paths))
	}
	for path := range document.Paths {
		if !strings.Contains(page, path) {
			t.Errorf("the page does not name %s", path)
		}
	}
	ids, refs := map[string]bool{}, map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(page))
	for z.Next() != html.ErrorToken {
		tok := z.Token()
		if tok.Type != html.StartTagToken && tok.Type != html.SelfClosingTagToken {
			continue
		}
		if tok.Data == "script" || tok.Data == "style" || tok.Data == "img" {
			t.Errorf("the page has <%s>", tok.Data)
		}
		for _, a := range tok.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("the page has the attribute %s", a.Key)
			case a.Key == "href" || a.Key == "src":
				refs[a.Val] = true
			}
		}
	}
	for ref := range refs {
		switch {
		case strings.HasPrefix(ref, "#"):
			if !ids[ref[1:]] {
				t.Errorf("%s is nowhere on the page", ref)
			}
		case !strings.HasPrefix(ref, Prefix):
			t.Errorf("the page refers to %s", ref)
		case strings.HasSuffix(ref, ".css") || strings.HasSuffix(ref, ".json"):
			if res := get(h, ref); res.StatusCode != http.StatusOK {
				t.Errorf("%s: %d", ref, res.StatusCode)
			}
		}
	}
}

// TestForwardedHostIsNotBelieved: nothing in an answer is built from headers that a
// caller can set.
func TestForwardedHostIsNotBelieved(t *testing.T) {
	h, _ := newAPI(t, auth.Read)
	for _, target := range []string{"/v1/statements?limit=1", "/v1/openapi.json", "/docs", "/v1/statements/v1.s1"} {
		res := get(h, Prefix+target, "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil.example",
			"X-Forwarded-Proto", "gopher")
		all := bodyOf(t, res)
		for k, v := range res.Header {
			all += k + strings.Join(v, "")
		}
		if strings.Contains(all, "evil.example") || strings.Contains(all, "gopher") || strings.Contains(all, `"$schema"`) {
			t.Errorf("%s: the answer has what the caller's headers say", target)
		}
	}
}
