package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readout/store"
	"readout/store/query"
)

// batch is one writing transaction and what it has learnt so far.
type batch struct {
	st         *Store
	ctx        context.Context   // never cancelled: the driver pays for each cancellable call
	next       map[store.Day]int // next number within a day
	arrival    int64
	readers    map[string]int64
	agents     map[uint64]*store.Agent // seen by this batch
	words      map[string]struct{}     // words written by this batch
	chain      *store.Chain            // its end, once it was asked for
	secure     bool                    // FTS5 deletes securely
	overwrites bool                    // see overwrite
	out        []store.Outcome
}

// Put adds versions of articles in one transaction.
//
// Errors: see store.Store; nothing of the batch is there after an error.
func (st *Store) Put(ctx context.Context, entries []store.Entry) ([]store.Outcome, error) {
	// The index takes rows fastest in the order of their ids, that is by day.
	order := make([]int, len(entries))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int {
		return int(dayOf(&entries[x])) - int(dayOf(&entries[y]))
	})
	out := make([]store.Outcome, len(entries))
	err := st.inBatch(ctx, "adding articles", func(b *batch) error {
		b.out = out
		for _, i := range order {
			if err := ctx.Err(); err != nil {
				return err
			}
			var err error
			if out[i], err = b.put(&entries[i]); err != nil {
				return err
			}
		}
		if day, added := query.FirstDay(out); added {
			return dialect.Arrived(day, b.run)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return out, nil
}

func dayOf(e *store.Entry) store.Day { return e.Version.ID.Day() }

// inBatch runs do in one writing transaction.
func (st *Store) inBatch(ctx context.Context, doing string, do func(*batch) error) error {
	if st.write == nil {
		return fmt.Errorf("sqlite: %s: %w", doing, store.ErrReadOnly)
	}
	st.writing.Lock()
	defer st.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return wrap(doing, err)
	}
	own := context.WithoutCancel(ctx)
	b := &batch{st: st, ctx: own, next: map[store.Day]int{}, readers: map[string]int64{},
		agents: map[uint64]*store.Agent{},
		words:  map[string]struct{}{}}
	tx, err := st.conn.BeginTx(own, nil) // immediate, see dsn
	if err != nil {
		return wrap(doing, err)
	}
	defer func() {
		if b.overwrites {
			st.conn.ExecContext(own, "PRAGMA secure_delete = 0") // costs time at worst
		}
	}()
	err = do(b)
	if err == nil {
		err = b.putAgents()
	}
	if err == nil {
		err = b.endChain()
	}
	if err == nil && b.secure {
		err = b.securely(0)
	}
	if err == nil && st.finish != nil {
		err = st.finish(ctx, tx, b.out)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		// SQLite has rolled back already after some errors, a full disk among them.
		if e := tx.Rollback(); e != nil && !strings.Contains(e.Error(), "no transaction") {
			err = errors.Join(err, e)
		}
		return wrap(doing, err)
	}
	if err := tx.Commit(); err != nil {
		if _, e := st.conn.ExecContext(own, "ROLLBACK"); e != nil && !strings.Contains(e.Error(), "no transaction") {
			err = errors.Join(err, e)
		}
		return wrap(doing, err)
	}
	for id, a := range b.agents {
		days := knownAgent{a.First, a.Last, store.Hash(a.Roles...)}
		if have, ok := st.agents[id]; ok {
			days.first, days.last = min(days.first, have.first), max(days.last, have.last)
		}
		st.agents[id] = days
	}
	if len(st.agents) > maxKnown {
		clear(st.agents)
	}
	for w := range b.words {
		st.words[w] = struct{}{}
	}
	if len(st.words) > maxKnown {
		clear(st.words)
	}
	return nil
}

// exec runs a statement that is prepared once for the writing connection.
func (b *batch) exec(query string, args ...any) (sql.Result, error) {
	stmt, err := b.stmt(query)
	if err != nil {
		return nil, err
	}
	return stmt.ExecContext(b.ctx, args...)
}

func (b *batch) run(query string, args ...any) error { _, err := b.exec(query, args...); return err }

func (b *batch) row(query string, args []any, into ...any) error {
	stmt, err := b.stmt(query)
	if err != nil {
		return err
	}
	return stmt.QueryRowContext(b.ctx, args...).Scan(into...)
}

func (b *batch) stmt(query string) (*sql.Stmt, error) {
	if stmt := b.st.stmts[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := b.st.conn.PrepareContext(b.ctx, query)
	if err != nil {
		return nil, err
	}
	b.st.stmts[query] = stmt
	return stmt, nil
}

func (b *batch) put(e *store.Entry) (store.Outcome, error) {
	var article, erased int64
	v := &e.Version
	err := b.row("SELECT id, erased FROM article WHERE outlet = ? AND ident = ?", []any{v.Key.Outlet, v.Key.Ident},
		&article, &erased)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		res, err := b.exec("INSERT INTO article (outlet, ident) VALUES (?, ?)", v.Key.Outlet, v.Key.Ident)
		if err != nil {
			return store.Outcome{}, err
		}
		if article, err = res.LastInsertId(); err != nil {
			return store.Outcome{}, err
		}
	case err != nil:
		return store.Outcome{}, err
	case erased != 0:
		return store.Outcome{Erased: true}, nil
	}
	siblings, err := b.siblings(article)
	if err != nil {
		return store.Outcome{}, err
	}
	for _, s := range siblings {
		if s.SHA256 == v.SHA256 {
			return store.Outcome{ID: s.ID, Earlier: len(siblings)}, nil
		}
	}
	own := *v
	if own.ID, err = b.newID(v.ID.Day()); err != nil {
		return store.Outcome{}, err
	}
	chain := append(siblings, own)
	store.OrderVersions(chain)
	if err := b.insertVersion(article, own, e); err != nil {
		return store.Outcome{}, err
	}
	for _, s := range chain {
		if len(chain) > 1 || s.Until != "" {
			if _, err := b.exec("UPDATE version SET until = ? WHERE id = ? AND until <> ?", s.Until, int64(s.ID),
				s.Until); err != nil {
				return store.Outcome{}, err
			}
		}
	}
	return store.Outcome{ID: own.ID, Added: true, Earlier: len(siblings)}, b.insertRows(own.ID, e)
}

// siblings are the versions of an article that are there, as far as OrderVersions
// looks at them.
func (b *batch) siblings(article int64) ([]store.Version, error) {
	stmt, err := b.stmt("SELECT id, sha256, since, until, notice, ingested FROM version WHERE article = ?")
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(b.ctx, article)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []store.Version
	for rows.Next() {
		var v store.Version
		var sha []byte
		if err := rows.Scan(&v.ID, &sha, &v.Since, &v.Until, &v.Notice, &v.Ingested); err != nil {
			return nil, err
		}
		copy(v.SHA256[:], sha)
		out = append(out, v)
	}
	return out, rows.Err()
}

func (b *batch) newID(day store.Day) (store.VersionID, error) {
	seq, ok := b.next[day]
	if !ok {
		var last sql.NullInt64
		if err := b.row("SELECT max(id) FROM version WHERE id >= ? AND id < ?",
			[]any{int64(store.NewVersionID(day, 0)), int64(store.NewVersionID(day+1, 0))}, &last); err != nil {
			return 0, err
		}
		if last.Valid {
			seq = int(last.Int64&store.MaxSeq) + 1
		}
	}
	if seq > store.MaxSeq {
		return 0, fmt.Errorf("the day %s is full: it holds %d articles", day, seq)
	}
	b.next[day] = seq + 1
	return store.NewVersionID(day, seq), nil
}

func (b *batch) insertVersion(article int64, v store.Version, e *store.Entry) error {
	if b.arrival == 0 {
		if err := b.row("SELECT coalesce(max(arrival), 0) FROM version", nil, &b.arrival); err != nil {
			return err
		}
	}
	b.arrival++
	reader, err := b.reader(v.Reader)
	if err != nil {
		return err
	}
	if _, err := b.exec(
		`INSERT INTO version (id, article, arrival, sha256, since, until, ingested, notice, headline, reader, statements,
			events)
		VALUES (?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?)`, int64(v.ID), article, b.arrival, v.SHA256[:], v.Since, v.Ingested,
		v.Notice,
		v.Headline, reader, v.Count, len(e.Events)); err != nil {
		return err
	}
	if _, err = b.exec("INSERT INTO body (id, data) VALUES (?, ?)", int64(v.ID), e.Packed); err != nil {
		return err
	}
	v.Arrival = b.arrival
	return b.link(store.VersionLink, int64(v.ID), store.VersionItem(&v), store.BodyItem(e.Packed))
}

func (b *batch) reader(name string) (int64, error) {
	if id, ok := b.readers[name]; ok {
		return id, nil
	}
	if _, err := b.exec("INSERT OR IGNORE INTO reader (name) VALUES (?)", name); err != nil {
		return 0, err
	}
	var id int64
	if err := b.row("SELECT id FROM reader WHERE name = ?", []any{name}, &id); err != nil {
		return 0, err
	}
	b.readers[name] = id
	return id, nil
}

// insertRows writes everything a version is found by.
func (b *batch) insertRows(id store.VersionID, e *store.Entry) error {
	if err := b.learn(e.Words); err != nil {
		return err
	}
	for _, r := range e.Rows {
		if _, err := b.exec("INSERT INTO row_index (rowid, terms) VALUES (?, ?)", int64(id.Row(r.N)), r.Terms); err != nil {
			return err
		}
	}
	for i := range e.Agents {
		b.see(&e.Agents[i])
	}
	for i := range e.Events {
		v := &e.Events[i]
		n := int64(id.Row(v.ID.N()))
		if _, err := b.exec("INSERT INTO event (id, time, data) VALUES (?, ?, ?)", n, v.Time,
			store.PackEvent(v)); err != nil {
			return err
		}
		if _, err := b.exec("INSERT INTO event_index (rowid, terms) VALUES (?, ?)", n, v.Terms); err != nil {
			return err
		}
	}
	return nil
}

// maxKnown bounds how many words and agents are remembered to be in the file.
const maxKnown = 500_000

// learn keeps the words that no row had before.
func (b *batch) learn(words []string) error {
	for _, w := range words {
		if _, ok := b.st.words[w]; ok {
			continue
		}
		if _, ok := b.words[w]; ok {
			continue
		}
		if _, err := b.exec("INSERT OR IGNORE INTO word (word) VALUES (?)", w); err != nil {
			return err
		}
		b.words[strings.Clone(w)] = struct{}{}
	}
	return nil
}

// unlearn forgets the words of rows that are gone which no other row has.
func (b *batch) unlearn(gone []store.Entry) error {
	done := map[string]bool{}
	for i := range gone {
		for _, w := range gone[i].Words {
			if done[w] {
				continue
			}
			done[w] = true
			var used bool
			if err := b.row("SELECT EXISTS (SELECT 1 FROM row_index WHERE row_index MATCH ?)", []any{quote(w)},
				&used); err != nil {
				return err
			}
			if used {
				continue
			}
			delete(b.st.words, w)
			if _, err := b.exec("DELETE FROM word WHERE word = ?", w); err != nil {
				return err
			}
		}
	}
	return nil
}

// knownAgent is what is remembered of an agent: its days, and the spelling of its roles.
type knownAgent struct {
	first, last store.Day
	roles       uint64
}

// see notes an agent and the days it was seen on; putAgents writes each once.
func (b *batch) see(a *store.Agent) {
	if have, ok := b.agents[a.ID]; ok {
		have.Join(a)
		return
	}
	own := *a
	b.agents[a.ID] = &own
}

// putAgents adds the agents of a batch, in the order of their ids, or widens the
// days they were seen on.
func (b *batch) putAgents() error {
	for _, id := range slices.Sorted(maps.Keys(b.agents)) {
		a := b.agents[id]
		if have, ok := b.st.agents[id]; ok && have.roles == store.Hash(a.Roles...) {
			if have.first <= a.First && have.last >= a.Last {
				continue
			}
			if _, err := b.exec("UPDATE agent SET first = min(first, ?2), last = max(last, ?3), proof = min(first, ?2) * "+
				"1000003 + max(last, ?3) WHERE id = ?1", int64(id), a.First, a.Last); err != nil {
				return err
			}
			continue
		}
		data, err := json.Marshal(a)
		if err != nil {
			return err
		}
		if _, err := b.exec(
			`INSERT INTO agent (id, key, first, last, data, proof) VALUES (?1, ?2, ?3, ?4, ?5, ?3 * 1000003 + ?4)
			ON CONFLICT (id) DO UPDATE SET first = min(first, excluded.first), last = max(last, excluded.last),
			data = max(data, excluded.data), proof = min(first, excluded.first) * 1000003 + max(last, excluded.last)`,
			int64(id), a.Key, a.First, a.Last, string(data)); err != nil {
			return err
		}
	}
	return nil
}

// forget takes out those of some agents whom no article presents any more.
func (b *batch) forget(agents []uint64) error {
	for _, id := range agents {
		var used bool
		if err := b.row("SELECT EXISTS (SELECT 1 FROM row_index WHERE row_index MATCH ?)",
			[]any{quote(store.UsedTerm(id))}, &used); err != nil {
			return err
		}
		if used {
			continue
		}
		delete(b.st.agents, id)
		if _, err := b.exec("DELETE FROM agent WHERE id = ?", int64(id)); err != nil {
			return err
		}
	}
	return nil
}

// deleteRows takes out what insertRows wrote. Agents stay, see forget: other articles may present them too.
func (b *batch) deleteRows(id store.VersionID, e *store.Entry) error {
	var rules string
	if err := b.row("SELECT value FROM state WHERE key = ?", []any{indexes}, &rules); err != nil {
		return err
	}
	if rules != store.IndexRules {
		return store.ErrOldIndexes
	}
	for _, r := range e.Rows {
		if _, err := b.exec("INSERT INTO row_index (row_index, rowid, terms) VALUES ('delete', ?, ?)", int64(id.Row(r.N)),
			r.Terms); err != nil {
			return err
		}
	}
	for i := range e.Events {
		v := &e.Events[i]
		n := int64(id.Row(v.ID.N()))
		if _, err := b.exec("DELETE FROM event WHERE id = ?", n); err != nil {
			return err
		}
		if _, err := b.exec("INSERT INTO event_index (event_index, rowid, terms) VALUES ('delete', ?, ?)", n,
			v.Terms); err != nil {
			return err
		}
	}
	return nil
}

// securely turns FTS5's secure-delete on or off: with it, words are taken off their
// pages, and not marked as gone until the pages are next merged. What was deleted
// before goes to its pages first. Reading 250 articles again took ten times as long
// with it, so it is on for taking down alone.
func (b *batch) securely(on int) error {
	for _, index := range [...]string{"row_index", "event_index"} {
		if _, err := b.exec("INSERT INTO " + index + " (" + index + ") VALUES ('flush')"); err != nil {
			return err
		}
		if _, err := b.exec("INSERT INTO "+index+" ("+index+", rank) VALUES ('secure-delete', ?)", on); err != nil {
			return err
		}
	}
	b.secure = on == 1
	return nil
}

// Replace writes the rows of versions anew. Their texts, and so their ids, stay.
// FTS5 writes out what it holds whenever a row id is lower than the last, so all old
// rows go before the first new one comes.
//
// What stood before is overwritten, but in the indexes, see forgetReplaced.
func (st *Store) Replace(ctx context.Context, changes ...store.Change) (decision int64, err error) {
	err = st.inBatch(ctx, "replacing readings", func(b *batch) error {
		if err := b.overwrite(); err != nil {
			return err
		}
		if err := dialect.Rewrote(query.FirstChanged(changes), b.run); err != nil {
			return err
		}
		var last int64
		if err := b.row("SELECT coalesce(max(id), 0) FROM decision", nil, &last); err != nil {
			return err
		}
		gone := map[store.VersionID]bool{} // old rows are out, new ones not yet in
		first := 0                         // of those changes
		insert := func(end int) error {
			for ; first < end; first++ {
				if err := b.insertRows(changes[first].Old.Version.ID, &changes[first].New); err != nil {
					return err
				}
			}
			clear(gone)
			return nil
		}
		at := 0
		decision, err = query.Replace(changes, last, b.decide, func(c *store.Change) error {
			if gone[c.Old.Version.ID] {
				if err := insert(at); err != nil {
					return err
				}
			}
			gone[c.Old.Version.ID] = true
			at++
			return b.replace(c)
		})
		if err != nil {
			return err
		}
		if _, err := b.exec("INSERT OR IGNORE INTO state VALUES (?, '')", replaced); err != nil {
			return err
		}
		if err := insert(len(changes)); err != nil {
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

// replace takes out the old rows of a version and notes its new reading; the new
// rows are still to be inserted.
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
	res, err := b.exec("UPDATE version SET reader = ?, headline = ?, statements = ?, events = ? WHERE id = ? AND sha256 "+
		"= ? AND reader = ?", reader,
		v.Headline, v.Count, len(c.New.Events), int64(id), v.SHA256[:], before)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n != 1 {
		return errors.Join(err, fmt.Errorf("version %d with this text and reading: %w", id, store.ErrConflict))
	}
	if err := b.deleteRows(id, &c.Old); err != nil {
		return err
	}
	if c.New.Packed != nil {
		if _, err := b.exec("UPDATE body SET data = ? WHERE id = ?", c.New.Packed, int64(id)); err != nil {
			return err
		}
		return b.link(store.BodyLink, int64(id), [32]byte{}, store.BodyItem(c.New.Packed))
	}
	return nil
}

// Erase takes down versions: nothing of them stays but the decision, and their
// articles are not taken in again. The pages they lay on are overwritten and the
// log is folded in, so that nothing can be read from the file either.
func (st *Store) Erase(ctx context.Context, old []store.Entry, d store.Decision) (decision int64, err error) {
	if st.write == nil {
		return 0, fmt.Errorf("sqlite: taking down an article: %w", store.ErrReadOnly)
	}
	err = st.inBatch(ctx, "taking down an article", func(b *batch) error {
		if err := b.overwrite(); err != nil {
			return err
		}
		if decision, err = b.decide(d); err != nil {
			return err
		}
		if err := dialect.Rewrote(0, b.run); err != nil {
			return err
		}
		if err := b.securely(1); err != nil {
			return err
		}
		for i := range old {
			v := &old[i].Version
			if err := b.deleteRows(v.ID, &old[i]); err != nil {
				return err
			}
			if err := dialect.Erase(v, decision, b.run, b.link); err != nil {
				return err
			}
		}
		if err := b.unlearn(old); err != nil {
			return err
		}
		if err := b.forget(store.Unused(old, nil)); err != nil {
			return err
		}
		return b.forgetReplaced()
	})
	st.writing.Lock()
	defer st.writing.Unlock()
	// A reader may hold the log: then it is folded in later.
	_, folded := st.conn.ExecContext(context.WithoutCancel(ctx), "PRAGMA wal_checkpoint(TRUNCATE)")
	return decision, errors.Join(err, wrap("taking down an article", folded))
}

// forgetReplaced takes the words of replaced readings off the pages of the indexes,
// which for this are merged into one segment, and out of the words known. On a
// large file this takes minutes, once for all that was replaced before.
func (b *batch) forgetReplaced() error {
	var there bool
	if err := b.row("SELECT EXISTS (SELECT 1 FROM state WHERE key = ?)", []any{replaced}, &there); err != nil || !there {
		return err
	}
	for _, q := range [...]string{
		"INSERT INTO row_index (row_index) VALUES ('optimize')",
		"INSERT INTO event_index (event_index) VALUES ('optimize')",
		"CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, row_index, row)",
		"DELETE FROM word WHERE word NOT IN (SELECT term FROM temp.vocabulary)",
		"DROP TABLE temp.vocabulary",
	} {
		if _, err := b.exec(q); err != nil {
			return err
		}
	}
	clear(b.st.words)
	_, err := b.exec("DELETE FROM state WHERE key = ?", replaced)
	return err
}

// overwrite has what is deleted until the batch ends overwritten with zeros.
func (b *batch) overwrite() error {
	b.overwrites = true
	_, err := b.st.conn.ExecContext(b.ctx, "PRAGMA secure_delete = 1")
	return err
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

func (b *batch) decide(d store.Decision) (int64, error) {
	var own any // NULL lets SQLite choose
	if d.ID != 0 {
		own = d.ID
	}
	res, err := b.exec("INSERT INTO decision (id, at, who, kind, undoes, why, data) VALUES (?, ?, ?, ?, ?, ?, ?)", own,
		d.At, d.Who, d.Kind, d.Undoes, d.Why, d.Data)
	if err != nil {
		return 0, err
	}
	if d.Undoes != 0 {
		if _, err := b.exec("UPDATE article SET erased = 0 WHERE erased = ?", d.Undoes); err != nil {
			return 0, err
		}
	}
	if d.ID, err = res.LastInsertId(); err != nil {
		return 0, err
	}
	return d.ID, b.link(store.DecisionLink, d.ID, store.DecisionItem(&d), [32]byte{})
}

// PutFacts adds lines of a knowledge base. Those that are there already stay.
func (st *Store) PutFacts(ctx context.Context, facts []store.Fact) error {
	return st.inBatch(ctx, "adding facts", func(b *batch) error {
		if err := b.readChain(); err != nil {
			return err
		}
		for _, f := range facts {
			res, err := b.exec(`INSERT OR IGNORE INTO fact (key, name, wikidata, kind, role, country, since, until, source)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`, f.Key, f.Name, f.Wikidata, f.Kind, f.Role, f.Country, f.From, f.To, f.Source)
			if err != nil {
				return err
			}
			if n, err := res.RowsAffected(); err != nil || n == 0 {
				if err != nil {
					return err
				}
				continue
			}
			b.chain.AddFact(&f)
		}
		return dialect.Rewrote(0, b.run)
	})
}
