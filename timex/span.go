package timex

import (
	"readout/doc"
	"readout/timex/class"
)

// firstOfRange: the first day of a range whose month stands behind the second:
// "between 1 and 30 March 2017", "12-13 April", "from 7 to 14 September".
func (r *dayRules) firstOfRange(i int) (found, bool) {
	from, ok := r.dayNumber(i)
	if !ok || !r.rangeMark(i+1) || r.in(i+1, class.And, class.Or, class.To) && !r.in(i-1, class.RangeOpener) {
		return found{}, false
	}
	to, ok := r.dayNumber(i + 2)
	if !ok || from >= to {
		return found{}, false
	}
	last, ok := r.dayMonth(i + 2)
	if !ok || len(last.value) != len("2021-05-26") {
		return found{}, false
	}
	value := string(digits([]byte(last.value[:len("2021-05-")]), from, 2))
	return found{end: i + 1, kind: doc.Date, value: value, anchor: last.anchor, by: "timex/first-of-range@1",
		bare: true}, true
}

// rangeYear is the year that stands at the end of a range that runs from the day
// before token end into another month: "June 28 to July 3, 2019", "28 June-3 July 2019".
func (r *calendar) rangeYear(end int, from date) (int, bool) {
	if !r.rangeMark(end) {
		return 0, false
	}
	month, day := end+1, end+2
	if r.day31(end + 1) {
		month, day = day, month
	}
	m, ok := r.isMonth(month)
	if !ok || !r.day31(day) {
		return 0, false
	}
	y, _, ok := r.dayYear(end + 3)
	if m < from.m {
		y-- // "December 30 to January 2, 2020"
	}
	return y, ok
}

// rangeMonthYear is the year of the first month of a range of months, from the
// year behind the last: "Aug-Sept 2018", "from November to March 2020".
func (r *calendar) rangeMonthYear(end, m int) (int, bool) {
	if !r.rangeMark(end) {
		return 0, false
	}
	last, ok := r.isMonth(end + 1)
	if !ok {
		return 0, false
	}
	y, ok := r.yearNumber(end + 2)
	if last < m {
		y--
	}
	return y, ok
}

// yearSpan: the first year of "1939-45", "the winter of 2022-23", "2015–2019". The
// last is read by spanEnd. "2021-05" is a month, and "1998-02" may be either.
func (r *periodRules) yearSpan(i int) (found, bool) {
	from, to := r.spanYears(i)
	switch {
	case from == 0 || r.counted(i+3):
		return found{}, false
	case to == 0:
		m, _ := atoi(r.word(i + 2))
		return found{end: i + 3, kind: doc.Date, value: date{y: from, m: m}.String(), by: "timex/iso-month@1",
			bare: true}, true
	}
	return found{end: i + 1, kind: doc.Date, value: date{y: from}.String(), by: yearSpanRule, bare: true}, true
}

const yearSpanRule = "timex/year-span@1"

// spanEnd: the last year of a span whose first was just read.
func (r *periodRules) spanEnd(i int) (found, bool) {
	n := len(r.d.Times)
	if n == 0 || r.d.Times[n-1].By != yearSpanRule || r.d.Times[n-1].EndToken != i-1 {
		return found{}, false
	}
	_, to := r.spanYears(i - 2)
	return found{end: i + 1, kind: doc.Date, value: date{y: to}.String(), by: "timex/span-end@1", bare: true}, to > 0
}

// spanYears reads the two years of "1939-45". The last is 0 where the second number
// is a month: "2021-05".
func (r *words) spanYears(i int) (from, to int) {
	from, ok := r.yearNumber(i)
	if !ok || !r.in(i+1, class.Hyphen, class.Dash) || !r.glued(i+1) || !r.glued(i+2) || r.in(i+3, class.Hyphen) &&
		r.glued(i+3) {
		return 0, 0
	}
	w := r.word(i + 2)
	last, ok := atoi(w)
	switch {
	case !ok || len(w) != 2 && len(w) != 4:
		return 0, 0
	case len(w) == 4 && last > from && last < 2100:
		return from, last
	case len(w) == 4:
		return 0, 0
	case last > from%100:
		return from, from - from%100 + last
	case from%100 > 90 && last < 30 && from < 2000 && last > 12:
		return from, from - from%100 + 100 + last // "1995-15" crosses the century
	case from >= 2000 && last >= 1 && last <= 12:
		return from, 0
	}
	return 0, 0
}

