// Package storetest is the test suite for implementations of store.Store.
//
// It takes a function that opens an empty store and reports test failures. It refuses nothing.
//
// The one idea: the contract of package store is written once, as tests, so that the databases
// cannot diverge.
package storetest

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"readout/record"
	"readout/store"
)

// Open opens an empty store. The suite closes it.
type Open func(t *testing.T) store.Store

// Run runs the whole suite.
func Run(t *testing.T, open Open) {
	for name, test := range map[string]func(*testing.T, store.Store){
		"Put":          testPut,
		"Versions":     testVersions,
		"Chain":        testChain,
		"Search":       testSearch,
		"SearchDays":   testSearchDays,
		"SearchAsOf":   testSearchAsOf,
		"AsOfZones":    testAsOfZones,
		"Browse":       testBrowse,
		"Agents":       testAgents,
		"Events":       testEvents,
		"Replace":      testReplace,
		"Erase":        testErase,
		"Decisions":    testDecisions,
		"Facts":        testFacts,
		"Dump":         testDump,
		"Cancel":       testCancel,
		"Concurrent":   testConcurrent,
		"Race":         testRace,
		"Check":        testCheck,
		"OddText":      testOddText,
		"OutOfOrder":   testOutOfOrder,
		"Largest":      testLargest,
		"Indexed":      testIndexed,
		"ManyVersions": testManyVersions,
		"Overviews":    testOverviews,
	} {
		t.Run(name, func(t *testing.T) {
			st := open(t)
			defer func() {
				if err := st.Close(); err != nil {
					t.Errorf("closing: %v", err)
				}
			}()
			test(t, st)
			if err := st.Check(context.Background()); err != nil {
				t.Errorf("what the test left: %v", err)
			}
		})
	}
}

// piece is a test article with one statement per line.
type piece struct {
	outlet, ident, since, notice string
	lines                        []string
	who                          []string // a term for the speaker of each line
	agents                       []store.Agent
	events                       []store.Event
	ingested                     int64
}

func (p piece) entry() store.Entry {
	text := strings.Join(p.lines, "\n")
	r := &record.Record{Schema: record.Schema, Article: record.Article{ID: p.ident, Outlet: p.outlet, Published: p.since,
		Text: text}}
	e := store.Entry{Version: store.Version{Key: store.Key{Outlet: p.outlet, Ident: p.ident},
		SHA256: sha256.Sum256([]byte(text)), Since: store.UTC(p.since),
		Notice: p.notice, Headline: "Headline of " + p.ident, Reader: "1 none", Ingested: p.ingested, Count: len(p.lines),
		ID: store.NewVersionID(store.DayOf(p.since), 0)}, Agents: p.agents, Events: p.events}
	e.Rows = append(e.Rows, store.Row{Terms: store.Words(text) + " " + store.TagTerm("outlet", p.outlet)})
	for i := range p.agents {
		e.Rows[0].Terms += " " + store.UsedTerm(p.agents[i].ID)
	}
	off := 0
	for i, line := range p.lines {
		terms := store.Words(line) + " " + store.TagTerm("outlet", p.outlet)
		if p.who != nil {
			terms += " " + p.who[i]
		}
		e.Rows = append(e.Rows, store.Row{N: i + 1, Terms: terms})
		r.Statements = append(r.Statements, record.Statement{ID: fmt.Sprintf("s%d", i+1),
			Content: []record.Span{{Start: off, End: off + len(line)}}})
		off += len(line) + 1
	}
	e.Words = store.DistinctWords(e.Rows)
	e.Packed = store.Pack(&store.Body{Record: r, Raw: []byte("raw of " + p.ident)})
	return e
}

func put(t *testing.T, st store.Store, pieces ...piece) []store.Outcome {
	t.Helper()
	entries := make([]store.Entry, len(pieces))
	for i, p := range pieces {
		entries[i] = p.entry()
	}
	out, err := st.Put(context.Background(), entries)
	if err != nil {
		t.Fatalf("Put: %v", err)
	}
	return out
}

func versions(t *testing.T, st store.Store, f store.VersionFilter) []store.Version {
	t.Helper()
	vs, err := st.Versions(context.Background(), f)
	if err != nil {
		t.Fatalf("Versions(%+v): %v", f, err)
	}
	return vs
}

// lines returns the texts of the statements that a search finds, in order.
func lines(t *testing.T, st store.Store, f store.Filter) []string {
	t.Helper()
	ids, err := st.Search(context.Background(), f)
	if err != nil {
		t.Fatalf("Search(%+v): %v", f, err)
	}
	out := []string{}
	for _, id := range ids {
		vs := versions(t, st, store.VersionFilter{IDs: []store.VersionID{id.Version()}, Body: true})
		if len(vs) != 1 {
			t.Fatalf("Search found %s, but there are %d such versions", id, len(vs))
		}
		text := vs[0].Body.Record.Article.Text
		if id.N() == 0 {
			out = append(out, vs[0].Key.Ident)
			continue
		}
		out = append(out, strings.Split(text, "\n")[id.N()-1])
	}
	return out
}

