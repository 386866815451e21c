package demo_test

import (
	"context"
	"path/filepath"
	"testing"

	"readout"
	"readout/article"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/record"
	"readout/source"
	"readout/store/sqlite"
)

// readDispatches reads the thread with a reader of ours.
func readDispatches(t *testing.T, o readout.Options) []*record.Record {
	t.Helper()
	reader, err := readout.New(o)
	if err != nil {
		t.Fatal(err)
	}
	dispatches, err := demo.Dispatches()
	if err != nil {
		t.Fatal(err)
	}
	var out []*record.Record
	for _, d := range dispatches {
		a, err := source.Text([]byte(d.Text), source.Hint{Outlet: d.Outlet, URL: d.URL, Published: d.Published})
		if err != nil {
			t.Fatal(err)
		}
		a.Updated, a.Notice = d.Updated, article.Notice(d.Notice)
		r, err := reader.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r)
	}
	return out
}

// openThread is a ledger that holds some records.
func openThread(t *testing.T, records []*record.Record) *ledger.Ledger {
	t.Helper()
	st, err := sqlite.Open(context.Background(), filepath.Join(t.TempDir(), "l.db"), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { st.Close() })
	l := ledger.New(st, ledger.Options{})
	items := make([]ledger.Item, len(records))
	for i, r := range records {
		items[i] = ledger.Item{Record: r}
	}
	out, err := l.Add(context.Background(), items)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range out {
		if o.Err != nil {
			t.Fatal(o.Err)
		}
	}
	return l
}
