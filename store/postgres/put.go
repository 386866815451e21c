package postgres

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/query"
)

// batch is one writing transaction and what it has learnt so far. What it adds is
// gathered, and written by COPY when it ends.
type batch struct {
	ctx      context.Context
	tx       pgx.Tx
	arrival  int64
	readers  map[string]int64
	articles map[store.Key]*article
	agents   map[uint64]store.Agent
	versions [][]any
	bodies   [][]any
	events   bytes.Buffer // COPY text
	out      []store.Outcome
	chain    *store.Chain // its end, once it was asked for
	links    [][]any
}

// article is one that a batch has to do with, and its versions, those that are
// still to be written among them.
type article struct {
	id, erased int64
	versions   []store.Version
	rows       map[store.VersionID][]any // of versions to be written
}

// errOvertaken says that another writer put the same article meanwhile.
var errOvertaken = errors.New("another writer was faster")

// Put adds versions of articles in one transaction. Bodies and their index, which
// take most of the time, are written before the transaction takes its turn among the
// writers, under numbers that are theirs alone. Where another writer puts one of the
// same articles in between, all of it is done again, in our turn from the beginning.
func (st *Store) Put(ctx context.Context, entries []store.Entry) ([]store.Outcome, error) {
	out, err := st.putAll(ctx, entries, false)
	if errors.Is(err, errOvertaken) {
		out, err = st.putAll(ctx, entries, true)
	}
	return out, wrap("adding articles", err)
}