func match(t *testing.T, s string) store.Match {
	t.Helper()
	m, err := store.ParseMatch(s)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func want(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}

func testPut(t *testing.T, st store.Store) {
	p := piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"one", "two"}}
	out := put(t, st, p, piece{outlet: "B", ident: "1", since: "2024-03-04", lines: []string{"other outlet"}}, p)
	if !out[0].Added || !out[1].Added || out[2].Added || out[2].ID != out[0].ID {
		t.Errorf("outcomes: %+v", out)
	}
	if out[0].ID.Day().String() != "2024-03-05" {
		t.Errorf("id is of day %s", out[0].ID.Day())
	}
	if again := put(t, st, p); again[0].Added || again[0].ID != out[0].ID || again[0].Earlier != 1 {
		t.Errorf("the same again: %+v", again)
	}
	changed := p
	changed.lines = []string{"one", "three"}
	if o := put(t, st, changed); !o[0].Added || o[0].Earlier != 1 || o[0].ID == out[0].ID {
		t.Errorf("a changed text: %+v", o)
	}
	s, err := st.Stats(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if s.Articles != 2 || s.Versions != 3 || s.Statements != 5 || s.FirstDay != "2024-03-04" ||
		s.LastDay != "2024-03-05" || s.Bytes == 0 || len(s.Readers) != 1 {
		t.Errorf("stats: %+v", s)
	}
	if out, err := st.Put(context.Background(), nil); err != nil || len(out) != 0 {
		t.Errorf("nothing to put: %v, %v", out, err)
	}
}

func testVersions(t *testing.T, st store.Store) {
	a := piece{outlet: "A", ident: "https://a.example/ä?x=1", since: "2024-03-05T10:00:00+03:00", notice: "correction",
		lines: []string{"one", "two"}, ingested: 77}
	out := put(t, st, a, piece{outlet: "B", ident: "2", since: "2024-03-07", lines: []string{"three"}},
		piece{outlet: "B", ident: "3", since: "", lines: []string{"undated"}})
	vs := versions(t, st, store.VersionFilter{IDs: []store.VersionID{out[0].ID}, Body: true})
	if len(vs) != 1 {
		t.Fatalf("%d versions", len(vs))
	}
	v := vs[0]
	want(t, "key", v.Key, store.Key{Outlet: "A", Ident: "https://a.example/ä?x=1"})
	want(t, "since", v.Since, "2024-03-05T07:00:00Z")
	want(t, "rest", []any{v.Until, v.Notice, v.Headline, v.Reader, v.Count, v.Ingested},
		[]any{"", "correction", "Headline of https://a.example/ä?x=1", "1 none", 2, int64(77)})
	want(t, "sha", v.SHA256, sha256.Sum256([]byte("one\ntwo")))
	want(t, "text", v.Body.Record.Article.Text, "one\ntwo")
	want(t, "raw", string(v.Body.Raw), "raw of https://a.example/ä?x=1")
	idents := func(f store.VersionFilter) []string {
		out := []string{}
		for _, v := range versions(t, st, f) {
			if v.Body != nil {
				t.Error("a body that was not asked for")
			}
			out = append(out, v.Key.Ident)
		}
		return out
	}
	want(t, "all", idents(store.VersionFilter{}), []string{"3", a.ident, "2"})
	want(t, "limit", idents(store.VersionFilter{Limit: 1}), []string{"3"})
	want(t, "from", idents(store.VersionFilter{From: store.DayOf("2024-03-06")}), []string{"2"})
	want(t, "to", idents(store.VersionFilter{From: 1, To: store.DayOf("2024-03-06")}), []string{a.ident})
	want(t, "outlet", idents(store.VersionFilter{Outlet: "B"}), []string{"3", "2"})
	want(t, "key", idents(store.VersionFilter{Key: &store.Key{Outlet: "B", Ident: "2"}}), []string{"2"})
	want(t, "no such key", idents(store.VersionFilter{Key: &store.Key{Outlet: "A", Ident: "2"}}), []string{})
	want(t, "no ids", idents(store.VersionFilter{IDs: []store.VersionID{}}), []string{})
	all := versions(t, st, store.VersionFilter{})
	last := max(all[0].Arrival, all[1].Arrival, all[2].Arrival)
	want(t, "arrived", idents(store.VersionFilter{Arrived: last}), []string{})
	put(t, st, piece{outlet: "C", ident: "late", since: "2020-01-01", lines: []string{"late"}})
	want(t, "arrived since", idents(store.VersionFilter{Arrived: last}), []string{"late"})
}

func testChain(t *testing.T, st store.Store) {
	v := func(since, notice, line string) piece {
		return piece{outlet: "A", ident: "1", since: since, notice: notice, lines: []string{line}}
	}
	first, corrected, killed := v("2024-03-14T12:00:00Z", "", "first"),
		v("2024-03-14T16:00:00Z", "correction", "corrected"), v("2024-03-15", "kill", "killed")
	orders := [][]piece{{first, corrected, killed}, {killed, corrected, first}, {corrected, killed, first}}
	for i, order := range orders {
		for _, p := range order {
			p.ident = fmt.Sprint("chain", i)
			put(t, st, p)
		}
		var got []string
		vs := versions(t, st, store.VersionFilter{Key: &store.Key{Outlet: "A", Ident: fmt.Sprint("chain", i)}, Body: true})
		slices.SortFunc(vs, func(x, y store.Version) int { return strings.Compare(x.Since, y.Since) })
		for _, v := range vs {
			got = append(got, v.Body.Record.Article.Text+" "+v.Until)
		}
		want(t, fmt.Sprint("order ", i), got, []string{"first 2024-03-14T16:00:00Z", "corrected 2024-03-15",
			"killed 2024-03-15"})
	}
}

