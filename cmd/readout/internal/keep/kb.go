package keep

import (
	"context"
	"fmt"
	"io"
	"maps"
	"os"

	"readout/cmd/readout/internal/cli"
	"readout/ledger/kb"
)

// KB is "readout kb".
type KB struct {
	Import kbImportCommand `cmd:"" help:"Import people and their offices from a Wikidata JSON dump or a Popolo file."`
}

type kbImportCommand struct {
	cli.LedgerFlags `embed:""`
	cli.FormatFlags `embed:""`
	File            string `arg:"" help:"The file, or - for standard input."`
	As              string `enum:"wikidata,popolo" default:"wikidata" help:"Its format: ${enum}."`
	Labels          string `placeholder:"FILE" help:"Tab-separated Wikidata ids with names of offices or ISO codes of countries, for those missing in the dump."`
}

// Help returns the text of "readout kb import --help".
func (kbImportCommand) Help() string {
	return `Imports who held which office when. This is shown next to what articles say and helps to
distinguish people of the same name. A Wikidata dump of any size is read line by line: a file
three times, to find the names of offices and countries, and standard input once.`
}

// labels returns the names of offices and countries: those of the dump, overridden by the
// user's.
func (c *kbImportCommand) labels() (map[string]string, error) {
	labels := map[string]string{}
	if c.As == "wikidata" && c.File != "-" {
		var err error
		if labels, err = kb.WikidataLabels(func() (io.ReadCloser, error) { return os.Open(c.File) }); err != nil {
			return nil, err
		}
	}
	if c.Labels == "" {
		return labels, nil
	}
	f, err := os.Open(c.Labels)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	own, err := kb.ReadLabels(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.Labels, err)
	}
	maps.Copy(labels, own)
	return labels, nil
}

// Run imports the file.
func (c *kbImportCommand) Run(ctx context.Context, t cli.Terminal) error {
	in := t.In
	if c.File != "-" {
		f, err := os.Open(c.File)
		if err != nil {
			return err
		}
		defer f.Close()
		in = f
	}
	labels, err := c.labels()
	if err != nil {
		return err
	}
	l, closeLedger, err := c.OpenToFill(ctx)
	if err != nil {
		return err
	}
	var done kb.Imported
	if c.As == "popolo" {
		done, err = kb.ImportPopolo(ctx, l.Store(), in, c.File)
	} else {
		done, err = kb.ImportWikidata(ctx, l.Store(), in, labels, nil)
	}
	if err == nil && done.Lines > 0 && done.Broken == done.Lines {
		err = fmt.Errorf("%s: %s read, and all of it is broken: is it a file of the format %s (--as)?", c.File,
			cli.Counted(done.Lines, "line"), c.As)
	}
	if err := closeLedger(err); err != nil {
		return err
	}
	return c.Print(t, cli.Answer{Value: done, Text: func(w *cli.Text) {
		w.Line(0, "%d entities read, %d people and %d facts kept, %d broken", done.Lines, done.People, done.Facts,
			done.Broken)
	}, Table: func() [][]string {
		return [][]string{{"entities", "people", "facts", "broken"},
			{fmt.Sprint(done.Lines), fmt.Sprint(done.People), fmt.Sprint(done.Facts), fmt.Sprint(done.Broken)}}
	}})
}
