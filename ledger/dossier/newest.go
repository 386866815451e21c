package dossier

import (
	"context"
	"fmt"
	"sync"

	"readout/ledger/event"
	"readout/ledger/event/tie"
	"readout/ledger/event/weights"
	"readout/store"
)

// newest is the newest reports as of a day, and the events that they tell of.
type newest struct {
	asOf   string
	most   int // how many were asked for
	rows   []*event.Report
	have   map[store.StatementID]bool
	ties   *tie.Ties
	events func() []*event.Occasion // linked when they are first asked for
	cut    bool                     // there are more
}

// once keeps the newest reports for the lists of one answer.
type once struct {
	mu   sync.Mutex
	kept *newest
}

type onceKey struct{}

// ReadOnce returns a context in which lists of events as of one day read the newest reports once: an
// answer that is made of several lists takes them from one state of the ledger.
func ReadOnce(ctx context.Context) context.Context {
	if ctx.Value(onceKey{}) != nil {
		return ctx
	}
	return context.WithValue(ctx, onceKey{}, new(once))
}

// newestAt gives the newest reports as of a day, those that the context keeps if it keeps them.
func (ds *Dossiers) newestAt(ctx context.Context, asOf string, most int) (*newest, error) {
	o, ok := ctx.Value(onceKey{}).(*once)
	if !ok {
		return ds.readNewest(ctx, asOf, most)
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.kept != nil && o.kept.asOf == asOf && o.kept.most >= most {
		return o.kept, nil
	}
	n, err := ds.readNewest(ctx, asOf, most)
	if err == nil {
		o.kept = n
	}
	return n, err
}

// readNewest reads the newest reports as of a day.
func (ds *Dossiers) readNewest(ctx context.Context, asOf string, most int) (*newest, error) {
	list, err := ds.st.Events(ctx, store.EventFilter{AsOf: asOf, Limit: most})
	if err != nil {
		return nil, fmt.Errorf("ledger: reading events: %w", err)
	}
	g, err := ds.newGathering(ctx, asOf)
	if err != nil {
		return nil, err
	}
	g.take(list)
	if _, err := ds.tie(ctx, g); err != nil {
		return nil, err
	}
	events := sync.OnceValue(func() []*event.Occasion { return event.Link(g.rows, weights.ForLinking(), g.ties) })
	return &newest{asOf, most, g.rows, g.have, g.ties, events, len(list) == most}, nil
}

// linkNewest gives the events of what was found, as far as that and the newest reports tell of them.
func (ds *Dossiers) linkNewest(ctx context.Context, g *gathering, most int) ([]*event.Occasion, error) {
	n, err := ds.newestAt(ctx, g.asOf, most)
	if err != nil {
		return nil, err
	}
	g.cut, g.ties = g.cut || n.cut, n.ties
	older := false
	for _, r := range g.rows {
		older = older || !n.have[r.ID]
	}
	if !older {
		return g.ofFound(n.events()), nil
	}
	for _, r := range n.rows {
		if !g.have[r.ID] {
			g.have[r.ID] = true
			g.rows = append(g.rows, r)
		}
	}
	if _, err := ds.tie(ctx, g); err != nil {
		return nil, err
	}
	return g.occasions(), nil
}