func testSearch(t *testing.T, st store.Store) {
	peskova, chen := store.Agent{ID: 11, Kind: "person", Name: "Mira Peskova", Key: "peskova"},
		store.Agent{ID: 12, Kind: "person", Name: "Li Chen", Key: "cen"}
	who := func(a store.Agent, role string) string {
		return store.AgentTerm(a.ID) + " " + strings.Join(append(store.NameTerms(a.Name), store.RoleTerms(role)...), " ") +
			" " + store.TagTerm("act", "deny") + " " + store.KeyTerm(a.ID*1000)
	}
	put(t, st, piece{outlet: "KTA", ident: "1", since: "2024-03-05", agents: []store.Agent{peskova, chen},
		lines: []string{"The gas transit will not be raised", "Sanctions against the U.S. company stay",
			"Jean-Pierre's transit of gas", "a müller went"},
		who: []string{who(peskova, "government spokeswoman"), who(chen, "minister"), who(peskova, "government spokeswoman"),
			""}},
		piece{outlet: "Old Gazette", ident: "2", since: "2024-03-05",
			lines: []string{"sanctioned goods and gas", "minister"}})
	for q, found := range map[string][]string{
		"gas": {"The gas transit will not be raised", "Jean-Pierre's transit of gas",
			"sanctioned goods and gas"},
		`"gas transit"`:     {"The gas transit will not be raised"},
		"gas transit":       {"The gas transit will not be raised", "Jean-Pierre's transit of gas"},
		"gas NOT transit":   {"sanctioned goods and gas"},
		"raised OR company": {"The gas transit will not be raised", "Sanctions against the U.S. company stay"},
		"sanct*":            {"Sanctions against the U.S. company stay", "sanctioned goods and gas"},
		"U.S.":              {"Sanctions against the U.S. company stay"},
		"jean-pierre":       {},
		"Jean-Pierre's":     {"Jean-Pierre's transit of gas"},
		"MÜLLER":            {"a müller went"},
		"(gas OR goods) NOT (transit OR nothing)": {"sanctioned goods and gas"},
		`"the gas tr"*`: {"The gas transit will not be raised"},
		"minister":      {"minister"}, // roles are not words of the text
		"and or not":    {},
		"nothing":       {},
	} {
		want(t, q, sorted(lines(t, st, store.Filter{Match: match(t, q)})), sorted(found))
	}
	one := []string{"Sanctions against the U.S. company stay"}
	for name, f := range map[string]store.Filter{
		"speaker by name":          {Speaker: "chen"},
		"speaker by name and role": {Speaker: "Minister Li Chen"},
		"role":                     {Role: "minister"},
		"agent":                    {Agents: []uint64{12, 99}},
		"agent and words":          {Agents: []uint64{11, 12}, Match: match(t, "sanct*")},
		"sketch":                   {Sketch: []uint64{12000, 5}},
		"outlet":                   {Outlets: []string{"kta", "other"}, Match: match(t, "company")},
		"act":                      {Acts: []string{"deny"}, Role: "minister"},
		"only not, with a speaker": {Speaker: "chen", Match: store.Match{Op: store.And,
			Args: []store.Match{{Op: store.Not, Args: []store.Match{match(t, "gas")}}}}},
	} {
		want(t, name, lines(t, st, f), one)
	}
	want(t, "unknown outlet", lines(t, st, store.Filter{Outlets: []string{"nobody"}}), []string{})
	want(t, "act that is not there", lines(t, st, store.Filter{Acts: []string{"promise"}}), []string{})
	want(t, "articles", sorted(lines(t, st, store.Filter{Articles: true, Match: match(t, "gas")})), []string{"1", "2"})
	want(t, "articles by words of two statements", lines(t, st,
		store.Filter{Articles: true, Match: match(t, "raised company")}), []string{"1"})
	want(t, "articles of an outlet", lines(t, st, store.Filter{Articles: true, Outlets: []string{"Old Gazette"}}),
		[]string{"2"})
}

func testSearchDays(t *testing.T, st store.Store) {
	var pieces []piece
	for d := range 10 {
		for k := range 3 {
			pieces = append(pieces, piece{outlet: "A", ident: fmt.Sprint(d, "-", k), since: fmt.Sprintf("2024-03-%02d", d+1),
				lines: []string{fmt.Sprintf("word of day %02d piece %d", d+1, k)}})
		}
	}
	slices.Reverse(pieces)
	put(t, st, pieces...)
	ids, err := st.Search(context.Background(), store.Filter{Match: match(t, "word"), Limit: 4})
	if err != nil {
		t.Fatal(err)
	}
	if len(ids) != 6 || !slices.IsSortedFunc(ids, func(x, y store.StatementID) int {
		return int(y.Version().Day() - x.Version().Day())
	}) {
		t.Errorf("limit 4 gives %d hits: %v, want two whole days, newest first", len(ids), ids)
	}
	more, err := st.Search(context.Background(), store.Filter{Match: match(t, "word"), Limit: 4, Before: ids[5]})
	if err != nil {
		t.Fatal(err)
	}
	if len(more) != 6 || more[0].Version().Day().String() != "2024-03-08" {
		t.Errorf("the next page: %v", more)
	}
	got := lines(t, st, store.Filter{Match: match(t, "word"), From: store.DayOf("2024-03-04"),
		To: store.DayOf("2024-03-05")})
	want(t, "days", sorted(got), []string{"word of day 04 piece 0", "word of day 04 piece 1", "word of day 04 piece 2",
		"word of day 05 piece 0", "word of day 05 piece 1", "word of day 05 piece 2"})
}

