package page_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/serve/page"
	"readout/serve/page/pagetest"
	"readout/store"
	"readout/store/sqlite"
)

// TestPages: what is no page says so, files have the type that their names promise, and
// what no page can look back to is refused by each.
func TestPages(t *testing.T) {
	if _, err := page.New(page.Options{}); err == nil {
		t.Error("pages without a ledger")
	}
	s := pagetest.New(t, page.Options{})
	s.Refuses(t, "/nothing/here", 404)
	s.Refuses(t, "/static/nothing.css", 404)
	s.Refuses(t, "/about?as_of=never", 400)
	s.Holds(t, "/robots.txt", "User-agent")
	s.Holds(t, "/favicon.ico", "<svg")
	s.Holds(t, s.First(t, "/about", "/static/"), "{")
}

// TestWarm: what is worked out beforehand is answered as before, and warming ends with its
// context.
func TestWarm(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	_, before := s.Get(t, "/events")
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan bool)
	go func() { s.Pages.Warm(ctx); done <- true }()
	if _, after := s.Get(t, "/events"); after != before {
		t.Error("the list of events is another while pages are made ready")
	}
	time.AfterFunc(2*time.Second, stop)
	<-done
}

// TestPreparePast: the pages as of a past day are the same whether they were prepared or not, and a context that has
// ended is an error.
func TestPreparePast(t *testing.T) {
	plain, warm := pagetest.New(t, page.Options{}), pagetest.New(t, page.Options{})
	if err := warm.Pages.PreparePast(t.Context(), 3); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/?as_of=2024-03-27", "/events?as_of=2024-03-27", "/storylines?as_of=2024-03-27"} {
		_, want := plain.Get(t, path)
		if status, got := warm.Get(t, path); status != 200 || got != want {
			t.Errorf("%s is another page once it is prepared (status %d)", path, status)
		}
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := plain.Pages.PreparePast(ctx, 5); err == nil {
		t.Error("prepared without a context")
	}
}

// TestAwaitQuiet: past days wait until nobody has asked for anything for a while.
func TestAwaitQuiet(t *testing.T) {
	var since atomic.Int64
	s := pagetest.New(t, page.Options{Quiet: func() time.Duration { return time.Duration(since.Load()) }})
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	done := make(chan bool)
	go func() { s.Pages.AwaitQuiet(ctx); close(done) }()
	select {
	case <-done:
		t.Fatal("prepared while somebody asked")
	case <-time.After(20 * time.Millisecond):
	}
	stop()
	<-done
	since.Store(int64(page.QuietFor))
	s.Pages.AwaitQuiet(t.Context()) // returns at once
}

// TestPrepare: every day since the first report is prepared, the newest first, and once.
func TestPrepare(t *testing.T) {
	s := pagetest.New(t, page.Options{})
	prepare := func(from, to string) (int, error) {
		last := 0
		err := s.Pages.Prepare(t.Context(), from, to, func(n, of int, _ time.Duration) {
			if n != last+1 || of < n {
				t.Errorf("day %d of %d after day %d", n, of, last)
			}
			last = n
		})
		return last, err
	}
	for _, x := range [...]struct {
		from, to string
		days     int
	}{{"2024-03-20", "2024-03-22", 3}, {"2024-03-20", "2024-03-19", 0}, {"", "1999-01-01", 0}, {"", "", 26}} {
		if n, err := prepare(x.from, x.to); err != nil || n != x.days {
			t.Fatalf("from %q to %q: %d days, %v; want %d", x.from, x.to, n, err, x.days)
		}
	}
	mark, err := s.Ledger.Store().Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if n, err := prepare("", ""); err != nil || n != 26 {
		t.Errorf("again: %d days, %v", n, err)
	}
	if again, err := s.Ledger.Store().Mark(t.Context()); err != nil || again != mark {
		t.Errorf("preparing changed the ledger: %v, %v", again, err)
	}
}

// kept notes which overviews are kept.
type kept struct {
	store.Store
	names []string
}

func (k *kept) KeepOverview(ctx context.Context, o store.Overview, since store.Mark) error {
	k.names = append(k.names, o.Name)
	return k.Store.KeepOverview(ctx, o, since)
}

// TestPrepareOldStories: the stories of months far back are ready long before their days are.
func TestPrepareOldStories(t *testing.T) {
	st, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	k := &kept{Store: st}
	l := ledger.New(k, ledger.Options{})
	for id, day := range map[string]string{"old": "2024-01-05", "new": "2024-05-30"} {
		r := ledgertest.Said(id, day, "Una Brask", "mayor", "NH", "The mill stays.")
		out, err := l.Add(t.Context(), []ledger.Item{{Record: r}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
	}
	pages, err := page.New(page.Options{Ledger: l})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	err = pages.Prepare(ctx, "", "", func(n, _ int, _ time.Duration) {
		if n == 6 {
			stop()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(k.names, func(name string) bool { return strings.HasPrefix(name, "run of stories 2023-12") }) {
		t.Errorf("after six days there are %q", k.names)
	}
}
