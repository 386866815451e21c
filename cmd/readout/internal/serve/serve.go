// Package serve implements the commands that open a ledger to browsers, programs and assistants:
// serve, token, mcp and demo.
//
// They take a ledger and an address, and serve pages, the API, feeds and tools. They refuse to
// listen where others can reach them if there is no token.
package serve

import (
	"context"
	"fmt"
	"net"
	"sync"
	"time"
	_ "time/tzdata" // users choose their time zone, even if the machine has no database

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
	Work            bool `help:"Also run the ledger's jobs, like 'readout worker'."`
}

// Run serves until it is interrupted.
func (c *Serve) Run(ctx context.Context, t cli.Terminal) error {
	l, closeLedger, err := c.OpenThere(ctx)
	if err != nil {
		return err
	}
	defer closeLedger()
	c.TellOthers(ctx, t, l)
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
		drained, err := jobs.WorkInside(ctx, &c.LedgerFlags, c.ReaderFlags, t, client)
		if err != nil {
			return err
		}
		defer drained()
	}
	// The reader is created when the first article is submitted: browsing alone loads no model.
	reader := sync.OnceValues(func() (*readout.Reader, error) { return c.Reader(readout.Options{Time: submitTime}) })
	q, _, closeJobs, err := jobs.Open(ctx, &c.LedgerFlags, work.Options{})
	if err != nil {
		return err
	}
	defer closeJobs()
	c.queue = q
	return c.serve(ctx, t, listener, l, reader, c.DB, "/")
}

// submitTime limits the reading of a submitted article, since somebody is waiting for it.
const submitTime = 15 * time.Second
