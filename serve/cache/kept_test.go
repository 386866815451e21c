package cache

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/audit"
	"readout/ledger/ledgertest"
	"readout/ledger/stream"
	"readout/store"
	"readout/store/sqlite"
)

// TestKeptStreams: the streams that the database keeps are those that are worked out anew, on each
// of several days, whatever came or was decided since they were kept.
func TestKeptStreams(t *testing.T) {
	c := open(t)
	corpus := ledgertest.New(ledgertest.Options{Seed: 5, Statements: 6, People: 8, Events: 6, PerDay: 2})
	var added []ledger.Added
	add := func(numbers ...int) {
		t.Helper()
		var items []ledger.Item
		for _, n := range numbers {
			items = append(items, ledger.Item{Record: corpus.Record(n)})
		}
		list, err := c.l.Add(t.Context(), items)
		if err != nil {
			t.Fatal(err)
		}
		added = append(added, list...)
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var first, others []int
	for n := range 24 {
		if n%7 == 3 {
			others = append(others, n) // come late
		} else {
			first = append(first, n)
		}
	}
	add(first...)
	days := []string{"2019-01-03", "2019-01-07", "2019-01-12", ""}
	text := func(v any) string {
		t.Helper()
		raw, err := json.Marshal(v)
		must(err)
		return string(raw)
	}
	var gone store.Key
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"as it was filled", func() {}},
		{"an article of the last day", func() { add(25) }},
		{"late articles", func() { add(others...) }},
		{"a correction", func() {
			act := "deny"
			page, err := c.l.Search(t.Context(), ledger.Query{To: "2019-01-05", Limit: 1})
			must(err)
			_, err = c.l.Correct(t.Context(), "Ana", "misread", page.Statements[0].ID, audit.Correction{Act: &act})
			must(err)
		}},
		{"a takedown", func() {
			versions, err := c.l.Store().Versions(t.Context(), store.VersionFilter{Limit: 1})
			must(err)
			gone = versions[0].Key
			_, err = c.l.TakeDown(t.Context(), "Ana", "by order of a court", gone)
			must(err)
		}},
	} {
		step.do()
		c.Invalidate()
		for range 2 { // the second time as a program that was started anew
			for _, day := range days {
				today := day
				if day == "" {
					today = c.LastDay(t.Context())
				}
				got, err := c.Stream(t.Context(), today, day, day == "")
				must(err)
				at, err := time.Parse(time.DateOnly, today)
				must(err)
				from := at.AddDate(0, 0, -streamDays).Format(time.DateOnly)
				want, err := stream.Of(t.Context(), c.l, stream.Options{From: from, To: day, AsOf: day})
				must(err)
				if x, y := text(got.Cards), text(want); x != y {
					t.Errorf("%s, as of %q:\n%s\nwant\n%s", step.name, day, x, y)
				}
				if len(want) == 0 {
					t.Errorf("%s, as of %q: no cards", step.name, day)
				}
				if slices.ContainsFunc(got.Cards, func(x stream.Card) bool { return x.Article.URL == gone.Ident }) {
					t.Errorf("as of %q what was taken down is still shown", day)
				}
			}
			c = New(c.l)
		}
	}
}

