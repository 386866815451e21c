package api

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"readout"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/serve/alert"
	"readout/serve/auth"
	"readout/serve/intake"
	"readout/store/sqlite"
)

var noon = time.Date(2024, 4, 1, 12, 0, 0, 0, time.UTC)

// demoLedger is the demonstration thread as its hand-written records have it.
func demoLedger(t testing.TB) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{Now: func() time.Time { return noon }})
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	var items []ledger.Item
	for _, r := range records {
		items = append(items, ledger.Item{Record: r})
	}
	added, err := l.Add(context.Background(), items)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range added {
		if a.Err != nil {
			t.Fatal(a.Err)
		}
	}
	return l
}

// as lets every request come from somebody with a scope.
func as(scope auth.Scope, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.ServeHTTP(w, r.WithContext(auth.With(r.Context(), auth.Principal{Name: "tester", Scope: scope})))
	})
}

func newAPI(t testing.TB, scope auth.Scope) (http.Handler, *ledger.Ledger) {
	t.Helper()
	l := demoLedger(t)
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	alerts, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(t.TempDir(), "alerts"), Now: func() time.Time {
		return noon
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { alerts.Close() })
	h, err := New(Options{Ledger: l, Intake: intake.New(intake.Options{Ledger: l, Read: reader.Read}), Alerts: alerts,
		Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return as(scope, h), l
}

func get(h http.Handler, target string, header ...string) *http.Response {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func post(h http.Handler, target, body string) *http.Response {
	r := httptest.NewRequest(http.MethodPost, target, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Result()
}

func bodyOf(t testing.TB, r *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
