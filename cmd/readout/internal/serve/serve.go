// Package serve is the commands that open a ledger to browsers, programs and assistants:
// serve, token, mcp and demo.
//
// In come a ledger and an address; out go pages, the API, feeds and tools. It refuses to
// listen where others can reach it while there is no token.
package serve

import (
	"context"
	"fmt"
	"net"
	"sync"
	"time"
	_ "time/tzdata" // readers choose their time zone, also where the machine has no database of them

	"readout"
	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/jobs"
	"readout/source/fetch"
	"readout/work"
)

// Serve is "readout serve".
type Serve struct {
	cli.LedgerFlags `embed:""`
	serveFlags      `embed:""`
	Work            bool `help:"Work on the ledger's jobs, too, as 'readout worker' does."`
}

// Run serves until it is stopped.
func (c *Serve) Run(ctx context.Context, t cli.Terminal) error {
	l, closeLedger, err := c.OpenOrMake(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	listener, err := net.Listen("tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("listening: %w", err)
	}
	if c.Work {
		var client *fetch.Client
		if c.Fetch {
			client = fetch.New(fetch.Options{})
			defer client.Close()
		}
		drained, err := jobs.WorkInside(ctx, &c.LedgerFlags, t, client)
		if err != nil {
			return err
		}
		defer drained()
	}
	// The reader is made when an article is submitted: who only looks loads no model.
	reader := sync.OnceValues(func() (*readout.Reader, error) { return readout.New(readout.Options{Time: submitTime}) })
	q, _, closeJobs, err := jobs.Open(ctx, &c.LedgerFlags, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	c.queue = q
	return c.serve(ctx, t, listener, l, reader, c.DB, "/")
}

// submitTime is how long a submitted article may be read: somebody waits for it.
const submitTime = 15 * time.Second
