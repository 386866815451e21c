// Package event decides what reports together say of an event: which reports speak
// of one, and what stands of it.
//
// In come reports, what one article says of one event each, with their keys; out come
// occasions, and for each thing said of one whether it supports what stands, and if
// not, why. It reads no store and judges no reader: what is uncertain in a report
// comes in as its score.
//
// The one idea: nothing is decided by the last report alone. Every entry has a weight,
// of who says it, in which words and how often independently, and what is set aside
// stays visible with its reason. All weights are in weights.go.
package event

import (
	"slices"
	"strings"

	"readout/record"
	"readout/store"
)

// Keys brings names to the keys by which reports are compared.
type Keys struct {
	Name    func(name string) string       // of a place or a title
	Surname func(kind, name string) string // of a party
}

// Report is what one version of one article says of one event, with the keys it is
// compared by. All key lists are sorted.
type Report struct {
	*store.Event
	Class  string // the sort of event: meeting, visit, vote, …; "" where nothing tells
	Key    string // of its name
	People []string
	Sides  []string // states, bodies and parties
	Near   []string // who may take part, where the report does not say
	Places []string
	Terms  []string // telling words of its mentions and of its agenda
	Days   []Range  // that the report gives it, surest first
	Day    store.Day
	keys   []string // of the parties, parallel to them
}

// NewReport works out the keys of a report.
func NewReport(e *store.Event, k Keys) *Report {
	r := &Report{Event: e, Key: k.Name(e.Name), Day: e.ID.Version().Day()}
	r.Class = ClassOf(e)
	r.parties(k)
	r.Places = placeKeys(e, k)
	r.Terms = telling(e, r)
	r.Days = daysOf(e)
	return r
}

func (r *Report) parties(k Keys) {
	for _, p := range r.Parties {
		key := k.Surname(p.Kind, p.Name)
		r.keys = append(r.keys, key)
		switch {
		case p.Near:
			r.Near = append(r.Near, key)
			continue
		case p.Said:
			continue
		case p.Kind == record.PersonKind:
			r.People = append(r.People, key)
		case p.Country == "" && p.Kind != record.GroupKind:
			r.Sides = append(r.Sides, key)
		}
		if p.Country != "" {
			r.Sides = append(r.Sides, k.Name(p.Country))
		}
	}
	r.People, r.Sides, r.Near = sorted(r.People), sorted(r.Sides), sorted(r.Near)
}

// maxPlaces bounds the places of one event.
const maxPlaces = 6

// Places are the names of the places of an event: its own, and those that its slots
// give for town and house and do not rule out.
func Places(e *store.Event) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) && len(out) < maxPlaces {
			out = append(out, name)
		}
	}
	add(e.Place)
	for i := range e.Slots {
		s := &e.Slots[i]
		if (s.Slot == record.PlaceSlot || s.Slot == record.VenueSlot) && s.Status != record.RuledOut &&
			s.Status != record.NotPlanned {
			add(s.Value)
		}
	}
	return out
}

func placeKeys(e *store.Event, k Keys) []string {
	var keys []string
	for _, name := range Places(e) {
		if key := k.Name(name); key != "" {
			keys = append(keys, key)
		}
	}
	return sorted(keys)
}

// daysOf are the days that a report gives an event, those said most often first.
func daysOf(e *store.Event) []Range {
	type counted struct {
		r Range
		n int
	}
	var list []counted
	add := func(value string, n int) {
		r := RangeOf(value)
		if r.From == 0 {
			return
		}
		for i := range list {
			if list[i].r == r {
				list[i].n += n
				return
			}
		}
		list = append(list, counted{r, n})
	}
	add(e.Time, 1)
	for i := range e.Slots {
		if s := &e.Slots[i]; s.Slot == record.DateSlot && Firm(s) {
			add(s.Value, 1)
		}
	}
	slices.SortStableFunc(list, func(x, y counted) int { return y.n - x.n })
	out := make([]Range, len(list))
	for i := range list {
		out[i] = list[i].r
	}
	return out
}

// ClassOf is the sort of an event: by its type where that is one of the guide's, or
// by the last telling word of its name.
func ClassOf(e *store.Event) string {
	if class, ok := typeClasses[strings.ToLower(e.Type)]; ok {
		return class
	}
	for _, w := range slices.Backward(strings.Fields(store.Words(e.Name))) {
		if class := Class(w); class != "" {
			return class
		}
	}
	return strings.ToLower(e.Type)
}

// Class is the sort of event that a word names, "" where it names none.
func Class(word string) string { return wordClasses[Stem(word)] }

// telling are the words that tell an event from others of its sort: those of its
// mentions and of its agenda without names of parties and words of every event.
func telling(e *store.Event, r *Report) []string {
	var out []string
	add := func(text string) {
		for w := range strings.FieldsSeq(store.Words(text)) {
			if stem := Stem(w); len(stem) > 2 && !common[stem] && Class(w) == "" && !slices.Contains(r.People, w) {
				out = append(out, stem)
			}
		}
	}
	add(e.Name)
	add(e.Words)
	for i := range e.Slots {
		if e.Slots[i].Slot == record.AgendaSlot {
			add(e.Slots[i].Value)
		}
	}
	return sorted(out)
}

// Stem is a word without the endings that English gives its nouns and verbs.
func Stem(w string) string {
	for _, end := range [...]string{"ies", "ing", "ed", "es", "s", "'"} {
		if len(w) > len(end)+3 && strings.HasSuffix(w, end) {
			w = w[:len(w)-len(end)]
			break
		}
	}
	return strings.TrimRight(w, "ey")
}

func sorted(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}
