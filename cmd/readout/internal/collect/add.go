// Package collect implements the commands that bring articles in: add reads files and archives
// into a ledger, watch follows feeds, and fetch saves pages in an archive.
//
// They take files, feeds and addresses, and produce articles in a ledger or pages in a WARC
// archive. Failures are reported and skipped.
//
// The one idea: what already exists is not fetched or read again, so that the same command
// resumes a run that was stopped.
package collect

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/inputs"
	"readout/ledger"
	"readout/record"
	"readout/source"
)

// Add is "readout add".
type Add struct {
	cli.LedgerFlags `embed:""`
	listFlags       `embed:""`
	Files           []string `arg:"" optional:"" help:"Files, directories, URLs, archives, or - for standard input."`
	From            string   `short:"f" enum:"${formats}" default:"auto" help:"Input format: ${enum}."`
	Published       string   `placeholder:"DAY" help:"The day of publication, whatever the articles say."`
	Outlet          string   `placeholder:"NAME" help:"The outlet that published it."`
	Jobs            int      `short:"j" default:"0" help:"Articles read concurrently; 0 means one per CPU."`
	cli.NetFlags    `embed:""`
	cli.ReaderFlags `embed:""`
	Format          string `enum:"text,json,csv" default:"text" help:"Format of the summary: ${enum}; text goes to standard error."`
}

// Help returns the text of "readout add --help".
func (Add) Help() string {
	return `Reads articles and stores them in the ledger. An article that is already stored is skipped, so
the same command resumes a run that was stopped. An article whose text has changed is stored as
a new version.

  readout add reports/
  readout add -f warc CC-NEWS-20240304.warc.gz
  readout add --from-warc-list march.txt --db postgres://readout@db/readout`
}

// batch is the number of articles per transaction. kill -9 loses at most two batches, which the
// next run reads again.
const batch = 100

// Run reads and stores all articles. Ctrl-C stops the reading; what was read is stored.
func (c *Add) Run(ctx context.Context, t cli.Terminal) error {
	switch {
	case c.FromWARCList != "":
		return c.list(ctx, t)
	case len(c.Files) == 0:
		return errors.New("nothing to add: name a file or a folder, or - for standard input")
	}
	reader, err := c.Reader(readout.Options{})
	if err != nil {
		return err
	}
	l, closeLedger, err := c.OpenOrMake(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	c.TellOthers(ctx, t, l)
	jobs := c.Jobs
	if jobs <= 0 {
		jobs = runtime.GOMAXPROCS(0)
	}
	client, err := c.Client()
	if err != nil {
		return err
	}
	defer client.Close()
	open := &inputs.Opener{From: c.From, Client: client,
		Hint: source.Hint{Published: c.Published, Outlet: c.Outlet, Today: time.Now().Format(time.DateOnly)}}
	k := &keeper{l: l, progress: cli.NewProgress(t, t.ErrIsTTY, "kept")}
	keep := context.WithoutCancel(ctx) // what was read is stored
	work := func(p inputs.Piece) ([]*record.Record, error) { return k.read(keep, reader, p) }
	err = l.AddAll(keep, func(yield func(ledger.Item, error) bool) {
		for in, got := range inputs.InOrder(ctx, jobs, open.Pieces(ctx, inputs.List(c.Files, t.In)), work) {
			if errors.Is(got.Err, context.Canceled) { // it was interrupted; the next run reads it
				continue
			}
			if got.Err != nil {
				k.fail(in.Name, got.Err)
				continue
			}
			for _, r := range got.Value {
				if !yield(ledger.Item{Record: r}, nil) {
					return
				}
			}
		}
	}, batch, k.count)
	k.progress.End()
	k.Empty = int(open.Empty())
	if e := c.summarize(t, k); err == nil {
		err = e
	}
	switch {
	case err != nil:
		return err
	case ctx.Err() != nil:
		return ctx.Err()
	case k.Failed > 0 && k.Added+k.Versions+k.Known > 0:
		return cli.Failure{Status: cli.ExitSome}
	case k.Failed > 0:
		return cli.Failure{Status: cli.ExitBad}
	}
	return nil
}

// summarize prints what was done, even if an error ended it.
func (c *Add) summarize(t cli.Terminal, k *keeper) error {
	defer k.tellUndated(t)
	if c.Format == "text" {
		_, err := fmt.Fprintf(t.Err, "readout: %d added, %d new versions, %d there already, %d failed\n", k.Added, k.Versions,
			k.Known, k.Failed)
		if k.Empty > 0 && err == nil {
			_, err = fmt.Fprintf(t.Err, "readout: %s of archives held no article\n", cli.Counted(k.Empty, "page"))
		}
		return err
	}
	f := cli.FormatFlags{Format: c.Format}
	return f.Print(t, cli.Answer{Value: k.tally, Table: func() [][]string {
		return [][]string{{"added", "versions", "known", "failed", "empty"},
			{fmt.Sprint(k.Added), fmt.Sprint(k.Versions), fmt.Sprint(k.Known), fmt.Sprint(k.Failed), fmt.Sprint(k.Empty)}}
	}})
}
