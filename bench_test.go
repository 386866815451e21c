package readout_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readout"
	"readout/article"
	"readout/source"
)

// benchArticles returns ten articles of 60 to 3,000 words, made from the demonstration's
// dispatches: whole, truncated or concatenated.
func benchArticles(b *testing.B) []*article.Article {
	b.Helper()
	files, err := filepath.Glob("ledger/demo/*.txt")
	if err != nil || len(files) < 12 {
		b.Fatalf("the demonstration's dispatches: %d files, %v", len(files), err)
	}
	var paragraphs []string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		paragraphs = append(paragraphs, strings.Split(strings.TrimSpace(string(raw)), "\n\n")...)
	}
	var out []*article.Article
	for _, words := range [...]int{60, 120, 200, 300, 450, 600, 750, 1000, 1600, 3000} {
		var text strings.Builder
		for have, i := 0, len(out); have < words; i++ {
			p := paragraphs[i%len(paragraphs)]
			have += len(strings.Fields(p))
			text.WriteString(p + "\n\n")
		}
		a, err := source.Text([]byte(text.String()), source.Hint{Published: "2024-03-05"})
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// BenchmarkRead reads articles of different lengths with each model on one core and reports MB/s,
// articles per second, bytes and allocations per article, and the processor time used
// (user-ms/op), which is what counts if other programs run at the same time. Published figures
// are for "words=769".
func BenchmarkRead(b *testing.B) {
	articles := benchArticles(b)
	for _, m := range []readout.Model{readout.Deep, readout.Fast} {
		r := newReader(b, readout.Options{Model: m})
		for _, a := range articles {
			b.Run(fmt.Sprintf("model=%s/words=%d", m, len(strings.Fields(a.Text))), func(b *testing.B) {
				b.SetBytes(int64(len(a.Text)))
				b.ReportAllocs()
				before := userTime()
				for b.Loop() {
					if _, err := r.Read(b.Context(), a); err != nil {
						b.Fatal(err)
					}
				}
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
				b.ReportMetric(float64((userTime()-before).Microseconds())/1e3/float64(b.N), "user-ms/op")
			})
		}
	}
}
