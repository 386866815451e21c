package postgres

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"readout/store"
	"readout/store/query"
)

// dialect is PostgreSQL's.
var dialect = &query.Dialect{Numbered: true, Arrays: true, Clean: clean}

// Search finds statements or articles, newest day first. It looks through the newest
// articles as they are: a common word needs no more. Only then is the index asked
// which others may hold a hit.
func (st *Store) Search(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	words := candidates(&f)
	if words == "" {
		return st.browse(ctx, f)
	}
	s := search{f: &f, rows: store.NewRowMatcher(&f, spell)}
	c := dialect.Where()
	c.Add("v.id >= ? AND v.id <= ?", int64(f.FirstID().Version()), int64((f.LastID() - 1).Version()))
	c.Standing(f.AsOf, f.Replaced)
	rows, err := st.pool.Query(ctx, "SELECT v.id FROM version v"+c.String()+" ORDER BY v.id DESC"+query.Limit(newest),
		c.Args()...)
	if err != nil {
		return nil, wrap("searching", err)
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
	if err != nil || len(ids) == 0 {
		return nil, wrap("searching", err)
	}
	if full, err := s.through(ctx, st.pool, ids); err != nil || full || len(ids) < newest {
		return s.out, wrap("searching", err)
	}
	err = pgx.BeginFunc(ctx, st.pool, func(tx pgx.Tx) error {
		// The planner cannot know that working out the terms of an article takes a
		// thousand times as long as finding it in the index.
		if _, err := tx.Exec(ctx, "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off"); err != nil {
			return err
		}
		for chunk, last := 2048, ids[len(ids)-1]; ; chunk *= 4 {
			ids, err := s.candidates(ctx, tx, words, last, chunk)
			if err != nil || len(ids) == 0 {
				return err
			}
			for some := range slices.Chunk(ids, 512) {
				if full, err := s.through(ctx, tx, some); err != nil || full {
					return err
				}
			}
			if len(ids) < chunk {
				return nil
			}
			last = ids[len(ids)-1]
		}
	})
	return s.out, wrap("searching", err)
}

// newest is how many articles a search looks through before it asks the index.
const newest = 96

// search is one search under way.
type search struct {
	f    *store.Filter
	rows *store.RowMatcher
	out  []store.StatementID
}

// candidates asks the index for articles before a version, newest first. The range
// is written so that only the index over the terms can be used.
func (s *search) candidates(ctx context.Context, tx pgx.Tx, words string, before int64, n int) ([]int64, error) {
	c := dialect.Where()
	c.Add("readout_terms(b.terms) @@ ?::tsquery", words)
	c.Add("b.id + 0 >= ? AND b.id + 0 < ?", int64(s.f.FirstID().Version()), before)
	rows, err := tx.Query(ctx, "SELECT b.id FROM body b"+c.String()+" ORDER BY b.id + 0 DESC"+query.Limit(n), c.Args()...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// through looks through articles, newest first. It reports whether the search has
// what it wants.
func (s *search) through(ctx context.Context, db querier, ids []int64) (full bool, err error) {
	c := dialect.Where()
	c.Add("b.id = ANY(?)", ids)
	c.Standing(s.f.AsOf, s.f.Replaced)
	for _, phrase := range s.rows.Phrases() { // the index knows only that its words are there
		c.Add("strpos(b.terms, ?) > 0", phrase)
	}
	rows, err := db.Query(ctx,
		"SELECT b.id, b.terms FROM body b JOIN version v ON v.id = b.id"+c.String()+" ORDER BY b.id DESC", c.Args()...)
	if err != nil {
		return false, err
	}
	var id int64
	var terms string
	_, err = pgx.ForEachRow(rows, []any{&id, &terms}, func() error {
		full = full || s.article(store.VersionID(id), terms)
		return nil
	})
	return full, err
}

// article adds the rows of one article that fit, the last first.
func (s *search) article(id store.VersionID, terms string) (full bool) {
	lines := strings.Split(terms, "\n")
	for n := len(lines) - 1; n >= 0; n-- {
		row := id.Row(n)
		if (n == 0) != s.f.Articles || row < s.f.FirstID() || row >= s.f.LastID() || !s.rows.Fits(lines[n]) {
			continue
		}
		if s.f.Full(s.out, row) {
			return true
		}
		s.out = append(s.out, row)
	}
	return false
}

// browse answers a filter without words: every row of every version, newest first.
func (st *Store) browse(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	c := dialect.Where()
	c.Add("v.id >= ? AND v.id <= ?", int64(f.FirstID().Version()), int64(f.LastID().Version()))
	c.Standing(f.AsOf, f.Replaced)
	n := 0
	if f.Limit > 0 {
		n = f.Limit + store.MaxDay
	}
	rows, err := st.pool.Query(ctx,
		"SELECT v.id, v.statements FROM version v"+c.String()+" ORDER BY v.id DESC"+query.Limit(n), c.Args()...)
	if err != nil {
		return nil, wrap("listing", err)
	}
	defer rows.Close()
	out, err := query.Browse(rows, &f)
	return out, wrap("listing", err)
}

// Agents reads agents by id or by name key, in the order of their ids.
func (st *Store) Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error) {
	q, err := dialect.Agents(&f)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	rows, err := st.pool.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	defer rows.Close()
	out, err := query.ReadAgents(rows)
	return out, wrap("reading agents", err)
}

// Events reads what articles say of events, in the order of publication.
func (st *Store) Events(ctx context.Context, f store.EventFilter) ([]store.Event, error) {
	of := query.EventTables{From: "event e JOIN version v ON v.id = e.id >> 12", ID: "e.id"}
	if of.Query = compileEvent(&f); of.Query != "" {
		of.Words = "e.terms @@ ?::tsquery"
	}
	q, err := dialect.Events(&f, of)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	rows, err := st.pool.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	defer rows.Close()
	out, err := query.ReadEvents(rows)
	slices.Reverse(out)
	return out, wrap("reading events", err)
}

// EventIDs gives the ids of what Events reads, in the same order.
func (st *Store) EventIDs(ctx context.Context, f store.EventFilter) ([]store.StatementID, error) {
	of := query.EventTables{From: "event e", ID: "e.id"}
	if of.Query = compileEvent(&f); of.Query != "" {
		of.Words = "e.terms @@ ?::tsquery"
	}
	if f.AsOf != "" {
		of.From += " JOIN version v ON v.id = e.id >> 12"
	}
	q, err := dialect.EventIDs(&f, of)
	if err != nil {
		return nil, wrap("looking for events", err)
	}
	rows, err := st.pool.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return nil, wrap("looking for events", err)
	}
	defer rows.Close()
	out, err := query.ReadEventIDs(rows)
	slices.Reverse(out)
	return out, wrap("looking for events", err)
}

// querier is what a pool and a transaction have in common.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// Decisions reads the audit after a number, oldest first.
func (st *Store) Decisions(ctx context.Context, after int64) ([]store.Decision, error) {
	var out []store.Decision
	err := eachDecision(ctx, st.pool, after, func(d store.Decision) error {
		out = append(out, d)
		return nil
	})
	return out, err
}

func eachDecision(ctx context.Context, db querier, after int64, visit func(store.Decision) error) error {
	q := dialect.Decisions(after)
	rows, err := db.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading decisions", err)
	}
	defer rows.Close()
	return query.EachDecision(rows, wrap, visit)
}

// Facts reads facts by name key or Wikidata id.
func (st *Store) Facts(ctx context.Context, f store.FactFilter) ([]store.Fact, error) {
	var out []store.Fact
	err := eachFact(ctx, st.pool, &f, func(x store.Fact) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

// eachFact reads the facts that a filter takes, or all for nil.
func eachFact(ctx context.Context, db querier, f *store.FactFilter, visit func(store.Fact) error) error {
	q, err := dialect.Facts(f)
	if err != nil {
		return wrap("reading facts", err)
	}
	rows, err := db.Query(ctx, q.Text, q.Args...)
	if err != nil {
		return wrap("reading facts", err)
	}
	defer rows.Close()
	return query.EachFact(rows, wrap, visit)
}