// glued reports whether token i follows the one before without a space.
func (r *words) glued(i int) bool {
	return i > r.first && i < r.end && !r.d.Tokens[i].SpaceBefore
}

// counted reports whether token i is something that a number before it counts.
func (r *words) counted(i int) bool {
	return r.in(i, class.Counted)
}

// numeric: a day in digits: "03.05.2021", "13/5/2021", "14-05-2021", "2021/05/14".
// With full stops and hyphens the day stands first; with slashes it may be the month
// that does, and where no day of the article settles that, only the year is known.
func (r *dayRules) numeric(i int) (found, bool) {
	parts, end, ok := r.numericParts(i)
	if !ok || r.in(i-1, class.Version) {
		return found{}, false
	}
	t, sure := readNumeric(parts, r.numericOrder())
	if t.y == 0 {
		return found{}, false
	}
	if !sure {
		t = date{y: t.y}
	}
	return found{end: end, kind: doc.Date, value: t.String(), by: "timex/numeric@1", bare: true}, true
}

// numericParts are the three numbers of a numeric day, the mark between them and
// the token after it.
func (r *dayRules) numericParts(i int) (p numericDay, end int, ok bool) {
	if r.in(i+1, class.Hyphen) && r.in(i+3, class.Hyphen) && r.glued(i+1) && r.glued(i+2) && r.glued(i+3) && r.glued(i+4) {
		p, ok = splitNumeric(r.word(i)+"-"+r.word(i+2)+"-"+r.word(i+4), '-')
		return p, i + 5, ok
	}
	w := r.word(i)
	if p, ok = splitNumeric(w, '.'); !ok {
		p, ok = splitNumeric(w, '/')
	}
	return p, i + 1, ok && !(r.in(i+1, class.Dot, class.Slash, class.Hyphen) && r.glued(i+1) && r.glued(i+2))
}

// numericDay is a day in digits as it is written.
type numericDay struct {
	n    [3]int
	mark byte
}

// splitNumeric reads three numbers, of one or two digits and a year in four.
func splitNumeric(w string, mark byte) (p numericDay, ok bool) {
	const longest = len("14-05-2021")
	if len(w) > longest || len(w) < len("3/5/2021") {
		return p, false
	}
	k, width := 0, 0
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			p.n[k] = p.n[k]*10 + int(c-'0')
			width++
		case c == mark && width > 0 && k < 2:
			k, width = k+1, 0
		default:
			return p, false
		}
	}
	p.mark = mark
	isYear := func(n int) bool { return n >= 1800 && n < 2100 }
	return p, k == 2 && width > 0 && (isYear(p.n[0]) && p.n[2] < 100 || isYear(p.n[2]) && p.n[0] < 100) && p.n[1] < 100
}

// order is what stands first in an article's days with slashes.
type order uint8

const (
	orderUnread order = iota
	orderOpen
	dayFirst
	monthFirst
)

// readNumeric gives the day, and whether it is sure which number is the month.
func readNumeric(p numericDay, o order) (t date, sure bool) {
	a, b := p.n[0], p.n[1]
	switch {
	case p.n[0] > 31:
		t = date{p.n[0], p.n[1], p.n[2]}
	case p.mark != '/' || a == b || a > 12 || b <= 12 && o == dayFirst:
		t = date{p.n[2], b, a}
	case b > 12 || o == monthFirst:
		t = date{p.n[2], a, b}
	default:
		return date{y: p.n[2]}, false
	}
	if t.m < 1 || t.m > 12 || t.d < 1 || t.d > daysIn(t.y, t.m) {
		return date{}, false
	}
	return t, true
}

// numericOrder is what the days with slashes that can be read only one way say of
// the others; found once for an article.
func (r *calendar) numericOrder() order {
	if r.order != orderUnread {
		return r.order
	}
	r.order = orderOpen
	for i := range r.d.Tokens {
		p, ok := splitNumeric(r.d.LowerForm(i), '/')
		switch {
		case !ok || p.n[0] > 31:
		case p.n[0] > 12:
			r.order = dayFirst
			return r.order
		case p.n[1] > 12:
			r.order = monthFirst
			return r.order
		}
	}
	return r.order
}
