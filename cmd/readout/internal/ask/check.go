package ask

import (
	"context"
	"fmt"
	"strings"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
)

// Check is "readout check".
type Check struct {
	cli.AskFlags `embed:""`
	Quotation    string `arg:"" help:"The words. Dots mean omitted words, [ ] inserted ones."`
	By           string `placeholder:"PERSON" help:"The alleged speaker: a name, or an id from the ledger."`
	Limit        int    `default:"5" help:"How many reports to show."`
}

// Help returns the text of "readout check --help".
func (Check) Help() string {
	return `Did they say this, where, and in which words? The answer lists what outlets reported,
with their exact words, and gives a verdict: exact, part of a sentence, several wordings,
abridged, paraphrase, different words, another speaker, unknown speaker, unattributed or not
found.

  readout check "Four hours is enough" --by Oskeby`
}

// Run checks the quotation and prints the verdict.
func (c *Check) Run(ctx context.Context, t cli.Terminal) error {
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		q, err := l.CheckQuotation(ctx, ledger.Claim{Words: c.Quotation, By: c.By, AsOf: c.AsOf, Limit: c.Limit})
		return cli.Answer{Value: q, Text: func(w *cli.Text) { writeQuotation(w, &q) }, Table: func() [][]string {
			own := []string{"verdict", "difference", "by_speaker", "quoted", "words"}
			rows := [][]string{append(own, cli.StatementHeader()...)}
			for i := range q.Witnesses {
				x := &q.Witnesses[i]
				rows = append(rows, append([]string{string(x.Verdict), string(x.Difference), fmt.Sprint(x.BySpeaker),
					fmt.Sprint(x.Quoted), x.Text}, cli.StatementRow(&x.Statement)...))
			}
			return rows
		}}, err
	})
}

// writeQuotation writes a verdict with the reports that support it.
func writeQuotation(w *cli.Text, q *ledger.Quotation) {
	w.Line(0, "%s", cli.Strong(string(q.Verdict)))
	if q.Tally != nil {
		w.Line(0, "%s", cli.Clean(q.Tally.Text))
	}
	w.Line(0, "%s", cli.Faint(q.Caveat))
	if q.By != "" && len(q.People) == 0 {
		w.Line(0, "%s", cli.Faint("Nobody of the name "+cli.Clean(q.By)+" is in the ledger."))
	}
	for i := range q.Witnesses {
		x := &q.Witnesses[i]
		w.Gap()
		w.Line(0, "%s  %s", cli.SpeakerNames(&x.Statement), cli.Marked(string(x.Verdict)+", "+string(x.Difference)))
		w.Statement(2, &x.Statement)
		if d := differences(x.Edits); d != "" {
			w.Line(2, "%s", cli.Clean(d))
		}
		if x.Before != "" {
			w.Line(2, "%s %s", cli.Faint("its sentence begins:"), cli.Clean(x.Before))
		}
		if x.After != "" {
			w.Line(2, "%s %s", cli.Faint("its sentence goes on:"), cli.Clean(x.After))
		}
		w.Line(2, "%s", cli.Faint(cli.Clean(x.Statement.Article.URL)+spanText(x, w.Details)))
		if x.Statement.Article.Until != "" {
			w.Line(2, "%s", cli.Marked("a later version replaced this one: "+x.Statement.Article.Until))
		}
	}
	for _, p := range q.Passages {
		w.Gap()
		where := cli.Joined(cli.Clean(p.Article.Outlet), cli.Clean(p.Article.URL))
		if w.Details {
			where += fmt.Sprintf(" · bytes %d to %d", p.Span.Start, p.Span.End)
		}
		w.Line(0, "%s  %s", cli.Clean(p.Text), cli.Faint(where))
	}
	for i := range q.Nearest {
		w.Gap()
		w.Line(0, "%s  %s", cli.SpeakerNames(&q.Nearest[i]), cli.Marked("nearest words"))
		w.Statement(2, &q.Nearest[i])
	}
	if q.Reports != nil {
		for _, m := range q.Reports.Changed() {
			w.Gap()
			w.Line(0, "%s has changed these words since: %s", cli.Clean(m.Statement.Article.Outlet),
				cli.Clean(differences(m.Edits)))
		}
	}
	if u := q.Reports; u != nil && u.Reports > 1 {
		if other := u.Otherwise(); len(other) > 0 {
			w.Gap()
			w.Line(0, "%s", cli.Strong("Outlets give these words differently"))
			for i := range other {
				w.Line(2, "%s  %s", cli.Clean(other[i].Statement.Told()), cli.Faint(cli.Clean(other[i].Statement.Article.Outlet)))
			}
		}
		w.Gap()
		w.Line(0, "%s", cli.Faint(fmt.Sprintf("The same saying is in %s of %s, first in %s: readout compare %s",
			cli.Counted(u.Reports, "report"), cli.Counted(u.Outlets, "outlet"), cli.Clean(u.First.Outlet), u.Reference.ID)))
	}
}

// differences lists how a claim differs from a report.
func differences(edits []ledger.Edit) string {
	var parts []string
	for _, e := range edits {
		switch e.Op {
		case "left out":
			parts = append(parts, "left out: "+e.Reference)
		case "put in":
			parts = append(parts, "put in: "+e.Other)
		case "other":
			parts = append(parts, e.Reference+" → "+e.Other)
		}
	}
	return strings.Join(parts, "; ")
}

func spanText(x *ledger.Witness, details bool) string {
	var b strings.Builder
	if !details {
		return ""
	}
	for _, sp := range x.Spans {
		fmt.Fprintf(&b, " · bytes %d to %d", sp.Start, sp.End)
	}
	return b.String()
}