func testSearchAsOf(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-14", lines: []string{"the summit is on the 27th"}},
		piece{outlet: "A", ident: "1", since: "2024-03-16", notice: "correction",
			lines: []string{"the summit is on the 28th"}})
	for asOf, found := range map[string][]string{"": {"the summit is on the 28th"}, "2024-03-13": {},
		"2024-03-14": {"the summit is on the 27th"},
		"2024-03-15": {"the summit is on the 27th"}, "2024-03-16": {"the summit is on the 28th"},
		"2024-03": {"the summit is on the 28th"}} {
		want(t, "as of "+asOf, lines(t, st, store.Filter{Match: match(t, "summit"), AsOf: asOf}), found)
		want(t, "listed as of "+asOf, lines(t, st, store.Filter{AsOf: asOf}), found)
	}
	want(t, "replaced", lines(t, st, store.Filter{Match: match(t, "summit"), Replaced: true}),
		[]string{"the summit is on the 28th", "the summit is on the 27th"})
	want(t, "replaced as of", lines(t, st, store.Filter{Match: match(t, "summit"), Replaced: true, AsOf: "2024-03-15"}),
		[]string{"the summit is on the 27th"})
}

// testAsOfZones: what was published the next day in its outlet's time zone may have been known the day before.
func testAsOfZones(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-15T01:30:00+03:00", lines: []string{"the summit is on"},
		events: []store.Event{{ID: store.VersionID(0).Row(1), Type: "CONSULT", Name: "summit", Status: "planned",
			Terms: "summit"}}})
	for asOf, found := range map[string]bool{"2024-03-13": false, "2024-03-14T22:00:00Z": false,
		"2024-03-15T01:00:00+03:00": false, "2024-03-14T22:30:00Z": true, "2024-03-14": true, "2024-03": true,
		"2024-03-15": true, "2024": true} {
		var text, name []string
		if found {
			text, name = []string{"the summit is on"}, []string{"summit"}
		}
		want(t, "as of "+asOf, append([]string(nil), lines(t, st, store.Filter{Match: match(t, "summit"), AsOf: asOf})...),
			text)
		want(t, "listed as of "+asOf, append([]string(nil), lines(t, st, store.Filter{AsOf: asOf})...), text)
		events, err := st.Events(context.Background(), store.EventFilter{AsOf: asOf})
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for i := range events {
			got = append(got, events[i].Name)
		}
		want(t, "event as of "+asOf, got, name)
	}
}

func testBrowse(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-01", lines: []string{"a1", "a2"}},
		piece{outlet: "A", ident: "2", since: "2024-03-02", lines: []string{"b1"}})
	want(t, "all", lines(t, st, store.Filter{}), []string{"b1", "a2", "a1"})
	want(t, "limit", lines(t, st, store.Filter{Limit: 1}), []string{"b1"})
	want(t, "from", lines(t, st, store.Filter{From: store.DayOf("2024-03-02")}), []string{"b1"})
	want(t, "to", lines(t, st, store.Filter{To: store.DayOf("2024-03-01")}), []string{"a2", "a1"})
	want(t, "articles", lines(t, st, store.Filter{Articles: true}), []string{"2", "1"})
	ids, err := st.Search(context.Background(), store.Filter{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "before", lines(t, st, store.Filter{Before: ids[0]}), []string{"a2", "a1"})
}

