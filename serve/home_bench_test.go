package serve_test

import (
	"readout/serve/servetest"

	"io"
	"net/http"
	"slices"
	"testing"
	"time"
)

// BenchmarkHome asks for the front page of the demonstration, which is warm, and reports
// the time that 95 in 100 answers take at most.
func BenchmarkHome(b *testing.B) {
	s := servetest.Demo(b)
	ask := func() time.Duration {
		began := time.Now()
		resp, err := http.Get(s.URL + "/")
		if err != nil {
			b.Fatal(err)
		}
		defer resp.Body.Close()
		if _, err := io.Copy(io.Discard, resp.Body); err != nil || resp.StatusCode != http.StatusOK {
			b.Fatal(resp.Status, err)
		}
		return time.Since(began)
	}
	ask()
	var took []time.Duration
	for b.Loop() {
		took = append(took, ask())
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}
