package dossier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/ledger/ask"
	"readout/ledger/event"
	"readout/record"
	"readout/store"
)

// soonDays are how many days are looked at first for the soonest events.
const soonDays = 60

// Soonest gives the first of the events that Upcoming gives, at most so many. The others are not
// weighed: an event cannot stand on an earlier day than any that its reports give.
//
// Errors: those of Upcoming.
func (ds *Dossiers) Soonest(ctx context.Context, from, to, asOf string, most int) ([]Dossier, error) {
	if err := errors.Join(ask.CheckDays("from", from, "to", to), ask.CheckAsOf(asOf)); err != nil {
		return nil, fmt.Errorf("ledger: coming events: %w", err)
	}
	ctx = ReadOnce(ctx)
	if soon := addDays(from, soonDays); to == "" || soon < to {
		list, err := ds.soonest(ctx, from, soon, asOf, most)
		if err != nil || len(list) >= most {
			return list, err
		}
	}
	return ds.soonest(ctx, from, to, asOf, most)
}

// soonest is Soonest without a nearer end.
func (ds *Dossiers) soonest(ctx context.Context, from, to, asOf string, most int) ([]Dossier, error) {
	found, g, err := ds.gatherNear(ctx, store.EventFilter{From: from, To: to, AsOf: asOf, Limit: maxListed}, maxNear)
	if err != nil {
		return nil, err
	}
	slices.SortStableFunc(found, func(x, y *event.Occasion) int {
		return cmp.Compare(earliest(x, from), earliest(y, from))
	})
	out := []Dossier{}
	for _, o := range found {
		day := earliest(o, from)
		if day == "" {
			continue
		}
		if len(out) >= most && (most == 0 || out[most-1].Time < day) {
			break
		}
		list, err := ds.show(ctx, []*event.Occasion{o}, g, asOf)
		if err != nil {
			return nil, err
		}
		if t := list[0].Time; t >= from && (to == "" || t < to) {
			at, _ := slices.BinarySearchFunc(out, list[0], bySoonest)
			out = slices.Insert(out, at, list[0])
		}
	}
	return out[:min(most, len(out))], nil
}

// bySoonest orders events by their days, then by their names and ids.
func bySoonest(x, y Dossier) int {
	return cmp.Or(cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name), cmp.Compare(x.ID, y.ID))
}

// earliest is the first day, from a day on, that a report gives an event, "" where none does.
func earliest(o *event.Occasion, from string) string {
	first := ""
	see := func(day string) {
		if day >= from && (first == "" || day < first) {
			first = day
		}
	}
	for _, r := range o.Rows {
		see(r.Time)
		for i := range r.Slots {
			if r.Slots[i].Slot == record.DateSlot {
				see(r.Slots[i].Value)
			}
		}
	}
	return first
}
