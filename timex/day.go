package timex

import (
	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// isoDate matches "2021-05-26", which the tokeniser splits at the hyphens.
func (r *dayRules) isoDate(i int) (found, bool) {
	if !r.In(i+1, class.Hyphen) || !r.In(i+3, class.Hyphen) || len(r.Word(i)) != 4 {
		return found{}, false
	}
	y, ok1 := calendar.Atoi(r.Word(i))
	m, ok2 := calendar.Atoi(r.Word(i + 2))
	d, ok3 := calendar.Atoi(r.Word(i + 4))
	if !ok1 || !ok2 || !ok3 || m < 1 || m > 12 || d < 1 || d > calendar.DaysIn(y, m) {
		return found{}, false
	}
	return found{end: i + 5, kind: doc.Date, value: calendar.DateOf(y, m, d).String(), by: "timex/iso-date@1", bare: true},
		true
}

// monthDay matches "May 26", "May 26, 2021", "June 16-18".
func (r *dayRules) monthDay(i int) (found, bool) {
	m, ok := r.IsMonth(i)
	if !ok {
		return found{}, false
	}
	d, ok := r.DayNumber(i + 1)
	if !ok || r.In(i+2, class.NoDay) {
		return found{}, false
	}
	return r.finishDay(i, i+2, calendar.DateOf(0, m, d), "timex/month-day@1")
}

// dayMonth matches "26 May", "26 May 2021", "the 26th of May".
func (r *dayRules) dayMonth(i int) (found, bool) {
	d, ok := r.DayNumber(i)
	if !ok {
		return found{}, false
	}
	j := i + 1
	if r.In(j, class.Of) {
		j++
	}
	m, ok := r.IsMonth(j)
	if !ok {
		return found{}, false
	}
	return r.finishDay(i, j+1, calendar.DateOf(0, m, d), "timex/day-month@1")
}

// finishDay adds the year to a day: the one after it, or else an inferred one.
func (r *dayRules) finishDay(i, end int, t calendar.Date, by string) (found, bool) {
	anchor := ""
	if y, after, ok := r.DayYear(end); ok {
		t.Y, end = y, after
	} else if y, _, ok := r.DayYear(end + 2); ok && r.RangeMark(end) && r.Day31(end+1) {
		t.Y = y // "June 16-18, 2021": the year belongs to both days
	} else if y, ok := r.RangeYear(end, t); ok {
		t.Y = y
	} else {
		t.Y, anchor = r.YearFor(i, t), "dateline"
	}
	if t.Y > 0 && t.D > calendar.DaysIn(t.Y, t.M) {
		t = noSuchDay(t, anchor == "")
	}
	return found{end: end, kind: doc.Date, value: t.String(), anchor: anchor, by: by, bare: true}, true
}

// noSuchDay returns what remains of a day that does not exist in its year: the month, if the
// year was stated or no year has that day; for an inferred February 29, the day without the
// year.
func noSuchDay(t calendar.Date, yearSaid bool) calendar.Date {
	if !yearSaid && t.M == 2 && t.D == 29 {
		return calendar.Date{M: t.M, D: t.D}
	}
	return calendar.Date{Y: t.Y, M: t.M}
}

// weekdayDate matches the date of a weekday with it: "Monday, Oct. 26", "Thursday 5 November", "Thursday the 5th of
// November", and in "Monday 2 to Friday 6 November" the first.
func (r *dayRules) weekdayDate(i, weekday int) (found, bool) {
	j := i + 1
	if r.In(j, class.Comma) {
		j++
	}
	f, ok := found{}, false
	if r.In(j, class.The) && (r.In(j+2, class.Of) || len(r.Word(j+1)) > len("26")) { // not "Thursday the 26 May accord"
		f, ok = r.dayMonth(j + 1)
	} else if f, ok = r.monthDay(j); !ok {
		if f, ok = r.dayMonth(j); !ok {
			f, ok = r.firstWeekday(j)
		}
	}
	f.by = weekdayDateRule
	if t, known := calendar.ParseDay(f.value); ok && known && t.D > 0 && f.anchor != "" {
		t.Y = r.WeekdayYear(i, weekday, t)
		f.value, f.agreed = t.String(), t.Weekday() == weekday
	}
	return f, ok
}

const (
	weekdayDateRule = "timex/weekday-date@1"
	weekdayRule     = "timex/weekday@1"
)

// firstWeekday matches the first day of a range of weekdays whose month follows the second: "2" in "Monday 2 to Friday
// 6 November".
func (r *dayRules) firstWeekday(i int) (found, bool) {
	from, ok := r.DayNumber(i)
	weekday, named := calendar.Weekdays[r.Word(i+2)]
	if !ok || !named || !r.RangeMark(i+1) && !r.In(i+1, class.UntilWord) {
		return found{}, false
	}
	last, ok := r.weekdayDate(i+2, weekday)
	t, known := calendar.ParseDay(last.value)
	if !ok || !known || from >= t.D {
		return found{}, false
	}
	t.D = from
	return found{end: i + 1, kind: doc.Date, value: t.String(), anchor: last.anchor, bare: true}, true
}

// weekdayName matches "Wednesday", "last Friday", "Monday, Oct. 26", "Friday night".
func (r *dayRules) weekdayName(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.In(i, class.Last, class.Past, class.Previous):
		shift, i = -1, i+1
	case r.In(i, class.Next, class.Coming):
		shift, i = 1, i+1
	case r.In(i, class.This):
		i++
	}
	w, ok := calendar.Weekdays[r.Word(i)]
	if !ok {
		return found{}, false
	}
	if !r.Capital(i) || r.InWeekdayName(i) {
		return found{}, false
	}
	if start == i {
		if f, ok := r.weekdayDate(i, w); ok {
			return f, true
		}
	}
	f := found{end: i + 1, kind: doc.Date, value: "XXXX-WXX-" + string(rune('0'+w)), anchor: "dateline",
		by: weekdayRule, bare: start == i}
	if !r.Day.Known() || start == i && r.SomeDay(i) {
		return r.withPart(f), true
	}
	if day, end, ok := r.weekdayOfWeek(w, r.withPart(f).end); ok && start == i {
		f.value = day.String() + r.withPart(f).value[len(f.value):]
		f.kind, f.end = r.withPart(f).kind, end
		return f, true
	}
	back := (r.Day.Weekday() - w + 7) % 7
	ahead := (w - r.Day.Weekday() + 7) % 7
	switch {
	case shift < 0 && back == 0:
		f.value = r.Day.Plus(-7).String()
	case shift < 0:
		f.value = r.Day.Plus(-back).String()
	case shift > 0 && ahead == 0:
		f.value = r.Day.Plus(7).String()
	case shift > 0 || ahead > 0 && start == i && (r.In(i-1, class.For) || r.PutOffFrom(i)),
		(ahead > 0 || start < i) && r.Future(i):
		f.value = r.Day.Plus(ahead).String()
	default:
		f.value = r.Day.Plus(-back).String()
	}
	return r.withPart(f), true
}

