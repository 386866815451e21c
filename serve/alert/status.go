package alert

import (
	"context"
	"errors"
	"slices"
	"strings"

	"readout/ledger"
	"readout/store"
)

// status is what stands otherwise of events since the batch came.
func (b *batch) status(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "status.changed"}
	if err := b.gather(ctx, s); err != nil {
		return a, err
	}
	id := ""
	if _, err := store.ParseStatementID(s.Event); err == nil { // any report's id names the event
		d, err := b.d.l.Event(ctx, s.Event, "")
		if err != nil {
			return a, err
		}
		id = d.ID
	}
	for i := range b.dossiers {
		d := &b.dossiers[i]
		if id != "" && d.ID != id || id == "" && !fits(d, s.Event) {
			continue
		}
		for _, c := range b.changed(d) {
			e := c.Now
			if e == nil {
				e = c.Before
			}
			if !in(s.Slot, c.Slot) || !in(s.Outlet, e.Article.Outlet) || len(s.Is) > 0 && (c.Now == nil || !in(s.Is, c.Now.Status)) {
				continue
			}
			a.Changes = append(a.Changes, Change{c, b.d.page("/event/" + d.ID)})
		}
	}
	return a, nil
}

// gather reads the dossiers of all events that new versions speak of, as far as a
// subscription is about those versions.
func (b *batch) gather(ctx context.Context, s *Subscription) error {
	if b.gathered == nil {
		b.gathered = map[string]bool{}
	}
	for i := range b.versions {
		v := &b.versions[i]
		name := nameOf(v)
		if v.Since < s.Since || b.gathered[name] {
			continue
		}
		t, err := b.d.l.Text(ctx, name)
		if errors.Is(err, ledger.ErrUnknown) {
			continue // taken down meanwhile
		}
		if err != nil {
			return err
		}
		for n := range min(len(t.Record.Events), store.MaxRow) {
			d, err := b.d.l.Event(ctx, v.ID.Row(n+1).String(), "")
			if errors.Is(err, ledger.ErrUnknown) {
				continue
			}
			if err != nil {
				return err
			}
			if !b.gathered[d.ID] {
				b.gathered[d.ID] = true
				b.dossiers = append(b.dossiers, d)
			}
		}
		b.gathered[name] = true
	}
	return nil
}

// fits reports whether all words asked for are among those of an event.
func fits(d *ledger.Dossier, asked string) bool {
	have := strings.Fields(store.Words(strings.Join(append([]string{d.Name, d.Place}, d.Participants...), " ")))
	for w := range strings.FieldsSeq(store.Words(asked)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}

// changed gives the slots of a dossier that stand otherwise than they would without
// the batch.
func (b *batch) changed(d *ledger.Dossier) []ledger.SlotChange {
	var out []ledger.SlotChange
	for _, t := range d.Slots {
		before := b.before(&t)
		if ledger.Alike(before, t.Now) {
			continue
		}
		out = append(out, ledger.SlotChange{Event: d.ID, Name: d.Name, Slot: t.Slot, Item: t.Item, Before: before, Now: t.Now})
	}
	return out
}

// before is what stood of a slot without the batch: what its versions say is left out,
// and what they replaced stands.
func (b *batch) before(t *ledger.SlotTrack) *ledger.SlotEntry {
	return t.Without(
		func(e *ledger.SlotEntry) bool { return b.name[e.Article.ID] != nil },
		func(e *ledger.SlotEntry) bool { return b.replaced(&e.Article) })
}

// replaced reports whether a version of the batch took another's place.
func (b *batch) replaced(a *ledger.Article) bool {
	return slices.ContainsFunc(b.versions, func(v store.Version) bool {
		return v.Key.Outlet == a.Outlet && v.Key.Ident == a.URL && v.Since == a.Until
	})
}
