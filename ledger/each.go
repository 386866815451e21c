package ledger

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"readout/record"
	"readout/store"
)

// Each gives every statement that a query finds, newest first, page by page. Limit
// and Cursor of the query are not looked at.
func (l *Ledger) Each(ctx context.Context, q Query) iter.Seq2[Statement, error] {
	return func(yield func(Statement, error) bool) {
		q.Limit, q.Cursor = 200, ""
		for {
			page, err := l.Search(ctx, q)
			if err != nil {
				yield(Statement{}, err)
				return
			}
			for _, s := range page.Statements {
				if !yield(s, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			q.Cursor = page.Next
		}
	}
}

// Records gives the records of all articles that stood at a day ("" is now) and
// were published from one day to another, in the order of publication.
func (l *Ledger) Records(ctx context.Context, from, to, asOf string) iter.Seq2[*record.Record, error] {
	return func(yield func(*record.Record, error) bool) {
		if err := errors.Join(CheckDays("from", from, "to", to), CheckAsOf(asOf)); err != nil {
			yield(nil, fmt.Errorf("ledger: reading records: %w", err))
			return
		}
		f := store.VersionFilter{From: store.DayOf(from), To: store.DayOf(to), AsOf: asOf, Live: asOf == ""}
		all, err := l.versions(ctx, f)
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
			vs, err := l.versions(ctx, store.VersionFilter{IDs: ids, Body: true})
			if err != nil {
				yield(nil, fmt.Errorf("ledger: reading records: %w", err))
				return
			}
			for k := range vs {
				if !yield(vs[k].Body.Record, nil) {
					return
				}
			}
		}
	}
}
