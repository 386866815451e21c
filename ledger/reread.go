package ledger

import (
	"context"
	"fmt"
	"slices"

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
	Failed   []Problem       `json:"failed,omitempty"`
	Examples []StatementFate `json:"examples"`
}

// RereadOptions choose what is read again.
type RereadOptions struct {
	Write    bool
	All      bool   // also what the present reader read; else only what another did
	From, To string // days of publication
	AsOf     string // only what stood at the end of that day; "" is every version
	Examples int    // 0 is 20
	Progress func(done int)
	// Skip leaves an article as it is where the reader fails on it, and lists it. Else
	// the failure is an error.
	Skip bool
}

// rereadBatch is how many articles are replaced in one transaction.
const rereadBatch = 50

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
	ids, err := l.Outdated(ctx, version, o)
	if err != nil {
		return out, err
	}
	for some := range slices.Chunk(ids, rereadBatch) {
		if err := l.RereadSome(ctx, some, read, o, &out); err != nil {
			return out, err
		}
		if o.Progress != nil {
			o.Progress(out.Articles)
		}
	}
	return out, nil
}

// Outdated lists the versions that a reader of another name than version read.
func (l *Ledger) Outdated(ctx context.Context, version string, o RereadOptions) ([]store.VersionID, error) {
	all, err := l.st.Versions(ctx, store.VersionFilter{From: store.DayOf(o.From), To: store.DayOf(o.To), AsOf: o.AsOf})
	if err != nil {
		return nil, fmt.Errorf("ledger: rereading: %w", err)
	}
	var ids []store.VersionID
	for i := range all {
		if all[i].Reader != version || o.All {
			ids = append(ids, all[i].ID)
		}
	}
	return ids, nil
}

// RereadSome reads some versions again, adds to out, and writes them in one
// transaction, at the end and even where nothing is to be written, if o says to
// write.
func (l *Ledger) RereadSome(ctx context.Context, ids []store.VersionID, read func(*record.Record) (*record.Record, error), o RereadOptions, out *Reread) error {
	vs, err := l.st.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
	if err != nil {
		return fmt.Errorf("ledger: rereading: %w", err)
	}
	a, err := l.audited(ctx)
	if err != nil {
		return err
	}
	var changes []store.Change
	for i := range vs { // what was taken down meanwhile is not among them
		v := &vs[i]
		again, err := read(v.Body.Record)
		if err != nil {
			if o.Skip && ctx.Err() == nil {
				out.Failed = append(out.Failed, Problem{Outlet: v.Key.Outlet, Ident: v.Key.Ident, Text: err.Error()})
				continue
			}
			return fmt.Errorf("ledger: rereading %s of %s: %w", v.Key.Ident, v.Key.Outlet, err)
		}
		out.compare(v, again, o.Examples)
		if !o.Write {
			continue
		}
		c, err := a.change(v, again)
		if err != nil {
			return err
		}
		changes = append(changes, c)
	}
	if !o.Write {
		return nil
	}
	out.Written += len(changes)
	if _, err := l.st.Replace(ctx, changes...); err != nil {
		return fmt.Errorf("ledger: rereading %d articles: %w", len(changes), err)
	}
	return nil
}

// compare counts what another reading of a version gives.
func (out *Reread) compare(v *store.Version, again *record.Record, examples int) {
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
		if len(out.Examples) < examples {
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
}

// change is how the store is to take another reading of a version.
func (a *audit) change(v *store.Version, again *record.Record) (store.Change, error) {
	was, err := a.prepareAgain(v)
	if err != nil {
		return store.Change{}, err
	}
	was.Version.Reader = v.Reader
	entry, err := a.prepareAgain(&store.Version{ID: v.ID, Key: v.Key, SHA256: v.SHA256, Ingested: v.Ingested, Body: &store.Body{Record: again, Raw: v.Body.Raw}})
	if err != nil {
		return store.Change{}, err
	}
	entry.Packed = store.Pack(&store.Body{Record: again, Raw: v.Body.Raw})
	return store.Change{Old: was, New: entry, Seen: a.last}, nil
}

// Merge adds what another part of the archive gave, up to some examples.
func (out *Reread) Merge(part *Reread, examples int) {
	out.Articles += part.Articles
	out.Changed += part.Changed
	out.Stands += part.Stands
	out.Moved += part.Moved
	out.Altered += part.Altered
	out.Lost += part.Lost
	out.Gained += part.Gained
	out.Written += part.Written
	out.Failed = append(out.Failed, part.Failed...)
	out.Examples = append(out.Examples, part.Examples[:max(0, min(len(part.Examples), examples-len(out.Examples)))]...)
}
