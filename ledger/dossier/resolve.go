package dossier

import (
	"context"
	"fmt"
	"slices"
	"time"

	"readout/ledger/audit"
	"readout/ledger/event"
	"readout/ledger/event/tie"
	"readout/ledger/event/weights"
	"readout/ledger/index"
	"readout/store"
)

const (
	// maxRows bounds how many reports of events one answer looks at: the newest. A
	// dossier that meets the bound says so.
	maxRows = 1000
	// maxKeys is how many keys are looked up at once.
	maxKeys = 2000
	// maxFound bounds how many reports a name or a time finds; what they have in
	// common finds the others.
	maxFound = 150
	// maxListed bounds how many reports a list of events looks at, and maxContext those that it is linked
	// with: the newest.
	maxListed  = 5 * maxRows
	maxContext = 2 * maxListed
	// maxNear is maxContext for what one person speaks of and for the soonest events.
	maxNear = maxListed
)

// gathering is what one answer reads of events.
type gathering struct {
	asOf  string
	rows  []*event.Report
	found map[store.StatementID]bool // what was asked for, as against what may belong to it
	have  map[store.StatementID]bool
	asked map[uint64]bool // keys
	cut   bool            // there are more
	audit *audit.Standing
	ties  *tie.Ties
	// sought are reports that a person put somewhere and that were looked for.
	sought map[tie.Ref]bool
}

func (ds *Dossiers) newGathering(ctx context.Context, asOf string) (*gathering, error) {
	decided, err := ds.trail.Standing(ctx)
	if err != nil {
		return nil, err
	}
	return &gathering{asOf: asOf, found: map[store.StatementID]bool{}, have: map[store.StatementID]bool{},
		asked: map[uint64]bool{}, sought: map[tie.Ref]bool{}, audit: decided}, nil
}

// gather reads the reports a filter finds, and all that may speak of the same
// events, and gives the events of the former.
//
// A report need not share a key with every other of its event: what the reports
// found lead to leads on, until nothing new comes. So an event is the same from
// whichever report it is asked for. Very many have too many keys to be looked up one by
// one: they are linked with the newest reports of whatever event.
func (ds *Dossiers) gather(ctx context.Context, f store.EventFilter) ([]*event.Occasion, *gathering, error) {
	if f.IDs != nil {
		return ds.gatherNear(ctx, f, maxNear)
	}
	return ds.gatherNear(ctx, f, maxContext)
}

// gatherNear is gather with so many of the newest reports where very many are found.
func (ds *Dossiers) gatherNear(ctx context.Context, f store.EventFilter, most int) ([]*event.Occasion, *gathering,
	error) {
	first, err := ds.st.Events(ctx, f)
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: reading events: %w", err)
	}
	return ds.gatherFrom(ctx, first, f.AsOf, f.IDs == nil && f.Limit > 0 && len(first) == f.Limit, most)
}

// gatherFrom is gather with the reports that were found; cut tells that there are more.
func (ds *Dossiers) gatherFrom(ctx context.Context, first []store.Event, asOf string, cut bool, most int) (
	[]*event.Occasion, *gathering, error) {
	g, err := ds.newGathering(ctx, asOf)
	if err != nil {
		return nil, nil, err
	}
	for i := range first {
		g.found[first[i].ID] = true
	}
	g.take(first)
	g.cut = cut
	if len(first) > maxFound {
		list, err := ds.linkNewest(ctx, g, most)
		return list, g, err
	}
	from := slices.Clone(g.rows)
	var list []*event.Occasion
	for range maxSteps {
		more, err := ds.follow(ctx, g, from)
		if err != nil {
			return nil, nil, err
		}
		tied, err := ds.tie(ctx, g)
		if err != nil {
			return nil, nil, err
		}
		if !more && !tied && list != nil {
			return list, g, nil
		}
		list = g.occasions()
		from = from[:0]
		for _, o := range list {
			from = append(from, o.Rows...)
		}
	}
	return list, g, nil
}

// maxSteps bounds how far reports lead to each other.
const maxSteps = 4

// take adds reports that were not read before.
func (g *gathering) take(list []store.Event) (more bool) {
	for i := range list {
		if !g.have[list[i].ID] {
			g.add(g.report(&list[i]))
			more = true
		}
	}
	return more
}

// report is a report with what people looked up of it.
func (g *gathering) report(e *store.Event) *event.Report {
	r := index.NewReport(e)
	r.Look(g.audit.Looked(e))
	return r
}

func (g *gathering) add(r *event.Report) {
	g.have[r.ID] = true
	g.rows = append(g.rows, r)
}

// follow reads what shares a key with the events given.
func (ds *Dossiers) follow(ctx context.Context, g *gathering, from []*event.Report) (more bool, err error) {
	var keys []uint64
	for _, r := range from {
		for _, k := range r.Keys() {
			if !g.asked[k] {
				g.asked[k] = true
				keys = append(keys, k)
			}
		}
	}
	for chunk := range slices.Chunk(keys, maxKeys) {
		ids, err := ds.sharing(ctx, chunk, g.asOf)
		if err != nil {
			return false, err
		}
		g.cut = g.cut || len(ids) == maxRows
		ids = slices.DeleteFunc(ids, func(id store.StatementID) bool { return g.have[id] }) // most were read before
		if err := ds.read(ctx, g, ids); err != nil {
			return false, err
		}
		more = more || len(ids) > 0
	}
	return more, nil
}

// sharing are the newest reports that share one of some keys, in the order of their ids.
func (ds *Dossiers) sharing(ctx context.Context, keys []uint64, asOf string) ([]store.StatementID, error) {
	var found [maxParts][]store.StatementID
	err := inParts(keys, func(part int, keys []uint64) (err error) {
		found[part], err = ds.st.EventIDs(ctx, store.EventFilter{Keys: keys, AsOf: asOf, Limit: maxRows})
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking for events: %w", err)
	}
	ids := slices.Concat(found[:]...)
	slices.Sort(ids)
	ids = slices.Compact(ids)
	return ids[max(0, len(ids)-maxRows):], nil
}

// read adds the reports of some ids.
func (ds *Dossiers) read(ctx context.Context, g *gathering, ids []store.StatementID) error {
	var found [maxParts][]*event.Report
	err := inParts(ids, func(part int, ids []store.StatementID) error {
		list, err := ds.st.Events(ctx, store.EventFilter{IDs: ids, AsOf: g.asOf})
		for i := range list {
			found[part] = append(found[part], g.report(&list[i]))
		}
		return err
	})
	if err != nil {
		return fmt.Errorf("ledger: reading events: %w", err)
	}
	for _, r := range slices.Concat(found[:]...) {
		g.add(r)
	}
	return nil
}

// occasions are the events of the reports found.
func (g *gathering) occasions() []*event.Occasion {
	return g.ofFound(event.Link(g.rows, weights.ForLinking(), g.ties))
}

// ofFound are those of some events of which a report was found.
func (g *gathering) ofFound(list []*event.Occasion) []*event.Occasion {
	var out []*event.Occasion
	for _, o := range list {
		if slices.ContainsFunc(o.Rows, func(e *event.Report) bool { return g.found[e.ID] }) {
			out = append(out, o)
		}
	}
	return out
}

// addDays moves a day of the calendar.
func addDays(day string, n int) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format("2006-01-02")
}
