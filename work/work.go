// Package work does Readout's work as jobs, on one machine or on many: cutting
// archives into shards, reading shards, reading the archive again, fetching, telling
// others.
//
// In come lists of archives, feeds and questions to a ledger; out go records in its
// store, or Parquet files, and a view of the queue for its operator. It refuses to
// lose an article: a job is done in the same transaction that writes its records,
// and what cannot be read is kept with its reason.
//
// The one idea: jobs lie in the database of the records. The queue is package river
// over that database, PostgreSQL for many machines or SQLite for one, and both run
// the code below unchanged. A job may run twice, after a crash or a cut connection,
// but only one of the runs can end it, and ending it is what writes.
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os/exec"
	"runtime"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"readout/article"
	"readout/ledger"
	"readout/record"
	"readout/source/fetch"
	"readout/store"
)

// Store is a store that jobs can lie in: store/postgres and store/sqlite.
type Store[TTx any] interface {
	store.Store
	// With is the same store with a function that runs last in each writing
	// transaction, with what Put did.
	With(finish func(context.Context, TTx, []store.Outcome) error) store.Store
	// Queue is the database as river speaks to it.
	Queue() (riverdriver.Driver[TTx], error)
}

// Options for Open. The zero value makes a queue that takes and shows jobs and does
// none.
type Options struct {
	// Read is the present reader, and Reader its name as records carry it. Without it
	// nothing is worked on here.
	Read   func(context.Context, *article.Article) (*record.Record, error)
	Reader string
	// Again makes the article of a stored record, as it was read first.
	Again func(*record.Record) *article.Article
	// Child starts this program anew to call Child of this package, with standard input
	// and output free. Suspect articles are read there. nil reads them in this process.
	Child func(context.Context) *exec.Cmd
	// Client fetches; nil fetches nothing here.
	Client *fetch.Client
	// Relate says whom to tell of what a job added, and Tell tells one of them. nil
	// tells nobody from here.
	Relate func(context.Context, []store.VersionID) ([]Notice, error)
	Tell   func(context.Context, Notice) error

	Name    string        // of this process, for the operator; "" is host and number
	Workers int           // shards read at once; 0 is one a processor and one that waits for the database
	Hosts   int           // hosts fetched from at once; 0 is 16
	Article time.Duration // that one article may take; 0 is DefaultArticle
	Job     time.Duration // that one job may take; 0 is 3 min. A shard is cut short at half of it
	Rescue  time.Duration // after which a job is taken from a worker that is gone; 0 is Job and 30 s
	Drain   time.Duration // that jobs under way get when the worker stops; 0 is 30 s
	Depth   int           // shards that may wait before no more are cut; 0 is 10,000
	Log     *slog.Logger  // nil logs nothing
}

// Queue is the jobs of one ledger. It is safe for many goroutines.
type Queue[TTx any] struct {
	st     Store[TTx]
	ledger *ledger.Ledger
	driver riverdriver.Driver[TTx]
	client *river.Client[TTx]
	o      Options
	m      *Metrics

	hang sync.Once
	hung chan struct{} // closed when an article hangs the reader of this process
}

// DefaultArticle is what one article may take unless Options say otherwise.
const DefaultArticle = time.Minute

// ErrHung ends Work when an article has hung the reader: its goroutine cannot be
// stopped, so the process should be started anew. Everything else was finished.
var ErrHung = errors.New("an article hung the reader: start this process again")

// errTaken ends a run of a job that another worker has meanwhile.
var errTaken = errors.New("work: another worker has this job")

// Open opens the queue of a store, making its tables where there are none.
func Open[TTx any](ctx context.Context, st Store[TTx], o Options) (*Queue[TTx], error) {
	set := func(d *time.Duration, to time.Duration) {
		if *d <= 0 {
			*d = to
		}
	}
	set(&o.Article, DefaultArticle)
	set(&o.Job, 3*time.Minute)
	set(&o.Rescue, o.Job+30*time.Second)
	set(&o.Drain, 30*time.Second)
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0) + 1
	}
	if o.Hosts <= 0 {
		o.Hosts = 16
	}
	if o.Depth <= 0 {
		o.Depth = 10_000
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	driver, err := st.Queue()
	if err != nil {
		return nil, fmt.Errorf("work: opening the queue: %w", err)
	}
	q := &Queue[TTx]{st: st, ledger: ledger.New(st, ledger.Options{}), driver: driver, o: o, hung: make(chan struct{})}
	q.m = newMetrics()
	if err := q.migrate(ctx); err != nil {
		return nil, fmt.Errorf("work: making the queue's tables: %w", err)
	}
	if q.client, err = river.NewClient(driver, q.config()); err != nil {
		return nil, fmt.Errorf("work: opening the queue: %w", err)
	}
	return q, nil
}

