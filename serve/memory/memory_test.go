package memory

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"readout/ledger"
	"readout/store/sqlite"
)

func openMemory(t *testing.T) *Memory {
	t.Helper()
	st, err := sqlite.Open(t.Context(), t.TempDir()+"/memory.db", sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	return New(ledger.New(st, ledger.Options{}))
}

// TestKnown tells for each kind of kept answer what becomes of it.
func TestKnown(t *testing.T) {
	at := revision{arrival: 7, decision: 2}
	arrived, decided, forgot := at, at, at
	arrived.arrival, decided.decision, forgot.forgotten = 8, 3, 1
	for _, c := range []struct {
		name      string
		now       revision
		took, age time.Duration
		ok, again bool
	}{
		{"nothing changed", at, time.Millisecond, time.Hour, true, false},
		{"quick, an article arrived", arrived, time.Millisecond, time.Second, false, false},
		{"quick, but worked out just now", arrived, 50 * time.Millisecond, 100 * time.Millisecond, true, false},
		{"slow, an article arrived", arrived, 200 * time.Millisecond, 10 * time.Second, true, true},
		{"slow, worked out just now", arrived, 200 * time.Millisecond, time.Second, true, false},
		{"slow and old", arrived, 200 * time.Millisecond, time.Hour, false, false},
		{"slow, a person decided", decided, 200 * time.Millisecond, time.Second, false, false},
		{"slow, changed here", forgot, 200 * time.Millisecond, time.Second, false, false},
		{"overview, old", arrived, 5 * time.Second, time.Hour, true, true},
		{"overview, a person decided", decided, 5 * time.Second, time.Second, true, true},
	} {
		m := openMemory(t)
		m.keep("key", &kept{value: 1, mark: at, done: time.Now().Add(-c.age), took: c.took})
		if _, ok, again := m.known("key", c.now); ok != c.ok || again != c.again {
			t.Errorf("%s: given %v, worked out behind %v; want %v, %v", c.name, ok, again, c.ok, c.again)
		}
	}
}

// TestKeepMakesRoom fills the memory: what took long and what was used stays.
func TestKeepMakesRoom(t *testing.T) {
	m := openMemory(t)
	long := time.Now().Add(-time.Minute)
	m.keep("overview", &kept{used: long, took: 2 * time.Second})
	m.keep("used", &kept{used: long})
	for i := range 3 * maxAnswers {
		m.keep(fmt.Sprint(i), &kept{used: long.Add(time.Duration(i) * time.Millisecond)})
		m.known("used", revision{})
	}
	if len(m.answers) > maxAnswers {
		t.Errorf("%d answers are kept, more than %d", len(m.answers), maxAnswers)
	}
	for _, key := range []string{"overview", "used", fmt.Sprint(3*maxAnswers - 1)} {
		if m.answers[key] == nil {
			t.Errorf("%q was forgotten", key)
		}
	}
	if m.answers["0"] != nil {
		t.Error("what was unused for longest is still there")
	}
}

// TestForgetShowsAtOnce: who asks after a change made here gets no answer from
// before it, not even one being worked out.
func TestForgetShowsAtOnce(t *testing.T) {
	m := openMemory(t)
	stored := "before"
	ask := func() string {
		got, err := Remember(t.Context(), m, "key", func(context.Context) (string, error) { return stored, nil })
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	started, finish, done := make(chan bool), make(chan bool), make(chan bool)
	go func() {
		defer close(done)
		Remember(t.Context(), m, "key", func(context.Context) (string, error) {
			close(started)
			<-finish
			return "before", nil
		})
	}()
	<-started
	stored = "after"
	m.Forget()
	if got := ask(); got != "after" {
		t.Errorf("after Forget the answer is %q", got)
	}
	close(finish)
	<-done
	if got := ask(); got != "after" {
		t.Errorf("work begun before Forget left %q", got)
	}
}

// TestOverviewsOneAtATime: several overviews that are asked for at once are worked out one
// after the other, while quick answers do not wait for them.
func TestOverviewsOneAtATime(t *testing.T) {
	m := openMemory(t)
	var running, most atomic.Int64
	var wg sync.WaitGroup
	for i := range 5 {
		wg.Go(func() {
			if _, err := Overview(t.Context(), m, fmt.Sprint("overview ", i), func(ctx context.Context) (int, error) {
				n := running.Add(1)
				defer running.Add(-1)
				for was := most.Load(); n > was && !most.CompareAndSwap(was, n); was = most.Load() {
				}
				return Remember(ctx, m, fmt.Sprint("quick ", i), func(context.Context) (int, error) {
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
		t.Errorf("%d overviews were worked out at once", most.Load())
	}
}
