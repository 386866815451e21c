package query

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"readout/store"
)

// Exec runs a statement and OneRow scans a single row. Both take SQL as returned by Dialect.Write.
type (
	Exec   func(text string, args ...any) error
	OneRow func(text string, args []any, into ...any) error
)

// Overviews is the schema of the overview tables, in types that both databases accept.
const Overviews = `
-- see store.Overview; deleted when anything of its day or an earlier one changes
CREATE TABLE overview (
  name TEXT PRIMARY KEY, day BIGINT NOT NULL, made BIGINT NOT NULL, took BIGINT NOT NULL, stale BIGINT NOT NULL,
  sum BYTEA NOT NULL, data BYTEA NOT NULL);
CREATE INDEX overview_day ON overview(day);
CREATE INDEX overview_made ON overview(made);
-- see store.Mark
CREATE TABLE rewritten (one BIGINT PRIMARY KEY CHECK (one = 1), n BIGINT NOT NULL);
INSERT INTO rewritten VALUES (1, 0);
`

// Arrived deletes the overviews that lack the new articles of a day, and marks those of all articles
// as stale.
func (d *Dialect) Arrived(day store.Day, exec Exec) error {
	// From the day before: in other time zones an article from just after midnight belongs to it.
	err := exec(d.Write("DELETE FROM overview WHERE day >= ? AND day < ?"), int64(day-1), int64(store.Now))
	if err != nil {
		return err
	}
	return exec(d.Write("UPDATE overview SET stale = 1 WHERE day = ? AND stale = 0"), int64(store.Now))
}

// Rewrote deletes all overviews that may depend on articles of a day, whose content has changed; 0
// is any day.
func (d *Dialect) Rewrote(day store.Day, exec Exec) error {
	if err := exec(d.Write("DELETE FROM overview WHERE day >= ?"), int64(day-1)); err != nil {
		return err
	}
	return exec("UPDATE rewritten SET n = n + 1")
}

// Mark reads the current state of the store.
func (d *Dialect) Mark(row OneRow) (m store.Mark, err error) {
	err = row("SELECT (SELECT coalesce(max(arrival), 0) FROM version), (SELECT n FROM rewritten)", nil, &m.Arrival,
		&m.Rewritten)
	return m, err
}

// Overview reads an overview.
//
// Errors: store.ErrNotFound, also if its checksum does not match.
func (d *Dialect) Overview(name string, row OneRow) (store.Overview, error) {
	o := store.Overview{Name: name}
	var day, took, stale int64
	var sum []byte
	err := row(d.Write("SELECT day, made, took, stale, sum, data FROM overview WHERE name = ?"), []any{d.clean(name)},
		&day, &o.Made, &took, &stale, &sum, &o.Data)
	if errors.Is(err, sql.ErrNoRows) {
		return o, store.ErrNotFound
	}
	if err != nil {
		return o, err
	}
	o.Day, o.Took, o.Stale = store.Day(day), time.Duration(took), stale != 0
	if !bytes.Equal(sum, o.Sum()) {
		return o, fmt.Errorf("%w: its checksum does not match", store.ErrNotFound)
	}
	return o, nil
}

// maxOverviews bounds the number of stored overviews; the newest are kept.
const maxOverviews = 6000

// KeepOverview stores an overview computed from the state at a mark.
//
// Errors: store.ErrConflict if its inputs have changed since.
func (d *Dialect) KeepOverview(o *store.Overview, since store.Mark, exec Exec, row OneRow) error {
	var came bool
	var n int64
	if err := row(d.Write("SELECT EXISTS (SELECT 1 FROM version WHERE arrival > ? AND id < ?), (SELECT n FROM rewritten)"),
		[]any{since.Arrival, int64(store.NewVersionID(min(o.Day, store.Now-2)+2, 0))}, &came, &n); err != nil {
		return err
	}
	if n != since.Rewritten || came && o.Day != store.Now {
		return store.ErrConflict
	}
	stale := 0
	if came {
		stale = 1
	}
	if err := exec(d.Write("DELETE FROM overview WHERE name = ?"), d.clean(o.Name)); err != nil {
		return err
	}
	if err := exec(d.Write("INSERT INTO overview (name, day, made, took, stale, sum, data) VALUES (?, ?, ?, ?, ?, ?, ?)"),
		d.clean(o.Name), int64(o.Day), o.Made, int64(o.Took), stale, o.Sum(), o.Data); err != nil {
		return err
	}
	return exec(fmt.Sprintf("DELETE FROM overview WHERE name IN (SELECT name FROM overview ORDER BY made DESC, name "+
		"LIMIT %d OFFSET %d)", maxOverviews, maxOverviews))
}

// FalseOverviews reports which of the named overviews fail their checksum.
func (d *Dialect) FalseOverviews(names []string, row OneRow) ([]string, error) {
	var out []string
	for _, name := range names {
		if _, err := d.Overview(name, row); errors.Is(err, store.ErrNotFound) {
			out = append(out, fmt.Sprintf("overview %q: its checksum does not match", name))
		} else if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// FirstDay returns the earliest day among the articles that were added, if any.
func FirstDay(out []store.Outcome) (day store.Day, added bool) {
	for i := range out {
		if d := out[i].ID.Day(); out[i].Added && (!added || d < day) {
			day, added = d, true
		}
	}
	return day, added
}

// FirstChanged returns the earliest day among versions whose rows are rewritten.
func FirstChanged(changes []store.Change) store.Day {
	day := store.Now
	for i := range changes {
		day = min(day, changes[i].Old.Version.ID.Day())
	}
	return day
}
