// Package cue says what a few words decide of the status of what stands near them: "called off",
// "may be", "denied that", "not", "if".
//
// In come an article's words; out goes what they say of tokens. It refuses to decide further than
// a clause: what ends the reach of a word is a list too.
//
// The one idea: which words decide is in package words; here is how far each reaches, and package
// event applies it to slots and events. The heads see too few of these words to learn that.
package cue

import (
	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Modal reports whether the last auxiliary of mood before token to is of a list, with no clause
// between.
func Modal(x phrase.Text, from, to int, l words.List) bool {
	t := MoodAt(x, from, to)
	return t >= 0 && x.Is(t, l)
}

// MoodAt is the last auxiliary of mood before token to, with no clause between; -1 where there is none.
func MoodAt(x phrase.Text, from, to int) int {
	for t := to - 1; t >= from && !x.Is(t, words.Scope); t-- {
		if x.UPOS(t) == doc.AUX && x.Is(t, words.Modal) {
			return t
		}
	}
	return -1
}

// VerbFrom is the first verb from token t on, past adverbs and auxiliaries; -1 where another word stands before one.
func VerbFrom(x phrase.Text, t int) int {
	if t < 0 {
		return -1
	}
	for x.UPOS(t) == doc.ADV || x.UPOS(t) == doc.AUX || x.UPOS(t) == doc.PART {
		t++
	}
	if x.UPOS(t) != doc.VERB {
		return -1
	}
	return t
}

// Condition is what a sentence makes depend on an "if".
type Condition struct {
	x     phrase.Text
	first int // of the sentence
	at    int // the word that opens the condition, or -1
	comma int // the first comma behind it
	end   int // of the sentence
}

// ConditionIn finds the condition of the sentence of tokens [first, end).
func ConditionIn(x phrase.Text, first, end int) Condition {
	c := Condition{x: x, first: first, at: -1, comma: end, end: end}
	for t := first; t < end; t++ {
		switch {
		case c.at < 0 && x.Is(t, words.Condition) && !x.Is(t-1, words.Notcondition):
			c.at = t
		case c.at >= 0 && c.comma == end && x.Form(t) == ",":
			c.comma = t
		}
	}
	return c
}

// Covers reports whether a phrase depends on the condition: the mood of what it stands in says so.
func (c Condition) Covers(s doc.Range) bool {
	return c.at == c.first && s.First > c.comma && Modal(c.x, c.comma, s.First, words.Modal) ||
		c.at > c.first && s.End <= c.at && Modal(c.x, c.first, c.at, words.Modal)
}

// CoversSubject is Covers for what may be the subject of the words behind it: "if both agree, the
// summit will be held".
func (c Condition) CoversSubject(s doc.Range) bool {
	return c.Covers(s) || c.at == c.first && s.First > c.comma && Modal(c.x, s.End, c.end, words.Modal)
}

// Negated is the tokens that a negation at token t reaches, to the end of its clause; empty where
// t negates nothing.
func Negated(x phrase.Text, t, end int) doc.Range {
	if !x.Is(t, words.Not) || x.UPOS(t-1) != doc.AUX || x.Is(t+1, words.Hollownot) || VerbFrom(x, t+1) < 0 {
		return doc.Range{}
	}
	stop := t + 1
	for stop < end && !x.Is(stop, words.Scope) && x.Form(stop) != "," && x.Form(stop) != ";" {
		stop++
	}
	return doc.Range{First: t + 1, End: stop}
}

// VerbIn is the first verb in tokens [from, to), -1 where there is none.
func VerbIn(x phrase.Text, from, to int) int {
	for t := from; t < to; t++ {
		if x.UPOS(t) == doc.VERB {
			return t
		}
	}
	return -1
}

// reach is how many tokens before a phrase a "not" is looked for.
const reach = 8

// Denied reports whether a "no" or "not" stands before a phrase in its part of the sentence:
// "will not raise the issue of sanctions", "no signing of any documents".
func Denied(x phrase.Text, s doc.Range) bool {
	sentence := x.SentenceOf(s.First)
	for t := s.First - 1; t >= 0 && s.First-t <= reach && x.SentenceOf(t) == sentence; t-- {
		if x.Is(t, words.No) {
			return !x.Is(t+1, words.Merely)
		}
		if x.UPOS(t) == doc.PUNCT || x.Is(t, words.Turn) {
			return false
		}
	}
	return false
}

// Unplanned reports whether the words from a token to an end say that none of what a denial is
// of is planned: "No signing of any documents is being planned".
func Unplanned(x phrase.Text, from, end int) bool {
	for t := from; t < end && !x.Is(t, words.Turn); t++ {
		if x.Lemma(t, words.Plans) && x.UPOS(t) == doc.VERB {
			return true
		}
	}
	return false
}

// Done reports whether the verb next before token t, from token first on, is of a list and tells what
// follows it as done: "was held in", "had lasted".
func Done(x phrase.Text, first, t int, verbs words.List) bool {
	for i := t - 1; i >= first; i-- {
		if x.Is(i, words.Scope) || x.Is(i, words.Formerplan) {
			return false
		}
		if x.UPOS(i) != doc.VERB {
			continue
		}
		tag := x.Words[i].XPOS
		return x.Lemma(i, verbs) &&
			(tag == doc.XVBD || tag == doc.XVBN && i > first && x.Words[i-1].XPOS == doc.XVBD)
	}
	return false
}

// OfClause reports whether what stands at token t is told of another verb than a phrase that ends before token from,
// in a clause that hangs on it: "the address, which Vask first gave in [1998]", but not "the fair, which opens in
// [May]".
func OfClause(x phrase.Text, from, t int) bool {
	opened, other, nested := false, false, false
	for i := from; i < t; i++ {
		switch {
		case x.Is(i, words.Back), x.Is(i, words.That) && x.UPOS(i) != doc.DET:
			opened, nested = true, opened
		case opened && x.Form(i) == ",":
			opened, other, nested = false, false, false // "the vote, which Vask lost, was in"
		case opened && x.UPOS(i) == doc.VERB:
			other = !x.Lemma(i, words.Happens) && !x.Lemma(i, words.Lasts) && !x.Is(i, words.Aside)
		}
	}
	return opened && (other || nested)
}

// OfNoun reports whether what stands in tokens s is told in a clause on a noun that a comma closes before token t: "the
// session that ended in [January], passed the law". It is of the verb of that clause.
func OfNoun(x phrase.Text, s doc.Range, t int) bool {
	first := x.Sentences[x.SentenceOf(s.First)].FirstToken
	verb, over := false, false
	for i := s.First - 1; i > first && x.Form(i) != "," && !over; i-- {
		verb = verb || x.UPOS(i) == doc.VERB
		if u := x.UPOS(i - 1); x.Is(i, words.Who) && x.UPOS(i) == doc.PRON && (u == doc.NOUN || u == doc.PROPN) {
			over = verb
			break
		}
	}
	for i := s.End; over && i < t; i++ {
		if x.Form(i) == "," {
			return true
		}
	}
	return false
}

// Failed reports whether what begins at token t is what somebody failed or refused to do or get, or was kept from
// doing: "failed to [sign]", "failed to win the [approval]", "was prevented from [joining]".
func Failed(x phrase.Text, t int) bool {
	if x.Words[t].XPOS == doc.XVBG {
		return t > 1 && x.UPOS(t-1) == doc.ADP && x.Is(t-1, words.Formerly) && x.Lemma(t-2, words.Prevents)
	}
	for t > 0 && x.UPOS(t) != doc.VERB && x.SentenceOf(t-1) == x.SentenceOf(t) {
		if u := x.UPOS(t - 1); u != doc.DET && u != doc.ADJ && u != doc.VERB {
			return false
		}
		t--
	}
	return x.UPOS(t) == doc.VERB && x.UPOS(t-1) == doc.PART && x.Lemma(t-2, words.Fails)
}

// Due reports whether the verb at token t is what was to be done: "was scheduled to speak".
func Due(x phrase.Text, t int) bool {
	return x.UPOS(t) == doc.VERB && t > 2 && x.UPOS(t-1) == doc.PART && x.Is(t-2, words.Formerplan) &&
		words.Be.Has(x.Words[t-3].Lemma)
}

// Blocked reports whether what is said at token t is denied or called untrue, in a sentence that
// begins at token first.
func Blocked(x phrase.Text, first, t int) bool {
	end := x.Sentences[x.SentenceOf(t)].EndToken
	report := false
	for i := first; i < end; i++ {
		switch {
		case i < t && x.Lemma(i, words.Denies):
			return true
		case i < t && x.Lemma(i, words.Report):
			report = true
		case i > t && report && x.Is(i, words.Untrue):
			return true
		}
	}
	return false
}

// HasFormerPlan reports whether a word of an earlier plan stands in tokens [from, to).
func HasFormerPlan(x phrase.Text, from, to int) bool { return x.HasIn(from, to, words.Formerplan) }

// FormerPlan reports whether token t, in a sentence that begins at token start, is told as a plan
// of then: "was to begin in May", "had been due on".
func FormerPlan(x phrase.Text, start, t int) bool {
	for i := t - 1; i >= start; i-- {
		if x.Is(i, words.Formerplan) && i > start && words.Be.Has(x.Words[i-1].Lemma) && x.Words[i-1].XPOS != doc.XVBZ {
			return true
		}
		if x.Words[i].XPOS == doc.XMD {
			return false
		}
	}
	return false
}
