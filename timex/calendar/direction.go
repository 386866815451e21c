package calendar

import (
	"readout/article"
	"readout/doc"
	"readout/timex/class"
)

// Verbs determines whether a sentence looks ahead or back.
type Verbs struct{ Words }

// Future reports whether the words around token i look ahead, judged by the nearest verb form
// on the left, else the nearest on the right.
//
// Source: our own. In reports, "on Friday" after a past verb is the last Friday, after "will"
// or "is to" the next.
func (r *Verbs) Future(i int) bool {
	const left, right = 14, 6
	switch {
	case r.Ahead(i):
		return true
	case r.In(r.opener(i), class.UntilWord):
		return false
	}
	attributive := r.In(i-1, class.Determiner) || r.In(i+1, class.Genitive)
	for j := i - 1; j >= r.First && j > i-left; j-- {
		if d := r.look(j); d != 0 && !(r.isPresent(j) && (attributive || r.otherVerb(j, i))) {
			return d > 0
		}
	}
	for j := i + 1; j < r.End && j < i+right; j++ {
		if d := r.look(j); d != 0 && !(attributive && r.isPresent(j)) {
			return d > 0
		}
	}
	return false
}

// otherVerb reports whether a past form right behind the day at token i is the verb of the clause, so that what looks
// like a present one at token j is a noun: "A fire at the mill works on Monday night injured two".
func (r *Verbs) otherVerb(j, i int) bool {
	i++
	if _, part := PartsOfDay[r.Word(i)]; part {
		i++
	}
	if i >= r.End || r.Xpos(i) != doc.XVBD {
		return false
	}
	for k := j - 1; k >= r.First && k >= j-3; k-- { // "the fair that opens on Monday drew"
		if x := r.Xpos(k); x == doc.XWDT || x == doc.XWP || r.In(k, class.That) {
			return false
		}
	}
	return true
}

// isPresent reports whether token j is a verb in the present tense. Such a verb does not
// decide about a day used attributively: "the plan follows Tuesday's talks", "it is under a
// June accord".
func (r *Verbs) isPresent(j int) bool {
	if r.In(j, class.Arranged) || len(r.Doc.Words) == 0 && r.In(j, class.ArrangedUntagged) {
		return true
	}
	switch r.Xpos(j) {
	case doc.XVBZ, doc.XVBP:
		return true
	case doc.XVBD, doc.XVBN:
		return r.Plural(j) && !r.In(j, class.Was) // past forms do not end in s
	}
	return false
}

// willBefore reports whether "will" closely precedes what token i dates: "will meet on
// December 20" is not in the past, however near.
func (r *Verbs) willBefore(i int) bool {
	const left = 5
	for j := i - 1; j >= r.First && j >= i-left; j-- {
		switch {
		case r.In(j, class.Will):
			return true
		case r.In(j, class.Comma, class.Semicolon):
			return false
		}
	}
	return false
}

// past reports whether the words around token i look back.
func (r *Verbs) past(i int) bool {
	at := r.opener(i)
	switch {
	case r.Ahead(i), r.PutOffFrom(i):
		return false
	case r.In(at, class.UntilWord):
		return true
	}
	bare := r.In(at, class.From) && r.headline(i) // "Road closed from May" tells of what comes
	for j := i - 1; j >= r.First; j-- {
		if d := r.look(j); d != 0 && !(bare && !r.In(j, class.Back)) {
			return d < 0
		}
	}
	for j := i + 1; j < r.End; j++ {
		if d := r.look(j); d != 0 {
			return d < 0
		}
	}
	return false
}

// DoneBefore reports whether the verb next before token i tells what was done then: "the film opened [this weekend]",
// but not "said [this weekend] would do", where a verb of saying is next.
func (r *Verbs) DoneBefore(i int) bool {
	for j := i - 1; j >= r.First; j-- {
		if d := r.look(j); d != 0 {
			return d < 0 && (r.Xpos(j) == doc.XVBN || r.Xpos(j) == doc.XVBD) && !r.In(j, class.Back)
		}
	}
	return false
}

// look returns +1 for a word that looks ahead, -1 for one that looks back, else 0.
func (r *Verbs) look(j int) int {
	switch {
	case r.In(j, class.Ahead):
		return 1
	case r.In(j, class.Could):
		if r.In(j+1, class.Not) {
			return 0 // "could not be reached Friday"
		}
		return 1
	case r.In(j, class.Until):
		if j == r.First {
			return 0 // "Until Thursday, they had kept silent"
		}
		return 1
	case r.In(j, class.May):
		if _, month := r.IsMonth(j); !month {
			return 1
		}
	case r.In(j, class.Set, class.Going):
		if r.In(j+1, class.To, class.For) {
			return 1
		}
	case r.In(j, class.To):
		if (r.In(j-1, class.IsTo) || r.In(j-1, class.Intended)) && r.Tag(j+1) == doc.VERB {
			return 1
		}
	case r.In(j, class.Back):
		return -1
	default:
		switch x := r.Xpos(j); {
		case r.isPresent(j):
			return r.present(j)
		case x == doc.XVBD:
			return -1
		case x == doc.XVBN:
			return r.participle(j)
		}
		if w := r.Word(j); len(r.Doc.Words) == 0 && len(w) > 4 && w[len(w)-2:] == "ed" {
			return -1
		}
	}
	return 0
}

// participle returns the direction of a past participle: "announced Wednesday by the firm",
// "has met", but "to be held", "is being built".
func (r *Verbs) participle(j int) int {
	k := j - 1
	for k > j-3 && (r.Tag(k) == doc.ADV || r.In(k, class.Not)) {
		k--
	}
	switch {
	case r.In(k, class.Be):
		if r.In(k-1, class.To) {
			return 1
		}
		return 0
	case r.In(k, class.Happening):
		return 0
	}
	return -1
}

// present returns the direction of a verb in the present tense: "the fair opens on Friday". In
// headlines the present tense may report the past.
func (r *Verbs) present(j int) int {
	if r.In(j, class.Reporting) || r.Doc.BlockOf(r.Doc.SentenceOf(j)).Kind != article.Paragraph {
		return 0
	}
	return 1
}
