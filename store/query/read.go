package query

import (
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"readout/store"
)

// Rows is a result set, as both drivers provide it.
type Rows interface {
	Row
	Next() bool
	Err() error
}

// Row is one row of a result set.
type Row interface{ Scan(into ...any) error }

// VersionColumns are the columns that ScanVersion reads, from version v, article a and reader r.
const VersionColumns = "v.id, v.arrival, a.outlet, a.ident, v.sha256, v.since, v.until, v.ingested, v.notice, " +
	"v.headline, r.name, v.statements"

// ScanVersion reads a version, after any columns that precede its own.
func ScanVersion(row Row, v *store.Version, before ...any) error {
	var sha []byte
	err := row.Scan(append(before, &v.ID, &v.Arrival, &v.Key.Outlet, &v.Key.Ident, &sha, &v.Since, &v.Until,
		&v.Ingested, &v.Notice, &v.Headline, &v.Reader, &v.Count)...)
	copy(v.SHA256[:], sha)
	return err
}

// Versions returns the query for the versions that match a filter, ordered by id, or by arrival
// if the filter has Arrived.
//
// Errors: the list of ids is too long.
func (d *Dialect) Versions(f *store.VersionFilter) (Statement, error) {
	if err := d.checkLen(len(f.IDs), "ids"); err != nil {
		return Statement{}, err
	}
	c := d.Where()
	order := "v.id"
	if f.Key != nil {
		c.Add("a.outlet = ? AND a.ident = ?", d.clean(f.Key.Outlet), d.clean(f.Key.Ident))
	}
	if f.Ident != "" {
		c.Add("a.ident = ?", d.clean(f.Ident))
	}
	if f.IDs != nil {
		ids(c, "v.id", f.IDs)
	}
	if f.Arrived > 0 {
		c.Add("v.arrival > ?", f.Arrived)
		order = "v.arrival"
	}
	if f.From > 0 {
		c.Add("v.id >= ?", int64(store.NewVersionID(f.From, 0)))
	}
	if f.To > 0 {
		c.Add("v.id < ?", int64(store.NewVersionID(f.To+1, 0)))
	}
	if f.Outlet != "" {
		c.Add("a.outlet = ?", d.clean(f.Outlet))
	}
	if f.AsOf != "" || f.Live {
		c.Standing(f.AsOf, false)
	}
	columns := VersionColumns
	from := " FROM version v JOIN article a ON a.id = v.article JOIN reader r ON r.id = v.reader"
	if f.Body {
		columns, from = "b.data, "+columns, from+" JOIN body b ON b.id = v.id"
	}
	return Statement{"SELECT " + columns + from + c.String() + " ORDER BY " + order + Limit(f.Limit), c.Args()}, nil
}

// Wrap adds the operation that failed to an error.
type Wrap func(doing string, err error) error

// EachVersion visits versions, with their bodies if body is set. B is the type into which the
// driver reads bytes without a copy.
func EachVersion[B ~[]byte](rows Rows, body bool, wrap Wrap, visit func(store.Version) error) error {
	const doing = "reading versions"
	for rows.Next() {
		var v store.Version
		var data B
		var err error
		if body {
			err = ScanVersion(rows, &v, &data)
		} else {
			err = ScanVersion(rows, &v)
		}
		if err != nil {
			return wrap(doing, err)
		}
		if body {
			if v.Body, err = store.Unpack(data); err != nil {
				return wrap(doing, fmt.Errorf("%s of %s: %w: %w", v.Key.Ident, v.Key.Outlet, store.ErrCorrupt, err))
			}
		}
		if err := visit(v); err != nil {
			return err
		}
	}
	return wrap(doing, rows.Err())
}

