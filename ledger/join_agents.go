package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/store"
)

// resolve joins the agents under some name keys into people. It looks at all of
// them at once, so that the answer does not depend on which came first.
func (l *Ledger) resolve(ctx context.Context, keys ...string) ([]Person, error) {
	audit, err := l.audited(ctx)
	if err != nil {
		return nil, err
	}
	decisions := audit.people
	// A merge may join agents of other names: their keys come in too.
	agents, err := l.st.Agents(ctx, store.AgentFilter{Keys: keys})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	if more := mergedWith(agents, decisions); len(more) > 0 {
		others, err := l.st.Agents(ctx, store.AgentFilter{IDs: more})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
		for _, a := range others {
			keys = append(keys, a.Key)
		}
		if agents, err = l.st.Agents(ctx, store.AgentFilter{Keys: dedupStrings(keys)}); err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
	}
	facts, err := l.st.Facts(ctx, store.FactFilter{Keys: dedupStrings(keys)})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	return joinAgents(agents, decisions, facts), nil
}

func mergedWith(agents []store.Agent, decisions []personDecision) []uint64 {
	have := map[uint64]bool{}
	for _, a := range agents {
		have[a.ID] = true
	}
	var more []uint64
	for _, d := range decisions {
		if d.kind == Merge && slices.ContainsFunc(d.agents, func(id uint64) bool { return have[id] }) {
			for _, id := range d.agents {
				if !have[id] {
					more = append(more, id)
				}
			}
		}
	}
	return more
}

// profile is an agent with what is compared over and over.
type profile struct {
	*store.Agent
	given  []string        // keys of the given names
	roles  map[string]bool // telling words of all roles
	public bool            // one of the roles is a public office
	bare   bool            // nothing but the name is known
}

func profiles(agents []store.Agent) []profile {
	out := make([]profile, len(agents))
	for i := range agents {
		a := &agents[i]
		p := profile{Agent: a, roles: roleWords(a.Roles), bare: a.Wikidata == "" && a.Country == "" && len(a.Roles) == 0}
		if a.Kind == "person" {
			p.given = givenKeys(a.Name)
		}
		for w := range p.roles {
			p.public = p.public || publicRoles[w]
		}
		out[i] = p
	}
	return out
}

