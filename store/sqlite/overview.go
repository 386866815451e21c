package sqlite

import (
	"context"

	"readout/store"
)

// Mark returns the current state of the store.
func (st *Store) Mark(ctx context.Context) (store.Mark, error) {
	m, err := dialect.Mark(st.readRow(ctx))
	return m, wrap("reading the state", err)
}

// Overview reads an overview.
func (st *Store) Overview(ctx context.Context, name string) (store.Overview, error) {
	o, err := dialect.Overview(name, st.readRow(ctx))
	return o, wrap("reading an overview", err)
}

// KeepOverview stores an overview, as store.Store says.
func (st *Store) KeepOverview(ctx context.Context, o store.Overview, since store.Mark) error {
	return st.inBatch(ctx, "keeping an overview", func(b *batch) error {
		return dialect.KeepOverview(&o, since, b.run, b.row)
	})
}

// readRow returns a function that scans a single row on the read connection.
func (st *Store) readRow(ctx context.Context) func(text string, args []any, into ...any) error {
	return func(text string, args []any, into ...any) error {
		return st.read.QueryRowContext(ctx, text, args...).Scan(into...)
	}
}

// overviews reports the overviews that fail their checksum.
func overviews(ctx context.Context, db queryer) ([]string, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM overview ORDER BY name")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return dialect.FalseOverviews(names, func(text string, args []any, into ...any) error {
		return db.QueryRowContext(ctx, text, args...).Scan(into...)
	})
}
