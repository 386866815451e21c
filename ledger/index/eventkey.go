package index

import (
	"slices"
	"strings"

	"readout/ledger/event"
	"readout/ledger/people"
	"readout/store"
)

// EventKeys bring names of events' parties and places to their keys.
var EventKeys = event.Keys{Name: people.NameKey, Surname: people.SurnameKey}

// NewReport makes an event's row ready for linking, with its parties and places by EventKeys.
func NewReport(e *store.Event) *event.Report { return event.NewReport(e, EventKeys) }

// maxPairs bounds the keys of an event with very many participants.
const maxPairs = 15

// ReportKeys are what two reports of one event are likely to share: a pair of
// people, a pair of sides, the place, telling words or the day.
func ReportKeys(r *event.Report) []uint64 {
	class := r.Class
	var keys []uint64
	for _, list := range [...][]string{r.People, r.Sides, r.Near} {
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
	for _, x := range who {
		if len(r.Time) >= 7 && len(keys) < 2*maxPairs {
			keys = append(keys, store.Hash("month", x, r.Time[:7]))
		}
	}
	// A telling word with a party or with another word: "Mandela" and "memorial".
	for i, t := range r.Terms[:min(len(r.Terms), maxTerms)] {
		for _, x := range who[:min(len(who), maxTerms)] {
			keys = append(keys, store.Hash("word", t, x))
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
	return Dedup(keys)
}

// maxTerms bounds the telling words of an event that make keys.
const maxTerms = 5
