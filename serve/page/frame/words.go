package frame

import (
	"cmp"
	"fmt"
	"html/template"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"readout/ledger"
	"readout/ledger/stream"
	"readout/record"
)

// SpeakersOf names a statement's speakers, or gives the words that stand for them.
func SpeakersOf(s *ledger.Statement) string {
	if len(s.Speakers) == 0 {
		return cmp.Or(s.Source, "nobody named")
	}
	names := make([]string, 0, len(s.Speakers))
	for _, sp := range s.Speakers {
		if !slices.Contains(names, sp.Name) {
			names = append(names, sp.Name)
		}
	}
	return strings.Join(names, ", ")
}

// EventTitle is an event's name with what tells it from others of that name.
func EventTitle(d *ledger.Dossier) string {
	title := stream.Capital(d.Name)
	if d.Place != "" && !strings.Contains(strings.ToLower(title), strings.ToLower(d.Place)) {
		title += " in " + WithArticle(d.Place)
	}
	return title
}

// WithArticle is a place as it is called after "in": the United Kingdom, Ostrella.
func WithArticle(place string) string {
	if commonEnds[place[strings.LastIndexByte(place, ' ')+1:]] {
		return "the " + place
	}
	return place
}

// commonEnds are common nouns, and plurals, that end names of places which go with an article.
var commonEnds = map[string]bool{"Kingdom": true, "States": true, "Emirates": true, "Republic": true, "Union": true,
	"Islands": true, "Netherlands": true, "Philippines": true, "Federation": true}

// functions are what templates can call, besides what the packages of their pages add.
var functions = template.FuncMap{
	"date":     stream.LongDate,
	"on":       stream.On,
	"short":    ShortDate,
	"moment":   Moment,
	"datetime": func(s string) string { return s },
	"tone":     Tone,
	"glyph":    Glyph,
	"capital":  stream.Capital,
	"town":     WithArticle,
	"count":    Count,
	"number":   Number,
	"percent":  func(share float64) string { return fmt.Sprintf("%.0f\u202f%%", 100*share) },
	"clip":     Clip,
	"join":     strings.Join,
	"add":      func(x, y int) int { return x + y },
	"slotWord": stream.SlotWord,
	"spoken":   Spoken,
	"list":     func(items ...string) []string { return items },
	"half":     func(n int) int { return n / 2 },
	"host":     HostOf,
	"web":      Web,
	"entry":    func(v *View, e *ledger.SlotEntry) entryItem { return entryItem{v, e} },
	"item":     func(v *View, s *ledger.Statement) statementItem { return statementItem{v, s} },
	"speakers": SpeakersOf,
	"outlet":   stream.OutletName,
	"undated":  stream.Undated,
	"titled":   stream.Titled,
	"state":    func(slot, status string) slotState { return slotState{status, stream.StatusWord(slot, status)} },
	"alone":    func(slot, status string) slotState { return slotState{status, stream.Alone(slot, status)} },
	"words":    stream.StatusWord,
	"value":    stream.Value,
	"sure":     record.Sure,
	"act":      stream.ActWord,
	"moved":    func(m stream.Move) string { return m.Tells() },
	"clock":    func(s string) string { return s },
	"quoted":   func(v *View, q any) (quotedItem, error) { return newQuoted(v, q) },
}

// entryItem is what a part of a page is given: an entry of a slot.
type entryItem struct {
	V *View
	E *ledger.SlotEntry
}

// statementItem is what a part of a page is given: a statement.
type statementItem struct {
	V *View
	S *ledger.Statement
}

// quotedItem is what a part of a page is given: a quote.
type quotedItem struct {
	V *View
	Q *stream.Quote
}

// newQuoted takes a quote, or a pointer to one, as templates have it.
func newQuoted(v *View, q any) (quotedItem, error) {
	switch q := q.(type) {
	case stream.Quote:
		return quotedItem{v, &q}, nil
	case *stream.Quote:
		return quotedItem{v, q}, nil
	}
	return quotedItem{}, fmt.Errorf("page: %T is no quote", q)
}

// ShortDate is "7 Mar 2024".
func ShortDate(s string) string { return stream.Dated(s, "2 Jan 2006", "Jan 2006") }

// Moment is a day with its time, in UTC as the record has it.
func Moment(s string) string {
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.UTC().Format("2 January 2006, 15:04 UTC")
	}
	return stream.LongDate(s)
}

// Tone is what a status says of the matter, for colour: it stands, it may be, it is
// open, it does not.
func Tone(status string) string {
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

// Glyph is the sign of a status, so that colour is never alone.
func Glyph(status string) string {
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

// Count is "1 report", "2 reports".
func Count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	many := one + "s"
	if strings.HasSuffix(one, "y") {
		many = one[:len(one)-1] + "ies"
	}
	return Number(n) + " " + many
}

// Number groups thousands with a thin space.
func Number(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "\u202f" + s[i:]
	}
	return s
}

// Clip shortens a text on a word's border.
func Clip(n int, s string) string {
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

// Spoken is who said a slot's entry: names, or the report itself.
func Spoken(e *ledger.SlotEntry) string {
	switch {
	case len(e.SaidBy) > 0:
		return strings.Join(e.SaidBy, ", ")
	case e.Article.Outlet == "":
		return "the report itself"
	}
	return e.Article.Outlet + "’s own report"
}

// HostOf is the host of an address, for showing.
func HostOf(s string) string {
	if _, rest, ok := strings.Cut(s, "://"); ok {
		host, _, _ := strings.Cut(rest, "/")
		return host
	}
	return s
}

// Web reports whether an address may be linked to: pages link to the web and to
// nothing else, whatever an article gives as its address.
func Web(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")
}

// Plain replaces what XML cannot hold, for SVG files.
func Plain(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == utf8.RuneError || r == 0xfffe || r == 0xffff {
			return ' '
		}
		return r
	}, s)
}

// DayCount is "in 3 days", "today", "2 days ago".
func DayCount(from, to string) string {
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

// QuotedWords puts marks around words that have none.
func QuotedWords(s string) string {
	return "“" + strings.TrimRight(strings.Trim(s, "“”\" "), ",") + "”"
}

// MarkdownText escapes what Markdown would take for markup.
func MarkdownText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "&lt;", "`", "\\`", "\n",
		" ").Replace(s)
}

// slotState is what a part of a page is given: how a slot stands.
type slotState struct{ Status, Words string }
