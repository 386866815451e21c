// Package sqlite is the store of one machine: one file, no server.
//
// In come prepared entries; out comes what package store promises. It refuses a
// file written by a newer Readout, and says plainly when the disk is full, the
// file locked, read-only or damaged.
//
// The one idea: one writer and many readers. Write-ahead logging lets searches go
// on while articles are added, and every Put is one transaction that is on the
// disk before it is acknowledged.
package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"readout/store"
)

// Options for Open. The zero value is the default.
type Options struct {
	ReadOnly bool
	Readers  int // connections that read side by side; 0 is 4
	CacheMiB int // page cache of the writer; 0 is 32. Each reader has half of it
	MaxMiB   int // the file may not grow beyond this; 0 is no bound
	// Wait is how long a writer waits for another program's; 0 is five seconds.
	Wait time.Duration
}

// Store is a store in one SQLite file.
type Store struct {
	path    string
	read    *sql.DB
	write   *sql.DB // one connection, conn
	writing *sync.Mutex
	conn    *sql.Conn
	queue   *sql.DB                                               // for jobs, once Queue was called
	finish  func(context.Context, *sql.Tx, []store.Outcome) error // ends each writing transaction; may be nil
	stmts   map[string]*sql.Stmt                                  // prepared on conn
	agents  map[uint64]knownAgent                                 // what is known to be in the file, to spare writes
	words   map[string]struct{}                                   // the same
}

var _ store.Store = (*Store)(nil)

// Open opens or makes a store.
//
// Errors: store.ErrForeign, ErrNewer, ErrLocked, ErrReadOnly, ErrFull, ErrCorrupt, or the
// folder does not exist.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	if o.Readers == 0 {
		o.Readers = 4
	}
	if o.CacheMiB == 0 {
		o.CacheMiB = 32
	}
	if o.Wait == 0 {
		o.Wait = 5 * time.Second
	}
	if !o.ReadOnly {
		if _, err := os.Stat(filepath.Dir(path)); err != nil {
			return nil, fmt.Errorf("sqlite: opening %s: %w", path, err)
		}
	} else if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("sqlite: opening %s: %w", path, err)
	}
	st := &Store{path: path, writing: new(sync.Mutex), stmts: map[string]*sql.Stmt{},
		agents: map[uint64]knownAgent{}, words: map[string]struct{}{}}
	var err error
	if st.read, err = sql.Open("sqlite", dsn(path, "ro", o)); err != nil {
		return nil, wrap("opening "+path, err)
	}
	st.read.SetMaxOpenConns(o.Readers)
	st.read.SetMaxIdleConns(o.Readers)
	if o.ReadOnly {
		err := st.checkOwn(ctx, st.read)
		if err == nil {
			err = st.checkVersion(ctx, st.read)
		}
		if err != nil {
			return nil, errors.Join(err, st.read.Close())
		}
		return st, nil
	}
	if st.write, err = sql.Open("sqlite", dsn(path, "rwc", o)); err != nil {
		return nil, errors.Join(wrap("opening "+path, err), st.read.Close())
	}
	st.write.SetMaxOpenConns(1)
	if st.conn, err = st.write.Conn(ctx); err != nil {
		return nil, errors.Join(wrap("opening "+path, err), st.Close())
	}
	if err := st.checkOwn(ctx, st.conn); err != nil { // before anything in it is changed
		return nil, errors.Join(err, st.Close())
	}
	// In this order: a file in WAL mode keeps its page size. The driver would turn it round.
	for _, q := range [...]string{fmt.Sprintf("PRAGMA page_size = %d", pageSize), "PRAGMA journal_mode = WAL"} {
		if _, err := st.conn.ExecContext(ctx, q); err != nil {
			return nil, errors.Join(wrap("opening "+path, err), st.Close())
		}
	}
	if err := st.migrate(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	if err := st.startChain(ctx); err != nil {
		return nil, errors.Join(err, st.Close())
	}
	if o.MaxMiB > 0 {
		if _, err := st.conn.ExecContext(ctx, fmt.Sprintf("PRAGMA max_page_count = %d", o.MaxMiB<<20/pageSize)); err != nil {
			return nil, errors.Join(wrap("bounding "+path, err), st.Close())
		}
	}
	return st, nil
}

// With is the same store with a function that runs last in each of its writing
// transactions, with what Put did: both happen or nothing does. Only the first
// store is closed.
func (st *Store) With(finish func(context.Context, *sql.Tx, []store.Outcome) error) store.Store {
	also := *st
	also.finish = finish
	return &also
}

// Queue is the database as package river speaks to it, for jobs beside the records:
// one more connection to the same file. Call it once, before other goroutines use
// the store; Close closes it.
func (st *Store) Queue() (riverdriver.Driver[*sql.Tx], error) {
	if st.write == nil {
		return nil, fmt.Errorf("sqlite: opening the queue of %s: %w", st.path, store.ErrReadOnly)
	}
	if st.queue != nil {
		return riversqlite.New(st.queue), nil
	}
	db, err := sql.Open("sqlite", dsn(st.path, "rwc", Options{Wait: queueWait, CacheMiB: 8}))
	if err != nil {
		return nil, wrap("opening the queue of "+st.path, err)
	}
	db.SetMaxOpenConns(1) // more would only wait for each other
	st.queue = db
	return riversqlite.New(db), nil
}

// queueWait is how long the queue waits for a batch of articles to be written.
const queueWait = 30 * time.Second

