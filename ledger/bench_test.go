package ledger_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/store/sqlite"
)

// BenchmarkAdd makes and stores synthetic articles, 500 per transaction.
func BenchmarkAdd(b *testing.B) {
	path := filepath.Join(b.TempDir(), "l.db")
	st, err := sqlite.Open(context.Background(), path, sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	l := ledger.New(st, ledger.Options{})
	c := ledgertest.New(ledgertest.Options{})
	var bytes int
	n := 0
	items := func(yield func(ledger.Item, error) bool) {
		for b.Loop() {
			r := c.Record(n)
			bytes += len(r.Article.Text)
			n++
			if !yield(ledger.Item{Record: r}, nil) {
				return
			}
		}
	}
	if err := l.AddAll(context.Background(), items, 500, nil); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
	s, err := st.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	if err := st.Close(); err != nil { // folds the log into the file
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(info.Size())/float64(s.Statements), "B/statement")
	b.ReportMetric(float64(s.Statements)/float64(s.Versions), "statements/article")
	b.ReportMetric(float64(bytes)/float64(n), "text/article")
}
