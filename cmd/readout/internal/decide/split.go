package decide

import (
	"context"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Split is "readout split".
type Split struct {
	decideFlags `embed:""`
	Agents      []string `arg:"" name:"ids" help:"Ids of the mentions that mean somebody else, as printed by 'readout person --agents', or of the reports about another event, as printed by 'readout event --why'."`
}

// Run splits people or events, depending on the ids.
func (c *Split) Run(ctx context.Context, t cli.Terminal) error {
	if eventIDs(c.Agents) {
		return c.decide(ctx, t, ledger.SplitEvents, 0, func(l *ledger.Ledger) (int64, error) {
			return l.SplitEvents(ctx, c.Who, c.Why, c.Agents...)
		})
	}
	return c.decide(ctx, t, ledger.Split, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Split(ctx, c.Who, c.Why, c.Agents...)
	})
}
