package ledger

import (
	"slices"
	"strings"

	"readout/record"
	"readout/store"
)

// eventClass is the sort of an event, by the last word of its name: reports call
// one occasion a summit, talks and a meeting, but never a visit.
func eventClass(e *store.Event) string {
	for _, w := range slices.Backward(strings.Fields(store.Words(e.Name))) {
		if class := eventClasses[w]; class != "" {
			return class
		}
		if class := eventClasses[strings.TrimSuffix(w, "s")]; class != "" {
			return class
		}
	}
	if e.Type != "" {
		return strings.ToLower(e.Type)
	}
	return "event"
}

var eventClasses = map[string]string{
	"summit": "meeting", "meeting": "meeting", "talk": "meeting", "negotiation": "meeting", "encounter": "meeting", "dialogue": "meeting",
	"conversation": "call", "call": "call",
	"conference": "conference", "briefing": "conference",
	"visit": "visit", "trip": "visit", "tour": "visit",
	"signing": "signing", "ceremony": "signing", "treaty": "signing", "declaration": "signing", "agreement": "signing", "deal": "signing",
	"election": "vote", "vote": "vote", "referendum": "vote", "ballot": "vote", "runoff": "vote",
	"exercise": "exercise", "drill": "exercise", "manoeuvre": "exercise",
}

// partyKeys are keys of those who take part: of people by surname, of sides by
// country; and of the office holders near a report that does not say who takes
// part. They are sorted.
func partyKeys(e *store.Event) (people, sides, near []string) {
	for _, p := range e.Parties {
		switch {
		case p.Near:
			near = append(near, surnameKey(p.Kind, p.Name))
			continue
		case p.Said:
			continue
		case p.Kind == "person":
			people = append(people, surnameKey(p.Kind, p.Name))
		case p.Country == "" && p.Kind != "group":
			sides = append(sides, surnameKey(p.Kind, p.Name))
		}
		if p.Country != "" {
			sides = append(sides, NameKey(p.Country))
		}
	}
	return dedupStrings(people), dedupStrings(sides), dedupStrings(near)
}

// eventPlaces are the names of the places of an event: its own, and those that its
// slots give for town and house.
func eventPlaces(e *store.Event) []string {
	var out []string
	add := func(name string) {
		if name != "" && !slices.Contains(out, name) && len(out) < maxPlaces {
			out = append(out, name)
		}
	}
	add(e.Place)
	for i := range e.Slots {
		if s := &e.Slots[i]; s.Slot == record.PlaceSlot || s.Slot == record.VenueSlot {
			add(s.Value)
		}
	}
	return out
}

// maxPlaces bounds the places of one event.
const maxPlaces = 6

func placeKeys(e *store.Event) []string {
	var keys []string
	for _, name := range eventPlaces(e) {
		if key := NameKey(name); key != "" {
			keys = append(keys, key)
		}
	}
	return dedupStrings(keys)
}

// maxPairs bounds the keys of an event with very many participants.
const maxPairs = 15

// eventKeys are what two reports of one event are likely to share: a pair of
// people, a pair of sides, the place, or the day, with the sort of event.
func eventKeys(e *store.Event) []uint64 { return newReport(e).keys() }

func (r *report) keys() []uint64 {
	class, people, sides := r.class, r.people, r.sides
	var keys []uint64
	for _, list := range [...][]string{people, sides, r.near} {
		for i, x := range list {
			for _, y := range list[i+1:] {
				if len(keys) < maxPairs {
					keys = append(keys, store.Hash("pair", class, x, y))
				}
			}
		}
	}
	for _, place := range r.places {
		keys = append(keys, store.Hash("place", class, place))
	}
	for _, x := range people {
		if len(r.Time) >= 7 && len(keys) < 2*maxPairs {
			keys = append(keys, store.Hash("month", class, x, r.Time[:7]))
		}
	}
	if len(people)+len(sides) < 2 && len(r.places) == 0 {
		if strings.Contains(r.name, " ") {
			keys = append(keys, store.Hash("name", r.name))
		}
		for _, x := range append(people, sides...) {
			keys = append(keys, store.Hash("one", class, x))
		}
	}
	return dedup(keys)
}
