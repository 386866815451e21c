package feed

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"readout/ledger"
	"readout/ledger/stream"
)

// entry is one entry of a feed, with what Atom and JSON Feed have in common. All of it is
// plain text.
type entry struct {
	id      string // urn:uuid:…
	title   string
	text    string
	page    string // page of this server
	source  string // the article's own address, if it is on the web
	author  string
	said    string // day
	updated string // RFC 3339
	tags    []string
	item    any // as the API returns it
}

// uuid derives an id from what defines a thing (RFC 9562, version 8), so that an entry keeps
// its id when the ledger is rebuilt or the server's address changes.
func uuid(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	sum[6] = sum[6]&0x0f | 0x80
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}

// rfc3339 converts a time or day of the ledger to RFC 3339. Without a day it returns the start
// of the epoch.
func rfc3339(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format(time.RFC3339)
	}
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return "1970-01-01T00:00:00Z"
}

// webAddress returns an address if it is on the web, otherwise "".
func webAddress(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// titleLength is the maximum number of characters of a statement in a title.
const titleLength = 120

func short(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= titleLength {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > titleLength {
			if space := strings.LastIndexByte(s[:i], ' '); space > 0 {
				i = space
			}
			return s[:i] + " …"
		}
	}
	return s
}

func speakers(s *ledger.Statement) string {
	names := make([]string, len(s.Speakers))
	for i, sp := range s.Speakers {
		names[i] = sp.Name
	}
	return cmp.Or(strings.Join(names, ", "), s.Source)
}

// standsAt says where a statement can be looked up.
func standsAt(a *ledger.Article) string {
	return fmt.Sprintf("%s, %s: %s\nText SHA-256 %s", stream.OutletName(a.Outlet), stream.Undated(a.Published),
		stream.Titled(a.Headline), a.SHA256)
}

func ofStatement(base string, s *ledger.Statement) entry {
	who := speakers(s)
	text := s.Told() + "\n\n" + strings.TrimSpace(strings.Join([]string{who, s.Cue, s.Audience}, " ")) + ", " + s.Said +
		" (" + s.Kind + ")\n" + standsAt(&s.Article) + ", bytes"
	for _, sp := range s.Spans {
		text += fmt.Sprintf(" %d-%d", sp.Start, sp.End)
	}
	e := entry{id: uuid("statement", s.Article.SHA256, s.Article.URL, fmt.Sprint(s.Spans)), title: short(s.Content),
		text: text, page: base + "/statement/" + s.ID,
		source: webAddress(s.Article.URL), author: who, said: s.Said, updated: rfc3339(s.Article.Published), item: s}
	if deed := s.Deed(); deed != "" {
		who = strings.TrimSpace(who + " (" + deed + ")")
	}
	if who != "" {
		e.title = who + ": " + e.title
	}
	for _, tag := range append([]string{s.Kind, s.Act, s.Commitment, s.Article.Outlet}, s.Statuses...) {
		if tag != "" {
			e.tags = append(e.tags, tag)
		}
	}
	return e
}

func eventTitle(d *ledger.Dossier) string {
	title := d.Name
	if len(d.Participants) > 0 {
		title += ": " + strings.Join(d.Participants, ", ")
	}
	if d.Time != "" {
		title += ", " + d.Time
	}
	return title
}

// slotName returns a slot as people call it: "agenda: gas transit".
func slotName(slot, item string) string {
	if item == "" {
		return slot
	}
	return slot + ": " + item
}

func stands(e *ledger.SlotEntry, item string) string {
	switch {
	case e == nil:
		return "nothing said"
	case e.Value == "" || e.Value == item:
		return e.Status
	}
	return e.Status + ", " + stream.LongDate(e.Value)
}

// ofSlot returns an entry for every change of a slot, but not for repetitions.
func ofSlot(base string, d *ledger.Dossier, t *ledger.SlotTrack) []entry {
	var out []entry
	var before *ledger.SlotEntry
	for i := range t.Entries {
		e := &t.Entries[i]
		if !e.Sure() || e.Restated || e.Repeats || before != nil && before.Status == e.Status && before.Value == e.Value {
			continue
		}
		x := ofSlotChange(base, &ledger.SlotChange{Event: d.ID, Name: d.Name, Slot: t.Slot, Item: t.Item, Before: before,
			Now: e})
		if e.Withdrawn {
			x.title += " (withdrawn)"
		}
		out = append(out, x)
		before = e
	}
	return out
}

func ofSlotChange(base string, c *ledger.SlotChange) entry {
	e := entry{title: c.Name + ", " + slotName(c.Slot, c.Item) + ": " + stands(c.Now, c.Item),
		page: base + "/event/" + c.Event, updated: rfc3339(""), item: c,
		tags: []string{c.Slot}}
	e.text = slotName(c.Slot, c.Item) + "\nbefore: " + stands(c.Before, c.Item) + "\nnow: " + stands(c.Now, c.Item)
	if c.Now == nil {
		last := c.Before
		e.id = uuid("slot withdrawn", c.Slot, c.Item, last.Article.SHA256, fmt.Sprint(last.Span))
		e.updated = rfc3339(cmp.Or(last.Article.Until, last.Published))
		return e
	}
	n := c.Now
	e.id = uuid("slot", c.Slot, c.Item, n.Status, n.Value, n.Article.SHA256, n.Article.URL, fmt.Sprint(n.Span))
	e.author, e.said, e.updated = strings.Join(n.SaidBy, ", "), n.Said, rfc3339(n.Published)
	e.source = webAddress(n.Article.URL)
	e.tags = append(e.tags, n.Status)
	if n.Statement != "" {
		e.page = base + "/statement/" + n.Statement
	}
	if e.author != "" {
		e.text += "\nsaid by " + e.author + ", " + n.Said
	}
	e.text += "\n" + standsAt(&n.Article) + fmt.Sprintf(", bytes %d-%d", n.Span.Start, n.Span.End)
	return e
}

func ofArticleChange(base string, c *ledger.ArticleChange) entry {
	return entry{id: uuid("article", c.Article.Outlet, c.Article.URL, c.Article.SHA256, c.Before.SHA256),
		title: stream.OutletName(c.Article.Outlet) + ", " + c.Kind + ": " + stream.Titled(c.Article.Headline),
		text: fmt.Sprintf("%d statements changed, %d withdrawn, %d added.\n%s\nbefore: %s", c.Changed, c.Withdrawn, c.Added,
			standsAt(&c.Article), standsAt(&c.Before)),
		page: base + "/article/" + c.Article.ID + "/versions", source: webAddress(c.Article.URL), author: c.Article.Outlet,
		updated: rfc3339(c.Article.Published),
		tags:    []string{c.Kind}, item: c}
}

// ofCard returns the entry for a card of the stream, in the same words.
func ofCard(base string, c *stream.Card) entry {
	e := entry{id: uuid("card", c.ID), title: c.Tells(), page: base + c.Path(), source: webAddress(c.Article.URL),
		author: c.Article.Outlet, updated: rfc3339(c.At), item: c,
		tags: append([]string{c.Word()}, c.Outlets...)}
	var text []string
	for _, p := range c.Passages() {
		for _, line := range [...]string{p.Head, p.Text(), p.By} {
			if line != "" {
				text = append(text, line)
			}
		}
	}
	e.text = strings.Join(text, "\n") + "\n\n" + standsAt(&c.Article)
	return e
}
