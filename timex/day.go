package timex

import (
	"readout/doc"
	"readout/timex/class"
)

// isoDate: "2021-05-26", which the tokeniser splits at its hyphens.
func (r *dayRules) isoDate(i int) (found, bool) {
	if !r.in(i+1, class.Hyphen) || !r.in(i+3, class.Hyphen) || len(r.word(i)) != 4 {
		return found{}, false
	}
	y, ok1 := atoi(r.word(i))
	m, ok2 := atoi(r.word(i + 2))
	d, ok3 := atoi(r.word(i + 4))
	if !ok1 || !ok2 || !ok3 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return found{}, false
	}
	return found{end: i + 5, kind: doc.Date, value: date{y, m, d}.String(), by: "timex/iso-date@1", bare: true}, true
}

// isMonth tells the month token i names. "May", "March" and the short forms must
// be written as names are.
func (r *words) isMonth(i int) (int, bool) {
	w := r.word(i)
	m, ok := monthNumbers[w]
	if !ok {
		return 0, false
	}
	c := r.d.Text[r.d.Tokens[i].Start]
	return m, c >= 'A' && c <= 'Z'
}

// dayNumber is a day of the month: "26", "26th".
func (r *words) dayNumber(i int) (int, bool) {
	w := r.word(i)
	if len(w) == 0 || w[0] < '0' || w[0] > '9' {
		return 0, false
	}
	n := len(w)
	if n > 2 && (w[n-2:] == "st" || w[n-2:] == "nd" || w[n-2:] == "rd" || w[n-2:] == "th") {
		w = w[:n-2]
	}
	d, ok := atoi(w)
	return d, ok && d >= 1 && d <= 31 && len(w) <= 2
}

// yearNumber is a year written out: "2016".
func (r *words) yearNumber(i int) (int, bool) {
	w := r.word(i)
	if len(w) != 4 || w[0] != '1' && w[0] != '2' {
		return 0, false
	}
	y, ok := atoi(w)
	return y, ok && y >= 1500 && y < 2100
}

// monthDay: "May 26", "May 26, 2021", "June 16-18".
func (r *dayRules) monthDay(i int) (found, bool) {
	m, ok := r.isMonth(i)
	if !ok {
		return found{}, false
	}
	d, ok := r.dayNumber(i + 1)
	if !ok || r.in(i+2, class.NoDay) {
		return found{}, false
	}
	return r.finishDay(i, i+2, date{0, m, d}, "timex/month-day@1")
}

// dayMonth: "26 May", "26 May 2021", "the 26th of May".
func (r *dayRules) dayMonth(i int) (found, bool) {
	d, ok := r.dayNumber(i)
	if !ok {
		return found{}, false
	}
	j := i + 1
	if r.in(j, class.Of) {
		j++
	}
	m, ok := r.isMonth(j)
	if !ok {
		return found{}, false
	}
	return r.finishDay(i, j+1, date{0, m, d}, "timex/day-month@1")
}

// finishDay reads the year after a day, or finds it.
func (r *dayRules) finishDay(i, end int, t date, by string) (found, bool) {
	anchor := ""
	if y, after, ok := r.dayYear(end); ok {
		t.y, end = y, after
	} else if y, _, ok := r.dayYear(end + 2); ok && r.rangeMark(end) && r.day31(end+1) {
		t.y = y // "June 16-18, 2021": the year belongs to both days
	} else if y, ok := r.rangeYear(end, t); ok {
		t.y = y
	} else {
		t.y, anchor = r.yearFor(i, t), "dateline"
	}
	if t.y > 0 && t.d > daysIn(t.y, t.m) {
		t = noSuchDay(t, anchor == "")
	}
	return found{end: end, kind: doc.Date, value: t.String(), anchor: anchor, by: by, bare: true}, true
}

// noSuchDay is what is known of a day that its year does not have: the month, where
// the year was said or no year has that day; of a February 29 no more than that.
func noSuchDay(t date, yearSaid bool) date {
	if !yearSaid && t.m == 2 && t.d == 29 {
		return date{m: t.m, d: t.d}
	}
	return date{y: t.y, m: t.m}
}

