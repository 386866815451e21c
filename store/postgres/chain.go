package postgres

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/query"
)

// link adds to the chain of hashes, in the transaction's turn. Links and the chain's
// end are written when the transaction ends.
func (b *batch) link(kind string, ref int64, item, body [32]byte) error {
	if err := b.readChain(); err != nil {
		return err
	}
	l := b.chain.Add(kind, ref, item, body)
	b.links = append(b.links, []any{l.N, l.Kind, l.Ref, l.Item[:], l.Body[:], l.Hash[:]})
	return nil
}

func (b *batch) readChain() error {
	if b.chain != nil {
		return nil
	}
	c, err := chainEnd(b.ctx, b.tx)
	b.chain = c
	return err
}

func (b *batch) endChain() error {
	if b.chain == nil {
		return nil
	}
	if len(b.links) > 0 {
		if _, err := b.tx.CopyFrom(b.ctx, pgx.Identifier{"link"}, []string{"n", "kind", "ref", "item", "body", "hash"},
			pgx.CopyFromRows(b.links)); err != nil {
			return err
		}
	}
	return writeChain(b.ctx, b.tx, b.chain)
}

func writeChain(ctx context.Context, tx pgx.Tx, c *store.Chain) error {
	_, err := tx.Exec(ctx, `INSERT INTO chain (one, n, hash, facts) VALUES (1, $1, $2, $3)
		ON CONFLICT (one) DO UPDATE SET n = excluded.n, hash = excluded.hash, facts = excluded.facts`, c.N, c.Hash[:],
		c.Facts[:])
	return err
}

// chainEnd is the stored end of the chain.
func chainEnd(ctx context.Context, tx pgx.Tx) (*store.Chain, error) {
	var c store.Chain
	var hash, facts []byte
	err := tx.QueryRow(ctx, "SELECT n, hash, facts FROM chain").Scan(&c.N, &hash, &facts)
	if errors.Is(err, pgx.ErrNoRows) {
		return &c, nil
	}
	copy(c.Hash[:], hash)
	copy(c.Facts[:], facts)
	return &c, err
}

// startChain links what a ledger of an earlier program holds, once.
func startChain(ctx context.Context, tx pgx.Tx) error {
	var there bool
	if err := tx.QueryRow(ctx, "SELECT EXISTS (SELECT 1 FROM chain)").Scan(&there); err != nil || there {
		return err
	}
	b := newBatch(ctx, tx)
	if err := b.readChain(); err != nil {
		return err
	}
	if err := eachKept(ctx, tx, query.Linking(b.chain, b.link)); err != nil {
		return err
	}
	return b.endChain()
}

// eachKept reads what the chain is over.
func eachKept(ctx context.Context, tx pgx.Tx, visit query.Kept) error {
	rows, err := tx.Query(ctx,
		`SELECT v.id, v.arrival, coalesce(a.outlet, ''), coalesce(a.ident, ''), v.sha256, v.ingested, b.data
		FROM version v LEFT JOIN article a ON a.id = v.article LEFT JOIN body b ON b.id = v.id ORDER BY v.arrival`)
	if err != nil {
		return err
	}
	var v store.Version
	var sha, packed []byte
	if _, err := pgx.ForEachRow(rows, []any{&v.ID, &v.Arrival, &v.Key.Outlet, &v.Key.Ident, &sha, &v.Ingested,
		&packed}, func() error {
		copy(v.SHA256[:], sha)
		return visit.Version(&v, packed)
	}); err != nil {
		return err
	}
	if err := eachDecision(ctx, tx, 0, func(d store.Decision) error { return visit.Decision(&d) }); err != nil {
		return err
	}
	if err := eachFact(ctx, tx, nil, func(f store.Fact) error { return visit.Fact(&f) }); err != nil {
		return err
	}
	rows, err = tx.Query(ctx, "SELECT outlet, ident, erased FROM article WHERE erased <> 0 ORDER BY id")
	if err != nil {
		return err
	}
	var k store.Key
	var by int64
	_, err = pgx.ForEachRow(rows, []any{&k.Outlet, &k.Ident, &by}, func() error { return visit.Down(k, by) })
	return err
}

// prove compares everything that is not derived with the chain, as it stands at one
// moment.
func (st *Store) prove(ctx context.Context) ([]string, error) {
	tx, err := st.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	end, err := chainEnd(ctx, tx)
	if err != nil {
		return nil, err
	}
	p := store.NewProver(*end)
	rows, err := tx.Query(ctx, query.Links)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if err := query.EachLink(rows, p.Link); err != nil {
		return nil, err
	}
	if err := eachKept(ctx, tx, query.Proving(p)); err != nil {
		return nil, err
	}
	wrong, err := overviews(ctx, tx)
	return append(p.End(), wrong...), err
}

// Indexed sums up what each version is found by in the rows derived from its record.
func (st *Store) Indexed(ctx context.Context, visit func(store.VersionID, store.Indexed) error) error {
	tx, err := st.pool.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly})
	if err != nil {
		return wrap("reading the indexes", err)
	}
	defer tx.Rollback(context.WithoutCancel(ctx))
	all := map[store.VersionID]*store.Indexed{}
	at := func(id store.VersionID) *store.Indexed {
		if all[id] == nil {
			all[id] = &store.Indexed{}
		}
		return all[id]
	}
	var id int64
	var count int
	var terms, clock string
	var data []byte
	var words []string
	for _, step := range [...]struct {
		query string
		into  []any
		take  func()
	}{
		{"SELECT id, events FROM version", []any{&id, &count}, func() { at(store.VersionID(id)).Count = count }},
		{"SELECT id, terms FROM body", []any{&id, &terms}, func() {
			x := at(store.VersionID(id))
			for n, row := range strings.Split(terms, "\n") {
				for i, term := range strings.Fields(row) {
					x.AddTerm(unspell(term), n, i)
				}
			}
		}},
		{"SELECT id, time, data, tsvector_to_array(terms) FROM event", []any{&id, &clock, &data, &words}, func() {
			row := store.StatementID(id)
			x := at(row.Version())
			x.AddEvent(row.N(), clock, data)
			for _, term := range words {
				x.AddEventTerm(term, row.N())
			}
		}},
	} {
		rows, err := tx.Query(ctx, step.query)
		if err != nil {
			return wrap("reading the indexes", err)
		}
		if _, err := pgx.ForEachRow(rows, step.into, func() error { step.take(); return nil }); err != nil {
			return wrap("reading the indexes", err)
		}
	}
	for id, x := range all {
		if err := visit(id, *x); err != nil {
			return err
		}
	}
	return nil
}

// unspell takes back what spell does to a key.
func unspell(term string) string {
	if strings.HasPrefix(term, store.KeyMark) {
		return strings.ReplaceAll(term, "/", "")
	}
	return term
}

// chained is the error of what prove found.
func chained(found []string, err error) error {
	if err != nil || found == nil {
		return wrap("checking", err)
	}
	return fmt.Errorf("postgres: checking: %w: %s", store.ErrCorrupt, strings.Join(found, "; "))
}
