// Package timex finds time expressions and resolves each to its TIMEX3 value.
//
// The input is tokens and the article's own date; the output is the Times layer and the
// publication date. The package does not invent: a day whose year cannot be determined from
// the article keeps an open year ("XXXX-05-26"), and what is only known coarsely stays coarse
// ("2021-06").
//
// The one idea: rules are tried at each token, the first match wins, and each rule gives a
// value relative to one reference day, the day of the report, never to the machine's clock.
package timex

import (
	"math/bits"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// Pass fills the Times layer. It has no state and is safe to share.
type Pass struct{}

// New returns the pass.
func New() *Pass { return &Pass{} }

// Name returns "timex".
func (*Pass) Name() string { return "timex" }

// Needs returns Tokens. Tags are used if present.
func (*Pass) Needs() doc.Layer { return doc.Tokens }

// Gives returns Times.
func (*Pass) Gives() doc.Layer { return doc.Times }

// Run fills d.Times and d.Published.
func (*Pass) Run(d *doc.Doc) error {
	r := newReading(d)
	r.SettleDay()
	for s := range d.Sentences {
		if d.Stopped() {
			d.StopAt(d.Sentences[s].Start)
			break
		}
		r.sentence(d.Sentences[s])
	}
	r.headlines()
	return nil
}

// The rules, grouped by what they match. They share the calendar of one article.
type (
	dayRules    struct{ *calendar.Calendar } // days, parts of days, months
	clockRules  struct{ *dayRules }          // times of day, with an adjacent day
	periodRules struct{ *calendar.Calendar } // quarters, seasons, years, decades
	countRules  struct{ *calendar.Calendar } // durations, sets, and offsets in units
)

// reading is the state of one article's pass.
type reading struct {
	*calendar.Calendar
	*dayRules
	clockRules
	periodRules
	countRules
}

func newReading(d *doc.Doc) *reading {
	c := calendar.New(d)
	days := &dayRules{c}
	return &reading{c, days, clockRules{days}, periodRules{c}, countRules{c}}
}

// fromText is the anchor of values counted from a day in the text.
const fromText = "text"

// found is a match: an expression from its first token to before end.
type found struct {
	end    int
	kind   doc.TimeType
	value  string
	mod    string
	zone   string
	anchor string
	by     string
	agreed bool // its weekday and its year agree
	bare   bool // a preceding article is not part of it: "the 1998 bombing", "the 30-day limit"
}

func (r *reading) sentence(s doc.Sentence) {
	r.First, r.End = s.FirstToken, s.EndToken
	for i := s.FirstToken; i < s.EndToken; {
		next := i + 1
		for at := r.rulesAt(i); at != 0; at &= at - 1 {
			if f, ok := rules[bits.TrailingZeros64(at)].read(r, i); ok {
				r.add(i, f)
				next = f.end
				break
			}
		}
		i = next
	}
}

// rulesAt returns the rules that can begin at token i.
func (r *reading) rulesAt(i int) ruleSet {
	w := r.Doc.LowerForm(i)
	if w[0] >= '0' && w[0] <= '9' {
		return digitRules
	}
	if strings.HasPrefix(w, mid) {
		return wordRules[mid]
	}
	return wordRules[w]
}

// add appends an expression, including a modifier before it.
func (r *reading) add(i int, f found) {
	first, mod := r.modifier(i, f)
	if f.mod == "" {
		f.mod = mod
	}
	r.Doc.Times = append(r.Doc.Times, doc.Time{Span: r.Doc.SpanOf(first, f.end), FirstToken: first, EndToken: f.end,
		Type: f.kind, Value: f.value, Mod: f.mod,
		Anchor: f.anchor, Zone: f.zone, Settled: f.agreed || r.Ahead(i), By: f.by, Score: 0.9})
}

// modifier parses a modifier before an expression: "early", "about", "more than", "the end
// of".
//
// Source: the mod attribute of TIMEX3 (TimeML 1.2.1, section 2.3.1.4).
func (r *reading) modifier(i int, f found) (first int, mod string) {
	first = i
	if r.In(i-1, class.The) && (f.kind != doc.Clock || f.by == "timex/then@1" || f.by == "timex/unit-of-day@1") &&
		!f.bare && !r.Taken(i-1) {
		first = i - 1
	}
	at := first - 1
	if at < r.First || r.Taken(at) {
		return first, ""
	}
	switch {
	case r.In(at, class.Early):
		mod = "START"
	case r.In(at, class.Late):
		mod = "END"
	case r.In(at, class.Earlier, class.Later):
		if f.by != "timex/day@1" && f.by != "timex/part-of-day@1" {
			return first, "" // "Earlier Friday, lawyers filed" does not mean a part of the day
		}
		mod = map[string]string{"earlier": "START", "later": "END"}[r.Word(at)]
	case r.In(at, class.Mid, class.Middle):
		mod = "MID"
	case r.In(at, class.About):
		if f.kind == doc.Duration || f.kind == doc.Clock {
			mod = "APPROX" // TimeBank excludes these two from the span
		}
		return first, mod
	case r.In(at, class.Approximately):
		mod = "APPROX"
	case r.In(at, class.Of):
		return r.partBefore(at, first)
	case r.In(at, class.Hyphen):
		if !r.In(at-1, class.Mid) {
			return first, ""
		}
		if f.by == "timex/decade@1" && r.In(at-2, class.The) && !r.Taken(at-2) {
			at--
		}
		return at - 1, "MID"
	case r.In(at, class.Than):
		return r.comparison(at, first)
	case r.In(at, class.To):
		if r.In(at-1, class.Up) && f.kind == doc.Duration {
			return at - 1, "EQUAL_OR_LESS"
		}
		return first, ""
	case r.In(at, class.Least, class.Most):
		if r.In(at-1, class.At) {
			return at - 1, map[string]string{"least": "EQUAL_OR_MORE", "most": "EQUAL_OR_LESS"}[r.Word(at)]
		}
		return first, ""
	default:
		return first, ""
	}
	if mod != "APPROX" && (f.by == "timex/decade@1" || f.by == "timex/season@1" || f.by == "timex/century@1") &&
		r.In(at-1, class.The) && !r.Taken(at-1) {
		at-- // "the early 1980s"
	}
	if mod == "APPROX" && f.kind != doc.Duration && f.kind != doc.Clock && f.by != "timex/apart@1" {
		return first, ""
	}
	return at, mod
}

// comparison parses "more than", "no later than" before an expression; than is the index of
// "than".
func (r *reading) comparison(than, first int) (int, string) {
	mod := ""
	switch {
	case r.In(than-1, class.More):
		mod = "MORE_THAN"
	case r.In(than-1, class.Less, class.Fewer):
		mod = "LESS_THAN"
	case r.In(than-1, class.Longer):
		mod = "MORE_THAN"
	case r.In(than-1, class.Later):
		mod = "AFTER"
	case r.In(than-1, class.Earlier, class.Sooner):
		mod = "BEFORE"
	default:
		return first, ""
	}
	if !r.In(than-2, class.No, class.NotWord) {
		return than - 1, mod
	}
	return than - 2, map[string]string{"MORE_THAN": "EQUAL_OR_LESS", "LESS_THAN": "EQUAL_OR_MORE", "AFTER": "ON_OR_BEFORE",
		"BEFORE": "ON_OR_AFTER"}[mod]
}

// partBefore parses "the end of", "the beginning of" before an expression.
func (r *reading) partBefore(of, first int) (int, string) {
	mod := ""
	switch {
	case r.In(of-1, class.End, class.Close):
		mod = "END"
	case r.In(of-1, class.Beginning, class.Start):
		mod = "START"
	case r.In(of-1, class.Middle):
		mod = "MID"
	default:
		return first, ""
	}
	at := of - 1
	if r.In(at-1, class.The) {
		at--
	}
	return at, mod
}

// dateline matches the day of a dateline; its value is the day of the report.
func (r *dayRules) dateline(i int) (found, bool) {
	dl := r.Doc.Article.Dateline
	if dl == nil || dl.DateSpan.Empty() || r.Doc.Tokens[i].Start != dl.DateSpan.Start || dl.Month == 0 {
		return found{}, false
	}
	_, end := r.Doc.TokensIn(article.Span{Start: dl.DateSpan.Start, End: dl.DateSpan.End})
	if end <= i {
		end = i + 1
	}
	day := calendar.DateOf(dl.Year, dl.Month, dl.Day)
	if day.Y == 0 {
		day.Y = r.Day.Y
	}
	return found{end: end, kind: doc.Date, value: day.String(), anchor: "dateline", by: "timex/dateline@1"}, true
}
