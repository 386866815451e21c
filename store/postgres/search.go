package postgres

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"readout/store"
)

// conditions gathers the parts of a WHERE and their arguments.
type conditions struct {
	parts []string
	args  []any
}

// add adds a condition; each ? in it stands for the next argument.
func (c *conditions) add(cond string, args ...any) {
	for _, a := range args {
		c.args = append(c.args, a)
		cond = strings.Replace(cond, "?", fmt.Sprintf("$%d", len(c.args)), 1)
	}
	c.parts = append(c.parts, cond)
}

func (c *conditions) where() string {
	if len(c.parts) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(c.parts, " AND ")
}

// limit writes a LIMIT, or nothing for 0.
func limit(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf(" LIMIT %d", n)
}

// standing adds that a version v stood at a day or time.
func (c *conditions) standing(asOf string, replaced bool) {
	switch {
	case asOf != "" && replaced:
		c.add("v.since < ?", store.EndOf(asOf))
	case asOf != "":
		end := store.EndOf(asOf)
		c.add("v.since < ?", end)
		c.add("(v.until = '' OR v.until >= ?)", end)
	case !replaced:
		c.add("v.until = ''")
	}
}

// Search finds statements or articles, newest day first. It looks through the newest
// articles as they are: a common word needs no more. Only then is the index asked
// which others may hold a hit.
func (st *Store) Search(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	query := candidates(&f)
	if query == "" {
		return st.browse(ctx, f)
	}
	s := search{f: &f, rows: store.NewRowMatcher(&f, spell)}
	var c conditions
	c.add("v.id >= ? AND v.id <= ?", int64(f.FirstID().Version()), int64((f.LastID() - 1).Version()))
	c.standing(f.AsOf, f.Replaced)
	rows, err := st.pool.Query(ctx, "SELECT v.id FROM version v"+c.where()+" ORDER BY v.id DESC"+limit(newest), c.args...)
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
			ids, err := s.candidates(ctx, tx, query, last, chunk)
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
func (s *search) candidates(ctx context.Context, tx pgx.Tx, query string, before int64, n int) ([]int64, error) {
	var c conditions
	c.add("readout_terms(b.terms) @@ ?::tsquery", query)
	c.add("b.id + 0 >= ? AND b.id + 0 < ?", int64(s.f.FirstID().Version()), before)
	rows, err := tx.Query(ctx, "SELECT b.id FROM body b"+c.where()+" ORDER BY b.id + 0 DESC"+limit(n), c.args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// through looks through articles, newest first. It reports whether the search has
// what it wants.
func (s *search) through(ctx context.Context, db querier, ids []int64) (full bool, err error) {
	c := conditions{}
	c.add("b.id = ANY(?)", ids)
	c.standing(s.f.AsOf, s.f.Replaced)
	for _, phrase := range s.rows.Phrases() { // the index knows only that its words are there
		c.add("strpos(b.terms, ?) > 0", phrase)
	}
	rows, err := db.Query(ctx,
		"SELECT b.id, b.terms FROM body b JOIN version v ON v.id = b.id"+c.where()+" ORDER BY b.id DESC", c.args...)
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
	var c conditions
	c.add("v.id >= ? AND v.id <= ?", int64(f.FirstID().Version()), int64(f.LastID().Version()))
	c.standing(f.AsOf, f.Replaced)
	n := 0
	if f.Limit > 0 {
		n = f.Limit + store.MaxDay
	}
	rows, err := st.pool.Query(ctx, "SELECT v.id, v.statements FROM version v"+c.where()+" ORDER BY v.id DESC"+limit(n),
		c.args...)
	if err != nil {
		return nil, wrap("listing", err)
	}
	defer rows.Close()
	var out []store.StatementID
	for rows.Next() {
		var id int64
		var count int
		if err := rows.Scan(&id, &count); err != nil {
			return nil, wrap("listing", err)
		}
		first, last := 1, min(count, store.MaxRow)
		if f.Articles {
			first, last = 0, 0
		}
		for k := last; k >= first; k-- {
			row := store.VersionID(id).Row(k)
			if row >= f.LastID() {
				continue
			}
			if f.Full(out, row) {
				return out, nil
			}
			out = append(out, row)
		}
	}
	return out, wrap("listing", rows.Err())
}

func signed[T ~uint64 | ~int64](list []T) []int64 {
	out := make([]int64, len(list))
	for i, x := range list {
		out[i] = int64(x)
	}
	return out
}

// Agents reads agents by id or by name key, in the order of their ids.
func (st *Store) Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error) {
	var c conditions
	if f.IDs != nil {
		c.add("id = ANY(?)", signed(f.IDs))
	}
	if f.Keys != nil {
		c.add("key = ANY(?)", cleanAll(f.Keys))
	}
	if f.Prefix != "" {
		c.add("key >= ? AND key < ?", clean(f.Prefix), clean(f.Prefix)+"\U0010ffff")
	}
	rows, err := st.pool.Query(ctx,
		"SELECT id, key, first, last, data FROM agent"+c.where()+" ORDER BY id"+limit(f.Limit), c.args...)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (store.Agent, error) {
		var a store.Agent
		var id int64
		var key, data string
		var first, last store.Day
		if err := row.Scan(&id, &key, &first, &last, &data); err != nil {
			return a, err
		}
		if err := json.Unmarshal([]byte(data), &a); err != nil {
			return a, fmt.Errorf("agent %d: %w: %w", id, store.ErrCorrupt, err)
		}
		a.ID, a.Key, a.First, a.Last = uint64(id), key, first, last
		return a, nil
	})
	return out, wrap("reading agents", err)
}

func cleanAll(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = clean(s)
	}
	return out
}

