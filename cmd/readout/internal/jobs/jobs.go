// Package jobs gives commands access to the jobs of a ledger: it opens the queue, runs workers
// until a list is finished, or runs them in the background.
//
// It takes the flags that name a ledger and configure workers, and returns a Queue for either
// database.
//
// The one idea: a command that distributes its work queues jobs and then runs as an ordinary
// worker, so that it finishes with or without other workers.
package jobs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"readout"
	"readout/article"
	"readout/cmd/readout/internal/cli"
	"readout/ledger"
	"readout/record"
	"readout/source"
	"readout/source/fetch"
	"readout/store/postgres"
	"readout/store/sqlite"
	"readout/work"
)

// Queue is the queue of a ledger, in either database.
type Queue interface {
	Work(ctx context.Context) error
	AddArchives(ctx context.Context, a work.Archives) (tag string, err error)
	AddReread(ctx context.Context, o ledger.RereadOptions) (tag string, err error)
	Reread(ctx context.Context, tag string, examples int) (ledger.Reread, error)
	Watch(ctx context.Context, feeds []string) error
	Unwatch(ctx context.Context, feeds ...string) error
	Feeds(ctx context.Context) ([]work.Feed, error)
	Left(ctx context.Context, tag string) (bool, error)
	Manifest(ctx context.Context, tag string) (work.Manifest, error)
	View(ctx context.Context) (work.View, error)
	Dead(ctx context.Context, limit int) ([]work.DeadLetter, error)
	Revive(ctx context.Context, jobs ...int64) (int, error)
	Collector() prometheus.Collector
}

// Open opens the queue of a ledger. The returned function closes it.
func Open(ctx context.Context, f *cli.LedgerFlags, o work.Options) (Queue, *ledger.Ledger, func(), error) {
	if f.Server() {
		st, err := postgres.Open(ctx, f.DB)
		if err != nil {
			return nil, nil, nil, err
		}
		q, err := work.Open(ctx, st, o)
		if err != nil {
			return nil, nil, nil, errors.Join(err, st.Close())
		}
		return q, ledger.New(st, ledger.Options{}), func() { st.Close() }, nil
	}
	st, err := sqlite.Open(ctx, f.DB, sqlite.Options{})
	if err != nil {
		return nil, nil, nil, err
	}
	q, err := work.Open(ctx, st, o)
	if err != nil {
		return nil, nil, nil, errors.Join(err, st.Close())
	}
	return q, ledger.New(st, ledger.Options{}), func() { st.Close() }, nil
}

// Flags are the flags of every command that runs workers.
type Flags struct {
	cli.ReaderFlags `embed:""`
	Workers         int           `placeholder:"N" help:"Shards read concurrently (one per CPU, plus one that waits for the database)."`
	Name            string        `placeholder:"NAME" help:"Name of this worker, shown to the operator (host name and start time)."`
	PerPage         time.Duration `name:"per-article" default:"1m" help:"Time limit for reading one article (${default}); after it the reader counts as hung."`
	PerJob          time.Duration `default:"3m" help:"Time limit of one job (${default}); jobs of a dead worker are taken over half a minute later."`
	Drain           time.Duration `default:"30s" help:"Grace period for running jobs when the worker is stopped (${default})."`
	Depth           int           `default:"10000" help:"How many shards may wait before splitting and fetching pause (${default})."`
	Verbose         bool          `help:"Log all activity, not only failures."`
}

// WorkOptions creates a reader and returns the options for running workers with it.
func (f *Flags) WorkOptions(t cli.Terminal) (work.Options, error) {
	budget := readingTime(f.PerPage)
	reader, err := f.Reader(readout.Options{Time: budget})
	if err != nil {
		return work.Options{}, err
	}
	level := slog.LevelWarn
	if f.Verbose {
		level = slog.LevelInfo
	}
	o := work.Options{Read: reader.Read, Reader: reader.Name(), Again: func(r *record.Record) *article.Article {
		return Restored(r)
	},
		Name: f.Name, Workers: f.Workers, Article: f.PerPage, Job: f.PerJob, Drain: f.Drain, Depth: f.Depth,
		Log: slog.New(slog.NewTextHandler(t.Err, &slog.HandlerOptions{Level: level}))}
	if self, err := os.Executable(); err == nil {
		o.Child = func(ctx context.Context) *exec.Cmd {
			return exec.CommandContext(ctx, self, "read-shard", "--time", budget.String(),
				"--model", string(cmp.Or(f.Model, readout.Deep)))
		}
	}
	return o, nil
}

