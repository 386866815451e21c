package serve_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"readout/article"
	"readout/ledger"
	"readout/ledger/audit"
	"readout/record"
	"readout/serve/servetest"
	"readout/source"
	"readout/store"
)

// run holds a corpus to all that must be so.
func (c *chaos) run() {
	order := c.rng.Perm(len(c.records))
	one := make([]int, len(c.records))
	for i := range one {
		one[i] = i
	}
	a, b := c.serve(c.filled(one)), c.filled(order)
	c.verified(a.Ledger)
	c.anchored(a.Ledger)
	c.same("in another order", c.told(a.Ledger), c.told(b))
	pages := c.walk(a)
	for path, body := range pages {
		c.plain(path, body)
	}
	c.reread(a.Ledger)
	c.corrected(a.Ledger)
	c.restored(a.Ledger)
	c.takenDown(a)
	c.verified(a.Ledger)
}

// verified: nothing stored differs from what it is made of.
func (c *chaos) verified(l *ledger.Ledger) {
	c.t.Helper()
	v, err := l.Verify(c.t.Context(), nil)
	if err != nil || len(v.Problems) > 0 {
		c.t.Errorf("verifying: %v, %v", v.Problems, err)
	}
}

// anchored: the words of each statement are the bytes of its article.
func (c *chaos) anchored(l *ledger.Ledger) {
	c.t.Helper()
	texts := map[string]string{}
	for s, err := range l.Each(c.t.Context(), ledger.Query{}) {
		if err != nil {
			c.t.Fatal(err)
		}
		if texts[s.Article.ID] == "" {
			text, err := l.Text(c.t.Context(), s.Article.ID)
			if err != nil {
				c.t.Fatal(err)
			}
			texts[s.Article.ID] = text.Record.Article.Text
		}
		var parts []string
		for _, sp := range s.Spans {
			parts = append(parts, texts[s.Article.ID][sp.Start:sp.End])
		}
		if got := strings.Join(parts, " … "); got != s.Content {
			c.t.Errorf("%s says %q, its article %q", s.ID, s.Content, got)
		}
	}
}

var versionIDs = regexp.MustCompile(`\bv[0-9]+\b`)

// told is what a ledger tells, by parts, with versions named by what they are.
func (c *chaos) told(l *ledger.Ledger) map[string][]string {
	t, ctx := c.t, c.t.Context()
	t.Helper()
	vs, err := l.Store().Versions(ctx, store.VersionFilter{})
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	for i := range vs {
		names[fmt.Sprintf("v%d", vs[i].ID)] = fmt.Sprintf("<%s|%s|%x>", vs[i].Key.Outlet, vs[i].Key.Ident, vs[i].SHA256[:4])
	}
	out := map[string][]string{}
	put := func(part string, v any, err error) {
		if err != nil {
			t.Errorf("%s: %v", part, err)
			return
		}
		raw, err := json.Marshal(v)
		if err != nil {
			t.Errorf("%s: %v", part, err)
			return
		}
		out[part] = append(out[part], versionIDs.ReplaceAllStringFunc(string(raw), func(id string) string {
			if names[id] == "" {
				return id
			}
			return names[id]
		}))
	}
	for s, err := range l.Each(ctx, ledger.Query{Replaced: true}) {
		put("statements", s, err)
	}
	events, err := l.AllEvents(ctx, "")
	put("number of events", len(events), err)
	for i := range events {
		put("events", &events[i], nil)
	}
	people, err := c.people(l)
	put("number of people", len(people), err)
	for i := range people {
		put("people", &people[i], nil)
	}
	stories, err := l.Storylines(ctx, "", "", "")
	for i := range stories {
		put("stories", &stories[i], nil)
	}
	put("number of stories", len(stories), err)
	changes, err := l.Changes(ctx, "2024-01-01", "")
	changes.Audit = nil
	put("changes", changes, err)
	for part := range out {
		slices.Sort(out[part])
	}
	return out
}

// same: two ledgers tell the same.
func (c *chaos) same(when string, x, y map[string][]string) {
	c.t.Helper()
	for _, part := range slices.Sorted(maps.Keys(x)) {
		if slices.Equal(x[part], y[part]) {
			continue
		}
		for i := range max(len(x[part]), len(y[part])) {
			p, q := "", ""
			if i < len(x[part]) {
				p = x[part][i]
			}
			if i < len(y[part]) {
				q = y[part][i]
			}
			if p != q {
				k := 0
				for k < min(len(p), len(q)) && p[k] == q[k] {
					k++
				}
				k = max(0, k-100)
				c.t.Errorf("%s, %s are told otherwise:\n %.60s …%.300s\n %.60s …%.300s", when, part, p, p[min(k, len(p)):], q,
					q[min(k, len(q)):])
				break
			}
		}
	}
}

