package keep

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"
	"time"

	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/ledger/export"
)

// firstDay is earlier than any report.
const firstDay = "1800-01-01"

// Export is "readout export".
type Export struct {
	cli.LedgerFlags `embed:""`
	As              string `enum:"jsonl,csv,xlsx,parquet,sqlite,annotation,jsonld,calendar,brat,csl,bibtex,codebook" default:"jsonl" help:"Format: ${enum}."`
	Out             string `short:"o" placeholder:"FILE" help:"Output (standard output). sqlite requires a file, brat a directory."`
	Text            string `arg:"" optional:"" help:"Only statements that match this search."`
	From            string `placeholder:"DAY" help:"Published on that day or later."`
	To              string `placeholder:"DAY" help:"Published on that day or earlier."`
	AsOf            string `placeholder:"DAY" help:"The state at the end of that day."`
	TextFree        bool   `help:"Omit texts under copyright: only spans, hashes and short quotations."`

	damaged []*ledger.Damage // what could not be read
	partial bool             // there are more reports of events than a list looks at
}

// Help returns the text of "readout export --help".
func (Export) Help() string {
	return `Exports statements for other programs. 'readout export --as codebook' describes the columns of
csv, xlsx and parquet. sqlite is a database file for Datasette with a metadata file next to it,
calendar is iCalendar of planned events, annotation is W3C Web Annotation, one per line, jsonld
is schema.org, brat is a directory of standoff files, and csl and bibtex are citations. With
--text-free nothing under copyright is exported, only spans, hashes and short quotations.`
}

// Run exports, and at the end reports what could not be read.
func (c *Export) Run(ctx context.Context, t cli.Terminal) error {
	err := c.run(ctx, t)
	for _, d := range c.damaged {
		fmt.Fprintln(t.Err, "readout:", d)
	}
	if c.partial {
		fmt.Fprintln(t.Err, "readout: the ledger has more reports of events than were looked at: events of which nothing "+
			"new was reported may be missing")
	}
	if err == nil && c.damaged != nil {
		return cli.Failure{Status: cli.ExitSome}
	}
	return err
}

func (c *Export) run(ctx context.Context, t cli.Terminal) error {
	if c.As == "codebook" {
		_, err := io.WriteString(t.Raw, export.Codebook())
		return err
	}
	l, closeLedger, err := c.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	switch c.As {
	case "brat":
		return c.brat(ctx, l)
	case "sqlite":
		return c.sqlite(ctx, t, l)
	}
	return cli.WriteOut(t, c.Out, func(w io.Writer) error { return c.export(ctx, l, w) })
}

func (c *Export) export(ctx context.Context, l *ledger.Ledger, w io.Writer) error {
	o := export.Options{TextFree: c.TextFree}
	switch c.As {
	case "csv":
		return export.CSV(w, c.statements(ctx, l), o)
	case "xlsx":
		rows, err := export.Rows(c.statements(ctx, l), o)
		if err != nil {
			return err
		}
		return export.XLSX(w, "Statements", rows)
	case "parquet":
		return export.Parquet(w, c.statements(ctx, l), o)
	case "calendar":
		events, err := c.events(l.Upcoming(ctx, firstDay, "", c.AsOf))
		if err != nil {
			return err
		}
		return export.Calendar(w, events, export.CalendarOptions{Now: time.Now().UTC()})
	case "annotation":
		if c.Text != "" {
			return errNoSearch
		}
		for r, err := range skipDamaged(c, l.Records(ctx, c.From, c.To, c.AsOf)) {
			if err != nil {
				return err
			}
			if err := export.WebAnnotations(w, r, o); err != nil {
				return err
			}
		}
		return nil
	case "jsonld":
		return c.jsonld(ctx, l, w, o)
	case "csl", "bibtex":
		var list []ledger.Statement
		var err error
		for s, err := range c.statements(ctx, l) {
			if err != nil {
				return err
			}
			list = append(list, s)
		}
		if o.Sources, err = c.sources(ctx, l); err != nil {
			return err
		}
		if c.As == "csl" {
			return export.CSL(w, list, o)
		}
		return export.BibTeX(w, list, o)
	}
	return export.JSONL(w, c.statements(ctx, l), o)
}

// errNoSearch rejects a search in formats that contain whole articles.
var errNoSearch = errors.New("this format contains whole articles: narrow it with --from, --to and --as-of, not with " +
	"a search")

