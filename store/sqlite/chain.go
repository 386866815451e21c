package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"readout/store"
	"readout/store/query"
)

// link adds to the chain of hashes, whose end is written with the transaction.
func (b *batch) link(kind string, ref int64, item, body [32]byte) error {
	if err := b.readChain(); err != nil {
		return err
	}
	l := b.chain.Add(kind, ref, item, body)
	_, err := b.exec("INSERT INTO link (n, kind, ref, item, body, hash) VALUES (?, ?, ?, ?, ?, ?)", l.N, l.Kind, l.Ref,
		l.Item[:], l.Body[:], l.Hash[:])
	return err
}

func (b *batch) readChain() error {
	if b.chain != nil {
		return nil
	}
	c, err := chainEnd(b.ctx, b.st.conn)
	b.chain = c
	return err
}

func (b *batch) endChain() error {
	if b.chain == nil {
		return nil
	}
	_, err := b.exec("INSERT OR REPLACE INTO chain (one, n, hash, facts) VALUES (1, ?, ?, ?)", b.chain.N, b.chain.Hash[:],
		b.chain.Facts[:])
	return err
}

// chainEnd is the stored end of the chain.
func chainEnd(ctx context.Context, db queryer) (*store.Chain, error) {
	var c store.Chain
	var hash, facts []byte
	err := db.QueryRowContext(ctx, "SELECT n, hash, facts FROM chain").Scan(&c.N, &hash, &facts)
	if errors.Is(err, sql.ErrNoRows) {
		return &c, nil
	}
	copy(c.Hash[:], hash)
	copy(c.Facts[:], facts)
	return &c, err
}

// startChain links what a ledger of an earlier program holds, once.
func (st *Store) startChain(ctx context.Context) error {
	var there bool
	if err := st.conn.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM chain)").Scan(&there); err != nil || there {
		return wrap("reading the chain", err)
	}
	return st.inBatch(ctx, "starting the chain", func(b *batch) error {
		if err := b.readChain(); err != nil {
			return err
		}
		return eachKept(ctx, st.conn, query.Linking(b.chain, b.link))
	})
}

// eachKept reads what the chain is over. A connection that is written to at the same
// time must be able to: nothing stays open while visit is called, but bodies, which
// are read one by one.
func eachKept(ctx context.Context, db queryer, visit query.Kept) error {
	rows, err := db.QueryContext(ctx, "SELECT v.id, v.arrival, a.outlet, a.ident, v.sha256, v.ingested FROM version v "+
		"LEFT JOIN article a ON a.id = v.article ORDER BY v.arrival")
	if err != nil {
		return err
	}
	defer rows.Close()
	var versions []store.Version
	for rows.Next() {
		var v store.Version
		var sha []byte
		var outlet, ident sql.NullString
		if err := rows.Scan(&v.ID, &v.Arrival, &outlet, &ident, &sha, &v.Ingested); err != nil {
			return err
		}
		v.Key = store.Key{Outlet: outlet.String, Ident: ident.String}
		copy(v.SHA256[:], sha)
		versions = append(versions, v)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for i := range versions {
		var packed []byte
		err := db.QueryRowContext(ctx, "SELECT data FROM body WHERE id = ?", int64(versions[i].ID)).Scan(&packed)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		if err := visit.Version(&versions[i], packed); err != nil {
			return err
		}
	}
	var decisions []store.Decision
	if err := eachDecision(ctx, db, 0, func(d store.Decision) error {
		decisions = append(decisions, d)
		return nil
	}); err != nil {
		return err
	}
	for i := range decisions {
		if err := visit.Decision(&decisions[i]); err != nil {
			return err
		}
	}
	if err := eachFact(ctx, db, nil, func(f store.Fact) error { return visit.Fact(&f) }); err != nil {
		return err
	}
	return eachDown(ctx, db, visit.Down)
}

// eachDown gives the articles that are marked as taken down.
func eachDown(ctx context.Context, db queryer, visit func(store.Key, int64) error) error {
	rows, err := db.QueryContext(ctx, "SELECT outlet, ident, erased FROM article WHERE erased <> 0 ORDER BY id")
	if err != nil {
		return err
	}
	defer rows.Close()
	type down struct {
		store.Key
		by int64
	}
	var list []down
	for rows.Next() {
		var d down
		if err := rows.Scan(&d.Outlet, &d.Ident, &d.by); err != nil {
			return err
		}
		list = append(list, d)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	for _, d := range list {
		if err := visit(d.Key, d.by); err != nil {
			return err
		}
	}
	return nil
}

// Check looks over pages and indexes, on a connection of its own: on one with a
// stale view SQLite reports damage to full-text indexes that is not there. Then it
// proves the chain.
func (st *Store) Check(ctx context.Context) error {
	db, err := sql.Open("sqlite", dsn(st.path, "ro", Options{CacheMiB: 64, Wait: 5 * time.Second}))
	if err != nil {
		return wrap("checking", err)
	}
	defer db.Close()
	found, err := integrity(ctx, db)
	if err != nil {
		return wrap("checking", err)
	}
	if found == nil { // damaged pages tell enough
		if found, err = prove(ctx, db); err != nil {
			return wrap("checking", err)
		}
		var n int
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM agent WHERE proof <> first * 1000003 + last").Scan(
			&n); err != nil {
			return wrap("checking", err)
		}
		if n > 0 {
			found = append(found, fmt.Sprintf("the days of %d agents are not what was stored", n))
		}
		if err := db.QueryRowContext(ctx, "SELECT count(*) FROM rewritten").Scan(&n); err != nil {
			return wrap("checking", err)
		}
		if n != 1 {
			found = append(found, "how often something was changed is not known")
		}
		wrong, err := overviews(ctx, db)
		if err != nil {
			return wrap("checking", err)
		}
		found = append(found, wrong...)
	}
	if found != nil {
		return fmt.Errorf("sqlite: checking %s: %w: %s", st.path, store.ErrCorrupt, strings.Join(found, "; "))
	}
	return nil
}

func integrity(ctx context.Context, db *sql.DB) (found []string, err error) {
	rows, err := db.QueryContext(ctx, "PRAGMA integrity_check(20)")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, err
		}
		if line != "ok" {
			found = append(found, line)
		}
	}
	return found, rows.Err()
}

