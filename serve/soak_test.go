//go:build soak

package serve_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"slices"
	"strconv"
	"sync"
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
// process, and looks at its memory: once it is warm, neither what is live while nothing is
// read or asked nor what the process has at its most grows. What is kept of events grows
// with the ledger up to a bound, so that the ledger is filled first and then grows slowly.
// READOUT_SOAK says for how long, 3m if it does not, READOUT_SOAK_PAUSE how long it is from
// one article to the next, 2s if it does not, and READOUT_SOAK_PROFILES names a folder for
// profiles of what is live. Package serve must be tested with -tags soak.
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
	alerts, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(dir, "alerts"), Every: time.Second,
		Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	if err != nil {
		t.Fatal(err)
	}
	defer alerts.Close()
	c := ledgertest.New(ledgertest.Options{Seed: 11, PerDay: soakPerDay})
	for n := range soakFilled {
		if _, err := l.Add(t.Context(), []ledger.Item{{Record: c.Record(n)}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, s := range []alert.Subscription{
		{Kind: alert.Statements, Query: c.Word(3)}, {Kind: alert.Status}, {Kind: alert.Articles}} {
		s.URL, s.Since = hook.URL, "2019-01-01"
		if _, _, err := alerts.Subscribe(t.Context(), "tester", s); err != nil {
			t.Fatal(err)
		}
	}
	handler, err := serve.New(serve.Options{Ledger: l, Alerts: alerts, Rate: 100_000})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	defer server.Close()
	ctx, stop := context.WithTimeout(t.Context(), lasts)
	defer stop()
	done := make(chan struct{}, 3)
	go func() { alerts.Run(ctx); done <- struct{}{} }()
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
			watched.busy.RLock()
			res, err := http.DefaultClient.Do(r)
			if err != nil {
				watched.busy.RUnlock()
				continue // the end
			}
			io.Copy(io.Discard, res.Body)
			res.Body.Close()
			watched.busy.RUnlock()
			if asked.Add(1); res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable {
				failed.Add(1)
				t.Errorf("%s is %d", paths[n%len(paths)], res.StatusCode)
			}
		}
	}()
	var rest, most []uint64
	high := watchResident(ctx)
	tick := time.NewTicker(lasts / 120)
	defer tick.Stop()
	for ctx.Err() == nil {
		select {
		case <-ctx.Done():
		case <-tick.C:
			live := watched.resting()
			rest, most = append(rest, live), append(most, high.Swap(0))
			soakProfile(t, len(rest))
			t.Logf("%d articles, %d answers, %d alerts; %d MB live at rest, %d MB resident at most, %d goroutines",
				added.Load(), asked.Load(), sent.Load(), live>>20, most[len(most)-1]>>20, runtime.NumGoroutine())
		}
	}
	for range cap(done) {
		<-done
	}
	t.Logf("%v: %d articles, %d answers, %d alerts sent", lasts, added.Load(), asked.Load(), sent.Load())
	soakFlat(t, "live at rest, at its least", slices.Min, rest, 8)
	soakFlat(t, "resident, at its most", slices.Max, most, 4)
	if added.Load() == 0 || asked.Load() == 0 || sent.Load() == 0 {
		t.Error("nothing was added, asked or sent")
	}
}

const (
	// soakFilled is how many articles are there before the soak, more than soakPerDay a day make
	// in the weeks that the front page shows; soakAsked is how many answers are asked for from
	// one article to the next.
	soakPerDay = 20
	soakFilled = 1000
	soakAsked  = 8
)

// soakFlat fails a memory that is more in the last third of the time than in the third before,
// by more than a part of it; the first warms up. What is live at rest counts at its least, since
// pages are worked out beforehand while it is looked at.
func soakFlat(t *testing.T, what string, of func([]uint64) uint64, list []uint64, part uint64) {
	t.Helper()
	third := len(list) / 3
	before, after := of(list[third:2*third]), of(list[2*third:])
	t.Logf("%s: %d MB in the second third, %d MB in the last", what, before>>20, after>>20)
	if after > before+before/part {
		t.Errorf("%s: it grew from %d to %d bytes", what, before, after)
	}
}

// watchResident looks at the memory of the process each second, and keeps the most that it
// saw. Where the system does not tell, it is 0.
func watchResident(ctx context.Context) *atomic.Uint64 {
	var high atomic.Uint64
	go func() {
		for ctx.Err() == nil {
			high.Store(max(high.Load(), resident()))
			time.Sleep(time.Second)
		}
	}()
	return &high
}

// resident is the memory that the process has now, as Linux tells it.
func resident() uint64 {
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	var size, pages uint64
	if _, err := fmt.Sscan(string(raw), &size, &pages); err != nil {
		return 0
	}
	return pages * uint64(os.Getpagesize())
}

// soakProfile writes what is live, if a folder is named for it.
func soakProfile(t *testing.T, n int) {
	dir := os.Getenv("READOUT_SOAK_PROFILES")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, fmt.Sprintf("heap%03d", n)))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(pprof.WriteHeapProfile(f), f.Close()); err != nil {
		t.Fatal(err)
	}
}

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

	// busy is held for reading while an article is read or an answer is asked for.
	busy sync.RWMutex
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
		w.busy.RLock()
		defer w.busy.RUnlock()
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

// resting is what is live while no article is read and no answer asked for. What the server
// works out beforehand goes on, so that the least of a few looks counts.
func (w *soakWatch) resting() uint64 {
	w.busy.Lock()
	defer w.busy.Unlock()
	least := uint64(math.MaxUint64)
	for range 3 {
		time.Sleep(w.pause / 10)
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		least = min(least, m.HeapAlloc)
	}
	return least
}

// Load gives what the watch knows.
func (w *soakWatch) Load() (*fetch.State, error) { return &w.state, nil }

// Save keeps nothing more: the state lives as long as the process.
func (w *soakWatch) Save(*fetch.State) error { return nil }
