package event

import (
	"slices"
	"strings"
	"time"

	"readout/store"
)

// maxPairs bounds the keys of an event with very many participants.
const maxPairs = 15

// Keys are what two reports of one event are likely to share: a pair of people, a pair
// of sides, the place, telling words or the day. A report is only compared with events of
// which a report shares a key, whether they come from a store by the key or not.
func (r *Report) Keys() []uint64 {
	class := r.Class
	var keys []uint64
	for _, list := range [...][]string{r.called(), r.Sides, r.Near} {
		for i, x := range list {
			for _, y := range list[i+1:] {
				if len(keys) < maxPairs {
					keys = append(keys, store.Hash("pair", x, y))
				}
			}
		}
	}
	for _, place := range r.Places {
		keys = append(keys, store.Hash("place", class, place))
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
			keys = append(keys, store.Hash("one", class, x))
		}
	}
	return sorted(keys)
}

// months are those of the surest day of a report, where it is not too wide to tell anything.
func (r *Report) months() []string {
	if len(r.Days) == 0 || r.Days[0].To-r.Days[0].From > monthDays {
		return nil
	}
	month := func(d store.Day) string { return d.String()[:len("2006-01")] }
	return slices.Compact([]string{month(r.Days[0].From), month(r.Days[0].To)})
}

// called are the keys of the people of a report, with the first names that may stand for them.
func (r *Report) called() []string {
	out := slices.Clone(r.People)
	for _, p := range r.persons {
		if p.first != "" {
			out = append(out, p.first)
		}
	}
	return sorted(out)
}

// maxTerms bounds the telling words of an event that make keys.
const maxTerms = 5