func testAgents(t *testing.T, st store.Store) {
	a := store.Agent{Kind: "person", Name: "Mira Peskova", Key: "peskova", Roles: []string{"spokeswoman"}, Country: "KV",
		Wikidata: "Q1", StandsFor: "x"}
	a.ID = store.AgentID(a)
	b := store.Agent{ID: 5, Kind: "place", Name: "Ostrella", Key: "ostrela"}
	on := func(a store.Agent, day string) store.Agent {
		a.First, a.Last = store.DayOf(day), store.DayOf(day)
		return a
	}
	for i, day := range []string{"2024-03-05", "2024-03-01", "2024-03-09"} {
		put(t, st, piece{outlet: "A", ident: fmt.Sprint(i), since: day, lines: []string{"x"},
			agents: []store.Agent{on(a, day), on(b, day)}})
	}
	agents := func(f store.AgentFilter) []store.Agent {
		list, err := st.Agents(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	a.First, a.Last = store.DayOf("2024-03-01"), store.DayOf("2024-03-09")
	want(t, "by key", agents(store.AgentFilter{Keys: []string{"peskova", "none"}}), []store.Agent{a})
	want(t, "by id", agents(store.AgentFilter{IDs: []uint64{a.ID}}), []store.Agent{a})
	if got := agents(store.AgentFilter{Prefix: "ost"}); len(got) != 1 || got[0].Name != "Ostrella" {
		t.Errorf("by prefix: %+v", got)
	}
	if got := agents(store.AgentFilter{}); len(got) != 2 {
		t.Errorf("all: %+v", got)
	}
	if got := agents(store.AgentFilter{Limit: 1}); len(got) != 1 {
		t.Errorf("limit: %+v", got)
	}
	for i, spelled := range [][]string{{"Prime Minister", "prime minister"}, {"prime minister", "Prime Minister"}} {
		c := store.Agent{Kind: "person", Name: fmt.Sprint("Li Chen ", i), Key: "cen", Roles: spelled[:1]}
		c.ID = store.AgentID(c)
		for k := range spelled {
			c.Roles = spelled[k : k+1]
			put(t, st, piece{outlet: "B", ident: fmt.Sprint(i, k), since: "2024-03-05", lines: []string{"x"},
				agents: []store.Agent{on(c, "2024-03-05")}})
		}
		if got := agents(store.AgentFilter{IDs: []uint64{c.ID}}); len(got) != 1 || got[0].Roles[0] != "prime minister" {
			t.Errorf("roles spelled %q are %+v", spelled, got)
		}
	}
}

func testEvents(t *testing.T, st store.Store) {
	ev := func(n int, name, at string, keys ...uint64) store.Event {
		e := store.Event{ID: store.VersionID(0).Row(n), Type: "CONSULT", Name: name, Status: "planned", Time: at,
			Place:   "Ostrella",
			Parties: []store.Party{{Agent: 3, Kind: "person", Name: "A"}},
			Slots:   []store.Slot{{Slot: "date", Value: at, Status: "planned", Statement: 1, SaidBy: []int{0}}},
			Terms:   store.Words(name)}
		for _, k := range keys {
			e.Terms += " " + store.KeyTerm(k)
		}
		return e
	}
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"x"},
		events: []store.Event{ev(1, "Ostrella summit", "2024-03-28", 70, 71), ev(2, "visit", "", 72)}},
		piece{outlet: "A", ident: "2", since: "2024-03-07", lines: []string{"y"},
			events: []store.Event{ev(1, "summit talks", "2024-04-01", 71)}})
	names := func(f store.EventFilter) []string {
		list, err := st.Events(context.Background(), f)
		if err != nil {
			t.Fatal(err)
		}
		out, ids := []string{}, []store.StatementID(nil)
		for _, e := range list {
			out, ids = append(out, e.Name), append(ids, e.ID)
		}
		if got, err := st.EventIDs(context.Background(), f); err != nil || !slices.Equal(got, ids) {
			t.Errorf("%+v: the ids are %v, %v; want %v", f, got, err, ids)
		}
		return out
	}
	want(t, "by key", names(store.EventFilter{Keys: []uint64{71, 1}}), []string{"Ostrella summit", "summit talks"})
	want(t, "by words", names(store.EventFilter{Words: match(t, "ostrella summit")}), []string{"Ostrella summit"})
	want(t, "by both", names(store.EventFilter{Words: match(t, "summit"), Keys: []uint64{70}}),
		[]string{"Ostrella summit"})
	want(t, "by time", names(store.EventFilter{From: "2024-03-29"}), []string{"summit talks"})
	want(t, "by time, end", names(store.EventFilter{From: "2024-03-28", To: "2024-04-01"}), []string{"Ostrella summit"})
	want(t, "by publication", names(store.EventFilter{PubMin: store.DayOf("2024-03-06")}), []string{"summit talks"})
	want(t, "by publication, end", names(store.EventFilter{PubMax: store.DayOf("2024-03-06")}),
		[]string{"Ostrella summit", "visit"})
	want(t, "as of", names(store.EventFilter{AsOf: "2024-03-05"}), []string{"Ostrella summit", "visit"})
	want(t, "limit", names(store.EventFilter{Limit: 1}), []string{"summit talks"})
	// What is on no one day is found wherever it may be.
	put(t, st, piece{outlet: "A", ident: "3", since: "2024-03-04", lines: []string{"z"},
		events: []store.Event{ev(1, "week", "2024-W13", 79), ev(2, "month", "2024-03", 79), ev(3, "days",
			"2024-03-26/2024-03-29", 79), ev(4, "old", "2022-W13", 79)}})
	for _, c := range []struct {
		from, to string
		want     []string
	}{{"2024-03-29", "", []string{"days", "month", "week"}},
		{"2024-03-01", "2024-03-31", []string{"days", "month", "week"}},
		{"2026-03-01", "", []string{}}, {"", "2022-03-31", []string{"old"}}} {
		got := names(store.EventFilter{Keys: []uint64{79}, From: c.from, To: c.to})
		slices.Sort(got)
		want(t, "by time, on no one day, from "+c.from+" to "+c.to, got, c.want)
	}
	list, err := st.Events(context.Background(), store.EventFilter{Keys: []uint64{70}})
	if err != nil || len(list) != 1 {
		t.Fatalf("events: %v, %v", list, err)
	}
	want(t, "by id", names(store.EventFilter{IDs: []store.StatementID{list[0].ID}}), []string{"Ostrella summit"})
	e := ev(1, "Ostrella summit", "2024-03-28", 70, 71)
	e.Terms, e.ID, e.Version = "", list[0].ID, list[0].Version
	want(t, "whole", list[0], e)
	if e.Version.Key.Ident != "1" || e.Version.Since != "2024-03-05" {
		t.Errorf("version of an event: %+v", e.Version)
	}
}

