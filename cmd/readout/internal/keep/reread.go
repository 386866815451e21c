package keep

import (
	"cmp"
	"context"

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/jobs"
	"readout/ledger"
	"readout/record"
)

// Reread is "readout reread".
type Reread struct {
	cli.AskFlags `embed:""`
	Write        bool   `help:"Store the new records; otherwise nothing is changed."`
	All          bool   `help:"Also reread what the current reader has read."`
	From         string `placeholder:"DAY" help:"Published on that day or later."`
	To           string `placeholder:"DAY" help:"Published on that day or earlier."`
	Jobs         bool   `help:"Read as jobs, distributed over all workers of the ledger."`
	Show         int    `default:"20" placeholder:"N" help:"How many changed statements, and how many changed slots of events, to show (${default}); 0 shows all."`

	cli.ReaderFlags `embed:""`
}

// examples returns how many differences to keep; a negative number means all.
func (c *Reread) examples() int { return cmp.Or(max(c.Show, 0), -1) }

// Run rereads in this process, or as jobs.
func (c *Reread) Run(ctx context.Context, t cli.Terminal) error {
	if c.Jobs {
		return c.runJobs(ctx, t)
	}
	reader, err := c.Reader(readout.Options{})
	if err != nil {
		return err
	}
	again := func(r *record.Record) (*record.Record, error) { return reader.Read(ctx, jobs.Restored(r)) }
	return c.Ask(ctx, t, func(l *ledger.Ledger) (cli.Answer, error) {
		p := cli.NewProgress(t, t.ErrIsTTY, "read again")
		res, err := l.Reread(ctx, reader.Name(), again,
			ledger.RereadOptions{Write: c.Write, All: c.All, From: c.From, To: c.To, AsOf: c.AsOf, Examples: c.examples(),
				Progress: func(int) { p.Done(1) }})
		p.End()
		return c.answer(&res), err
	})
}

// runJobs rereads as jobs and merges their results.
func (c *Reread) runJobs(ctx context.Context, t cli.Terminal) error {
	o, err := (&jobs.Flags{ReaderFlags: c.ReaderFlags}).WorkOptions(t)
	if err != nil {
		return err
	}
	q, _, closeJobs, err := jobs.Open(ctx, &c.LedgerFlags, o)
	if err != nil {
		return err
	}
	defer closeJobs()
	tag, err := q.AddReread(ctx, ledger.RereadOptions{Write: c.Write, All: c.All, From: c.From, To: c.To, AsOf: c.AsOf,
		Examples: c.examples()})
	if err != nil {
		return err
	}
	if err := jobs.UntilDone(ctx, &c.LedgerFlags, o, tag, func(jobs.Queue) error { return nil }); err != nil {
		return err
	}
	res, err := q.Reread(ctx, tag, c.examples())
	if err != nil {
		return err
	}
	if err := c.Print(t, c.answer(&res)); err != nil {
		return err
	}
	if len(res.Failed) > 0 {
		return cli.Failure{Status: cli.ExitSome}
	}
	return nil
}
