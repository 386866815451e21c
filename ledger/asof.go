package ledger

import (
	"context"
	"fmt"
	"strings"

	"readout/ledger/ask"
	"readout/store"
)

// ShortReader shortens the name of a reader, as versions have it, to its version and model: "70b9ae44638a fast".
func ShortReader(name string) string {
	version, models, _ := strings.Cut(name, " ")
	model, _, _ := strings.Cut(models, " ")
	if strings.Contains(model, ":") { // the hash of a weight file: the default model has no name
		model = "deep"
	}
	return strings.TrimSpace(version + " " + model)
}

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
	s := store.Stats{Readers: map[string]int64{}}
	for i := range versions {
		v := &versions[i]
		s.Articles, s.Versions, s.Statements = s.Articles+1, s.Versions+1, s.Statements+int64(v.Count)
		s.Readers[v.Reader]++
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