func testReplace(t *testing.T, st store.Store) {
	p := piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"old reading", "both"},
		events: []store.Event{{ID: store.VersionID(0).Row(1), Name: "old event", Terms: "old event"}}}
	out := put(t, st, p)
	old := p.entry()
	old.Version.ID = out[0].ID
	again := p.entry()
	again.Version.Reader, again.Version.Count = "2 none", 1
	again.Rows = []store.Row{again.Rows[0], {N: 1, Terms: "quite new"}}
	again.Events = []store.Event{{ID: store.VersionID(0).Row(1), Name: "new event", Terms: "new event"}}
	if _, err := st.Replace(context.Background(), store.Change{Old: old, New: again}); err != nil {
		t.Fatal(err)
	}
	want(t, "old words", lines(t, st, store.Filter{Match: match(t, "reading")}), []string{})
	want(t, "new words", lines(t, st, store.Filter{Match: match(t, "quite")}), []string{"old reading"})
	evs, err := st.Events(context.Background(), store.EventFilter{Words: match(t, "event")})
	if err != nil || len(evs) != 1 || evs[0].Name != "new event" {
		t.Errorf("events: %+v, %v", evs, err)
	}
	if v := versions(t, st, store.VersionFilter{})[0]; v.Reader != "2 none" || v.Count != 1 {
		t.Errorf("version: %+v", v)
	}
	again.Version.ID = out[0].ID
	if _, err := st.Replace(context.Background(), store.Change{Old: old, New: again}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("a reading that is gone: %v, want ErrConflict", err)
	}
	wrong := again
	wrong.Version.SHA256[0]++
	if _, err := st.Replace(context.Background(), store.Change{Old: again, New: wrong}); !errors.Is(err,
		store.ErrConflict) {
		t.Errorf("another text: %v, want ErrConflict", err)
	}
	// A correction: rows change, body and reading stay, and the decision is logged.
	corrected := again
	corrected.Packed = nil
	corrected.Rows = []store.Row{again.Rows[0], {N: 1, Terms: "quite new and right"}}
	id, err := st.Replace(context.Background(), store.Change{Old: again, New: corrected,
		Decision: &store.Decision{Kind: "correct", Who: "editor", Why: "misread", Data: "{}"}})
	if err != nil || id == 0 {
		t.Fatalf("correcting: decision %d, %v", id, err)
	}
	want(t, "corrected words", len(lines(t, st, store.Filter{Match: match(t, "right")})), 1)
	if vs := versions(t, st, store.VersionFilter{Body: true}); vs[0].Body == nil || vs[0].Body.Record.Article.ID != "1" {
		t.Errorf("the body after a correction: %+v", vs[0].Body)
	}
	if _, err := st.Replace(context.Background(), store.Change{Old: corrected, New: again, Seen: id - 1}); !errors.Is(err,
		store.ErrConflict) {
		t.Errorf("without the last decision: %v, want ErrConflict", err)
	}
	want(t, "words after a conflict", len(lines(t, st, store.Filter{Match: match(t, "right")})), 1)
	if err := st.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func testErase(t *testing.T, st store.Store) {
	agents := map[string]store.Agent{}
	for _, name := range []string{"Ana Vell", "Bo Rask", "Ostby Guild"} {
		a := store.Agent{Kind: "person", Name: name, Key: name}
		a.ID = store.AgentID(a)
		agents[name] = a
	}
	p := piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"libellous words"},
		agents: []store.Agent{agents["Ana Vell"], agents["Bo Rask"]},
		events: []store.Event{{ID: store.VersionID(0).Row(1), Name: "event", Terms: "event"}}}
	out := put(t, st, p, piece{outlet: "A", ident: "2", since: "2024-03-05", lines: []string{"other words"},
		agents: []store.Agent{agents["Bo Rask"]}})
	old := p.entry()
	old.Version.ID = out[0].ID
	id, err := st.Erase(context.Background(), []store.Entry{old}, store.Decision{At: "2024-04-01T00:00:00Z", Who: "editor",
		Kind: "takedown", Why: "court", Data: "{}"})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "words", lines(t, st, store.Filter{Match: match(t, "words")}), []string{"other words"})
	want(t, "who is left", named(t, st), []string{"Bo Rask"})
	if vs := versions(t, st, store.VersionFilter{}); len(vs) != 1 {
		t.Errorf("%d versions are left", len(vs))
	}
	if o := put(t, st, p); !o[0].Erased || o[0].Added {
		t.Errorf("added again: %+v", o)
	}
	undo, err := st.Decide(context.Background(), store.Decision{Kind: "undo", Undoes: id, Who: "editor",
		Why: "appeal"})
	if err != nil {
		t.Fatal(err)
	}
	if o := put(t, st, p); !o[0].Added {
		t.Errorf("added after the undo: %+v", o)
	}
	want(t, "words again", sorted(lines(t, st, store.Filter{Match: match(t, "words")})),
		[]string{"libellous words", "other words"})
	want(t, "who is there again", named(t, st), []string{"Ana Vell", "Bo Rask"})
	again := p
	again.agents = []store.Agent{agents["Bo Rask"], agents["Ostby Guild"]}
	change := store.Change{Old: p.entry(), New: again.entry(), Seen: undo}
	for _, v := range versions(t, st, store.VersionFilter{}) {
		if v.Key.Ident == p.ident {
			change.Old.Version.ID, change.New.Version.ID = v.ID, v.ID
		}
	}
	if _, err := st.Replace(context.Background(), change); err != nil {
		t.Fatal(err)
	}
	want(t, "who is there after it was read again", named(t, st), []string{"Bo Rask", "Ostby Guild"})
	if err := st.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

