package main

import (
	"context"
	"fmt"
	"strings"

	"readout/ledger"
)

// checkCommand is "readout check".
type checkCommand struct {
	askFlags  `embed:""`
	Quotation string `arg:"" help:"The words. Dots stand for words left out, [ ] for words put in."`
	By        string `placeholder:"PERSON" help:"Who is said to have said it: a name or an id of the ledger."`
	Limit     int    `default:"5" help:"How many reports to show."`
}

// Help is shown by "readout check --help".
func (checkCommand) Help() string {
	return `Did they say this, where, and in which words? The answer is what outlets reported, with
their exact words: exact, part of a sentence, several wordings, abridged, paraphrase,
different words, another speaker, unknown speaker, unattributed or not found.

  readout check "Four hours is enough" --by Oskeby`
}

func (c *checkCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		q, err := l.CheckQuotation(ctx, ledger.Claim{Words: c.Quotation, By: c.By, AsOf: c.AsOf, Limit: c.Limit})
		return answer{value: q, text: func(w *textAnswer) { w.quotation(&q) }, table: func() [][]string {
			rows := [][]string{append([]string{"verdict", "difference", "by_speaker", "quoted", "words"}, statementHeader...)}
			for i := range q.Witnesses {
				x := &q.Witnesses[i]
				rows = append(rows, append([]string{string(x.Verdict), string(x.Difference), fmt.Sprint(x.BySpeaker),
					fmt.Sprint(x.Quoted), x.Text}, statementRow(&x.Statement)...))
			}
			return rows
		}}, err
	})
}

// quotation writes a verdict and the reports it rests on.
func (w *textAnswer) quotation(q *ledger.Quotation) {
	w.line(0, "%s", strong.Render(string(q.Verdict)))
	if q.Tally != nil {
		w.line(0, "%s", clean(q.Tally.Text))
	}
	w.line(0, "%s", faint.Render(q.Caveat))
	if q.By != "" && len(q.People) == 0 {
		w.line(0, "%s", faint.Render("Nobody of the name "+clean(q.By)+" is in the ledger."))
	}
	for i := range q.Witnesses {
		x := &q.Witnesses[i]
		w.gap()
		w.line(0, "%s  %s", speakerNames(&x.Statement), status.Render(string(x.Verdict)+", "+string(x.Difference)))
		w.statement(2, &x.Statement)
		if d := differences(x.Edits); d != "" {
			w.line(2, "%s", clean(d))
		}
		if x.Before != "" {
			w.line(2, "%s %s", faint.Render("its sentence begins:"), clean(x.Before))
		}
		if x.After != "" {
			w.line(2, "%s %s", faint.Render("its sentence goes on:"), clean(x.After))
		}
		w.line(2, "%s", faint.Render(clean(x.Statement.Article.URL)+w.spanText(x)))
		if x.Statement.Article.Until != "" {
			w.line(2, "%s", status.Render("a later version replaced this one: "+x.Statement.Article.Until))
		}
	}
	for _, p := range q.Passages {
		w.gap()
		where := clean(p.Article.Outlet) + " · " + clean(p.Article.URL)
		if w.details {
			where += fmt.Sprintf(" · bytes %d to %d", p.Span.Start, p.Span.End)
		}
		w.line(0, "%s  %s", clean(p.Text), faint.Render(where))
	}
	for i := range q.Nearest {
		w.gap()
		w.line(0, "%s  %s", speakerNames(&q.Nearest[i]), status.Render("nearest words"))
		w.statement(2, &q.Nearest[i])
	}
	if u := q.Reports; u != nil && u.Reports > 1 {
		if other := u.Otherwise(); len(other) > 0 {
			w.gap()
			w.line(0, "%s", strong.Render("Outlets give these words differently"))
			for i := range other {
				w.line(2, "%s  %s", clean(other[i].Statement.Content), faint.Render(clean(other[i].Statement.Article.Outlet)))
			}
		}
		w.gap()
		w.line(0, "%s", faint.Render(fmt.Sprintf("The same saying is in %s of %s, first in %s: readout compare %s",
			counted(u.Reports, "report"), counted(u.Outlets, "outlet"), clean(u.First.Outlet), u.Reference.ID)))
	}
}

// differences lists what a claim has otherwise than the report.
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

func (w *textAnswer) spanText(x *ledger.Witness) string {
	var b strings.Builder
	if !w.details {
		return ""
	}
	for _, sp := range x.Spans {
		fmt.Fprintf(&b, " · bytes %d to %d", sp.Start, sp.End)
	}
	return b.String()
}
