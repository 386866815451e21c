package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"testing"
	"time"

	"readout/ledger"
	"readout/ledger/ask"
	"readout/ledger/ledgertest"
	"readout/store"
)

// TestAnswersAreTheLedgers: what is cached is what the ledger says, the first and the
// second time, and what the ledger refuses is refused.
func TestAnswersAreTheLedgers(t *testing.T) {
	c := open(t)
	empty := c.Revision(t.Context())
	corpus := ledgertest.New(ledgertest.Options{Seed: 5, Statements: 12, People: 10})
	var items []ledger.Item
	for n := range 12 {
		items = append(items, ledger.Item{Record: corpus.Record(n)})
	}
	if _, err := c.l.Add(t.Context(), items); err != nil {
		t.Fatal(err)
	}
	c.Invalidate()
	if c.Revision(t.Context()) == empty {
		t.Error("the revision is the empty ledger's")
	}
	page, err := c.l.Search(t.Context(), ledger.Query{})
	if err != nil || len(page.Statements) == 0 {
		t.Fatalf("%d statements, %v", len(page.Statements), err)
	}
	who := page.Statements[0].Speakers[0].Agent
	same := func(about string, want any, wantErr error, answer func() (any, error)) {
		t.Helper()
		for range 2 {
			got, err := answer()
			x, _ := json.Marshal(got)
			y, _ := json.Marshal(want)
			if string(x) != string(y) || fmt.Sprint(err) != fmt.Sprint(wantErr) {
				t.Errorf("%s: cached %s, %v; the ledger says %s, %v", about, x, err, y, wantErr)
			}
		}
	}
	track, err := c.l.Said(t.Context(), who, "", "")
	same("said", track, err, func() (any, error) { return c.Said(t.Context(), who, "", "") })
	if len(track.Entries) == 0 {
		t.Error("the speaker of a statement said nothing")
	}
	for _, q := range []ledger.Query{{}, {Event: "summit"}, {Event: "coronation of Nobody"},
		{Event: "summit", Articles: []string{page.Statements[0].Article.ID}}} {
		found, err := c.l.Search(t.Context(), q)
		same("search", found, err, func() (any, error) { return c.Search(t.Context(), q) })
	}
	events, err := c.l.Events(t.Context(), "summit", "")
	same("events", events, err, func() (any, error) { return c.Events(t.Context(), "summit", "") })
	none, err := c.l.Event(t.Context(), "coronation of Nobody", "")
	same("event", none, err, func() (any, error) { return c.Event(t.Context(), "coronation of Nobody", "") })
	if !errors.Is(err, ask.ErrUnknown) {
		t.Errorf("an event that nobody reports: %v", err)
	}
	last := c.LastDay(t.Context())
	cards, err := c.Stream(t.Context(), last, "", false)
	if err != nil {
		t.Fatal(err)
	}
	same("stream", cards, nil, func() (any, error) { return c.Stream(t.Context(), last, "", true) })
	for _, card := range cards.Cards {
		if cards.Ingested[card.Article.ID] == 0 {
			t.Errorf("card %s is of an article that never came", card.ID)
		}
	}
}

// TestToday: the day is the clock's while reports come, and the last report's after.
func TestToday(t *testing.T) {
	c := open(t)
	now := time.Date(2031, 3, 20, 12, 0, 0, 0, time.UTC)
	if got := c.Today(t.Context(), now); got != "2031-03-20" {
		t.Errorf("an empty ledger is looked at on %s", got)
	}
	r := ledgertest.New(ledgertest.Options{Seed: 5, Statements: 3, People: 3}).Record(0)
	if _, err := c.l.Add(t.Context(), []ledger.Item{{Record: r}}); err != nil {
		t.Fatal(err)
	}
	c.Invalidate()
	last, err := time.Parse(time.DateOnly, r.Article.Published[:len(time.DateOnly)])
	if err != nil {
		t.Fatal(err)
	}
	for days, want := range map[int]time.Time{
		quietAfter: last.AddDate(0, 0, quietAfter), quietAfter + 1: last,
	} {
		if got := c.Today(t.Context(), last.AddDate(0, 0, days)); got != want.Format(time.DateOnly) {
			t.Errorf("%d days after the last report the day is %s", days, got)
		}
	}
}

// TestStoriesOfNow: the stories of these days have the newest article as soon as their run has, and those of
// a past month are worked out once.
func TestStoriesOfNow(t *testing.T) {
	c := open(t)
	corpus := ledgertest.New(ledgertest.Options{Seed: 5, Statements: 4, People: 10, PerDay: 2})
	add := func(from, to int) {
		t.Helper()
		var items []ledger.Item
		for n := from; n < to; n++ {
			items = append(items, ledger.Item{Record: corpus.Record(n)})
		}
		if _, err := c.l.Add(t.Context(), items); err != nil {
			t.Fatal(err)
		}
		c.Invalidate()
	}
	articles := func(from, to string) (n int) {
		t.Helper()
		list, err := c.Stories(t.Context(), from, to, "")
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range list {
			n += len(s.Articles)
		}
		return n
	}
	add(0, 8) // of 1 to 4 January
	if n := articles("2019-01-01", "2019-01-10"); n != 8 {
		t.Errorf("%d articles, want 8", n)
	}
	add(8, 10)
	if n := articles("2019-01-01", "2019-01-10"); n != 10 {
		t.Errorf("%d articles after two more, want 10", n)
	}
	add(200, 202) // of April: January's run is over
	if n := articles("2019-01-01", "2019-01-10"); n != 10 {
		t.Errorf("%d articles of January, want 10", n)
	}
	mark, err := c.l.Store().Mark(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	o := store.Overview{Name: "run of stories 2018-12-01 " + c.program(), Day: store.DayOf("2019-03-01")}
	if kept, err := c.l.Store().Overview(t.Context(), o.Name); err != nil || kept.Day != o.Day {
		t.Errorf("the run of January is kept as of %v, %v", kept.Day, err)
	}
	if _, err := c.Stories(t.Context(), "soon", "", ""); !errors.As(err, new(*ask.Fault)) {
		t.Errorf("from no day: %v", err)
	}
	if again, err := c.l.Store().Mark(t.Context()); err != nil || again != mark {
		t.Errorf("asking changed the ledger: %v, %v", again, err)
	}
}
