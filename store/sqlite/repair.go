package sqlite

import (
	"context"
	"database/sql"

	"readout/store"
)

// Lock takes the right to write and keeps it until release is called, so that
// other programs can copy the file or must wait.
func (st *Store) Lock(ctx context.Context) (release func() error, err error) {
	st.writing.Lock()
	if _, err := st.conn.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		st.writing.Unlock()
		return nil, wrap("locking", err)
	}
	return func() error {
		defer st.writing.Unlock()
		_, err := st.conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
		return wrap("unlocking", err)
	}, nil
}

// RawBody is the packed body of a version as it lies in the file, sound or not.
func (st *Store) RawBody(ctx context.Context, id store.VersionID) ([]byte, error) {
	var data sql.RawBytes
	rows, err := st.read.QueryContext(ctx, "SELECT data FROM body WHERE id = ?", int64(id))
	if err != nil {
		return nil, wrap("reading a body", err)
	}
	defer rows.Close()
	if !rows.Next() {
		return nil, wrap("reading a body", store.ErrNotFound)
	}
	if err := rows.Scan(&data); err != nil {
		return nil, wrap("reading a body", err)
	}
	return append([]byte(nil), data...), wrap("reading a body", rows.Err())
}

// SetRawBody overwrites a packed body without looking at it: to put back what a
// backup holds, or to test that damage is found.
func (st *Store) SetRawBody(ctx context.Context, id store.VersionID, data []byte) error {
	return st.inBatch(ctx, "writing a body", func(b *batch) error {
		_, err := b.exec("UPDATE body SET data = ? WHERE id = ?", data, int64(id))
		return err
	})
}
