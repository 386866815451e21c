package coref

import (
	"slices"

	"readout/entity/bind"
)

// How much likelier than its words alone say "he" is the subject of the sentence before, by how many others that
// speaks of; and how likely nobody but another "he", if somebody named is there. The learned head knows sentences by
// their words, and clings to whom it has met most often. Compared on GAP's development part.
var topics = [...]float32{100, 10, 4}

const pronounOnly = 0.3

// favour weighs the choices of pronoun i by where they stand.
func (r clauses) favour(i int, choices []choice) {
	topic, rivals := int32(-1), 0
	if head := r.Mentions[i].Head; bind.Subject(r.Doc, head, head) {
		topic, rivals = bind.Topic(r.Doc, head, r.candidates(i))
	}
	sum := float32(0)
	for c := range choices {
		x := &choices[c]
		if r.Entities[x.entity].Silent {
			x.share *= pronounOnly
		}
		if x.entity == topic {
			x.share *= topics[min(rivals, len(topics)-1)]
		}
		sum += x.share
	}
	for c := range choices {
		choices[c].share /= max(sum, 1)
	}
}

// candidates is who the sentences before pronoun i speak of, and its own so far, as far as nothing forbids that it
// means them.
func (r clauses) candidates(i int) []bind.Candidate {
	m := &r.Mentions[i]
	var out []bind.Candidate
	for k := i - 1; k >= 0 && r.Doc.SentenceOf(m.Head)-r.Doc.SentenceOf(r.Mentions[k].Head) < 4; k-- {
		a := &r.Mentions[k]
		if a.Entity < 0 || r.speaksOnly(int32(a.Entity)) || !r.MayStandFor(m, int32(a.Entity)) {
			continue
		}
		x := &r.Entities[a.Entity]
		out = append(out, bind.Candidate{First: a.Spot.First, Last: a.Spot.Last, Entity: int32(a.Entity),
			Named: !x.Generic && !x.Silent, Whole: r.alone[k]})
	}
	slices.Reverse(out)
	return out
}
