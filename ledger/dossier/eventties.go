package dossier

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/event"
	"readout/ledger/event/tie"
	"readout/store"
)

func refOf(r *event.Report) tie.Ref {
	return tie.Ref{Outlet: r.Version.Key.Outlet, Ident: r.Version.Key.Ident, SHA256: fmt.Sprintf("%x",
		r.Version.SHA256),
		Start: r.Span.Start, End: r.Span.End}
}

// MergeEvents records that several dossiers, by id, are of one event. It can be undone.
//
// Errors: ErrUnknown; fewer than two dossiers.
func (ds *Dossiers) MergeEvents(ctx context.Context, who, why string, ids ...string) (int64, error) {
	fail := func(err error) (int64, error) { return 0, fmt.Errorf("ledger: merging events: %w", err) }
	var data audit.Data
	seen := map[tie.Ref]bool{}
	dossiers := 0
	for _, id := range ids {
		o, err := ds.occasion(ctx, id)
		if err != nil {
			return fail(err)
		}
		fresh := false
		for _, r := range o.Rows {
			if ref := refOf(r); !seen[ref] {
				seen[ref], fresh = true, true
				data.Reports = append(data.Reports, ref)
			}
		}
		if fresh {
			dossiers++
		}
	}
	if dossiers < 2 {
		return fail(errors.New("it takes two events"))
	}
	d, err := ds.trail.Draft(audit.MergeEvents, who, why, data)
	if err != nil {
		return 0, err
	}
	return ds.trail.Decide(ctx, d)
}

// SplitEvents records that some reports of one dossier, by id, are of another event
// than the rest. It can be undone.
//
// Errors: ErrUnknown; they are of several dossiers, or all of one.
func (ds *Dossiers) SplitEvents(ctx context.Context, who, why string, reports ...string) (int64, error) {
	fail := func(err error) (int64, error) { return 0, fmt.Errorf("ledger: splitting an event: %w", err) }
	if len(reports) == 0 {
		return fail(errors.New("it takes a report"))
	}
	o, err := ds.occasion(ctx, reports[0])
	if err != nil {
		return fail(err)
	}
	moved := map[string]bool{}
	for _, id := range reports {
		moved[id] = true
	}
	var data audit.Data
	for _, r := range o.Rows {
		if moved[r.ID.String()] {
			delete(moved, r.ID.String())
			data.Reports = append(data.Reports, refOf(r))
		} else {
			data.Rest = append(data.Rest, refOf(r))
		}
	}
	switch {
	case len(moved) > 0:
		return fail(errors.New("the reports are not all of one event"))
	case len(data.Rest) == 0:
		return fail(errors.New("these are all its reports: nothing would be left"))
	}
	d, err := ds.trail.Draft(audit.SplitEvents, who, why, data)
	if err != nil {
		return 0, err
	}
	return ds.trail.Decide(ctx, d)
}

// occasion is the event that a report, by id, is of.
func (ds *Dossiers) occasion(ctx context.Context, id string) (*event.Occasion, error) {
	report, err := store.ParseStatementID(id)
	if err != nil {
		return nil, fmt.Errorf("%q is not the id of an event: %w", id, ask.ErrUnknown)
	}
	list, _, err := ds.gather(ctx, store.EventFilter{IDs: []store.StatementID{report}})
	if err != nil {
		return nil, err
	}
	for _, o := range list {
		for _, r := range o.Rows {
			if r.ID == report {
				return o, nil
			}
		}
	}
	return nil, fmt.Errorf("event %s: %w", id, ask.ErrUnknown)
}

// maxTied bounds how many events of one text are looked through for one that a person
// put somewhere.
const maxTied = 64

// tie reads the reports that people put to the events gathered, and gives the ties.
func (ds *Dossiers) tie(ctx context.Context, g *gathering) (more bool, err error) {
	a, err := ds.trail.Standing(ctx)
	if err != nil || len(a.Events) == 0 {
		return false, err
	}
	have := rowsByText{}
	have.note(g.rows)
	for _, d := range a.Events {
		if !slices.ContainsFunc(d.Reports, have.holds) {
			continue
		}
		for _, ref := range d.Reports {
			if have.holds(ref) || g.sought[ref] {
				continue
			}
			g.sought[ref] = true
			list, err := ds.eventsOf(ctx, ref, g.asOf)
			if err != nil {
				return false, err
			}
			more = g.take(list) || more
		}
	}
	have = rowsByText{}
	have.note(g.rows)
	g.ties = new(tie.Ties)
	ids := func(refs []tie.Ref) []store.StatementID {
		var out []store.StatementID
		for _, ref := range refs {
			if id, ok := have.find(ref); ok {
				out = append(out, id)
			}
		}
		return out
	}
	for n, d := range a.Events {
		if d.Rest == nil {
			g.ties.Together(n+1, ids(d.Reports)...)
		} else {
			g.ties.Apart(n+1, ids(d.Reports), ids(d.Rest))
		}
	}
	return more, nil
}

// rowsByText are reports by the text that they are of.
type rowsByText map[audit.TextRef][]*event.Report

func (m rowsByText) note(rows []*event.Report) {
	for _, r := range rows {
		ref := audit.TextRefOf(&r.Version)
		m[ref] = append(m[ref], r)
	}
}

// find is the report that a person named: of the very mention, or else the only one of
// the text whose first mention has bytes in common with it.
func (m rowsByText) find(ref tie.Ref) (store.StatementID, bool) {
	var near []store.StatementID
	for _, r := range m[audit.TextRef{Outlet: ref.Outlet, Ident: ref.Ident, SHA256: ref.SHA256}] {
		switch {
		case r.Span.Start == ref.Start && r.Span.End == ref.End:
			return r.ID, true
		case r.Span.Start < ref.End && ref.Start < r.Span.End:
			near = append(near, r.ID)
		}
	}
	if len(near) != 1 {
		return 0, false
	}
	return near[0], true
}

func (m rowsByText) holds(ref tie.Ref) bool {
	_, ok := m.find(ref)
	return ok
}

// eventsOf reads the report that a person named, with the others of its text.
func (ds *Dossiers) eventsOf(ctx context.Context, ref tie.Ref, asOf string) ([]store.Event, error) {
	versions, err := ds.st.Versions(ctx, store.VersionFilter{Key: &store.Key{Outlet: ref.Outlet, Ident: ref.Ident}})
	if err != nil {
		return nil, fmt.Errorf("ledger: reading events: %w", err)
	}
	var ids []store.StatementID
	for i := range versions {
		if fmt.Sprintf("%x", versions[i].SHA256) != ref.SHA256 {
			continue
		}
		for n := range maxTied {
			ids = append(ids, versions[i].ID.Row(n+1))
		}
	}
	if len(ids) == 0 {
		return nil, nil // taken down
	}
	list, err := ds.st.Events(ctx, store.EventFilter{IDs: ids, AsOf: asOf})
	if err != nil {
		return nil, fmt.Errorf("ledger: reading events: %w", err)
	}
	return list, nil
}
