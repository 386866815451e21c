package query

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/store"
)

var (
	questions = &Dialect{MaxList: 3}
	numbers   = &Dialect{Numbered: true, Arrays: true, Clean: func(s string) string {
		return strings.ReplaceAll(s, "\x00", "")
	}}
)

// TestStatements: both dialects express the same query.
func TestStatements(t *testing.T) {
	must := func(s Statement, err error) Statement {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	versions := &store.VersionFilter{Key: &store.Key{Outlet: "K\x00TA", Ident: "1"}, IDs: []store.VersionID{5, 6},
		Live:  true,
		Limit: 7}
	agents := &store.AgentFilter{Keys: []string{"oskeby", "voss"}, Prefix: "os"}
	events := &store.EventFilter{IDs: []store.StatementID{9}, From: "2024-03-01", AsOf: "2024-03-14"}
	of := EventTables{From: "event e", ID: "e.id", Words: "e.terms = ?", Query: "summit"}
	for _, x := range [...]struct {
		name       string
		of         func(d *Dialect) Statement
		small, big string // what the text in each dialect contains
		smallArgs  int
		bigArgs    int
	}{
		{"versions", func(d *Dialect) Statement { return must(d.Versions(versions)) },
			"WHERE a.outlet = ? AND a.ident = ? AND v.id IN (?, ?) AND v.until = '' ORDER BY v.id LIMIT 7",
			"WHERE a.outlet = $1 AND a.ident = $2 AND v.id = ANY($3) AND v.until = '' ORDER BY v.id LIMIT 7", 4, 3},
		{"versions with bodies", func(d *Dialect) Statement {
			return must(d.Versions(&store.VersionFilter{Body: true, Arrived: 4}))
		}, "JOIN body b ON b.id = v.id WHERE v.arrival > ? ORDER BY v.arrival",
			"JOIN body b ON b.id = v.id WHERE v.arrival > $1 ORDER BY v.arrival", 1, 1},
		{"agents", func(d *Dialect) Statement { return must(d.Agents(agents)) },
			"WHERE key IN (?, ?) AND key >= ? AND key < ? ORDER BY id",
			"WHERE key = ANY($1) AND key >= $2 AND key < $3 ORDER BY id", 4, 3},
		{"events", func(d *Dialect) Statement { return must(d.Events(events, of)) },
			"WHERE e.id IN (?) AND e.terms = ? AND e.time <> '' AND (e.time >= ? OR " + noDay +
				" AND e.time >= ?) AND v.since < ? AND e.id < ? ORDER BY e.id DESC",
			"WHERE e.id = ANY($1) AND e.terms = $2 AND e.time <> '' AND (e.time >= $3 OR " + noDay +
				" AND e.time >= $4) AND v.since < $5 AND e.id < $6 ORDER BY e.id DESC",
			6, 6},
		{"ids of events", func(d *Dialect) Statement {
			return must(d.EventIDs(&store.EventFilter{AsOf: "2024-03-14", Limit: 5}, of))
		},
			"SELECT e.id FROM event e WHERE e.terms = ? AND v.since < ? AND e.id < ? ORDER BY e.id DESC LIMIT 5",
			"SELECT e.id FROM event e WHERE e.terms = $1 AND v.since < $2 AND e.id < $3 ORDER BY e.id DESC LIMIT 5", 3, 3},
		{"decisions", func(d *Dialect) Statement { return d.Decisions(3) }, "WHERE id > ?", "WHERE id > $1", 1, 1},
		{"facts", func(d *Dialect) Statement { return must(d.Facts(&store.FactFilter{Wikidata: "Q1"})) },
			"WHERE wikidata = ? ORDER", "WHERE wikidata = $1 ORDER", 1, 1},
		{"no facts", func(d *Dialect) Statement { return must(d.Facts(&store.FactFilter{})) },
			"WHERE 0 = 1 ORDER", "WHERE key = ANY($1) ORDER", 0, 1},
		{"all facts", func(d *Dialect) Statement { return must(d.Facts(nil)) }, "FROM fact ORDER", "FROM fact ORDER", 0, 0},
	} {
		if s := x.of(questions); !strings.Contains(s.Text, x.small) || len(s.Args) != x.smallArgs {
			t.Errorf("%s: %s with %v", x.name, s.Text, s.Args)
		}
		if s := x.of(numbers); !strings.Contains(s.Text, x.big) || len(s.Args) != x.bigArgs {
			t.Errorf("%s: %s with %v", x.name, s.Text, s.Args)
		}
	}
	if s := must(numbers.Versions(versions)); s.Args[0] != "KTA" {
		t.Errorf("a text that the database cannot hold: %q", s.Args[0])
	}
}

// TestTooLong: a list that is too long for the database is rejected, but not without a limit.
func TestTooLong(t *testing.T) {
	long := []string{"a", "b", "c", "d"}
	if _, err := questions.Agents(&store.AgentFilter{Keys: long}); err == nil || err.Error() != "4 keys are more than 3" {
		t.Errorf("agents: %v", err)
	}
	if _, err := questions.Facts(&store.FactFilter{Keys: long}); err == nil {
		t.Error("facts are not refused")
	}
	if _, err := questions.Events(&store.EventFilter{Keys: make([]uint64, 4)}, EventTables{}); err == nil {
		t.Error("events are not refused")
	}
	if _, err := questions.EventIDs(&store.EventFilter{IDs: make([]store.StatementID, 4)}, EventTables{}); err == nil {
		t.Error("ids of events are not refused")
	}
	if _, err := questions.Versions(&store.VersionFilter{IDs: make([]store.VersionID, 4)}); err == nil {
		t.Error("versions are not refused")
	}
	if _, err := numbers.Agents(&store.AgentFilter{Keys: long}); err != nil {
		t.Errorf("without a bound: %v", err)
	}
}

func TestStanding(t *testing.T) {
	for _, x := range [...]struct {
		asOf     string
		replaced bool
		want     string
	}{
		{"", false, " WHERE v.until = ''"},
		{"", true, ""},
		{"2024-03-14", true, " WHERE v.since < $1"},
		{"2024-03-14", false, " WHERE v.since < $1 AND (v.until = '' OR v.until >= $2)"},
	} {
		c := numbers.Where()
		c.Standing(x.asOf, x.replaced)
		if c.String() != x.want {
			t.Errorf("%q, %v: %s", x.asOf, x.replaced, c)
		}
	}
}

// rows is a result set for tests.
type rows struct {
	list [][]any
	at   int
	err  error
}

func (r *rows) Next() bool { r.at++; return r.at <= len(r.list) }
func (r *rows) Err() error { return r.err }

func (r *rows) Scan(into ...any) error {
	row := r.list[r.at-1]
	if len(row) != len(into) {
		return fmt.Errorf("%d columns into %d", len(row), len(into))
	}
	for i, v := range row {
		to := reflect.ValueOf(into[i]).Elem()
		to.Set(reflect.ValueOf(v).Convert(to.Type()))
	}
	return nil
}

var errBroken = errors.New("the connection is gone")

func doing(what string, err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("test: %s: %w", what, err)
}

// TestRead: rows are converted to values; malformed data is an error, and so is an aborted
// result set.
func TestRead(t *testing.T) {
	agents, err := ReadAgents(&rows{list: [][]any{{int64(-1), "oskeby", 5, 6, `{"name":"Maren Oskeby"}`}}})
	if err != nil || len(agents) != 1 || agents[0].ID != ^uint64(0) || agents[0].Key != "oskeby" || agents[0].Last != 6 {
		t.Errorf("agents: %+v, %v", agents, err)
	}
	if _, err := ReadAgents(&rows{list: [][]any{{int64(1), "x", 5, 6, "{"}}}); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a broken agent: %v", err)
	}
	if _, err := ReadAgents(&rows{err: errBroken}); !errors.Is(err, errBroken) {
		t.Errorf("an answer that breaks off: %v", err)
	}
	version := []any{int64(7), int64(1), "KTA", "1", []byte{9}, "2024-03-01", "", int64(1709280000), "", "Talks", "r1", 2}
	if _, err := ReadEvents(&rows{list: [][]any{append([]any{int64(1), "", []byte("no event")}, version...)}}); !errors.Is(
		err,
		store.ErrCorrupt) {
		t.Errorf("a broken event: %v", err)
	}
	ids, err := ReadEventIDs(&rows{list: [][]any{{int64(9)}, {int64(7)}}})
	if err != nil || !slices.Equal(ids, []store.StatementID{9, 7}) {
		t.Errorf("ids of events: %v, %v", ids, err)
	}
	if _, err := ReadEventIDs(&rows{list: [][]any{{int64(9), int64(8)}}}); err == nil {
		t.Error("a row of two columns is read as an id")
	}
	if _, err := ReadEventIDs(&rows{err: errBroken}); !errors.Is(err, errBroken) {
		t.Errorf("ids that break off: %v", err)
	}
	var got []store.Version
	keep := func(v store.Version) error { got = append(got, v); return nil }
	if err := EachVersion[[]byte](&rows{list: [][]any{version}}, false, doing, keep); err != nil || len(got) != 1 ||
		got[0].SHA256[0] != 9 || got[0].Headline != "Talks" {
		t.Errorf("versions: %+v, %v", got, err)
	}
	err = EachVersion[[]byte](&rows{list: [][]any{append([]any{[]byte("no body")}, version...)}}, true, doing, keep)
	if !errors.Is(err, store.ErrCorrupt) || !strings.HasPrefix(err.Error(), "test: reading versions: 1 of KTA") {
		t.Errorf("a broken body: %v", err)
	}
	mine := errors.New("enough")
	decision := []any{int64(3), "2024-03-01", "Ann", "merge", int64(0), "the same", "{}"}
	err = EachDecision(&rows{list: [][]any{decision}}, doing, func(d store.Decision) error { return mine })
	if err != mine {
		t.Errorf("a visitor's own error is changed: %v", err)
	}
	fact := []any{"oskeby", "Maren Oskeby", "Q1", "person", "speaker", "NH", 1, 2, "wikidata"}
	if err := EachFact(&rows{list: [][]any{fact}}, doing, func(f store.Fact) error {
		if f.Role != "speaker" || f.To != 2 {
			t.Errorf("a fact: %+v", f)
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
	if err := EachLink(&rows{list: [][]any{{int64(1), "v", int64(7), []byte{1}, []byte{2}, []byte{3}}}},
		func(l store.Link) {
			if l.Ref != 7 || l.Body[0] != 2 || l.Hash[0] != 3 {
				t.Errorf("a link: %+v", l)
			}
		}); err != nil {
		t.Error(err)
	}
}

// TestBrowse: the rows of a version come in descending order; with Articles only row 0.
func TestBrowse(t *testing.T) {
	id := store.NewVersionID(100, 0)
	list := [][]any{{int64(id), 2}}
	got, err := Browse(&rows{list: list}, &store.Filter{})
	if want := []store.StatementID{id.Row(2), id.Row(1)}; err != nil || !slices.Equal(got, want) {
		t.Errorf("statements: %v, %v", got, err)
	}
	got, err = Browse(&rows{list: list}, &store.Filter{Articles: true})
	if want := []store.StatementID{id.Row(0)}; err != nil || !slices.Equal(got, want) {
		t.Errorf("articles: %v, %v", got, err)
	}
}

// TestReplace: a change that has not seen the last decision is rejected, and later changes are
// not made.
func TestReplace(t *testing.T) {
	var done []int64
	decide := func(d store.Decision) (int64, error) { return 5, nil }
	replace := func(c *store.Change) error { done = append(done, c.Seen); return nil }
	changes := []store.Change{{Seen: 4, Decision: &store.Decision{}}, {Seen: 5}}
	if n, err := Replace(changes, 4, decide, replace); err != nil || n != 5 || len(done) != 2 {
		t.Errorf("decision %d, %v, %v", n, done, err)
	}
	done = nil
	if _, err := Replace(changes, 5, decide, replace); !errors.Is(err, store.ErrConflict) || len(done) != 0 {
		t.Errorf("a late change: %v, %v", done, err)
	}
}

// TestErase: the article is marked with the decision, and both are linked; a version that was
// never stored gets no link.
func TestErase(t *testing.T) {
	for id, want := range map[store.VersionID][]string{7: {store.ArticleLink, store.ErasedLink}, -1: {store.ArticleLink}} {
		var ran int
		var kinds []string
		err := numbers.Erase(&store.Version{ID: id, Key: store.Key{Outlet: "KTA", Ident: "1"}}, 9,
			func(text string, args ...any) error {
				if strings.Contains(text, "?") || strings.Count(text, "$") != len(args) {
					t.Errorf("%s with %v", text, args)
				}
				ran++
				return nil
			}, func(kind string, ref int64, item, body [32]byte) error { kinds = append(kinds, kind); return nil })
		if err != nil || ran != 3 || !slices.Equal(kinds, want) {
			t.Errorf("%d: %d statements, links %v, %v", id, ran, kinds, err)
		}
	}
}
