package scoring

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"readout/ledger"
	"readout/record"
	"readout/score/thread"
	"readout/store/sqlite"
)

// dossiers scores what ledgers show of gold threads, with three kinds of records: those of a
// perfect reader, those of a reader with simulated noise, and those of the actual reader.
func (s *scorer) dossiers(ctx context.Context) error {
	threads, err := s.data.threads()
	if err != nil {
		return err
	}
	fmt.Fprintf(s.w, "gold threads, %d\n", len(threads))
	for _, from := range [...]struct {
		name    string
		records func(*thread.Thread) ([]*record.Record, error)
	}{
		{"gold", func(t *thread.Thread) ([]*record.Record, error) { return t.Records(thread.Noise{}) }},
		{"noisy gold", func(t *thread.Thread) ([]*record.Record, error) { return t.Records(thread.PlainNoise(1)) }},
		{"read", func(t *thread.Thread) ([]*record.Record, error) { return s.readThread(ctx, t) }},
	} {
		var sum thread.DossierFigures
		for _, t := range threads {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			records, err := from.records(t)
			if err != nil {
				return err
			}
			f, err := dossierFigures(ctx, t, records)
			if err != nil {
				return fmt.Errorf("thread %s: %w", t.Name, err)
			}
			sum.Add(f)
		}
		p, r, f1 := sum.LinkPRF()
		fmt.Fprintf(s.w,
			"%-10s checks right %3d of %d, values that must never stand %d; linking P %5.1f  R %5.1f  F1 %5.1f; %d of %d "+
				"slots shown\n",
			from.name, sum.Right, sum.Checks, sum.Stands, p, r, f1, sum.Shown, sum.Gold)
		h := &sum.Heads
		fmt.Fprintf(s.w, "%-10s heads right %v: day %v, place %v, who %v, name %v; of no gold event %d; "+
			"values borne out %v\n",
			"", h.All, h.Day, h.Place, h.Who, h.Name, h.Unknown, sum.Values)
		for _, fault := range h.Faults[:min(len(h.Faults), s.Errors)] {
			fmt.Fprintf(s.w, "  head %s\n", fault)
		}
		for _, fault := range sum.Faults[:min(len(sum.Faults), s.Errors)] {
			fmt.Fprintf(s.w, "  %s\n", fault)
		}
	}
	return nil
}

// threads reads the gold threads in the directory.
func (c corpora) threads() ([]*thread.Thread, error) {
	names, err := filepath.Glob(filepath.Join(string(c), "threads", "*.json"))
	if err != nil {
		return nil, err
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("%s has no threads", string(c))
	}
	slices.Sort(names)
	var out []*thread.Thread
	for _, name := range names {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		t, err := thread.Read(f)
		f.Close()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		out = append(out, t)
	}
	return out, nil
}

// readThread reads the articles of a thread with the reader.
func (s *scorer) readThread(ctx context.Context, t *thread.Thread) ([]*record.Record, error) {
	var out []*record.Record
	for i := range t.Articles {
		g := &t.Articles[i]
		a, err := plain(g.ID, g.Text, g.Published)
		if err != nil {
			return nil, err
		}
		a.Outlet, a.URL, a.Published, a.PublishedFrom = g.Outlet, g.URL, g.Published, "metadata"
		r, err := s.reader.Read(ctx, a)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// dossierFigures adds the records of a thread to a ledger of their own and runs the thread's
// checks.
func dossierFigures(ctx context.Context, t *thread.Thread, records []*record.Record) (*thread.DossierFigures, error) {
	dir, err := os.MkdirTemp("", "readout-score-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	st, err := sqlite.Open(ctx, filepath.Join(dir, "thread.db"), sqlite.Options{})
	if err != nil {
		return nil, err
	}
	defer st.Close()
	l := ledger.New(st, ledger.Options{})
	items := make([]ledger.Item, len(records))
	for i, r := range records {
		items[i].Record = r
	}
	added, err := l.Add(ctx, items)
	if err != nil {
		return nil, err
	}
	for _, a := range added {
		if a.Err != nil {
			return nil, a.Err
		}
	}
	list, err := l.AllEvents(ctx, "")
	if err != nil {
		return nil, err
	}
	var all []thread.ShownEvent
	if err := shown(list, &all); err != nil {
		return nil, err
	}
	return t.Check(all, func(words, asOf string) (*thread.ShownEvent, error) {
		d, err := l.Event(ctx, words, asOf)
		if err != nil {
			return nil, err
		}
		e := new(thread.ShownEvent)
		return e, shown(d, e)
	}), nil
}

// shown converts an answer of the ledger by way of its JSON.
func shown(answer, to any) error {
	b, err := json.Marshal(answer)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, to)
}
