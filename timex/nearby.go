package timex

import (
	"strings"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// dayOver matches "the day before yesterday", "the week after next", "the night before last".
func (r *dayRules) dayOver(i int) (found, bool) {
	if !r.In(i-1, class.The) {
		return found{}, false
	}
	f := found{end: i + 3, kind: doc.Date, anchor: "dateline", by: "timex/day-over@1"}
	shift := 0
	switch {
	case r.In(i+1, class.Before) && r.In(i+2, class.Yesterday, class.Last):
		shift = -2
	case r.In(i+1, class.After) && r.In(i+2, class.Tomorrow, class.Next):
		shift = 2
	default:
		return found{}, false
	}
	beside := r.In(i+2, class.Yesterday, class.Tomorrow)
	if part, ok := calendar.PartsOfDay[r.Word(i)]; ok && !beside {
		f.kind, f.value = doc.Clock, r.UnitValue(calendar.Units["day"], shift)+part
		return f, shift < 0
	}
	u, ok := calendar.Units[r.Word(i)]
	if !ok || beside != (u.Letter == "D") || u.Clock {
		return found{}, false
	}
	f.value = r.UnitValue(u, shift)
	if beside {
		return r.withPart(f), true
	}
	return f, true
}

// lastNight matches "last night", "last evening": the night before the report's day.
func (r *dayRules) lastNight(i int) (found, bool) {
	if !r.In(i+1, class.Night, class.Evening) || r.In(i-1, class.Whose) || r.In(i+2, class.Of) {
		return found{}, false
	}
	value := r.UnitValue(calendar.Units["day"], -1) + calendar.PartsOfDay[r.Word(i+1)]
	return found{end: i + 2, kind: doc.Clock, value: value, anchor: "dateline", by: "timex/last-night@1"}, true
}

// weekdayOfWeek parses the week after a weekday: "Tuesday of last week", "Monday next week".
func (r *dayRules) weekdayOfWeek(weekday, i int) (day calendar.Date, end int, ok bool) {
	if r.In(i, class.Of) {
		i++
	}
	if !r.In(i+1, class.Week) || r.In(i+2, class.Hyphen) || !r.Day.Known() {
		return calendar.Date{}, i, false
	}
	shift, ok := map[string]int{"last": -1, "this": 0, "next": 1}[r.Word(i)]
	return r.Day.Plus(weekday - r.Day.Weekday() + 7*r.WeekShift(i, shift)), i + 2, ok
}

// apartFrom counts from another day than the report's: "a week ago Monday", "two weeks from
// Friday", "a year ago today". It returns the value and the token after the day.
func (r *countRules) apartFrom(u calendar.Unit, n, i int) (value string, end int, ok bool) {
	if r.In(i, class.On) {
		i++
	}
	if !r.Day.Known() {
		return "", i, false
	}
	if r.In(i, class.Today, class.Tomorrow, class.Yesterday) {
		from := r.Day.Plus(map[string]int{"tomorrow": 1, "yesterday": -1}[r.Word(i)])
		return exactly(from, u, n), i + 1, u.Letter != "DE"
	}
	weekday, ok := calendar.Weekdays[r.Word(i)]
	if !ok || !r.Capital(i) || u.Letter != "W" {
		return "", i, false
	}
	if n < 0 {
		return r.Day.Plus(-((r.Day.Weekday() - weekday + 7) % 7) + 7*n).String(), i + 1, true
	}
	return r.Day.Plus((weekday-r.Day.Weekday()+7)%7 + 7*n).String(), i + 1, true
}

// exactly returns the day n units from a day.
func exactly(from calendar.Date, u calendar.Unit, n int) string {
	switch u.Letter {
	case "D":
		return from.Plus(n).String()
	case "W", "WE":
		return from.Plus(7 * n).String()
	case "F":
		return from.Plus(14 * n).String()
	case "Q":
		n *= 3
	case "Y":
		n *= 12
	}
	t := from.PlusMonths(n)
	t.D = min(from.D, calendar.DaysIn(t.Y, t.M))
	return t.String()
}

// apartFromNamed returns the value n units from the last day named: "On May 3 he fell ill. Two
// days later he died." If none was named, "earlier" counts from the report's day, and "later"
// is unknown.
func (r *countRules) apartFromNamed(i int, u calendar.Unit, n int) string {
	last, ok := r.DayNamed(i)
	switch {
	case ok && (last.Known() || u.Letter == "M" && last.M > 0):
		return r.SeenFrom(last).Apart(u, n)
	case n < 0:
		return r.Apart(u, n)
	}
	return r.SeenFrom(calendar.Date{}).Apart(u, n)
}

// yearsFromNamed returns the year n years or decades after the last year named: "He resigned
// in 1998 and died three years later". If none was named, it is unknown.
func (r *countRules) yearsFromNamed(i int, u calendar.Unit, n int) string {
	last, ok := r.DayNamed(i)
	if !ok || last.Y == 0 {
		return r.SeenFrom(calendar.Date{}).UnitValue(calendar.Units["year"], n)
	}
	return r.SeenFrom(calendar.Date{Y: last.Y}).Apart(u, n)
}

// unitOfDay matches "the week of March 6", "the night of May 3", "the morning of June 1".
func (r *dayRules) unitOfDay(i int) (found, bool) {
	if !r.In(i-1, class.The) || !r.In(i+1, class.Of) {
		return found{}, false
	}
	value, end, ok := r.dayAfter(i + 2)
	if !ok {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, anchor: "dateline", by: "timex/unit-of-day@1"}
	day, known := calendar.ParseDay(value)
	if part, ok := calendar.PartsOfDay[r.Word(i)]; ok {
		f.kind, f.value = doc.Clock, value+part
		return f, true
	}
	if !known {
		return found{}, false
	}
	f.value = day.WeekValue()
	if r.In(i, class.Weekend) {
		f.value += "-WE"
	}
	return f, true
}

// unitFrom matches "two weeks from now", "a week from Monday". The unit is token j.
func (r *countRules) unitFrom(i, j, n int, vague bool) (found, bool) {
	u := calendar.Units[r.Word(j)]
	f := found{end: j + 3, kind: doc.Date, anchor: "dateline", by: "timex/apart@1"}
	switch {
	case u.Clock:
		return found{}, false
	case r.In(j+2, class.Now) && vague:
		f.value = "FUTURE_REF"
	case r.In(j+2, class.Now):
		f.value = r.Apart(u, n)
	default:
		value, end, ok := r.apartFrom(u, n, j+2)
		if !ok || vague || r.In(j+2, class.On) {
			return found{}, false
		}
		f.value, f.end = value, end
	}
	return f, true
}

// mid is the prefix of a word for the middle of a month or of a part of the day.
const mid = "mid-"

// midMonth matches "mid-November", "mid-afternoon", which the tokeniser does not split.
func (r *dayRules) midMonth(i int) (found, bool) {
	rest := strings.TrimPrefix(r.Word(i), mid)
	if part, ok := calendar.PartsOfDay[rest]; ok {
		f := found{end: i + 1, kind: doc.Clock, anchor: "dateline", mod: "MID", by: "timex/mid@1"}
		day := r.UnitValue(calendar.Units["day"], 0)
		if value, end, ok := r.dayAfter(i + 1); ok {
			day, f.end, f.anchor = value, end, fromText
		}
		f.value = day + part
		return f, true
	}
	m, ok := calendar.MonthNumbers[rest]
	c := r.Doc.Text[r.Doc.Tokens[i].Start+len(mid)]
	if !ok || c < 'A' || c > 'Z' {
		return found{}, false
	}
	f := found{end: i + 1, kind: doc.Date, mod: "MID", by: "timex/mid@1", bare: true}
	y, end := r.YearAfter(i + 1)
	if y > 0 {
		f.end = end
	} else if f.anchor = "dateline"; r.Day.M > 0 {
		y = r.MonthYear(i, m)
	}
	f.value = calendar.Date{Y: y, M: m}.String()
	return f, true
}
