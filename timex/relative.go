package timex

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/timex/class"
)

// thenDay: "the following day", "the next morning", "that same day", "later that
// year": counted from the day the report named last, not from its own.
func (r *dayRules) thenDay(i int) (found, bool) {
	start, shift := i, 0
	if r.in(i, class.Earlier, class.Later) && r.in(i+1, class.That) {
		i++
	}
	switch {
	case r.in(i, class.Following):
		shift = 1
	case r.in(i, class.Next):
		if !r.in(i-1, class.The) || r.future(i) {
			return found{}, false
		}
		shift = 1
	case r.in(i, class.That):
	case r.in(i, class.Same):
		if !r.in(i-1, class.The) {
			return found{}, false
		}
	default:
		return found{}, false
	}
	j := i + 1
	if r.in(i, class.That) && r.in(j, class.Same) {
		j++
	}
	u, isUnit := r.unit(j)
	part, isPart := partsOfDay[r.word(j)]
	if !isPart && (!isUnit || u.clock || r.plural(j)) {
		return found{}, false
	}
	last, ok := r.dayNamed(start)
	if !ok || (isPart || u.letter == "D") && !last.known() {
		return found{}, false
	}
	f := found{end: j + 1, kind: doc.Date, anchor: fromText, by: "timex/then@1"}
	if isPart {
		f.kind, f.value = doc.Clock, last.plus(shift).String()+part
		return f, true
	}
	f.value = r.seenFrom(last).unitValue(u, shift)
	return f, true
}

// dayNamed is the day, month or year the report named last, shortly before token i.
func (r *calendar) dayNamed(i int) (date, bool) {
	const reach = 3 // sentences
	for k := len(r.d.Times) - 1; k >= 0; k-- {
		t := &r.d.Times[k]
		if r.d.Tokens[i].Sentence-r.d.Tokens[t.FirstToken].Sentence > reach {
			break
		}
		if at, ok := parseDay(t.Value); ok && (t.Type == doc.Date || t.Type == doc.Clock) {
			return at, true
		}
	}
	return date{}, false
}

// century: "the 20th century", "the eighteenth century".
func (r *periodRules) century(i int) (found, bool) {
	if !r.in(i+1, class.Century) {
		return found{}, false
	}
	n, ok := ordinals[r.word(i)]
	if !ok {
		if w := strings.TrimRight(r.word(i), "sthndr"); len(w) == len(r.word(i))-2 {
			n, ok = atoi(w)
		}
	}
	if !ok || n < 1 || n > 30 {
		return found{}, false
	}
	return found{end: i + 2, kind: doc.Date, value: fmt.Sprintf("%02d", n-1), by: "timex/century@1"}, true
}

// thatDay: "today", "tonight", "yesterday morning", "tomorrow".
func (r *dayRules) thatDay(i int) (found, bool) {
	shift, part := 0, ""
	switch {
	case r.in(i, class.Today):
	case r.in(i, class.Tonight):
		part = "TNI"
	case r.in(i, class.Yesterday):
		shift = -1
	case r.in(i, class.Tomorrow):
		shift = 1
	default:
		return found{}, false
	}
	f := found{end: i + 1, kind: doc.Date, value: "XXXX-XX-XX", anchor: "dateline", by: "timex/day@1"}
	if r.day.known() {
		f.value = r.day.plus(shift).String()
	}
	if part != "" {
		f.value, f.kind = f.value+part, doc.Clock
		return f, true
	}
	return r.withPart(f), true
}

// partOfDay: "this morning", "the afternoon", "overnight".
func (r *dayRules) partOfDay(i int) (found, bool) {
	j := i
	if r.in(i, class.This, class.That) {
		j++
	}
	part, ok := partsOfDay[r.word(j)]
	if !ok || j == i {
		return found{}, false
	}
	f := found{end: j + 1, kind: doc.Clock, value: "XXXX-XX-XX" + part, anchor: "dateline", by: "timex/part-of-day@1"}
	if r.day.known() {
		f.value = r.day.String() + part
	}
	return f, true
}

