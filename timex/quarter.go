package timex

import (
	"fmt"

	"readout/doc"
	"readout/timex/class"
)

// quarter: "the third quarter", "third-quarter", "the second quarter of 1998".
func (r *periodRules) quarter(i int) (found, bool) {
	n, end, hyphen := r.nthQuarter(i)
	if n == 0 {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, by: "timex/quarter@1", bare: hyphen}
	y, end := r.yearAfter(f.end)
	if y > 0 {
		f.end = end
	} else if y = r.day.y; y > 0 {
		f.anchor = "dateline"
		if n > (r.day.m+2)/3 && r.day.m > 0 && !r.future(i) {
			y--
		}
	}
	f.value = quarterValue(y, n)
	return f, true
}

// nthQuarter reads "third quarter" or "third-quarter"; n is 0 if there is none.
func (r *calendar) nthQuarter(i int) (n, end int, hyphen bool) {
	if w := r.word(i); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		if _, end := r.yearAfter(i + 1); r.capital(i) && (end > i+1 || r.in(i-1, class.QuarterOpener)) {
			return int(w[1] - '0'), i + 1, true // "Q1 2024"; an "Audi Q3" is none
		}
		return 0, i, false
	}
	n = ordinals[r.word(i)]
	if n > 4 {
		return 0, i, false
	}
	j := i + 1
	hyphen = r.in(j, class.Hyphen)
	for r.in(j, class.Hyphen, class.Fiscal) {
		j++
	}
	if n == 0 || !r.in(j, class.Quarter) {
		return 0, i, false
	}
	return n, j + 1, hyphen
}

// quarterValue is the value of a quarter; an open year where y is 0.
func quarterValue(y, n int) string { return fmt.Sprintf("%s-Q%d", date{y: y}, n) }

// How many sentences back a quarter is still spoken of: "a year earlier" alone may
// soon be another year's.
const near, far = 3, 5

// quarterSaid is the latest quarter the report spoke of shortly before token i:
// what "the year-ago period" and "a year earlier" are measured against. 0 if there
// is none. Reach is how many sentences back it may be.
//
// Source: company reports, which compare every figure with the same quarter of the
// year before.
func (r *calendar) quarterSaid(i int, reach int32) (y, n int) {
	for k := len(r.d.Times) - 1; k >= 0; k-- {
		t := &r.d.Times[k]
		if r.d.Tokens[i].Sentence-r.d.Tokens[t.FirstToken].Sentence > reach {
			break
		}
		if v := t.Value; len(v) == 7 && v[4:6] == "-Q" {
			if at, ok := atoi(v[:4]); ok && at > y {
				y, n = at, int(v[6]-'0')
			}
		}
	}
	return y, n
}

// periodOf reads the quarter or period of a year whose words end before token i:
// "(year-earlier) third quarter", "(1988) period", "(last year's) quarter".
func (r *calendar) periodOf(i, year int) (value string, end int, ok bool) {
	if r.in(i, class.Fiscal) {
		i++
	}
	if n, end, _ := r.nthQuarter(i); n > 0 {
		return quarterValue(year, n), end, true
	}
	if !r.in(i, class.Quarter, class.Period) || year == 0 {
		return "", i, false
	}
	if _, n := r.quarterSaid(i, far); n > 0 {
		return quarterValue(year, n), i + 1, true
	}
	return date{y: year}.String(), i + 1, true
}

// yearAgo: "the year-ago quarter", "the year-earlier period", "year-ago".
func (r *periodRules) yearAgo(i int) (found, bool) {
	if !r.in(i, class.Year, class.Quarter, class.Month, class.Week) || !r.in(i+1, class.Hyphen) ||
		!r.in(i+2, class.Ago, class.Earlier) {
		return found{}, false
	}
	f := found{end: i + 3, kind: doc.Date, value: r.unitValue(units[r.word(i)], -1), anchor: "dateline",
		by: "timex/year-ago@1", bare: true}
	if r.in(i, class.Year) && r.day.y > 0 {
		year := r.day.y - 1
		if y, q := r.quarterSaid(i, far); y > 0 {
			year = y - 1
			f.value = quarterValue(year, q) // "compared with a year-earlier loss"
		}
		if value, end, ok := r.periodOf(i+3, year); ok {
			f.value, f.end, f.bare = value, end, false
		}
	}
	return f, true
}

// yearAfter reads "of 1998" or "1998" after an expression.
func (r *calendar) yearAfter(i int) (year, end int) {
	j := i
	if r.in(j, class.Of, class.Comma) {
		j++
	}
	if r.in(j, class.Fiscal) {
		j++
	}
	if y, ok := r.yearNumber(j); ok {
		return y, j + 1
	}
	if y, end, ok := r.saidYear(i); ok {
		return y, end
	}
	return 0, i
}

// half: "the first half of 1998", "the last half of 2021".
func (r *periodRules) half(i int) (found, bool) {
	n := ordinals[r.word(i)]
	if r.in(i, class.Last, class.Latter) {
		n = 2
	}
	if n == 0 || n > 2 || !r.in(i+1, class.Half) {
		return found{}, false
	}
	y, end := r.yearAfter(i + 2)
	if y == 0 {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: fmt.Sprintf("%04d-H%d", y, n), by: "timex/half@1"}, true
}

// fiscalYear: "fiscal 1989", "fiscal year 2021", "the fiscal year", "the fiscal first quarter".
func (r *periodRules) fiscalYear(i int) (found, bool) {
	if !r.in(i, class.Fiscal, class.Full) {
		return found{}, false
	}
	j := i + 1
	if r.in(j, class.Hyphen) {
		j++
	}
	if f, ok := r.quarter(j); ok {
		f.bare = false
		return f, true
	}
	whole := r.in(j, class.Year)
	if whole {
		j++
	}
	if y, ok := r.yearNumber(j); ok {
		return found{end: j + 1, kind: doc.Date, value: date{y: y}.String(), by: "timex/fiscal@1"}, true
	}
	if !whole || !r.in(i-1, class.The, class.This) || r.day.y == 0 {
		return found{}, false
	}
	return found{end: j, kind: doc.Date, value: date{y: r.day.y}.String(), anchor: "dateline", by: "timex/fiscal@1"}, true
}

// yearEnd: "year-end", "the year's end", "year end 2021".
func (r *periodRules) yearEnd(i int) (found, bool) {
	if !r.in(i, class.Year) || !r.in(i+1, class.Hyphen, class.End, class.Genitive) {
		return found{}, false
	}
	j := i + 1
	if !r.in(j, class.End) {
		j++
	}
	if !r.in(j, class.End) {
		return found{}, false
	}
	f := found{end: j + 1, kind: doc.Date, mod: "END", anchor: "dateline", by: "timex/year-end@1"}
	y, end := r.yearAfter(f.end)
	if y > 0 {
		f.end = end
	} else {
		y = r.day.y
	}
	f.value = date{y: y}.String()
	return f, true
}
