package ledger

import (
	"context"
	"fmt"

	"readout/record"
	"readout/store"
)

// Reread is what another reading of the stored articles gives, against what is
// stored. Nothing is written unless it was asked for.
type Reread struct {
	Articles int             `json:"articles"`
	Changed  int             `json:"changed"` // articles whose record is another
	Stands   int             `json:"stands"`  // statements
	Moved    int             `json:"moved"`
	Altered  int             `json:"altered"`
	Lost     int             `json:"lost"`
	Gained   int             `json:"gained"`
	Written  int             `json:"written"` // articles
	Examples []StatementFate `json:"examples"`
}

// RereadOptions choose what is read again.
type RereadOptions struct {
	Write    bool
	All      bool   // also what the present reader read; else only what another did
	From, To string // days of publication
	Examples int    // 0 is 20
	Progress func(done int)
}

// Reread runs a reader over the stored articles: read is the present reader, and
// version its name as records carry it ("1 sha256:…").
//
// Errors: the reader failed on an article; the store's. What was written until
// then stays.
func (l *Ledger) Reread(ctx context.Context, version string, read func(*record.Record) (*record.Record, error), o RereadOptions) (Reread, error) {
	out := Reread{Examples: []StatementFate{}}
	if o.Examples == 0 {
		o.Examples = 20
	}
	all, err := l.st.Versions(ctx, store.VersionFilter{From: store.DayOf(o.From), To: store.DayOf(o.To)})
	if err != nil {
		return out, fmt.Errorf("ledger: rereading: %w", err)
	}
	for i := range all {
		if all[i].Reader == version && !o.All {
			continue
		}
		if err := l.rereadOne(ctx, all[i].ID, read, o, &out); err != nil {
			return out, err
		}
		if o.Progress != nil {
			o.Progress(out.Articles)
		}
	}
	return out, nil
}

func (l *Ledger) rereadOne(ctx context.Context, id store.VersionID, read func(*record.Record) (*record.Record, error), o RereadOptions, out *Reread) error {
	vs, err := l.st.Versions(ctx, store.VersionFilter{IDs: []store.VersionID{id}, Body: true})
	if err != nil || len(vs) == 0 {
		return err // taken down meanwhile, or the store failed
	}
	v := &vs[0]
	again, err := read(v.Body.Record)
	if err != nil {
		return fmt.Errorf("ledger: rereading %s of %s: %w", v.Key.Ident, v.Key.Outlet, err)
	}
	out.Articles++
	old, now := newReading(v), newReading(&store.Version{ID: v.ID, Key: v.Key, SHA256: v.SHA256, Since: v.Since, Headline: v.Headline, Body: &store.Body{Record: again}})
	changed := false
	for _, f := range CompareVersions(v.Body.Record, again) {
		switch f.Survival {
		case Stands:
			out.Stands++
			continue
		case Moved:
			out.Moved++
		case Changed:
			out.Altered++
		case Withdrawn:
			out.Lost++
		case Gained:
			out.Gained++
		}
		changed = true
		if len(out.Examples) < o.Examples {
			fate := StatementFate{Survival: f.Survival}
			if f.Old > 0 {
				s := old.statement(f.Old)
				fate.Old = &s
			}
			if f.New > 0 {
				s := now.statement(f.New)
				fate.New = &s
			}
			out.Examples = append(out.Examples, fate)
		}
	}
	if changed {
		out.Changed++
	}
	if !o.Write {
		return nil
	}
	a, err := l.audited(ctx)
	if err != nil {
		return err
	}
	was, err := a.prepareAgain(v)
	if err != nil {
		return err
	}
	was.Version.Reader = v.Reader
	entry, err := a.prepareAgain(&store.Version{ID: v.ID, Key: v.Key, SHA256: v.SHA256, Ingested: v.Ingested, Body: &store.Body{Record: again, Raw: v.Body.Raw}})
	if err != nil {
		return err
	}
	entry.Packed = store.Pack(&store.Body{Record: again, Raw: v.Body.Raw})
	if _, err := l.st.Replace(ctx, store.Change{Old: was, New: entry, Seen: a.last}); err != nil {
		return fmt.Errorf("ledger: rereading %s of %s: %w", v.Key.Ident, v.Key.Outlet, err)
	}
	out.Written++
	return nil
}
