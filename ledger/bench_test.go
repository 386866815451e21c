package ledger_test

import (
	"context"
	"path/filepath"
	"testing"

	"readout/ledger"
	"readout/ledger/ledgertest"
	"readout/store/sqlite"
)

// BenchmarkAdd stores synthetic articles, 500 a transaction.
func BenchmarkAdd(b *testing.B) {
	st, err := sqlite.Open(context.Background(), filepath.Join(b.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	c := ledgertest.New(ledgertest.Options{})
	var items []ledger.Item
	n := 0
	var bytes int
	b.ResetTimer()
	for b.Loop() {
		b.StopTimer()
		r := c.Record(n)
		bytes += len(r.Article.Text)
		n++
		items = append(items, ledger.Item{Record: r})
		b.StartTimer()
		if len(items) == 500 {
			if _, err := l.Add(context.Background(), items); err != nil {
				b.Fatal(err)
			}
			items = items[:0]
		}
	}
	if _, err := l.Add(context.Background(), items); err != nil {
		b.Fatal(err)
	}
	b.StopTimer()
	s, err := st.Stats(context.Background())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(s.Bytes)/float64(s.Statements), "B/statement")
	b.ReportMetric(float64(s.Statements)/float64(s.Versions), "statements/article")
	b.ReportMetric(float64(bytes)/float64(n), "text/article")
}
