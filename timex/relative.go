package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/calendar"
	"readout/timex/class"
)

// thenDay matches "the following day", "the next morning", "that same day", "later that year":
// counted from the last day named, not from the report's own.
func (r *dayRules) thenDay(i int) (found, bool) {
	start, shift := i, 0
	if r.In(i, class.Earlier, class.Later) && r.In(i+1, class.That) {
		i++
	}
	switch {
	case r.In(i, class.Following):
		shift = 1
	case r.In(i, class.Next):
		if !r.In(i-1, class.The) || r.Future(i) {
			return found{}, false
		}
		shift = 1
	case r.In(i, class.That):
	case r.In(i, class.Same):
		if !r.In(i-1, class.The) {
			return found{}, false
		}
	default:
		return found{}, false
	}
	j := i + 1
	if r.In(i, class.That) && r.In(j, class.Same) {
		j++
	}
	u, isUnit := r.Unit(j)
	part, isPart := calendar.PartsOfDay[r.Word(j)]
	if !isPart && (!isUnit || u.Clock || r.Plural(j)) {
		return found{}, false
	}
	last, ok := r.DayNamed(start)
	finer := isPart || u.Letter == "D"
	if !ok || finer && !last.Known() || (u.Letter == "M" || u.Letter == "W") && last.M == 0 {
		return found{}, false // nobody knows which month follows "2006"
	}
	f := found{end: j + 1, kind: doc.Date, anchor: fromText, by: "timex/then@1"}
	if isPart {
		f.kind, f.value = doc.Clock, last.Plus(shift).String()+part
		return f, true
	}
	f.value = r.SeenFrom(last).UnitValue(u, shift)
	return f, true
}

// century matches "the 20th century", "the eighteenth century".
func (r *periodRules) century(i int) (found, bool) {
	if !r.In(i+1, class.Century) {
		return found{}, false
	}
	n, ok := calendar.Ordinals[r.Word(i)]
	if !ok {
		if w := strings.TrimRight(r.Word(i), "sthndr"); len(w) == len(r.Word(i))-2 {
			n, ok = calendar.Atoi(w)
		}
	}
	if !ok || n < 1 || n > 30 {
		return found{}, false
	}
	return found{end: i + 2, kind: doc.Date, value: fmt.Sprintf("%02d", n-1), by: "timex/century@1"}, true
}

// thatDay matches "today", "tonight", "yesterday morning", "tomorrow".
func (r *dayRules) thatDay(i int) (found, bool) {
	shift, part := 0, ""
	switch {
	case r.In(i, class.Today):
	case r.In(i, class.Tonight):
		part = "TNI"
	case r.In(i, class.Yesterday):
		shift = -1
	case r.In(i, class.Tomorrow):
		shift = 1
	default:
		return found{}, false
	}
	f := found{end: i + 1, kind: doc.Date, value: "XXXX-XX-XX", anchor: "dateline", by: "timex/day@1"}
	if r.Day.Known() {
		f.value = r.Day.Plus(shift).String()
	}
	if part != "" {
		f.value, f.kind = f.value+part, doc.Clock
		return f, true
	}
	return r.withPart(f), true
}

// partOfDay matches "this morning", "that afternoon".
func (r *dayRules) partOfDay(i int) (found, bool) {
	j := i
	if r.In(i, class.This, class.That) {
		j++
	}
	part, ok := calendar.PartsOfDay[r.Word(j)]
	if !ok || j == i {
		return found{}, false
	}
	f := found{end: j + 1, kind: doc.Clock, value: "XXXX-XX-XX" + part, anchor: "dateline", by: "timex/part-of-day@1"}
	if r.Day.Known() {
		f.value = r.Day.String() + part
	}
	return f, true
}

