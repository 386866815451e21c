package ask

import (
	"context"
	"fmt"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/export"
)

// Changes is "readout changes".
type Changes struct {
	cli.AskFlags `embed:""`
	Since        string `required:"" placeholder:"DAY" help:"Since the start of that day."`
}

// Run prints what changed.
func (c *Changes) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		ch, err := l.Changes(ctx, c.Since, c.AsOf)
		return cli.Answer{Value: ch, Text: func(w *cli.Text) {
			for _, a := range ch.Articles {
				w.Line(0, "%s  %s  %s", cli.Marked(a.Kind), cli.Clean(a.Article.Headline),
					cli.Faint(fmt.Sprintf("%s · %d changed, %d withdrawn, %d added", a.Article.Outlet, a.Changed, a.Withdrawn,
						a.Added)))
			}
			for _, s := range ch.Slots {
				w.Line(0, "%s  %s: %s → %s", cli.Strong(cli.Clean(s.Name)), strings.TrimSpace(s.Slot+" "+cli.Clean(s.Item)),
					entryText(s.Before), entryText(s.Now))
			}
			if len(ch.Articles)+len(ch.Slots) == 0 {
				w.Line(0, "Nothing changed.")
			}
		}, Table: func() [][]string {
			return export.ChangeRows(&ch)
		}}, err
	})
}

func entryText(e *ledger.SlotEntry) string {
	if e == nil {
		return "nothing said"
	}
	return strings.TrimSpace(e.Status + " " + entryValue(e))
}
