package entity

import (
	"slices"
	"strings"

	"readout/doc"
)

// holder is the person of the article who holds the office that a description names: "the Kremlin spokesman", "Putin's
// spokesman", "the president". Where several hold one of that name it is the one whose side needs no telling, else the
// likeliest; -1 where nobody does.
func (r *resolver) holder(i int) int32 {
	m := &r.mentions[i]
	if m.Kind != doc.Person || m.plural || !m.definite || m.role.class&(leader|office|voice) == 0 ||
		r.is(m.FirstToken, possessive) {
		return -1
	}
	var found, plain []int32
	strength := 1
	for e := range r.entities {
		x := &r.entities[e]
		if x.Kind != doc.Person || x.generic || x.silent || x.count == 0 || !r.allowed(m, int32(e)) {
			continue
		}
		s, unsaid := 0, false
		for k := range x.roles {
			if h := r.holds(&m.role, &x.roles[k], x); h > 0 {
				s, unsaid = max(s, h), unsaid || x.roles[k].affil < 0 && x.roles[k].country == ""
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

// holds is how surely a person's role is the one described: 0 not, 1 by the title alone, 2 by title and side.
func (r *resolver) holds(d, have *role, x *entity) int {
	if d.head != have.head || have.former && !d.former || !r.sameOffice(d, have) {
		return 0
	}
	side, mine := r.side(d), r.side(have)
	if mine == "" {
		mine = x.Country
	}
	switch {
	case side != "" && side == mine:
		return 2
	case side != "" || d.affil >= 0 && have.affil >= 0 && !r.oneName(d.affil, have.affil):
		return 0
	case d.affil >= 0 && (have.affil >= 0 || r.namedIn(d.affil, have.mods)):
		return 2
	case d.affil >= 0:
		return 0
	case slices.ContainsFunc(d.mods, func(w string) bool { return !r.ordinary(w) && slices.Contains(have.mods, w) }):
		return 2
	case have.class&voice != 0:
		return 0 // there are many spokesmen
	}
	return 1
}

// namedIn reports whether a name has a word of a title: "the Trade Ministry spokesman" is "ministry spokesman Orr".
func (r *resolver) namedIn(name int32, mods []string) bool {
	n := &r.names[name]
	words := strings.Fields(r.lower(int(n.first), int(n.end)))
	return slices.ContainsFunc(mods, func(w string) bool { return !r.ordinary(w) && slices.Contains(words, w) })
}

// side is the country that a role belongs to: by a name in it, or by that of the person whose it is.
func (r *resolver) side(ro *role) string {
	if ro.country != "" || ro.affil < 0 {
		return ro.country
	}
	if e := r.names[ro.affil].entity; e >= 0 {
		return r.entities[e].Country
	}
	return ""
}

// sameOffice reports whether what two titles of one head say beside it allows that they are one: "prime minister" is
// not "foreign minister".
func (r *resolver) sameOffice(d, have *role) bool {
	telling := 0
	for _, w := range d.mods {
		if r.ordinary(w) {
			continue
		}
		if slices.Contains(have.mods, w) {
			return true
		}
		telling++
	}
	if telling == 0 {
		return true
	}
	return !slices.ContainsFunc(have.mods, func(w string) bool { return !r.ordinary(w) }) && d.class&(leader|office) == 0
}

// bears reports whether what is known of a person allows a role: nobody is both one country's minister and another's,
// and one whose offices are told holds no other.
func (r *resolver) bears(d *role, x *entity) bool {
	if d.class&(leader|office|voice) == 0 {
		return true
	}
	side := r.side(d)
	known := false
	for k := range x.roles {
		have := &x.roles[k]
		if have.class&(leader|office|voice) == 0 {
			continue
		}
		mine := r.side(have)
		if side != "" && mine != "" && side != mine {
			known = true
			continue
		}
		if d.affil >= 0 && have.affil >= 0 && side == "" && mine == "" && !r.oneName(d.affil, have.affil) &&
			d.class&(voice|leader) != 0 {
			known = true
			continue
		}
		if d.head == have.head && r.sameOffice(d, have) || d.head != have.head &&
			(r.mayMean(d.head, have.head) || r.mayMean(have.head, d.head)) {
			return true
		}
		known = known || d.head == have.head || (d.class|have.class)&(voice|leader) != 0
	}
	return !known && (d.class&voice == 0 || len(x.roles) == 0)
}

// oneName reports whether two names are of one entity or the same words.
func (r *resolver) oneName(a, b int32) bool {
	x, y := &r.names[a], &r.names[b]
	return x.entity >= 0 && x.entity == y.entity || r.lower(int(x.first), int(x.end)) == r.lower(int(y.first), int(y.end))
}
