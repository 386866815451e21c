package timex

import (
	"fmt"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// quarter matches "the third quarter", "third-quarter", "the second quarter of 1998".
func (r *periodRules) quarter(i int) (found, bool) {
	n, end, hyphen := r.NthQuarter(i)
	if n == 0 {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, by: "timex/quarter@1", bare: hyphen}
	y, end := r.YearAfter(f.end)
	if y > 0 {
		f.end = end
	} else if y = r.Day.Y; y > 0 {
		f.anchor = "dateline"
		if n > (r.Day.M+2)/3 && r.Day.M > 0 && !r.Future(i) {
			y--
		}
	}
	f.value = calendar.QuarterValue(y, n)
	return f, true
}

// yearAgo matches "the year-ago quarter", "the year-earlier period", "year-ago".
func (r *periodRules) yearAgo(i int) (found, bool) {
	if !r.In(i, class.Year, class.Quarter, class.Month, class.Week) || !r.In(i+1, class.Hyphen) ||
		!r.In(i+2, class.Ago, class.Earlier) {
		return found{}, false
	}
	f := found{end: i + 3, kind: doc.Date, value: r.UnitValue(calendar.Units[r.Word(i)], -1), anchor: "dateline",
		by: "timex/year-ago@1", bare: true}
	if r.In(i, class.Year) && r.Day.Y > 0 {
		year := r.Day.Y - 1
		if y, q := r.QuarterSaid(i, calendar.Far); y > 0 {
			year = y - 1
			f.value = calendar.QuarterValue(year, q) // "compared with a year-earlier loss"
		}
		if value, end, ok := r.PeriodOf(i+3, year); ok {
			f.value, f.end, f.bare = value, end, false
		}
	}
	return f, true
}

// half matches "the first half of 1998", "the last half of 2021".
func (r *periodRules) half(i int) (found, bool) {
	n := calendar.Ordinals[r.Word(i)]
	if r.In(i, class.Last, class.Latter) {
		n = 2
	}
	if n == 0 || n > 2 || !r.In(i+1, class.Half) {
		return found{}, false
	}
	y, end := r.YearAfter(i + 2)
	if y == 0 {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: fmt.Sprintf("%04d-H%d", y, n), by: "timex/half@1"}, true
}

// fiscalYear matches "fiscal 1989", "fiscal year 2021", "the fiscal year", "the fiscal first quarter".
func (r *periodRules) fiscalYear(i int) (found, bool) {
	if !r.In(i, class.Fiscal, class.Full) {
		return found{}, false
	}
	j := i + 1
	if r.In(j, class.Hyphen) {
		j++
	}
	if f, ok := r.quarter(j); ok {
		f.bare = false
		return f, true
	}
	whole := r.In(j, class.Year)
	if whole {
		j++
	}
	if y, ok := r.YearNumber(j); ok {
		return found{end: j + 1, kind: doc.Date, value: calendar.Date{Y: y}.String(), by: "timex/fiscal@1"}, true
	}
	if !whole || !r.In(i-1, class.The, class.This) || r.Day.Y == 0 {
		return found{}, false
	}
	return found{end: j, kind: doc.Date, value: calendar.Date{Y: r.Day.Y}.String(), anchor: "dateline",
		by: "timex/fiscal@1"}, true
}

// yearEnd matches "year-end", "the year's end", "year end 2021".
func (r *periodRules) yearEnd(i int) (found, bool) {
	if !r.In(i, class.Year) || !r.In(i+1, class.Hyphen, class.End, class.Genitive) {
		return found{}, false
	}
	j := i + 1
	if !r.In(j, class.End) {
		j++
	}
	if !r.In(j, class.End) {
		return found{}, false
	}
	f := found{end: j + 1, kind: doc.Date, mod: "END", anchor: "dateline", by: "timex/year-end@1"}
	y, end := r.YearAfter(f.end)
	if y > 0 {
		f.end = end
	} else {
		y = r.Day.Y
	}
	f.value = calendar.Date{Y: y}.String()
	return f, true
}
