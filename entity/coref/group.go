package coref

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/mention"
)

// pair is two mentions that stand side by side: "Putin and Biden", "Russia-US".
type pair struct {
	a, b int32 // mentions
	kind doc.EntityKind
}

// findPairs notes the pairs of people and of places that the article sets side by side.
func (r *resolver) findPairs() {
	for i := range r.Mentions {
		a := &r.Mentions[i]
		if a.Form == doc.PronounForm || a.Thing || a.Kind != doc.Person && a.Kind != doc.Place &&
			a.Kind != doc.Organization || a.Plural && a.Kind == doc.Person {
			continue
		}
		for k := i + 1; k < min(len(r.Mentions), i+6); k++ {
			b := &r.Mentions[k]
			if b.FirstToken < a.EndToken || b.Kind != a.Kind || b.Form == doc.PronounForm || b.Thing {
				continue
			}
			if r.Same(a.FirstToken, b.FirstToken) && r.sideBySide(a, b) {
				r.pairs = append(r.pairs, pair{a: int32(i), b: int32(k), kind: a.Kind})
			}
			break
		}
	}
}

// sideBySide reports whether "and" or a hyphen joins two mentions, an "of Russia" after the first apart.
func (r *resolver) sideBySide(a, b *mention.Mention) bool {
	t := a.EndToken
	if r.Is(t, class.Of) {
		t++
		if r.The(t) {
			t++
		}
		if t >= len(r.Tok) || r.NameAt[t] < 0 {
			return false
		}
		t = int(r.Names[r.NameAt[t]].End)
	}
	return (r.Joins(t) || r.Is(t, class.And)) && t+1 == b.FirstToken
}

// group is whom a definite plural means: "the two leaders" are two people spoken of who lead, "both sides" the two set
// side by side last. -1 if that is not known.
func (r *resolver) group(i int) int32 {
	m := &r.Mentions[i]
	if !m.Definite || m.Count == 0 && !r.Is(m.Head, class.SideNoun) {
		return -1
	}
	members := r.members(m)
	if len(members) == 0 {
		return -1
	}
	return r.groupOf(members, r.Phrase(m.FirstToken, m.EndToken))
}

// groupOf is the group of some entities, made if there is none yet.
func (r *resolver) groupOf(members []int, name string) int32 {
	slices.Sort(members)
	for e := range r.Entities {
		if x := &r.Entities[e]; x.Kind == doc.Group && slices.Equal(x.Members, members) {
			return int32(e)
		}
	}
	e := r.Create(doc.Entity{Kind: doc.Group, Name: name, Gender: 'p', Members: members})
	r.Entities[e].Several, r.Entities[e].Generic = true, true
	return e
}

// members finds whom a plural description means.
func (r *resolver) members(m *mention.Mention) []int {
	want := max(m.Count, 2)
	sides := r.Is(m.Head, class.SideNoun|class.PlaceNoun)
	// The pair set side by side last whose two both fit.
	for k := len(r.pairs) - 1; k >= 0 && want == 2; k-- {
		p := &r.pairs[k]
		a, b := &r.Mentions[p.a], &r.Mentions[p.b]
		if b.FirstToken > m.FirstToken || a.Entity < 0 || b.Entity < 0 || a.Entity == b.Entity {
			continue
		}
		if sides && (p.kind == doc.Place || p.kind == doc.Person && !r.Is(m.Head, class.PlaceNoun)) ||
			!sides && p.kind == doc.Person && r.MayBeAmong(m, a.Entity) && r.MayBeAmong(m, b.Entity) {
			return []int{a.Entity, b.Entity}
		}
	}
	if sides || m.Role.Class&(class.Leader|class.Office|class.Kin) == 0 {
		return nil
	}
	var out []int
	for e := range r.Entities {
		if x := &r.Entities[e]; x.Kind == doc.Person && !x.Generic && !x.Silent && x.Count > 0 && r.MayBeAmong(m, e) {
			out = append(out, e)
		}
	}
	if len(out) != want {
		return nil // fewer or more of them than the description says
	}
	return out
}

// pairBefore is the group of the two people set side by side in this sentence or the two before; -1 if there are none.
func (r *resolver) pairBefore(m *mention.Mention) int32 {
	for k := len(r.pairs) - 1; k >= 0; k-- {
		a, b := &r.Mentions[r.pairs[k].a], &r.Mentions[r.pairs[k].b]
		if b.EndToken > m.FirstToken || a.Entity < 0 || b.Entity < 0 || a.Entity == b.Entity ||
			r.pairs[k].kind != doc.Person {
			continue
		}
		if r.Doc.SentenceOf(m.FirstToken)-r.Doc.SentenceOf(a.FirstToken) > 2 {
			return -1
		}
		return r.groupOf([]int{a.Entity, b.Entity}, r.Entities[a.Entity].Name+" and "+r.Entities[b.Entity].Name)
	}
	return -1
}
