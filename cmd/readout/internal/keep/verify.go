// Package keep implements the commands that maintain and export a ledger: verify, reread,
// backup, restore, stats, kb and export, one file each.
//
// They take a ledger and produce reports of its state, and files for other programs or machines.
// Files are written atomically, so a file of a given name is always complete.
package keep

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Verify is "readout verify".
type Verify struct {
	cli.AskFlags `embed:""`
}

// Run checks everything; problems lead to exit status 1.
func (c *Verify) Run(ctx context.Context, t cli.Terminal) error {
	found := 0
	err := c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		v, err := l.VerifyAt(ctx, c.AsOf, nil)
		found = len(v.Problems)
		return cli.Answer{Value: v, Text: func(w *cli.Text) {
			w.Line(0, "Read again: %s, %s and %s.", cli.Counted(v.Versions, "text"), cli.Counted(v.Statements, "statement"),
				cli.Counted(v.Anchors, "anchor"))
			for _, name := range slices.Sorted(maps.Keys(v.Readers)) {
				w.Line(0, "%s read by %s.", cli.Counted(v.Readers[name], "text"), cli.Clean(ledger.ShortReader(name)))
			}
			for _, p := range v.Problems {
				w.Line(0, "%s", cli.Clean(fmt.Sprint(p)))
			}
			for _, o := range v.Orphans {
				w.Line(0, "%s", cli.Clean(o.String()))
			}
			if v.Outdated > 0 {
				w.Line(0, "The indexes of %s were built by an earlier version and not compared: 'readout backup' and "+
					"'readout restore' into a new ledger rebuild them.", cli.Counted(v.Outdated, "text"))
			}
			if len(v.Problems) == 0 {
				w.Line(0, "Every text has its hash, and every anchor cuts out its words.")
			}
		}, Table: func() [][]string {
			rows := [][]string{{"problem"}}
			for _, p := range v.Problems {
				rows = append(rows, []string{fmt.Sprint(p)})
			}
			return rows
		}}, err
	})
	if err == nil && found > 0 {
		return cli.Failure{Status: cli.ExitSome}
	}
	return err
}
