package alert

import (
	"context"
	"errors"
	"slices"
	"strings"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/store"
)

// status returns the changes of events by the batch.
func (b *batch) status(ctx context.Context, s *Subscription) (Alert, error) {
	a := Alert{Type: "status.changed"}
	if err := b.loadEvents(ctx, s); err != nil {
		return a, err
	}
	id := ""
	if _, err := store.ParseStatementID(s.Event); err == nil { // the id of any report identifies the event
		d, err := b.d.l.Event(ctx, s.Event, "")
		if err != nil {
			return a, err
		}
		id = d.ID
	}
	for i := range b.events {
		t := &b.events[i]
		if id != "" && t.dossier.ID != id || id == "" && !fits(&t.dossier, s.Event) {
			continue
		}
		for _, c := range t.changes {
			e := c.Now
			if e == nil {
				e = c.Before
			}
			if !in(s.Slot, c.Slot) || !in(s.Outlet, e.Article.Outlet) || len(s.Is) > 0 &&
				(c.Now == nil || !in(s.Is, c.Now.Status)) {
				continue
			}
			a.Changes = append(a.Changes, Change{c, b.d.page("/event/" + t.dossier.ID)})
		}
	}
	return a, nil
}

// eventNews is an event that a batch reports on, with what the batch changed.
type eventNews struct {
	dossier ledger.Dossier
	changes []ledger.SlotChange
}

// loadEvents reads the dossiers of all events that new versions report on, or reported on before,
// as far as a subscription is about those versions.
func (b *batch) loadEvents(ctx context.Context, s *Subscription) error {
	if b.loaded == nil {
		b.loaded = map[string]bool{}
	}
	if err := b.loadSteps(ctx); err != nil {
		return err
	}
	for i := range b.versions {
		v := &b.versions[i]
		if v.Since < s.Since {
			continue
		}
		names := []string{nameOf(v)}
		for k := range b.steps {
			if b.steps[k].To.ID == names[0] {
				names = append(names, b.steps[k].From.ID) // the new version may withdraw all of it
			}
		}
		for _, name := range names {
			if err := b.loadEventsOf(ctx, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *batch) loadEventsOf(ctx context.Context, name string) error {
	if b.loaded[name] {
		return nil
	}
	id, err := store.ParseVersionID(name)
	if err != nil {
		return err
	}
	t, err := b.d.l.Text(ctx, name)
	if errors.Is(err, ask.ErrUnknown) {
		return nil // taken down in the meantime
	}
	if err != nil {
		return err
	}
	for n := range min(len(t.Record.Events), store.MaxRow) {
		d, err := b.d.l.Event(ctx, id.Row(n+1).String(), "")
		if errors.Is(err, ask.ErrUnknown) {
			continue
		}
		if err != nil {
			return err
		}
		if !b.loaded[d.ID] {
			b.loaded[d.ID] = true
			b.events = append(b.events, eventNews{d, d.ChangedBy(b.versions)})
		}
	}
	b.loaded[name] = true
	return nil
}

// fits reports whether an event has all the words.
func fits(d *ledger.Dossier, asked string) bool {
	have := strings.Fields(store.Words(strings.Join(append([]string{d.Name, d.Place}, d.Participants...), " ")))
	for w := range strings.FieldsSeq(store.Words(asked)) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