// A page of 16 KiB holds three packed bodies without overflow pages: 7 % less disk
// than pages of 4 KiB. The write-ahead log is folded in at 64 MiB.
const (
	pageSize = 32 << 10
	walPages = 64 << 20 / pageSize
)

// dsn is the driver's address of a file.
func dsn(path, mode string, o Options) string {
	cacheMiB := o.CacheMiB
	if mode == "ro" {
		cacheMiB /= 2
	}
	v := url.Values{"mode": {mode}}
	pragmas := []string{fmt.Sprintf("busy_timeout(%d)", o.Wait.Milliseconds()), "synchronous(FULL)",
		fmt.Sprintf("cache_size(-%d)", max(cacheMiB, 1)*1024), "temp_store(MEMORY)"}
	if mode != "ro" {
		v.Set("_txlock", "immediate")
		pragmas = append(pragmas, fmt.Sprintf("wal_autocheckpoint(%d)", walPages))
	} else {
		pragmas = append(pragmas, "query_only(1)")
	}
	v["_pragma"] = pragmas
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + v.Encode()
}

// queryer is what a connection and a pool have in common.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// checkOwn refuses a file whose tables are not a ledger's: an exported site, or another
// program's. All is asked at once, since another program may be making the ledger meanwhile.
func (st *Store) checkOwn(ctx context.Context, db queryer) error {
	var tables, own int
	var some sql.NullString
	if err := db.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(name IN ('reader', 'article', 'version', 'body')), 0),
		min(name) FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).Scan(&tables, &own,
		&some); err != nil {
		return wrap("reading the schema of "+st.path, err)
	}
	if tables > 0 && own < 4 {
		return fmt.Errorf("sqlite: %s has other tables, %q for one: %w", st.path, some.String, store.ErrForeign)
	}
	return nil
}

// checkVersion refuses a file of a newer schema, or one that is empty and cannot be written.
func (st *Store) checkVersion(ctx context.Context, db queryer) error {
	var have int
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return wrap("reading the schema version of "+st.path, err)
	}
	if have > len(migrations) {
		return fmt.Errorf("sqlite: %s has schema %d, this program knows %d: %w", st.path, have, len(migrations),
			store.ErrNewer)
	}
	if db == queryer(st.read) && have == 0 {
		return fmt.Errorf("sqlite: %s holds no ledger: %w", st.path, store.ErrNotFound)
	}
	return nil
}

func (st *Store) migrate(ctx context.Context) error {
	if err := st.checkVersion(ctx, st.conn); err != nil {
		return err
	}
	for {
		done, err := st.migrateOne(ctx)
		if err != nil || done {
			return err
		}
	}
}

// migrateOne runs the next migration, if there is one. The version is read inside
// the transaction: two programs may open a new file at once.
func (st *Store) migrateOne(ctx context.Context) (done bool, err error) {
	tx, err := st.conn.BeginTx(ctx, nil)
	if err != nil {
		return false, wrap("opening "+st.path+" for writing", err)
	}
	defer tx.Rollback()
	var have int
	if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&have); err != nil {
		return false, wrap("reading the schema version", err)
	}
	if have >= len(migrations) {
		return true, nil
	}
	if _, err := tx.ExecContext(ctx, migrations[have]); err != nil {
		return false, wrap(fmt.Sprintf("migrating to schema %d", have+1), err)
	}
	if _, err := tx.ExecContext(ctx, fmt.Sprintf("PRAGMA user_version = %d", have+1)); err != nil {
		return false, wrap("writing the schema version", err)
	}
	return false, wrap("migrating", tx.Commit())
}

// Close ends all work on the file.
func (st *Store) Close() error {
	st.writing.Lock()
	defer st.writing.Unlock()
	var errs []error
	// The writer last: the last connection folds the log into the file, and a
	// connection that only reads cannot.
	errs = append(errs, st.read.Close())
	if st.queue != nil {
		errs = append(errs, st.queue.Close())
	}
	for _, stmt := range st.stmts {
		errs = append(errs, stmt.Close())
	}
	if st.conn != nil {
		errs = append(errs, st.conn.Close())
	}
	if st.write != nil {
		errs = append(errs, st.write.Close())
	}
	return wrap("closing "+st.path, errors.Join(errs...))
}

// wrap says what was being done and makes the driver's codes the store's errors.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	var e *driver.Error
	if errors.As(err, &e) {
		switch e.Code() & 0xff {
		case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
			err = fmt.Errorf("%w: %w", store.ErrLocked, err)
		case lib.SQLITE_READONLY, lib.SQLITE_PERM, lib.SQLITE_CANTOPEN:
			err = fmt.Errorf("%w: %w", store.ErrReadOnly, err)
		case lib.SQLITE_FULL:
			err = fmt.Errorf("%w: %w", store.ErrFull, err)
		case lib.SQLITE_CORRUPT:
			err = fmt.Errorf("%w: %w", store.ErrCorrupt, err)
		case lib.SQLITE_NOTADB:
			err = fmt.Errorf("%w: the file is no SQLite database: name a ledger, or a file that does not exist yet",
				store.ErrForeign)
		case lib.SQLITE_IOERR:
			if strings.Contains(err.Error(), "no space") {
				err = fmt.Errorf("%w: %w", store.ErrFull, err)
			}
		}
	}
	return fmt.Errorf("sqlite: %s: %w", doing, err)
}
