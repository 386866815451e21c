// Package read implements "readout read": it reads articles into records and prints them as they
// come.
//
// It takes files, addresses and archives, and prints records as text, JSON, HTML, Markdown or
// CoNLL-U, in the order of the inputs. An input that cannot be read is reported and skipped, and
// the exit status shows it.
package read

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/record"
	"readout/report"
	"readout/source"
	"readout/syntax"
)

// Command is "readout read".
type Command struct {
	Files           []string `arg:"" optional:"" help:"Files, directories, URLs, or - for standard input."`
	From            string   `short:"f" enum:"${formats}" default:"auto" help:"Input format: ${enum}."`
	Format          string   `enum:"text,json,jsonl,html,markdown,conllu" default:"text" help:"Output format: ${enum}."`
	Only            string   `placeholder:"PART,…" help:"Print only these parts: statements, events, times, entities."`
	Published       string   `placeholder:"DAY" help:"The day of publication, whatever the article says: 2021-05-26."`
	Outlet          string   `placeholder:"NAME" help:"The outlet that published it."`
	URL             string   `placeholder:"URL" help:"Its URL."`
	Jobs            int      `short:"j" default:"0" help:"Articles read concurrently; 0 means one per CPU."`
	cli.NetFlags    `embed:""`
	cli.WeightFlags `embed:""`
	Details         bool `help:"Also print codes, rules, scores and byte offsets."`
	Width           int  `placeholder:"COLUMNS" help:"Wrap text to this width (the width of the terminal)."`
}

// Help returns the text of "readout read --help".
func (Command) Help() string {
	return `Reads articles and prints their records. Input can be plain text, web pages, WARC archives,
NewsML-G2, ninjs, NITF, JSON lines and CSV. --format json prints one record for a single input
and an array for several, --format jsonl one record per line, and --format conllu the tokens of
each sentence with tags and trees instead of records.

  readout read report.txt
  readout read --format json --published 2021-05-26 report.txt
  cat report.txt | readout read -
  readout read https://example.org/a-page
  readout read -f warc archive.warc.gz

The exit status is 0 if all inputs were read, 1 if some failed, 2 if all failed.`
}

// Run reads all inputs in order and prints as it goes.
func (c *Command) Run(ctx context.Context, t cli.Terminal) error {
	parts, err := report.ParseParts(c.Only)
	if err != nil {
		return err
	}
	if len(c.Files) == 0 {
		if t.InIsTTY {
			return errors.New("nothing to read: name a file or a folder, or - for standard input")
		}
		c.Files = []string{"-"}
	}
	reader, err := c.Reader(readout.Options{Trees: c.Format == "conllu"})
	if err != nil {
		return err
	}
	width := c.Width
	if width == 0 {
		width = t.Width
	}
	p := Printer{Out: t.Raw, Colour: t.Out, Format: c.Format, Parts: parts, Width: width, Details: c.Details}
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	progress := cli.NewProgress(t, t.ErrIsTTY && t.Width == 0, "read") // not if records are printed on the same screen
	client, err := c.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	open := &inputs.Opener{From: c.From, Client: client,
		Hint: source.Hint{Published: c.Published, Outlet: c.Outlet, URL: c.URL, Today: time.Now().Format(time.DateOnly)}}
	work := func(p inputs.Piece) (answers, error) {
		if c.Format == "conllu" {
			return tokens(ctx, reader, p)
		}
		return read(ctx, reader, p)
	}
	good, bad := 0, 0
	for in, got := range inputs.InOrder(ctx, jobs, open.Pieces(ctx, inputs.List(c.Files, t.In)), work) {
		if got.Err != nil {
			bad++
			progress.Failed(got.Err)
			progress.Tell(fmt.Sprintf("readout: %s: %s", in.Name, inputs.Reason(got.Err)))
			continue
		}
		good++
		progress.Done(1)
		for _, r := range got.Value.records {
			if err := p.Print(r); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if _, err := t.Raw.Write(got.Value.tokens); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	progress.End()
	if n := open.Empty(); n > 0 {
		fmt.Fprintf(t.Err, "readout: %s of archives held no article\n", cli.Counted(int(n), "page"))
	}
	if err := p.End(); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case bad > 0 && good > 0:
		return cli.Failure{Status: cli.ExitSome}
	case bad > 0:
		return cli.Failure{Status: cli.ExitBad}
	}
	return nil
}

// answers is the result of one piece: records, or tokens as CoNLL-U.
type answers struct {
	records []*record.Record
	tokens  []byte
}

// read reads the articles of one piece.
func read(ctx context.Context, reader *readout.Reader, p inputs.Piece) (answers, error) {
	articles, err := p.Make()
	if err != nil {
		return answers{}, err
	}
	records := make([]*record.Record, 0, len(articles))
	for _, a := range articles {
		r, err := reader.Read(ctx, a)
		if err != nil {
			return answers{}, err
		}
		records = append(records, r)
	}
	return answers{records: records}, nil
}

// tokens returns the tokens, tags and trees of the articles of one piece.
func tokens(ctx context.Context, reader *readout.Reader, p inputs.Piece) (answers, error) {
	articles, err := p.Make()
	if err != nil {
		return answers{}, err
	}
	var b bytes.Buffer
	for _, a := range articles {
		d, err := reader.ReadDoc(ctx, a)
		if err != nil {
			return answers{}, err
		}
		if err := syntax.WriteCoNLLU(&b, d); err != nil {
			return answers{}, err
		}
	}
	return answers{tokens: b.Bytes()}, nil
}
