package rules

import (
	"slices"

	"readout/doc"
)

// coordination is where a list of named entities that starts at i ends: names,
// their titles, commas and conjunctions, up to the first word that is none of these.
func (r *reading) coordination(i, end int) int {
	last := i
	for j := i; j < end; j++ {
		switch {
		case r.source[j]:
			return last // who says it is no part of it
		case r.entityAt[j] >= 0 && r.timeAt[j] < 0:
			last = j + 1
		case r.is(j, "and", "or", ",", "the", "of", "&", "/", "both", "his", "her", "their"):
		case r.upos(j) == doc.ADJ || r.upos(j) == doc.NOUN && j+1 < end && (r.entityAt[j+1] >= 0 || r.isA(j+1, settlement)):
		case r.isA(j, settlement) && r.is(j+1, "of"): // "the harbour city of Port Cassel"
		default:
			return last
		}
	}
	return last
}

// entitiesIn is the entities mentioned in tokens [first, end), groups as their members.
func (r *reading) entitiesIn(first, end int) []int {
	var out []int
	for i := r.mentionFrom(first - longestTitle); i < len(r.d.Mentions) && r.d.Mentions[i].FirstToken < end; i++ {
		m := &r.d.Mentions[i]
		if m.Entity < 0 || m.Head < first || m.Head >= end {
			continue
		}
		if r.nestedInPerson(i) || r.adjective(m) || r.region(i) {
			continue
		}
		out = r.addMembers(out, m.Entity)
	}
	return out
}

// region tells whether mention i only says where the place before its comma lies:
// "Herndon, Virginia". In a list another place follows: "Paris, Rome and Berlin".
func (r *reading) region(i int) bool {
	m := &r.d.Mentions[i]
	if m.Kind != doc.Place || !r.is(m.FirstToken-1, ",") || !r.placeAt(m.FirstToken-2) {
		return false
	}
	next := m.EndToken
	for r.is(next, ",", "and", "or", "&") {
		next++
	}
	return next == m.EndToken || !r.placeAt(next)
}

// placeAt tells whether token t stands in the name of a place.
func (r *reading) placeAt(t int) bool {
	return t >= 0 && t < len(r.entityAt) && r.entityAt[t] >= 0 && r.d.Mentions[r.entityAt[t]].Kind == doc.Place
}

// adjective tells whether a mention only says whose the noun after it is: "the
// Sulmiran town of Ostrella".
func (r *reading) adjective(m *doc.Mention) bool {
	next := m.EndToken
	if m.Kind != doc.Place && m.Kind != doc.Other || next >= len(r.d.Tokens) || r.d.Tokens[next].Sentence != r.d.Tokens[m.Head].Sentence || r.timeAt[next] >= 0 {
		return false // "in Geneva next week"
	}
	switch r.upos(next) {
	case doc.NOUN, doc.ADJ:
		return !r.isA(next, nounTrigger)
	}
	return false
}

// whereOf tells whether the "in" at token k says where a town lies that was just
// named: "Ostrella, a lakeside town in neutral Sulmira".
func (r *reading) whereOf(k int) bool { return r.isA(k-1, settlement) }

// nestedInPerson tells whether a mention only says where a person of a wider
// mention belongs: "Russia" in "Russian President Vladimir Putin".
func (r *reading) nestedInPerson(i int) bool {
	m := &r.d.Mentions[i]
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		o := &r.d.Mentions[j]
		if o.Contains(m.Span) && o.Span != m.Span && o.Kind == doc.Person && m.Kind != doc.Person && o.Entity >= 0 {
			return true
		}
	}
	return false
}

func (r *reading) addMembers(out []int, e int) []int {
	if members := r.d.Entities[e].Members; len(members) > 0 {
		for _, m := range members {
			out = add(out, m)
		}
		return out
	}
	return add(out, e)
}

func add(list []int, e int) []int {
	if slices.Contains(list, e) {
		return list
	}
	return append(list, e)
}

func addPlaces(d *doc.Doc, list, entities []int) []int {
	for _, e := range entities {
		if k := d.Entities[e].Kind; k == doc.Place || k == doc.Facility || k == doc.Other {
			list = add(list, e)
		}
	}
	return list
}

// addAgents adds those that can take part: people, organisations, and places that
// stand for their governments.
func addAgents(d *doc.Doc, list, entities []int) []int {
	for _, e := range entities {
		switch d.Entities[e].Kind {
		case doc.Person, doc.Organization, doc.Place, doc.Group:
			list = add(list, e)
		}
	}
	return list
}
