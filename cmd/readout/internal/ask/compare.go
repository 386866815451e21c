package ask

import (
	"context"
	"fmt"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Compare is "readout compare".
type Compare struct {
	cli.AskFlags `embed:""`
	Utterance    string `arg:"" help:"Id of any statement of it, as printed by search."`
}

// Run prints all wordings of the utterance.
func (c *Compare) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		u, err := l.CompareAt(ctx, c.Utterance, c.AsOf)
		return cli.Answer{Value: u, Text: func(w *cli.Text) {
			w.Line(0, "%s, %s  %s", cli.Strong(cli.Clean(u.Speaker)), u.Said,
				cli.Faint(fmt.Sprintf("%s, %s, first in %s", cli.Counted(u.Outlets, "outlet"), cli.Counted(u.Reports, "report"),
					u.First.Outlet)))
			for i := range u.Members {
				writeWording(w, &u, &u.Members[i])
			}
		}, Table: func() [][]string {
			rows := [][]string{append([]string{"difference"}, cli.StatementHeader()...)}
			for i := range u.Members {
				rows = append(rows, append([]string{string(u.Members[i].Difference)}, cli.StatementRow(&u.Members[i].Statement)...))
			}
			return rows
		}}, err
	})
}

// writeWording writes one report of an utterance and how it differs from the fullest one.
func writeWording(w *cli.Text, u *ledger.Utterance, m *ledger.Wording) {
	how := string(m.Difference)
	if m.Statement.ID == u.Reference.ID {
		if how = "the fullest"; u.Reports == 1 {
			how = "as it stands"
		}
	}
	if m.Earlier {
		how = "an earlier version, " + how
	}
	if m.Restated {
		how += ", restated"
	}
	w.Gap()
	w.Line(0, "%s  %s", cli.Clean(m.Statement.Article.Outlet), cli.Marked(how))
	w.Line(2, "%s", cli.Clean(m.Statement.Told()))
	if d := differences(m.Edits); d != "" {
		w.Line(2, "%s", cli.Clean(d))
	}
	w.Line(2, "%s", cli.Faint(cli.Clean(cli.Joined(m.Statement.Said, m.Statement.Kind, w.Detail(m.Statement.By),
		m.Statement.ID,
		m.Statement.Article.URL))))
}
