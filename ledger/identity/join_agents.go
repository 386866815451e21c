package identity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/ledger/people"
	"readout/store"
)

// Resolve joins the agents under some name keys into people. It looks at all of
// them at once, so that the answer does not depend on which came first.
func (reg *Register) Resolve(ctx context.Context, keys ...string) ([]Person, error) {
	a, err := reg.trail.Standing(ctx)
	if err != nil {
		return nil, err
	}
	decisions := a.People
	// A merge may join agents of other names: their keys come in too.
	agents, err := reg.st.Agents(ctx, store.AgentFilter{Keys: keys})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	if more := mergedWith(agents, decisions); len(more) > 0 {
		others, err := reg.st.Agents(ctx, store.AgentFilter{IDs: more})
		if err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
		for _, a := range others {
			keys = append(keys, a.Key)
		}
		if agents, err = reg.st.Agents(ctx, store.AgentFilter{Keys: index.Dedup(keys)}); err != nil {
			return nil, fmt.Errorf("ledger: looking up people: %w", err)
		}
	}
	facts, err := reg.st.Facts(ctx, store.FactFilter{Keys: index.Dedup(keys)})
	if err != nil {
		return nil, fmt.Errorf("ledger: looking up people: %w", err)
	}
	return joinAgents(agents, decisions, facts), nil
}

func mergedWith(agents []store.Agent, decisions []audit.PersonDecision) []uint64 {
	have := map[uint64]bool{}
	for _, a := range agents {
		have[a.ID] = true
	}
	var more []uint64
	for _, d := range decisions {
		if d.Kind == audit.Merge && slices.ContainsFunc(d.Agents, func(id uint64) bool { return have[id] }) {
			for _, id := range d.Agents {
				if !have[id] {
					more = append(more, id)
				}
			}
		}
	}
	return more
}

// joinAgents makes people of agents: those whose names agree are joined where
// evidence does (a Wikidata id, a country, an office in common); those without any
// evidence join the only person of their name, if there is only one. Nobody joins a
// group of which one member has another given name.
func joinAgents(agents []store.Agent, decisions []audit.PersonDecision, facts []store.Fact) []Person {
	slices.SortFunc(agents, func(x, y store.Agent) int { return cmp.Compare(x.ID, y.ID) })
	u := people.Join(agents)
	at := map[uint64]int{}
	for i := range agents {
		at[agents[i].ID] = i
	}
	apart := map[int]int64{} // agents that a decision took out, and which
	shaped := map[int][]int64{}
	for _, d := range decisions {
		var in []int
		for _, id := range d.Agents {
			if i, ok := at[id]; ok {
				in = append(in, i)
				shaped[i] = append(shaped[i], d.Decision)
			}
		}
		for k, i := range in {
			if d.Kind == audit.Split {
				apart[i] = d.Decision
				continue
			}
			delete(apart, i)
			if k > 0 {
				u.Join(in[0], i)
			}
		}
	}
	final := map[[2]int64][]int{}
	for i := range agents {
		key := [2]int64{int64(u.Find(i)), apart[i]}
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
