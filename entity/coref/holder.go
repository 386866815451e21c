package coref

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
)

// holder is the person of the article who holds the office that a description names: "the Kremlin spokesman", "Putin's
// spokesman", "the president". Where several hold one of that name it is the one whose side needs no telling, else the
// likeliest; -1 where nobody does.
func (r *resolver) holder(i int) int32 {
	m := &r.Mentions[i]
	if m.Kind != doc.Person || m.Plural || !m.Definite || m.Role.Class&(class.Leader|class.Office|class.Voice) == 0 ||
		r.Is(m.FirstToken, class.Possessive) {
		return -1
	}
	var found, plain []int32
	strength := 1
	for e := range r.Entities {
		x := &r.Entities[e]
		if x.Kind != doc.Person || x.Generic || x.Silent || x.Count == 0 || !r.MayDescribe(m, int32(e)) {
			continue
		}
		s, unsaid := 0, false
		for k := range x.Held {
			if h := r.Holds(&m.Role, &x.Held[k], x); h > 0 {
				s, unsaid = max(s, h), unsaid || x.Held[k].Affil < 0 && x.Held[k].Country == ""
			}
		}
		if s > strength {
			found, plain, strength = nil, nil, s
		}
		if s == strength {
			found = append(found, int32(e))
			if unsaid {
				plain = append(plain, int32(e))
			}
		}
	}
	switch {
	case len(found) == 1:
		return found[0]
	case len(plain) == 1:
		return plain[0]
	case len(found) > 1:
		choices, _ := r.weigh(i, func(e int32) bool { return slices.Contains(found, e) })
		e, _ := best(choices)
		return e
	}
	return -1
}
