package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"readout"
	"readout/ledger"
	"readout/record"
	"readout/source"
)

// addCommand is "readout add".
type addCommand struct {
	ledgerFlags `embed:""`
	listFlags   `embed:""`
	Files       []string `arg:"" optional:"" help:"Files, folders, addresses, archives, or - for standard input."`
	From        string   `short:"f" enum:"${formats}" default:"auto" help:"What the input is: ${enum}."`
	Published   string   `placeholder:"DAY" help:"The day of publication, where an article does not say it."`
	Outlet      string   `placeholder:"NAME" help:"Who published it."`
	Jobs        int      `short:"j" default:"0" help:"Articles read at once; 0 for one a processor."`
	netFlags    `embed:""`
	Format      string `enum:"text,json,csv" default:"text" help:"How to print what was done: ${enum}; text goes to standard error."`
}

// Help is shown by "readout add --help".
func (addCommand) Help() string {
	return `Reads articles and keeps them in the ledger. An article that is there already is left
alone and not read again, so a run that was stopped is gone on with by the same command.
An article whose text has changed becomes a new version.

  readout add reports/
  readout add -f warc CC-NEWS-20240304.warc.gz
  readout add --from-warc-list march.txt --db postgres://readout@db/readout`
}

// batch is how many articles go into one transaction: kill -9 loses no more than
// two of them, which the next run reads again.
const batch = 100

// Run reads and keeps every article. Ctrl-C ends the reading; what was read is kept.
func (c *addCommand) Run(ctx context.Context, t terminal) error {
	switch {
	case c.FromWARCList != "":
		return c.list(ctx, t)
	case len(c.Files) == 0:
		return errors.New("nothing to add: name a file or a folder, or - for standard input")
	}
	reader, err := readout.New(readout.Options{})
	if err != nil {
		return err
	}
	l, closeLedger, err := c.open(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	client, err := c.client()
	if err != nil {
		return err
	}
	defer client.Close()
	open := opener{ctx: ctx, empty: new(atomic.Int64), from: c.From, client: client,
		hint: source.Hint{Published: c.Published, Outlet: c.Outlet, Today: time.Now().Format(time.DateOnly)}}
	k := &keeper{l: l, progress: newProgress(t, t.errIsTTY, "kept")}
	keep := context.WithoutCancel(ctx) // what was read is kept
	work := func(p piece) ([]*record.Record, error) { return k.read(keep, reader, p) }
	err = l.AddAll(keep, func(yield func(ledger.Item, error) bool) {
		for in, got := range inOrder(ctx, jobs, open.pieces(inputs(c.Files, t.in)), work) {
			if errors.Is(got.err, context.Canceled) { // it was not read to its end; the next run reads it
				continue
			}
			if got.err != nil {
				k.fail(in.name, got.err)
				continue
			}
			for _, r := range got.value {
				if !yield(ledger.Item{Record: r}, nil) {
					return
				}
			}
		}
	}, batch, k.count)
	k.progress.end()
	k.Empty = int(open.empty.Load())
	if e := c.tell(t, k); err == nil {
		err = e
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case k.Failed > 0 && k.Added+k.Versions+k.Known > 0:
		return failure{status: exitSome}
	case k.Failed > 0:
		return failure{status: exitBad}
	}
	return nil
}

// tell says what was done, also where an error ended it.
func (c *addCommand) tell(t terminal, k *keeper) error {
	if c.Format == "text" {
		_, err := fmt.Fprintf(t.err, "readout: %d added, %d new versions, %d there already, %d failed\n", k.Added, k.Versions,
			k.Known, k.Failed)
		if k.Empty > 0 && err == nil {
			_, err = fmt.Fprintf(t.err, "readout: %s of archives held no article\n", counted(k.Empty, "page"))
		}
		return err
	}
	f := formatFlags{Format: c.Format}
	return f.print(t, answer{value: k.tally, table: func() [][]string {
		return [][]string{{"added", "versions", "known", "failed", "empty"},
			{fmt.Sprint(k.Added), fmt.Sprint(k.Versions), fmt.Sprint(k.Known), fmt.Sprint(k.Failed), fmt.Sprint(k.Empty)}}
	}})
}

// tally counts what became of articles.
type tally struct {
	Added    int `json:"added"`
	Versions int `json:"versions"` // new texts of articles that were there
	Known    int `json:"known"`
	Failed   int `json:"failed"`
	Empty    int `json:"empty"` // pages of archives that hold no article
}

// keeper counts what becomes of articles on their way into the ledger. Readers and
// the ledger tell it at the same time.
type keeper struct {
	l        *ledger.Ledger
	progress *progress
	mu       sync.Mutex
	tally
}

// fail tells of an article that could not be read or kept.
func (k *keeper) fail(name string, err error) {
	k.mu.Lock()
	k.Failed++
	k.mu.Unlock()
	k.progress.failed(err)
	k.progress.tell(fmt.Sprintf("readout: %s: %s", name, reason(err)))
}

// read makes the records of a piece, without those of texts the ledger has.
func (k *keeper) read(ctx context.Context, reader *readout.Reader, p piece) ([]*record.Record, error) {
	articles, err := p.make()
	if err != nil {
		return nil, err
	}
	var records []*record.Record
	for _, a := range articles {
		there, err := k.l.Has(ctx, a)
		if err != nil {
			return nil, err
		}
		if there {
			k.mu.Lock()
			k.Known++
			k.mu.Unlock()
			k.progress.done(1)
			continue
		}
		r, err := reader.Read(ctx, a)
		if err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	return records, nil
}

// count takes note of what the ledger acknowledged.
func (k *keeper) count(outcomes []ledger.Added) {
	for _, o := range outcomes {
		if o.Err != nil {
			k.fail("keeping", o.Err)
			continue
		}
		k.mu.Lock()
		switch {
		case !o.New:
			k.Known++
		case o.Earlier > 0:
			k.Versions++
		default:
			k.Added++
		}
		k.mu.Unlock()
		k.progress.done(1)
	}
}