// jsonld writes the selected statements and, without a search, the events.
func (c *Export) jsonld(ctx context.Context, l *ledger.Ledger, w io.Writer, o export.Options) error {
	for s, err := range c.statements(ctx, l) {
		if err != nil {
			return err
		}
		if err := export.QuotationLD(w, &s, o); err != nil {
			return err
		}
	}
	if c.Text != "" {
		return nil
	}
	events, err := c.events(l.AllEvents(ctx, c.AsOf))
	if err != nil {
		return err
	}
	for i := range events {
		if err := export.EventLD(w, &events[i]); err != nil {
			return err
		}
	}
	return nil
}

// events notes whether a list of events is of the newest reports only.
func (c *Export) events(list []ledger.Dossier, err error) ([]ledger.Dossier, error) {
	c.partial = c.partial || len(list) > 0 && list[0].Partial
	return list, err
}

// sqlite writes a database file for Datasette, with its metadata file.
func (c *Export) sqlite(ctx context.Context, t cli.Terminal, l *ledger.Ledger) error {
	if c.Out == "" {
		return errors.New("export --as sqlite needs --out FILE")
	}
	content := export.SiteContent{Statements: withSpeakers(ctx, l, c.statements(ctx, l)),
		Texts: skipDamaged(c, l.Records(ctx, c.From, c.To, c.AsOf))}
	var err error
	if content.Events, err = c.events(l.AllEvents(ctx, c.AsOf)); err != nil {
		return err
	}
	if err := export.Site(ctx, c.Out, content, export.Options{TextFree: c.TextFree}); err != nil {
		return err
	}
	bare := strings.TrimSuffix(c.Out, filepath.Ext(c.Out))
	return cli.WriteOut(t, bare+".metadata.json", func(w io.Writer) error {
		return export.SiteMetadata(w, filepath.Base(bare))
	})
}

// withSpeakers fills in the speakers of statements, in batches.
func withSpeakers(ctx context.Context, l *ledger.Ledger, list export.Statements) export.Statements {
	return func(yield func(ledger.Statement, error) bool) {
		some := make([]ledger.Statement, 0, 500)
		flush := func() bool {
			if err := l.NameSpeakers(ctx, some, false); err != nil {
				yield(ledger.Statement{}, err)
				return false
			}
			for _, s := range some {
				if !yield(s, nil) {
					return false
				}
			}
			some = some[:0]
			return true
		}
		for s, err := range list {
			if err != nil {
				yield(s, err)
				return
			}
			if some = append(some, s); len(some) == cap(some) && !flush() {
				return
			}
		}
		flush()
	}
}

// brat writes two files per article, named by the hash of its text.
func (c *Export) brat(ctx context.Context, l *ledger.Ledger) error {
	switch {
	case c.Out == "":
		return errors.New("export --as brat needs --out FOLDER")
	case c.Text != "":
		return errNoSearch
	case c.TextFree:
		return errors.New("brat standoff is useless without the texts: it does not support --text-free")
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	for r, err := range skipDamaged(c, l.Records(ctx, c.From, c.To, c.AsOf)) {
		if err != nil {
			return err
		}
		var ann strings.Builder
		if err := export.Brat(&ann, r); err != nil {
			return err
		}
		for end, data := range map[string]string{".txt": r.Article.Text, ".ann": ann.String()} {
			if err := os.WriteFile(filepath.Join(c.Out, r.Article.SHA256[:16]+end), []byte(data), 0o644); err != nil {
				return err
			}
		}
	}
	return nil
}

// sources returns the metadata of the articles for citations.
func (c *Export) sources(ctx context.Context, l *ledger.Ledger) (map[string]export.Source, error) {
	found := map[string]export.Source{}
	for r, err := range l.Records(ctx, c.From, c.To, c.AsOf) {
		if err != nil {
			return nil, err
		}
		found[r.Article.SHA256] = export.Source{Authors: r.Article.Authors, Published: r.Article.Published}
	}
	return found, nil
}

// statements returns the selected statements.
func (c *Export) statements(ctx context.Context, l *ledger.Ledger) export.Statements {
	found := l.Each(ctx, ledger.Query{Text: c.Text, From: c.From, To: c.To, AsOf: c.AsOf})
	return export.Statements(skipDamaged(c, found))
}

// skipDamaged skips damaged items and records them for the final report, so that one damaged
// article does not abort the export of all others.
func skipDamaged[T any](c *Export, list iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for x, err := range list {
			var lost *ledger.Damage
			if errors.As(err, &lost) {
				c.damaged = append(c.damaged, lost)
				continue
			}
			if !yield(x, err) {
				return
			}
		}
	}
}
