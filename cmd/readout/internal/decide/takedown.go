package decide

import (
	"context"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/store"
)

// Takedown is "readout takedown".
type Takedown struct {
	decideFlags `embed:""`
	Article     string `arg:"" help:"Its URL, or the id of one of its versions or statements."`
	Outlet      string `placeholder:"NAME" help:"The outlet, if several have the URL."`
}

// Help returns the text of "readout takedown --help".
func (Takedown) Help() string {
	return `Removes an article with all its versions: texts, records and index entries. Only the decision
remains, with the hashes of the texts. The article cannot be added again until the decision is
undone; undoing does not bring the text back.`
}

// Run takes the article down.
func (c *Takedown) Run(ctx context.Context, t cli.Terminal) error {
	return c.decide(ctx, t, ledger.Takedown, 0, func(l *ledger.Ledger) (int64, error) {
		key := store.Key{Outlet: c.Outlet, Ident: c.Article}
		if c.Outlet == "" {
			var err error
			if key, err = l.Locate(ctx, c.Article); err != nil {
				return 0, err
			}
		}
		return l.TakeDown(ctx, c.Who, c.Why, key)
	})
}