// Events reads what articles say of events, in the order of publication.
func (st *Store) Events(ctx context.Context, f store.EventFilter) ([]store.Event, error) {
	var c conditions
	if f.IDs != nil {
		c.add("e.id = ANY(?)", signed(f.IDs))
	}
	if query := compileEvent(&f); query != "" {
		c.add("e.terms @@ ?::tsquery", query)
	}
	if f.From != "" || f.To != "" {
		c.add("e.time <> ''")
		if f.From != "" {
			c.add("e.time >= ?", f.From)
		}
		if f.To != "" {
			c.add("e.time < ?", f.To)
		}
	}
	if f.PubMin > 0 {
		c.add("e.id >= ?", int64(store.NewVersionID(f.PubMin, 0).Row(0)))
	}
	if f.PubMax > 0 {
		c.add("e.id < ?", int64(store.NewVersionID(f.PubMax+1, 0).Row(0)))
	}
	if f.AsOf != "" {
		c.add("v.since < ?", store.EndOf(f.AsOf))
	}
	rows, err := st.pool.Query(ctx, "SELECT e.id, e.time, e.data, "+versionColumns+
		" FROM event e JOIN version v ON v.id = e.id >> 12 JOIN article a ON a.id = v.article JOIN reader r ON r.id = "+
		"v.reader"+
		c.where()+" ORDER BY e.id DESC"+limit(f.Limit), c.args...)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	out, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (store.Event, error) {
		var e store.Event
		var data []byte
		if err := scanVersion(row, &e.Version, &e.ID, &e.Time, &data); err != nil {
			return e, err
		}
		if err := store.UnpackEvent(&e, data); err != nil {
			return e, fmt.Errorf("event %s: %w: %w", e.ID, store.ErrCorrupt, err)
		}
		return e, nil
	})
	slices.Reverse(out) // a limit keeps the newest
	return out, wrap("reading events", err)
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
	rows, err := db.Query(ctx, "SELECT id, at, who, kind, undoes, why, data FROM decision WHERE id > $1 ORDER BY id",
		after)
	if err != nil {
		return wrap("reading decisions", err)
	}
	defer rows.Close()
	for rows.Next() {
		var d store.Decision
		if err := rows.Scan(&d.ID, &d.At, &d.Who, &d.Kind, &d.Undoes, &d.Why, &d.Data); err != nil {
			return wrap("reading decisions", err)
		}
		if err := visit(d); err != nil {
			return err
		}
	}
	return wrap("reading decisions", rows.Err())
}

// Facts reads facts by name key or Wikidata id.
func (st *Store) Facts(ctx context.Context, f store.FactFilter) ([]store.Fact, error) {
	var c conditions
	if f.Wikidata != "" {
		c.add("wikidata = ?", clean(f.Wikidata))
	} else {
		c.add("key = ANY(?)", cleanAll(f.Keys))
	}
	var out []store.Fact
	err := eachFact(ctx, st.pool, &c, func(x store.Fact) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

func eachFact(ctx context.Context, db querier, c *conditions, visit func(store.Fact) error) error {
	rows, err := db.Query(ctx, "SELECT key, name, wikidata, kind, role, country, since, until, source FROM fact"+c.where()+
		" ORDER BY key, wikidata, role, since, until, source", c.args...)
	if err != nil {
		return wrap("reading facts", err)
	}
	defer rows.Close()
	for rows.Next() {
		var f store.Fact
		if err := rows.Scan(&f.Key, &f.Name, &f.Wikidata, &f.Kind, &f.Role, &f.Country, &f.From, &f.To,
			&f.Source); err != nil {
			return wrap("reading facts", err)
		}
		if err := visit(f); err != nil {
			return err
		}
	}
	return wrap("reading facts", rows.Err())
}
