package timex

import (
	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// holiday matches "Christmas", "New Year's Eve", "Thanksgiving Day", "Easter Monday 2021". It
// knows only days that do not depend on the country.
func (r *dayRules) holiday(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.In(i, class.Last):
		shift, i = -1, i+1
	case r.In(i, class.Next):
		shift, i = 1, i+1
	case r.In(i, class.This):
		i++
	}
	if !r.Capital(i) {
		return found{}, false
	}
	day, end := r.holidayDay(i)
	if day == nil {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, by: "timex/holiday@1", bare: true}
	y, after := r.YearAfter(end)
	switch {
	case y > 0:
		f.end = after
	case r.Day.Y == 0 || r.Day.M == 0:
		y, f.anchor = r.Day.Y, "dateline"
	default:
		f.anchor = "dateline"
		y = r.YearFor(start, day(r.Day.Y))
		if shift < 0 && day(y).Serial() >= r.Day.Serial() {
			y--
		}
		if shift > 0 && day(y).Serial() <= r.Day.Serial() {
			y++
		}
	}
	t := calendar.Date{M: day(2000).M, D: day(2000).D}
	if y > 0 {
		t = day(y)
	}
	f.value = t.String()
	return f, true
}

// holidayDay returns the day of a holiday's name as a function of the year, and the token
// after the name. day is nil if no holiday begins at token i.
func (r *dayRules) holidayDay(i int) (day func(year int) calendar.Date, end int) {
	fixed := func(m, d int) func(int) calendar.Date {
		return func(y int) calendar.Date { return calendar.DateOf(y, m, d) }
	}
	switch {
	case r.In(i, class.Christmas):
		switch {
		case r.In(i+1, class.Eve):
			return fixed(12, 24), i + 2
		case r.In(i+1, class.Day):
			return fixed(12, 25), i + 2
		}
		return fixed(12, 25), i + 1
	case r.In(i, class.New):
		if !r.In(i+1, class.Year) || !r.In(i+2, class.Genitive) {
			return nil, i
		}
		switch {
		case r.In(i+3, class.Eve):
			return fixed(12, 31), i + 4
		case r.In(i+3, class.Day):
			return fixed(1, 1), i + 4
		}
	case r.In(i, class.Thanksgiving):
		if r.In(i+1, class.Day) {
			return thanksgiving, i + 2
		}
		return thanksgiving, i + 1
	case r.In(i, class.Halloween):
		return fixed(10, 31), i + 1
	case r.In(i, class.Good):
		if r.In(i+1, class.Friday) {
			return func(y int) calendar.Date { return easter(y).Plus(-2) }, i + 2
		}
	case r.In(i, class.Easter):
		switch {
		case r.In(i+1, class.Monday):
			return func(y int) calendar.Date { return easter(y).Plus(1) }, i + 2
		case r.In(i+1, class.Sunday):
			return easter, i + 2
		case r.In(i+1, class.Week):
			return nil, i
		}
		return easter, i + 1
	}
	return nil, i
}

// thanksgiving returns the fourth Thursday of November.
//
// Source: United States Code, title 5, section 6103.
func thanksgiving(y int) calendar.Date {
	first := calendar.DateOf(y, 11, 1)
	return first.Plus((4-first.Weekday()+7)%7 + 21)
}

// easter returns Easter Sunday of the Gregorian calendar.
//
// Source: the anonymous Gregorian computus (Nature, 20 April 1876; Meeus, Astronomical
// Algorithms, chapter 8).
func easter(y int) calendar.Date {
	a, b, c := y%19, y/100, y%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	n := (h + l - 7*m + 90) / 25
	return calendar.DateOf(y, n, (h+l-7*m+33*n+19)%32)
}
