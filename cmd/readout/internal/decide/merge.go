package decide

import (
	"context"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Merge is "readout merge".
type Merge struct {
	decideFlags `embed:""`
	People      []string `arg:"" name:"ids" help:"Ids of people, as printed by 'readout person' (a1b2…), or of events, as printed by 'readout event' (v1….s1)."`
}

// Run merges people or events, depending on the ids.
func (c *Merge) Run(ctx context.Context, t cli.Terminal) error {
	if eventIDs(c.People) {
		return c.decide(ctx, t, ledger.MergeEvents, 0, func(l *ledger.Ledger) (int64, error) {
			return l.MergeEvents(ctx, c.Who, c.Why, c.People...)
		})
	}
	return c.decide(ctx, t, ledger.Merge, 0, func(l *ledger.Ledger) (int64, error) {
		return l.Merge(ctx, c.Who, c.Why, c.People...)
	})
}