// readingTime returns the time limit of the reader, given the limit after which a worker
// considers it hung: the reader stops well before, and what it has read is kept.
func readingTime(limit time.Duration) time.Duration {
	return cmp.Or(limit, work.DefaultArticle) * 3 / 4
}

// maxHangs is how often a command continues after an article has hung its reader. Each hung
// reader keeps a CPU busy until the command ends.
const maxHangs = 3

// UntilDone runs workers until a list is finished; other workers may help.
func UntilDone(ctx context.Context, f *cli.LedgerFlags, o work.Options, tag string, progress func(Queue) error) error {
	for hangs := 0; ; {
		err := onceUntilDone(ctx, f, o, tag, progress)
		if hangs++; !errors.Is(err, work.ErrHung) || hangs > maxHangs {
			return err
		}
	}
}

func onceUntilDone(ctx context.Context, f *cli.LedgerFlags, o work.Options, tag string,
	progress func(Queue) error) error {
	q, _, closeJobs, err := Open(ctx, f, o)
	if err != nil {
		return err
	}
	defer closeJobs()
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	ended := make(chan error, 1)
	go func() { ended <- q.Work(ctx) }()
	err = wait(ctx, q, tag, progress)
	if err == nil {
		err = errDone
	}
	select {
	case worked := <-ended: // an article hung it, or it could not start
		return worked
	default:
	}
	stop(err)
	if worked := <-ended; worked != nil {
		return worked
	}
	if errors.Is(err, errDone) {
		return nil
	}
	return err
}

// errDone stops the workers after a list is finished.
var errDone = errors.New("the list has ended")

// wait polls a list until it is finished.
func wait(ctx context.Context, q Queue, tag string, progress func(Queue) error) error {
	tick := time.NewTicker(500 * time.Millisecond)
	defer tick.Stop()
	for {
		left, err := q.Left(ctx, tag)
		if err != nil {
			return err
		}
		if !left {
			return nil
		}
		if err := progress(q); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return fmt.Errorf("stopped; the same command resumes: %w", context.Cause(ctx))
		case <-tick.C:
		}
	}
}

// Restored returns the article that a record was read from: its text and the publisher's
// metadata, without what the reader added.
func Restored(r *record.Record) *article.Article {
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

// WorkInside runs workers in the background until the context ends; call drained before the
// program exits. An article that hangs the reader keeps a CPU busy, since the program cannot be
// restarted here. With a client it also fetches followed feeds and their entries.
func WorkInside(ctx context.Context, f *cli.LedgerFlags, r cli.ReaderFlags, t cli.Terminal,
	client *fetch.Client) (drained func(), err error) {
	o, err := (&Flags{ReaderFlags: r}).WorkOptions(t)
	if err != nil {
		return nil, err
	}
	o.Client = client
	q, _, closeJobs, err := Open(ctx, f, o)
	if err != nil {
		return nil, err
	}
	done := make(chan bool)
	go func() {
		defer close(done)
		for hangs := 0; ; hangs++ {
			err := q.Work(ctx)
			closeJobs()
			if !errors.Is(err, work.ErrHung) || hangs == maxHangs {
				if err != nil {
					o.Log.Error("work has ended", "error", err)
				}
				return
			}
			if q, _, closeJobs, err = Open(ctx, f, o); err != nil {
				o.Log.Error("work has ended", "error", err)
				return
			}
		}
	}()
	return func() { <-done }, nil
}
