package serve

import (
	"context"
	"fmt"
	"time"

	"readout/cmd/readout/internal/cli"
	"readout/serve/page"
)

// Prepare is "readout prepare".
type Prepare struct {
	cli.LedgerFlags `embed:""`
	From            string `placeholder:"DAY" help:"Prepare that day and later ones (the first report's)."`
	To              string `placeholder:"DAY" help:"Prepare that day and earlier ones (yesterday)."`
}

// Help returns the text of "readout prepare --help".
func (*Prepare) Help() string {
	return `Pages as of a past day, such as /?as_of=2024-03-14, look at thousands of reports. The ledger
keeps what they show, so that only the first to open one waits. 'readout serve' prepares past
days by itself, slowly; after a large import this command does it at once, the newest day first,
or those from --from to --to alone.
It can be interrupted, and goes on from there. Only the same program uses what it prepares.`
}

// Run prepares past days.
func (c *Prepare) Run(ctx context.Context, t cli.Terminal) error {
	l, closeLedger, err := c.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	pages, err := page.New(page.Options{Ledger: l})
	if err != nil {
		return err
	}
	days := 0
	progress := cli.NewProgress(t, t.ErrIsTTY, "days ready")
	err = pages.Prepare(ctx, c.From, c.To, func(n, of int, _ time.Duration) {
		days, progress.Total = n, of
		progress.Done(1)
	})
	progress.End()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(t.Out, "The pages as of %s are ready.\n", cli.Counted(days, "past day"))
	return err
}