// shiftedUnit matches "last week", "next month", "this year", "the past quarter", "earlier this year".
func (r *countRules) shiftedUnit(i int) (found, bool) {
	start := i
	if r.In(i, class.Earlier, class.Later) && r.In(i+1, class.This, class.Last, class.That) {
		i++
	}
	shift := 0
	switch {
	case r.In(i, class.Last, class.Previous):
		shift = -1
	case r.In(i, class.Past):
		if !r.In(i-1, class.The, class.This) {
			return found{}, false
		}
		shift = -1
	case r.In(i, class.Next, class.Coming, class.Following):
		shift = 1
	case r.In(i, class.This, class.Current):
	case r.In(i, class.Latest):
		shift = -1 // the latest quarter is the last one with published figures
	case r.In(i, class.That, class.Same):
	default:
		return found{}, false
	}
	j := i + 1
	fiscal := r.In(j, class.FiscalKind)
	if fiscal {
		j++
	}
	w := r.Word(j)
	if season, ok := calendar.Seasons[w]; ok {
		y := r.SeasonYear(w, shift)
		if y == 0 {
			return found{end: j + 1, kind: doc.Date, value: "XXXX-" + season, anchor: "dateline", by: "timex/season@1"}, true
		}
		return found{end: j + 1, kind: doc.Date, value: fmt.Sprintf("%04d-%s", y, season), anchor: "dateline",
			by: "timex/season@1"}, true
	}
	u, ok := r.Unit(j)
	if r.In(j, class.Period) && r.In(i, class.Latest) {
		u, ok = calendar.Units["quarter"], true
	}
	if !ok || r.Plural(j) || u.Clock {
		return found{}, false
	}
	if r.In(i, class.Last, class.Past) && (u.Letter == "DE" || u.Letter == "CE") {
		// the ten years until now
		return found{end: j + 1, kind: doc.Duration, value: durationValue(u, 1, false), by: "timex/shifted@1"}, true
	}
	f := found{end: j + 1, kind: doc.Date, anchor: "dateline", by: "timex/shifted@1"}
	if start < i {
		f.mod = map[string]string{"earlier": "START", "later": "END"}[r.Word(start)]
	}
	if u.Letter == "D" && shift == 0 {
		return found{}, false // "this day", "the same day": not necessarily the report's day
	}
	if u.Letter == "W" {
		shift = r.WeekShift(i, shift)
	}
	if u.Letter == "WE" {
		shift = r.WeekendShift(i, shift)
	}
	f.value = r.UnitValue(u, shift)
	if u.Letter == "Y" && r.In(f.end, class.Genitive) {
		if value, end, ok := r.PeriodOf(f.end+1, r.Day.Y+shift); ok {
			f.value, f.end = value, end
		}
	}
	return f, true
}

// theUnit matches "the weekend", "the quarter", "the year": the one at the time of the report.
func (r *countRules) theUnit(i int) (found, bool) {
	if !r.In(i-1, class.The) || r.In(i+1, class.Hyphen, class.Of, class.Ago, class.When, class.Before, class.After) {
		return found{}, false
	}
	shift := 0
	switch {
	case r.In(i, class.Quarter, class.Weekend):
		shift = -1
		if r.Future(i) {
			shift = 0
		}
	case r.In(i, class.Year, class.Week, class.Month):
	default:
		return found{}, false
	}
	if r.In(i, class.Year) && r.In(i+1, class.Ended, class.Ending) {
		return found{end: i + 1, kind: doc.Duration, value: "P1Y", by: "timex/the-unit@1"}, true
	}
	return found{end: i + 1, kind: doc.Date, value: r.UnitValue(calendar.Units[r.Word(i)], shift), anchor: "dateline",
		by: "timex/the-unit@1"}, true
}

// unitApart matches "a year ago", "three days earlier", "two weeks later", "a decade ago".
func (r *countRules) unitApart(i int) (found, bool) {
	j, n, vague := r.Count(i)
	if j == i {
		return found{}, false
	}
	u, ok := calendar.Units[r.Word(j)]
	if !ok {
		return found{}, false
	}
	sign := 0
	switch {
	case r.In(j+1, class.Ago, class.Earlier, class.Before):
		sign = -1
	case r.In(j+1, class.Later, class.Hence):
		sign = 1
	case r.In(j+1, class.From):
		return r.unitFrom(i, j, n, vague)
	}
	if sign == 0 || r.In(j+1, class.Before) && r.Tag(j+2) != doc.PUNCT && j+2 < r.End {
		return found{}, false
	}
	f := found{end: j + 2, kind: doc.Date, anchor: "dateline", by: "timex/apart@1"}
	if value, end, ok := r.apartFrom(u, -n, j+2); ok && !vague && !u.Clock && r.In(j+1, class.Ago) {
		f.value, f.end = value, end
		return f, true
	}
	switch {
	case vague && sign < 0:
		f.value = "PAST_REF"
	case vague:
		f.value = "FUTURE_REF"
	case u.Clock:
		f.kind, f.value = doc.Clock, "XXXX-XX-XXTXX"
	case r.In(j+1, class.Later, class.Earlier) && (u.Letter == "D" || u.Letter == "W" || u.Letter == "F" ||
		u.Letter == "M"):
		f.value, f.anchor = r.apartFromNamed(i, u, sign*n), fromText
	case r.In(j+1, class.Later) && (u.Letter == "Y" || u.Letter == "DE"):
		f.value, f.anchor = r.yearsFromNamed(i, u, n), fromText
	default:
		f.value = r.Apart(u, sign*n)
		if y, q := r.QuarterSaid(i, calendar.Near); y > 0 && u.Letter == "Y" && n == 1 && sign < 0 {
			f.value = calendar.QuarterValue(y-1, q)
		}
	}
	return f, true
}

