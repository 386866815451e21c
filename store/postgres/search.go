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

// Search finds statements or articles, newest day first.
func (st *Store) Search(ctx context.Context, f store.Filter) ([]store.StatementID, error) {
	query := compile(f.Match, f.Facets())
	if query == "" {
		return st.browse(ctx, f)
	}
	search := func(from, below store.StatementID, n int) ([]store.StatementID, error) {
		var c conditions
		c.add("w.terms @@ ?::tsquery", query)
		c.add("w.id >= ? AND w.id < ?", int64(from), int64(below))
		if f.Articles {
			c.add("w.id & 4095 = 0")
		} else {
			c.add("w.id & 4095 <> 0")
		}
		c.standing(f.AsOf, f.Replaced)
		rows, err := st.pool.Query(ctx, "SELECT w.id FROM row_index w JOIN version v ON v.id = w.id >> 12"+c.where()+" ORDER BY w.id DESC"+limit(n), c.args...)
		if err != nil {
			return nil, wrap("searching", err)
		}
		ids, err := pgx.CollectRows(rows, pgx.RowTo[int64])
		out := make([]store.StatementID, len(ids))
		for i, id := range ids {
			out[i] = store.StatementID(id)
		}
		return out, wrap("searching", err)
	}
	out, err := search(f.FirstID(), f.LastID(), f.Limit)
	if err != nil || f.Limit <= 0 || len(out) < f.Limit {
		return out, err
	}
	// The rest of the last day.
	last := out[len(out)-1]
	rest, err := search(max(f.FirstID(), store.NewVersionID(last.Version().Day(), 0).Row(0)), last, store.MaxDay)
	return append(out, rest...), err
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
	rows, err := st.pool.Query(ctx, "SELECT v.id, v.statements FROM version v"+c.where()+" ORDER BY v.id DESC"+limit(n), c.args...)
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
			if have := len(out); f.Limit > 0 && have >= f.Limit && (row.Version().Day() != out[have-1].Version().Day() || have >= f.Limit+store.MaxDay) {
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
	rows, err := st.pool.Query(ctx, "SELECT id, key, first, last, data FROM agent"+c.where()+" ORDER BY id"+limit(f.Limit), c.args...)
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
		" FROM event e JOIN version v ON v.id = e.id >> 12 JOIN article a ON a.id = v.article JOIN reader r ON r.id = v.reader"+
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
	rows, err := db.Query(ctx, "SELECT id, at, who, kind, undoes, why, data FROM decision WHERE id > $1 ORDER BY id", after)
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
		if err := rows.Scan(&f.Key, &f.Name, &f.Wikidata, &f.Kind, &f.Role, &f.Country, &f.From, &f.To, &f.Source); err != nil {
			return wrap("reading facts", err)
		}
		if err := visit(f); err != nil {
			return err
		}
	}
	return wrap("reading facts", rows.Err())
}
