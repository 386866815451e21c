package coref

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/link"
	"readout/entity/mention"
)

// sameWords ties a phrase that the head leaves alone to what the same head word meant before with the same words beside
// it, or with more where a determiner points back: "a winter storm … the storm", "iodine … iodine". Not what an
// indefinite introduces, and nobody's "his wife".
func (r *resolver) sameWords(i int) int32 {
	m := &r.Mentions[i]
	if !m.Thing || r.Is(m.Spot.First, class.Indefinite) {
		return -1
	}
	words, points := r.beside(m)
	for _, k := range r.headed[r.headKey(m)] {
		a := &r.Mentions[k]
		have, _ := r.beside(a)
		if a.Entity >= 0 && !r.nested(m, a) && (slices.Equal(words, have) || points &&
			!slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) })) {
			return int32(a.Entity)
		}
	}
	return -1
}

// headKey is the head of a phrase, and whether it is one or several.
func (r *resolver) headKey(m *mention.Mention) string {
	if m.Plural {
		return r.Doc.LowerForm(m.Spot.Head) + "+"
	}
	return r.Doc.LowerForm(m.Spot.Head)
}

// remember keeps mention i for sameWords. Only the latest few of a head are kept.
func (r *resolver) remember(i int) {
	if m := &r.Mentions[i]; m.Thing && m.Entity >= 0 {
		key := r.headKey(m)
		r.headed[key] = append([]int{i}, r.headed[key][:min(len(r.headed[key]), 7)]...)
	}
}

// beside is the words of a phrase but for its head and its determiner, and whether that points back.
func (r *resolver) beside(m *mention.Mention) (words []string, points bool) {
	first := m.Spot.First
	if r.Is(first, class.Determiner|class.Indefinite) && first < m.Spot.Head {
		points = !r.Is(first, class.Indefinite)
		first++
	}
	for t := first; t <= m.Spot.Last; t++ {
		if t != m.Spot.Head {
			words = append(words, r.Doc.LowerForm(t))
		}
	}
	return words, points
}

// sameAgain ties a description that the head leaves alone to what the same one named before: "the official" to "a
// senior official", "the company" to the company named last, one named only to say whose another is left aside.
func (r *resolver) sameAgain(i int) int32 {
	m := &r.Mentions[i]
	if !m.Definite || m.Thing || m.Plural {
		return -1
	}
	latest := int32(-1)
	for e := range r.Entities {
		x := &r.Entities[e]
		if x.Last < 0 || x.Kind != m.Kind || x.Thing || x.Silent || x.Wire || x.Several || !r.MayDescribe(m, int32(e)) ||
			latest >= 0 && !r.nearer(e, int(latest)) {
			continue
		}
		same := x.Generic && x.Head == m.Role.Head && !slices.ContainsFunc(m.Role.Mods, func(w string) bool {
			return !r.KB.Ordinary(w) && !slices.Contains(x.Mods, w)
		})
		if same || m.Kind == doc.Organization && r.NamedSo(m, x) {
			latest = int32(e)
		}
	}
	return latest
}

// trader is the only one that the article names whose name has a word of the trade that a description tells: "the
// carmaker" is Alder Motors; -1 where none has or several have.
func (r *resolver) trader(m *mention.Mention) int32 {
	found := int32(-1)
	trade := func(w string) bool { return r.KB.MayMean(m.Role.Head, w) }
	for e := range r.Entities {
		x := &r.Entities[e]
		if x.Last < 0 || x.Generic || x.Thing || x.Kind != doc.Organization && x.Kind != doc.Other ||
			!slices.ContainsFunc(x.NameWords(), trade) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = int32(e)
	}
	return found
}

// bearer is the only body of the article whose name has the head of a description, where entity e is another whose name
// has it not: "the bank" is Halden Bank, and not the trust that owns it.
func (r *resolver) bearer(m *mention.Mention, e int32) int32 {
	has := func(x *link.Entity) bool { return slices.Contains(x.NameWords(), m.Role.Head) }
	x := &r.Entities[e]
	if m.Kind != doc.Organization || !m.Definite || m.Plural || len(m.Role.Mods) > 0 || x.Generic ||
		x.Kind != doc.Organization || has(x) {
		return e
	}
	found := e
	for o := range r.Entities {
		x := &r.Entities[o]
		if x.Last >= 0 && !x.Generic && !x.Thing && !x.Wire && x.Kind == doc.Organization && has(x) {
			if found != e {
				return e // several have
			}
			found = int32(o)
		}
	}
	if !r.MayDescribe(m, found) {
		return e
	}
	return found
}

// nearer reports whether entity a was spoken of later than b. What was named once and inside another's phrase, "a
// unit of Lind Trust", has not been spoken of.
func (r *resolver) nearer(a, b int) bool {
	x, y := &r.Entities[a], &r.Entities[b]
	if in, and := x.Count == 1 && !r.alone[x.Last], y.Count == 1 && !r.alone[y.Last]; in != and {
		return and
	}
	return x.Last > y.Last
}
