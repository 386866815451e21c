package timex

import (
	"strings"

	"readout/doc"
	"readout/timex/class"
)

// dayOver: "the day before yesterday", "the week after next", "the night before last".
func (r *dayRules) dayOver(i int) (found, bool) {
	if !r.in(i-1, class.The) {
		return found{}, false
	}
	f := found{end: i + 3, kind: doc.Date, anchor: "dateline", by: "timex/day-over@1"}
	shift := 0
	switch {
	case r.in(i+1, class.Before) && r.in(i+2, class.Yesterday, class.Last):
		shift = -2
	case r.in(i+1, class.After) && r.in(i+2, class.Tomorrow, class.Next):
		shift = 2
	default:
		return found{}, false
	}
	beside := r.in(i+2, class.Yesterday, class.Tomorrow)
	if part, ok := partsOfDay[r.word(i)]; ok && !beside {
		f.kind, f.value = doc.Clock, r.unitValue(units["day"], shift)+part
		return f, shift < 0
	}
	u, ok := units[r.word(i)]
	if !ok || beside != (u.letter == "D") || u.clock {
		return found{}, false
	}
	f.value = r.unitValue(u, shift)
	if beside {
		return r.withPart(f), true
	}
	return f, true
}

// lastNight: "last night", "last evening": the night before the report's day.
func (r *dayRules) lastNight(i int) (found, bool) {
	if !r.in(i+1, class.Night, class.Evening) || r.in(i-1, class.Whose) || r.in(i+2, class.Of) {
		return found{}, false
	}
	value := r.unitValue(units["day"], -1) + partsOfDay[r.word(i+1)]
	return found{end: i + 2, kind: doc.Clock, value: value, anchor: "dateline", by: "timex/last-night@1"}, true
}

// weekdayOfWeek reads the week behind a weekday: "Tuesday of last week", "Monday next week".
func (r *dayRules) weekdayOfWeek(weekday, i int) (day date, end int, ok bool) {
	if r.in(i, class.Of) {
		i++
	}
	if !r.in(i+1, class.Week) || r.in(i+2, class.Hyphen) || !r.day.known() {
		return date{}, i, false
	}
	shift, ok := map[string]int{"last": -1, "this": 0, "next": 1}[r.word(i)]
	return r.day.plus(weekday - r.day.weekday() + 7*shift), i + 2, ok
}

// apartFrom counts from another day than the report's: "a week ago Monday", "two weeks from
// Friday", "a year ago today". It gives the value and the token after the day.
func (r *countRules) apartFrom(u unit, n, i int) (value string, end int, ok bool) {
	if r.in(i, class.On) {
		i++
	}
	if !r.day.known() {
		return "", i, false
	}
	if r.in(i, class.Today, class.Tomorrow, class.Yesterday) {
		from := r.day.plus(map[string]int{"tomorrow": 1, "yesterday": -1}[r.word(i)])
		return exactly(from, u, n), i + 1, u.letter != "DE"
	}
	weekday, ok := weekdays[r.word(i)]
	if !ok || !r.capital(i) || u.letter != "W" {
		return "", i, false
	}
	if n < 0 {
		return r.day.plus(-((r.day.weekday() - weekday + 7) % 7) + 7*n).String(), i + 1, true
	}
	return r.day.plus((weekday-r.day.weekday()+7)%7 + 7*n).String(), i + 1, true
}

// exactly is the day that lies so many units from a day.
func exactly(from date, u unit, n int) string {
	switch u.letter {
	case "D":
		return from.plus(n).String()
	case "W", "WE":
		return from.plus(7 * n).String()
	case "F":
		return from.plus(14 * n).String()
	case "Q":
		n *= 3
	case "Y":
		n *= 12
	}
	t := from.plusMonths(n)
	t.d = min(from.d, daysIn(t.y, t.m))
	return t.String()
}

// namedDays are days with a name of their own, and a club: no day of this week.
var namedDays = map[string]string{"sheffield": "wednesday", "bloody": "sunday", "black": "friday",
	"super": "tuesday", "cyber": "monday", "ruby": "tuesday", "giving": "tuesday"}

// apartFromNamed is what lies some units from the day the report named last: "On May 3
// he fell ill. Two days later he died." Where none was named, "earlier" counts from the
// report's day, and nothing is known of "later".
func (r *countRules) apartFromNamed(i int, u unit, n int) string {
	last, ok := r.dayNamed(i)
	switch {
	case ok && (last.known() || u.letter == "M" && last.m > 0):
		return r.seenFrom(last).apart(u, n)
	case n < 0:
		return r.apart(u, n)
	}
	return r.seenFrom(date{}).apart(u, n)
}

