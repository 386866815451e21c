package timex

import (
	"readout/article"
	"readout/doc"
	"readout/timex/class"
)

// future reports whether the words around token i look ahead: what decides is the
// nearest verb form on the left, else the nearest on the right.
//
// Source: ours. In reports "on Friday" after a past verb is the last Friday, after
// "will" or "is to" the next.
func (r *verbs) future(i int) bool {
	const left, right = 14, 6
	attributive := r.in(i-1, class.Determiner) || r.in(i+1, class.Genitive)
	for j := i - 1; j >= r.first && j > i-left; j-- {
		if d := r.look(j); d != 0 && !(attributive && r.isPresent(j)) {
			return d > 0
		}
	}
	for j := i + 1; j < r.end && j < i+right; j++ {
		if d := r.look(j); d != 0 && !(attributive && r.isPresent(j)) {
			return d > 0
		}
	}
	return false
}

// isPresent reports whether token j is a verb in the present tense. It says nothing of a
// day that describes a thing: "the plan follows Tuesday's talks", "it is under a June accord".
func (r *verbs) isPresent(j int) bool {
	if r.in(j, class.Arranged) || len(r.d.Words) == 0 && r.in(j, class.ArrangedUntagged) {
		return true
	}
	switch r.xpos(j) {
	case doc.XVBZ, doc.XVBP:
		return true
	case doc.XVBD, doc.XVBN:
		return r.plural(j) && !r.in(j, class.Was) // no past form ends so
	}
	return false
}

// willBefore reports whether "will" stands right before what token i dates: "will meet
// on December 20" is no day in the past, however near.
func (r *verbs) willBefore(i int) bool {
	const left = 5
	for j := i - 1; j >= r.first && j >= i-left; j-- {
		switch {
		case r.in(j, class.Will):
			return true
		case r.in(j, class.Comma, class.Semicolon):
			return false
		}
	}
	return false
}

// past reports whether the words around token i look back.
func (r *verbs) past(i int) bool {
	for j := i - 1; j >= r.first; j-- {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	for j := i + 1; j < r.end; j++ {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	return false
}

// look is +1 for a word that looks ahead, -1 for one that looks back, else 0.
func (r *verbs) look(j int) int {
	switch {
	case r.in(j, class.Ahead):
		return 1
	case r.in(j, class.Could):
		if r.in(j+1, class.Not) {
			return 0 // "could not be reached Friday"
		}
		return 1
	case r.in(j, class.Until):
		if j == r.first {
			return 0 // "Until Thursday, they had kept silent"
		}
		return 1
	case r.in(j, class.May):
		if _, month := r.isMonth(j); !month {
			return 1
		}
	case r.in(j, class.Set, class.Going):
		if r.in(j+1, class.To, class.For) {
			return 1
		}
	case r.in(j, class.To):
		if (r.in(j-1, class.IsTo) || r.in(j-1, class.Intended)) && r.tag(j+1) == doc.VERB {
			return 1
		}
	case r.in(j, class.Back):
		return -1
	default:
		switch x := r.xpos(j); {
		case r.isPresent(j):
			return r.present(j)
		case x == doc.XVBD:
			return -1
		case x == doc.XVBN:
			return r.participle(j)
		}
		if w := r.word(j); len(r.d.Words) == 0 && len(w) > 4 && w[len(w)-2:] == "ed" {
			return -1
		}
	}
	return 0
}

// participle is the direction of a past participle: "announced Wednesday by the firm",
// "has met", but "to be held", "is being built".
func (r *verbs) participle(j int) int {
	k := j - 1
	for k > j-3 && (r.tag(k) == doc.ADV || r.in(k, class.Not)) {
		k--
	}
	switch {
	case r.in(k, class.Be):
		if r.in(k-1, class.To) {
			return 1
		}
		return 0
	case r.in(k, class.Happening):
		return 0
	}
	return -1
}

// present is the direction of a verb in the present tense: "the fair opens on Friday".
// A headline tells what is past in it.
func (r *verbs) present(j int) int {
	if r.in(j, class.Reporting) || r.d.BlockOf(r.d.SentenceOf(j)).Kind != article.Paragraph {
		return 0
	}
	return 1
}

func (r *words) tag(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

func (r *words) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoXPOS
	}
	return r.d.Words[i].XPOS
}
