package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"strings"

	"readout/store"
)

// versionColumns are read by scanVersion, from version v, article a and reader r.
const versionColumns = "v.id, v.arrival, a.outlet, a.ident, v.sha256, v.since, v.until, v.ingested, v.notice, " +
	"v.headline, r.name, v.statements"

func scanVersion(rows *sql.Rows, v *store.Version, before ...any) error {
	var sha []byte
	err := rows.Scan(append(before, &v.ID, &v.Arrival, &v.Key.Outlet, &v.Key.Ident, &sha, &v.Since, &v.Until,
		&v.Ingested, &v.Notice,
		&v.Headline, &v.Reader, &v.Count)...)
	copy(v.SHA256[:], sha)
	return err
}

// Versions reads versions in the order of their ids, or of arrival where only
// what arrived after something is asked for.
func (st *Store) Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error) {
	var out []store.Version
	if len(f.IDs) > maxIn {
		return nil, fmt.Errorf("sqlite: reading versions: %d ids are more than %d", len(f.IDs), maxIn)
	}
	if f.IDs != nil && len(f.IDs) == 0 {
		return nil, nil
	}
	err := eachVersion(ctx, st.read, f, func(v store.Version) error {
		out = append(out, v)
		return nil
	})
	return out, err
}

func eachVersion(ctx context.Context, db queryer, f store.VersionFilter, visit func(store.Version) error) error {
	where, args := []string{"1"}, []any{}
	add := func(cond string, more ...any) { where, args = append(where, cond), append(args, more...) }
	order := "v.id"
	if f.Key != nil {
		add("a.outlet = ? AND a.ident = ?", f.Key.Outlet, f.Key.Ident)
	}
	if f.Ident != "" {
		add("a.ident = ?", f.Ident)
	}
	if f.IDs != nil {
		cond, more := in("v.id", f.IDs, func(id store.VersionID) any { return int64(id) })
		add(cond, more...)
	}
	if f.Arrived > 0 {
		add("v.arrival > ?", f.Arrived)
		order = "v.arrival"
	}
	if f.From > 0 {
		add("v.id >= ?", int64(store.NewVersionID(f.From, 0)))
	}
	if f.To > 0 {
		add("v.id < ?", int64(store.NewVersionID(f.To+1, 0)))
	}
	if f.Outlet != "" {
		add("a.outlet = ?", f.Outlet)
	}
	if f.AsOf != "" || f.Live {
		cond, more := standing(f.AsOf, false)
		add(strings.TrimPrefix(cond, " AND "), more...)
	}
	columns, from := versionColumns, " FROM version v JOIN article a ON a.id = v.article JOIN reader r ON r.id = v.reader"
	if f.Body {
		columns, from = "b.data, "+columns, from+" JOIN body b ON b.id = v.id"
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	rows, err := db.QueryContext(ctx, "SELECT "+columns+from+" WHERE "+strings.Join(where,
		" AND ")+" ORDER BY "+order+" LIMIT ?", append(args, limit)...)
	if err != nil {
		return wrap("reading versions", err)
	}
	defer rows.Close()
	for rows.Next() {
		var v store.Version
		var data sql.RawBytes
		if f.Body {
			err = scanVersion(rows, &v, &data)
		} else {
			err = scanVersion(rows, &v)
		}
		if err != nil {
			return wrap("reading versions", err)
		}
		if f.Body {
			if v.Body, err = store.Unpack(data); err != nil {
				return fmt.Errorf("sqlite: reading %s of %s: %w: %w", v.Key.Ident, v.Key.Outlet, store.ErrCorrupt, err)
			}
		}
		if err := visit(v); err != nil {
			return err
		}
	}
	return wrap("reading versions", rows.Err())
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
		return eachFact(ctx, tx, "", nil, visit.Fact)
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
	s.FirstDay, s.LastDay = store.VersionID(first.Int64).Day().String(), store.VersionID(last.Int64).Day().String()
	for _, suffix := range [...]string{"", "-wal"} {
		if info, err := os.Stat(st.path + suffix); err == nil {
			s.Bytes += info.Size()
		}
	}
	return s, nil
}
