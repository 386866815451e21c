package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"readout/store"
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
	stands, args := standing(f.AsOf, f.Replaced)
	row := "<> 0"
	if f.Articles {
		row = "= 0"
	}
	// CROSS JOIN keeps the index on the outside: its ids come newest first and the
	// reading stops when there are enough.
	rows, err := st.read.QueryContext(ctx, `SELECT w.rowid FROM row_index w CROSS JOIN version v ON v.id = w.rowid >> 12
		WHERE row_index MATCH ? AND w.rowid >= ? AND w.rowid < ? AND w.rowid & 4095 `+row+stands+`
		ORDER BY w.rowid DESC`, append([]any{expr, int64(f.FirstID()), int64(f.LastID())}, args...)...)
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
	stands, args := standing(f.AsOf, f.Replaced)
	rows, err := st.read.QueryContext(ctx,
		`SELECT v.id, v.statements FROM version v WHERE v.id >= ? AND v.id <= ?`+stands+` ORDER BY v.id DESC`,
		append([]any{int64(f.FirstID().Version()), int64(f.LastID().Version())}, args...)...)
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
		for n := last; n >= first; n-- {
			row := store.VersionID(id).Row(n)
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

// standing is the condition that a version v stood at a day or time.
func standing(asOf string, replaced bool) (string, []any) {
	switch {
	case asOf != "" && replaced:
		return " AND v.since < ?", []any{store.EndOf(asOf)}
	case asOf != "":
		end := store.EndOf(asOf)
		return " AND v.since < ? AND (v.until = '' OR v.until >= ?)", []any{end, end}
	case replaced:
		return "", nil
	}
	return " AND v.until = ''", nil
}

// in writes "column IN (?, ?, …)".
func in[T any](column string, values []T, as func(T) any) (string, []any) {
	args := make([]any, len(values))
	for i, v := range values {
		args[i] = as(v)
	}
	return column + " IN (?" + strings.Repeat(", ?", max(len(values)-1, 0)) + ")", args
}

// maxIn keeps a query below SQLite's bound of 32,766 variables.
const maxIn = 10_000

// Agents reads agents by id or by name key, in the order of their ids.
func (st *Store) Agents(ctx context.Context, f store.AgentFilter) ([]store.Agent, error) {
	if len(f.IDs) > maxIn || len(f.Keys) > maxIn {
		return nil, fmt.Errorf("sqlite: reading agents: %d ids and %d keys are more than %d", len(f.IDs), len(f.Keys), maxIn)
	}
	where, args := []string{"1"}, []any{}
	add := func(cond string, more ...any) { where, args = append(where, cond), append(args, more...) }
	if f.IDs != nil {
		cond, more := in("id", f.IDs, func(id uint64) any { return int64(id) })
		add(cond, more...)
	}
	if f.Keys != nil {
		cond, more := in("key", f.Keys, func(k string) any { return k })
		add(cond, more...)
	}
	if f.Prefix != "" {
		add("key >= ? AND key < ?", f.Prefix, f.Prefix+"\U0010ffff")
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	rows, err := st.read.QueryContext(ctx, "SELECT id, key, first, last, data FROM agent WHERE "+strings.Join(where,
		" AND ")+" ORDER BY id LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, wrap("reading agents", err)
	}
	defer rows.Close()
	var out []store.Agent
	for rows.Next() {
		var a store.Agent
		var id int64
		var data, key string
		var first, last store.Day
		if err := rows.Scan(&id, &key, &first, &last, &data); err != nil {
			return nil, wrap("reading agents", err)
		}
		if err := json.Unmarshal([]byte(data), &a); err != nil {
			return nil, fmt.Errorf("sqlite: reading agent %d: %w: %w", id, store.ErrCorrupt, err)
		}
		a.ID, a.Key, a.First, a.Last = uint64(id), key, first, last
		out = append(out, a)
	}
	return out, wrap("reading agents", rows.Err())
}

// Events reads what articles say of events, in the order of publication.
func (st *Store) Events(ctx context.Context, f store.EventFilter) ([]store.Event, error) {
	if len(f.Keys) > maxIn || len(f.IDs) > maxIn {
		return nil, fmt.Errorf("sqlite: reading events: %d keys and %d ids are more than %d", len(f.Keys), len(f.IDs), maxIn)
	}
	where, args := []string{"1"}, []any{}
	add := func(cond string, more ...any) { where, args = append(where, cond), append(args, more...) }
	if f.IDs != nil {
		if len(f.IDs) == 0 {
			return nil, nil
		}
		cond, more := in("e.id", f.IDs, func(id store.StatementID) any { return int64(id) })
		add(cond, more...)
	}
	// As in Search, the index is on the outside where it is asked: its ids come newest
	// first, and a limit ends the reading however many reports have the word.
	from, id := "event e", "e.id"
	if expr := compileEvent(&f); expr != "" {
		from, id = "event_index w CROSS JOIN event e ON e.id = w.rowid", "w.rowid"
		add("event_index MATCH ?", expr)
	}
	if f.From != "" || f.To != "" {
		add("e.time <> ''")
		if f.From != "" {
			add("e.time >= ?", f.From)
		}
		if f.To != "" {
			add("e.time < ?", f.To)
		}
	}
	if f.PubMin > 0 {
		add(id+" >= ?", int64(store.NewVersionID(f.PubMin, 0).Row(0)))
	}
	if f.PubMax > 0 {
		add(id+" < ?", int64(store.NewVersionID(f.PubMax+1, 0).Row(0)))
	}
	if f.AsOf != "" {
		add("v.since < ?", store.EndOf(f.AsOf))
	}
	limit := -1
	if f.Limit > 0 {
		limit = f.Limit
	}
	rows, err := st.read.QueryContext(ctx, "SELECT e.id, e.time, e.data, "+versionColumns+
		" FROM "+from+" CROSS JOIN version v ON v.id = e.id >> 12 JOIN article a ON a.id = v.article JOIN reader r ON r.id "+
		"= v.reader WHERE "+
		strings.Join(where, " AND ")+" ORDER BY "+id+" DESC LIMIT ?", append(args, limit)...)
	if err != nil {
		return nil, wrap("reading events", err)
	}
	defer rows.Close()
	var out []store.Event
	for rows.Next() {
		var e store.Event
		var data []byte
		if err := scanVersion(rows, &e.Version, &e.ID, &e.Time, &data); err != nil {
			return nil, wrap("reading events", err)
		}
		if err := store.UnpackEvent(&e, data); err != nil {
			return nil, fmt.Errorf("sqlite: reading event %s: %w: %w", e.ID, store.ErrCorrupt, err)
		}
		out = append(out, e)
	}
	slices.Reverse(out) // a limit keeps the newest
	return out, wrap("reading events", rows.Err())
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
	rows, err := db.QueryContext(ctx,
		"SELECT id, at, who, kind, undoes, why, data FROM decision WHERE id > ? ORDER BY id", after)
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
	if len(f.Keys) > maxIn {
		return nil, fmt.Errorf("sqlite: reading facts: %d keys are more than %d", len(f.Keys), maxIn)
	}
	where, args := "wikidata = ?", []any{f.Wikidata}
	if f.Wikidata == "" {
		where, args = in("key", f.Keys, func(k string) any { return k })
	}
	var out []store.Fact
	err := eachFact(ctx, st.read, " WHERE "+where, args, func(x store.Fact) error {
		out = append(out, x)
		return nil
	})
	return out, err
}

func eachFact(ctx context.Context, db queryer, where string, args []any, visit func(store.Fact) error) error {
	rows, err := db.QueryContext(ctx,
		`SELECT key, name, wikidata, kind, role, country, since, until, source FROM fact`+where+
			" ORDER BY key, wikidata, role, since, until, source", args...)
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

var _ queryer = (*sql.DB)(nil)
