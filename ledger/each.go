package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/record"
	"readout/store"
)

// Damage is an article whose stored body cannot be read. Iterators over many articles yield it
// in the article's place and continue.
type Damage struct {
	Article string // "v…"
	Err     error
}

// Error names the article and says what is wrong with it.
func (d *Damage) Error() string {
	return fmt.Sprintf("ledger: article %s is damaged: %v", d.Article, d.Err)
}

// Unwrap returns what is wrong with the body.
func (d *Damage) Unwrap() error { return d.Err }

// Each yields every statement that a query finds, newest first, page by page. It ignores the
// query's Limit and Cursor.
//
// Errors: a *Damage for each article that cannot be read, after which it continues; those of
// Search.
func (l *Ledger) Each(ctx context.Context, q ask.Query) iter.Seq2[statement.Statement, error] {
	return func(yield func(statement.Statement, error) bool) {
		q.Limit, q.Cursor = 200, ""
		for {
			ids, next, err := l.page(ctx, q, false)
			if err != nil {
				yield(statement.Statement{}, err)
				return
			}
			if !l.eachOf(ctx, ids, yield) || next == "" {
				return
			}
			q.Cursor = next
		}
	}
}

// eachOf yields statements by their ids, skipping damaged articles.
func (l *Ledger) eachOf(ctx context.Context, ids []store.StatementID, yield func(statement.Statement,
	error) bool) bool {
	list, err := l.Load(ctx, ids)
	if errors.Is(err, store.ErrCorrupt) {
		version := ids[0].Version()
		end := slices.IndexFunc(ids, func(id store.StatementID) bool { return id.Version() != version })
		if end < 0 {
			return yield(statement.Statement{}, &Damage{Article: articleName(version), Err: err})
		}
		return l.eachOf(ctx, ids[:end], yield) && l.eachOf(ctx, ids[end:], yield)
	}
	if err != nil {
		yield(statement.Statement{}, err)
		return false
	}
	for _, s := range list {
		if !yield(s, nil) {
			return false
		}
	}
	return true
}

func articleName(id store.VersionID) string { return fmt.Sprintf("v%d", id) }

// Records yields the records of all articles that stood at the end of a day ("" is now) and
// were published within a range of days, in order of publication.
//
// Errors: a *Damage for each article that cannot be read, after which it continues.
func (l *Ledger) Records(ctx context.Context, from, to, asOf string) iter.Seq2[*record.Record, error] {
	return func(yield func(*record.Record, error) bool) {
		if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
			yield(nil, fmt.Errorf("ledger: reading records: %w", err))
			return
		}
		f := store.VersionFilter{From: store.DayOf(from), To: store.DayOf(to), AsOf: asOf, Live: asOf == ""}
		all, err := l.Versions(ctx, f)
		if err != nil {
			yield(nil, fmt.Errorf("ledger: reading records: %w", err))
			return
		}
		const step = 100
		for i := 0; i < len(all); i += step {
			var ids []store.VersionID
			for _, v := range all[i:min(i+step, len(all))] {
				ids = append(ids, v.ID)
			}
			if !l.eachRecord(ctx, ids, yield) {
				return
			}
		}
	}
}

// eachRecord yields the records of versions, skipping damaged ones.
func (l *Ledger) eachRecord(ctx context.Context, ids []store.VersionID, yield func(*record.Record, error) bool) bool {
	vs, err := l.Versions(ctx, store.VersionFilter{IDs: ids, Body: true})
	switch {
	case errors.Is(err, store.ErrCorrupt) && len(ids) > 1:
		half := len(ids) / 2
		return l.eachRecord(ctx, ids[:half], yield) && l.eachRecord(ctx, ids[half:], yield)
	case errors.Is(err, store.ErrCorrupt):
		return yield(nil, &Damage{Article: articleName(ids[0]), Err: err})
	case err != nil:
		yield(nil, fmt.Errorf("ledger: reading records: %w", err))
		return false
	}
	for k := range vs {
		if !yield(vs[k].Body.Record, nil) {
			return false
		}
	}
	return true
}
