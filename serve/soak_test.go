//go:build soak

package serve_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/serve"
	"readout/serve/alert"
	"readout/store/sqlite"
)

// TestSoak adds articles to a ledger that is served, asked and sends alerts, all in one
// process, and looks at its memory: once it is warm, it does not grow by more than what
// comes. What is kept of events grows with the ledger up to a bound, so that the ledger is
// filled first and then grows slowly. READOUT_SOAK says for how long, 3m if it does not.
// Package serve must be tested with -tags soak.
func TestSoak(t *testing.T) {
	lasts := 3 * time.Minute
	if s := os.Getenv("READOUT_SOAK"); s != "" {
		d, err := time.ParseDuration(s)
		if err != nil {
			t.Fatal(err)
		}
		lasts = d
	}
	dir := t.TempDir()
	st, err := sqlite.Open(t.Context(), filepath.Join(dir, "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	var sent, asked, failed, added atomic.Int64
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.Copy(io.Discard, r.Body)
		sent.Add(1)
		w.WriteHeader(http.StatusNoContent)
	}))
	defer hook.Close()
	desk, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(dir, "alerts"), Every: time.Second,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	c := ledgertest.New(ledgertest.Options{Seed: 11, PerDay: 40})
	for n := range soakFilled {
		if _, err := l.Add(t.Context(), []ledger.Item{{Record: c.Record(n)}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []alert.Subscription{
		{Kind: alert.Statements, Query: c.Word(3)}, {Kind: alert.Status}, {Kind: alert.Articles}} {
		s.URL, s.Since = hook.URL, "2019-01-01"
		if _, _, err := desk.Subscribe(t.Context(), "tester", s); err != nil {
			t.Fatal(err)
		}
	}
	handler, err := serve.New(serve.Options{Ledger: l, Alerts: desk, Rate: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	ctx, stop := context.WithTimeout(t.Context(), lasts)
	defer stop()
	done := make(chan struct{}, 3)
	go func() { desk.Run(ctx); done <- struct{}{} }()
	go func() {
		defer func() { done <- struct{}{} }()
		for n := soakFilled; ctx.Err() == nil; n++ {
			if _, err := l.Add(ctx, []ledger.Item{{Record: c.Record(n)}}); err != nil {
				if ctx.Err() == nil {
					t.Error(err)
				}
				return
			}
			added.Add(1)
			time.Sleep(soakPause)
		}
	}()
	paths := []string{"/", "/events", "/people", "/search?q=" + c.Word(2),
		"/storylines", "/outlets", "/feeds/stream.atom", "/api/v1/statements", "/alerts"}
	go func() {
		defer func() { done <- struct{}{} }()
		for n := 0; ctx.Err() == nil; n++ {
			r, err := http.NewRequestWithContext(ctx, http.MethodGet, server.URL+paths[n%len(paths)], nil)
			if err != nil {
				t.Error(err)
				return
			}
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				continue // the end
			}
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
			if asked.Add(1); res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable {
				failed.Add(1)
				t.Errorf("%s is %d", paths[n%len(paths)], res.StatusCode)
			}
		}
	}()
	var live []uint64
	tick := time.NewTicker(lasts / 30)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			live = append(live, m.HeapAlloc)
		}
	}
	for range cap(done) {
		<-done
	}
	// The highest of the last third against that of the third before: the first warms up.
	third := len(live) / 3
	before, after := slices.Max(live[third:2*third]), slices.Max(live[2*third:])
	t.Logf("%v: %d articles, %d answers, %d alerts sent; live memory at most %d MB, then %d MB",
		lasts, added.Load(), asked.Load(), sent.Load(), before>>20, after>>20)
	if after > before+before/4+8<<20 {
		t.Errorf("live memory grew from %d to %d bytes", before, after)
	}
	if added.Load() == 0 || asked.Load() == 0 || sent.Load() == 0 {
		t.Error("nothing was added, asked or sent")
	}
}

const (
	// soakFilled is how many articles are there before the soak, soakPause how long it is
	// from one to the next.
	soakFilled = 300
	soakPause  = 2 * time.Second
)
