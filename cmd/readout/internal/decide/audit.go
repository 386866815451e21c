package decide

import (
	"context"
	"fmt"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/store"
)

// Audit is "readout audit".
type Audit struct {
	cli.AskFlags `embed:""`
}

// Run lists the decisions.
func (c *Audit) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		all, err := l.Audit(ctx)
		list := []store.Decision{}
		undone := map[int64]int64{}
		for _, d := range all {
			if c.AsOf == "" || d.At < store.EndOf(c.AsOf) {
				list = append(list, d)
				undone[d.Undoes] = d.ID
			}
		}
		return cli.Answer{Value: list, Text: func(w *cli.Text) {
			for _, d := range list {
				what := d.Kind
				switch {
				case d.Undoes != 0:
					what += fmt.Sprintf(" %d", d.Undoes)
				case undone[d.ID] != 0:
					what += fmt.Sprintf(", undone by %d", undone[d.ID])
				}
				w.Line(0, "%d  %s  %s", d.ID, cli.Strong(what),
					cli.Faint(cli.Clean(strings.Join([]string{d.At, d.Who, d.Why}, " · "))))
			}
			if len(list) == 0 {
				w.Line(0, "Nothing has been decided.")
			}
		}, Table: func() [][]string {
			rows := [][]string{{"decision", "at", "who", "kind", "undoes", "why", "data"}}
			for _, d := range list {
				rows = append(rows, []string{fmt.Sprint(d.ID), d.At, d.Who, d.Kind, fmt.Sprint(d.Undoes), d.Why, d.Data})
			}
			return rows
		}}, err
	})
}