// withPart adds a following part of the day: "Friday night".
func (r *dayRules) withPart(f found) found {
	if part, ok := calendar.PartsOfDay[r.Word(f.end)]; ok {
		f.value += part
		f.kind, f.end = doc.Clock, f.end+1
	}
	return f
}

// monthName matches "January 2020", "last May", "early June", "in November". Alone, "May" and
// "March" need a preceding word that only a month follows.
func (r *dayRules) monthName(i int) (found, bool) {
	start, shift := i, 0
	switch {
	case r.In(i, class.Last, class.Past, class.Previous):
		shift, i = -1, i+1
	case r.In(i, class.Next, class.Coming):
		shift, i = 1, i+1
	case r.In(i, class.This):
		i++
	}
	m, ok := r.IsMonth(i)
	if !ok {
		return found{}, false
	}
	if f, ok := r.monthDay(i); ok && start < i {
		if t, known := calendar.ParseDay(f.value); known && shift < 0 && r.Day.Known() && t.Serial() > r.Day.Serial() {
			t.Y--
			f.value = t.String()
		}
		return f, true
	}
	f := found{end: i + 1, kind: doc.Date, by: "timex/month@1", bare: start == i}
	j := i + 1
	if r.In(j, class.Comma, class.Of) {
		j++
	}
	if y, ok := r.YearNumber(j); ok {
		f.end, f.value = j+1, calendar.Date{Y: y, M: m}.String()
		return f, true
	}
	if y, end := r.YearWords(j); y > 0 {
		f.end, f.value = end, calendar.Date{Y: y, M: m}.String()
		return f, true
	}
	f.anchor = "dateline"
	if y, end, ok := r.SaidYear(i + 1); ok {
		f.end, f.value = end, calendar.Date{Y: y, M: m}.String()
		return f, true
	}
	if r.In(i, class.Jan) {
		return found{}, false // a name
	} else if start == i && r.In(i, class.May, class.March) && !r.In(i-1, class.MonthOpener) && !r.Ahead(i) {
		return found{}, false
	}
	if start == i && r.MonthInName(i) {
		return found{}, false
	}
	t := calendar.Date{M: m}
	if y, ok := r.RangeMonthYear(f.end, m); ok {
		f.value = calendar.Date{Y: y, M: m}.String()
		return f, true
	}
	switch {
	case r.Day.Y == 0 || r.Day.M == 0:
		t.Y = r.Day.Y
	case shift < 0:
		t.Y = r.Day.Y
		if m >= r.Day.M {
			t.Y--
		}
	case shift > 0:
		t.Y = r.Day.Y
		if m <= r.Day.M {
			t.Y++
		}
	case start < i:
		t.Y = r.Day.Y
	default:
		t.Y = r.MonthYear(i, m)
	}
	f.value = t.String()
	return f, true
}

