package sqlite

import (
	"context"
	"database/sql"
	"slices"

	"readout/store"
	"readout/store/query"
)

// Search finds statements or articles, newest day first.
func (st *Store) Search(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	var err error
	room := maxEndings
	if f.Match, err = st.spellOut(ctx, f.Match, &room); err != nil {
		return nil, wrap("searching", err)
	}
	expr := compile(&f)
	if expr == "" {
		return st.browse(ctx, f)
	}
	c := dialect.Where()
	c.Add("row_index MATCH ? AND w.rowid >= ? AND w.rowid < ?", expr, int64(f.FirstID()), int64(f.LastID()))
	if f.Articles {
		c.Add("w.rowid & 4095 = 0")
	} else {
		c.Add("w.rowid & 4095 <> 0")
	}
	c.Standing(f.AsOf, f.Replaced)
	// CROSS JOIN keeps the index on the outside: its ids come newest first and the
	// reading stops when there are enough.
	rows, err := st.read.QueryContext(ctx, "SELECT w.rowid FROM row_index w CROSS JOIN version v ON v.id = w.rowid >> 12"+
		c.String()+" ORDER BY w.rowid DESC", c.Args()...)
	if err != nil {
		return nil, wrap("searching", err)
	}
	defer rows.Close()
	var out []store.StatementID
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, wrap("searching", err)
		}
		if f.Full(out, store.StatementID(id)) {
			break
		}
		out = append(out, store.StatementID(id))
	}
	return out, wrap("searching", rows.Err())
}

// browse answers a filter without words: every row of every version, newest first.
func (st *Store) browse(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	c := dialect.Where()
	c.Add("v.id >= ? AND v.id <= ?", int64(f.FirstID().Version()), int64(f.LastID().Version()))
	c.Standing(f.AsOf, f.Replaced)
	rows, err := st.read.QueryContext(ctx, "SELECT v.id, v.statements FROM version v"+c.String()+" ORDER BY v.id DESC",
		c.Args()...)
	if err != nil {
		return nil, wrap("listing", err)
	}
	defer rows.Close()
	out, err := query.Browse(rows, &f)
	return out, wrap("listing", err)
}

// dialect is SQLite's: its bound is 32,766 variables.
var dialect = &query.Dialect{MaxList: 10_000}

// Agents reads agents by id or by name key, in the order of their ids.
func (st *Store) Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error) {
	q, err := dialect.Agents(&f)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	rows, err := st.read.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	defer rows.Close()
	out, err := query.ReadAgents(rows)
	return out, wrap("reading agents", err)
}

// Events reads what articles say of events, in the order of publication.
func (st *Store) Events(ctx context.Context, f store.EventFilter) ([]store.Event, error) {
	// As in Search, the index is on the outside where it is asked: its ids come newest
	// first, and a limit ends the reading however many reports have the word.
	of := query.EventTables{From: "event e", ID: "e.id"}
	if expr := compileEvent(&f); expr != "" {
		of = query.EventTables{From: "event_index w CROSS JOIN event e ON e.id = w.rowid", ID: "w.rowid",
			Words: "event_index MATCH ?", Query: expr}
	}
	of.From += " CROSS JOIN version v ON v.id = e.id >> 12"
	q, err := dialect.Events(&f, of)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	rows, err := st.read.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	defer rows.Close()
	out, err := query.ReadEvents(rows)
	slices.Reverse(out)
	return out, wrap("reading events", err)
}

// EventIDs gives the ids of what Events reads, in the same order. Where the index is asked, no other table is looked
// into unless the filter needs it: each row of one is a page of the file.
func (st *Store) EventIDs(ctx context.Context, f store.EventFilter) ([]store.StatementID, error) {
	of := query.EventTables{From: "event e", ID: "e.id"}
	if expr := compileEvent(&f); expr != "" {
		of = query.EventTables{From: "event_index w", ID: "w.rowid", Words: "event_index MATCH ?", Query: expr}
		if f.IDs != nil || f.From != "" || f.To != "" {
			of.From += " CROSS JOIN event e ON e.id = w.rowid"
		}
	}
	if f.AsOf != "" {
		of.From += " CROSS JOIN version v ON v.id = " + of.ID + " >> 12"
	}
	q, err := dialect.EventIDs(&f, of)
	if err != nil {
		return nil, wrap("looking for events", err)
	}
	rows, err := st.read.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("looking for events", err)
	}
	defer rows.Close()
	out, err := query.ReadEventIDs(rows)
	slices.Reverse(out)
	return out, wrap("looking for events", err)
}

// Decisions reads the audit after a number, oldest first.
func (st *Store) Decisions(ctx context.Context, after int64) ([]store.Decision, error) {
	var out []store.Decision
	err := eachDecision(ctx, st.read, after, func(d store.Decision) error {
		out = append(out, d)
		return nil
	})
	return out, err
}

func eachDecision(ctx context.Context, db queryer, after int64, visit func(store.Decision) error) error {
	q := dialect.Decisions(after)
	rows, err := db.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading decisions", err)
	}
	defer rows.Close()
	return query.EachDecision(rows, wrap, visit)
}

// Facts reads facts by name key or Wikidata id.
func (st *Store) Facts(ctx context.Context, f store.FactFilter) ([]store.Fact, error) {
	var out []store.Fact
	err := eachFact(ctx, st.read, &f, func(x store.Fact) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

// eachFact reads the facts that a filter takes, or all for nil.
func eachFact(ctx context.Context, db queryer, f *store.FactFilter, visit func(store.Fact) error) error {
	q, err := dialect.Facts(f)
	if err != nil {
		return wrap("reading facts", err)
	}
	rows, err := db.QueryContext(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading facts", err)
	}
	defer rows.Close()
	return query.EachFact(rows, wrap, visit)
}

var _ queryer = (*sql.DB)(nil)