// joinAgents makes people of agents: those whose names agree are joined where
// evidence does (a Wikidata id, a country, a role in common); those without any
// evidence join the only person of their name, if there is only one.
func joinAgents(agents []store.Agent, decisions []personDecision, facts []store.Fact) []Person {
	slices.SortFunc(agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	all := profiles(agents)
	u := newUnion(len(all))
	index := map[uint64]int{}
	for i := range all {
		index[all[i].ID] = i
		for j := range i {
			if mayBeOne(&all[i], &all[j]) && evidence(&all[i], &all[j]) {
				u.join(i, j)
			}
		}
	}
	// Agents that evidence did not place join where only one group of full names can
	// be meant; the groups are taken as they are before anyone is placed.
	groups := u.groups()
	type move struct{ from, to int }
	var moves []move
	for g, members := range groups {
		if !weak(all, members) {
			continue
		}
		var targets []int
		for h, others := range groups {
			if h != g && canJoin(all, members, others) {
				targets = append(targets, h)
			}
		}
		if len(targets) == 1 {
			moves = append(moves, move{members[0], groups[targets[0]][0]})
		}
	}
	for _, m := range moves {
		u.join(m.from, m.to)
	}
	apart := map[int]int64{} // agents that a decision took out, and which
	shaped := map[int][]int64{}
	for _, d := range decisions {
		var in []int
		for _, id := range d.agents {
			if i, ok := index[id]; ok {
				in = append(in, i)
				shaped[i] = append(shaped[i], d.id)
			}
		}
		for k, i := range in {
			if d.kind == Split {
				apart[i] = d.id
				continue
			}
			delete(apart, i)
			if k > 0 {
				u.join(in[0], i)
			}
		}
	}
	final := map[[2]int64][]int{}
	for i := range all {
		key := [2]int64{int64(u.find(i)), apart[i]}
		final[key] = append(final[key], i)
	}
	var out []Person
	for _, members := range final {
		p := assemblePerson(agents, members, facts)
		for _, i := range members {
			p.Merged = append(p.Merged, shaped[i]...)
		}
		slices.Sort(p.Merged)
		p.Merged = slices.Compact(p.Merged)
		out = append(out, p)
	}
	slices.SortFunc(out, func(x, y Person) int {
		return cmp.Or(cmp.Compare(len(y.agents), len(x.agents)), cmp.Compare(y.Last, x.Last), cmp.Compare(x.ID, y.ID))
	})
	return out
}

// mayBeOne tells whether nothing speaks against two agents being one.
func mayBeOne(x, y *profile) bool {
	if x.Kind != y.Kind || x.Key != y.Key || x.Wikidata != "" && y.Wikidata != "" && x.Wikidata != y.Wikidata {
		return false
	}
	if x.Kind != "person" {
		return x.Country == y.Country || x.Country == "" || y.Country == ""
	}
	return givenNamesAgree(x.given, y.given)
}

// evidence tells whether something beyond the name joins two agents. Things other
// than people need none: an office of one name is one.
func evidence(x, y *profile) bool {
	if x.Wikidata != "" && x.Wikidata == y.Wikidata || x.Kind != "person" {
		return true
	}
	if x.Country != "" && y.Country != "" && x.Country != y.Country {
		return false
	}
	if x.bare && y.bare {
		return len(x.given) == len(y.given)
	}
	if shareWord(x.roles, y.roles) {
		return true
	}
	// One country, and nothing that one person could not have been.
	return x.Country != "" && x.Country == y.Country && (len(x.roles) == 0 || len(y.roles) == 0 || x.public && y.public)
}

// roleWords are the words that tell roles apart: a person may be spokesman and
// secretary, but a minister of a name is not the goalkeeper.
func roleWords(roles []string) map[string]bool {
	out := map[string]bool{}
	for _, role := range roles {
		for _, w := range strings.Fields(store.Words(role)) {
			w = strings.TrimSuffix(strings.TrimSuffix(w, "woman"), "man")
			if len(w) > 2 && w != "the" && w != "for" && w != "and" {
				out[w] = true
			}
		}
	}
	return out
}

func shareWord(x, y map[string]bool) bool {
	if len(x) > len(y) {
		x, y = y, x
	}
	for w := range x {
		if y[w] {
			return true
		}
	}
	return false
}

// publicRoles are offices that one person holds one after the other.
var publicRoles = map[string]bool{"president": true, "minister": true, "premier": true, "prime": true, "chancellor": true, "senator": true,
	"leader": true, "secretary": true, "spokes": true, "spokesperson": true, "ambassador": true, "governor": true, "deputy": true, "chief": true,
	"chair": true, "lawmaker": true, "official": true, "adviser": true, "envoy": true, "negotiator": true, "mayor": true, "head": true}

// weak tells whether little is known of a group: bare names, or no given names.
func weak(all []profile, members []int) bool {
	for _, i := range members {
		if p := &all[i]; !p.bare && (p.Kind != "person" || len(p.given) > 0) {
			return false
		}
	}
	return true
}

// canJoin tells whether a group of which little is known can be the same as
// another, of which more is: every name agrees and nothing contradicts.
func canJoin(all []profile, from, to []int) bool {
	if strength(all, to) <= strength(all, from) {
		return false
	}
	for _, i := range from {
		for _, j := range to {
			x, y := &all[i], &all[j]
			if !mayBeOne(x, y) || x.Country != "" && y.Country != "" && x.Country != y.Country {
				return false
			}
			if len(x.roles) > 0 && len(y.roles) > 0 && !shareWord(x.roles, y.roles) && !(x.public && y.public) {
				return false
			}
		}
	}
	return true
}

// strength counts what is known of a group, so that the lesser joins the greater.
func strength(all []profile, members []int) int {
	n := 0
	for _, i := range members {
		known := 2 * len(all[i].given)
		if !all[i].bare {
			known++
		}
		n = max(n, known)
	}
	return n
}
