package timex

import (
	"readout/doc"
	"readout/timex/class"
)

// holiday: "Christmas", "New Year's Eve", "Thanksgiving Day", "Easter Monday 2021".
// Only days that one calendar settles: an independence day is another in every country.
func (r *dayRules) holiday(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.in(i, class.Last):
		shift, i = -1, i+1
	case r.in(i, class.Next):
		shift, i = 1, i+1
	case r.in(i, class.This):
		i++
	}
	if !r.capital(i) {
		return found{}, false
	}
	day, end := r.holidayDay(i)
	if day == nil {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, by: "timex/holiday@1", bare: true}
	y, after := r.yearAfter(end)
	switch {
	case y > 0:
		f.end = after
	case r.day.y == 0 || r.day.m == 0:
		y, f.anchor = r.day.y, "dateline"
	default:
		f.anchor = "dateline"
		y = r.yearFor(start, day(r.day.y))
		if shift < 0 && day(y).serial() >= r.day.serial() {
			y--
		}
		if shift > 0 && day(y).serial() <= r.day.serial() {
			y++
		}
	}
	t := date{m: day(2000).m, d: day(2000).d}
	if y > 0 {
		t = day(y)
	}
	f.value = t.String()
	return f, true
}

// holidayDay is the day a holiday's name falls on, by year, and the token after
// the name; nil if token i begins none.
func (r *dayRules) holidayDay(i int) (day func(year int) date, end int) {
	fixed := func(m, d int) func(int) date { return func(y int) date { return date{y, m, d} } }
	switch {
	case r.in(i, class.Christmas):
		switch {
		case r.in(i+1, class.Eve):
			return fixed(12, 24), i + 2
		case r.in(i+1, class.Day):
			return fixed(12, 25), i + 2
		}
		return fixed(12, 25), i + 1
	case r.in(i, class.New):
		if !r.in(i+1, class.Year) || !r.in(i+2, class.Genitive) {
			return nil, i
		}
		switch {
		case r.in(i+3, class.Eve):
			return fixed(12, 31), i + 4
		case r.in(i+3, class.Day):
			return fixed(1, 1), i + 4
		}
	case r.in(i, class.Thanksgiving):
		if r.in(i+1, class.Day) {
			return thanksgiving, i + 2
		}
		return thanksgiving, i + 1
	case r.in(i, class.Halloween):
		return fixed(10, 31), i + 1
	case r.in(i, class.Good):
		if r.in(i+1, class.Friday) {
			return func(y int) date { return easter(y).plus(-2) }, i + 2
		}
	case r.in(i, class.Easter):
		switch {
		case r.in(i+1, class.Monday):
			return func(y int) date { return easter(y).plus(1) }, i + 2
		case r.in(i+1, class.Sunday):
			return easter, i + 2
		case r.in(i+1, class.Week):
			return nil, i
		}
		return easter, i + 1
	}
	return nil, i
}

// thanksgiving is the fourth Thursday of November.
//
// Source: United States Code, title 5, section 6103.
func thanksgiving(y int) date {
	first := date{y, 11, 1}
	return first.plus((4-first.weekday()+7)%7 + 21)
}

// easter is Easter Sunday of the Gregorian calendar.
//
// Source: the anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical
// Algorithms, chapter 8).
func easter(y int) date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	return date{y, n, (h + l - 7*m + 33*n + 19) % 32}
}
