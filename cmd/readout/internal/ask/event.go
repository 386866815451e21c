package ask

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	query "readout/ledger/ask"
	"readout/ledger/export"
	"readout/store"
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
		list, err := l.Events(ctx, c.Name, c.AsOf)
		if err == nil && len(list) == 0 {
			err = fmt.Errorf("event %q: %w", c.Name, query.ErrUnknown)
		}
		if err != nil {
			return cli.Answer{}, err
		}
		d := &list[0]
		return cli.Answer{Value: d, Text: func(w *cli.Text) {
			WriteDossier(w, d)
			if n := called(list[1:], c.Name); n > 0 {
				w.Gap()
				w.Line(0, "%s of that name; 'readout events %s' lists what the words fit.", cli.Counted(n, "other event"), c.Name)
			}
		}, Table: func() [][]string { return export.DossierRows(list[:1]) }}, nil
	})
}

// called counts the events in whose names all words of a question are.
func called(list []ledger.Dossier, question string) int {
	words, n := strings.Fields(store.Words(question)), 0
	for i := range list {
		have := strings.Fields(store.Words(list[i].Name))
		if !slices.ContainsFunc(words, func(w string) bool { return !slices.Contains(have, w) }) {
			n++
		}
	}
	return n
}

// writeWhy writes how each entry affects the current state, and what links each report to the
// event.
func writeWhy(w *cli.Text, d *ledger.EventWhy) {
	writeDossierHead(w, &d.Dossier)
	writeUnread(w, &d.Dossier)
	for i := range d.Slots {
		s := &d.Slots[i]
		if s.Beside() {
			continue
		}
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
	}{{reportsOf(d), d.Joined}, {"Reports of other events", d.Refused}} {
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

// reportsOf is the title of the reports of an event: an article may tell of it twice, or in two versions.
func reportsOf(d *ledger.EventWhy) string {
	if len(d.Joined) == d.Reports {
		return "Reports of it"
	}
	return fmt.Sprintf("Reports of it (%s in %s)", cli.Counted(len(d.Joined), "mention"), cli.Counted(d.Reports, "report"))
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
