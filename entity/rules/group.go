package rules

import (
	"slices"

	"readout/doc"
)

// pair is two mentions that stand side by side: "Putin and Biden", "Russia-US".
type pair struct {
	a, b  int32 // mentions
	kind  doc.EntityKind
	group int32 // the entity made for it, or -1
}

// findPairs notes the pairs of people and of places that the article sets side by side.
func (r *reading) findPairs() {
	for i := range r.mentions {
		a := &r.mentions[i]
		if a.Form == doc.PronounForm || a.Kind != doc.Person && a.Kind != doc.Place && a.Kind != doc.Organization || a.plural && a.Kind == doc.Person {
			continue
		}
		for k := i + 1; k < len(r.mentions) && k < i+6; k++ {
			b := &r.mentions[k]
			if b.FirstToken < a.EndToken || b.Kind != a.Kind || b.Form == doc.PronounForm {
				continue
			}
			if !r.same(a.FirstToken, b.FirstToken) || b.FirstToken-a.EndToken > 6 {
				break
			}
			if r.sideBySide(a, b) {
				r.pairs = append(r.pairs, pair{a: int32(i), b: int32(k), kind: a.Kind, group: -1})
			}
			break
		}
	}
}

// sideBySide tells whether "and" or a hyphen joins two mentions, an "of Russia"
// after the first apart.
func (r *reading) sideBySide(a, b *mention) bool {
	t := a.EndToken
	if r.isForm(t, "of") {
		t++
		if r.isForm(t, "the") {
			t++
		}
		if t >= len(r.tok) || r.nameAt[t] < 0 {
			return false
		}
		t = int(r.names[r.nameAt[t]].end)
	}
	if r.hyphen(t) && r.glued(t) {
		return t+1 == b.FirstToken
	}
	return r.isForm(t, "and") && t+1 == b.FirstToken
}

// resolveGroup ties a plural description: "the two leaders" are two people spoken
// of who lead; "both sides" the two countries set side by side last.
func (r *reading) resolveGroup(i int) int32 {
	m := &r.mentions[i]
	if !m.definite {
		if m.bare {
			return r.samePhrase(m)
		}
		return -1
	}
	var members [4]int
	n := r.members(m, members[:])
	if n == 0 {
		if m.count > 0 && !m.bare {
			return r.samePhrase(m)
		}
		return r.samePhrase(m)
	}
	list := members[:n]
	slices.Sort(list)
	for e := range r.entities {
		if x := &r.entities[e]; x.Kind == doc.Group && slices.Equal(x.Members, list) {
			return int32(e)
		}
	}
	e := r.create(doc.Entity{Kind: doc.Group, Name: r.phrase(m.FirstToken, m.EndToken), Gender: 'p', Members: slices.Clone(list)})
	r.entities[e].described = r.description(m)
	return e
}

// members finds whom a plural description means and gives how many.
func (r *reading) members(m *mention, out []int) int {
	want := int(m.count)
	if want == 0 {
		want = 2
	}
	if want > len(out) {
		return 0
	}
	sides := r.tok[m.Head].class&(sideNoun|placePlural) != 0
	// The pair set side by side last whose two both fit.
	if want == 2 {
		for k := len(r.pairs) - 1; k >= 0; k-- {
			p := &r.pairs[k]
			a, b := &r.mentions[p.a], &r.mentions[p.b]
			if b.FirstToken > m.FirstToken || a.Entity < 0 || b.Entity < 0 || a.Entity == b.Entity {
				continue
			}
			if sides && (p.kind == doc.Place || p.kind == doc.Person && r.tok[m.Head].class&placePlural == 0) ||
				!sides && p.kind == doc.Person && r.canBe(m, int32(a.Entity)) && r.canBe(m, int32(b.Entity)) {
				out[0], out[1] = a.Entity, b.Entity
				return 2
			}
		}
	}
	if sides || m.Kind == doc.Group || m.role.class&(leader|office|kin) == 0 {
		return 0
	}
	n := 0
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Person || x.generic || x.count == 0 || !r.canBe(m, int32(e)) {
			continue
		}
		if n == want {
			return 0 // more of them than the description says
		}
		out[n] = e
		n++
	}
	if n < want {
		return 0
	}
	return n
}

// canBe tells whether a person can be one of those a plural description means.
func (r *reading) canBe(m *mention, e int32) bool {
	x := &r.entities[e]
	if m.role.class&person != 0 {
		return m.gender == 0 || m.gender == 'p' || m.gender == x.Gender
	}
	for k := range x.roles {
		have := &x.roles[k]
		if have.head == m.role.head || r.mayMean(&m.role, have.head) {
			return true
		}
	}
	return false
}

// pairBefore is the pair of people before a plural pronoun that weighs more than
// the best single antecedent; -1 if there is none.
func (r *reading) pairBefore(m *mention, bar float32) int {
	for k := len(r.pairs) - 1; k >= 0; k-- {
		p := &r.pairs[k]
		a, b := &r.mentions[p.a], &r.mentions[p.b]
		if b.EndToken > m.FirstToken || a.Entity < 0 || b.Entity < 0 || a.Entity == b.Entity || p.kind != doc.Person {
			continue
		}
		distance := r.d.SentenceOf(m.FirstToken) - r.d.SentenceOf(a.FirstToken)
		if distance > 2 {
			return -1
		}
		s := 0.4 - 0.9*float32(distance)
		if r.isSubject(b) {
			s += 0.6
		}
		if s > bar {
			return k
		}
		return -1
	}
	return -1
}

// pairEntity is the group of a pair, made when a pronoun needs it.
func (r *reading) pairEntity(k int) int32 {
	p := &r.pairs[k]
	if p.group >= 0 {
		return p.group
	}
	list := []int{r.mentions[p.a].Entity, r.mentions[p.b].Entity}
	slices.Sort(list)
	for e := range r.entities {
		if x := &r.entities[e]; x.Kind == doc.Group && slices.Equal(x.Members, list) {
			p.group = int32(e)
			return p.group
		}
	}
	name := r.entities[r.mentions[p.a].Entity].Name + " and " + r.entities[r.mentions[p.b].Entity].Name
	p.group = r.create(doc.Entity{Kind: doc.Group, Name: name, Gender: 'p', Members: list})
	return p.group
}