// again reads the article that a record was read from.
func (c *chaos) again(r *record.Record) (*record.Record, error) {
	x := &r.Article
	a := &article.Article{ID: x.ID, URL: x.URL, Outlet: x.Outlet, Language: x.Language, Title: x.Title,
		Authors: x.Authors, Updated: x.Updated, EmbargoUntil: x.EmbargoUntil, Urgency: x.Urgency,
		Notice: article.Notice(x.Notice), Blocks: x.Blocks, Text: x.Text}
	for to, from := range map[*article.Span]*article.Span{&a.Headline: x.Headline, &a.Deck: x.Deck, &a.Byline: x.Byline} {
		if from != nil {
			*to = *from
		}
	}
	if x.PublishedFrom == "metadata" || x.PublishedFrom == "option" {
		a.Published, a.PublishedFrom = x.Published, x.PublishedFrom
	}
	source.Finish(a)
	key := x.SHA256 + x.Outlet + x.URL + x.ID + x.Published
	if c.read[key] == nil {
		var err error
		if c.read[key], err = c.reader.Read(context.Background(), a); err != nil {
			return nil, err
		}
	}
	return c.read[key], nil
}

// reread: reading again changes nothing.
func (c *chaos) reread(l *ledger.Ledger) {
	c.t.Helper()
	before := c.told(l)
	r, err := l.Reread(c.t.Context(), c.reader.Name(), c.again, ledger.RereadOptions{All: true, Write: true})
	if err != nil || r.Changed > 0 {
		c.t.Errorf("%d of %d changed when read again: %v; %+v %+v", r.Changed, r.Articles, err, r.Examples, r.SlotExamples)
	}
	c.same("read again", before, c.told(l))
}

// corrected: what people decided stands whatever is read again.
func (c *chaos) corrected(l *ledger.Ledger) {
	t, ctx := c.t, c.t.Context()
	t.Helper()
	var list []ledger.Statement
	for s, err := range l.Each(ctx, ledger.Query{Replaced: true}) {
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, s)
	}
	if len(list) == 0 {
		return
	}
	for range 3 {
		s := list[c.rng.IntN(len(list))]
		act, day := record.Deny, "2024-03-09"
		if _, err := l.Correct(ctx, "Ann", "heard it", s.ID, audit.Correction{Act: &act, SaidOn: &day}); err != nil {
			t.Error(err)
		}
		after, err := l.Statements(ctx, s.ID)
		if err != nil || after[s.ID].Act != act || after[s.ID].SaidOn != day {
			t.Errorf("%s corrected is %+v, %v", s.ID, after, err)
		}
	}
	before := c.told(l)
	r, err := l.Reread(ctx, c.reader.Name(), c.again, ledger.RereadOptions{All: true, Write: true})
	if err != nil || len(r.Orphans) > 0 {
		t.Errorf("reading again: %v, orphans %v", err, r.Orphans)
	}
	c.same("corrected and read again", before, c.told(l))
	c.verified(l)
}

// restored: a backup restored tells the same.
func (c *chaos) restored(l *ledger.Ledger) {
	t, ctx := c.t, c.t.Context()
	t.Helper()
	var file bytes.Buffer
	if _, err := l.Backup(ctx, &file); err != nil {
		t.Fatal(err)
	}
	again := servetest.Ledger(t)
	if _, err := again.Restore(ctx, &file); err != nil {
		t.Fatal(err)
	}
	c.same("restored", c.told(l), c.told(again))
	c.verified(again)
}

// takenDown: of an article taken down nothing is told any more.
func (c *chaos) takenDown(s *servetest.Site) {
	t, ctx := c.t, c.t.Context()
	t.Helper()
	r := c.records[c.rng.IntN(len(c.records))]
	key := store.Key{Outlet: r.Article.Outlet, Ident: r.Article.URL}
	if key.Ident == "" {
		key.Ident = r.Article.ID
	}
	vs, err := s.Ledger.Store().Versions(ctx, store.VersionFilter{Body: true})
	if err != nil {
		t.Fatal(err)
	}
	gone, rest := "", ""
	var of *store.Key
	for i := range vs {
		if vs[i].Key.Ident == key.Ident && (key.Outlet == "" || vs[i].Key.Outlet == key.Outlet) {
			of = &vs[i].Key
		}
	}
	if of == nil {
		t.Fatalf("%v is not there", key)
	}
	for i := range vs {
		if vs[i].Key == *of {
			gone += " \n " + vs[i].Body.Record.Article.Text
		} else {
			rest += " \n " + vs[i].Body.Record.Article.Text
		}
	}
	if _, err := s.Ledger.TakeDown(ctx, "Ann", "an order", *of); err != nil {
		t.Fatal(err)
	}
	time.Sleep(1100 * time.Millisecond) // the cache looks once a second whether another program decided something
	marks := onlyIn(gone, rest)
	pages := c.walk(s)
	for _, path := range slices.Sorted(maps.Keys(pages)) {
		if strings.Contains(path, ".xlsx") || strings.Contains(path, "parquet") {
			continue // packed
		}
		words := " " + plainWords(pages[path]) + " "
		for _, m := range marks {
			if strings.Contains(words, " "+m+" ") {
				t.Errorf("%s tells %q of what was taken down", path, m)
				break
			}
		}
		for i := range vs {
			id := fmt.Sprintf("v%d", vs[i].ID)
			described := strings.HasSuffix(path, "/openapi.json") // its examples are ids
			if vs[i].Key == *of && len(id) > 3 && strings.Contains(pages[path], id) && !described {
				t.Errorf("%s names %s, which was taken down", path, id)
				break
			}
		}
		c.plain(path, pages[path])
	}
}
