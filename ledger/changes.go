package ledger

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"readout/store"
)

// Changes is what is other than it was before a day.
type Changes struct {
	Since    string           `json:"since"`
	Articles []ArticleChange  `json:"articles"`
	Slots    []SlotChange     `json:"slots"`
	Audit    []store.Decision `json:"audit"`
}

// ArticleChange is an article that was edited, corrected or withdrawn.
type ArticleChange struct {
	Article   Article `json:"article"` // the version that came
	Before    Article `json:"before"`
	Kind      string  `json:"kind"` // edit, correction, kill
	Changed   int     `json:"changed"`
	Withdrawn int     `json:"withdrawn"` // statements
	Added     int     `json:"added"`
}

// SlotChange is a slot of an event that stands otherwise than before. Before is
// nil where nothing was said of it. Since is how it stands by now, where what is told
// was overtaken before it could be told.
type SlotChange struct {
	Event  string     `json:"event"` // id of the dossier
	Name   string     `json:"name"`
	Slot   string     `json:"slot"`
	Item   string     `json:"item,omitempty"`
	Before *SlotEntry `json:"before,omitempty"`
	Now    *SlotEntry `json:"now,omitempty"`
	Since  *SlotEntry `json:"since,omitempty"`
}

// Changes gives what changed from the start of a day until asOf ("" is now), by
// publication.
func (l *Ledger) Changes(ctx context.Context, since, asOf string) (Changes, error) {
	out := Changes{Since: since, Articles: []ArticleChange{}, Slots: []SlotChange{}, Audit: []store.Decision{}}
	from := store.DayOf(since)
	if err := errors.Join(CheckMoment("since", since), CheckAsOf(asOf)); err != nil {
		return out, fmt.Errorf("ledger: what changed: %w", err)
	}
	if from == 0 {
		return out, fmt.Errorf("ledger: what changed: %w", fault("since", "which day?"))
	}
	if err := l.articleChanges(ctx, from, since, asOf, &out); err != nil {
		return out, err
	}
	if err := l.slotChanges(ctx, from, since, asOf, &out); err != nil {
		return out, err
	}
	audit, err := l.Audit(ctx)
	if err != nil {
		return out, err
	}
	for _, d := range audit {
		if d.At >= since && (asOf == "" || d.At < store.EndOf(asOf)) {
			out.Audit = append(out.Audit, d)
		}
	}
	return out, nil
}

// editWindow is how many days back a first version is looked for whose later
// version came within the time asked about.
const editWindow = 31

func (l *Ledger) articleChanges(ctx context.Context, from store.Day, since, asOf string, out *Changes) error {
	versions, err := l.st.Versions(ctx, store.VersionFilter{From: max(from-editWindow, 1), To: store.DayOf(asOf)})
	if err != nil {
		return fmt.Errorf("ledger: reading changes: %w", err)
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
			return err
		}
		for _, step := range h.Steps {
			if step.To.Published < since || asOf != "" && step.To.Published >= store.EndOf(asOf) {
				continue
			}
			c := ArticleChange{Article: step.To, Before: step.From, Kind: cmp.Or(step.To.Notice, "edit")}
			for _, f := range step.Fates {
				switch f.Survival {
				case Changed:
					c.Changed++
				case Withdrawn:
					c.Withdrawn++
				case Gained:
					c.Added++
				}
			}
			out.Articles = append(out.Articles, c)
		}
	}
	slices.SortStableFunc(out.Articles, func(x, y ArticleChange) int {
		return store.CompareTimes(x.Article.Published,
			y.Article.Published)
	})
	return nil
}

func (l *Ledger) slotChanges(ctx context.Context, from store.Day, since, asOf string, out *Changes) error {
	list, _, err := l.gather(ctx, store.EventFilter{PubMin: from, AsOf: asOf, Limit: 10 * maxRows})
	if err != nil {
		return err
	}
	before := addDays(since, -1)
	for _, o := range list {
		now := dossierOf(o, asOf)
		was := map[string]*SlotEntry{}
		if old := o.Until(before); old != nil {
			d := dossierOf(old, before)
			for i := range d.Slots {
				was[d.Slots[i].Slot+"|"+d.Slots[i].Item] = d.Slots[i].Now
			}
		}
		for _, t := range now.Slots {
			b := was[t.Slot+"|"+t.Item]
			switch {
			case Alike(b, t.Now):
				continue
			case b != nil && t.Now != nil && t.Now.Published < since:
				continue
			}
			out.Slots = append(out.Slots, SlotChange{Event: now.ID, Name: now.Name, Slot: t.Slot, Item: t.Item, Before: b,
				Now: t.Now})
		}
	}
	slices.SortStableFunc(out.Slots, func(x, y SlotChange) int { return cmp.Compare(x.Name, y.Name) })
	return nil
}
