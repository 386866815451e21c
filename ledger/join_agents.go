package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/record"
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
	suffix string          // jr, iii
	heads  map[string]bool // what the roles are at heart: minister, spokes
	public bool            // one of the roles is a public office
	bare   bool            // nothing but the name is known
}

func profiles(agents []store.Agent) []profile {
	out := make([]profile, len(agents))
	for i := range agents {
		a := &agents[i]
		p := profile{Agent: a, heads: officeHeads(a.Roles), bare: a.Wikidata == "" && a.Country == "" && len(a.Roles) == 0}
		if a.Kind == record.PersonKind {
			p.given, p.suffix = givenKeys(a.Name), nameSuffix(a.Name)
		}
		for w := range roleWords(a.Roles) {
			p.public = p.public || publicRoles[w]
		}
		out[i] = p
	}
	return out
}

// joinAgents makes people of agents: those whose names agree are joined where
// evidence does (a Wikidata id, a country, an office in common); those without any
// evidence join the only person of their name, if there is only one. Nobody joins a
// group of which one member has another given name.
func joinAgents(agents []store.Agent, decisions []personDecision, facts []store.Fact) []Person {
	slices.SortFunc(agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	all := profiles(agents)
	index := map[uint64]int{}
	for i := range all {
		index[all[i].ID] = i
	}
	j := newJoiner(all)
	j.byEvidence()
	// Full names first: a surname alone is then looked up among people, not among the
	// ways in which articles present one.
	j.place(func(p *profile) bool { return len(p.given) > 0 || p.Kind != record.PersonKind })
	j.settle()
	j.place(func(p *profile) bool { return len(p.given) == 0 && !p.bare })
	j.place(func(p *profile) bool { return len(p.given) == 0 })
	u := j.union
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
