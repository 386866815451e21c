package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// partOf matches an ordinal part of a month or year: "the first week of January", "the last
// day of the month", "the second Monday in May", "the first half of next year", "the 3rd of
// last month".
func (r *dayRules) partOf(i int) (found, bool) {
	n, j := r.rank(i)
	if n == 0 {
		return found{}, false
	}
	by := "timex/part-of@1"
	if d, ok := r.DayNumber(i); ok && r.In(j, class.Of) {
		t, end, ok := r.container(j + 1)
		if !ok || t.M == 0 || t.Y > 0 && d > calendar.DaysIn(t.Y, t.M) {
			return found{}, false
		}
		t.D = d
		return found{end: end, kind: doc.Date, value: t.String(), anchor: "dateline", by: by}, true
	}
	if !r.In(j+1, class.Of, class.In) {
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

// rank parses "first", "3rd", "last"; n is -1 for the last, 0 if there is none.
func (r *dayRules) rank(i int) (n, next int) {
	if r.In(i, class.Last, class.Final, class.Closing) {
		return -1, i + 1
	}
	if r.In(i, class.Opening) {
		return 1, i + 1
	}
	if n, ok := calendar.Ordinals[r.Word(i)]; ok {
		return n, i + 1
	}
	if d, ok := r.DayNumber(i); ok && len(r.Word(i)) > 2 {
		return d, i + 1
	}
	return 0, i
}

// container parses the month or year that a part belongs to. The month is 0 for a year; the
// year is 0 if unknown.
func (r *dayRules) container(j int) (t calendar.Date, end int, ok bool) {
	if _, isMonth := r.IsMonth(j); isMonth || r.In(j, class.Last, class.Next, class.This) {
		if f, ok := r.monthName(j); ok && f.kind == doc.Date {
			return openDate(f.value), f.end, true
		}
	}
	if y, ok := r.YearNumber(j); ok {
		return calendar.Date{Y: y}, j + 1, true
	}
	if !r.In(j, class.The, class.This, class.Last, class.Next, class.That) || !r.In(j+1, class.Month, class.Year) ||
		r.Day.M == 0 {
		return calendar.Date{}, j, false
	}
	shift := map[string]int{"last": -1, "next": 1}[r.Word(j)]
	if r.In(j, class.That) {
		return calendar.Date{}, j, false
	}
	if r.In(j+1, class.Year) {
		return calendar.Date{Y: r.Day.Y + shift}, j + 2, true
	}
	return r.Day.PlusMonths(shift), j + 2, true
}

// openDate parses a value whose year may be open: "XXXX-05".
func openDate(value string) calendar.Date {
	if t, ok := calendar.ParseDay(value); ok {
		return t
	}
	m, _ := calendar.Atoi(strings.TrimPrefix(value, "XXXX-"))
	return calendar.Date{M: m}
}

// partValue returns the value of the n-th unit, named by token j, of a month or year.
func (r *dayRules) partValue(n, j int, t calendar.Date) (value, mod string, ok bool) {
	if day, isDay := calendar.Weekdays[r.Word(j)]; isDay {
		at := nthWeekday(t, n, day)
		return at.String(), "", at.D > 0
	}
	switch {
	case r.In(j, class.Half):
		return halfOf(n, t)
	case t.Y == 0 && t.M > 0 && r.In(j, class.Week, class.Weekend, class.Day):
		return t.String(), "", true // the year is unknown
	case r.In(j, class.Quarter) && t.M == 0 && n <= 4:
		if n < 0 {
			n = 4
		}
		return calendar.QuarterValue(t.Y, n), "", true
	case r.In(j, class.Day):
		at := nthDay(t, n)
		return at.String(), "", at.D > 0
	case r.In(j, class.Week):
		return nthWeek(t, n)
	case r.In(j, class.Weekend) && t.M > 0:
		const saturday = 6
		at := nthWeekday(t, n, saturday)
		if at.D == 0 {
			return "", "", false
		}
		return at.WeekValue() + "-WE", "", true
	case r.In(j, class.Month) && t.M == 0 && n <= 12:
		if n < 0 {
			n = 12
		}
		return calendar.Date{Y: t.Y, M: n}.String(), "", true
	}
	return "", "", false
}

// halfOf returns the value of half a year, or of the early or late part of a month.
func halfOf(n int, t calendar.Date) (value, mod string, ok bool) {
	if n < 0 {
		n = 2
	}
	if n > 2 {
		return "", "", false
	}
	if t.M > 0 {
		return t.String(), []string{"START", "END"}[n-1], true
	}
	return fmt.Sprintf("%04d-H%d", t.Y, n), "", true
}

// nthDay returns the n-th day of a month or year, or the last for -1; D is 0 if there is none.
func nthDay(t calendar.Date, n int) calendar.Date {
	switch {
	case t.M == 0 && n == 1:
		return calendar.DateOf(t.Y, 1, 1)
	case t.M == 0 && n < 0:
		return calendar.DateOf(t.Y, 12, 31)
	case t.M > 0 && n < 0:
		return calendar.DateOf(t.Y, t.M, calendar.DaysIn(t.Y, t.M))
	case t.M > 0 && n <= calendar.DaysIn(t.Y, t.M):
		return calendar.DateOf(t.Y, t.M, n)
	}
	return calendar.Date{}
}

// nthWeek returns the ISO week that contains most of the n-th seven days of a month or year.
func nthWeek(t calendar.Date, n int) (value, mod string, ok bool) {
	const most = 4 // days of seven
	if t.M == 0 {
		t.M = 1
		if n < 0 {
			t.M = 12
		}
	}
	if n < 0 {
		return calendar.DateOf(t.Y, t.M, calendar.DaysIn(t.Y, t.M)-7+most).WeekValue(), "", true
	}
	return calendar.DateOf(t.Y, t.M, 1).Plus(7*(n-1) + most - 1).WeekValue(), "", n <= 5
}

// nthWeekday returns the n-th of a weekday in a month, or the last for -1; D is 0 if there is
// none.
func nthWeekday(t calendar.Date, n, weekday int) calendar.Date {
	if t.Y == 0 || t.M == 0 {
		return calendar.Date{}
	}
	if n < 0 {
		last := calendar.DateOf(t.Y, t.M, calendar.DaysIn(t.Y, t.M))
		return last.Plus(-((last.Weekday() - weekday + 7) % 7))
	}
	first := calendar.DateOf(t.Y, t.M, 1)
	at := first.Plus((weekday-first.Weekday()+7)%7 + 7*(n-1))
	if at.M != t.M || n > 5 {
		return calendar.Date{}
	}
	return at
}