// shiftedUnit: "last week", "next month", "this year", "the past quarter", "earlier this year".
func (r *countRules) shiftedUnit(i int) (found, bool) {
	start := i
	if r.in(i, class.Earlier, class.Later) && r.in(i+1, class.This, class.Last, class.That) {
		i++
	}
	shift := 0
	switch {
	case r.in(i, class.Last, class.Previous):
		shift = -1
	case r.in(i, class.Past):
		if !r.in(i-1, class.The, class.This) {
			return found{}, false
		}
		shift = -1
	case r.in(i, class.Next, class.Coming, class.Following):
		shift = 1
	case r.in(i, class.This, class.Current):
	case r.in(i, class.Latest):
		shift = -1 // the latest quarter is the one that figures are out for
	case r.in(i, class.That, class.Same):
	default:
		return found{}, false
	}
	j := i + 1
	fiscal := r.in(j, class.FiscalKind)
	if fiscal {
		j++
	}
	w := r.word(j)
	if season, ok := seasons[w]; ok {
		y := r.seasonYear(w, shift)
		if y == 0 {
			return found{end: j + 1, kind: doc.Date, value: "XXXX-" + season, anchor: "dateline", by: "timex/season@1"}, true
		}
		return found{end: j + 1, kind: doc.Date, value: fmt.Sprintf("%04d-%s", y, season), anchor: "dateline", by: "timex/season@1"}, true
	}
	u, ok := r.unit(j)
	if r.in(j, class.Period) && r.in(i, class.Latest) {
		u, ok = units["quarter"], true
	}
	if !ok || r.plural(j) || u.clock {
		return found{}, false
	}
	if r.in(i, class.Last, class.Past) && (u.letter == "DE" || u.letter == "CE") {
		return found{end: j + 1, kind: doc.Duration, value: durationValue(u, 1, false), by: "timex/shifted@1"}, true // the ten years that end now
	}
	f := found{end: j + 1, kind: doc.Date, anchor: "dateline", by: "timex/shifted@1"}
	if start < i {
		f.mod = map[string]string{"earlier": "START", "later": "END"}[r.word(start)]
	}
	if u.letter == "D" && shift == 0 {
		return found{}, false // "this day", "the same day": no day that the report's gives
	}
	f.value = r.unitValue(u, shift)
	if u.letter == "Y" && r.in(f.end, class.Genitive) {
		if value, end, ok := r.periodOf(f.end+1, r.day.y+shift); ok {
			f.value, f.end = value, end
		}
	}
	return f, true
}

// theUnit: "the weekend", "the quarter", "the year": the one the report is about.
func (r *countRules) theUnit(i int) (found, bool) {
	if !r.in(i-1, class.The) || r.in(i+1, class.Hyphen, class.Of, class.Ago, class.When, class.Before, class.After) {
		return found{}, false
	}
	shift := 0
	switch {
	case r.in(i, class.Quarter, class.Weekend):
		shift = -1
		if r.future(i) {
			shift = 0
		}
	case r.in(i, class.Year, class.Week, class.Month):
	default:
		return found{}, false
	}
	if r.in(i, class.Year) && r.in(i+1, class.Ended, class.Ending) {
		return found{end: i + 1, kind: doc.Duration, value: "P1Y", by: "timex/the-unit@1"}, true
	}
	return found{end: i + 1, kind: doc.Date, value: r.unitValue(units[r.word(i)], shift), anchor: "dateline", by: "timex/the-unit@1"}, true
}

// seenFrom is the calendar with another day than the report's.
func (r *calendar) seenFrom(day date) *calendar {
	then := *r
	then.day = day
	return &then
}

