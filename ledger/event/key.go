package event

import (
	"slices"
	"strings"
	"time"

	"readout/ledger/event/daterange"
	"readout/ledger/event/timing"
	"readout/record"
	"readout/store"
)

// maxPairs bounds the keys of an event with very many participants.
const maxPairs = 15

// Keys are what two reports of one event are likely to share: a pair of people, a pair
// of sides, the place, telling words or the day. A report is only compared with events of
// which a report shares a key, whether they come from a store by the key or not.
func (r *Report) Keys() []uint64 { return r.linkKeys }

// keyed works out the keys of a report. A plan for a day is looked for by what calls off a plan for that day, but not
// by another plan: two strikes on one day that one union speaks of are two.
func (r *Report) keyed() {
	plans := r.planKeys()
	r.seeks = r.makeKeys()
	r.linkKeys = sorted(slices.Concat(r.seeks, plans))
	if calledOff[r.told] {
		r.seeks = r.linkKeys
	}
}

// planKeys are of a plan for a day, and of its being put off or called off, by all whom the report names: those who
// take part in what is planned may only announce that it is off.
func (r *Report) planKeys() []uint64 {
	if len(r.Days) == 0 || r.Days[0].To-r.Days[0].From > timing.Long || unsorted[r.Class] ||
		r.told != record.Planned && !calledOff[r.told] {
		return nil
	}
	var keys []uint64
	for i, who := range r.keys {
		if len(keys) < maxTerms && !r.Parties[i].Near {
			keys = append(keys, store.Hash("plan", r.Class, r.Days[0].From.String(), r.Days[0].To.String(), who))
		}
	}
	return keys
}

func (r *Report) makeKeys() []uint64 {
	keys := r.pairs()
	for _, list := range [...][]string{r.Sides, r.Near} {
		for i, x := range list[:min(len(list), maxTerms)] {
			for _, y := range list[i+1 : min(len(list), maxTerms)] {
				keys = append(keys, store.Hash("pair", x, y))
			}
		}
	}
	for _, place := range r.Places {
		keys = append(keys, store.Hash("place", r.Class, place))
	}
	who := slices.Concat(r.People, r.Sides)
	if len(who) == 0 {
		who = r.Near
	}
	for _, month := range r.months() {
		for _, x := range who[:min(len(who), maxPairs)] {
			keys = append(keys, store.Hash("month", x, month))
		}
	}
	if len(r.Time) == len(time.DateOnly) {
		keys = append(keys, store.Hash("day", r.Key, r.Time))
	}
	// A telling word with a party, a place or another word: "Mandela" and "memorial".
	for i, t := range r.Terms[:min(len(r.Terms), maxTerms)] {
		for _, x := range who[:min(len(who), maxTerms)] {
			keys = append(keys, store.Hash("word", t, x))
		}
		for _, place := range r.Places {
			keys = append(keys, store.Hash("there", t, place))
		}
		for _, u := range r.Terms[i+1 : min(len(r.Terms), maxTerms)] {
			keys = append(keys, store.Hash("words", t, u))
		}
	}
	if len(who) < 2 && len(r.Places) == 0 {
		if strings.Contains(r.Key, " ") {
			keys = append(keys, store.Hash("name", r.Key))
		}
		for _, x := range who {
			keys = append(keys, store.Hash("one", r.Class, x))
		}
	}
	return sorted(keys)
}

// months are those in which the event may be: of its surest day, or where a report gives none, of the
// report and of the days after or before it.
func (r *Report) months() []string {
	span := daterange.Range{From: r.Day, To: r.Day + timing.Month}
	if len(r.Days) > 0 {
		span = r.Days[0]
	} else if r.over {
		span = daterange.Range{From: r.Day - timing.Month, To: r.Day}
	}
	if span.From <= 0 || span.To-span.From > timing.Month {
		return nil
	}
	month := func(d store.Day) string { return d.String()[:len("2006-01")] }
	return slices.Compact([]string{month(span.From), month(span.To)})
}

// pairs are the keys of each two people of a report, by the last word of their names, and of one
// of them by the first, which may stand for a name elsewhere.
func (r *Report) pairs() []uint64 {
	var keys []uint64
	pair := func(x, y string) {
		if x != "" && y != "" && len(keys) < maxPairs {
			keys = append(keys, store.Hash("pair", min(x, y), max(x, y)))
		}
	}
	for i, x := range r.persons {
		for _, y := range r.persons[i+1:] {
			pair(x.last, y.last)
			pair(x.first, y.last)
			pair(x.last, y.first)
		}
	}
	return keys
}

// maxTerms bounds the telling words, sides and office holders of an event that make keys.
const maxTerms = 5
