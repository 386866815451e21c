package ask

import (
	"context"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/export"
)

// Stories is "readout stories".
type Stories struct {
	cli.AskFlags `embed:""`
	From         string `placeholder:"DAY" help:"Published on that day or later."`
	To           string `placeholder:"DAY" help:"Published on that day or earlier."`
}

// Run lists the stories.
func (c *Stories) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		list, err := l.Storylines(ctx, c.From, c.To, c.AsOf)
		return cli.Answer{Value: list, Text: func(w *cli.Text) {
			for _, s := range list {
				w.Line(0, "%s  %s", cli.Strong(cli.Clean(s.Title)),
					cli.Faint(cli.Joined(cli.Days(s.First, s.Last), cli.Counted(len(s.Articles), "article"),
						cli.Counted(s.Outlets, "outlet"))))
			}
		}, Table: func() [][]string {
			return export.StoryRows(list)
		}}, err
	})
}