// year matches "2016", "in 1994", but not "2016 people".
func (r *periodRules) year(i int) (found, bool) {
	y, ok := r.YearNumber(i)
	if !ok || y < 1800 || r.Doc.Tokens[i].Kind != doc.NumberToken {
		return found{}, false
	}
	if i > r.First && (r.Doc.Tokens[i-1].Kind == doc.SymbolToken || r.In(i-1, class.AmountOpener)) &&
		!r.In(i-2, class.Mid, class.Later, class.Earlier, class.Sooner) {
		return found{}, false
	}
	if i+1 < r.End && (r.In(i+1, class.Hyphen) || r.Counted(i+1) || r.Xpos(i+1) == doc.XNNS && !r.Preposed(i)) ||
		r.NumberOfThing(i) {
		return found{}, false
	}
	if value, end, ok := r.PeriodOf(i+1, y); ok {
		return found{end: end, kind: doc.Date, value: value, by: "timex/year@1"}, true
	}
	return found{end: i + 1, kind: doc.Date, value: calendar.Date{Y: y}.String(), by: "timex/year@1", bare: true}, true
}

// spokenYear matches "nineteen ninety-six", "two thousand", as in transcripts of broadcasts.
func (r *periodRules) spokenYear(i int) (found, bool) {
	y, end := r.YearWords(i)
	if y == 0 {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: calendar.Date{Y: y}.String(), by: "timex/spoken-year@1", bare: true},
		true
}

// furtherDay matches the second day of "April 24 and 25", "June 16-18".
func (r *dayRules) furtherDay(i int) (found, bool) {
	n := len(r.Doc.Times)
	if n == 0 || !r.RangeMark(i-1) || r.Doc.Times[n-1].EndToken != i-1 {
		return found{}, false
	}
	before := &r.Doc.Times[n-1]
	from, ok := calendar.ParseDay(before.Value)
	d, isDay := r.DayNumber(i)
	monthFirst := before.By == "timex/month-day@1" || before.By == weekdayDateRule && r.Day31(i-2)
	if !ok || !isDay || !monthFirst || len(before.Value) != 10 || d <= from.D || from.Y == 0 ||
		d > calendar.DaysIn(from.Y, from.M) {
		return found{}, false
	}
	from.D = d
	end := i + 1
	if _, after, ok := r.DayYear(end); ok {
		end = after
	} else if r.CountsThings(i) {
		return found{}, false
	}
	return found{end: end, kind: doc.Date, value: from.String(), anchor: before.Anchor, by: "timex/further-day@1",
		bare: true}, true
}

// decade matches "the 1990s", "the '90s", "the mid-1980s".
func (r *periodRules) decade(i int) (found, bool) {
	w := r.Word(i)
	start := i
	if (w == "'" || w == "’" || w == "‘") && r.Doc.Tokens[i].SpaceBefore {
		i++
		w = r.Word(i)
	}
	n := len(w)
	switch {
	case n == 5 && w[4] == 's' && w[3] == '0' && (w[:2] == "19" || w[:2] == "18" || w[:2] == "20"):
		return found{end: i + 1, kind: doc.Date, value: w[:3], by: "timex/decade@1"}, true
	case n == 3 && w[2] == 's' && w[1] == '0' && w[0] >= '2' && w[0] <= '9' &&
		(start < i || r.In(i-1, class.The, class.Late, class.Early, class.Hyphen)):
		return found{end: i + 1, kind: doc.Date, value: "19" + w[:1], by: "timex/decade@1"}, true
	case n == 4 && w[0] == '\'' && w[3] == 's' && w[2] == '0':
		return found{end: i + 1, kind: doc.Date, value: "19" + w[1:2], by: "timex/decade@1"}, true
	}
	return found{}, false
}