// dayYear reads the year that follows a day: ", 2021", "2021", "last year".
func (r *calendar) dayYear(i int) (y, end int, ok bool) {
	j := i
	if r.in(j, class.Comma) {
		j++
	}
	if y, ok := r.yearNumber(j); ok {
		return y, j + 1, true
	}
	return r.saidYear(i)
}

// rangeMark reports whether token i joins two days: "June 16-18", "April 24 and 25".
func (r *words) rangeMark(i int) bool { return r.in(i, class.Range) }

func (r *words) day31(i int) bool {
	_, ok := r.dayNumber(i)
	return ok
}

// saidYear reads the year that words name after a day or month: "May 26 last year",
// "in April next year".
func (r *calendar) saidYear(i int) (y, end int, ok bool) {
	if r.in(i, class.Of) {
		i++
	}
	if !r.in(i+1, class.Year) || r.day.y == 0 {
		return 0, i, false
	}
	switch {
	case r.in(i, class.This):
		return r.day.y, i + 2, true
	case r.in(i, class.Last):
		return r.day.y - 1, i + 2, true
	case r.in(i, class.Next):
		return r.day.y + 1, i + 2, true
	}
	return 0, i, false
}

// yearFor is the year of a month or day said without one: the nearest to the day
// of the report, on the side the verb looks to where it is not near.
func (r *calendar) yearFor(i int, t date) int {
	if r.day.y == 0 {
		return 0
	}
	if r.day.m == 0 {
		return r.day.y
	}
	y := nearestYear(t, r.day)
	gap := date{y, t.m, max(1, t.d)}.serial() - date{r.day.y, r.day.m, max(1, r.day.d)}.serial()
	const closeBy = 75 // days
	switch {
	case gap > closeBy && r.past(i):
		return y - 1
	case gap < -closeBy && r.future(i), gap < 0 && r.willBefore(i):
		return y + 1
	}
	return y
}

// weekdayName: "Wednesday", "last Friday", "Monday, Oct. 26", "Friday night".
func (r *dayRules) weekdayName(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.in(i, class.Last, class.Past, class.Previous):
		shift, i = -1, i+1
	case r.in(i, class.Next, class.Coming):
		shift, i = 1, i+1
	case r.in(i, class.This):
		i++
	}
	w, ok := weekdays[r.word(i)]
	if !ok {
		return found{}, false
	}
	if !r.capital(i) || r.inWeekdayName(i) {
		return found{}, false
	}
	if start == i && r.in(i+1, class.Comma) {
		if f, ok := r.monthDay(i + 2); ok {
			f.by = "timex/weekday-date@1"
			return f, true
		}
		if f, ok := r.dayMonth(i + 2); ok {
			f.by = "timex/weekday-date@1"
			return f, true
		}
	}
	f := found{end: i + 1, kind: doc.Date, value: "XXXX-WXX-" + string(rune('0'+w)), anchor: "dateline",
		by: "timex/weekday@1", bare: start == i}
	if !r.day.known() || start == i && r.someDay(i) {
		return r.withPart(f), true
	}
	if day, end, ok := r.weekdayOfWeek(w, r.withPart(f).end); ok && start == i {
		f.value = day.String() + r.withPart(f).value[len(f.value):]
		f.kind, f.end = r.withPart(f).kind, end
		return f, true
	}
	back := (r.day.weekday() - w + 7) % 7
	ahead := (w - r.day.weekday() + 7) % 7
	switch {
	case shift < 0 && back == 0:
		f.value = r.day.plus(-7).String()
	case shift < 0:
		f.value = r.day.plus(-back).String()
	case shift > 0 && ahead == 0:
		f.value = r.day.plus(7).String()
	case shift > 0 || ahead > 0 && start == i && (r.future(i) || r.in(i-1, class.For)) || start < i && r.future(i):
		f.value = r.day.plus(ahead).String()
	default:
		f.value = r.day.plus(-back).String()
	}
	return r.withPart(f), true
}