// TestKeptOutlives: an answer is worked out once, whoever is started anew, until something changes
// that it was made of. One of all articles is served stale meanwhile if it takes long, as in memory.
func TestKeptOutlives(t *testing.T) {
	c := open(t)
	l := c.l
	add := func(ident, day string) {
		t.Helper()
		r := ledgertest.Said(ident, day, "Nils Aro", "", "", "It rains in "+ident+".")
		if _, err := l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil {
			t.Fatal(err)
		}
	}
	add("1", "2024-03-01")
	worked := 0
	ask := func(key, asOf string) []string {
		t.Helper()
		c := New(l)
		got, err := Kept(t.Context(), c, key, asOf, func(context.Context) ([]string, error) {
			worked++
			return []string{key, asOf}, nil
		})
		if err != nil || !slices.Equal(got, []string{key, asOf}) {
			t.Fatalf("%s as of %q: %q, %v", key, asOf, got, err)
		}
		return got
	}
	expect := func(what string, want int) {
		t.Helper()
		if worked != want {
			t.Errorf("%s: worked out %d times, want %d", what, worked, want)
		}
		worked = 0
	}
	for range 3 {
		ask("a", "2024-03-05")
		ask("b", "2024-03-05")
		ask("a now", "")
	}
	expect("asked three times", 3)
	add("2", "2024-03-09")
	ask("a", "2024-03-05")
	expect("an article came later", 0)
	ask("a now", "")
	expect("of all articles", 1)
	add("3", "2024-03-04")
	before := New(l)
	for range 2 {
		if _, err := Kept(Beforehand(t.Context()), before, "a", "2024-03-05", func(context.Context) ([]string, error) {
			worked++
			return []string{"a", "2024-03-05"}, nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	if len(before.answers) > 0 {
		t.Error("what nobody asked for is held in memory")
	}
	expect("beforehand, after a late article", 1)
	ask("a", "2024-03-05")
	expect("asked for after it", 0)
	add("4", "2024-03-04")
	ask("a", "2024-03-05")
	expect("a late article", 1)
	other := func() string { return "another program" }
	c = New(l)
	c.program = other
	if _, err := Kept(t.Context(), c, "a", "2024-03-05", func(context.Context) ([]string, error) {
		worked++
		return nil, nil
	}); err != nil {
		t.Fatal(err)
	}
	expect("another program", 1)
	_, err := Kept(t.Context(), New(l), "no", "", func(context.Context) (func(), error) { return nil, nil })
	if err == nil {
		t.Error("what is no data is kept")
	}
	down := errors.New("the disk is gone")
	_, err = Kept(t.Context(), New(l), "bad", "", func(context.Context) (int, error) { return 0, down })
	if !errors.Is(err, down) {
		t.Errorf("the failure is %v", err)
	}
}

// TestKeptSlowIsServedStale: who starts the program anew after articles came does not wait for an
// answer that takes long: the last one is shown while it is refreshed.
func TestKeptSlowIsServedStale(t *testing.T) {
	c := open(t)
	keep := func(key string, took time.Duration) {
		t.Helper()
		k := keeper[string]{c: c, key: key}
		mark, err := c.l.Store().Mark(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		raw, err := json.Marshal("old")
		if err == nil {
			raw, err = compress(raw)
		}
		if err != nil {
			t.Fatal(err)
		}
		o := store.Overview{Name: k.name(), Day: store.Now, Data: raw, Made: time.Now().Add(-time.Hour).Unix(), Took: took}
		if err := c.l.Store().KeepOverview(t.Context(), o, mark); err != nil {
			t.Fatal(err)
		}
		r := ledgertest.Said(key, "2024-03-01", "Nils Aro", "", "", "It rains on "+key+".")
		if _, err := c.l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		key, want string
		took      time.Duration
	}{{"the map", "old", 2 * overview}, {"the list", "new", slow}} {
		keep(test.key, test.took)
		got, err := Kept(t.Context(), New(c.l), test.key, "", func(context.Context) (string, error) { return "new", nil })
		if err != nil || got != test.want {
			t.Errorf("what took %v: %q, %v, want %q", test.took, got, err, test.want)
		}
	}
}

// TestKeptReadOnly: a file that cannot be written is asked all the same.
func TestKeptReadOnly(t *testing.T) {
	path := t.TempDir() + "/l.db"
	st, err := sqlite.Open(t.Context(), path, sqlite.Options{})
	if err == nil {
		err = st.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	if st, err = sqlite.Open(t.Context(), path, sqlite.Options{ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	defer st.Close()
	got, err := Kept(t.Context(), New(ledger.New(st, ledger.Options{})), "map", "",
		func(context.Context) (int, error) { return 7, nil })
	if err != nil || got != 7 {
		t.Errorf("%d, %v", got, err)
	}
	if _, err := Kept(Beforehand(t.Context()), New(ledger.New(st, ledger.Options{})), "map", "",
		func(context.Context) (int, error) { return 7, nil }); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("computed beforehand for nobody: %v", err)
	}
}

// TestBeforehandHoldsNobodyUp: who asks for an overview does not wait for one that is computed beforehand, and of
// two that are computed beforehand the second waits.
func TestBeforehandHoldsNobodyUp(t *testing.T) {
	c := open(t)
	began, end := make(chan bool), make(chan bool)
	slow := func(context.Context) (int, error) { began <- true; <-end; return 1, nil }
	go Kept(Beforehand(t.Context()), c, "slow", "2024-03-05", slow)
	<-began
	quick := func(context.Context) (int, error) { return 2, nil }
	if got, err := Kept(t.Context(), c, "quick", "2024-03-05", quick); err != nil || got != 2 {
		t.Errorf("%d, %v", got, err)
	}
	ctx, stop := context.WithTimeout(Beforehand(t.Context()), 20*time.Millisecond)
	defer stop()
	if _, err := Kept(ctx, c, "next", "2024-03-05", quick); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("two are computed beforehand at once: %v", err)
	}
	close(end)
}
