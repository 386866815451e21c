package event

import (
	"cmp"
	"slices"

	"readout/doc"
	"readout/event/title"
)

// naming finds what an event is called.
type naming struct{ *draft }

// nameOf is the mention that tells most of the event, of those that surely name it: a noun, with names in it, of the
// word that the report uses most, the longest. Where no noun surely names the event the word for its kind does, and for
// one of no usual kind a clause.
func (r naming) nameOf(c *cluster) string {
	var best doc.Range
	var most [5]int
	for k, i := range c.mentions {
		s, ok := title.Noun(r.Text, r.ms[i].Range)
		if !ok {
			continue
		}
		noun := 1
		if r.UPOS(s.First) == doc.VERB {
			noun = 0 // "closed the bridge", where nothing else is there
		}
		sure := 0
		for sure < len(r.nameSure) && c.one[k]*r.ms[i].Score >= r.nameSure[sure] {
			sure++
		}
		rank := [5]int{sure, noun, r.NamesIn(s.First, s.End), r.nounCount(c, s), s.End - s.First}
		if best.Empty() || slices.Compare(rank[:], most[:]) > 0 {
			best, most = s, rank
		}
	}
	name := kindOf(r.draft, c)
	switch {
	case !best.Empty() && most[0] > 0:
	case name != otherKind:
		return name
	default:
		best = title.Verb(r.Text, r.ms[r.surest(c)].Range)
	}
	if name == otherKind {
		best = title.WithSubject(r.Text, best)
	}
	return r.Written(best.First, best.End, true)
}

// surest is the mention of an event that the head is surest of.
func (r naming) surest(c *cluster) int {
	return slices.MaxFunc(c.mentions, func(a, b int) int {
		return cmp.Compare(r.ms[a].Score*c.surely(a), r.ms[b].Score*c.surely(b))
	})
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
