package cache

import (
	"maps"
	"slices"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ledgertest"
)

// TestTally counts more hits than are counted at once: the counts come to be those of
// all, and a search that finds few is counted whole at the first time of asking.
func TestTally(t *testing.T) {
	cached := open(t)
	c := ledgertest.New(ledgertest.Options{Seed: 3, Statements: 24, People: 40})
	var items []ledger.Item
	for n := range 60 {
		items = append(items, ledger.Item{Record: c.Record(n)})
	}
	if _, err := cached.l.Add(t.Context(), items); err != nil {
		t.Fatal(err)
	}
	outlets, days, found := map[string]int{}, map[string]int{}, 0
	for s, err := range cached.l.Each(t.Context(), ledger.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		found++
		outlets[s.Article.Outlet]++
		days[s.Article.Published[:len(time.DateOnly)]]++
	}
	if found <= tallySoon {
		t.Fatalf("there are only %d statements", found)
	}
	tally := func(q ledger.Query, key string) Tally {
		t.Helper()
		got, err := cached.Tally(t.Context(), key, q)
		if err != nil {
			t.Fatal(err)
		}
		return got
	}
	got := tally(ledger.Query{Limit: 25}, "all")
	for began := time.Now(); !got.All; got = tally(ledger.Query{Limit: 25}, "all") {
		if got.Found != tallySoon || !got.Going {
			t.Fatalf("meanwhile %d are counted, going on: %v", got.Found, got.Going)
		}
		if time.Since(began) > time.Minute {
			t.Fatal("the others are never counted")
		}
		time.Sleep(10 * time.Millisecond)
	}
	if got.Found != found || !maps.Equal(got.Outlets, outlets) || !maps.Equal(got.Days, days) {
		t.Errorf("counted %d of %d: %v, want %v", got.Found, found, got.Outlets, outlets)
	}
	more := func(v ledger.Voice) bool { return v.Statements > got.Found }
	if slices.ContainsFunc(got.Voices, more) || len(got.Voices) == 0 {
		t.Errorf("%d speak", len(got.Voices))
	}
	for i := range got.Voices[:3] {
		v := &got.Voices[i]
		if few := tally(ledger.Query{Person: v.Person}, v.Person); few.Found != v.Statements && few.All {
			t.Errorf("%s is counted %d times, and found %d times", v.Name, v.Statements, few.Found)
		}
	}
}
