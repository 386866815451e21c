package keep

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Backup is "readout backup".
type Backup struct {
	cli.LedgerFlags `embed:""`
	cli.FormatFlags `embed:""`
	File            string `arg:"" help:"File to write; it must not exist yet."`
}

// Run writes a temporary file and renames it at the end, so that a file of that name is always
// complete.
func (c *Backup) Run(ctx context.Context, t cli.Terminal) error {
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%s already exists", c.File)
	}
	l, closeLedger, err := c.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	f, err := os.CreateTemp(filepath.Dir(c.File), ".backup-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	b, err := l.Backup(ctx, f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("backing up: %w", err)
	}
	if err := os.Rename(f.Name(), c.File); err != nil {
		return err
	}
	return c.Print(t, backupAnswer(b, fmt.Sprintf("in %s", c.File)))
}

// backupAnswer describes the contents of a backup.
func backupAnswer(b ledger.Backup, done string) cli.Answer {
	return cli.Answer{Value: b, Text: func(w *cli.Text) {
		w.Line(0, "%s, %s and %s %s, digest %s", cli.Counted(b.Versions, "version"), cli.Counted(b.Decisions, "decision"),
			cli.Counted(b.Facts, "fact"), done, b.Digest)
	}, Table: func() [][]string {
		return [][]string{{"versions", "decisions", "facts", "digest"},
			{fmt.Sprint(b.Versions), fmt.Sprint(b.Decisions), fmt.Sprint(b.Facts), b.Digest}}
	}}
}