// named are the names of all agents, in order.
func named(t *testing.T, st store.Store) []string {
	t.Helper()
	list, err := st.Agents(context.Background(), store.AgentFilter{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for i := range list {
		out = append(out, list[i].Name)
	}
	return sorted(out)
}

func testDecisions(t *testing.T, st store.Store) {
	d := store.Decision{At: "2024-04-01T10:00:00Z", Who: "editor", Kind: "merge", Why: "one person, \"two\" spellings",
		Data: `{"agents":["a1","a2"]}`}
	first, err := st.Decide(context.Background(), d)
	if err != nil {
		t.Fatal(err)
	}
	undo := store.Decision{At: "2024-04-02T10:00:00Z", Who: "chief", Kind: "undo", Undoes: first, Why: "no", Data: "{}"}
	second, err := st.Decide(context.Background(), undo)
	if err != nil {
		t.Fatal(err)
	}
	if second <= first {
		t.Errorf("numbers %d, %d do not rise", first, second)
	}
	d.ID, undo.ID = first, second
	got, err := st.Decisions(context.Background(), 0)
	if err != nil {
		t.Fatal(err)
	}
	want(t, "decisions", got, []store.Decision{d, undo})
	if got, err = st.Decisions(context.Background(), first); err != nil {
		t.Fatal(err)
	}
	want(t, "decisions after the first", got, []store.Decision{undo})
}

func testFacts(t *testing.T, st store.Store) {
	f := store.Fact{Key: "peskova", Name: "Mira Peskova", Wikidata: "Q1", Kind: "person", Role: "spokeswoman",
		Country: "KV", From: 10, To: 20, Source: "file"}
	g := f
	g.Role, g.Wikidata, g.Key = "minister", "Q2", "cen"
	for range 2 {
		if err := st.PutFacts(context.Background(), []store.Fact{f, g}); err != nil {
			t.Fatal(err)
		}
	}
	for name, filter := range map[string]store.FactFilter{"key": {Keys: []string{"peskova", "x"}},
		"wikidata": {Wikidata: "Q1"}} {
		got, err := st.Facts(context.Background(), filter)
		if err != nil {
			t.Fatal(err)
		}
		want(t, name, got, []store.Fact{f})
	}
	if got, err := st.Facts(context.Background(), store.FactFilter{Keys: []string{"none"}}); err != nil || len(got) != 0 {
		t.Errorf("no such key: %v, %v", got, err)
	}
}

func testDump(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"x"}},
		piece{outlet: "A", ident: "2", since: "2024-03-04", lines: []string{"y"}})
	if _, err := st.Decide(context.Background(), store.Decision{Kind: "merge", Who: "w", Why: "y"}); err != nil {
		t.Fatal(err)
	}
	if err := st.PutFacts(context.Background(), []store.Fact{{Key: "k", Name: "n"}}); err != nil {
		t.Fatal(err)
	}
	var got []string
	err := st.Dump(context.Background(), store.Visitor{
		Version: func(v store.Version) error {
			if len(got) == 0 { // concurrent additions are not part of the dump
				put(t, st, piece{outlet: "B", ident: "meanwhile", since: "2024-03-06", lines: []string{"z"}})
			}
			got = append(got, v.Key.Ident+" "+v.Body.Record.Article.Text)
			return nil
		},
		Decision: func(d store.Decision) error { got = append(got, d.Kind); return nil },
		Fact:     func(f store.Fact) error { got = append(got, f.Name); return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	want(t, "dump", got, []string{"2 y", "1 x", "merge", "n"})
	stop := errors.New("stop")
	if err := st.Dump(context.Background(), store.Visitor{Version: func(store.Version) error { return stop }}); !errors.Is(
		err, stop) {
		t.Errorf("a visitor that stops: %v", err)
	}
}

func testCancel(t *testing.T, st store.Store) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := st.Put(ctx, []store.Entry{(piece{outlet: "A", ident: "1", since: "2024-03-05",
		lines: []string{"x"}}).entry()}); !errors.Is(err, context.Canceled) {
		t.Errorf("Put: %v", err)
	}
	if _, err := st.Search(ctx, store.Filter{Match: match(t, "x")}); !errors.Is(err, context.Canceled) {
		t.Errorf("Search: %v", err)
	}
	if vs := versions(t, st, store.VersionFilter{}); len(vs) != 0 {
		t.Errorf("%d versions after a cancelled Put", len(vs))
	}
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"x"}})
}

func testConcurrent(t *testing.T, st store.Store) {
	const writers, each = 4, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for i := range each {
				p := piece{outlet: "A", ident: fmt.Sprint(w, "-", i), since: "2024-03-05", lines: []string{"shared word"},
					agents: []store.Agent{{ID: 9, Name: "N", Key: "n"}}}
				if _, err := st.Put(context.Background(), []store.Entry{p.entry()}); err != nil {
					t.Errorf("writer %d: %v", w, err)
				}
				if _, err := st.Search(context.Background(), store.Filter{Match: store.PhraseMatch("shared"),
					Limit: 5}); err != nil {
					t.Errorf("reader %d: %v", w, err)
				}
			}
		})
	}
	wg.Wait()
	if got := lines(t, st, store.Filter{Match: match(t, "shared")}); len(got) != writers*each {
		t.Errorf("%d statements, want %d", len(got), writers*each)
	}
}

// testRace puts the same articles concurrently, in different orders and each text twice: every
// text is added exactly once.
func testRace(t *testing.T, st store.Store) {
	const writers, articles = 4, 30
	var added, times [articles]atomic.Int32
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			for part := range 3 {
				var entries []store.Entry
				var which []int
				for i := range articles {
					n := (i*7 + w*11 + part*10) % articles
					p := piece{outlet: "A", ident: fmt.Sprint(n / 2), since: fmt.Sprintf("2024-03-%02d", 1+n%2),
						lines: []string{fmt.Sprint("word", n)}}
					entries, which = append(entries, p.entry(), p.entry()), append(which, n, n)
				}
				out, err := st.Put(context.Background(), entries)
				if err != nil {
					t.Errorf("writer %d: %v", w, err)
					return
				}
				for i, o := range out {
					times[which[i]].Add(1)
					if o.Added {
						added[which[i]].Add(1)
					}
				}
			}
		})
	}
	wg.Wait()
	for n := range articles {
		if added[n].Load() != 1 || times[n].Load() != writers*3*2 {
			t.Errorf("text %d was added %d times in %d", n, added[n].Load(), times[n].Load())
		}
	}
	vs := versions(t, st, store.VersionFilter{})
	if len(vs) != articles {
		t.Errorf("%d versions, want %d", len(vs), articles)
	}
	arrivals := map[int64]bool{}
	for _, v := range vs {
		arrivals[v.Arrival] = true
	}
	if len(arrivals) != len(vs) {
		t.Errorf("%d arrivals of %d versions", len(arrivals), len(vs))
	}
}

func testCheck(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-05", lines: []string{"x"}})
	if err := st.Check(context.Background()); err != nil {
		t.Error(err)
	}
}