// unitOfDay: "the week of March 6", "the night of May 3", "the morning of June 1".
func (r *dayRules) unitOfDay(i int) (found, bool) {
	if !r.in(i-1, class.The) || !r.in(i+1, class.Of) {
		return found{}, false
	}
	value, end, ok := r.dayAfter(i + 2)
	if !ok {
		return found{}, false
	}
	f := found{end: end, kind: doc.Date, anchor: "dateline", by: "timex/unit-of-day@1"}
	day, known := parseDay(value)
	if part, ok := partsOfDay[r.word(i)]; ok {
		f.kind, f.value = doc.Clock, value+part
		return f, true
	}
	if !known {
		return found{}, false
	}
	f.value = day.weekValue()
	if r.in(i, class.Weekend) {
		f.value += "-WE"
	}
	return f, true
}

// inWeekdayName reports whether the weekday at token i is part of a name: "The Sunday
// Times", "Sheffield Wednesday", "Black Friday".
func (r *words) inWeekdayName(i int) bool {
	if r.capital(i-1) && namedDays[r.word(i-1)] == r.word(i) {
		return true
	}
	return r.capital(i+1) && r.in(i+1, class.NewspaperName)
}

// someDay reports whether the weekday at token i is any such day: "on a Monday", "one Friday in May".
func (r *words) someDay(i int) bool {
	if !r.in(i-1, class.AnyDay) {
		if _, month := r.isMonth(i - 1); !month {
			return false
		}
	}
	return i+1 >= r.end || r.d.Tokens[i+1].Kind == doc.PunctToken || r.in(i+1, class.BehindAnyDay)
}

// monthInName reports whether the month at token i, said alone, is part of a person's
// name: "Augustus March", "April Ryland". Only months that are names are asked.
func (r *words) monthInName(i int) bool {
	if !r.in(i, class.NameMonth) || r.in(i-1, class.MonthNoName) {
		return false
	}
	if r.capital(i-1) && r.d.Tokens[i].SpaceBefore && r.namePart(i-1) {
		return true
	}
	return !r.in(i-1, class.NounOpener) && r.capital(i+1) &&
		r.d.Tokens[i+1].SpaceBefore && r.namePart(i+1)
}

// namePart reports whether the capitalised token i can be part of a name.
func (r *words) namePart(i int) bool {
	if _, day := weekdays[r.word(i)]; day {
		return false
	}
	if _, month := r.isMonth(i); month && !r.in(i, class.GivenMonth) {
		return false
	}
	if tag := r.tag(i); tag != doc.NoUPOS {
		return tag == doc.PROPN
	}
	return i > r.first && r.d.Tokens[i].Kind == doc.WordToken
}

// numberOfThing reports whether token i is the number of a thing: "Room 2012", "Flight 1999".
func (r *words) numberOfThing(i int) bool {
	return r.in(i-1, class.NumberedThing) && (r.capital(i-1) || r.in(i-1, class.NumberedAnyCase))
}

// unitFrom: "two weeks from now", "a week from Monday". The unit is token j.
func (r *countRules) unitFrom(i, j, n int, vague bool) (found, bool) {
	u := units[r.word(j)]
	f := found{end: j + 3, kind: doc.Date, anchor: "dateline", by: "timex/apart@1"}
	switch {
	case u.clock:
		return found{}, false
	case r.in(j+2, class.Now) && vague:
		f.value = "FUTURE_REF"
	case r.in(j+2, class.Now):
		f.value = r.apart(u, n)
	default:
		value, end, ok := r.apartFrom(u, n, j+2)
		if !ok || vague || r.in(j+2, class.On) {
			return found{}, false
		}
		f.value, f.end = value, end
	}
	return f, true
}

// mid begins a word that names the middle of a month or of a part of the day.
const mid = "mid-"

// midMonth: "mid-November", "mid-afternoon", which the tokeniser leaves in one piece.
func (r *dayRules) midMonth(i int) (found, bool) {
	rest := strings.TrimPrefix(r.word(i), mid)
	if part, ok := partsOfDay[rest]; ok {
		f := found{end: i + 1, kind: doc.Clock, anchor: "dateline", mod: "MID", by: "timex/mid@1"}
		day := r.unitValue(units["day"], 0)
		if value, end, ok := r.dayAfter(i + 1); ok {
			day, f.end, f.anchor = value, end, fromText
		}
		f.value = day + part
		return f, true
	}
	m, ok := monthNumbers[rest]
	c := r.d.Text[r.d.Tokens[i].Start+len(mid)]
	if !ok || c < 'A' || c > 'Z' {
		return found{}, false
	}
	f := found{end: i + 1, kind: doc.Date, mod: "MID", by: "timex/mid@1", bare: true}
	y, end := r.yearAfter(i + 1)
	if y > 0 {
		f.end = end
	} else if f.anchor = "dateline"; r.day.m > 0 {
		y = r.monthYear(i, m)
	}
	f.value = date{y: y, m: m}.String()
	return f, true
}
