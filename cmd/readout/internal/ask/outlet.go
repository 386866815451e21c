package ask

import (
	"context"
	"fmt"
	"strconv"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/outlet"
)

// Outlet is "readout outlet".
type Outlet struct {
	cli.AskFlags `embed:""`
	Name         string `arg:"" help:"The outlet, as its articles are filed."`
}

// Run prints whom the outlet quotes, and what it does with words.
func (c *Outlet) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		p, err := outlet.Of(ctx, l, c.Name, c.AsOf)
		return cli.Answer{Value: p, Text: func(w *cli.Text) { writeOutlet(w, &p) }, Table: func() [][]string {
			rows := [][]string{{"outlet", "difference", "wordings"}}
			for _, x := range p.Wordings {
				rows = append(rows, []string{p.Name, string(x.Difference), strconv.Itoa(x.Count)})
			}
			return rows
		}}, err
	})
}

func writeOutlet(w *cli.Text, p *outlet.Profile) {
	w.Line(0, "%s  %s", cli.Strong(cli.Clean(p.Name)), cli.Faint(fmt.Sprintf("its newest %s, %s compared with others'",
		cli.Counted(p.Read, "statement"), cli.Counted(p.Compared, "wording"))))
	for _, x := range p.Wordings {
		w.Line(2, "%5d  %s", x.Count, x.Difference)
	}
	w.Gap()
	for _, v := range p.Speakers {
		w.Line(2, "%5d  %s  %s", v.Statements, cli.Clean(v.Name), cli.Faint(cli.Clean(v.Role)))
	}
	for _, list := range []struct {
		how      string
		wordings []ledger.Wording
	}{{"altered", p.Altered}, {"restated", p.Restated}} {
		for i := range list.wordings {
			s := &list.wordings[i].Statement
			w.Gap()
			w.Line(0, "%s  %s", cli.Marked(list.how), cli.Clean(s.Told()))
			w.Line(2, "%s", cli.Faint(cli.Clean(cli.Joined(s.Said, s.ID, s.Article.URL))))
		}
	}
}
