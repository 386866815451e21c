package ask

import (
	"context"
	"fmt"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	query "readout/ledger/ask"
	"readout/ledger/export"
)

// Person is "readout person".
type Person struct {
	cli.AskFlags `embed:""`
	Name         string `arg:"" help:"A name, or an id from the ledger."`
	Agents       bool   `help:"Also list each way in which articles present the person, with the id for 'readout split'."`
}

// Run prints everybody with that name.
func (c *Person) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		people, err := l.PeopleAt(ctx, c.Name, c.AsOf)
		if err == nil && len(people) == 0 {
			err = fmt.Errorf("person %q: %w", c.Name, query.ErrUnknown)
		}
		return cli.Answer{Value: people, Text: func(w *cli.Text) {
			for i := range people {
				p := &people[i]
				w.Line(0, "%s  %s", cli.Strong(cli.Clean(p.Name)), cli.Faint(cli.Joined(p.Kind, p.Country, p.ID)))
				writeNamed(w, "called", p.Names)
				writeNamed(w, "as", p.Roles)
				for _, k := range p.Known {
					w.Line(2, "%s  %s", cli.Clean(k.Role), cli.Faint(cli.Joined(cli.Days(k.From, k.To), cli.Clean(k.Source))))
				}
				if c.Agents {
					for _, a := range p.Agents {
						w.Line(4, "%s  %s", a.ID, cli.Clean(cli.Joined(append([]string{a.Name, a.Country}, a.Roles...)...)))
					}
				}
				w.Gap()
			}
		}, Table: func() [][]string {
			return export.PeopleRows(people)
		}}, err
	})
}

// writeNamed lists names with the first and last day of their use.
func writeNamed(w *cli.Text, what string, names []ledger.Named) {
	for _, n := range names {
		w.Line(2, "%-6s %s  %s", what, cli.Clean(n.Name), cli.Faint(cli.Days(n.First, n.Last)))
	}
}
