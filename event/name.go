package event

import (
	"slices"

	"readout/doc"
	"readout/event/words"
)

// naming finds what an event is called.
type naming struct{ *draft }

// longestName bounds a name's tokens: longer mentions are clauses.
const longestName = 8

// nameOf is the mention that tells most of the event: a noun, with names in it, of the word that the
// report uses most, the longest. The word for the kind where the report tells the event by verbs only.
func (r naming) nameOf(c *cluster) string {
	var best doc.Range
	var most [5]int
	for k, i := range c.mentions {
		s, ok := r.nounPhrase(r.ms[i].Range)
		if !ok {
			continue
		}
		noun := 1
		if r.UPOS(s.First) == doc.VERB {
			noun = 0 // "closed the bridge", where nothing else is there
		}
		sure := 0
		if c.one[k] >= r.nameFrom {
			sure = 1
		}
		rank := [5]int{sure, noun, r.NamesIn(s.First, s.End), r.nounCount(c, s), s.End - s.First}
		if best.Empty() || slices.Compare(rank[:], most[:]) > 0 {
			best, most = s, rank
		}
	}
	if !best.Empty() {
		return r.Written(best.First, best.End, true)
	}
	name := kindOf(r.draft, c)
	if name == otherKind {
		m := &r.ms[c.mentions[0]]
		name = r.Written(m.First, m.End, true)
	}
	return name
}

// nounPhrase is a mention that ends in a noun, without what leads in to it, and without a complement
// that names nobody or one of two: "meeting [between the two leaders]", "summit [between Ana Vask]".
func (r naming) nounPhrase(s doc.Range) (doc.Range, bool) {
	for s.First < s.End-1 && (r.Is(s.First, words.Lead) || r.Is(s.First, words.Another) || r.Is(s.First, words.Firstly)) {
		s.First++
	}
	for t := s.First + 1; t < s.End; t++ {
		half := r.Is(t, words.Between) && !r.Joins(doc.Range{First: t, End: s.End})
		if r.UPOS(t) == doc.ADP && (half || r.NamesIn(t, s.End) == 0 || s.End-s.First > longestName) {
			s.End = t
		}
	}
	u := r.UPOS(s.End - 1)
	return s, (u == doc.NOUN || u == doc.PROPN) && s.End-s.First <= longestName
}

// nounCount is how many of an event's mentions have the head word of a phrase.
func (r naming) nounCount(c *cluster, s doc.Range) int {
	n, word := 0, r.Words[r.Head(s)].Lemma
	for _, i := range c.mentions {
		if r.Words[r.Head(r.ms[i].Range)].Lemma == word {
			n++
		}
	}
	return n
}
