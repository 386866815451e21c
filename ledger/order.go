package ledger

import (
	"context"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/statement"
	"readout/store"
)

// hits returns what the store finds, newest day first, restricted to the articles in within
// unless that is nil. Like the store's results, they include the whole of the last day, and
// are complete if there are fewer than the filter's limit.
func (l *Ledger) hits(ctx context.Context, f store.Filter, within map[store.VersionID]bool) ([]store.StatementID,
	error) {
	if within == nil {
		return l.st.Search(ctx, f)
	}
	first, last := store.Day(0), store.Day(0)
	for id := range within {
		if day := id.Day(); first == 0 || day < first {
			first = day
		}
		last = max(last, id.Day())
	}
	if f.To == 0 || f.To > last {
		f.To = max(last, 1)
	}
	f.From = max(f.From, first)
	var out []store.StatementID
	for len(within) > 0 && f.From <= f.To {
		ids, err := l.st.Search(ctx, f)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			if within[id.Version()] {
				out = append(out, id)
			}
		}
		if len(ids) < f.Limit || len(out) >= f.Limit || ids[len(ids)-1].Version().Day() <= max(f.From, 1) {
			break
		}
		f.To = ids[len(ids)-1].Version().Day() - 1
	}
	return out, nil
}

// oldestHits returns the hits of the oldest days: whole days, at least as many hits as the
// filter's limit if there are that many. more reports whether later days have others.
//
// The store returns the newest first, so the last day needed is found by binary search over
// days.
func (l *Ledger) oldestHits(ctx context.Context, f store.Filter,
	within map[store.VersionID]bool) (ids []store.StatementID, more bool, err error) {
	newest, err := l.hits(ctx, f, within)
	if err != nil || len(newest) < f.Limit {
		return newest, false, err
	}
	lo, hi := max(f.From, 1), newest[0].Version().Day()
	until := func(day store.Day) ([]store.StatementID, error) {
		g := f
		g.To = day
		return l.hits(ctx, g, within)
	}
	for lo < hi { // the first day up to which there are enough is in lo..hi
		mid := lo + (hi-lo)/2
		some, err := until(mid)
		if err != nil {
			return nil, false, err
		}
		if len(some) < f.Limit {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > max(f.From, 1) {
		if ids, err = until(lo - 1); err != nil {
			return nil, false, err
		}
	}
	g := f
	g.From, g.To = max(f.From, lo), lo
	if lo == 1 {
		g.From = 0 // undated articles come before all others
	}
	last, err := l.hits(ctx, g, within)
	return append(ids, last...), newest[0].Version().Day() > lo, err
}

// oldestOrder reverses hits ordered newest first, keeping the order within each text.
func oldestOrder(ids []store.StatementID) {
	slices.Reverse(ids)
	for i := 0; i < len(ids); {
		k := i + 1
		for k < len(ids) && ids[k].Version() == ids[i].Version() {
			k++
		}
		slices.Reverse(ids[i:k])
		i = k
	}
}

// within returns the articles to which a query is restricted; nil is any.
func (l *Ledger) within(ctx context.Context, q *ask.Query) (map[store.VersionID]bool, error) {
	var out map[store.VersionID]bool
	only := func(names []string) error {
		some := map[store.VersionID]bool{}
		for _, name := range names {
			id, err := statement.ParseVersion(name)
			if err != nil {
				return err
			}
			if out == nil || out[id] {
				some[id] = true
			}
		}
		out = some
		return nil
	}
	if q.Event != "" {
		d, err := l.Event(ctx, q.Event, q.AsOf)
		if err != nil {
			return nil, fmt.Errorf("ledger: searching the reports of an event: %w", err)
		}
		if err := only(d.Articles()); err != nil {
			return nil, err
		}
	}
	if q.Articles != nil {
		if err := only(q.Articles); err != nil {
			return nil, err
		}
	}
	return out, nil
}