// unitValue is the week, month, quarter or year that lies some units from the
// report's day.
func (r *calendar) unitValue(u unit, shift int) string {
	t := r.day
	switch {
	case t.y == 0:
		return map[string]string{"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "WE": "XXXX-WXX-WE", "F": "XXXX-WXX"}[u.letter]
	case u.letter == "Y":
		return fmt.Sprintf("%04d", t.y+shift)
	case u.letter == "DE":
		return fmt.Sprintf("%03d", t.y/10+shift)
	case u.letter == "CE":
		return fmt.Sprintf("%02d", t.y/100+shift)
	case t.m == 0:
		return fmt.Sprintf("%04d", t.y)
	case u.letter == "M":
		return t.plusMonths(shift).String()
	case u.letter == "Q":
		k := t.y*4 + (t.m-1)/3 + shift
		return fmt.Sprintf("%04d-Q%d", k/4, k%4+1)
	case t.d == 0:
		return t.String()
	case u.letter == "D":
		return t.plus(shift).String()
	case u.letter == "F":
		return t.plus(14 * shift).weekValue()
	case u.letter == "WE":
		return t.plus(7*shift).weekValue() + "-WE"
	default:
		return t.plus(7 * shift).weekValue()
	}
}

// unitApart: "a year ago", "three days earlier", "two weeks later", "a decade ago".
func (r *countRules) unitApart(i int) (found, bool) {
	j, n, vague := r.count(i)
	if j == i {
		return found{}, false
	}
	u, ok := units[r.word(j)]
	if !ok {
		return found{}, false
	}
	sign := 0
	switch {
	case r.in(j+1, class.Ago, class.Earlier, class.Before):
		sign = -1
	case r.in(j+1, class.Later, class.Hence):
		sign = 1
	case r.in(j+1, class.From):
		return r.unitFrom(i, j, n, vague)
	}
	if sign == 0 || r.in(j+1, class.Before) && r.tag(j+2) != doc.PUNCT && j+2 < r.end {
		return found{}, false
	}
	f := found{end: j + 2, kind: doc.Date, anchor: "dateline", by: "timex/apart@1"}
	if value, end, ok := r.apartFrom(u, -n, j+2); ok && !vague && !u.clock && r.in(j+1, class.Ago) {
		f.value, f.end = value, end
		return f, true
	}
	switch {
	case vague && sign < 0:
		f.value = "PAST_REF"
	case vague:
		f.value = "FUTURE_REF"
	case u.clock:
		f.kind, f.value = doc.Clock, "XXXX-XX-XXTXX"
	case r.in(j+1, class.Later, class.Earlier) && (u.letter == "D" || u.letter == "W" || u.letter == "F" || u.letter == "M"):
		f.value, f.anchor = r.apartFromNamed(i, u, sign*n), fromText
	default:
		f.value = r.apart(u, sign*n)
		if y, q := r.quarterSaid(i, near); y > 0 && u.letter == "Y" && n == 1 && sign < 0 {
			f.value = quarterValue(y-1, q)
		}
	}
	return f, true
}

// apart is the day, week, month or year n units away, no more precise than what
// was said: "a year ago" is a year, "three days ago" a day.
func (r *calendar) apart(u unit, n int) string {
	if r.day.known() && u.letter == "W" {
		return r.day.plus(7 * n).weekValue()
	}
	if r.day.known() && u.letter == "M" {
		return r.day.plusMonths(n).String()
	}
	if u.letter == "DE" && r.day.y > 0 {
		return fmt.Sprintf("%04d", r.day.y+10*n)
	}
	return r.unitValue(u, n)
}

// season: "the summer of 1998", "summer 2021". A season alone names none.
func (r *periodRules) season(i int) (found, bool) {
	code, ok := seasons[r.word(i)]
	if !ok {
		return found{}, false
	}
	if y, end := r.yearAfter(i + 1); y > 0 {
		return found{end: end, kind: doc.Date, value: fmt.Sprintf("%04d-%s", y, code), by: "timex/season@1"}, true
	}
	if !r.in(i-1, class.The, class.In, class.By) || r.day.y == 0 || r.in(i, class.Fall, class.Spring) {
		return found{}, false
	}
	return found{end: i + 1, kind: doc.Date, value: fmt.Sprintf("%04d-%s", r.seasonYear(r.word(i), 0), code), anchor: "dateline", by: "timex/season@1"}, true
}

// seasonYear is the year of "last summer", "this fall", "next spring".
func (r *calendar) seasonYear(season string, shift int) int {
	if r.day.y == 0 {
		return 0
	}
	ends := map[string]int{"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}[season]
	switch {
	case shift < 0 && ends >= r.day.m:
		return r.day.y - 1
	case shift > 0 && ends <= r.day.m:
		return r.day.y + 1
	}
	return r.day.y
}

// endOf: "the end of the year", "the beginning of the week".
func (r *countRules) endOf(i int) (found, bool) {
	mod := map[string]string{"end": "END", "beginning": "START", "start": "START", "middle": "MID"}[r.word(i)]
	if mod == "" || !r.in(i+1, class.Of) || !r.in(i+2, class.The, class.This, class.Next, class.Last) {
		return found{}, false
	}
	u, ok := units[r.word(i+3)]
	if !ok || u.clock || r.plural(i+3) {
		return found{}, false
	}
	shift := map[string]int{"next": 1, "last": -1}[r.word(i+2)]
	return found{end: i + 4, kind: doc.Date, value: r.unitValue(u, shift), mod: mod, anchor: "dateline", by: "timex/end-of@1"}, true
}

// reference: "now", "currently", "these days", "recently", "the near future".
//
// Source: TIMEX3's PRESENT_REF, PAST_REF and FUTURE_REF. "Previously", "formerly" and
// "soon" are left out: the training part of TempEval-3 marks one in five.
func (r *countRules) reference(i int) (found, bool) {
	f := found{end: i + 1, kind: doc.Date, by: "timex/reference@1"}
	switch {
	case r.in(i, class.PresentAdverb):
		f.value = "PRESENT_REF"
	case r.in(i, class.At):
		if !r.in(i+1, class.Present) && !(r.in(i+1, class.The) && r.in(i+2, class.Moment)) {
			return found{}, false
		}
		f.value, f.end = "PRESENT_REF", i+2
		if r.in(i+1, class.The) {
			f.end++
		}
	case r.in(i, class.Current):
		f.value, f.bare = "PRESENT_REF", true
	case r.in(i, class.These):
		if !r.in(i+1, class.Days) || r.in(i+2, class.Of) {
			return found{}, false
		}
		f.value, f.end = "PRESENT_REF", i+2
	case r.in(i, class.PastAdverb):
		f.value = "PAST_REF"
	case r.in(i, class.Past):
		if !r.in(i-1, class.The) || r.tag(i) != doc.NOUN {
			return found{}, false
		}
		f.value = "PAST_REF"
	case r.in(i, class.Recent, class.Coming):
		u, ok := r.unit(i + 1)
		if !ok || u.clock || !r.plural(i+1) {
			return found{}, false
		}
		f.kind, f.value, f.end = doc.Duration, durationValue(u, 0, true), i+2
	case r.in(i, class.FutureAdjective):
		if !r.in(i+1, class.Future) {
			return found{}, false
		}
		f.value, f.end = "FUTURE_REF", i+2
	case r.in(i, class.Future):
		if !r.in(i-1, class.The, class.In, class.For) && r.tag(i) != doc.NOUN || r.in(i+1, class.Of) {
			return found{}, false
		}
		f.value = "FUTURE_REF"
	default:
		return found{}, false
	}
	return f, true
}