// migrate brings river's tables up to date, in the writers' turn: many workers may
// start at once.
func (q *Queue[TTx]) migrate(ctx context.Context) error {
	m, err := rivermigrate.New(q.driver, &rivermigrate.Config{Logger: q.o.Log})
	if err != nil {
		return err
	}
	have, err := m.ExistingVersions(ctx)
	if err != nil {
		return err
	}
	if len(have) == len(m.AllVersions()) {
		return nil
	}
	_, err = q.st.With(func(ctx context.Context, tx TTx, _ []store.Outcome) error {
		if q.driver.DatabaseName() == riverdriver.DatabaseNameSQLite {
			//lint:ignore SA1019 SQLite has one writer, and its turn is this transaction; what cannot share one is of PostgreSQL
			_, err := m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, nil)
			return err
		}
		// Not in the transaction: PostgreSQL takes a new enum value into use only once it
		// is committed. The transaction is there for its lock.
		_, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	}).Put(ctx, nil)
	return err
}

// The queues. Each has its own workers, so that no kind of work waits behind
// another.
const (
	queuePlan    = "plan"
	queueRead    = "read"
	queueSuspect = "suspect" // articles that failed once
	queueFetch   = "fetch"
	queueTell    = "tell"
)

// The priorities within a queue: what is new goes before what is old.
const (
	priorityNews    = 1
	priorityArchive = 3
	priorityAgain   = 4
)

func (q *Queue[TTx]) config() *river.Config {
	c := &river.Config{ID: q.o.Name, Logger: q.o.Log, JobTimeout: q.o.Job, RescueStuckJobsAfter: q.o.Rescue,
		RetryPolicy: patience{},
		// A shard takes a tenth of a second or more: looking for the next at most every
		// 10 ms costs nothing and leaves no worker waiting.
		FetchCooldown: 10 * time.Millisecond, FetchPollInterval: 500 * time.Millisecond,
		CompletedJobRetentionPeriod: 7 * 24 * time.Hour, DiscardedJobRetentionPeriod: -1,
		ErrorHandler: teller{log: q.o.Log, m: q.m}, JobStuckThreshold: 10 * time.Second}
	if q.o.Read == nil {
		return c
	}
	// While versions run side by side, an older one leaves the kinds of a newer one
	// alone. It knows all of its own: a leader gives up lost jobs of unknown kinds.
	c.FetchOnlyKnownKinds = true
	c.Workers = river.NewWorkers()
	river.AddWorker(c.Workers, river.WorkFunc(q.plan))
	river.AddWorker(c.Workers, river.WorkFunc(q.read))
	river.AddWorker(c.Workers, river.WorkFunc(q.reread))
	river.AddWorker(c.Workers, river.WorkFunc(q.visit))
	river.AddWorker(c.Workers, river.WorkFunc(q.relate))
	river.AddWorker(c.Workers, river.WorkFunc(q.tell))
	c.Queues = map[string]river.QueueConfig{queuePlan: {MaxWorkers: 1}, queueRead: {MaxWorkers: q.o.Workers},
		queueSuspect: {MaxWorkers: 1}}
	if q.o.Relate != nil && q.o.Tell != nil {
		c.Queues[queueTell] = river.QueueConfig{MaxWorkers: 4}
	}
	if q.o.Client != nil {
		c.Queues[queueFetch] = river.QueueConfig{MaxWorkers: q.o.Hosts}
	}
	return c
}

// Work takes jobs until the context ends; then it takes no more and lets those under
// way finish.
//
// Errors: ErrHung; the database cannot be reached at the start; jobs under way had
// to be cut off, which another worker will take up.
func (q *Queue[TTx]) Work(ctx context.Context) error {
	if q.o.Read == nil {
		return errors.New("work: there is no reader to work with")
	}
	run := context.WithoutCancel(ctx)
	if err := q.client.Start(run); err != nil {
		return fmt.Errorf("work: starting: %w", err)
	}
	var why error
	select {
	case <-ctx.Done():
	case <-q.hung:
		why = ErrHung
	}
	q.o.Log.Info("stopping: no more jobs are taken")
	soft, cancel := context.WithTimeout(run, q.o.Drain)
	defer cancel()
	if q.client.Stop(soft) == nil {
		return why
	}
	hard, cancel := context.WithTimeout(run, 10*time.Second)
	defer cancel()
	if err := q.client.StopAndCancel(hard); err != nil && why == nil {
		why = fmt.Errorf("work: stopping: %w", err)
	}
	return why
}

// patience says when a failed job is tried again: after 2, 4, 8 … seconds, at most
// five minutes.
type patience struct{}

// NextRetry is river's question.
func (patience) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(min(time.Second<<min(len(job.Errors)+1, 9), 5*time.Minute))
}

// teller logs and counts what jobs fail with.
type teller struct {
	log *slog.Logger
	m   *Metrics
}

// HandleError is called after an attempt that failed.
func (t teller) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	t.m.failed.WithLabelValues(job.Kind).Inc()
	t.log.Warn("a job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "error", err)
	return nil
}

// HandlePanic is called after an attempt that panicked.
func (t teller) HandlePanic(_ context.Context, job *rivertype.JobRow, value any,
	trace string) *river.ErrorHandlerResult {
	t.m.failed.WithLabelValues(job.Kind).Inc()
	t.log.Error("a job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", value, "trace", trace)
	return nil
}
