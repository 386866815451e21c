// Package ask implements the commands that query a ledger: search, said, person, event, events,
// changes, check, compare, stories and outlet, one file each.
//
// They take a ledger and a query, and print an answer as text, JSON or CSV. They change nothing
// and reject a ledger that does not exist.
package ask

import (
	"context"
	"fmt"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Search is "readout search".
type Search struct {
	cli.AskFlags `embed:""`
	Text         string   `arg:"" optional:"" help:"The search: words, \"words in order\", OR, NOT, brackets, begin*."`
	Speaker      string   `placeholder:"WORDS" help:"Words of the speaker's name or role."`
	Role         string   `placeholder:"WORDS" help:"Words of the speaker's role."`
	Outlet       []string `placeholder:"NAME" help:"Only from these outlets."`
	Kind         []string `enum:"direct,indirect,mixed" help:"Only of these kinds: ${enum}."`
	Act          []string `placeholder:"ACT" help:"Only of these acts: deny, promise, …"`
	Status       []string `placeholder:"STATUS" help:"Only statements that give an event one of these statuses: planned, \"ruled out\", …"`
	Commitment   []string `placeholder:"VALUE" help:"Only with these FactBank values: CT+, PR-, …"`
	From         string   `placeholder:"DAY" help:"Published on that day or later."`
	To           string   `placeholder:"DAY" help:"Published on that day or earlier."`
	Limit        int      `default:"20" help:"Maximum number of results, 1 or more (${default})."`
	Cursor       string   `placeholder:"CURSOR" help:"Continue after a previous page."`
}

// Run prints a page of results.
func (c *Search) Run(ctx context.Context, t cli.Terminal) error {
	if c.Limit < 1 {
		return fmt.Errorf("--limit %d: give 1 or more; what is left out is printed with --cursor", c.Limit)
	}
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		page, err := l.Search(ctx, ledger.Query{Text: c.Text, Speaker: c.Speaker, Role: c.Role, Outlets: c.Outlet,
			Kinds: c.Kind, Acts: c.Act,
			Commitments: c.Commitment, Statuses: c.Status, From: c.From, To: c.To, AsOf: c.AsOf, Limit: c.Limit,
			Cursor: c.Cursor})
		return cli.Answer{Value: page, Table: func() [][]string { return cli.StatementRows(page.Statements) },
			Text: func(w *cli.Text) {
				for i := range page.Statements {
					w.Statement(0, &page.Statements[i])
					w.Gap()
				}
				if len(page.Statements) == 0 {
					w.Line(0, "Nothing was found.")
				}
				if page.Next != "" {
					w.Line(0, "%s", cli.Faint("More: --cursor "+page.Next))
				}
			}}, err
	})
}