// Agents returns the query for the agents that match a filter, ordered by id.
//
// Errors: a list is too long.
func (d *Dialect) Agents(f *store.AgentFilter) (Statement, error) {
	if err := errors.Join(d.checkLen(len(f.IDs), "ids"), d.checkLen(len(f.Keys), "keys")); err != nil {
		return Statement{}, err
	}
	c := d.Where()
	if f.IDs != nil {
		ids(c, "id", f.IDs)
	}
	if f.Keys != nil {
		c.texts("key", f.Keys)
	}
	if f.Prefix != "" {
		c.Add("key >= ? AND key < ?", d.clean(f.Prefix), d.clean(f.Prefix)+"\U0010ffff")
	}
	return Statement{"SELECT id, key, first, last, data FROM agent" + c.String() + " ORDER BY id" + Limit(f.Limit),
		c.Args()}, nil
}

// ReadAgents reads all agents of a result set.
func ReadAgents(rows Rows) ([]store.Agent, error) {
	var out []store.Agent
	for rows.Next() {
		var a store.Agent
		var id int64
		var data, key string
		var first, last store.Day
		if err := rows.Scan(&id, &key, &first, &last, &data); err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(data), &a); err != nil {
			return nil, fmt.Errorf("agent %d: %w: %w", id, store.ErrCorrupt, err)
		}
		a.ID, a.Key, a.First, a.Last = uint64(id), key, first, last
		out = append(out, a)
	}
	return out, rows.Err()
}

// EventTables describes where events are read from: the joined tables, the column of the event's
// id, and the condition on words and keys with its argument.
type EventTables struct {
	From, ID string
	Words    string // a condition, or ""
	Query    string
}

// Events returns the query for the events that match a filter, newest first because a limit
// keeps the newest.
//
// Errors: a list is too long.
func (d *Dialect) Events(f *store.EventFilter, of EventTables) (Statement, error) {
	c, err := d.eventConditions(f, of)
	if err != nil {
		return Statement{}, err
	}
	return Statement{"SELECT e.id, e.time, e.data, " + VersionColumns + " FROM " + of.From +
		" JOIN article a ON a.id = v.article JOIN reader r ON r.id = v.reader" + c.String() +
		" ORDER BY " + of.ID + " DESC" + Limit(f.Limit), c.Args()}, nil
}

// EventIDs returns the query for the ids of the events that Events finds, in the same order. It needs the
// tables of the conditions alone.
//
// Errors: a list is too long.
func (d *Dialect) EventIDs(f *store.EventFilter, of EventTables) (Statement, error) {
	c, err := d.eventConditions(f, of)
	if err != nil {
		return Statement{}, err
	}
	return Statement{"SELECT " + of.ID + " FROM " + of.From + c.String() + " ORDER BY " + of.ID + " DESC" +
		Limit(f.Limit), c.Args()}, nil
}

// eventConditions are what a filter asks of an event e and of its version v, which only AsOf needs.
func (d *Dialect) eventConditions(f *store.EventFilter, of EventTables) (*Conditions, error) {
	if err := errors.Join(d.checkLen(len(f.IDs), "ids"), d.checkLen(len(f.Keys), "keys")); err != nil {
		return nil, err
	}
	c := d.Where()
	if f.IDs != nil {
		ids(c, "e.id", f.IDs)
	}
	if of.Words != "" {
		c.Add(of.Words, of.Query)
	}
	if f.From != "" || f.To != "" {
		eventTime(c, f.From, f.To)
	}
	if f.PubMin > 0 {
		c.Add(of.ID+" >= ?", int64(store.NewVersionID(f.PubMin, 0).Row(0)))
	}
	if f.PubMax > 0 {
		c.Add(of.ID+" < ?", int64(store.NewVersionID(f.PubMax+1, 0).Row(0)))
	}
	if f.AsOf != "" {
		c.Add("v.since < ?", store.EndOf(f.AsOf))
		if day := store.LastDay(f.AsOf); day > 0 {
			c.Add(of.ID+" < ?", int64(store.NewVersionID(day+1, 0).Row(0)))
		}
	}
	return c, nil
}

// noDay is the condition that an event's time is a week, a month, a year or several days.
const noDay = "(LENGTH(e.time) < 10 OR e.time LIKE '%W%' OR e.time LIKE '%/%')"

