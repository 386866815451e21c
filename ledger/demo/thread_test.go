package demo_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"

	"readout"
	"readout/article"
	"readout/ledger"
	"readout/ledger/demo"
	"readout/record"
	"readout/source"
	"readout/store/sqlite"
)

// reading is the thread as our own reader reads it, shared by all tests.
var reading = sync.OnceValues(func() ([]*record.Record, error) {
	reader, err := readout.New(readout.Options{})
	if err != nil {
		return nil, err
	}
	dispatches, err := demo.Dispatches()
	if err != nil {
		return nil, err
	}
	var out []*record.Record
	for _, d := range dispatches {
		a, err := source.Text([]byte(d.Text), source.Hint{Outlet: d.Outlet, URL: d.URL, Published: d.Published})
		if err != nil {
			return nil, err
		}
		a.Updated, a.Notice = d.Updated, article.Notice(d.Notice)
		r, err := reader.Read(context.Background(), a)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
})

func readDispatches(t *testing.T) []*record.Record {
	t.Helper()
	out, err := reading()
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// openThread opens a ledger with some records.
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
