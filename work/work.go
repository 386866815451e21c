// Package work runs Readout's tasks as jobs, on one machine or many: splitting archives into
// shards, reading shards, rereading the archive, fetching, and sending notifications.
//
// It takes lists of archives, feeds, and queries on a ledger, and produces records in the
// ledger's store, or Parquet files, and a view of the queue for its operator. It never loses an
// article: a job completes in the transaction that writes its records, and an article that
// cannot be read is kept with the reason.
//
// The one idea: jobs live in the same database as the records. The queue is package river on
// PostgreSQL, for many machines, or SQLite, for one; both run the code below unchanged. A job
// may run twice, after a crash or a lost connection, but only one run can complete it, and only
// completing it writes anything.
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

// Store is a store whose database also holds the jobs: store/postgres and store/sqlite.
type Store[TTx any] interface {
	store.Store
	// With returns the same store with a function that runs at the end of each write transaction
	// and is given the outcome of Put.
	With(finish func(context.Context, TTx, []store.Outcome) error) store.Store
	// Queue returns river's driver for the database.
	Queue() (riverdriver.Driver[TTx], error)
}

// Options configures Open. The zero value makes a queue that accepts and shows jobs but runs
// none.
type Options struct {
	// Read is the current reader, and Reader its name as recorded. Without Read no jobs run
	// here.
	Read   func(context.Context, *article.Article) (*record.Record, error)
	Reader string
	// Again rebuilds the article of a stored record, as it was first read.
	Again func(*record.Record) *article.Article
	// Child returns a command that runs this program so that it calls Child of this package,
	// with standard input and output free. Suspect articles are read there; nil reads them in
	// this process.
	Child func(context.Context) *exec.Cmd
	// Client fetches pages; nil means that this process fetches nothing.
	Client *fetch.Client
	// Relate returns the notices to send for the versions that a job added, and Tell sends one.
	// nil sends none from this process.
	Relate func(context.Context, []store.VersionID) ([]Notice, error)
	Tell   func(context.Context, Notice) error

	Name    string        // of this process, shown to the operator; "" means host name and start time
	Workers int           // shards read concurrently; 0 means one per CPU plus one that waits for the database
	Hosts   int           // hosts fetched from concurrently; 0 means 16
	Article time.Duration // timeout of one article; 0 means DefaultArticle
	Job     time.Duration // timeout of one job; 0 means 3 min. A shard is cut short after half of it
	Rescue  time.Duration // after which a job is taken from a dead worker; 0 means Job plus 30 s
	Drain   time.Duration // grace period for running jobs at shutdown; 0 means 30 s
	Depth   int           // shards that may wait before splitting pauses; 0 means 10,000
	Log     *slog.Logger  // nil discards
}

// Queue holds the jobs of one ledger. It is safe for concurrent use.
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

// DefaultArticle is the default timeout of one article.
const DefaultArticle = time.Minute

// ErrHung is returned by Work when an article has hung the reader. The goroutine cannot be
// stopped, so the process should be restarted. All other running jobs have finished.
var ErrHung = errors.New("an article hung the reader: start this process again")

// errTaken aborts a run of a job that another worker has taken over.
var errTaken = errors.New("work: another worker has this job")

// Open opens the queue of a store and creates its tables if needed.
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

// migrate brings river's tables up to date. It holds the write lock, since many workers may
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
			//lint:ignore SA1019 only PostgreSQL has migrations that cannot share a transaction; SQLite has a single writer
			_, err := m.MigrateTx(ctx, tx, rivermigrate.DirectionUp, nil)
			return err
		}
		// Not in the transaction: PostgreSQL cannot use a new enum value before it is committed.
		// The transaction is only there for its lock.
		_, err := m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		return err
	}).Put(ctx, nil)
	return err
}

// The queues. Each has its own workers, so that one kind of work never waits behind another.
const (
	queuePlan    = "plan"
	queueRead    = "read"
	queueSuspect = "suspect" // articles that failed once
	queueFetch   = "fetch"
	queueTell    = "tell"
)

// The priorities within a queue: news before archives before rereading.
const (
	priorityNews    = 1
	priorityArchive = 3
	priorityAgain   = 4
)

func (q *Queue[TTx]) config() *river.Config {
	c := &river.Config{ID: q.o.Name, Logger: q.o.Log, JobTimeout: q.o.Job, RescueStuckJobsAfter: q.o.Rescue,
		RetryPolicy: retryPolicy{},
		// A shard takes at least a tenth of a second, so polling every 10 ms costs nothing and
		// keeps every worker busy.
		FetchCooldown: 10 * time.Millisecond, FetchPollInterval: 500 * time.Millisecond,
		CompletedJobRetentionPeriod: 7 * 24 * time.Hour, DiscardedJobRetentionPeriod: -1,
		ErrorHandler: errorHandler{log: q.o.Log, m: q.m}, JobStuckThreshold: 10 * time.Second}
	if q.o.Read == nil {
		return c
	}
	// When versions run side by side, an old one ignores job kinds that only a new one knows.
	// All of its own kinds are registered, since a leader discards lost jobs of unknown kinds.
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

// Work runs jobs until the context ends. Then it takes no new ones and lets running jobs finish.
//
// Errors: ErrHung; the database is unreachable at the start; running jobs had to be cancelled,
// and another worker will retry them.
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

// retryPolicy retries failed jobs with exponential backoff: after 2, 4, 8 … seconds, at most
// five minutes.
type retryPolicy struct{}

// NextRetry implements river.ClientRetryPolicy.
func (retryPolicy) NextRetry(job *rivertype.JobRow) time.Time {
	return time.Now().Add(min(time.Second<<min(len(job.Errors)+1, 9), 5*time.Minute))
}

// errorHandler logs and counts failed attempts.
type errorHandler struct {
	log *slog.Logger
	m   *Metrics
}

// HandleError is called after an attempt that failed.
func (t errorHandler) HandleError(_ context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	t.m.failed.WithLabelValues(job.Kind).Inc()
	t.log.Warn("a job failed", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "error", err)
	return nil
}

// HandlePanic is called after an attempt that panicked.
func (t errorHandler) HandlePanic(_ context.Context, job *rivertype.JobRow, value any,
	trace string) *river.ErrorHandlerResult {
	t.m.failed.WithLabelValues(job.Kind).Inc()
	t.log.Error("a job panicked", "kind", job.Kind, "job", job.ID, "attempt", job.Attempt, "panic", value, "trace", trace)
	return nil
}
