package postgres

import (
	"context"
	"database/sql"
	"errors"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/query"
)

// Mark returns the current state of the store.
func (st *Store) Mark(ctx context.Context) (store.Mark, error) {
	m, err := dialect.Mark(rowOf(ctx, st.pool))
	return m, wrap("reading the state", err)
}

// Overview reads an overview.
func (st *Store) Overview(ctx context.Context, name string) (store.Overview, error) {
	o, err := dialect.Overview(name, rowOf(ctx, st.pool))
	return o, wrap("reading an overview", err)
}

// KeepOverview stores an overview, as store.Store says.
func (st *Store) KeepOverview(ctx context.Context, o store.Overview, since store.Mark) error {
	return st.inTx(ctx, "keeping an overview", func(tx pgx.Tx) error {
		return dialect.KeepOverview(&o, since, runIn(ctx, tx), rowOf(ctx, tx))
	})
}

// runIn returns a function that runs statements in a transaction.
func runIn(ctx context.Context, tx pgx.Tx) query.Exec {
	return func(text string, args ...any) error { _, err := tx.Exec(ctx, text, args...); return err }
}

// rowOf returns a function that scans a single row.
func rowOf(ctx context.Context, db interface {
	QueryRow(ctx context.Context, text string, args ...any) pgx.Row
}) query.OneRow {
	return func(text string, args []any, into ...any) error {
		err := db.QueryRow(ctx, text, args...).Scan(into...)
		if errors.Is(err, pgx.ErrNoRows) {
			return sql.ErrNoRows
		}
		return err
	}
}

// overviews reports the overviews that fail their checksum.
func overviews(ctx context.Context, tx pgx.Tx) ([]string, error) {
	rows, err := tx.Query(ctx, "SELECT name FROM overview ORDER BY name")
	if err != nil {
		return nil, err
	}
	names, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return nil, err
	}
	return dialect.FalseOverviews(names, rowOf(ctx, tx))
}
