package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"readout/ledger"
	"readout/ledger/export"
)

// firstDay is before every report.
const firstDay = "0001-01-01"

// exportCommand is "readout export".
type exportCommand struct {
	ledgerFlags `embed:""`
	As          string `enum:"jsonl,csv,parquet,sqlite,calendar,csl,bibtex,codebook" default:"jsonl" help:"What to write: ${enum}."`
	Out         string `short:"o" placeholder:"FILE" help:"Where to; standard output unless given. sqlite needs it."`
	Text        string `arg:"" optional:"" help:"Only statements that this search finds."`
	From        string `placeholder:"DAY" help:"Published on that day or later."`
	To          string `placeholder:"DAY" help:"Published on that day or earlier."`
	AsOf        string `placeholder:"DAY" help:"What stood at the end of that day."`
	TextFree    bool   `help:"Leave out texts under copyright: spans, hashes and short quotations only."`
}

// Help is shown by "readout export --help".
func (exportCommand) Help() string {
	return `Writes statements for other programs. The columns of csv and parquet are described by
'readout export --as codebook'; sqlite is one file that opens in Datasette; calendar is
iCalendar of planned events; csl and bibtex are citations.`
}

func (c *exportCommand) Run(ctx context.Context, t terminal) error {
	if c.As == "codebook" {
		_, err := io.WriteString(t.raw, export.Codebook())
		return err
	}
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	if c.As == "sqlite" {
		if c.Out == "" {
			return errors.New("export --as sqlite needs --out FILE")
		}
		events, err := l.Upcoming(ctx, firstDay, "", c.AsOf)
		if err != nil {
			return err
		}
		return export.Site(ctx, c.Out, c.statements(ctx, l), events, export.Options{TextFree: c.TextFree})
	}
	return c.write(t, func(w io.Writer) error { return c.export(ctx, l, w) })
}

func (c *exportCommand) export(ctx context.Context, l *ledger.Ledger, w io.Writer) error {
	o := export.Options{TextFree: c.TextFree}
	switch c.As {
	case "csv":
		return export.CSV(w, c.statements(ctx, l), o)
	case "parquet":
		return export.Parquet(w, c.statements(ctx, l), o)
	case "calendar":
		events, err := l.Upcoming(ctx, firstDay, "", c.AsOf)
		if err != nil {
			return err
		}
		return export.Calendar(w, events, export.CalendarOptions{Now: time.Now().UTC()})
	case "csl", "bibtex":
		var list []ledger.Statement
		for s, err := range c.statements(ctx, l) {
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		if c.As == "csl" {
			return export.CSL(w, list, o)
		}
		return export.BibTeX(w, list, o)
	}
	return export.JSONL(w, c.statements(ctx, l), o)
}

// statements pages through what the command asks for.
func (c *exportCommand) statements(ctx context.Context, l *ledger.Ledger) export.Statements {
	return func(yield func(ledger.Statement, error) bool) {
		q := ledger.Query{Text: c.Text, From: c.From, To: c.To, AsOf: c.AsOf, Limit: 500}
		for {
			page, err := l.Search(ctx, q)
			if err != nil {
				yield(ledger.Statement{}, err)
				return
			}
			for _, s := range page.Statements {
				if !yield(s, nil) {
					return
				}
			}
			if page.Next == "" {
				return
			}
			q.Cursor = page.Next
		}
	}
}

// write writes to standard output, or beside the named file and then renames, so
// that a file of that name is always whole.
func (c *exportCommand) write(t terminal, do func(io.Writer) error) error {
	if c.Out == "" {
		return do(t.raw)
	}
	f, err := os.CreateTemp(filepath.Dir(c.Out), ".export-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	err = do(f)
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("exporting: %w", err)
	}
	return os.Rename(f.Name(), c.Out)
}