func testOddText(t *testing.T, st store.Store) {
	odd := "quote \" and ' and \\ and \x00 and \u2028 and 🙂 end " + strings.Repeat("long", 1000)
	put(t, st, piece{outlet: "Ünï\"'\\", ident: "odd \x01 \\ ' \"", since: "not a date", lines: []string{odd}})
	vs := versions(t, st, store.VersionFilter{Key: &store.Key{Outlet: "Ünï\"'\\", Ident: "odd \x01 \\ ' \""}, Body: true})
	if len(vs) != 1 || vs[0].Body.Record.Article.Text != odd {
		t.Fatalf("odd text came back as %+v", vs)
	}
	for _, q := range []string{"end", "quote", `"quote and"`, "longl*"} {
		want(t, q, len(lines(t, st, store.Filter{Match: match(t, q)})), 1)
	}
	want(t, "a long word", len(lines(t, st, store.Filter{Match: store.PhraseMatch(strings.Repeat("long", 1000))})), 1)
	for _, q := range []string{"' OR 1=1 --", "a : b", "@end", "~end", "^end AND NEAR(x y)", "{x}", "\\", "&", "!",
		"end:*", "<->"} {
		m, err := store.ParseMatch(q)
		if err != nil {
			continue
		}
		if _, err := st.Search(context.Background(), store.Filter{Match: m, Limit: 1}); err != nil {
			t.Errorf("search %q: %v", q, err)
		}
	}
}

// testIndexed: the store's summary of index entries matches the entries, including odd terms,
// events, and repeated terms.
func testIndexed(t *testing.T, st store.Store) {
	odd := piece{outlet: "A", ident: "1", since: "2024-03-05",
		lines: []string{"one two one", "", "gas " + strings.Repeat("long", 1000)},
		who:   []string{store.AgentTerm(11) + " " + store.KeyTerm(1<<40) + " " + store.TagTerm("com", "CT+"), "", ""}}
	entries := []store.Entry{odd.entry(), piece{outlet: "B", ident: "2", since: "", lines: []string{"undated"}}.entry()}
	v := store.Event{ID: store.NewVersionID(0, 0).Row(1), Name: "summit", Time: "2024-03-28",
		Terms: "summit talks summit " + store.KeyTerm(70)}
	entries[0].Events = []store.Event{v}
	out, err := st.Put(context.Background(), entries)
	if err != nil {
		t.Fatal(err)
	}
	got := map[store.VersionID]store.Indexed{}
	if err := st.Indexed(context.Background(), func(id store.VersionID, x store.Indexed) error {
		got[id] = x
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	want(t, "what it is found by", got, map[store.VersionID]store.Indexed{out[0].ID: store.IndexedOf(&entries[0]),
		out[1].ID: store.IndexedOf(&entries[1])})
}

// testLargest runs searches just within the limits of ParseMatch, which every database must
// handle.
func testLargest(t *testing.T, st store.Store) {
	put(t, st, piece{outlet: "A", ident: "1", since: "2024-03-05",
		lines: []string{"gas transit " + strings.Repeat("word ", 50)}})
	deep := "gas"
	for i := range 10 {
		deep = "(" + deep + []string{" OR oil", " NOT coal"}[i%2] + ")"
	}
	many := func(format string, n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return strings.TrimSpace(b.String())
	}
	for name, q := range map[string]string{
		"deep":        deep,
		"deep twice":  deep + " OR " + deep,
		"many words":  "gas OR " + strings.ReplaceAll(many("w%d ", 99), " ", " OR "),
		"many nots":   "gas " + many("NOT w%d ", 99),
		"not of many": "gas NOT (" + strings.ReplaceAll(many("w%d ", 99), " ", " OR ") + ")",
		"stars":       "gas OR " + strings.ReplaceAll(many("w%d* ", 10), " ", " OR "),
		"one phrase":  "gas OR \"" + many("w%d ", 99) + "\"",
		"one word":    "gas OR " + strings.Repeat("ö", 990),
	} {
		want(t, name, len(lines(t, st, store.Filter{Match: match(t, q)})), 1)
		f := store.Filter{Match: match(t, q), Outlets: []string{"A"}, Articles: true}
		want(t, name+", with a facet", len(lines(t, st, f)), 1)
		if _, err := st.Events(context.Background(), store.EventFilter{Words: match(t, q)}); err != nil {
			t.Errorf("%s, of events: %v", name, err)
		}
	}
}

func testOutOfOrder(t *testing.T, st store.Store) {
	for i, day := range []string{"2024-03-09", "2020-01-01", "2024-03-05", "1999-12-31", "2024-03-09"} {
		put(t, st, piece{outlet: "A", ident: fmt.Sprint(i), since: day, lines: []string{"word " + day}})
	}
	got := lines(t, st, store.Filter{Match: match(t, "word")})
	want(t, "newest first", got, []string{"word 2024-03-09", "word 2024-03-09", "word 2024-03-05", "word 2020-01-01",
		"word 1999-12-31"})
}

func testManyVersions(t *testing.T, st store.Store) {
	for i := range 30 {
		put(t, st, piece{outlet: "A", ident: "1", since: fmt.Sprintf("2024-03-01T00:%02d:00Z", (i*7)%30),
			lines: []string{fmt.Sprint("text number n", (i*7)%30)}})
	}
	want(t, "the last stands", lines(t, st, store.Filter{Match: match(t, "text")}), []string{"text number n29"})
	want(t, "as of a minute", lines(t, st, store.Filter{Match: match(t, "text"), AsOf: "2024-03-01T00:17:30Z"}),
		[]string{"text number n17"})
}
