package phrase

import (
	"readout/attribution/lexicon"
	"readout/doc"
)

// Cue is what the words of a cue say.
type Cue struct {
	doc.Range
	Entry   *lexicon.Cue // nil where no entry of the lexicon stands in the cue
	Head    int          // the entry's first token
	Negated bool
	Unheld  bool // nobody is told to say it: "if she says", "nobody said"
}

// ReadCue finds the entry of a cue's words: the last verb that has one, else the last
// entry of any kind.
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

// EntryAt is the longest entry whose words stand at token i, inside end; of two, the one
// of the part of speech that the tag says.
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

// follows reports whether an entry's further words stand behind token i, inside end.
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
