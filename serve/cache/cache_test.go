package cache

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"readout/ledger"
	"readout/store/sqlite"
)

func open(t *testing.T) *Cache {
	t.Helper()
	st, err := sqlite.Open(t.Context(), t.TempDir()+"/cache.db", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return New(ledger.New(st, ledger.Options{}))
}

// TestLookup: what becomes of each kind of cached answer.
func TestLookup(t *testing.T) {
	at := revision{arrival: 7, decision: 2}
	arrived, decided, forgot := at, at, at
	arrived.arrival, decided.decision, forgot.invalidated = 8, 3, 1
	for _, test := range []struct {
		name      string
		now       revision
		took, age time.Duration
		ok, again bool
	}{
		{"nothing changed", at, time.Millisecond, time.Hour, true, false},
		{"quick, an article arrived", arrived, time.Millisecond, time.Second, false, false},
		{"quick, but computed just now", arrived, 50 * time.Millisecond, 100 * time.Millisecond, true, false},
		{"slow, an article arrived", arrived, 200 * time.Millisecond, 10 * time.Second, true, true},
		{"slow, computed just now", arrived, 200 * time.Millisecond, time.Second, true, false},
		{"slow and old", arrived, 200 * time.Millisecond, time.Hour, false, false},
		{"slow, a person decided", decided, 200 * time.Millisecond, time.Second, false, false},
		{"slow, changed here", forgot, 200 * time.Millisecond, time.Second, false, false},
		{"overview, old", arrived, 5 * time.Second, time.Hour, true, true},
		{"overview, a person decided", decided, 5 * time.Second, time.Second, true, true},
	} {
		cache := open(t)
		cache.put("key", &entry{value: 1, mark: at, done: time.Now().Add(-test.age), took: test.took})
		if _, ok, again := cache.lookup("key", test.now); ok != test.ok || again != test.again {
			t.Errorf("%s: served %v, refreshed %v; want %v, %v", test.name, ok, again, test.ok, test.again)
		}
	}
}

// TestPutLetsGo: what nobody has asked for in a while goes, what took long later.
func TestPutLetsGo(t *testing.T) {
	c, now := New(nil), time.Now()
	for key, k := range map[string]*entry{
		"lately":        {used: now.Add(-idle)},
		"yesterday's":   {used: now.Add(-idle - time.Second)},
		"dear":          {used: now.Add(-2 * idle), took: idle / worth},
		"dear long ago": {used: now.Add(-2*idle - time.Second), took: idle / worth},
		"dear and old":  {used: now.Add(-2 * idle), took: idle / worth, mark: revision{arrival: 1}},
	} {
		k.done = k.used
		c.put(key, k)
	}
	c.put("new", &entry{used: now, done: now})
	if got := slices.Sorted(maps.Keys(c.answers)); !slices.Equal(got, []string{"dear", "lately", "new"}) {
		t.Errorf("kept: %q", got)
	}
}

// TestPutEvicts fills the cache: what took long and what was used stays.
func TestPutEvicts(t *testing.T) {
	c := open(t)
	long := time.Now().Add(-time.Minute)
	c.put("overview", &entry{used: long, took: 2 * time.Second})
	c.put("used", &entry{used: long})
	for i := range 3 * maxAnswers {
		c.put(fmt.Sprint(i), &entry{used: long.Add(time.Duration(i) * time.Millisecond)})
		c.lookup("used", revision{})
	}
	if len(c.answers) > maxAnswers {
		t.Errorf("%d entries are held, more than %d", len(c.answers), maxAnswers)
	}
	for _, key := range []string{"overview", "used", fmt.Sprint(3*maxAnswers - 1)} {
		if c.answers[key] == nil {
			t.Errorf("%q was evicted", key)
		}
	}
	if c.answers["0"] != nil {
		t.Error("what was unused for longest is still there")
	}
}

// TestInvalidateShowsAtOnce: whoever asks after a change made here gets no answer from
// before it, not even one being computed.
func TestInvalidateShowsAtOnce(t *testing.T) {
	c := open(t)
	stored := "before"
	ask := func() string {
		got, err := Get(t.Context(), c, "key", func(context.Context) (string, error) { return stored, nil })
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	started, finish, done := make(chan bool), make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		Get(t.Context(), c, "key", func(context.Context) (string, error) {
			close(started)
			<-finish
			return "before", nil
		})
	}()
	<-started
	stored = "after"
	c.Invalidate()
	if got := ask(); got != "after" {
		t.Errorf("after Invalidate the answer is %q", got)
	}
	close(finish)
	<-done
	if got := ask(); got != "after" {
		t.Errorf("work begun before Invalidate left %q", got)
	}
}

// TestOverviewsOneAtATime: several overviews that are asked for at once are computed one
// after the other, while quick answers do not wait for them.
func TestOverviewsOneAtATime(t *testing.T) {
	c := open(t)
	var running, most atomic.Int64
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			if _, err := Kept(t.Context(), c, fmt.Sprint("overview ", i), "", func(ctx context.Context) (int, error) {
				n := running.Add(1)
				defer running.Add(-1)
				for was := most.Load(); n > was && !most.CompareAndSwap(was, n); was = most.Load() {
				}
				return Get(ctx, c, fmt.Sprint("quick ", i), func(context.Context) (int, error) {
					time.Sleep(5 * time.Millisecond)
					return i, nil
				})
			}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most.Load() != 1 {
		t.Errorf("%d overviews were computed at once", most.Load())
	}
}
