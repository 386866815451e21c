package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"readout/store"
)

// testOverviews: an overview is found until any of its inputs changes, whatever the change is, and one
// that was overtaken while it was being computed is not stored.
func testOverviews(t *testing.T, st store.Store) {
	ctx := context.Background()
	article := func(n int, day string) piece {
		return piece{outlet: "A", ident: fmt.Sprint(n), since: day, lines: []string{"words of " + fmt.Sprint(n)}}
	}
	first := article(1, "2024-03-05")
	put(t, st, first, article(2, "2024-03-10"))
	mark := func() store.Mark {
		m, err := st.Mark(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	days := map[string]store.Day{"3": store.DayOf("2024-03-03"), "7": store.DayOf("2024-03-07"),
		"20": store.DayOf("2024-03-20"), "now": store.Now}
	fill := func() {
		for name, day := range days {
			if err := st.KeepOverview(ctx, store.Overview{Name: name, Day: day, Data: []byte("of " + name), Made: 7,
				Took: time.Second}, mark()); err != nil {
				t.Fatal(err)
			}
		}
	}
	there := func() map[string]string {
		out := map[string]string{}
		for name, day := range days {
			o, err := st.Overview(ctx, name)
			switch {
			case errors.Is(err, store.ErrNotFound):
			case err != nil:
				t.Fatal(err)
			case string(o.Data) != "of "+name || o.Day != day || o.Made != 7 || o.Took != time.Second:
				t.Errorf("%s is %+v", name, o)
			case o.Stale:
				out[name] = "stale"
			default:
				out[name] = "fresh"
			}
		}
		return out
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	decision := store.Decision{At: "2024-04-01T00:00:00Z", Who: "editor", Kind: "merge", Why: "one", Data: "{}"}
	all := map[string]string{"3": "fresh", "7": "fresh", "20": "fresh", "now": "fresh"}
	old := first.entry()
	old.Version.ID = versions(t, st, store.VersionFilter{Key: &old.Version.Key})[0].ID
	again := first.entry()
	again.Version.Reader = "2 none"
	for _, step := range []struct {
		name string
		do   func()
		want map[string]string
	}{
		{"nothing", func() {}, all},
		{"the same article again", func() { put(t, st, first) }, all},
		{"an article of the last days", func() { put(t, st, article(3, "2024-03-15")) },
			map[string]string{"3": "fresh", "7": "fresh", "now": "stale"}},
		{"a late article", func() { put(t, st, article(4, "2024-03-07")) }, map[string]string{"3": "fresh", "now": "stale"}},
		{"a judgement of a card", func() {
			d := decision
			d.Kind, d.Beside = "judge", true
			_, err := st.Decide(ctx, d)
			must(err)
		}, all},
		{"a merge", func() { _, err := st.Decide(ctx, decision); must(err) }, map[string]string{}},
		{"facts", func() { must(st.PutFacts(ctx, []store.Fact{{Key: "oske", Name: "Oske", Kind: "person"}})) },
			map[string]string{}},
		{"another reading", func() {
			ds, err := st.Decisions(ctx, 0)
			must(err)
			_, err = st.Replace(ctx, store.Change{Old: old, New: again, Seen: ds[len(ds)-1].ID})
			must(err)
			id := old.Version.ID
			old = again
			old.Version.ID = id
		}, map[string]string{"3": "fresh"}},
		{"a takedown", func() {
			d := decision
			d.Kind = "takedown"
			_, err := st.Erase(ctx, []store.Entry{old}, d)
			must(err)
		}, map[string]string{}},
	} {
		fill()
		since := mark()
		step.do()
		got := there()
		want(t, step.name, got, step.want)
		for name, day := range days {
			o := store.Overview{Name: name, Day: day, Data: []byte("of " + name), Made: 7, Took: time.Second}
			err := st.KeepOverview(ctx, o, since)
			// A change to another day may also keep one from being stored.
			if holds := got[name] != ""; err == nil && !holds || err != nil && !errors.Is(err, store.ErrConflict) ||
				err != nil && holds && mark().Rewritten == since.Rewritten {
				t.Errorf("%s: what %s was made of still holds: %v; kept it: %v", step.name, name, holds, err)
			}
		}
		want(t, step.name+", kept late", there(), step.want)
	}
	if _, err := st.Overview(ctx, "never asked for"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("what is not there: %v", err)
	}
}
