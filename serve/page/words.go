package page

import (
	"fmt"
	"html/template"
	"net/url"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
)

// functions are what templates can call.
var functions = template.FuncMap{
	"date":     stream.LongDate,
	"on":       stream.On,
	"short":    shortDate,
	"moment":   moment,
	"datetime": func(s string) string { return s },
	"tone":     tone,
	"glyph":    glyph,
	"capital":  stream.Capital,
	"count":    count,
	"number":   number,
	"clip":     clip,
	"join":     strings.Join,
	"add":      func(x, y int) int { return x + y },
	"slotWord": stream.SlotWord,
	"spoken":   spoken,
	"list":     func(items ...string) []string { return items },
	"half":     func(n int) int { return n / 2 },
	"host":     hostOf,
	"web":      web,
	"entry":    func(v *view, e *ledger.SlotEntry) entryItem { return entryItem{v, e} },
	"item":     func(v *view, s *ledger.Statement) statementItem { return statementItem{v, s} },
	"coming":   func(v *view, list []comingEvent) comingList { return comingList{v, list} },
	"audit":    func(v *view, list []auditEntry) auditList { return auditList{v, list} },
	"meaning":  meaning,
	"speakers": speakersOf,
	"edits":    longEdits,
	"titled":   stream.Titled,
	"state":    func(slot, status string) slotState { return slotState{slot, status} },
	"words":    stream.StatusWord,
	"value":    stream.Value,
	"found":    func(v *view, f foundView) foundItem { return foundItem{v, &f} },
	"sure":     record.Sure,
	"act":      stream.ActWord,
	"moved":    func(m stream.Move) string { return m.Tells() },
	"cardKind": stream.Kind.Word,
	"cardFeed": cardFeed,
	"clock":    func(s string) string { return s },
	"stories":  func(v *view, list StreamList) storiesItem { return storiesItem{v, list} },
	"card":     func(v *view, list StreamList, c cardShown) cardItem { return cardItem{v, list, c} },
	"quoted":   func(v *view, q any) (quotedItem, error) { return newQuoted(v, q) },
}

// What parts of pages are given: the page's view and one thing to show.
type (
	entryItem struct {
		V *view
		E *ledger.SlotEntry
	}
	statementItem struct {
		V *view
		S *ledger.Statement
	}
	comingList struct {
		V    *view
		List []comingEvent
	}
	auditList struct {
		V    *view
		List []auditEntry
	}
)

type (
	storiesItem struct {
		V *view
		L StreamList
	}
	cardItem struct {
		V *view
		L StreamList
		C cardShown
	}
	slotState struct{ Slot, Status string }
	foundItem struct {
		V *view
		F *foundView
	}
	quotedItem struct {
		V *view
		Q *stream.Quote
	}
)

// newQuoted takes a quote, or a pointer to one, as templates have it.
func newQuoted(v *view, q any) (quotedItem, error) {
	switch q := q.(type) {
	case stream.Quote:
		return quotedItem{v, &q}, nil
	case *stream.Quote:
		return quotedItem{v, q}, nil
	}
	return quotedItem{}, fmt.Errorf("page: %T is no quote", q)
}

// cardFeed is the feed that goes on telling of what a card tells.
func cardFeed(c *stream.Card) string {
	switch {
	case c.Event != "":
		return "/feeds/event/" + url.PathEscape(c.Event) + ".atom"
	case len(c.People) > 0:
		return "/feeds/person/" + url.PathEscape(c.People[0].ID) + ".atom"
	case c.Notice != nil:
		return "/feeds/stream.atom?kind=" + string(stream.Notice)
	}
	return "/feeds/search.atom?" + url.Values{"outlet": {c.Article.Outlet}}.Encode()
}

// At is the address of a quote's words in their article.
func (v *view) At(q *stream.Quote) string {
	if q.Span.Empty() {
		return v.To("/article/%s", q.Article.ID)
	}
	return v.To("/article/%s?at=%d-%d", q.Article.ID, q.Span.Start, q.Span.End) + "#at"
}

// shortDate is "7 Mar 2024".
func shortDate(s string) string { return stream.Dated(s, "2 Jan 2006", "Jan 2006") }

// moment is a day with its time, in UTC as the record has it.
func moment(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return stream.LongDate(s)
}

// tone is what a status says of the matter, for colour: it stands, it may be, it is
// open, it does not.
func tone(status string) string {
	switch status {
	case record.Held, record.Planned:
		return "firm"
	case record.Likely, record.Possible:
		return "maybe"
	case record.Doubted, record.NotPlanned, record.RuledOut, record.Cancelled, record.Postponed:
		return "no"
	}
	return "open"
}

// glyph is the sign of a status, so that colour is never alone.
func glyph(status string) string {
	switch status {
	case record.Held:
		return "■"
	case record.Planned:
		return "●"
	case record.Likely:
		return "◕"
	case record.Possible:
		return "◑"
	case record.Doubted:
		return "◔"
	case record.NotPlanned, record.RuledOut, record.Cancelled:
		return "✕"
	case record.Postponed:
		return "→"
	}
	return "○"
}

// count is "1 report", "2 reports".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	many := one + "s"
	if strings.HasSuffix(one, "y") {
		many = one[:len(one)-1] + "ies"
	}
	return number(n) + " " + many
}

// number groups thousands with a thin space.
func number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// clip shortens a text on a word's border.
func clip(n int, s string) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	runes := []rune(s)[:n]
	cut := string(runes)
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–—-") + " …"
}

// spoken is who said a slot's entry: names, or the report itself.
func spoken(e *ledger.SlotEntry) string {
	if len(e.SaidBy) == 0 {
		return e.Article.Outlet + "’s own report"
	}
	return strings.Join(e.SaidBy, ", ")
}

// hostOf is the host of an address, for showing.
func hostOf(s string) string {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		return host
	}
	return s
}

// web reports whether an address may be linked to: pages link to the web and to
// nothing else, whatever an article gives as its address.
func web(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// plain replaces what XML cannot hold, for SVG files.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
}

// sentenceAt is the address of the sentence that carries a slot's entry.
func sentenceAt(v *view, e *ledger.SlotEntry) string {
	return v.To("/article/%s?at=%d-%d", e.Article.ID, e.Span.Start, e.Span.End) + "#at"
}

// Sentence is sentenceAt for templates.
func (v *view) Sentence(e *ledger.SlotEntry) string { return sentenceAt(v, e) }

// Mark is the address of a statement's words in its article: "v7.s3" is
// /article/v7#s3.
func (v *view) Mark(s *ledger.Statement) string {
	article, n, _ := strings.Cut(s.ID, ".")
	return v.To("/article/%s#%s", article, n)
}

// dayCount is "in 3 days", "today", "2 days ago".
func dayCount(from, to string) string {
	a, err1 := time.Parse(time.DateOnly, from)
	b, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return ""
	}
	switch n := int(b.Sub(a).Hours() / 24); {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n > 0:
		return fmt.Sprintf("in %d days", n)
	default:
		return fmt.Sprintf("%d days ago", -n)
	}
}

// quotedWords puts marks around words that have none.
func quotedWords(s string) string {
	return "“" + strings.TrimRight(strings.Trim(s, "“”\" "), ",") + "”"
}

// markdownText escapes what Markdown would take for markup.
func markdownText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", "`", "\\`", "\n", " ").Replace(s)
}
