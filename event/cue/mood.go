package cue

import (
	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// What governs the words for an event says whether it is told as one that is: "proposed a summit", "threatened to
// veto it", "were not getting a meeting".

// Mood is what governs the words for an event.
type Mood uint8

// The moods.
const (
	NoMood   Mood = iota
	Imagined      // only thought of, proposed, advised
	Unmet         // asked for and not given
	Unset         // a day or a plan that nobody has settled
)

// MoodOf is the mood that the words around those for an event put it in.
func MoodOf(x phrase.Text, m doc.Range) Mood {
	switch {
	case Withheld(x, m):
		return Unmet
	case withheld(x, m, words.Sets):
		return Unset
	case Mooted(x, m), Supposed(x, m), Advised(x, m):
		return Imagined
	}
	return NoMood
}

// before is the token before token t, past adverbs; -1 at the beginning of a sentence.
func before(x phrase.Text, t int) int {
	sentence := x.SentenceOf(t)
	for t--; t >= 0 && x.SentenceOf(t) == sentence; t-- {
		if x.UPOS(t) != doc.ADV {
			return t
		}
	}
	return -1
}

// Mooted reports whether the words for an event are only what somebody thought of, proposed or threatened: "proposed
// [founding a state]", "threatened to [veto it]", "is considering a [veto]", "was considered as Orr's [running mate]".
func Mooted(x phrase.Text, m doc.Range) bool {
	t := before(x, m.First)
	if t < 0 {
		return false
	}
	switch x.Words[m.First].XPOS {
	case doc.XVBG:
		if moots(x, t) {
			return true
		}
	case doc.XVB:
		verb := before(x, t)
		return x.UPOS(t) == doc.PART && x.UPOS(verb) == doc.VERB && x.Lemma(verb, words.Threatens)
	}
	first := m.First // of its noun phrase
	for !x.Is(first, words.New) && (x.UPOS(t) == doc.ADJ || x.UPOS(t) == doc.DET) {
		first, t = t, before(x, t)
	}
	if x.Is(first, words.New) && t >= 0 && moots(x, t) {
		return true
	}
	return consideredAs(x, m.First)
}

// moots reports whether the verb at token t, or that of which token t is the last word, is one of thinking of something
// or proposing it.
func moots(x phrase.Text, t int) bool {
	return x.UPOS(t) == doc.VERB && (x.Lemma(t, words.Unmade) || x.Lemma(t, words.Threatens)) ||
		x.UPOS(t-1) == doc.VERB && x.UPOS(t) != doc.VERB && words.Unmade.Has(x.Words[t-1].Lemma+"_"+x.LowerForm(t))
}

// consideredAs reports whether the noun phrase of token t says what somebody is thought of for: "considered as the
// mayor's [deputy]".
func consideredAs(x phrase.Text, t int) bool {
	for i := t - 1; i > 0 && t-i <= reach; i-- {
		if x.Is(i, words.As) {
			return x.Words[i-1].XPOS == doc.XVBN && x.Lemma(i-1, words.Unmade)
		}
		switch x.UPOS(i) {
		case doc.NOUN, doc.PROPN, doc.ADJ, doc.DET, doc.PART, doc.PRON:
		default:
			return false
		}
	}
	return false
}

// Withheld reports whether the words for an event are what somebody did not get: "did not get a [hearing]", "things
// that they were not getting, including a [meeting]". Only what was not known before is denied by that.
func Withheld(x phrase.Text, m doc.Range) bool { return withheld(x, m, words.Gets) }

// withheld reports whether the words for an event are what a verb of a list has for its object, behind a "not".
func withheld(x phrase.Text, m doc.Range, verbs words.List) bool {
	first := m.First
	for !x.Is(first, words.New) && (x.UPOS(first-1) == doc.ADJ || x.UPOS(first-1) == doc.DET) {
		first--
	}
	t := first - 1
	if !x.Is(first, words.New) || t < 2 {
		return false
	}
	if x.Is(t, words.Including) {
		if t--; x.Form(t) == "," {
			t--
		}
	}
	return x.SentenceOf(t) == x.SentenceOf(m.First) && x.UPOS(t) == doc.VERB && x.Lemma(t, verbs) &&
		x.Is(before(x, t), words.Not) && x.UPOS(before(x, t)-1) == doc.AUX
}

// Advised reports whether the verb that begins the words for an event is what somebody should do: "the council should
// [confirm Orr]". Where a day is named, that may be what is expected: "should arrive on Monday".
func Advised(x phrase.Text, m doc.Range) bool {
	t := before(x, m.First)
	if t < 0 || x.Words[m.First].XPOS != doc.XVB || x.UPOS(t) != doc.AUX || !x.Is(t, words.Should) {
		return false
	}
	for i := m.First; i < x.Sentences[x.SentenceOf(t)].EndToken; i++ {
		if x.TimeAt(i) != nil {
			return false
		}
	}
	return true
}

// Supposed reports whether an event of which nothing was told before is the subject of what may or would be: "a
// [deadline] may help".
func Supposed(x phrase.Text, m doc.Range) bool {
	first, after := m.First, m.End
	if !x.Is(first, words.New) && x.Is(first-1, words.New) {
		first--
	}
	return x.Is(first, words.New) && x.UPOS(after) == doc.AUX && x.Is(after, words.Maybe) &&
		x.SentenceOf(after) == x.SentenceOf(first) && first == x.Sentences[x.SentenceOf(first)].FirstToken
}

// Votes reports whether words that the heads take for those of a vote may be: not "[suggested] an amendment" nor "his
// presidential [run]".
func Votes(x phrase.Text, m doc.Range) bool {
	for t := m.First; t < m.End; t++ {
		if x.UPOS(t) == doc.VERB && (x.Lemma(t, words.Votes) || x.Lemma(t, words.Election)) || x.Lemma(t, words.Ballot) {
			return true
		}
	}
	return x.UPOS(m.First) != doc.VERB && !x.Lemma(x.Head(m), words.Nonvote)
}
