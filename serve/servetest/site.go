// Package servetest serves ledgers, and above all both demonstrations, to the tests of
// package serve and to those of the module webtest.
//
// In come ledgers, options and addresses; out go answers, and lists of pages. It refuses
// what a test cannot go on without: that fails the test.
//
// The one idea: a server is tested as it is asked, over HTTP, and a site as it is walked,
// link by link.
package servetest

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"path/filepath"
	"testing"
	"time"

	"readout"
	"readout/internal/postbox"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/ledger/demo/local"
	"readout/record"
	"readout/serve"
	"readout/serve/alert"
	"readout/store/sqlite"
	"readout/work"
)

// When the servers are asked: Noon a day after the last of the demonstration, TownNoon on the
// day of the last report of the local news.
var (
	Noon     = time.Date(2024, 3, 30, 12, 0, 0, 0, time.UTC)
	TownNoon = time.Date(2024, 5, 24, 12, 0, 0, 0, time.UTC)
)

// Site is a server over a ledger.
type Site struct {
	*httptest.Server
	Ledger *ledger.Ledger
	Post   *postbox.Box // where its mail goes; nil where it sends none
}

// Ledger is an empty one, at Noon.
func Ledger(t testing.TB) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return ledger.New(st, ledger.Options{Now: func() time.Time { return Noon }})
}

// Keep adds records to a ledger, one after the other.
func Keep(t testing.TB, l *ledger.Ledger, records ...*record.Record) {
	t.Helper()
	for _, r := range records {
		out, err := l.Add(context.Background(), []ledger.Item{{Record: r}})
		if err != nil {
			t.Fatal(err)
		}
		if out[0].Err != nil {
			t.Fatal(out[0].Err)
		}
	}
}

// New serves a ledger. Options are given what they do not set.
func New(t testing.TB, l *ledger.Ledger, o serve.Options) *Site {
	t.Helper()
	o.Ledger = l
	if o.Now == nil {
		o.Now = func() time.Time { return Noon }
	}
	if o.Rate == 0 {
		o.Rate = 100_000
	}
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelError}))
	}
	s, err := serve.New(o)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return &Site{Server: server, Ledger: l}
}

// Demo serves the demonstration thread as a careful reader wrote it down.
func Demo(t testing.TB) *Site {
	t.Helper()
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	l := Ledger(t)
	Keep(t, l, records...)
	return New(t, l, serve.Options{Read: reader.Read})
}

// TownDesk serves three weeks of local news, with everything that a desk may do.
func TownDesk(t testing.TB) *Site {
	t.Helper()
	list, err := local.Records()
	if err != nil {
		t.Fatal(err)
	}
	return Desk(t, list, TownNoon)
}

// SummitDesk serves the demonstration as it was annotated by hand: what a desk does holds
// whatever the present reader makes of it.
func SummitDesk(t testing.TB) *Site {
	t.Helper()
	list, err := demo.Gold()
	if err != nil {
		t.Fatal(err)
	}
	return Desk(t, list, Noon)
}

// Desk serves a ledger of some records as of some time, with everything that a desk may do.
func Desk(t testing.TB, list []*record.Record, at time.Time) *Site {
	t.Helper()
	ctx := context.Background()
	dir := t.TempDir()
	st, err := sqlite.Open(ctx, filepath.Join(dir, "desk.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	now := func() time.Time { return at }
	l := ledger.New(st, ledger.Options{Now: now})
	Keep(t, l, list...)
	jobs, err := work.Open(ctx, st, work.Options{})
	if err != nil {
		t.Fatal(err)
	}
	post := postbox.New(t)
	mailer, err := alert.NewMailer("smtp+plain://"+post.Addr, "readout@news.example")
	if err != nil {
		t.Fatal(err)
	}
	alerts, err := alert.Open(alert.Options{Ledger: l, Path: filepath.Join(dir, "alerts"), Base: "https://news.example",
		Mail: mailer, Allow: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
		Every: 100 * time.Millisecond, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	sending, stop := context.WithCancel(ctx)
	done := make(chan struct{})
	go func() { alerts.Run(sending); close(done) }()
	t.Cleanup(func() { stop(); <-done; alerts.Close() })
	reader, err := readout.New(readout.Options{})
	if err != nil {
		t.Fatal(err)
	}
	out := New(t, l, serve.Options{Now: now, Read: reader.Read, Jobs: jobs, Alerts: alerts})
	out.Post = post
	return out
}

// Get asks for a path, with headers in pairs, and gives the answer with its body read.
func (s *Site) Get(t testing.TB, path string, header ...string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	return s.Do(t, r)
}

// Do sends a request, follows no redirect, and gives the answer with its body read.
func (s *Site) Do(t testing.TB, r *http.Request) (*http.Response, string) {
	t.Helper()
	client := *s.Client()
	client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}
