package ask

import (
	"context"
	"errors"
	"slices"
	"time"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/dossier"
	"readout/ledger/export"
)

// Events is "readout events".
type Events struct {
	cli.AskFlags `embed:""`
	Name         string `arg:"" optional:"" help:"Words of their names, places or participants. Without words, all events, by day."`
	All          bool   `help:"As text, also list events of which no day, place or participant is known."`
	Upcoming     bool   `help:"Only events planned for today or later."`
	From         string `placeholder:"DAY" help:"With --upcoming: from that day (today)."`
	To           string `placeholder:"DAY" help:"With --upcoming: before that day."`
	Place        string `placeholder:"TOWN" help:"Only events in this town or venue."`
}

// Run lists the events.
func (c *Events) Run(ctx context.Context, t cli.Terminal) error {
	if !c.Upcoming && (c.From != "" || c.To != "") {
		return errors.New("--from and --to select among what is planned: add --upcoming")
	}
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		var list []ledger.Dossier
		var err error
		if c.Upcoming {
			from := c.From
			if from == "" {
				from = time.Now().Format(time.DateOnly)
				if len(c.AsOf) >= len(time.DateOnly) {
					from = c.AsOf[:len(time.DateOnly)]
				}
			}
			list, err = l.Upcoming(ctx, from, c.To, c.AsOf)
			list = dossier.ToCome(list)
		} else if c.Name == "" {
			list, err = l.AllEvents(ctx, c.AsOf)
		} else {
			list, err = l.Events(ctx, c.Name, c.AsOf)
		}
		list = slices.DeleteFunc(list, func(d ledger.Dossier) bool { return !d.In(c.Place) })
		return cli.Answer{Value: list, Text: func(w *cli.Text) {
			bare := 0
			for i := range list {
				if d := &list[i]; c.Name == "" && !c.All && d.Bare() {
					bare++
				} else {
					writeDossierHead(w, d)
				}
			}
			switch {
			case len(list) == 0:
				w.Line(0, "No such event.")
			case bare > 0:
				w.Line(0, "%d more, of which no day, place or participant is known (--all).", bare)
			}
			if len(list) > 0 && list[0].Partial {
				w.Line(0, "There are more reports of events than were looked at: events of which nothing new was reported may "+
					"be missing.")
			}
		}, Table: func() [][]string { return export.DossierRows(list) }}, err
	})
}
