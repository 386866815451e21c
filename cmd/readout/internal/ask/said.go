package ask

import (
	"cmp"
	"context"
	"fmt"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Said is "readout said".
type Said struct {
	cli.AskFlags `embed:""`
	Person       string `arg:"" help:"A name, or an id from the ledger."`
	About        string `placeholder:"TOPIC" help:"Only statements with these words."`
	All          bool   `help:"Also those of which the reading is less sure, which the person's page leaves out; tables and JSON have all."`
}

// Run prints what the person said, in order.
func (c *Said) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		track, err := l.Said(ctx, c.Person, c.About, c.AsOf)
		return cli.Answer{Value: track, Text: func(w *cli.Text) {
			w.Line(0, "%s", cli.Strong(cli.Clean(track.Person.Name)))
			unsure := 0
			for i := range track.Entries {
				p := &track.Entries[i]
				if !c.All && !p.Statement.Sure() {
					unsure++
					continue
				}
				w.Gap()
				head := cmp.Or(p.Statement.Said, "no day")
				if p.Reports > 1 {
					head += cli.Faint("  in " + cli.Counted(p.Reports, "report"))
				}
				w.Line(0, "%s", head)
				w.Statement(2, &p.Statement)
				writeRelation(w, p.Relation)
			}
			writeUnsure(w, unsure)
		}, Table: func() [][]string {
			rows := [][]string{append([]string{"relation", "point", "told", "reports"}, cli.StatementHeader()...)}
			for i := range track.Entries {
				p := &track.Entries[i]
				var kind, point, told string
				if r := p.Relation; r != nil {
					kind, point, told = string(r.Kind), r.Point, r.Text
				}
				rows = append(rows, append([]string{kind, point, told, fmt.Sprint(p.Reports)}, cli.StatementRow(&p.Statement)...))
			}
			return rows
		}}, err
	})
}

// writeUnsure says how many statements are left out, as the person's page does.
func writeUnsure(w *cli.Text, n int) {
	if n == 0 {
		return
	}
	are := "are"
	if n == 1 {
		are = "is"
	}
	w.Gap()
	w.Line(0, "%s", cli.Faint(cli.Counted(n, "statement")+" of which the reading is less sure "+are+
		" left out; --all shows them."))
}

// writeRelation writes how an utterance relates to an earlier one, with the words of both.
func writeRelation(w *cli.Text, r *ledger.Relation) {
	if r == nil {
		return
	}
	w.Line(2, "%s  %s", cli.Marked(cli.Clean(r.Point)), cli.Clean(r.Text))
	w.Line(4, "%s  %s", cli.Faint("before:"), cli.Clean(r.Before.Told()))
	w.Line(4, "%s", cli.Faint(cli.Clean(cli.Joined(r.Before.Said, r.Before.Article.Outlet, r.Before.Kind, r.Before.ID))))
}
