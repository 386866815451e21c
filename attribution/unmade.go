package attribution

import (
	"readout/attribution/act"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// making finds attributions of which the report does not say that they were made.
type making struct{ *phrase.Text }

// unmadeLeaves is what of a score is left to a statement that was not made, as far as the report tells: too little to
// be shown as somebody's.
//
// Source: ours; 25 such statements of PolNeAR's development part, 2026-11-30, all rightly found
// (docs/decisions/023-what-was-not-said.md).
const unmadeLeaves = 0.5

// unmade reports whether the report does not say that a statement was made: nobody or a condition makes it ("if she
// says"), it is asked ("did he promise"), it is a duty or a possibility ("he will have to admit", "perhaps he says").
func (r making) unmade(c *phrase.Cue, f *found) bool {
	if f.source.Empty() || f.source.First > f.cue.First {
		return false
	}
	if r.Is(f.source.First, lexicon.Nobody) {
		return true
	}
	if r.Of(f.source.First, lexicon.First) {
		return false // "I must say that it is late"
	}
	return r.conditional(f.source.First) || r.asked(f) || r.due(c)
}

// conditional reports whether a condition or a "perhaps" begins right before token i.
func (r making) conditional(i int) bool {
	first := r.SentenceAt(i).First
	for k := i - 1; k >= first; k-- {
		switch word := r.LowerForm(k); {
		case word == "if", word == "unless", r.Is(k, lexicon.PossibleWord):
			return true
		case !r.Is(k, lexicon.AdverbTag):
			return false
		}
	}
	return false
}

// asked reports whether an auxiliary stands before the subject of a question: "Did she say that it sank?"
func (r making) asked(f *found) bool {
	end := r.SentenceAt(f.cue.First).End
	before := f.source.First - 1
	return before >= r.SentenceAt(f.cue.First).First && r.Of(before, lexicon.Auxiliary) &&
		(r.Form(end-1) == "?" || end-2 > f.cue.First && r.Form(end-2) == "?")
}

// due reports whether the verb of a cue is what its subject should, can, has to or is going to do: "plans to announce".
func (r making) due(c *phrase.Cue) bool {
	return r.before(c.Head, func(k int) bool {
		return r.Of(k, lexicon.Duty) || r.Word(k).XPOS == doc.XTO
	})
}

// before reports whether something holds of a word of the verb group before the verb at token t: of its auxiliaries and
// adverbs, and of the "to" of "has to".
func (r making) before(t int, holds func(k int) bool) bool {
	for k := t - 1; k >= r.SentenceAt(t).First; k-- {
		switch {
		case r.Word(k).XPOS == doc.XTO && r.Of(k-1, lexicon.Owing):
		case r.Is(k, lexicon.AdverbTag|lexicon.Negation|lexicon.BeForm), r.Of(k, lexicon.Auxiliary|lexicon.Duty):
		case r.Word(k).XPOS == doc.XMD:
		default:
			return false
		}
		if holds(k) {
			return true
		}
	}
	return false
}

// unsaid reports whether a cue says that something was not said: "did not mention", "is not telling them to leave". Who
// does not deny something, or refuses to speak of it, has spoken.
func (r making) unsaid(c *phrase.Cue, does act.Sense, content doc.Range) bool {
	e := c.Entry
	if e != nil && r.Is(c.Head, lexicon.NounTag) && r.Is(c.Head-1, lexicon.Quantified) {
		return e.Attitude == record.Speech && does.Act != record.Decline && !e.Certainty.Negative // "made no mention of"
	}
	if e == nil || e.Part != lexicon.Verb || e.Attitude != record.Speech || e.Certainty.Negative ||
		r.Lex.Class(e.Lemma)&lexicon.DenialCue != 0 ||
		!r.before(c.Head, func(k int) bool { return r.Is(k, lexicon.Negation) }) {
		return false
	}
	return does.Act != record.Decline || r.Word(content.First).XPOS == doc.XTO || r.claims(content)
}

// claims reports whether content is a clause with "that". Who did not specify whether it sank has left that open; that
// it sank is what nobody said.
func (r making) claims(content doc.Range) bool {
	return r.Word(content.First).XPOS == doc.XIN && r.Is(content.First, lexicon.Definite)
}

// silent reports whether an attribution tells of no utterance with this content, although its verb may be one of
// saying: how little was said ("talked less about it"), what somebody does or does not do to a thing ("wouldn't touch
// it"), what is still argued about ("whether it helps"), whom somebody once supported.
func (r making) silent(c *phrase.Cue, f *found, does act.Sense) bool {
	first := f.hull().First
	scarce := func(k int) bool { return r.Of(k, lexicon.Scarce) }
	for k := f.cue.First; k < f.cue.End; k++ {
		if scarce(k) {
			return true
		}
	}
	switch {
	case c.Entry == nil: // not "is blunt about it"
		return !r.Is(f.cue.End-1, lexicon.Linking|lexicon.AboutOn) && sieve(r).doesTo(f)
	case c.Entry.Part != lexicon.Verb:
		return c.Entry.Part == lexicon.Phrase && r.ranks(f)
	case r.before(c.Head, scarce):
		return true
	case does.Act == record.Assert && f.cue.End <= first && r.Of(first, lexicon.Open):
		return true
	}
	return does.Act == record.Agree && r.before(c.Head, func(k int) bool { return r.Of(k, lexicon.Former) })
}

// ranks reports whether "according to" names whose order of things the noun phrase right before it is taken from: "at
// 51 of the 66 top-ranked schools according to the Courier". The Courier says nothing of what was done there.
func (r making) ranks(f *found) bool {
	if f.source.First < f.cue.First || f.hull().End != f.cue.First {
		return false
	}
	for k := f.cue.First - 1; k >= f.hull().First; k-- {
		if r.Of(k, lexicon.Ranking) {
			return true
		}
		if !r.Joined(k+1) && !r.Is(k, lexicon.NounTag|lexicon.AdjectiveTag|lexicon.NumberTag|lexicon.ParticipleTag) {
			return false
		}
	}
	return false
}