func (st *Store) putAll(ctx context.Context, entries []store.Entry, alone bool) ([]store.Outcome, error) {
	var ids []store.VersionID
	var err error
	if !alone {
		// Not within the transaction: others need not wait for it to end.
		if ids, err = number(ctx, st.pool, entries); err != nil {
			return nil, err
		}
	}
	out := make([]store.Outcome, len(entries))
	err = pgx.BeginFunc(ctx, st.pool, func(tx pgx.Tx) error {
		b := newBatch(ctx, tx)
		b.out = out
		if alone {
			if err := takeTurn(ctx, tx); err != nil {
				return err
			}
			if ids, err = number(ctx, tx, entries); err != nil {
				return err
			}
		}
		for i, id := range ids {
			if id != 0 {
				b.addContents(id, &entries[i])
			}
		}
		if err := b.flushContents(); err != nil {
			return err
		}
		if !alone {
			if err := takeTurn(ctx, tx); err != nil {
				return err
			}
		}
		if err := b.find(entries); err != nil {
			return err
		}
		for i := range entries {
			if out[i], err = b.put(&entries[i], ids[i]); err != nil {
				return err
			}
		}
		if day, added := query.FirstDay(out); added {
			if err := dialect.Arrived(day, b.run); err != nil {
				return err
			}
		}
		return b.end(st)
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func newBatch(ctx context.Context, tx pgx.Tx) *batch {
	return &batch{ctx: ctx, tx: tx, readers: map[string]int64{}, articles: map[store.Key]*article{},
		agents: map[uint64]store.Agent{}}
}

// run runs a statement.
func (b *batch) run(text string, args ...any) error { return runIn(b.ctx, b.tx)(text, args...) }

// inBatch runs do in a transaction that has its turn from the beginning.
func (st *Store) inBatch(ctx context.Context, doing string, do func(*batch) error) error {
	return st.inTx(ctx, doing, func(tx pgx.Tx) error {
		b := newBatch(ctx, tx)
		if err := do(b); err != nil {
			return err
		}
		return b.end(st)
	})
}

// end writes what was gathered, and what ends the transaction.
func (b *batch) end(st *Store) error {
	if err := b.flush(); err != nil {
		return err
	}
	if err := b.endChain(); err != nil || st.finish == nil {
		return err
	}
	return st.finish(b.ctx, b.tx, b.out)
}

// find reads or makes the articles of entries, and reads their versions.
func (b *batch) find(entries []store.Entry) error {
	var outlets, idents []string
	for i := range entries {
		k := &entries[i].Version.Key
		outlets, idents = append(outlets, clean(k.Outlet)), append(idents, clean(k.Ident))
	}
	if len(entries) == 0 {
		return nil
	}
	if _, err := b.tx.Exec(b.ctx,
		`INSERT INTO article (outlet, ident) SELECT DISTINCT * FROM unnest($1::text[], $2::text[])
		ON CONFLICT (outlet, ident) DO NOTHING`, outlets, idents); err != nil {
		return err
	}
	rows, err := b.tx.Query(b.ctx,
		`SELECT a.id, a.erased, a.outlet, a.ident FROM (SELECT DISTINCT * FROM unnest($1::text[],
			$2::text[]) AS u (outlet, ident)) u
		JOIN article a ON a.outlet = u.outlet AND a.ident = u.ident`, outlets, idents)
	if err != nil {
		return err
	}
	byID := map[int64]*article{}
	var ids []int64
	a, key := article{}, store.Key{}
	if _, err := pgx.ForEachRow(rows, []any{&a.id, &a.erased, &key.Outlet, &key.Ident}, func() error {
		own := a
		own.rows = map[store.VersionID][]any{}
		b.articles[key], byID[a.id] = &own, &own
		ids = append(ids, a.id)
		return nil
	}); err != nil {
		return err
	}
	rows, err = b.tx.Query(b.ctx,
		"SELECT article, id, sha256, since, until, notice, ingested FROM version WHERE article = ANY($1)", ids)
	if err != nil {
		return err
	}
	var of int64
	var v store.Version
	var sha []byte
	_, err = pgx.ForEachRow(rows, []any{&of, &v.ID, &sha, &v.Since, &v.Until, &v.Notice, &v.Ingested}, func() error {
		copy(v.SHA256[:], sha)
		byID[of].versions = append(byID[of].versions, v)
		return nil
	})
	return err
}

// put adds one version, whose contents are written under an id, or are not where it
// was known already.
func (b *batch) put(e *store.Entry, id store.VersionID) (store.Outcome, error) {
	v := &e.Version
	a := b.articles[store.Key{Outlet: clean(v.Key.Outlet), Ident: clean(v.Key.Ident)}]
	if a.erased != 0 {
		return store.Outcome{Erased: true}, overtaken(id != 0)
	}
	for _, s := range a.versions {
		if s.SHA256 == v.SHA256 {
			return store.Outcome{ID: s.ID, Earlier: len(a.versions)}, overtaken(id != 0)
		}
	}
	if id == 0 {
		return store.Outcome{}, errOvertaken
	}
	earlier := len(a.versions)
	own := *v
	own.ID = id
	was := map[store.VersionID]string{}
	for _, s := range a.versions {
		was[s.ID] = s.Until
	}
	a.versions = append(a.versions, own)
	store.OrderVersions(a.versions)
	if err := b.insertVersion(a, own, e); err != nil {
		return store.Outcome{}, err
	}
	for _, s := range a.versions {
		if row := a.rows[s.ID]; row != nil { // not written yet
			row[versionUntil] = s.Until
		} else if s.Until != was[s.ID] {
			if _, err := b.tx.Exec(b.ctx, "UPDATE version SET until = $1 WHERE id = $2", s.Until, int64(s.ID)); err != nil {
				return store.Outcome{}, err
			}
		}
	}
	b.addAgents(e)
	return store.Outcome{ID: own.ID, Added: true, Earlier: earlier}, nil
}

func overtaken(yes bool) error {
	if yes {
		return errOvertaken
	}
	return nil
}

func (b *batch) insertVersion(a *article, v store.Version, e *store.Entry) error {
	if b.arrival == 0 {
		if err := b.tx.QueryRow(b.ctx, "SELECT coalesce(max(arrival), 0) FROM version").Scan(&b.arrival); err != nil {
			return err
		}
	}
	b.arrival++
	reader, err := b.reader(v.Reader)
	if err != nil {
		return err
	}
	row := []any{int64(v.ID), a.id, b.arrival, v.SHA256[:], v.Since, v.Until, v.Ingested, clean(v.Notice),
		clean(v.Headline), reader, v.Count, len(e.Events)}
	a.rows[v.ID] = row
	b.versions = append(b.versions, row)
	v.Arrival, v.Key = b.arrival, store.Key{Outlet: clean(v.Key.Outlet), Ident: clean(v.Key.Ident)}
	return b.link(store.VersionLink, int64(v.ID), store.VersionItem(&v), store.BodyItem(e.Packed))
}

// versionColumnNames are those of a row of table version as insertVersion makes it;
// versionUntil is the place of until.
var versionColumnNames = []string{"id", "article", "arrival", "sha256", "since", "until", "ingested", "notice",
	"headline", "reader", "statements", "events"}

const versionUntil = 5

// termsOf writes rows as body.terms holds them: a line a row, by number, with a
// space before and after each term.
func termsOf(rows []store.Row) string {
	var b strings.Builder
	n := 0
	for _, r := range rows {
		for ; n < r.N; n++ {
			b.WriteByte('\n')
		}
		b.WriteByte(' ')
		for term := range strings.FieldsSeq(r.Terms) {
			b.WriteString(spell(term))
			b.WriteByte(' ')
		}
	}
	return b.String()
}

func (b *batch) reader(name string) (int64, error) {
	if id, ok := b.readers[name]; ok {
		return id, nil
	}
	var id int64
	if err := b.tx.QueryRow(b.ctx,
		"INSERT INTO reader (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id",
		clean(name)).Scan(&id); err != nil {
		return 0, err
	}
	b.readers[name] = id
	return id, nil
}

// addContents gathers a version's body, terms and events.
func (b *batch) addContents(id store.VersionID, e *store.Entry) {
	b.bodies = append(b.bodies, []any{int64(id), e.Packed, termsOf(e.Rows)})
	b.addEvents(id, e)
}

func (b *batch) addEvents(id store.VersionID, e *store.Entry) {
	for i := range e.Events {
		v := &e.Events[i]
		fmt.Fprintf(&b.events, "%d\t%s\t\\\\x%x\t", int64(id.Row(v.ID.N())), copyText(v.Time), store.PackEvent(v))
		writeVector(&b.events, v.Terms)
		b.events.WriteByte('\n')
	}
}

func (b *batch) addAgents(e *store.Entry) {
	for _, a := range e.Agents {
		if have, ok := b.agents[a.ID]; ok {
			a.Join(&have)
		}
		b.agents[a.ID] = a
	}
}

// flushContents writes bodies and events that were gathered.
func (b *batch) flushContents() error {
	if len(b.bodies) > 0 {
		if _, err := b.tx.CopyFrom(b.ctx, pgx.Identifier{"body"}, []string{"id", "data", "terms"},
			pgx.CopyFromRows(b.bodies)); err != nil {
			return err
		}
		b.bodies = nil
	}
	if b.events.Len() > 0 {
		if _, err := b.tx.Conn().PgConn().CopyFrom(b.ctx, &b.events,
			"COPY event (id, time, data, terms) FROM STDIN"); err != nil {
			return err
		}
		b.events.Reset()
	}
	return nil
}

func (b *batch) flush() error {
	if err := b.flushContents(); err != nil {
		return err
	}
	if len(b.versions) > 0 {
		if _, err := b.tx.CopyFrom(b.ctx, pgx.Identifier{"version"}, versionColumnNames,
			pgx.CopyFromRows(b.versions)); err != nil {
			return err
		}
	}
	return b.putAgents()
}

// putAgents adds agents or widens the days they were seen on, in one statement.
func (b *batch) putAgents() error {
	if len(b.agents) == 0 {
		return nil
	}
	var ids []int64
	for id := range b.agents {
		ids = append(ids, int64(id))
	}
	slices.Sort(ids)
	keys, data := make([]string, len(ids)), make([]string, len(ids))
	first, last := make([]int32, len(ids)), make([]int32, len(ids))
	for i, id := range ids {
		a := b.agents[uint64(id)]
		d, err := json.Marshal(a)
		if err != nil {
			return err
		}
		keys[i], data[i], first[i], last[i] = clean(a.Key), clean(string(d)), int32(a.First), int32(a.Last)
	}
	_, err := b.tx.Exec(b.ctx, `INSERT INTO agent (id, key, first, last, data, proof)
		SELECT *, first::bigint * 1000003 + last FROM unnest($1::bigint[], $2::text[], $3::int[], $4::int[],
			$5::text[]) AS u (id, key, first, last, data)
		ON CONFLICT (id) DO UPDATE SET first = least(agent.first, excluded.first), last = greatest(agent.last, excluded.last),
		data = greatest(agent.data COLLATE "C", excluded.data COLLATE "C"),
		proof = least(agent.first, excluded.first)::bigint * 1000003 + greatest(agent.last, excluded.last)
		WHERE excluded.first < agent.first OR excluded.last > agent.last OR excluded.data COLLATE "C" > agent.data`,
		ids, keys, first, last, data)
	return err
}

// forget takes out those of some agents whom no article presents any more.
func (b *batch) forget(agents []uint64) error {
	for _, id := range agents {
		term := store.UsedTerm(id)
		if _, err := b.tx.Exec(b.ctx, `DELETE FROM agent WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM body
			WHERE readout_terms(terms) @@ $2::tsquery AND strpos(terms, $3) > 0)`,
			int64(id), quote(term)+" | '!'", term); err != nil {
			return err
		}
	}
	return nil
}

// deleteRows takes out what addContents wrote beside the body. Agents stay, see forget: other articles may present them
// too.
func (b *batch) deleteRows(id store.VersionID) error {
	_, err := b.tx.Exec(b.ctx, "DELETE FROM event WHERE id >= $1 AND id < $2", int64(id.Row(0)), int64((id + 1).Row(0)))
	return err
}

// Replace writes the rows of a version anew. The text, and so the id, stay.
func (st *Store) Replace(ctx context.Context, changes ...store.Change) (decision int64, err error) {
	err = st.inBatch(ctx, "replacing readings", func(b *batch) error {
		if err := dialect.Rewrote(query.FirstChanged(changes), b.run); err != nil {
			return err
		}
		var last int64
		if err := b.tx.QueryRow(ctx, "SELECT coalesce(max(id), 0) FROM decision").Scan(&last); err != nil {
			return err
		}
		if decision, err = query.Replace(changes, last, b.decide, b.replace); err != nil {
			return err
		}
		for i := range changes {
			c := &changes[i]
			if err := b.forget(store.Unused([]store.Entry{c.Old}, []store.Entry{c.New})); err != nil {
				return err
			}
		}
		return nil
	})
	return decision, err
}

func (b *batch) replace(c *store.Change) error {
	id, v := c.Old.Version.ID, &c.New.Version
	before, err := b.reader(c.Old.Version.Reader)
	if err != nil {
		return err
	}
	reader, err := b.reader(v.Reader)
	if err != nil {
		return err
	}
	tag, err := b.tx.Exec(b.ctx,
		"UPDATE version SET reader = $1, headline = $2, statements = $3, events = $4 WHERE id = $5 AND sha256 = $6 AND "+
			"reader = $7",
		reader, clean(v.Headline), v.Count, len(c.New.Events), int64(id), v.SHA256[:], before)
	if err != nil {
		return err
	}
	if tag.RowsAffected() != 1 {
		return fmt.Errorf("version %d with this text and reading: %w", id, store.ErrConflict)
	}
	if err := b.deleteRows(id); err != nil {
		return err
	}
	if _, err := b.tx.Exec(b.ctx, "UPDATE body SET data = coalesce($1, data), terms = $2 WHERE id = $3", c.New.Packed,
		termsOf(c.New.Rows), int64(id)); err != nil {
		return err
	}
	b.addAgents(&c.New)
	b.addEvents(id, &c.New)
	if c.New.Packed == nil {
		return nil
	}
	return b.link(store.BodyLink, int64(id), [32]byte{}, store.BodyItem(c.New.Packed))
}

// Erase takes down versions. The server takes the rows off its pages at the next
// vacuum.
func (st *Store) Erase(ctx context.Context, old []store.Entry, d store.Decision) (decision int64, err error) {
	err = st.inBatch(ctx, "taking down an article", func(b *batch) error {
		if decision, err = b.decide(d); err != nil {
			return err
		}
		if err := dialect.Rewrote(0, b.run); err != nil {
			return err
		}
		for i := range old {
			v := &old[i].Version
			if err := b.deleteRows(v.ID); err != nil {
				return err
			}
			if err := dialect.Erase(v, decision, b.run, b.link); err != nil {
				return err
			}
		}
		return b.forget(store.Unused(old, nil))
	})
	return decision, err
}

// Decide adds an entry to the audit.
func (st *Store) Decide(ctx context.Context, d store.Decision) (id int64, err error) {
	err = st.inBatch(ctx, "recording a decision", func(b *batch) error {
		if id, err = b.decide(d); err != nil || d.Beside {
			return err
		}
		return dialect.Rewrote(0, b.run)
	})
	return id, err
}

func (b *batch) decide(d store.Decision) (id int64, err error) {
	if d.ID == 0 {
		// Not from the sequence alone: a restored audit keeps its own numbers.
		if err := b.tx.QueryRow(b.ctx, "SELECT coalesce(max(id), 0) + 1 FROM decision").Scan(&d.ID); err != nil {
			return 0, err
		}
	}
	id = d.ID
	_, err = b.tx.Exec(b.ctx,
		"INSERT INTO decision (id, at, who, kind, undoes, why, data) VALUES ($1, $2, $3, $4, $5, $6, $7)",
		d.ID, d.At, clean(d.Who), d.Kind, d.Undoes, clean(d.Why), clean(d.Data))
	if err == nil {
		d.Who, d.Why, d.Data = clean(d.Who), clean(d.Why), clean(d.Data)
		err = b.link(store.DecisionLink, d.ID, store.DecisionItem(&d), [32]byte{})
	}
	if err != nil || d.Undoes == 0 {
		return id, err
	}
	_, err = b.tx.Exec(b.ctx, "UPDATE article SET erased = 0 WHERE erased = $1", d.Undoes)
	return id, err
}

// PutFacts adds lines of a knowledge base. Those that are there already stay.
func (st *Store) PutFacts(ctx context.Context, facts []store.Fact) error {
	return st.inTx(ctx, "adding facts", func(tx pgx.Tx) error {
		var all pgx.Batch
		for _, f := range facts {
			all.Queue(
				`INSERT INTO fact (key, name, wikidata, kind, role, country, since, until, source) VALUES ($1, $2, $3, $4, $5,
					$6, $7, $8, $9)
				ON CONFLICT DO NOTHING`, clean(f.Key), clean(f.Name), clean(f.Wikidata), clean(f.Kind), clean(f.Role),
				clean(f.Country), int32(f.From), int32(f.To), clean(f.Source))
		}
		end, err := chainEnd(ctx, tx)
		if err != nil {
			return err
		}
		res := tx.SendBatch(ctx, &all)
		for _, f := range facts {
			tag, err := res.Exec()
			if err != nil {
				return errors.Join(err, res.Close())
			}
			if tag.RowsAffected() == 1 {
				end.AddFact(&store.Fact{Key: clean(f.Key), Name: clean(f.Name), Wikidata: clean(f.Wikidata),
					Kind: clean(f.Kind), Role: clean(f.Role),
					Country: clean(f.Country), From: f.From, To: f.To, Source: clean(f.Source)})
			}
		}
		if err := res.Close(); err != nil {
			return err
		}
		if err := dialect.Rewrote(0, runIn(ctx, tx)); err != nil {
			return err
		}
		return writeChain(ctx, tx, end)
	})
}

// clean drops the one character that PostgreSQL's text cannot hold.
func clean(s string) string {
	if strings.IndexByte(s, 0) < 0 {
		return s
	}
	return strings.ReplaceAll(s, "\x00", "")
}

// copyText escapes a value for COPY's text format.
func copyText(s string) string {
	return strings.NewReplacer("\\", `\\`, "\t", `\t`, "\n", `\n`, "\r", `\r`).Replace(clean(s))
}
