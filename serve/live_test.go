package serve_test

import (
	"bufio"
	"context"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/demo/local"
	"readout/serve"
	"readout/serve/servetest"
)

// freshWithin is how soon an open front page is told of what has come, on a machine that may be
// busy with other tests; on a quiet one it is two seconds at most.
const freshWithin = 10 * time.Second

// liveTown serves the town's news but the last report, and gives what adds that and waits
// until an open front page is told of it.
func liveTown(t testing.TB) (arrive func() time.Duration) {
	t.Helper()
	list, err := local.Records()
	if err != nil {
		t.Fatal(err)
	}
	last := list[len(list)-1]
	l := servetest.Ledger(t)
	servetest.Keep(t, l, list[:len(list)-1]...)
	s := servetest.New(t, l, serve.Options{Now: func() time.Time { return servetest.TownNoon }})
	ctx, cancel := context.WithCancel(context.Background())
	t.Cleanup(cancel)
	told := listen(t, ctx, s.URL+"/live")
	return func() time.Duration {
		t.Helper()
		began := time.Now()
		out, err := l.Add(ctx, []ledger.Item{{Record: last}})
		if err != nil || out[0].Err != nil {
			t.Fatal(err, out)
		}
		select {
		case <-told:
			return time.Since(began)
		case <-time.After(freshWithin):
			t.Fatalf("an open page is not told of a new report within %v", freshWithin)
			return 0
		}
	}
}

// listen opens a stream of updates, waits for the cards that are there, and tells of each
// message that has others.
func listen(t testing.TB, ctx context.Context, address string) <-chan struct{} {
	t.Helper()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewScanner(resp.Body)
	next := func() string {
		for lines.Scan() {
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return data
			}
		}
		return ""
	}
	was := next()
	if was == "" || was == "[]" {
		t.Fatalf("the stream begins with %q", was)
	}
	told := make(chan struct{}, 1)
	go func() {
		for data := next(); data != ""; data = next() {
			if data != was {
				was = data
				told <- struct{}{}
			}
		}
	}()
	return told
}

// TestLive adds a report while somebody has the front page open.
func TestLive(t *testing.T) {
	t.Logf("told after %v", liveTown(t)())
}

// BenchmarkLive reports how long a new report takes from the ledger to an open front page.
// It takes some seconds a round: a ledger is filled for each.
func BenchmarkLive(b *testing.B) {
	var took []time.Duration
	for b.Loop() {
		b.StopTimer()
		arrive := liveTown(b)
		b.StartTimer()
		took = append(took, arrive())
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Milliseconds()), "median-ms")
	b.ReportMetric(float64(took[len(took)-1].Milliseconds()), "most-ms")
}