// withPart adds the part of the day that follows: "Friday night".
func (r *dayRules) withPart(f found) found {
	if part, ok := partsOfDay[r.word(f.end)]; ok {
		f.value += part
		f.kind, f.end = doc.Clock, f.end+1
	}
	return f
}

// monthName: "January 2020", "last May", "early June", "in November". "May" and
// "March" alone need a word that only a month follows.
func (r *dayRules) monthName(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.in(i, class.Last, class.Past, class.Previous):
		shift, i = -1, i+1
	case r.in(i, class.Next, class.Coming):
		shift, i = 1, i+1
	case r.in(i, class.This):
		i++
	}
	m, ok := r.isMonth(i)
	if !ok {
		return found{}, false
	}
	if f, ok := r.monthDay(i); ok && start < i {
		if t, known := parseDay(f.value); known && shift < 0 && r.day.known() && t.serial() > r.day.serial() {
			t.y--
			f.value = t.String()
		}
		return f, true
	}
	f := found{end: i + 1, kind: doc.Date, by: "timex/month@1", bare: start == i}
	j := i + 1
	if r.in(j, class.Comma, class.Of) {
		j++
	}
	if y, ok := r.yearNumber(j); ok {
		f.end, f.value = j+1, date{y: y, m: m}.String()
		return f, true
	}
	if y, end := r.yearWords(j); y > 0 {
		f.end, f.value = end, date{y: y, m: m}.String()
		return f, true
	}
	f.anchor = "dateline"
	if y, end, ok := r.saidYear(i + 1); ok {
		f.end, f.value = end, date{y: y, m: m}.String()
		return f, true
	}
	if r.in(i, class.Jan) {
		return found{}, false // a name
	} else if start == i && r.in(i, class.May, class.March) && !r.in(i-1, class.MonthOpener) {
		return found{}, false
	}
	if start == i && r.monthInName(i) {
		return found{}, false
	}
	t := date{m: m}
	if y, ok := r.rangeMonthYear(f.end, m); ok {
		f.value = date{y: y, m: m}.String()
		return f, true
	}
	switch {
	case r.day.y == 0 || r.day.m == 0:
		t.y = r.day.y
	case shift < 0:
		t.y = r.day.y
		if m >= r.day.m {
			t.y--
		}
	case shift > 0:
		t.y = r.day.y
		if m <= r.day.m {
			t.y++
		}
	case start < i:
		t.y = r.day.y
	default:
		t.y = r.monthYear(i, m)
	}
	f.value = t.String()
	return f, true
}

// monthYear is the year of a month said alone: on the side the verb looks to.
func (r *calendar) monthYear(i, m int) int {
	const half = 6 // months of a year: it is nearer on the other side
	switch {
	case m-r.day.m > half && !r.future(i) && !r.in(i-1, class.By, class.UntilWord):
		return r.day.y - 1
	case r.day.m-m > half && !r.past(i):
		return r.day.y + 1
	case m > r.day.m && r.past(i) && !r.future(i) && !r.in(i-1, class.Before, class.By, class.UntilWord):
		return r.day.y - 1
	case m < r.day.m && (r.in(i-1, class.Through, class.By, class.UntilWord) || r.future(i)):
		return r.day.y + 1 // "a loan through January" runs to the next one
	}
	return r.day.y
}

// year: "2016", "in 1994", but not "2016 people".
func (r *periodRules) year(i int) (found, bool) {
	y, ok := r.yearNumber(i)
	if !ok || y < 1800 || r.d.Tokens[i].Kind != doc.NumberToken {
		return found{}, false
	}
	if i > r.first && (r.d.Tokens[i-1].Kind == doc.SymbolToken || r.in(i-1, class.AmountOpener)) &&
		!r.in(i-2, class.Mid, class.Later, class.Earlier, class.Sooner) {
		return found{}, false
	}
	if i+1 < r.end && (r.in(i+1, class.Hyphen) || r.counted(i+1) || r.xpos(i+1) == doc.XNNS && !r.preposed(i)) ||
		r.numberOfThing(i) {
		return found{}, false
	}
	if value, end, ok := r.periodOf(i+1, y); ok {
		return found{end: end, kind: doc.Date, value: value, by: "timex/year@1"}, true
	}
	return found{end: i + 1, kind: doc.Date, value: date{y: y}.String(), by: "timex/year@1", bare: true}, true
}

