// Package jobs gives commands the jobs of a ledger: opens them, works on them until a list
// has ended, or beside something else.
//
// In come the flags that name a ledger and say how to work; out goes a Queue, whichever
// database it lies in.
//
// The one idea: a command that needs many machines queues jobs and then works like any
// other worker, so that it ends with or without help.
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

// Queue is the jobs of a ledger, whichever database they lie in.
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

// Open opens the jobs of a ledger; close them with the function that comes with them.
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

// Flags are the flags of every command that works on jobs.
type Flags struct {
	Workers int           `placeholder:"N" help:"Shards read at once; one a processor, and one that waits for the database, unless given."`
	Name    string        `placeholder:"NAME" help:"How the operator knows this worker; host and number unless given."`
	PerPage time.Duration `name:"per-article" default:"1m" help:"What the reading of one article may take (${default}): after that it hangs."`
	PerJob  time.Duration `default:"3m" help:"What one job may take (${default}); a worker that is gone loses its jobs half a minute later."`
	Drain   time.Duration `default:"30s" help:"What jobs under way get to finish when the worker is stopped (${default})."`
	Depth   int           `default:"10000" help:"How many shards may wait before no more are cut or fetched (${default})."`
	Verbose bool          `help:"Log what is done and not only what fails."`
}

// WorkOptions makes a reader and says how to work with it.
func (f *Flags) WorkOptions(t cli.Terminal) (work.Options, error) {
	budget := readingTime(f.PerPage)
	reader, err := readout.New(readout.Options{Time: budget})
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
			return exec.CommandContext(ctx, self, "read-shard", "--time", budget.String())
		}
	}
	return o, nil
}

// readingTime is how long a reader may take where a worker takes it to hang after limit:
// it stops well before, and what it has read is kept.
func readingTime(limit time.Duration) time.Duration {
	return cmp.Or(limit, work.DefaultArticle) * 3 / 4
}

// maxHangs is how often one command goes on after an article has hung its reader:
// each leaves a processor busy until the command ends.
const maxHangs = 3

// UntilDone works on jobs until a list has ended; other workers may help.
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
	case worked := <-ended: // it hung, or could not begin
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

// errDone stops the workers of a list that has ended.
var errDone = errors.New("the list has ended")

// wait looks at a list until it has ended.
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
			return fmt.Errorf("stopped; the same command goes on: %w", context.Cause(ctx))
		case <-tick.C:
		}
	}
}

// Restored is the article a record was read from: its text and what its publisher
// said, without what reading added.
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

// WorkInside works on a ledger's jobs beside something else, until the context ends;
// wait for drained before the program does. An article that hangs the reader leaves a
// processor busy, since nothing here can start the program again. With a
// client it fetches, too: feeds that are followed, and what they name.
func WorkInside(ctx context.Context, f *cli.LedgerFlags, t cli.Terminal,
	client *fetch.Client) (drained func(), err error) {
	o, err := (&Flags{}).WorkOptions(t)
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
