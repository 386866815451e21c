package decide

import (
	"context"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Undo is "readout undo".
type Undo struct {
	decideFlags `embed:""`
	Decision    int64 `arg:"" help:"Id of the decision, as printed by 'readout audit'."`
}

// Run undoes the decision.
func (c *Undo) Run(ctx context.Context, t cli.Terminal) error {
	return c.decide(ctx, t, ledger.Undo, c.Decision, func(l *ledger.Ledger) (int64, error) {
		return l.Undo(ctx, c.Who, c.Why, c.Decision)
	})
}