// eventTime adds the condition that an event may be on a day from one to another. As text days are in their order, but
// not weeks and months among days, nor several days by the last of them: of these all are found that begin in the
// years of the days or in the year before.
func eventTime(c *Conditions, from, to string) {
	c.Add("e.time <> ''")
	if from != "" {
		c.Add("(e.time >= ? OR "+noDay+" AND e.time >= ?)", from, year(from, -1))
	}
	if to != "" {
		c.Add("(e.time < ? OR "+noDay+" AND e.time < ?)", to, year(to, 1))
	}
}

// year is the year some years after that of a day; a day that is none is left as it is.
func year(day string, after int) string {
	n, err := strconv.Atoi(day[:min(len(day), len("2006"))])
	if err != nil {
		return day
	}
	return fmt.Sprintf("%04d", n+after)
}

// ReadEvents reads all events of a result set.
func ReadEvents(rows Rows) ([]store.Event, error) {
	var out []store.Event
	for rows.Next() {
		var e store.Event
		var data []byte
		if err := ScanVersion(rows, &e.Version, &e.ID, &e.Time, &data); err != nil {
			return nil, err
		}
		if err := store.UnpackEvent(&e, data); err != nil {
			return nil, fmt.Errorf("event %s: %w: %w", e.ID, store.ErrCorrupt, err)
		}
		out = append(out, e)
	}
	return out, rows.Err()
}

// ReadEventIDs reads the ids of events.
func ReadEventIDs(rows Rows) ([]store.StatementID, error) {
	var out []store.StatementID
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		out = append(out, store.StatementID(id))
	}
	return out, rows.Err()
}

// Decisions returns the query for the decisions after an id, oldest first.
func (d *Dialect) Decisions(after int64) Statement {
	return Statement{d.Write("SELECT id, at, who, kind, undoes, why, data FROM decision WHERE id > ? ORDER BY id"),
		[]any{after}}
}

// EachDecision visits decisions.
func EachDecision(rows Rows, wrap Wrap, visit func(store.Decision) error) error {
	const doing = "reading decisions"
	for rows.Next() {
		var d store.Decision
		if err := rows.Scan(&d.ID, &d.At, &d.Who, &d.Kind, &d.Undoes, &d.Why, &d.Data); err != nil {
			return wrap(doing, err)
		}
		if err := visit(d); err != nil {
			return err
		}
	}
	return wrap(doing, rows.Err())
}

// Facts returns the query for the facts that match a filter, or for all facts if it is nil.
//
// Errors: the list of keys is too long.
func (d *Dialect) Facts(f *store.FactFilter) (Statement, error) {
	c := d.Where()
	switch {
	case f == nil:
	case len(f.Keys) > 0 && d.checkLen(len(f.Keys), "keys") != nil:
		return Statement{}, d.checkLen(len(f.Keys), "keys")
	case f.Wikidata != "":
		c.Add("wikidata = ?", d.clean(f.Wikidata))
	default:
		c.texts("key", f.Keys)
	}
	return Statement{"SELECT key, name, wikidata, kind, role, country, since, until, source FROM fact" + c.String() +
		" ORDER BY key, wikidata, role, since, until, source", c.Args()}, nil
}

// EachFact visits facts.
func EachFact(rows Rows, wrap Wrap, visit func(store.Fact) error) error {
	const doing = "reading facts"
	for rows.Next() {
		var f store.Fact
		if err := rows.Scan(&f.Key, &f.Name, &f.Wikidata, &f.Kind, &f.Role, &f.Country, &f.From, &f.To,
			&f.Source); err != nil {
			return wrap(doing, err)
		}
		if err := visit(f); err != nil {
			return err
		}
	}
	return wrap(doing, rows.Err())
}

// Links is the query for all links of the hash chain.
const Links = "SELECT n, kind, ref, item, body, hash FROM link ORDER BY n"

// EachLink visits links.
func EachLink(rows Rows, visit func(store.Link)) error {
	for rows.Next() {
		var l store.Link
		var item, body, hash []byte
		if err := rows.Scan(&l.N, &l.Kind, &l.Ref, &item, &body, &hash); err != nil {
			return err
		}
		copy(l.Item[:], item)
		copy(l.Body[:], body)
		copy(l.Hash[:], hash)
		visit(l)
	}
	return rows.Err()
}
