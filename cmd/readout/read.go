package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync/atomic"
	"time"

	"readout"
	"readout/record"
	"readout/report"
	"readout/source"
	"readout/syntax"
)

// readCommand is "readout read".
type readCommand struct {
	Files     []string `arg:"" optional:"" help:"Files, folders, addresses, or - for standard input."`
	From      string   `short:"f" enum:"${formats}" default:"auto" help:"What the input is: ${enum}. Told from its bytes unless given."`
	Format    string   `enum:"text,json,jsonl,html,markdown,conllu" default:"text" help:"How to print: ${enum}."`
	Only      string   `placeholder:"PART,…" help:"Print only these parts: statements, events, times, entities."`
	Published string   `placeholder:"DAY" help:"The day of publication, where the article does not say it: 2021-05-26."`
	Outlet    string   `placeholder:"NAME" help:"Who published it."`
	URL       string   `placeholder:"URL" help:"Its address."`
	Jobs      int      `short:"j" default:"0" help:"Articles read at once; 0 for one a processor."`
	netFlags  `embed:""`
	Weights   string `placeholder:"DIR" help:"Read with other weights than the program's own: words.bin and deep.bin of this folder."`
	Details   bool   `help:"Print codes, rules, scores and byte offsets, too."`
	Width     int    `placeholder:"COLUMNS" help:"Wrap text to this width; as wide as the terminal unless given."`
}

// Help is shown by "readout read --help".
func (readCommand) Help() string {
	return `Reads articles and prints what they hold: plain text, web pages, WARC archives, NewsML-G2,
ninjs, NITF, JSON lines and CSV. With one input, --format json prints one
record; with several, an array. --format jsonl prints one record a line, --format conllu
no record but the tokens of each sentence with tags and trees.

  readout read report.txt
  readout read --format json --published 2021-05-26 report.txt
  cat report.txt | readout read -
  readout read https://example.org/a-page
  readout read -f warc archive.warc.gz

The exit status is 0 if every input was read, 1 if some were not, 2 if none was.`
}

// Run reads every input, in order, and prints as it goes.
func (c *readCommand) Run(ctx context.Context, t terminal) error {
	parts, err := report.ParseParts(c.Only)
	if err != nil {
		return err
	}
	if len(c.Files) == 0 {
		if t.inIsTTY {
			return errors.New("nothing to read: name a file or a folder, or - for standard input")
		}
		c.Files = []string{"-"}
	}
	core, err := openCore(c.Weights)
	if err != nil {
		return err
	}
	reader, err := readout.New(readout.Options{Core: core, Trees: c.Format == "conllu"})
	if err != nil {
		return err
	}
	width := c.Width
	if width == 0 {
		width = t.width
	}
	p := printer{w: t.raw, colour: t.out, format: c.Format, parts: parts, width: width, details: c.Details}
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	progress := newProgress(t, t.errIsTTY && t.width == 0, "read") // not where records go by on the same screen
	client, err := c.client()
	if err != nil {
		return err
	}
	defer client.Close()
	open := opener{ctx: ctx, empty: new(atomic.Int64), from: c.From, client: client,
		hint: source.Hint{Published: c.Published, Outlet: c.Outlet, URL: c.URL, Today: time.Now().Format(time.DateOnly)}}
	work := func(p piece) (answers, error) {
		if c.Format == "conllu" {
			return tokens(ctx, reader, p)
		}
		return read(ctx, reader, p)
	}
	good, bad := 0, 0
	for in, got := range inOrder(ctx, jobs, open.pieces(inputs(c.Files, t.in)), work) {
		if got.err != nil {
			bad++
			progress.failed(got.err)
			progress.tell(fmt.Sprintf("readout: %s: %s", in.name, reason(got.err)))
			continue
		}
		good++
		progress.done(1)
		for _, r := range got.value.records {
			if err := p.print(r); err != nil {
				return fmt.Errorf("writing: %w", err)
			}
		}
		if _, err := t.raw.Write(got.value.tokens); err != nil {
			return fmt.Errorf("writing: %w", err)
		}
	}
	progress.end()
	if n := open.empty.Load(); n > 0 {
		fmt.Fprintf(t.err, "readout: %s of archives held no article\n", counted(int(n), "page"))
	}
	if err := p.end(); err != nil {
		return fmt.Errorf("writing: %w", err)
	}
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case bad > 0 && good > 0:
		return failure{status: exitSome}
	case bad > 0:
		return failure{status: exitBad}
	}
	return nil
}

// answers are what was read in one piece: records, or tokens as CoNLL-U.
type answers struct {
	records []*record.Record
	tokens  []byte
}

// read reads the articles of one piece.
func read(ctx context.Context, reader *readout.Reader, p piece) (answers, error) {
	articles, err := p.make()
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

// tokens reads the articles of one piece for their tokens, tags and trees.
func tokens(ctx context.Context, reader *readout.Reader, p piece) (answers, error) {
	articles, err := p.make()
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

// printer writes records in one format as they come.
type printer struct {
	w       io.Writer
	colour  io.Writer // where the text format goes
	format  string
	parts   report.Parts
	width   int
	count   int
	details bool
	first   *record.Record   // json: held back until it is known whether there are more
	kept    []*record.Record // html: one page for all
}

func (p *printer) print(r *record.Record) error {
	p.count++
	switch p.format {
	case "jsonl":
		return p.json(r, "")
	case "json":
		return p.arrayItem(r)
	case "html":
		p.kept = append(p.kept, r)
		return nil
	case "markdown":
		if err := p.between("\n"); err != nil {
			return err
		}
		return report.Markdown(p.w, r, p.parts)
	default:
		if err := p.between("\n\n"); err != nil {
			return err
		}
		return report.Text(p.colour, r, report.TextOptions{Width: p.width, Parts: p.parts, Details: p.details})
	}
}

func (p *printer) between(s string) error {
	if p.count == 1 {
		return nil
	}
	_, err := io.WriteString(p.w, s) // no colour in it
	return err
}

// arrayItem writes one record as it is and several as an array.
func (p *printer) arrayItem(r *record.Record) error {
	if p.count == 1 {
		p.first = r
		return nil
	}
	if p.count == 2 {
		if _, err := io.WriteString(p.w, "[\n"); err != nil {
			return err
		}
		if err := p.json(p.first, "  "); err != nil {
			return err
		}
		p.first = nil
	}
	if _, err := io.WriteString(p.w, ",\n"); err != nil {
		return err
	}
	return p.json(r, "  ")
}

func (p *printer) end() error {
	switch {
	case p.format == "html" && len(p.kept) > 0:
		return report.HTML(p.w, p.kept, p.parts)
	case p.format == "json" && p.first != nil:
		return p.json(p.first, "  ")
	case p.format == "json" && p.count > 1:
		_, err := io.WriteString(p.w, "]\n")
		return err
	}
	return nil
}

// json writes text as it is: <, > and & are not escaped, an article is no web page here.
func (p *printer) json(r *record.Record, indent string) error {
	pruned := p.parts.Prune(*r)
	enc := json.NewEncoder(p.w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", indent)
	return enc.Encode(&pruned)
}
