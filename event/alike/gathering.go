package alike

import (
	"slices"

	"readout/doc"
	"readout/event/words"
)

// gatherings are the lists of words for what is one thing and no other: a lunch is no speech.
var gatherings = []words.List{words.Telephone, words.Game, words.Dinner, words.Lunch, words.Breakfast, words.Reception,
	words.Speech, words.Interview, words.Survey, words.Resignation, words.Appointment, words.Funeral, words.Meeting}

// meals may be what a meeting is called, too.
var meals = []words.List{words.Dinner, words.Lunch, words.Breakfast, words.Reception}

// Gathering is which of the gatherings the words of a mention name, "" where none. Its head goes first, and what says
// more than "meeting": "a meeting over lunch".
func Gathering(d *doc.Doc, r doc.Range, head int) words.List {
	of := func(t int) words.List {
		for _, g := range gatherings {
			if g.Has(d.LowerForm(t)) || t < len(d.Words) && g.Has(d.Words[t].Lemma) {
				return g
			}
		}
		if t < len(d.Words) && d.Words[t].UPOS == doc.NOUN && words.Call.Has(d.Words[t].Lemma) {
			return words.Telephone
		}
		return ""
	}
	named := of(head)
	if named != "" && named != words.Meeting {
		return named
	}
	for t := r.First; t < r.End; t++ {
		if g := of(t); g != "" && g != words.Meeting {
			return g
		}
	}
	return named
}

// Otherwise reports whether two gatherings are two things: a lunch and a speech. A meeting may be a meal.
func Otherwise(a, b words.List) bool {
	return a != "" && b != "" && a != b &&
		!(a == words.Meeting && slices.Contains(meals, b)) && !(b == words.Meeting && slices.Contains(meals, a))
}