// spokenYear: "nineteen ninety-six", "two thousand", as broadcasts are written down.
func (r *periodRules) spokenYear(i int) (found, bool) {
	y, end := r.yearWords(i)
	if y == 0 {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: date{y: y}.String(), by: "timex/spoken-year@1", bare: true}, true
}

// yearWords reads a year in words; y is 0 if there is none.
func (r *words) yearWords(i int) (y, end int) {
	century := numberWords[r.word(i)]
	if century != 18 && century != 19 {
		return 0, i
	}
	tens := numberWords[r.word(i+1)]
	if tens < 10 || tens > 90 {
		return 0, i
	}
	y, end = century*100+tens, i+2
	j := end
	if r.in(j, class.Hyphen) {
		j++
	}
	if one := numberWords[r.word(j)]; tens >= 20 && tens%10 == 0 && one > 0 && one < 10 {
		y, end = y+one, j+1
	}
	return y, end
}

// furtherDay: the second day of "April 24 and 25", "June 16-18".
func (r *dayRules) furtherDay(i int) (found, bool) {
	n := len(r.d.Times)
	if n == 0 || !r.rangeMark(i-1) || r.d.Times[n-1].EndToken != i-1 {
		return found{}, false
	}
	before := &r.d.Times[n-1]
	from, ok := parseDay(before.Value)
	d, isDay := r.dayNumber(i)
	if !ok || !isDay || before.By != "timex/month-day@1" || len(before.Value) != 10 || d <= from.d || from.y == 0 ||
		d > daysIn(from.y, from.m) {
		return found{}, false
	}
	from.d = d
	end := i + 1
	if _, after, ok := r.dayYear(end); ok {
		end = after
	} else if r.countsThings(i) {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: from.String(), anchor: before.Anchor, by: "timex/further-day@1",
		bare: true}, true
}

// countsThings reports whether a number is followed by what it counts: "May 5 and 12 people".
func (r *words) countsThings(i int) bool {
	return r.tag(i+1) == doc.NOUN || r.tag(i+1) == doc.ADJ || r.tag(i+1) == doc.SYM || r.in(i+1, class.Percent)
}

// preposed reports whether what stands before a number makes it a year.
func (r *words) preposed(i int) bool {
	return r.in(i-1, class.YearOpener)
}

// decade: "the 1990s", "the '90s", "the mid-1980s".
func (r *periodRules) decade(i int) (found, bool) {
	w := r.word(i)
	start := i
	if (w == "'" || w == "’" || w == "‘") && r.d.Tokens[i].SpaceBefore {
		i++
		w = r.word(i)
	}
	n := len(w)
	switch {
	case n == 5 && w[4] == 's' && w[3] == '0' && (w[:2] == "19" || w[:2] == "18" || w[:2] == "20"):
		return found{end: i + 1, kind: doc.Date, value: w[:3], by: "timex/decade@1"}, true
	case n == 3 && w[2] == 's' && w[1] == '0' && w[0] >= '2' && w[0] <= '9' &&
		(start < i || r.in(i-1, class.The, class.Late, class.Early, class.Hyphen)):
		return found{end: i + 1, kind: doc.Date, value: "19" + w[:1], by: "timex/decade@1"}, true
	case n == 4 && w[0] == '\'' && w[3] == 's' && w[2] == '0':
		return found{end: i + 1, kind: doc.Date, value: "19" + w[1:2], by: "timex/decade@1"}, true
	}
	return found{}, false
}
