package main

import (
	"context"
	"fmt"
	"runtime"

	"readout"
	"readout/ledger"
	"readout/record"
	"readout/source"
	"readout/source/fetch"
)

// addCommand is "readout add".
type addCommand struct {
	ledgerFlags `embed:""`
	Files       []string `arg:"" help:"Files, folders, addresses, archives, or - for standard input."`
	From        string   `short:"f" enum:"${formats}" default:"auto" help:"What the input is: ${enum}."`
	Published   string   `placeholder:"DAY" help:"The day of publication, where an article does not say it."`
	Outlet      string   `placeholder:"NAME" help:"Who published it."`
	Jobs        int      `short:"j" default:"0" help:"Articles read at once; 0 for one a processor."`
	RulesOnly   bool     `help:"Read with the rules alone."`
}

// Help is shown by "readout add --help".
func (addCommand) Help() string {
	return `Reads articles and keeps them in the ledger. An article that is there already is left
alone, so a run that was stopped is gone on with by the same command. An article whose
text has changed becomes a new version.

  readout add reports/
  readout add -f warc CC-NEWS-20240304.warc.gz`
}

// batch is how many articles go into one transaction: a stop loses no more.
const batch = 64

// Run reads and keeps every article.
func (c *addCommand) Run(ctx context.Context, t terminal) error {
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	reader, err := readout.New(readout.Options{RulesOnly: c.RulesOnly})
	if err != nil {
		return err
	}
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	client := fetch.New(fetch.Options{})
	defer client.Close()
	open := opener{ctx: ctx, from: c.From, client: client, hint: source.Hint{Published: c.Published, Outlet: c.Outlet}}
	k := &keeper{l: l, progress: newProgress(t)}
	for in, got := range inOrder(ctx, jobs, open.pieces(inputs(c.Files, t.in)), func(p piece) ([]*record.Record, error) { return read(reader, p) }) {
		if got.err != nil {
			k.fail(in.name, got.err)
			continue
		}
		for _, r := range got.value {
			if err := k.keep(ctx, r); err != nil {
				return err
			}
		}
	}
	if err := k.flush(context.WithoutCancel(ctx)); err != nil { // what was read is kept, even on Ctrl-C
		return err
	}
	k.progress.end()
	fmt.Fprintf(t.err, "readout: %d added, %d new versions, %d there already, %d failed\n", k.added, k.versions, k.known, k.failed)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case k.failed > 0 && k.added+k.versions+k.known > 0:
		return failure{status: exitSome}
	case k.failed > 0:
		return failure{status: exitBad}
	}
	return nil
}

// keeper puts records into the ledger in batches.
type keeper struct {
	l        *ledger.Ledger
	progress *progress
	waiting  []ledger.Item
	added    int
	versions int
	known    int
	failed   int
}

func (k *keeper) fail(name string, err error) {
	k.failed++
	k.progress.failed()
	k.progress.tell(fmt.Sprintf("readout: %s: %s", name, reason(err)))
}

func (k *keeper) keep(ctx context.Context, r *record.Record) error {
	k.waiting = append(k.waiting, ledger.Item{Record: r})
	k.progress.done()
	if len(k.waiting) < batch {
		return nil
	}
	return k.flush(ctx)
}

func (k *keeper) flush(ctx context.Context) error {
	if len(k.waiting) == 0 {
		return nil
	}
	outcomes, err := k.l.Add(ctx, k.waiting)
	if err != nil {
		return fmt.Errorf("keeping %d articles: %w", len(k.waiting), err)
	}
	for i, o := range outcomes {
		switch {
		case o.Err != nil:
			k.fail(k.waiting[i].Record.Article.ID, o.Err)
		case !o.New:
			k.known++
		case o.Earlier > 0:
			k.versions++
		default:
			k.added++
		}
	}
	k.waiting = k.waiting[:0]
	return nil
}
