package identity

import (
	"context"
	"errors"
	"fmt"
	"readout/ledger/ask"
	"readout/ledger/audit"
	"readout/ledger/index"
	"readout/store"
	"slices"
)

// Merge records that several people, by id, are one. It can be undone.
func (reg *Register) Merge(ctx context.Context, who, why string, people ...string) (int64, error) {
	if len(people) < 2 {
		return 0, errors.New("ledger: merging: it takes two people")
	}
	return reg.decidePeople(ctx, audit.Merge, who, why, people, true)
}

// Split records that some agents ("a…", as Person.Agents and the speakers of
// statements show them) are a person of their own. It can be undone.
func (reg *Register) Split(ctx context.Context, who, why string, agents ...string) (int64, error) {
	if len(agents) == 0 {
		return 0, errors.New("ledger: splitting: it takes an agent")
	}
	return reg.decidePeople(ctx, audit.Split, who, why, agents, false)
}

func (reg *Register) decidePeople(ctx context.Context, kind, who, why string, ids []string, whole bool) (int64, error) {
	var data audit.Data
	for _, id := range ids {
		if _, ok := index.ParseAgent(id); !ok {
			return 0, fmt.Errorf("ledger: %s: %q is not the id of a person", kind, id)
		}
		p, err := reg.Person(ctx, id)
		if err != nil {
			return 0, fmt.Errorf("ledger: %s: %w", kind, err)
		}
		if whole {
			// All agents of today's person: those it gains later join them by evidence.
			for _, a := range p.agents {
				data.Agents = append(data.Agents, index.AgentName(a.ID))
			}
		} else {
			data.Agents = append(data.Agents, id)
		}
	}
	d, err := reg.trail.Draft(kind, who, why, data)
	if err != nil {
		return 0, err
	}
	return reg.trail.Decide(ctx, d)
}

// PeopleAt is People as the articles of a day and before present them: names and
// roles that came later are left out. Who is who is judged by all that is known.
func (reg *Register) PeopleAt(ctx context.Context, name, asOf string) ([]Person, error) {
	if err := ask.CheckAsOf(asOf); err != nil {
		return nil, fmt.Errorf("ledger: people: %w", err)
	}
	people, err := reg.People(ctx, name)
	if err != nil || asOf == "" {
		return people, err
	}
	day := lastDay(asOf).String()
	until := func(list []Named) []Named {
		list = slices.DeleteFunc(list, func(n Named) bool { return n.First > day })
		for i := range list {
			list[i].Last = min(list[i].Last, day)
		}
		return list
	}
	out := people[:0]
	for _, p := range people {
		if p.First > day {
			continue
		}
		p.Last = min(p.Last, day)
		p.Names, p.Roles = until(p.Names), until(p.Roles)
		p.Agents = slices.DeleteFunc(p.Agents, func(a PersonAgent) bool { return a.First > day })
		for i := range p.Agents {
			p.Agents[i].Last = min(p.Agents[i].Last, day)
		}
		p.Known = slices.DeleteFunc(p.Known, func(k KnownRole) bool { return k.From > day })
		out = append(out, p)
	}
	return out, nil
}

// lastDay is the day that "2024-03-14", "2024-03" or a time ends on.
func lastDay(asOf string) store.Day {
	first := store.DayOf(asOf)
	if end := store.DayOf(store.EndOf(asOf)); len(asOf) <= 10 && end > first {
		return end - 1
	}
	return first
}
