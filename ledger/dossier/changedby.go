package dossier

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"readout/ledger/event"
	"readout/store"
)

// ChangedBy gives what some versions of articles changed of an event, in the order of their
// publication: what is told does not depend on whether they came one after the other or
// all at once, after the event perhaps.
func (d *Dossier) ChangedBy(came []store.Version) []SlotChange {
	steps := slices.DeleteFunc(slices.Clone(came), func(v store.Version) bool {
		return !slices.ContainsFunc(d.occasion.Rows, func(r *event.Report) bool {
			return r.ID.Version() == v.ID || event.Replaces(&v, r)
		})
	})
	slices.SortStableFunc(steps, func(x, y store.Version) int { return store.CompareTimes(x.Since, y.Since) })
	same, last := d.tracks()
	var out []SlotChange
	was := d.before(steps, same)
	for i := range steps {
		now := last
		if i+1 < len(steps) {
			now = d.before(steps[i+1:], same)
		}
		for _, key := range now.order {
			t, b := now.at[key], was.at[key].Now
			if Alike(b, t.Now) || t.Now == nil && !last.at[key].withdrew(b) {
				continue
			}
			c := SlotChange{Event: d.ID, Name: d.Name, Slot: t.Slot, Item: t.Item, Before: b, Now: t.Now}
			if l := last.at[key].Now; l != nil && t.Now != nil && !Alike(t.Now, l) {
				c.Since = l
			}
			out = append(out, c)
		}
		was = now
	}
	return out
}

// slotStates is how the slots of an event stood at one time, by what tells a slot from
// others at any time.
type slotStates struct {
	order []string
	at    map[string]SlotTrack
}

// Detach lets go of the reports that a dossier was made of, for who keeps it: ChangedBy is not to
// be asked then.
func (d *Dossier) Detach() { d.occasion = nil }

// tracks are the slots as they stand now, and the key of each entry's slot: what a list's
// item is called differs with what was said of it by then, but an entry is of one.
func (d *Dossier) tracks() (map[string]string, slotStates) {
	same := map[string]string{}
	for i := range d.Slots {
		t := &d.Slots[i]
		if event.Single(t.Slot) {
			continue
		}
		for k := range t.Entries {
			same[t.Slot+" "+t.Entries[k].ID] = fmt.Sprintf("%s %d", t.Slot, i)
		}
	}
	return same, slotsAt(d.Slots, same)
}

// before is how the slots stood before some versions came.
func (d *Dossier) before(came []store.Version, same map[string]string) slotStates {
	o := d.occasion.Without(came)
	if o == nil {
		return slotStates{}
	}
	was := dossierOf(o, "")
	return slotsAt(was.Slots, same)
}

func slotsAt(list []SlotTrack, same map[string]string) slotStates {
	out := slotStates{at: map[string]SlotTrack{}}
	for i := range list {
		t := &list[i]
		key := t.Slot + "|" + t.Item
		if k, ok := same[t.Slot+" "+t.Entries[0].ID]; ok {
			key = k
		}
		if _, ok := out.at[key]; !ok {
			out.order = append(out.order, key)
			out.at[key] = *t
		}
	}
	return out
}

// withdrew reports whether what stood of a slot was taken back since.
func (t SlotTrack) withdrew(e *SlotEntry) bool {
	return slices.ContainsFunc(t.Entries, func(x SlotEntry) bool { return x.ID == e.ID && x.Withdrawn })
}

// SlotChange is a slot of an event that stands otherwise than before. Before is
// nil where nothing was said of it. Since is how it stands by now, where what is told
// was overtaken before it could be told.
type SlotChange struct {
	Event  string     `json:"event"` // id of the dossier
	Name   string     `json:"name"`
	Slot   string     `json:"slot"`
	Item   string     `json:"item,omitempty"`
	Before *SlotEntry `json:"before,omitempty"`
	Now    *SlotEntry `json:"now,omitempty"`
	Since  *SlotEntry `json:"since,omitempty"`
}

// SlotChanges gives the slots of events that stand otherwise than before a day.
func (ds *Dossiers) SlotChanges(ctx context.Context, from store.Day, since, asOf string) ([]SlotChange, error) {
	list, _, err := ds.gather(ctx, store.EventFilter{PubMin: from, AsOf: asOf, Limit: maxListed})
	if err != nil {
		return nil, err
	}
	out := []SlotChange{}
	before := addDays(since, -1)
	for _, o := range list {
		now := dossierOf(o, asOf)
		was := map[string]*SlotEntry{}
		if old := o.Until(before); old != nil {
			d := dossierOf(old, before)
			for i := range d.Slots {
				was[d.Slots[i].Slot+"|"+d.Slots[i].Item] = d.Slots[i].Now
			}
		}
		for _, t := range now.Slots {
			b := was[t.Slot+"|"+t.Item]
			switch {
			case Alike(b, t.Now):
				continue
			case b != nil && t.Now != nil && t.Now.Published < since:
				continue
			}
			out = append(out, SlotChange{Event: now.ID, Name: now.Name, Slot: t.Slot, Item: t.Item, Before: b,
				Now: t.Now})
		}
	}
	slices.SortStableFunc(out, func(x, y SlotChange) int { return cmp.Compare(x.Name, y.Name) })
	return out, nil
}
