package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/class"
)

// partOf: a numbered part of a month or year: "the first week of January", "the last
// day of the month", "the second Monday in May", "the first half of next year", "the 3rd of last month".
func (r *dayRules) partOf(i int) (found, bool) {
	n, j := r.rank(i)
	if n == 0 {
		return found{}, false
	}
	by := "timex/part-of@1"
	if d, ok := r.dayNumber(i); ok && r.in(j, class.Of) {
		t, end, ok := r.container(j + 1)
		if !ok || t.m == 0 || t.y > 0 && d > daysIn(t.y, t.m) {
			return found{}, false
		}
		t.d = d
		return found{end: end, kind: doc.Date, value: t.String(), anchor: "dateline", by: by}, true
	}
	if !r.in(j+1, class.Of, class.In) {
		return found{}, false
	}
	t, end, ok := r.container(j + 2)
	if !ok {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, anchor: "dateline", by: by}
	f.value, f.mod, ok = r.partValue(n, j, t)
	return f, ok
}

// rank reads "first", "3rd", "last"; n is -1 for the last, 0 if there is none.
func (r *dayRules) rank(i int) (n, next int) {
	if r.in(i, class.Last, class.Final, class.Closing) {
		return -1, i + 1
	}
	if r.in(i, class.Opening) {
		return 1, i + 1
	}
	if n, ok := ordinals[r.word(i)]; ok {
		return n, i + 1
	}
	if d, ok := r.dayNumber(i); ok && len(r.word(i)) > 2 {
		return d, i + 1
	}
	return 0, i
}

// container reads the month or year that a part belongs to. Its month is 0 where it
// is a year, its year where nothing tells it.
func (r *dayRules) container(j int) (t date, end int, ok bool) {
	if _, isMonth := r.isMonth(j); isMonth || r.in(j, class.Last, class.Next, class.This) {
		if f, ok := r.monthName(j); ok && f.kind == doc.Date {
			return openDate(f.value), f.end, true
		}
	}
	if y, ok := r.yearNumber(j); ok {
		return date{y: y}, j + 1, true
	}
	if !r.in(j, class.The, class.This, class.Last, class.Next, class.That) || !r.in(j+1, class.Month, class.Year) ||
		r.day.m == 0 {
		return date{}, j, false
	}
	shift := map[string]int{"last": -1, "next": 1}[r.word(j)]
	if r.in(j, class.That) {
		return date{}, j, false
	}
	if r.in(j+1, class.Year) {
		return date{y: r.day.y + shift}, j + 2, true
	}
	return r.day.plusMonths(shift), j + 2, true
}

// openDate is the month of a value whose year may be open: "XXXX-05".
func openDate(value string) date {
	if t, ok := parseDay(value); ok {
		return t
	}
	m, _ := atoi(strings.TrimPrefix(value, "XXXX-"))
	return date{m: m}
}

// partValue is the value of the n-th unit, which token j names, of a month or year.
func (r *dayRules) partValue(n, j int, t date) (value, mod string, ok bool) {
	if day, isDay := weekdays[r.word(j)]; isDay {
		at := nthWeekday(t, n, day)
		return at.String(), "", at.d > 0
	}
	switch {
	case r.in(j, class.Half):
		return halfOf(n, t)
	case t.y == 0 && t.m > 0 && r.in(j, class.Week, class.Weekend, class.Day):
		return t.String(), "", true // nothing tells which year's
	case r.in(j, class.Quarter) && t.m == 0 && n <= 4:
		if n < 0 {
			n = 4
		}
		return quarterValue(t.y, n), "", true
	case r.in(j, class.Day):
		at := nthDay(t, n)
		return at.String(), "", at.d > 0
	case r.in(j, class.Week):
		return nthWeek(t, n)
	case r.in(j, class.Weekend) && t.m > 0:
		const saturday = 6
		at := nthWeekday(t, n, saturday)
		if at.d == 0 {
			return "", "", false
		}
		return at.weekValue() + "-WE", "", true
	case r.in(j, class.Month) && t.m == 0 && n <= 12:
		if n < 0 {
			n = 12
		}
		return date{y: t.y, m: n}.String(), "", true
	}
	return "", "", false
}

// halfOf is half a year, or the early or late part of a month.
func halfOf(n int, t date) (value, mod string, ok bool) {
	if n < 0 {
		n = 2
	}
	if n > 2 {
		return "", "", false
	}
	if t.m > 0 {
		return t.String(), []string{"START", "END"}[n-1], true
	}
	return fmt.Sprintf("%04d-H%d", t.y, n), "", true
}

// nthDay is the n-th day of a month or year, the last for -1; its day is 0 if there is none.
func nthDay(t date, n int) date {
	switch {
	case t.m == 0 && n == 1:
		return date{t.y, 1, 1}
	case t.m == 0 && n < 0:
		return date{t.y, 12, 31}
	case t.m > 0 && n < 0:
		return date{t.y, t.m, daysIn(t.y, t.m)}
	case t.m > 0 && n <= daysIn(t.y, t.m):
		return date{t.y, t.m, n}
	}
	return date{}
}

// nthWeek is the ISO week that most of the n-th seven days of a month or year lie in.
func nthWeek(t date, n int) (value, mod string, ok bool) {
	const most = 4 // days of seven
	if t.m == 0 {
		t.m = 1
		if n < 0 {
			t.m = 12
		}
	}
	if n < 0 {
		return date{t.y, t.m, daysIn(t.y, t.m) - 7 + most}.weekValue(), "", true
	}
	return date{t.y, t.m, 1}.plus(7*(n-1) + most - 1).weekValue(), "", n <= 5
}

// nthWeekday is the n-th Monday, Tuesday … of a month, the last for -1; its day is 0
// if there is none.
func nthWeekday(t date, n, weekday int) date {
	if t.y == 0 || t.m == 0 {
		return date{}
	}
	if n < 0 {
		last := date{t.y, t.m, daysIn(t.y, t.m)}
		return last.plus(-((last.weekday() - weekday + 7) % 7))
	}
	first := date{t.y, t.m, 1}
	at := first.plus((weekday-first.weekday()+7)%7 + 7*(n-1))
	if at.m != t.m || n > 5 {
		return date{}
	}
	return at
}
