package dossier

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readout/ledger/ask"
	"readout/ledger/event"
	"readout/ledger/event/daterange"
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
		if err != nil || len(list) >= most && (most == 0 || begins(list[most-1].Time) < store.DayOf(soon)) {
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
	days := make(map[*event.Occasion]store.Day, len(found))
	for _, o := range found {
		days[o] = earliest(o, from, to)
	}
	found = slices.DeleteFunc(found, func(o *event.Occasion) bool { return days[o] == 0 || !o.Stands(asOf) })
	slices.SortStableFunc(found, func(x, y *event.Occasion) int { return cmp.Compare(days[x], days[y]) })
	out := []Dossier{}
	for _, o := range found {
		if len(out) >= most && (most == 0 || begins(out[most-1].Time) < days[o]) {
			break
		}
		list, err := ds.show(ctx, []*event.Occasion{o}, g, asOf)
		if err != nil {
			return nil, err
		}
		if within(list[0].Time, from, to) {
			at, _ := slices.BinarySearchFunc(out, list[0], bySoonest)
			out = slices.Insert(out, at, list[0])
		}
	}
	return out[:min(most, len(out))], nil
}

// bySoonest orders events by the days by which they begin at the latest, then by their names and ids: of what is to
// come this year nothing says that it is to come before what is to come this week.
func bySoonest(x, y Dossier) int {
	return cmp.Or(cmp.Compare(begins(x.Time), begins(y.Time)), cmp.Compare(x.Time, y.Time), cmp.Compare(x.Name, y.Name),
		cmp.Compare(x.ID, y.ID))
}

// begins is the last day on which what is at a time may begin: the day, the first of several, the last of a week, of a
// month or of a year.
func begins(when string) store.Day {
	first, _, _ := strings.Cut(when, "/")
	return daterange.Of(first).To
}

// ToCome leaves those out of a list that Upcoming gave that were put off, called off or ruled out: their day is the one
// that was planned, which a calendar has to show as off, but nothing comes on it. It changes the list.
func ToCome(list []Dossier) []Dossier {
	return slices.DeleteFunc(list, func(d Dossier) bool { return off[d.Status] })
}

// off are the statuses of what does not come on its day.
var off = map[string]bool{record.Postponed: true, record.Cancelled: true, record.RuledOut: true,
	record.NotPlanned: true}

// ByDays orders times by their first days, whether they are days, weeks, months or years.
func ByDays(x, y string) int {
	a, b := daterange.Of(x), daterange.Of(y)
	return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(b.To, a.To), cmp.Compare(x, y))
}

// within reports whether a time has a day from one (included) to another (not included; "" is no end).
func within(when, from, to string) bool {
	days := daterange.Of(when)
	return days.From > 0 && days.To >= store.DayOf(from) && (to == "" || days.From < store.DayOf(to))
}

// earliest is the first day by which an event may begin that a report gives it within some days, 0 where none does.
func earliest(o *event.Occasion, from, to string) store.Day {
	first := store.Day(0)
	see := func(when string) {
		if day := begins(when); within(when, from, to) && (first == 0 || day < first) {
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
