package coref

import (
	"slices"

	"readout/entity/bind"
	"readout/entity/class"
)

// How much likelier than its words alone say "he" is the subject of the sentence before, by how many others that
// speaks of; how much "his" is the subject of its own clause; and how likely nobody but another "he", if somebody named
// is there. The learned head knows sentences by their words, and clings to whom it has met most often. Compared on
// GAP's development part.
var topics = [...]float32{100, 10, 4}

const (
	ownSubject  = 8
	pronounOnly = 0.05
)

// favour weighs the choices of pronoun i by where they stand.
func (r clauses) favour(i int, choices []choice) {
	topic, rivals := int32(-1), 0
	if head := r.Mentions[i].Head; bind.Subject(r.Doc, head, head) {
		topic, rivals = bind.Topic(r.Doc, head, r.candidates(i))
	}
	owner := r.owner(i)
	sum := float32(0)
	for c := range choices {
		x := &choices[c]
		if x.entity == owner {
			x.share *= ownSubject
		}
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

// owner is the subject of the clause that "his" stands in, the last of its sentence before it: "Orr met the man whom
// Vask, who had lost, told of his plan". -1 where it has none and of other pronouns.
func (r clauses) owner(i int) int32 {
	m := &r.Mentions[i]
	if !r.Is(m.Head, class.Possessive) {
		return -1
	}
	for _, c := range slices.Backward(r.candidates(i)) {
		if !r.Same(c.First, m.Head) {
			break
		}
		if bind.Subject(r.Doc, c.First, c.Last) || bind.Relative(r.Doc, c.Last) {
			return c.Entity
		}
	}
	return -1
}

// beside is whom "his" means right behind a name and "and": "Orr and his wife"; -1 elsewhere.
func (r clauses) beside(i int) int32 {
	m := &r.Mentions[i]
	if !r.Is(m.Head, class.Possessive) || !r.Same(m.Head-1, m.Head) || !r.Is(m.Head-1, class.And) {
		return -1
	}
	for _, c := range slices.Backward(r.candidates(i)) {
		if c.Last == m.Head-2 {
			return c.Entity
		}
	}
	return -1
}