// season matches "the summer of 1998", "summer 2021". A season alone does not count.
func (r *periodRules) season(i int) (found, bool) {
	code, ok := calendar.Seasons[r.Word(i)]
	if !ok {
		return found{}, false
	}
	if y, end := r.YearAfter(i + 1); y > 0 {
		return found{end: end, kind: doc.Date, value: fmt.Sprintf("%04d-%s", y, code), by: "timex/season@1"}, true
	}
	if !r.In(i-1, class.The, class.In, class.By) || r.Day.Y == 0 || r.In(i, class.Fall, class.Spring) {
		return found{}, false
	}
	return found{end: i + 1, kind: doc.Date, value: fmt.Sprintf("%04d-%s", r.SeasonYear(r.Word(i), 0), code),
		anchor: "dateline", by: "timex/season@1"}, true
}

// endOf matches "the end of the year", "the beginning of the week".
func (r *countRules) endOf(i int) (found, bool) {
	mod := map[string]string{"end": "END", "beginning": "START", "start": "START", "middle": "MID"}[r.Word(i)]
	if mod == "" || !r.In(i+1, class.Of) || !r.In(i+2, class.The, class.This, class.Next, class.Last) {
		return found{}, false
	}
	u, ok := calendar.Units[r.Word(i+3)]
	if !ok || u.Clock || r.Plural(i+3) {
		return found{}, false
	}
	shift := map[string]int{"next": 1, "last": -1}[r.Word(i+2)]
	return found{end: i + 4, kind: doc.Date, value: r.UnitValue(u, shift), mod: mod, anchor: "dateline",
		by: "timex/end-of@1"}, true
}

// reference matches "now", "currently", "these days", "recently", "the near future".
//
// Source: TIMEX3's PRESENT_REF, PAST_REF and FUTURE_REF. "Previously", "formerly" and "soon"
// are left out: the training part of TempEval-3 annotates one in five.
func (r *countRules) reference(i int) (found, bool) {
	f := found{end: i + 1, kind: doc.Date, by: "timex/reference@1"}
	switch {
	case r.In(i, class.PresentAdverb):
		f.value = "PRESENT_REF"
	case r.In(i, class.At):
		if !r.In(i+1, class.Present) && !(r.In(i+1, class.The) && r.In(i+2, class.Moment)) {
			return found{}, false
		}
		f.value, f.end = "PRESENT_REF", i+2
		if r.In(i+1, class.The) {
			f.end++
		}
	case r.In(i, class.Current):
		f.value, f.bare = "PRESENT_REF", true
	case r.In(i, class.These):
		if !r.In(i+1, class.Days) || r.In(i+2, class.Of) {
			return found{}, false
		}
		f.value, f.end = "PRESENT_REF", i+2
	case r.In(i, class.PastAdverb):
		f.value = "PAST_REF"
	case r.In(i, class.Past):
		if !r.In(i-1, class.The) || r.Tag(i) != doc.NOUN {
			return found{}, false
		}
		f.value = "PAST_REF"
	case r.In(i, class.Recent, class.Coming):
		u, ok := r.Unit(i + 1)
		if !ok || u.Clock || !r.Plural(i+1) {
			return found{}, false
		}
		f.kind, f.value, f.end = doc.Duration, durationValue(u, 0, true), i+2
	case r.In(i, class.FutureAdjective):
		if !r.In(i+1, class.Future) {
			return found{}, false
		}
		f.value, f.end = "FUTURE_REF", i+2
	case r.In(i, class.Future):
		if !r.In(i-1, class.The, class.In, class.For) && r.Tag(i) != doc.NOUN || r.In(i+1, class.Of) {
			return found{}, false
		}
		f.value = "FUTURE_REF"
	default:
		return found{}, false
	}
	return f, true
}
