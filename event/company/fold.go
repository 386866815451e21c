package company

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// OfOne reports whether most of what an event is called says that one person does it: "Vask's testimony", but not
// "Vask's rally".
func OfOne(x phrase.Text, mentions []doc.Range) bool {
	n := 0
	for _, m := range mentions {
		if x.Lemma(x.Head(m), words.Alone) {
			n++
		}
	}
	return 2*n >= len(mentions)
}

// Folded are those of a list who are told beside them by another one: a state beside somebody who stands for it, "the
// Norland president, Ana Vell", and whoever is named a second time by one word of a name, "the Court" beside the
// Supreme Court, "Ana" beside Ana Vell.
func Folded(entities []doc.Entity, list []int) []int {
	var out []int
	for _, i := range list {
		e := &entities[i]
		if slices.ContainsFunc(list, func(k int) bool { return standsFor(&entities[k], e) || short(e, &entities[k]) }) {
			out = append(out, i)
		}
	}
	return out
}

// standsFor reports whether somebody stands for a state.
func standsFor(who, state *doc.Entity) bool {
	return who.Kind == doc.Person && (state.Kind == doc.Place || state.Kind == doc.Group) &&
		state.Country != "" && who.Country == state.Country
}

// short reports whether one name is a second one of somebody by one word of the other.
func short(e, long *doc.Entity) bool {
	switch {
	case strings.Contains(e.Name, " ") || long.Kind != e.Kind:
		return false
	case e.Kind == doc.Person:
		return strings.HasPrefix(long.Name, e.Name+" ")
	}
	return e.Kind == doc.Organization && strings.HasSuffix(long.Name, " "+e.Name)
}
