package timex

import (
	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// firstOfRange matches the first day of a range whose month follows the second day: "between 1
// and 30 March 2017", "12-13 April", "from 7 to 14 September".
func (r *dayRules) firstOfRange(i int) (found, bool) {
	from, ok := r.DayNumber(i)
	if !ok || !r.RangeMark(i+1) || r.In(i+1, class.And, class.Or, class.To) && !r.In(i-1, class.RangeOpener) {
		return found{}, false
	}
	to, ok := r.DayNumber(i + 2)
	if !ok || from >= to {
		return found{}, false
	}
	last, ok := r.dayMonth(i + 2)
	if !ok || len(last.value) != len("2021-05-26") {
		return found{}, false
	}
	value := string(calendar.Digits([]byte(last.value[:len("2021-05-")]), from, 2))
	return found{end: i + 1, kind: doc.Date, value: value, anchor: last.anchor, by: "timex/first-of-range@1",
		bare: true}, true
}

// yearSpan matches the first year of "1939-45", "the winter of 2022-23", "2015–2019". The last
// is matched by spanEnd. "2021-05" is a month; "1998-02" may be either.
func (r *periodRules) yearSpan(i int) (found, bool) {
	from, to := r.SpanYears(i)
	switch {
	case from == 0 || r.Counted(i+3):
		return found{}, false
	case to == 0:
		m, _ := calendar.Atoi(r.Word(i + 2))
		return found{end: i + 3, kind: doc.Date, value: calendar.Date{Y: from, M: m}.String(), by: "timex/iso-month@1",
			bare: true}, true
	}
	return found{end: i + 1, kind: doc.Date, value: calendar.Date{Y: from}.String(), by: yearSpanRule, bare: true}, true
}

const yearSpanRule = "timex/year-span@1"

// spanEnd matches the last year of a span whose first year was just matched.
func (r *periodRules) spanEnd(i int) (found, bool) {
	n := len(r.Doc.Times)
	if n == 0 || r.Doc.Times[n-1].By != yearSpanRule || r.Doc.Times[n-1].EndToken != i-1 {
		return found{}, false
	}
	_, to := r.SpanYears(i - 2)
	return found{end: i + 1, kind: doc.Date, value: calendar.Date{Y: to}.String(), by: "timex/span-end@1", bare: true},
		to > 0
}

// numeric matches a day in digits: "03.05.2021", "13/5/2021", "14-05-2021", "2021/05/14". With
// full stops and hyphens the day comes first; with slashes it may be the month, and if no date
// in the article shows the order, only the year is known.
func (r *dayRules) numeric(i int) (found, bool) {
	parts, end, ok := r.numericParts(i)
	if !ok || r.In(i-1, class.Version) {
		return found{}, false
	}
	t, sure := calendar.ReadNumeric(parts, r.NumericOrder())
	if t.Y == 0 {
		return found{}, false
	}
	if !sure {
		t = calendar.Date{Y: t.Y}
	}
	return found{end: end, kind: doc.Date, value: t.String(), by: "timex/numeric@1", bare: true}, true
}

// numericParts returns the three numbers of a numeric day with the mark between them, and the
// token after it.
func (r *dayRules) numericParts(i int) (p calendar.NumericDay, end int, ok bool) {
	if r.In(i+1, class.Hyphen) && r.In(i+3, class.Hyphen) && r.Glued(i+1) && r.Glued(i+2) && r.Glued(i+3) && r.Glued(i+4) {
		p, ok = calendar.SplitNumeric(r.Word(i)+"-"+r.Word(i+2)+"-"+r.Word(i+4), '-')
		return p, i + 5, ok
	}
	w := r.Word(i)
	if p, ok = calendar.SplitNumeric(w, '.'); !ok {
		p, ok = calendar.SplitNumeric(w, '/')
	}
	return p, i + 1, ok && !(r.In(i+1, class.Dot, class.Slash, class.Hyphen) && r.Glued(i+1) && r.Glued(i+2))
}
