package query

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	_ "modernc.org/sqlite"

	"readout/store"
)

// overviewDB opens a database in memory with the tables that overviews need, and returns how to write and read it.
func overviewDB(t *testing.T) (Exec, OneRow) {
	t.Helper()
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		t.Fatal(err)
	}
	db.SetMaxOpenConns(1) // each connection has a database of its own
	t.Cleanup(func() { db.Close() })
	_, err = db.Exec(Overviews + "CREATE TABLE version (id BIGINT PRIMARY KEY, arrival BIGINT NOT NULL);")
	if err != nil {
		t.Fatal(err)
	}
	return func(text string, args ...any) error {
			_, err := db.ExecContext(t.Context(), text, args...)
			return err
		}, func(text string, args []any, into ...any) error {
			return db.QueryRowContext(t.Context(), text, args...).Scan(into...)
		}
}

// TestOverviews: an overview is found until articles of its day or an earlier one arrive, or anything there is
// rewritten; one of all articles is stale meanwhile, and one that was overtaken is not stored.
func TestOverviews(t *testing.T) {
	exec, row := overviewDB(t)
	day := store.DayOf("2031-03-05")
	mark := func() store.Mark {
		m, err := questions.Mark(row)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	keep := func(name string, day store.Day, since store.Mark) error {
		o := store.Overview{Name: name, Day: day, Data: []byte(name), Made: 7, Took: time.Second}
		return questions.KeepOverview(&o, since, exec, row)
	}
	there := func() (out []string) {
		for _, name := range []string{"day", "now"} {
			o, err := questions.Overview(name, row)
			switch {
			case errors.Is(err, store.ErrNotFound):
			case err != nil:
				t.Fatal(err)
			case string(o.Data) != name || o.Made != 7 || o.Took != time.Second:
				t.Errorf("%s is %+v", name, o)
			case o.Stale:
				out = append(out, name+" stale")
			default:
				out = append(out, name)
			}
		}
		return out
	}
	fill := func() {
		t.Helper()
		if err := errors.Join(keep("day", day, mark()), keep("now", store.Now, mark())); err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		name string
		do   func() error
		want []string
	}{
		{"nothing", func() error { return nil }, []string{"day", "now"}},
		{"an article of a later day", func() error { return questions.Arrived(day+9, exec) }, []string{"day", "now stale"}},
		{"an article of its day", func() error { return questions.Arrived(day, exec) }, []string{"now stale"}},
		{"a later article rewritten", func() error { return questions.Rewrote(day+9, exec) }, []string{"day"}},
		{"any rewritten", func() error { return questions.Rewrote(0, exec) }, nil},
	} {
		fill()
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		if got := there(); !slices.Equal(got, step.want) {
			t.Errorf("%s: %q, want %q", step.name, got, step.want)
		}
	}
	since := mark()
	if err := questions.Rewrote(0, exec); err != nil {
		t.Fatal(err)
	}
	if err := keep("day", day, since); !errors.Is(err, store.ErrConflict) {
		t.Errorf("overtaken by a decision: %v", err)
	}
	since = mark()
	if err := exec("INSERT INTO version VALUES (?, ?)", int64(store.NewVersionID(day, 1)), since.Arrival+1); err != nil {
		t.Fatal(err)
	}
	if err := keep("day", day, since); !errors.Is(err, store.ErrConflict) {
		t.Errorf("overtaken by an article: %v", err)
	}
	if err := keep("now", store.Now, since); err != nil || !slices.Equal(there(), []string{"now stale"}) {
		t.Errorf("of all articles, overtaken: %v, %q", err, there())
	}
}

// TestFalseOverviews: an overview whose row was edited is not returned, and is reported.
func TestFalseOverviews(t *testing.T) {
	exec, row := overviewDB(t)
	o := store.Overview{Name: "cards", Day: store.Now, Data: []byte("[]")}
	if err := questions.KeepOverview(&o, store.Mark{}, exec, row); err != nil {
		t.Fatal(err)
	}
	if list, err := questions.FalseOverviews([]string{"cards"}, row); err != nil || list != nil {
		t.Errorf("as it was stored: %q, %v", list, err)
	}
	if err := exec("UPDATE overview SET data = 'forged'"); err != nil {
		t.Fatal(err)
	}
	if _, err := questions.Overview("cards", row); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("edited: %v", err)
	}
	list, err := questions.FalseOverviews([]string{"cards"}, row)
	if err != nil || len(list) != 1 || !strings.Contains(list[0], "cards") {
		t.Errorf("edited: %q, %v", list, err)
	}
	gone := func(string, []any, ...any) error { return sql.ErrConnDone }
	if _, err := questions.FalseOverviews([]string{"cards"}, gone); !errors.Is(err, sql.ErrConnDone) {
		t.Errorf("without a database: %v", err)
	}
}

// TestFirstDays: the earliest day of what was added, and of what is rewritten.
func TestFirstDays(t *testing.T) {
	day := store.DayOf("2031-03-05")
	id := func(d store.Day) store.VersionID { return store.NewVersionID(d, 1) }
	if _, added := FirstDay([]store.Outcome{{ID: id(day)}}); added {
		t.Error("nothing was added")
	}
	got, added := FirstDay([]store.Outcome{{ID: id(day + 3), Added: true}, {ID: id(day), Added: true}, {ID: id(day - 2)}})
	if !added || got != day {
		t.Errorf("added on %v, %v", got, added)
	}
	change := func(d store.Day) store.Change {
		return store.Change{Old: store.Entry{Version: store.Version{ID: id(d)}}}
	}
	if got := FirstChanged([]store.Change{change(day + 1), change(day)}); got != day {
		t.Errorf("changed on %v", got)
	}
}
