package keep

import (
	"context"
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
	l, closeLedger, err := c.OpenOrMake(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	b, err := l.Restore(ctx, f)
	if err != nil {
		return err
	}
	return c.Print(t, backupAnswer(b, "restored"))
}
