package ledger

import (
	"context"
	"fmt"
	"slices"

	"readout/store"
)

// PeopleAt is People as the articles of a day and before present them: names and
// roles that came later are left out. Who is who is judged by all that is known.
func (l *Ledger) PeopleAt(ctx context.Context, name, asOf string) ([]Person, error) {
	if err := CheckAsOf(asOf); err != nil {
		return nil, fmt.Errorf("ledger: people: %w", err)
	}
	people, err := l.People(ctx, name)
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

// CompareAt is Compare with the reports that stood at the end of a day.
//
// Errors: those of Compare; ErrUnknown if nothing had been reported by then.
func (l *Ledger) CompareAt(ctx context.Context, id, asOf string) (Utterance, error) {
	if asOf == "" {
		return l.Compare(ctx, id)
	}
	if err := CheckAsOf(asOf); err != nil {
		return Utterance{}, fmt.Errorf("ledger: comparing %s: %w", id, err)
	}
	s, err := l.Statement(ctx, id)
	if err != nil {
		return Utterance{}, err
	}
	members, err := l.reportsOf(ctx, s)
	if err != nil {
		return Utterance{}, fmt.Errorf("ledger: comparing %s: %w", id, err)
	}
	members = slices.DeleteFunc(members, func(m Statement) bool {
		v := store.Version{Since: m.Article.Published, Until: m.Article.Until}
		return !v.StandsAt(asOf)
	})
	if len(members) == 0 {
		return Utterance{}, fmt.Errorf("ledger: comparing %s as of %s: %w", id, asOf, ErrUnknown)
	}
	return assembleUtterance(members), nil
}

// StatsAt counts the articles that stood at the end of a day and what is in them.
// What a store counts without days, agents and bytes among it, is 0.
func (l *Ledger) StatsAt(ctx context.Context, asOf string) (store.Stats, error) {
	if asOf == "" {
		return l.st.Stats(ctx)
	}
	if err := CheckAsOf(asOf); err != nil {
		return store.Stats{}, fmt.Errorf("ledger: counting: %w", err)
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{AsOf: asOf})
	if err != nil {
		return store.Stats{}, fmt.Errorf("ledger: counting: %w", err)
	}
	audit, err := l.Audit(ctx)
	if err != nil {
		return store.Stats{}, err
	}
	var s store.Stats
	for i := range versions {
		v := &versions[i]
		s.Articles, s.Versions, s.Statements = s.Articles+1, s.Versions+1, s.Statements+int64(v.Count)
		if d := v.ID.Day().String(); d != "" {
			if s.FirstDay == "" {
				s.FirstDay = d
			}
			s.LastDay = d
		}
	}
	for _, d := range audit {
		if d.At < store.EndOf(asOf) {
			s.Decisions++
		}
	}
	return s, nil
}
