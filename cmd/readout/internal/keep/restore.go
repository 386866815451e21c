package keep

import (
	"context"
	"fmt"
	"os"

	"readout/cmd/readout/internal/cli"
)

// Restore is "readout restore".
type Restore struct {
	cli.LedgerFlags `embed:""`
	cli.FormatFlags `embed:""`
	File            string `arg:"" help:"A backup."`
}

// Run restores a backup into an empty ledger.
func (c *Restore) Run(ctx context.Context, t cli.Terminal) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	l, closeLedger, err := c.OpenToFill(ctx)
	if err != nil {
		return err
	}
	b, err := l.Restore(ctx, f)
	if err := closeLedger(err); err != nil {
		return fmt.Errorf("%s: %w", c.File, err)
	}
	return c.Print(t, backupAnswer(b, "restored"))
}
