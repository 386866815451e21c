package ledger

import (
	"context"
	"fmt"

	"readout/ledger/ask"
	"readout/store"
)

// StatsAt counts the articles that stood at the end of a day and their contents. Figures that
// a store keeps only for the present, such as agents and bytes, are 0.
func (l *Ledger) StatsAt(ctx context.Context, asOf string) (store.Stats, error) {
	if asOf == "" {
		return l.st.Stats(ctx)
	}
	if err := ask.CheckAsOf(asOf); err != nil {
		return store.Stats{}, fmt.Errorf("ledger: counting: %w", err)
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{AsOf: asOf})
	if err != nil {
		return store.Stats{}, fmt.Errorf("ledger: counting: %w", err)
	}
	decisions, err := l.Audit(ctx)
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
	for _, d := range decisions {
		if d.At < store.EndOf(asOf) {
			s.Decisions++
		}
	}
	return s, nil
}
