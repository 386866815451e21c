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
	Article     string `arg:"" help:"Its address, or the id of a version or statement of it."`
	Outlet      string `placeholder:"NAME" help:"The outlet, where several have the address."`
}

// Help returns the text of "readout takedown --help".
func (Takedown) Help() string {
	return `Takes an article out with all its versions: text, record and everything it is found by.
What stays is the decision, with the hash of what stood there. The article is not taken in
again until the decision is undone; undoing does not bring the text back.`
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
