package phrase

import (
	"readout/attribution/lexicon"
	"readout/doc"
)

// Cue is a cue with what the lexicon says about its words.
type Cue struct {
	doc.Range
	Entry   *lexicon.Cue // nil if the cue contains no entry of the lexicon
	Head    int          // first token of the entry
	Negated bool
	Unheld  bool // the statement is not actually made: "if she says", "nobody said"
}

// ReadCue looks up the words of a cue: the last verb in the lexicon, or else the last entry of
// any kind.
func (x *Text) ReadCue(s doc.Range) Cue {
	c := Cue{Range: s, Head: s.First}
	for i := s.First; i < s.End; i++ {
		c.Negated = c.Negated || x.Is(i, lexicon.Negation)
		e := x.EntryAt(i, s.End)
		if e == nil {
			continue
		}
		noun := x.Is(i, lexicon.NounTag)
		if c.Entry != nil && (c.Entry.Part == lexicon.Verb && e.Part != lexicon.Verb || e.Part == lexicon.Verb && noun) {
			continue
		}
		c.Entry, c.Head = e, i
		i += len(e.Rest)
	}
	for i := s.First - 1; i >= max(0, s.First-2) && !c.Negated && x.Is(i, lexicon.Negation|lexicon.AdverbTag); i-- {
		c.Negated = x.Is(i, lexicon.Negation)
	}
	return c
}

// EntryAt returns the longest entry that starts at token i and ends before end. Among entries of
// equal length it prefers the one whose part of speech matches the tag.
func (x *Text) EntryAt(i, end int) *lexicon.Cue {
	var best *lexicon.Cue
	noun := x.Is(i, lexicon.NounTag)
	for _, key := range [...]string{x.Word(i).Lemma, x.LowerForm(i)} {
		for _, e := range x.Lex.Cues(key) {
			if !x.follows(e, i, end) {
				continue
			}
			if best == nil || len(e.Rest) == len(best.Rest) && (best.Part == lexicon.Verb) == noun &&
				(e.Part == lexicon.Verb) != noun {
				best = e
			}
		}
		if best != nil {
			return best
		}
	}
	return nil
}

// follows reports whether the remaining words of an entry follow token i before end.
func (x *Text) follows(e *lexicon.Cue, i, end int) bool {
	if i+len(e.Rest) >= end {
		return false
	}
	for k, w := range e.Rest {
		if x.LowerForm(i+1+k) != w {
			return false
		}
	}
	return true
}
