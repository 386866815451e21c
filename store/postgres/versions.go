package postgres

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/query"
)

// Versions reads versions in the order of their ids, or of arrival where only
// what arrived after something is asked for.
func (st *Store) Versions(ctx context.Context, f store.VersionFilter) ([]store.Version, error) {
	var out []store.Version
	err := eachVersion(ctx, st.pool, f, func(v store.Version) error {
		out = append(out, v)
		return nil
	})
	return out, err
}

func eachVersion(ctx context.Context, db querier, f store.VersionFilter, visit func(store.Version) error) error {
	q, err := dialect.Versions(&f)
	if err != nil {
		return wrap("reading versions", err)
	}
	rows, err := db.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading versions", err)
	}
	defer rows.Close()
	return query.EachVersion[[]byte](rows, f.Body, wrap, visit)
}

// Dump reads all that is not derived from one snapshot.
func (st *Store) Dump(ctx context.Context, visit store.Visitor) error {
	tx, err := st.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return wrap("starting a dump", err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
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

// Check reads every page of every table and index it can without extensions; with
// data checksums on, the server finds damage in them. It proves that the indexes over
// terms find what the rows hold, and then the chain.
func (st *Store) Check(ctx context.Context) error {
	for _, q := range [...]string{
		"SELECT count(*) FROM version v LEFT JOIN article a ON a.id = v.article LEFT JOIN reader r ON r.id = v.reader LEFT " +
			"JOIN body b ON b.id = v.id WHERE b.id IS NULL OR a.id IS NULL OR r.id IS NULL",
		"SELECT count(*) FROM body b LEFT JOIN version v ON v.id = b.id WHERE v.id IS NULL OR length(b.data) + " +
			"length(b.terms) = 0",
		"SELECT count(*) FROM event e LEFT JOIN version v ON v.id = e.id >> 12 WHERE v.id IS NULL OR e.data IS NULL",
		"SELECT count(*) FROM (SELECT id >> 20 AS day, max(id & 1048575) AS last FROM version GROUP BY 1) v LEFT JOIN day " +
			"d ON d.day = v.day WHERE d.next IS NULL OR d.next <= v.last",
		"SELECT count(*) FROM agent WHERE key IS NULL OR data IS NULL OR proof <> first::bigint * 1000003 + last",
		"SELECT 1 - count(*) FROM rewritten",
	} {
		var n int64
		if err := st.pool.QueryRow(ctx, q).Scan(&n); err != nil {
			return wrap("checking", err)
		}
		if n != 0 {
			return fmt.Errorf("postgres: checking: %w: %d rows for %q", store.ErrCorrupt, n, q)
		}
	}
	if err := st.checkTerms(ctx); err != nil {
		return err
	}
	return chained(st.prove(ctx))
}

// checkTerms asks the indexes over terms for every term that there is, and compares what
// they find with the rows: a row that an index has lost is in the table and in no answer.
// What an index finds beyond the rows does no harm to a search, and is damage all the same.
func (st *Store) checkTerms(ctx context.Context) error {
	return pgx.BeginFunc(ctx, st.pool, func(tx pgx.Tx) error {
		// As in Search; and with room for the rows of a common term, since those of a page
		// that is known as a whole would be worked out anew.
		if _, err := tx.Exec(ctx, `SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;
			SET LOCAL work_mem = '256MB'`); err != nil {
			return wrap("checking the indexes", err)
		}
		for _, x := range [...]struct{ table, terms string }{{"body", "readout_terms(x.terms)"}, {"event", "x.terms"}} {
			var wrong int64
			err := tx.QueryRow(ctx, `WITH held AS MATERIALIZED (
				SELECT term, count(*) AS n, sum(x.id) AS ids
					FROM `+x.table+` x, unnest(tsvector_to_array(`+x.terms+`)) term GROUP BY term)
				SELECT count(*) FROM held, LATERAL (
					SELECT count(*) AS n, coalesce(sum(x.id), 0) AS ids FROM `+x.table+` x
					WHERE `+x.terms+` @@
						('''' || replace(replace(held.term, E'\\', E'\\\\'), '''', '''''') || '''')::tsquery) found
				WHERE found.n <> held.n OR found.ids <> held.ids`).Scan(&wrong)
			if err != nil {
				return wrap("checking the indexes", err)
			}
			if wrong != 0 {
				return fmt.Errorf("postgres: checking: %w: the index %s_terms is wrong for %d terms; REINDEX mends it",
					store.ErrCorrupt, x.table, wrong)
			}
		}
		return nil
	})
}

// Stats counts what is there.
func (st *Store) Stats(ctx context.Context) (store.Stats, error) {
	var s store.Stats
	var first, last *int64
	err := st.pool.QueryRow(ctx, `SELECT count(DISTINCT article), count(*), coalesce(sum(statements), 0)::bigint,
		(SELECT count(*) FROM agent), coalesce(sum(events), 0)::bigint, (SELECT count(*) FROM decision),
			(SELECT count(*) FROM fact),
		(SELECT min(id) FROM version WHERE id >= 1 << 20), max(id),
		(SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid =
			c.relnamespace
			WHERE c.relkind = 'r' AND n.nspname = current_schema())
		FROM version`).Scan(&s.Articles, &s.Versions, &s.Statements, &s.Agents, &s.Events, &s.Decisions, &s.Facts, &first,
		&last, &s.Bytes)
	if err != nil {
		return s, wrap("counting", err)
	}
	rows, err := st.pool.Query(ctx,
		"SELECT r.name, count(*) FROM version v JOIN reader r ON r.id = v.reader GROUP BY r.name")
	if err != nil {
		return s, wrap("counting", err)
	}
	s.Readers = map[string]int64{}
	var name string
	var n int64
	if _, err := pgx.ForEachRow(rows, []any{&name, &n}, func() error {
		s.Readers[name] = n
		return nil
	}); err != nil {
		return s, wrap("counting", err)
	}
	if first != nil {
		s.FirstDay = store.VersionID(*first).Day().String()
	}
	if last != nil {
		s.LastDay = store.VersionID(*last).Day().String()
	}
	return s, nil
}
