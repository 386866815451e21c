package main

import (
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/serve"
	"readout/serve/alert"
	"readout/store/sqlite"
)

// demoServer serves the hand-written records of the demonstration.
func demoServer(t *testing.T) http.Handler {
	t.Helper()
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{})
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var items []ledger.Item
	for _, r := range records {
		items = append(items, ledger.Item{Record: r})
	}
	out, err := l.Add(t.Context(), items)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
	}
	desk, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(t.TempDir(), "alerts")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { desk.Close() })
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := serve.New(serve.Options{Ledger: l, Read: reader.Read, Alerts: desk,
		Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
		Now: func() time.Time { return time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var (
	curlLine    = regexp.MustCompile(`(?m)^curl (?:-X (POST) )?'http://127\.0\.0\.1:8087([^']*)'(?:.* -d '([^']*)')?`)
	placeInText = regexp.MustCompile("`(/(?:api|feeds|mcp)[^`… ]*)")
)

// TestGuideOfTheAPI sends every request in the guide to the API.
func TestGuideOfTheAPI(t *testing.T) {
	h := demoServer(t)
	ask := func(method, target, body string) *http.Response {
		r := httptest.NewRequest(method, "http://127.0.0.1:8087"+target, strings.NewReader(body))
		if body != "" {
			r.Header.Set("Content-Type", "application/json")
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w.Result()
	}
	text := docFiles(t)["docs/guide/api.md"]
	lines := curlLine.FindAllStringSubmatch(text, -1)
	if len(lines) < 12 || len(lines) != strings.Count(text, "\ncurl ") {
		t.Fatalf("%d of %d requests were understood", len(lines), strings.Count(text, "\ncurl "))
	}
	for _, x := range lines {
		method := http.MethodGet
		if x[1] != "" {
			method = x[1]
		}
		res := ask(method, x[2], x[3])
		body, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode < 200 || res.StatusCode > 299 ||
			len(body) < 50 && !strings.Contains(x[2], "deliveries") {
			t.Errorf("%s %s: %d %.300s", method, x[2], res.StatusCode, body)
		}
	}
	// Addresses named in the text exist, with ids filled in.
	for _, x := range placeInText.FindAllStringSubmatch(text, -1) {
		target := strings.NewReplacer("person/ID", "person/Oskeby", "event/ID", "event/summit", "{id}", "v0").Replace(x[1])
		if res := ask(http.MethodGet, target, ""); res.StatusCode >= 400 && !strings.Contains(target, "v0") &&
			target != "/api/v1" {
			t.Errorf("%s: %d", x[1], res.StatusCode)
		}
	}
}
