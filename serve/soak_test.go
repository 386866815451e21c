//go:build soak

package serve_test

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"readout"
	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/serve"
	"readout/serve/alert"
	"readout/source"
	"readout/source/fetch"
	"readout/store/sqlite"
)

// TestSoak follows a feed into a ledger that is served, asked and sends alerts, all in one
// process, and looks at its memory: once it is warm, it does not grow by more than what
// comes. What is kept of events grows with the ledger up to a bound, so that the ledger is
// filled first and then grows slowly. READOUT_SOAK says for how long, 3m if it does not,
// and READOUT_SOAK_PAUSE how long it is from one article to the next, 2s if it does not.
// Package serve must be tested with -tags soak.
func TestSoak(t *testing.T) {
	lasts, pause := soakTime(t, "READOUT_SOAK", 3*time.Minute), soakTime(t, "READOUT_SOAK_PAUSE", 2*time.Second)
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
	watched := newSoakWatch(t, c, pause)
	go func() {
		defer func() { done <- struct{}{} }()
		if err := watched.run(ctx, l, &added); err != nil && ctx.Err() == nil {
			t.Error(err)
		}
	}()
	paths := []string{"/", "/events", "/people", "/search?q=" + c.Word(2),
		"/storylines", "/outlets", "/feeds/stream.atom", "/api/v1/statements", "/alerts"}
	go func() {
		defer func() { done <- struct{}{} }()
		for n := 0; ctx.Err() == nil; n++ {
			time.Sleep(pause / soakAsked)
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
	tick := time.NewTicker(lasts / 120)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
			runtime.GC()
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			live = append(live, m.HeapAlloc)
			t.Logf("%d articles, %d answers, %d alerts; %d MB live, %d MB from the system, %d goroutines",
				added.Load(), asked.Load(), sent.Load(), m.HeapAlloc>>20, (m.Sys-m.HeapReleased)>>20, runtime.NumGoroutine())
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
	// soakFilled is how many articles are there before the soak, soakAsked how many answers
	// are asked for from one article to the next.
	soakFilled = 300
	soakAsked  = 8
)

// soakTime is a time that the environment gives.
func soakTime(t *testing.T, name string, usual time.Duration) time.Duration {
	s := os.Getenv(name)
	if s == "" {
		return usual
	}
	d, err := time.ParseDuration(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// soakWatch is an outlet whose feed names one article more after each pause, and the watch
// that follows it.
type soakWatch struct {
	c      *ledgertest.Corpus
	pause  time.Duration
	began  time.Time
	site   *httptest.Server
	reader *readout.Reader
	state  fetch.State
}

func newSoakWatch(t *testing.T, c *ledgertest.Corpus, pause time.Duration) *soakWatch {
	w := &soakWatch{c: c, pause: pause, began: time.Now()}
	w.site = httptest.NewServer(w)
	t.Cleanup(w.site.Close)
	var err error
	if w.reader, err = readout.New(readout.Options{}); err != nil {
		t.Fatal(err)
	}
	return w
}

// ServeHTTP gives the feed, with the last articles, and its pages.
func (w *soakWatch) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path == "/feed":
		fmt.Fprint(out, `<rss version="2.0"><channel><title>Soaked</title>`)
		last := soakFilled + int(time.Since(w.began)/w.pause)
		for n := max(soakFilled, last-40); n <= last; n++ {
			fmt.Fprintf(out, "<item><title>%d</title><link>%s/%d</link></item>", n, w.site.URL, n)
		}
		fmt.Fprint(out, "</channel></rss>")
	default:
		n, err := strconv.Atoi(r.URL.Path[1:])
		if err != nil {
			http.NotFound(out, r)
			return
		}
		_, page := w.c.Page(n)
		out.Header().Set("Content-Type", "text/html; charset=utf-8")
		out.Write(page)
	}
}

// run follows the feed until the context ends.
func (w *soakWatch) run(ctx context.Context, l *ledger.Ledger, added *atomic.Int64) error {
	client := fetch.New(fetch.Options{Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}, Delay: w.pause / 10})
	defer client.Close()
	follow := fetch.Watch{Client: client, Feeds: []string{w.site.URL + "/feed"}, Store: w,
		Shortest: 5 * w.pause, Longest: 10 * w.pause}
	return follow.Run(ctx, func(ctx context.Context, v fetch.Visit) error {
		if v.Err != nil || v.Page == "" || !v.Changed {
			return v.Err
		}
		a, err := source.HTML(v.Response.Body, v.Response.Hint())
		if err != nil {
			return err
		}
		r, err := w.reader.Read(ctx, a)
		if err != nil {
			return err
		}
		if _, err := l.Add(ctx, []ledger.Item{{Record: r}}); err != nil {
			return err
		}
		added.Add(1)
		return nil
	})
}

// Load gives what the watch knows.
func (w *soakWatch) Load() (*fetch.State, error) { return &w.state, nil }

// Save keeps nothing more: the state lives as long as the process.
func (w *soakWatch) Save(*fetch.State) error { return nil }
