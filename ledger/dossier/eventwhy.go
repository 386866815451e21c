package dossier

import (
	"cmp"
	"context"
	"slices"

	"readout/ledger/event"
	"readout/ledger/event/weights"
	"readout/ledger/index"
	"readout/ledger/statement"
	"readout/store"
)

// EventWhy is a dossier with why its reports are of one event. Why each value stands is
// in the entries of its slots: their Verdict and Reason.
type EventWhy struct {
	Dossier
	Joined  []ReportWhy `json:"joined"`
	Refused []ReportWhy `json:"refused"` // reports of other events that have most in common with it
}

// ReportWhy is one article's report of an event, and what speaks for its being of this
// one and against it. A report joins with Needed points or more.
type ReportWhy struct {
	ID       string            `json:"id"` // for splitting and merging
	Name     string            `json:"name"`
	Article  statement.Article `json:"article"`
	Points   float64           `json:"points"`
	Needed   float64           `json:"needed"`
	Evidence []event.Part      `json:"evidence"`
}

// maxRefused bounds how many reports of other events are told of.
const maxRefused = 8

// Why gives the dossier of an event as Event does, with its evidence.
//
// Errors: ErrUnknown.
func (ds *Dossiers) Why(ctx context.Context, name, asOf string) (EventWhy, error) {
	d, g, err := ds.event(ctx, name, asOf)
	if err != nil {
		return EventWhy{}, err
	}
	out := EventWhy{Dossier: d, Joined: []ReportWhy{}, Refused: []ReportWhy{}}
	w := weights.ForLinking()
	why := func(r *event.Report, f event.Fit) ReportWhy {
		return ReportWhy{ID: r.ID.String(), Name: r.Name, Article: statement.ArticleOf(&r.Version),
			Points: index.Round2(f.Sum),
			Needed: w.Join, Evidence: f.Parts}
	}
	o, of := d.occasion, map[store.StatementID]bool{}
	joins := o.Joins(&w)
	for i, r := range o.Rows {
		of[r.ID] = true
		out.Joined = append(out.Joined, why(r, joins[i]))
	}
	for _, r := range g.rows {
		if f := o.Fit(r, &w); !of[r.ID] && f.Sum > 0 {
			out.Refused = append(out.Refused, why(r, f))
		}
	}
	slices.SortStableFunc(out.Refused, func(x, y ReportWhy) int {
		return cmp.Or(cmp.Compare(y.Points, x.Points), cmp.Compare(x.ID, y.ID))
	})
	out.Refused = out.Refused[:min(len(out.Refused), maxRefused)]
	return out, nil
}
