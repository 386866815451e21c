package sqlite

import (
	"context"
	"database/sql"
	"os"

	"readout/store"
	"readout/store/query"
)

// Versions reads versions in the order of their ids, or of arrival where only
// what arrived after something is asked for.
func (st *Store) Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error) {
	var out []store.Version
	err := eachVersion(ctx, st.read, f, func(v store.Version) error {
		out = append(out, v)
		return nil
	})
	return out, err
}

func eachVersion(ctx context.Context, db queryer, f store.VersionFilter, visit func(store.Version) error) error {
	q, err := dialect.Versions(&f)
	if err != nil {
		return wrap("reading versions", err)
	}
	rows, err := db.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading versions", err)
	}
	defer rows.Close()
	return query.EachVersion[sql.RawBytes](rows, f.Body, wrap, visit)
}

// Dump reads all that is not derived from one snapshot.
func (st *Store) Dump(ctx context.Context, visit store.Visitor) error {
	tx, err := st.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return wrap("starting a dump", err)
	}
	defer tx.Rollback()
	if visit.Version != nil {
		if err := eachVersion(ctx, tx, store.VersionFilter{Body: true}, visit.Version); err != nil {
			return err
		}
	}
	if visit.Decision != nil {
		if err := eachDecision(ctx, tx, 0, visit.Decision); err != nil {
			return err
		}
	}
	if visit.Fact != nil {
		return eachFact(ctx, tx, nil, visit.Fact)
	}
	return nil
}

// Stats counts what is there.
func (st *Store) Stats(ctx context.Context) (store.Stats, error) {
	var s store.Stats
	var first, last sql.NullInt64
	err := st.read.QueryRowContext(ctx,
		`SELECT (SELECT count(DISTINCT article) FROM version), count(*), coalesce(sum(statements), 0),
		(SELECT count(*) FROM agent), coalesce(sum(events), 0), (SELECT count(*) FROM decision), (SELECT count(*) FROM fact),
		(SELECT min(id) FROM version WHERE id >= 1 << 20), max(id) FROM version`).
		Scan(&s.Articles, &s.Versions, &s.Statements, &s.Agents, &s.Events, &s.Decisions, &s.Facts, &first, &last)
	if err != nil {
		return s, wrap("counting", err)
	}
	if s.Readers, err = st.readers(ctx); err != nil {
		return s, wrap("counting", err)
	}
	s.FirstDay, s.LastDay = store.VersionID(first.Int64).Day().String(), store.VersionID(last.Int64).Day().String()
	for _, suffix := range [...]string{"", "-wal"} {
		if info, err := os.Stat(st.path + suffix); err == nil {
			s.Bytes += info.Size()
		}
	}
	return s, nil
}

// readers counts the versions that each reader read.
func (st *Store) readers(ctx context.Context) (map[string]int64, error) {
	rows, err := st.read.QueryContext(ctx,
		`SELECT r.name, v.n FROM (SELECT reader, count(*) AS n FROM version GROUP BY reader) v
			JOIN reader r ON r.id = v.reader`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[string]int64{}
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return nil, err
		}
		out[name] = n
	}
	return out, rows.Err()
}
