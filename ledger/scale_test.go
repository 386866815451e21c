//go:build unix

package ledger_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/store"
	"readout/store/postgres"
	"readout/store/sqlite"
)

// BenchmarkScale fills a ledger with READOUT_SCALE synthetic articles (continuing where the
// file left off) and measures typical queries, unless READOUT_SCALE_ASK is "no".
// READOUT_SCALE_DB is a file for SQLite, or a PostgreSQL address that begins with "host=". It
// produces the figures in docs/benchmarks/ledger.md:
//
//	READOUT_SCALE=300000 READOUT_SCALE_DB=l.db GOMAXPROCS=2 go test ./ledger -run xxx -bench
//	Scale -benchtime 1x -timeout 3h
func BenchmarkScale(b *testing.B) {
	n, err := strconv.Atoi(os.Getenv("READOUT_SCALE"))
	if err != nil {
		b.Skip("READOUT_SCALE is not set: nothing is measured at scale")
	}
	for b.Loop() {
		scale(b, n, os.Getenv("READOUT_SCALE_DB"))
	}
}

func scale(b *testing.B, n int, where string) {
	ctx := context.Background()
	var st store.Store
	var err error
	switch {
	case strings.HasPrefix(where, "host="):
		st, err = postgres.Open(ctx, where)
	case where == "":
		st, err = sqlite.Open(ctx, filepath.Join(b.TempDir(), "l.db"), sqlite.Options{})
	default:
		st, err = sqlite.Open(ctx, where, sqlite.Options{})
	}
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	l, c := ledger.New(st, ledger.Options{}), ledgertest.New(ledgertest.Options{})
	s, err := st.Stats(ctx)
	if err != nil {
		b.Fatal(err)
	}
	start, cpu, first := time.Now(), cpuTime(b), int(s.Versions)
	err = l.AddAll(ctx, func(yield func(ledger.Item, error) bool) {
		for i := first; i < n; i++ {
			if !yield(ledger.Item{Record: c.Record(i)}, nil) {
				return
			}
		}
	}, 500, nil)
	if err != nil {
		b.Fatal(err)
	}
	if n > first {
		fmt.Printf("stored %d articles, generated along the way: %.0f/s, %.0f in a second of processor time\n", n-first,
			float64(n-first)/time.Since(start).Seconds(), float64(n-first)/(cpuTime(b)-cpu).Seconds())
	}
	if s, err = st.Stats(ctx); err != nil {
		b.Fatal(err)
	}
	fmt.Printf("%d articles, %d statements, %d bytes: %.0f a statement; peak memory %s\n", s.Articles, s.Statements,
		s.Bytes, float64(s.Bytes)/float64(s.Statements), peakMemory())
	if os.Getenv("READOUT_SCALE_ASK") == "no" {
		return
	}
	rng := rand.New(rand.NewPCG(1, 2))
	// Frequent items are queried more often than rare ones.
	skewed := func(n int) int { return int(float64(n) * rng.Float64() * rng.Float64() * rng.Float64()) }
	word := func(n int) string { return c.Word(skewed(n)) }
	search := func(q ask.Query) error { _, err := l.Search(ctx, q); return err }
	mix := []func() error{
		func() error { return search(ask.Query{Text: word(3000)}) },
		func() error { return search(ask.Query{Text: word(300) + " " + word(300)}) },
		func() error { return search(ask.Query{Text: `"` + word(50) + " the " + word(50) + `"`}) },
		func() error {
			w := word(3000)
			return search(ask.Query{Text: w[:max(len(w)-1, min(len(w), 4))] + "*"})
		},
		func() error {
			return search(ask.Query{Text: "(" + word(300) + " OR " + word(300) + ") NOT " + word(100)})
		},
		func() error {
			return search(ask.Query{Text: word(300), Acts: []string{"deny"}, Outlets: []string{fmt.Sprint("Outlet ",
				skewed(40))}})
		},
		func() error { return search(ask.Query{Text: word(300), Speaker: c.Person(skewed(2000))}) },
		func() error {
			return search(ask.Query{Text: word(300), Role: "minister", From: "2019-02-01", To: "2019-03-01"})
		},
	}
	measure := func(name string, times int, do func(i int) error) {
		var took, worked []time.Duration
		for i := range times {
			start, cpu := time.Now(), cpuTime(b)
			if err := do(i); err != nil {
				b.Fatalf("%s: %v", name, err)
			}
			took, worked = append(took, time.Since(start)), append(worked, cpuTime(b)-cpu)
		}
		slices.Sort(took)
		slices.Sort(worked)
		ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
		fmt.Printf("%-22s median %6.1f ms, 95 %% under %6.1f ms, longest %6.1f ms; processor %6.1f, %6.1f, %6.1f ms (%d "+
			"times)\n", name,
			ms(took[times/2]), ms(took[times*95/100]), ms(took[times-1]), ms(worked[times/2]), ms(worked[times*95/100]),
			ms(worked[times-1]), times)
	}
	measure("mix of searches", 800, func(i int) error { return mix[i%len(mix)]() })
	for i, name := range []string{"one word", "two words", "a phrase", "a prefix", "or, not", "word, act, outlet",
		"word, speaker", "word, role, days"} {
		measure("  "+name, 100, func(int) error { return mix[i]() })
	}
	measure("a person's statements", 200, func(int) error { return search(ask.Query{Person: c.Person(skewed(3000))}) })
	measure("a position track", 100, func(int) error {
		_, err := l.Said(ctx, c.Person(skewed(3000)), word(300),
			"")
		return err
	})
	measure("an event dossier", 200, func(int) error {
		_, err := l.Event(ctx, c.Event(skewed(1000))[4:], "")
		if errors.Is(err, ask.ErrUnknown) { // in a small world not every event has been reported
			err = nil
		}
		return err
	})
	page, err := l.Search(ctx, ask.Query{Limit: 200})
	if err != nil {
		b.Fatal(err)
	}
	measure("compare an utterance", 100, func(i int) error {
		_, err := l.Compare(ctx,
			page.Statements[i].ID)
		return err
	})
	fmt.Printf("peak memory %s\n", peakMemory())
}

// cpuTime is the processor time used by this process, on which other programs and PostgreSQL
// have little effect.
func cpuTime(b *testing.B) time.Duration {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		b.Fatal(err)
	}
	return time.Duration(use.Utime.Nano() + use.Stime.Nano())
}

// peakMemory is the process's peak memory, if the system reports it.
func peakMemory() string {
	data, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(data)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(v)
		}
	}
	return "unknown"
}
