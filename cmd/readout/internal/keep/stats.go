package keep

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Stats is "readout stats".
type Stats struct {
	cli.AskFlags `embed:""`
}

// Run prints the counts.
func (c *Stats) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		s, err := l.StatsAt(ctx, c.AsOf)
		rows := [][]string{{"articles", fmt.Sprint(s.Articles)}, {"versions", fmt.Sprint(s.Versions)},
			{"statements", fmt.Sprint(s.Statements)},
			{"decisions", fmt.Sprint(s.Decisions)}, {"first day", s.FirstDay}, {"last day", s.LastDay}}
		if c.AsOf == "" { // not known for a past day
			rows = append(rows, []string{"agents", fmt.Sprint(s.Agents)}, []string{"events", fmt.Sprint(s.Events)},
				[]string{"facts", fmt.Sprint(s.Facts)},
				[]string{"bytes", fmt.Sprint(s.Bytes)})
		}
		for _, name := range slices.Sorted(maps.Keys(s.Readers)) {
			rows = append(rows, []string{"read by " + cli.Clean(ledger.ShortReader(name)), fmt.Sprint(s.Readers[name])})
		}
		return cli.Answer{Value: s, Text: func(w *cli.Text) {
			for _, r := range rows {
				w.Line(0, "%-12s %s", r[0], r[1])
			}
		}, Table: func() [][]string { return append([][]string{{"what", "count"}}, rows...) }}, err
	})
}
