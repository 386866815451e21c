package score

import (
	"fmt"

	"readout/doc"
)

// Trees counts how well tags and trees agree with a treebank, given its tokens, by the rules of
// the CoNLL 2018 shared task: the subtypes of relations (nmod:poss) are ignored.
//
// Source: https://universaldependencies.org/conll18/evaluation.html
type Trees struct {
	Words, Sentences             int
	UPOS, XPOS, Lemmas, UAS, LAS int // words that agree
}

// Add counts a sentence: the words of a treebank and the result of a pass, with heads numbered
// from the first word.
//
// Errors: the two have different lengths.
func (s *Trees) Add(gold, got []doc.Word) error {
	if len(gold) != len(got) {
		return fmt.Errorf("score: a sentence of %d words was read as %d", len(gold), len(got))
	}
	s.Sentences++
	s.Words += len(gold)
	for i, g := range gold {
		w := got[i]
		s.UPOS += count(w.UPOS == g.UPOS)
		s.XPOS += count(w.XPOS == g.XPOS)
		s.Lemmas += count(w.Lemma == g.Lemma)
		if w.Head == g.Head {
			s.UAS++
			s.LAS += count(universal(w.Rel) == universal(g.Rel))
		}
	}
	return nil
}

// Percent returns a count as a percentage of all words.
func (s *Trees) Percent(n int) float64 {
	if s.Words == 0 {
		return 0
	}
	return 100 * float64(n) / float64(s.Words)
}

// Card returns the figures as a score card.
func (s *Trees) Card(title string) *Card {
	c := &Card{Title: title, Columns: []string{"words", "UPOS", "XPOS", "lemma", "UAS", "LAS"}}
	c.Add(fmt.Sprint(s.Words), s.Percent(s.UPOS), s.Percent(s.XPOS), s.Percent(s.Lemmas), s.Percent(s.UAS),
		s.Percent(s.LAS))
	return c
}

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// universal returns a relation without its subtype.
func universal(r doc.Rel) doc.Rel {
	switch r {
	case doc.AclRelcl:
		return doc.Acl
	case doc.AdvclRelcl:
		return doc.Advcl
	case doc.AuxPass:
		return doc.Aux
	case doc.CcPreconj:
		return doc.Cc
	case doc.CompoundPrt:
		return doc.Compound
	case doc.CsubjPass, doc.CsubjOuter:
		return doc.Csubj
	case doc.DetPredet:
		return doc.Det
	case doc.NmodDesc, doc.NmodPoss, doc.NmodUnmarked:
		return doc.Nmod
	case doc.NsubjOuter, doc.NsubjPass:
		return doc.Nsubj
	case doc.OblAgent, doc.OblUnmarked:
		return doc.Obl
	}
	return r
}
