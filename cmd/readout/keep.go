package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"

	"readout"
	"readout/article"
	"readout/ledger"
	"readout/ledger/kb"
	"readout/record"
	"readout/source"
)

// verifyCommand is "readout verify".
type verifyCommand struct {
	askFlags `embed:""`
}

func (c *verifyCommand) Run(ctx context.Context, t terminal) error {
	found := 0
	err := c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		v, err := l.VerifyAt(ctx, c.AsOf, nil)
		found = len(v.Problems)
		return answer{value: v, text: func(w *textAnswer) {
			w.line(0, "Read again: %s, %s and %s.", counted(v.Versions, "text"), counted(v.Statements, "statement"),
				counted(v.Anchors, "anchor"))
			for _, p := range v.Problems {
				w.line(0, "%s", clean(fmt.Sprint(p)))
			}
			for _, o := range v.Orphans {
				w.line(0, "%s", clean(o.String()))
			}
			if len(v.Problems) == 0 {
				w.line(0, "Every text has its hash, and every anchor cuts out its words.")
			}
		}, table: func() [][]string {
			rows := [][]string{{"problem"}}
			for _, p := range v.Problems {
				rows = append(rows, []string{fmt.Sprint(p)})
			}
			return rows
		}}, err
	})
	if err == nil && found > 0 {
		return failure{status: exitSome}
	}
	return err
}

// rereadCommand is "readout reread".
type rereadCommand struct {
	askFlags `embed:""`
	Write    bool   `help:"Write the new records; without it nothing is changed."`
	All      bool   `help:"Also what the present reader has read."`
	From     string `placeholder:"DAY" help:"Published on that day or later."`
	To       string `placeholder:"DAY" help:"Published on that day or earlier."`
	Jobs     bool   `help:"Read in shards, with all workers of the ledger."`
	Show     int    `default:"20" placeholder:"N" help:"How many statements, and how many slots of events, to show that came out otherwise (${default}); 0 shows all."`
}

// examples is how many to keep; less than none is all.
func (c *rereadCommand) examples() int { return cmp.Or(max(c.Show, 0), -1) }

func (c *rereadCommand) Run(ctx context.Context, t terminal) error {
	if c.Jobs {
		return c.overWorkers(ctx, t)
	}
	reader, err := readout.New(readout.Options{})
	if err != nil {
		return err
	}
	again := func(r *record.Record) (*record.Record, error) { return reader.Read(ctx, restored(r)) }
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		p := newProgress(t, t.errIsTTY, "read again")
		res, err := l.Reread(ctx, reader.Name(), again,
			ledger.RereadOptions{Write: c.Write, All: c.All, From: c.From, To: c.To, AsOf: c.AsOf, Examples: c.examples(),
				Progress: func(int) { p.done(1) }})
		p.end()
		return c.answer(&res), err
	})
}

// overWorkers reads again as jobs, and merges what each gave.
func (c *rereadCommand) overWorkers(ctx context.Context, t terminal) error {
	o, err := (&workFlags{}).options(t)
	if err != nil {
		return err
	}
	q, _, closeJobs, err := c.jobs(ctx, o)
	if err != nil {
		return err
	}
	defer closeJobs()
	tag, err := q.AddReread(ctx, ledger.RereadOptions{Write: c.Write, All: c.All, From: c.From, To: c.To, AsOf: c.AsOf,
		Examples: c.examples()})
	if err != nil {
		return err
	}
	if err := c.untilDone(ctx, o, tag, func(jobs) error { return nil }); err != nil {
		return err
	}
	res, err := q.Reread(ctx, tag, c.examples())
	if err != nil {
		return err
	}
	if err := c.print(t, c.answer(&res)); err != nil {
		return err
	}
	if len(res.Failed) > 0 {
		return failure{status: exitSome}
	}
	return nil
}

// restored is the article a record was read from: its text and what its publisher
// said, without what reading added.
func restored(r *record.Record) *article.Article {
	x := &r.Article
	a := &article.Article{ID: x.ID, URL: x.URL, Outlet: x.Outlet, Language: x.Language, Title: x.Title, Authors: x.Authors,
		Updated:      x.Updated,
		EmbargoUntil: x.EmbargoUntil, Urgency: x.Urgency, Notice: article.Notice(x.Notice), Blocks: x.Blocks, Text: x.Text}
	for to, from := range map[*article.Span]*article.Span{&a.Headline: x.Headline, &a.Deck: x.Deck, &a.Byline: x.Byline} {
		if from != nil {
			*to = *from
		}
	}
	if x.PublishedFrom == "metadata" || x.PublishedFrom == "option" {
		a.Published, a.PublishedFrom = x.Published, x.PublishedFrom
	}
	source.Finish(a)
	return a
}

// backupCommand is "readout backup".
type backupCommand struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
	File        string `arg:"" help:"Where to write; it must not be there yet."`
}

