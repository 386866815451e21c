package serve_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"readout/serve"
	"readout/serve/servetest"
)

// TestBadQuestions: whatever cannot be read of a question is refused on every surface,
// with a word on what is wrong; none of it is taken for something else.
func TestBadQuestions(t *testing.T) {
	s := servetest.New(t, servetest.Ledger(t), serve.Options{})
	deep := strings.Repeat("(a OR ", 40) + "b" + strings.Repeat(")", 40)
	for _, c := range []struct {
		path, name string
		values     []string
	}{
		{"/search", "q", []string{deep, "*", "-", "AND", "\U0001f642", `"gas`, "a AND (b", strings.Repeat("x", 1001)}},
		{"/search.csv", "q", []string{deep, "*", "a AND (b"}},
		{"/saved", "q", []string{deep}},
		{"/api/v1/statements", "q", []string{deep, "*", "-", "AND", "\U0001f642", `"gas`, "a AND (b",
			strings.Repeat("x", 1001)}},
		{"/api/v1/articles", "q", []string{deep, "*", "AND"}},
		{"/api/v1/export", "q", []string{deep, "*", "AND"}},
		{"/feeds/search.atom", "q", []string{deep, "*", "-", "AND", `"gas`, "a AND (b", strings.Repeat("x", 1001)}},
		{"/search", "act", []string{"foo"}},
		{"/search", "status", []string{"foo"}},
		{"/search", "from", []string{"14.3.2024", "2024-02-30"}},
		{"/search", "speaker", []string{strings.Repeat("x", 201)}},
		{"/feeds/search.json", "act", []string{"foo"}},
		{"/feeds/search.json", "to", []string{"14.3.2024"}},
		{"/feeds/search.json", "speaker", []string{strings.Repeat("x ", 100)}},
		{"/feeds/events.ics", "from", []string{"14.3.2024"}},
		{"/feeds/changes.atom", "since", []string{"garbage"}},
		{"/", "as_of", []string{"garbage", "14.3.2024", "2024-02-30"}},
		{"/", "since", []string{"garbage"}},
		{"/events", "as_of", []string{"garbage"}},
		{"/storylines", "as_of", []string{"garbage"}},
		{"/outlets", "as_of", []string{"garbage"}},
		{"/people", "as_of", []string{"garbage"}},
		{"/check", "as_of", []string{"garbage"}},
		{"/statement/v1.s1", "as_of", []string{"garbage"}},
		{"/api/v1/stories", "as_of", []string{"garbage", "2024-02-30"}},
		{"/api/v1/events", "as_of", []string{"garbage"}},
	} {
		for _, value := range c.values {
			res, err := http.Get(s.URL + c.path + "?" + url.Values{c.name: {value}}.Encode())
			if err != nil {
				t.Fatal(err)
			}
			body, _ := io.ReadAll(res.Body)
			res.Body.Close()
			if res.StatusCode != http.StatusBadRequest && res.StatusCode != http.StatusUnprocessableEntity {
				t.Errorf("%s?%s=%.30s: %s\n%.200s", c.path, c.name, value, res.Status, body)
			}
		}
	}
	for _, path := range []string{"/statement/v0.s1garbage", "/statement/v0.s01", "/statement/+v0.s1", "/article/v00",
		"/event/v0.s1x"} {
		res, err := http.Get(s.URL + path)
		if err != nil {
			t.Fatal(err)
		}
		res.Body.Close()
		if res.StatusCode != http.StatusNotFound {
			t.Errorf("%s: %s", path, res.Status)
		}
	}
}