// prove compares everything that is not derived with the chain, as it stands at one
// moment.
func prove(ctx context.Context, db *sql.DB) ([]string, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback()
	end, err := chainEnd(ctx, tx)
	if err != nil {
		return nil, err
	}
	p := store.NewProver(*end)
	rows, err := tx.QueryContext(ctx, query.Links)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if err := errors.Join(query.EachLink(rows, p.Link), rows.Close()); err != nil {
		return nil, err
	}
	err = eachKept(ctx, tx, query.Proving(p))
	return p.End(), err
}

// Indexed sums up what each version is found by in the tables and indexes derived
// from its record. Words that no row has, but that must be known, are damage.
func (st *Store) Indexed(ctx context.Context, visit func(store.VersionID, store.Indexed) error) error {
	db, err := sql.Open("sqlite", dsn(st.path, "ro", Options{CacheMiB: 64, Wait: 5 * time.Second}))
	if err != nil {
		return wrap("reading the indexes", err)
	}
	defer db.Close()
	conn, err := db.Conn(ctx)
	if err != nil {
		return wrap("reading the indexes", err)
	}
	defer conn.Close()
	for _, q := range [...]string{"PRAGMA query_only = 0", // of temporary tables alone: the file is open for reading
		"CREATE VIRTUAL TABLE temp.row_terms USING fts5vocab(main, row_index, instance)",
		"CREATE VIRTUAL TABLE temp.row_words USING fts5vocab(main, row_index, row)",
		"CREATE VIRTUAL TABLE temp.event_terms USING fts5vocab(main, event_index, instance)",
		"CREATE VIRTUAL TABLE temp.event_words USING fts5vocab(main, event_index, row)", "BEGIN"} {
		if _, err := conn.ExecContext(ctx, q); err != nil {
			return wrap("reading the indexes", err)
		}
	}
	all := map[store.VersionID]*store.Indexed{}
	at := func(row int64) *store.Indexed {
		id := store.StatementID(row).Version()
		if all[id] == nil {
			all[id] = &store.Indexed{}
		}
		return all[id]
	}
	var row, place, count int64
	var term, clock string
	var data sql.RawBytes
	last := ""
	for _, step := range [...]struct {
		query string
		into  []any
		take  func()
	}{
		{"SELECT id, events FROM version", []any{&row, &count},
			func() { at(int64(store.VersionID(row).Row(0))).Count = int(count) }},
		{"SELECT doc, term, offset FROM temp.row_terms", []any{&row, &term, &place}, func() {
			at(row).AddTerm(term, store.StatementID(row).N(), int(place))
		}},
		{"SELECT id, time, data FROM event", []any{&row, &clock, &data},
			func() { at(row).AddEvent(store.StatementID(row).N(), clock, data) }},
		{"SELECT DISTINCT doc, term FROM temp.event_terms", []any{&row, &term},
			func() { at(row).AddEventTerm(term, store.StatementID(row).N()) }},
		{"SELECT term FROM temp.row_words WHERE term NOT IN (SELECT word FROM word) AND instr('" + store.Marks +
			"', substr(term, 1, 1)) = 0 LIMIT 1",
			[]any{&term}, func() { last = term }},
	} {
		if err := eachRow(ctx, conn, step.query, step.into, step.take); err != nil {
			return wrap("reading the indexes", err)
		}
	}
	if last != "" {
		return fmt.Errorf("sqlite: reading the indexes: %w: the word %q is not among those known", store.ErrCorrupt, last)
	}
	for _, index := range [...][2]string{{"row_index", "temp.row_words"}, {"event_index", "temp.event_words"}} {
		if err := searchable(ctx, conn, index[0], index[1]); err != nil {
			return err
		}
	}
	for id, x := range all {
		if err := visit(id, *x); err != nil {
			return err
		}
	}
	return nil
}

// searchable looks each word of an index up, as searches do: what walks through the
// index does not use the pages that lead to a word.
func searchable(ctx context.Context, conn *sql.Conn, index, words string) error {
	type word struct {
		term string
		docs int
	}
	var w word
	var all []word
	if err := eachRow(ctx, conn, "SELECT term, doc FROM "+words, []any{&w.term, &w.docs},
		func() { all = append(all, w) }); err != nil {
		return wrap("reading the indexes", err)
	}
	stmt, err := conn.PrepareContext(ctx, "SELECT count(*) FROM "+index+" WHERE "+index+" MATCH ?")
	if err != nil {
		return wrap("reading the indexes", err)
	}
	defer stmt.Close()
	for _, w := range all {
		var n int
		if err := stmt.QueryRowContext(ctx, quote(w.term)).Scan(&n); err != nil {
			return wrap("reading the indexes", err)
		}
		if n != w.docs {
			return fmt.Errorf("sqlite: reading the indexes: %w: a search for %q finds %d of %d rows", store.ErrCorrupt, w.term,
				n, w.docs)
		}
	}
	return nil
}

func eachRow(ctx context.Context, db queryer, query string, into []any, take func()) error {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		take()
	}
	return rows.Err()
}
