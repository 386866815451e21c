// Package workers implements the commands for a ledger on many machines: worker, which runs its
// jobs, queue, which shows and controls them, and read-shard, the subprocess in which a worker
// reads what may crash.
//
// They take the jobs of a ledger and produce its records, metrics, and notifications of what is
// new.
package workers

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"

	"readout/cmd/readout/internal/cli"
	"readout/cmd/readout/internal/jobs"
	"readout/ledger"
	"readout/source/fetch"
	"readout/store"
	"readout/work"
)

// exitRestart asks for the program to be restarted: EX_TEMPFAIL.
const exitRestart = 75

// Worker is "readout worker".
type Worker struct {
	cli.LedgerFlags `embed:""`
	jobs.Flags      `embed:""`
	cli.NetFlags    `embed:""`
	Fetch           bool     `help:"Also fetch: feeds of 'readout queue follow' and their entries."`
	Hosts           int      `default:"16" help:"Hosts fetched from concurrently (${default})."`
	Metrics         string   `placeholder:"ADDRESS" help:"Serve /metrics, /healthz and /readyz on this address: 127.0.0.1:9187."`
	Tell            []string `placeholder:"URL" help:"POST new versions to this URL."`
	TellKey         string   `placeholder:"FILE" help:"Sign posted messages with the key in this file (HMAC-SHA256, header X-Readout-Signature)."`
}

// Help returns the text of "readout worker --help".
func (Worker) Help() string {
	return `Runs the jobs of a ledger: reads shards of archives and fetched pages, rereads the archive,
fetches. Start one per machine, all with the same --db; each reads about one shard per CPU
concurrently. On SIGTERM running jobs finish before it exits.

  readout worker --db postgres://readout@db/readout
  readout queue --db postgres://readout@db/readout

The exit status is 75 after an article has hung the reader: all other jobs have finished, and
the program should be restarted.`
}

// Run works until it is interrupted.
func (c *Worker) Run(ctx context.Context, t cli.Terminal) error {
	o, err := c.WorkOptions(t)
	if err != nil {
		return err
	}
	if c.Fetch {
		net, err := c.FetchOptions()
		if err != nil {
			return err
		}
		o.Client, o.Hosts = fetch.New(net), c.Hosts
		defer o.Client.Close()
	}
	var l *ledger.Ledger // set before work begins
	if len(c.Tell) > 0 {
		var key []byte
		if c.TellKey != "" {
			if key, err = os.ReadFile(c.TellKey); err != nil {
				return fmt.Errorf("--tell-key: %w", err)
			}
		}
		o.Relate = func(ctx context.Context, ids []store.VersionID) ([]work.Notice, error) {
			return relate(ctx, l, c.Tell, ids)
		}
		o.Tell = func(ctx context.Context, n work.Notice) error { return post(ctx, n, bytes.TrimSpace(key)) }
	}
	q, opened, closeJobs, err := jobs.Open(ctx, &c.LedgerFlags, o)
	if err != nil {
		return err
	}
	defer closeJobs()
	l = opened
	c.TellOthers(ctx, t, l)
	if c.Metrics != "" {
		stop, err := serveMetrics(ctx, c.Metrics, q, l)
		if err != nil {
			return err
		}
		defer stop()
	}
	err = q.Work(ctx)
	if errors.Is(err, work.ErrHung) {
		return cli.Failure{Status: exitRestart, Err: err}
	}
	return err
}
