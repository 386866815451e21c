package rules

import (
	"slices"
	"strings"

	"readout/doc"
)

// The offices of those who lead a side, and words that make them somebody else's.
var (
	leaderTitles = [...]string{"president", "prime minister", "premier", "chancellor", "leader", "king", "queen", "emperor", "emir", "sultan", "chairman"}
	notLeaders   = [...]string{"spokes", "adviser", "advisor", "vice", "deputy", "secretary", "former", "ex-", "party", "opposition", "council", "committee"}
)

// named replaces participants that are only called "the two leaders" or "both
// sides" by those the report means: the two people it calls president or prime
// minister, else the two countries it names side by side.
func (r *reading) named(people []int) []int {
	var out []int
	for _, e := range people {
		x := &r.d.Entities[e]
		if x.Kind != doc.Group || len(x.Members) > 0 || !r.calls(e, side) {
			out = add(out, e)
			continue
		}
		var both []int
		if r.calls(e, leader) {
			both = r.leaders()
		}
		if len(both) != 2 {
			both = r.sides()
		}
		if len(both) != 2 {
			out = add(out, e)
			continue
		}
		for _, b := range both {
			out = add(out, b)
		}
	}
	return out
}

// calls tells whether an entity is named by a word of a list.
func (r *reading) calls(e int, list class) bool {
	for _, k := range r.d.Entities[e].Mentions {
		if r.isA(r.d.Mentions[k].Head, list) {
			return true
		}
	}
	return false
}

// leaders is the people whose title the report says is that of a leader.
func (r *reading) leaders() []int {
	var out []int
	for e := range r.d.Entities {
		x := &r.d.Entities[e]
		if x.Kind != doc.Person {
			continue
		}
		if slices.ContainsFunc(x.Roles, func(role doc.Role) bool { return leads(role.Title) }) {
			out = append(out, e)
		}
	}
	return out
}

func leads(title string) bool {
	t := strings.ToLower(title)
	holds := func(word string) bool { return strings.Contains(t, word) }
	return slices.ContainsFunc(leaderTitles[:], holds) && !slices.ContainsFunc(notLeaders[:], holds)
}

// sides is the first two places that the report names side by side: "Norland and
// Velmar".
func (r *reading) sides() []int {
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Kind != doc.Place || m.Entity < 0 || !r.is(m.EndToken, "and") || m.EndToken+1 >= len(r.entityAt) {
			continue
		}
		if k := r.entityAt[m.EndToken+1]; k >= 0 {
			if o := &r.d.Mentions[k]; o.Kind == doc.Place && o.Entity != m.Entity {
				return []int{m.Entity, o.Entity}
			}
		}
	}
	return nil
}
