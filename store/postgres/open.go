// Package postgres is the store for several machines: one PostgreSQL database.
//
// In come prepared entries; out comes what package store promises, with the same
// answers as package sqlite gives. It refuses a database written by a newer
// Readout. Of an article of more than 16,000 words, only those are searched as a
// whole: a tsvector counts no further. Its statements are all searched.
//
// The one idea: the same tables as in SQLite, with a tsvector where that has a
// full-text table. Rows go in by COPY, side by side; writers take turns by an advisory
// lock only for what must be in order: which versions there are, and their arrivals.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"readout/store"
)

// Store is a store in one PostgreSQL database (or schema, by search_path).
type Store struct {
	pool   *pgxpool.Pool
	finish func(context.Context, pgx.Tx, []store.Outcome) error // ends each writing transaction; may be nil
}

var _ store.Store = (*Store)(nil)

// writerLock is the advisory lock that writers of a database take turns by.
const writerLock = 0x52656164 // "Read"

// Open connects to a database by URL or keywords and brings its schema up to date.
//
// Errors: store.ErrNewer; the server cannot be reached or refuses.
func Open(ctx context.Context, dsn string) (*Store, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("postgres: reading the address: %w", err)
	}
	cfg.AfterConnect = func(ctx context.Context, conn *pgx.Conn) error {
		// A search's list of articles stays whole in memory, and nothing is worth compiling.
		_, err := conn.Exec(ctx, findDeadPeer+"; SET work_mem = '64MB'; SET jit = off")
		return err
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, wrap("connecting", err)
	}
	st := &Store{pool: pool}
	if err := st.migrate(ctx); err != nil {
		pool.Close()
		return nil, err
	}
	return st, nil
}

// findDeadPeer lets the server find within ten seconds that nobody is at the other
// end of a connection. Writers take turns: one that is cut off in the middle must not
// hold up the others until the system's own limit, which is hours. Between two statements of
// a transaction a healthy writer takes milliseconds. From version 14 on.
const findDeadPeer = `SET tcp_keepalives_idle = 4; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3;
	SET tcp_user_timeout = 10000; SET client_connection_check_interval = 2000;
	SET idle_in_transaction_session_timeout = 5000`

// With is the same store with a function that runs last in each of its writing
// transactions, with what Put did: both happen or nothing does. Only the first
// store is closed.
func (st *Store) With(finish func(context.Context, pgx.Tx, []store.Outcome) error) store.Store {
	return &Store{pool: st.pool, finish: finish}
}

// Queue is the database as package river speaks to it, for jobs beside the records.
func (st *Store) Queue() (riverdriver.Driver[pgx.Tx], error) { return riverpgxv5.New(st.pool), nil }

func (st *Store) migrate(ctx context.Context) error {
	return st.inTx(ctx, "migrating", func(tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, "CREATE TABLE IF NOT EXISTS readout_schema (version int NOT NULL)"); err != nil {
			return err
		}
		var have int
		if err := tx.QueryRow(ctx, "SELECT coalesce(max(version), 0) FROM readout_schema").Scan(&have); err != nil {
			return err
		}
		if have > len(migrations) {
			return fmt.Errorf("the database has schema %d, this program knows %d: %w", have, len(migrations), store.ErrNewer)
		}
		for ; have < len(migrations); have++ {
			if _, err := tx.Exec(ctx, migrations[have]); err != nil {
				return fmt.Errorf("schema %d: %w", have+1, err)
			}
			if _, err := tx.Exec(ctx, "INSERT INTO readout_schema (version) VALUES ($1)", have+1); err != nil {
				return err
			}
		}
		return startChain(ctx, tx)
	})
}

// inTx runs do in a transaction that holds the writers' lock.
func (st *Store) inTx(ctx context.Context, doing string, do func(pgx.Tx) error) error {
	err := pgx.BeginFunc(ctx, st.pool, func(tx pgx.Tx) error {
		if err := takeTurn(ctx, tx); err != nil {
			return err
		}
		return do(tx)
	})
	return wrap(doing, err)
}

// takeTurn waits until no other transaction has the writers' lock.
func takeTurn(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, "SELECT pg_advisory_xact_lock($1)", writerLock)
	return err
}

// Close closes all connections.
func (st *Store) Close() error {
	st.pool.Close()
	return nil
}

// wrap says what was being done and makes the server's codes the store's errors.
func wrap(doing string, err error) error {
	if err == nil {
		return nil
	}
	var e *pgconn.PgError
	if errors.As(err, &e) {
		switch {
		case e.Code == "55P03" || e.Code == "40P01" || e.Code == "57014":
			err = fmt.Errorf("%w: %w", store.ErrLocked, err)
		case e.Code == "25006" || e.Code == "42501":
			err = fmt.Errorf("%w: %w", store.ErrReadOnly, err)
		case e.Code == "53100":
			err = fmt.Errorf("%w: %w", store.ErrFull, err)
		case strings.HasPrefix(e.Code, "XX"):
			err = fmt.Errorf("%w: %w", store.ErrCorrupt, err)
		}
	}
	return fmt.Errorf("postgres: %s: %w", doing, err)
}
