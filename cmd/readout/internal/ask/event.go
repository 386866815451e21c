package ask

import (
	"context"
	"fmt"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/export"
)

// Event is "readout event".
type Event struct {
	cli.AskFlags `embed:""`
	Name         string `arg:"" help:"Words of its name, place or participants, or its id."`
	Why          bool   `help:"Also explain why each value is current, and why each report is about this event."`
}

// Run prints the dossier, with --why including the reasons.
func (c *Event) Run(ctx context.Context, t cli.Terminal) error {
	if c.Why {
		return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
			d, err := l.Why(ctx, c.Name, c.AsOf)
			return cli.Answer{Value: d, Text: func(w *cli.Text) { writeWhy(w, &d) },
				Table: func() [][]string { return export.DossierRows([]ledger.Dossier{d.Dossier}) }}, err
		})
	}
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		d, err := l.Event(ctx, c.Name, c.AsOf)
		return cli.Answer{Value: d, Text: func(w *cli.Text) { WriteDossier(w, &d) },
			Table: func() [][]string { return export.DossierRows([]ledger.Dossier{d}) }}, err
	})
}

// writeWhy writes how each entry affects the current state, and what links each report to the
// event.
func writeWhy(w *cli.Text, d *ledger.EventWhy) {
	writeDossierHead(w, &d.Dossier)
	writeUnread(w, &d.Dossier)
	for i := range d.Slots {
		s := &d.Slots[i]
		w.Gap()
		now := s.Nothing()
		if s.Now != nil {
			now = standsAs(s)
			if s.Now.Inferred {
				now += " (it follows from what became of the event)"
			}
		}
		w.Line(0, "%s  %s", cli.Strong(cli.Joined(s.Slot, cli.Clean(s.Item))), cli.Marked(now))
		for j := range s.Entries {
			e := &s.Entries[j]
			w.Line(2, "%-10s  %s", e.Verdict,
				cli.Faint(cli.Clean(cli.Joined(entryText(e), e.Reason, strings.Join(e.SaidBy, ", "), e.Article.Outlet, e.Said,
					w.Detail(e.ID)))))
		}
	}
	for _, list := range [...]struct {
		title   string
		reports []ledger.ReportWhy
	}{{"Reports of it", d.Joined}, {"Reports of other events", d.Refused}} {
		if len(list.reports) == 0 {
			continue
		}
		w.Gap()
		w.Line(0, "%s", cli.Strong(list.title))
		for i := range list.reports {
			writeReportWhy(w, &list.reports[i])
		}
	}
}

func writeReportWhy(w *cli.Text, r *ledger.ReportWhy) {
	parts := make([]string, len(r.Evidence))
	for i, e := range r.Evidence {
		if parts[i] = e.What; w.Details {
			parts[i] = fmt.Sprintf("%s %+.1f", e.What, e.Points)
		}
	}
	told := strings.Join(parts, ", ")
	if len(parts) == 0 {
		told = "the first"
	}
	if w.Details {
		told += fmt.Sprintf(": %.1f of %.1f", r.Points, r.Needed)
	}
	w.Line(2, "%s", cli.Clean(cli.Joined(r.Name, r.Article.Outlet, r.Article.Published, r.ID)))
	w.Line(4, "%s", cli.Faint(cli.Clean(told)))
}
