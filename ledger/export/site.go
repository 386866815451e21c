package export

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"readout/ledger"
	"readout/store/sqlite"
)

// Site writes one SQLite file that opens well in Datasette: articles, statements,
// events and their slots, with a full-text index.
//
// Errors: there is such a file; after any error there is none.
func Site(ctx context.Context, path string, list Statements, events []ledger.Dossier, o Options) error {
	s, err := sqlite.NewSite(ctx, path)
	if err != nil {
		return fmt.Errorf("export: %w", err)
	}
	if err := fillSite(ctx, s, list, events, o); err != nil {
		return errors.Join(fmt.Errorf("export: %w", err), s.Abandon())
	}
	if err := s.Finish(ctx); err != nil {
		return fmt.Errorf("export: %w", err)
	}
	return nil
}

func fillSite(ctx context.Context, s *sqlite.Site, list Statements, events []ledger.Dossier, o Options) error {
	article := func(a *ledger.Article) error {
		return s.Add(ctx, "articles", a.ID, a.Outlet, a.Headline, a.URL, a.Published, a.Until, a.Notice, a.SHA256)
	}
	for st, err := range list {
		if err != nil {
			return err
		}
		if err := article(&st.Article); err != nil {
			return err
		}
		r := RowOf(&st, o)
		if err := s.Add(ctx, "statements", r.ID, st.Article.ID, r.Speaker, r.SpeakerRole, r.Country, r.Agent, r.Content,
			r.Kind, r.Act, r.Attitude,
			r.Commitment, r.Status, r.Said, r.Cue, r.Source, r.Audience, r.Occasion, r.Spans, r.Score); err != nil {
			return err
		}
	}
	for i := range events {
		d := &events[i]
		if err := s.Add(ctx, "events", d.ID, d.Name, d.Type, d.Status, d.Time, d.Place,
			strings.Join(d.Participants, "; "), d.Reports); err != nil {
			return err
		}
		for _, t := range d.Slots {
			for k := range t.Entries {
				e := &t.Entries[k]
				if err := article(&e.Article); err != nil {
					return err
				}
				if err := s.Add(ctx, "slots", d.ID, t.Slot, t.Item, e.Status, e.Value, strings.Join(e.SaidBy, "; "), e.Side,
					e.Said, e.Published,
					e.Statement, e.Article.ID, e.Withdrawn, e.Restated); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
