package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"readout/ledger/ask"
	"readout/ledger/dossier"
	"readout/ledger/history"
	"readout/ledger/statement"
	"readout/store"
)

// Changes is everything that changed since a day.
type Changes struct {
	Since    string               `json:"since"`
	Articles []ArticleChange      `json:"articles"`
	Slots    []dossier.SlotChange `json:"slots"`
	Audit    []store.Decision     `json:"audit"`
}

// ArticleChange is an article that was edited, corrected or withdrawn.
type ArticleChange struct {
	Article   statement.Article `json:"article"` // the new version
	Before    statement.Article `json:"before"`
	Kind      string            `json:"kind"` // edit, correction, kill
	Changed   int               `json:"changed"`
	Withdrawn int               `json:"withdrawn"` // statements
	Added     int               `json:"added"`
}

// Changes returns what changed from the start of a day, a month or a year until asOf ("" is now), by time
// of publication.
func (l *Ledger) Changes(ctx context.Context, since, asOf string) (Changes, error) {
	out := Changes{Since: since, Articles: []ArticleChange{}, Slots: []dossier.SlotChange{}, Audit: []store.Decision{}}
	from := store.DayOf(since)
	var err error
	if out.Articles, err = l.ArticleChanges(ctx, since, asOf); err != nil {
		return out, err
	}
	if len(since) < len(time.DateOnly) {
		since = from.String() // a month and a year begin with their first day
	}
	if out.Slots, err = l.SlotChanges(ctx, from, since, asOf); err != nil {
		return out, err
	}
	decisions, err := l.Audit(ctx)
	if err != nil {
		return out, err
	}
	for _, d := range decisions {
		if d.At >= since && (asOf == "" || d.At < store.EndOf(asOf)) {
			out.Audit = append(out.Audit, d)
		}
	}
	return out, nil
}

// editWindow is how many days before the period asked about to look for first versions whose
// later versions fall within it.
const editWindow = 31

// ArticleChanges gives the articles that changed from the start of a day until asOf ("" is now),
// by publication: the part of Changes that reads no events.
func (l *Ledger) ArticleChanges(ctx context.Context, since, asOf string) ([]ArticleChange, error) {
	out, from := []ArticleChange{}, store.DayOf(since)
	if err := errors.Join(ask.CheckMoment("since", since), ask.CheckAsOf(asOf)); err != nil {
		return out, fmt.Errorf("ledger: what changed: %w", err)
	}
	if from == 0 {
		return out, fmt.Errorf("ledger: what changed: %w", ask.NewFault("since", "which day?"))
	}
	versions, err := l.st.Versions(ctx, store.VersionFilter{From: max(from-editWindow, 1), To: store.DayOf(asOf)})
	if err != nil {
		return out, fmt.Errorf("ledger: reading changes: %w", err)
	}
	later := map[store.Key]bool{}
	for _, v := range versions {
		if v.Until != "" && v.Until >= since && (asOf == "" || v.Until < store.EndOf(asOf)) {
			later[v.Key] = true
		}
	}
	keys := make([]store.Key, 0, len(later))
	for k := range later {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(x, y store.Key) int {
		return cmp.Or(cmp.Compare(x.Outlet, y.Outlet), cmp.Compare(x.Ident, y.Ident))
	})
	for _, key := range keys {
		h, err := l.History(ctx, key)
		if err != nil {
			return out, err
		}
		for _, step := range h.Steps {
			if step.To.Published < since || asOf != "" && step.To.Published >= store.EndOf(asOf) {
				continue
			}
			c := ArticleChange{Article: step.To, Before: step.From, Kind: cmp.Or(step.To.Notice, "edit")}
			for _, f := range step.Fates {
				switch f.Survival {
				case history.Changed:
					c.Changed++
				case history.Withdrawn:
					c.Withdrawn++
				case history.Gained:
					c.Added++
				}
			}
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(x, y ArticleChange) int {
		return store.CompareTimes(x.Article.Published,
			y.Article.Published)
	})
	return out, nil
}