// Run writes beside the file and renames at the end, so that a file of that name
// is always whole.
func (c *backupCommand) Run(ctx context.Context, t terminal) error {
	if _, err := os.Stat(c.File); err == nil {
		return fmt.Errorf("%s is there already", c.File)
	}
	l, closeLedger, err := c.openThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	f, err := os.CreateTemp(filepath.Dir(c.File), ".backup-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	b, err := l.Backup(ctx, f)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return fmt.Errorf("backing up: %w", err)
	}
	if err := os.Rename(f.Name(), c.File); err != nil {
		return err
	}
	return c.print(t, backupAnswer(b, fmt.Sprintf("in %s", c.File)))
}

// backupAnswer tells what a backup holds.
func backupAnswer(b ledger.Backup, done string) answer {
	return answer{value: b, text: func(w *textAnswer) {
		w.line(0, "%s, %s and %s %s, digest %s", counted(b.Versions, "version"), counted(b.Decisions, "decision"),
			counted(b.Facts, "fact"), done, b.Digest)
	}, table: func() [][]string {
		return [][]string{{"versions", "decisions", "facts", "digest"},
			{fmt.Sprint(b.Versions), fmt.Sprint(b.Decisions), fmt.Sprint(b.Facts), b.Digest}}
	}}
}

// restoreCommand is "readout restore".
type restoreCommand struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
	File        string `arg:"" help:"A backup."`
}

func (c *restoreCommand) Run(ctx context.Context, t terminal) error {
	f, err := os.Open(c.File)
	if err != nil {
		return err
	}
	defer f.Close()
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	b, err := l.Restore(ctx, f)
	if err != nil {
		return err
	}
	return c.print(t, backupAnswer(b, "restored"))
}

// statsCommand is "readout stats".
type statsCommand struct {
	askFlags `embed:""`
}

func (c *statsCommand) Run(ctx context.Context, t terminal) error {
	return c.ask(ctx, t, func(l *ledger.Ledger) (answer, error) {
		s, err := l.StatsAt(ctx, c.AsOf)
		rows := [][]string{{"articles", fmt.Sprint(s.Articles)}, {"versions", fmt.Sprint(s.Versions)},
			{"statements", fmt.Sprint(s.Statements)},
			{"decisions", fmt.Sprint(s.Decisions)}, {"first day", s.FirstDay}, {"last day", s.LastDay}}
		if c.AsOf == "" { // what no day is known of
			rows = append(rows, []string{"agents", fmt.Sprint(s.Agents)}, []string{"events", fmt.Sprint(s.Events)},
				[]string{"facts", fmt.Sprint(s.Facts)},
				[]string{"bytes", fmt.Sprint(s.Bytes)})
		}
		return answer{value: s, text: func(w *textAnswer) {
			for _, r := range rows {
				w.line(0, "%-12s %s", r[0], r[1])
			}
		}, table: func() [][]string { return append([][]string{{"what", "count"}}, rows...) }}, err
	})
}

// kbCommand is "readout kb".
type kbCommand struct {
	Import kbImportCommand `cmd:"" help:"Import people and their offices from a file of your own: a Wikidata JSON dump or Popolo."`
}

type kbImportCommand struct {
	ledgerFlags `embed:""`
	formatFlags `embed:""`
	File        string `arg:"" help:"The file, or - for standard input."`
	As          string `enum:"wikidata,popolo" default:"wikidata" help:"What it is: ${enum}."`
	Labels      string `placeholder:"FILE" help:"Names of offices and ISO codes of countries by Wikidata id, a tab between: for what the dump itself does not say."`
}

// Help is shown by "readout kb import --help".
func (kbImportCommand) Help() string {
	return `Imports who held which office when, to show beside what articles say and to tell people
of one name apart. A Wikidata dump is read line by line, whatever its size; a file is read
three times, to find what its offices and countries are called, standard input once.`
}

// labels are the names of offices and countries: the dump's own, and over them the
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

func (c *kbImportCommand) Run(ctx context.Context, t terminal) error {
	in := t.in
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
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	var done kb.Imported
	if c.As == "popolo" {
		done, err = kb.ImportPopolo(ctx, l.Store(), in, c.File)
	} else {
		done, err = kb.ImportWikidata(ctx, l.Store(), in, labels, nil)
	}
	if err != nil {
		return err
	}
	return c.print(t, answer{value: done, text: func(w *textAnswer) {
		w.line(0, "%d entities read, %d people and %d facts kept, %d broken", done.Lines, done.People, done.Facts,
			done.Broken)
	}, table: func() [][]string {
		return [][]string{{"entities", "people", "facts", "broken"},
			{fmt.Sprint(done.Lines), fmt.Sprint(done.People), fmt.Sprint(done.Facts), fmt.Sprint(done.Broken)}}
	}})
}
