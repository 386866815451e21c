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

// eventNews is an event that a batch speaks of, with what the batch changed of it.
type eventNews struct {
	dossier ledger.Dossier
	changes []ledger.SlotChange
}

// gather reads the dossiers of all events that new versions speak of, or spoke of before,
// as far as a subscription is about those versions.
func (b *batch) gather(ctx context.Context, s *Subscription) error {
	if b.gathered == nil {
		b.gathered = map[string]bool{}
	}
	if err := b.history(ctx); err != nil {
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
				names = append(names, b.steps[k].From.ID) // it may take all of it back
			}
		}
		for _, name := range names {
			if err := b.gatherFrom(ctx, name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *batch) gatherFrom(ctx context.Context, name string) error {
	if b.gathered[name] {
		return nil
	}
	id, err := store.ParseVersionID(name)
	if err != nil {
		return err
	}
	t, err := b.d.l.Text(ctx, name)
	if errors.Is(err, ask.ErrUnknown) {
		return nil // taken down meanwhile
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
		if !b.gathered[d.ID] {
			b.gathered[d.ID] = true
			b.events = append(b.events, eventNews{d, d.ChangedBy(b.versions)})
		}
	}
	b.gathered[name] = true
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
