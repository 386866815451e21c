// Package calendar is the context of the time rules in an article: its words and their
// classes, whether a sentence looks ahead or back, the day of the report, and the arithmetic
// of days, weeks, months and quarters around it.
//
// The input is tokens, tags and the dateline; the output is days, years and TIMEX3 values. The
// package does not guess a year that cannot be determined from the article.
//
// The one idea: three layers, each built on the one before. Words sees one sentence, Verbs
// sees in which direction it looks, and Calendar sees which year, month or week is meant.
package calendar

import (
	"fmt"

	"readout/doc"
	"readout/timex/class"
)

// Calendar resolves years, months and weeks relative to the day of the report.
type Calendar struct {
	Verbs
	Day   Date  // the day of the report; year 0 if unknown
	order order // order of the article's dates with slashes, computed on demand
}

// New returns the calendar of an article; Day is not set yet.
func New(d *doc.Doc) *Calendar {
	classes := make([]class.Classes, len(d.Tokens))
	for i := range classes {
		classes[i] = class.Lookup(d.LowerForm(i))
	}
	return &Calendar{Verbs: Verbs{Words{Doc: d, classes: classes}}}
}

// DayYear parses the year after a day: ", 2021", "2021", "last year".
func (r *Calendar) DayYear(i int) (y, end int, ok bool) {
	j := i
	if r.In(j, class.Comma) {
		j++
	}
	if y, ok := r.YearNumber(j); ok {
		return y, j + 1, true
	}
	return r.SaidYear(i)
}

// SaidYear parses a year in words after a day or month: "May 26 last year", "in April next
// year".
func (r *Calendar) SaidYear(i int) (y, end int, ok bool) {
	if r.In(i, class.Of) {
		i++
	}
	if !r.In(i+1, class.Year) || r.Day.Y == 0 {
		return 0, i, false
	}
	switch {
	case r.In(i, class.This):
		return r.Day.Y, i + 2, true
	case r.In(i, class.Last):
		return r.Day.Y - 1, i + 2, true
	case r.In(i, class.Next):
		return r.Day.Y + 1, i + 2, true
	}
	return 0, i, false
}

// YearFor returns the year of a month or day without one: the nearest to the day of the report
// or, if that is not close, the one on the side to which the verb looks.
func (r *Calendar) YearFor(i int, t Date) int {
	if r.Day.Y == 0 {
		return 0
	}
	if r.Day.M == 0 {
		return r.Day.Y
	}
	if y, ok := r.yearFrom(i, t); ok {
		return y
	}
	y := nearestYear(t, r.Day)
	gap := Date{y, t.M, max(1, t.D)}.Serial() - Date{r.Day.Y, r.Day.M, max(1, r.Day.D)}.Serial()
	const closeBy = 75 // days
	switch {
	case gap > closeBy && r.past(i):
		return y - 1
	case gap < -closeBy && r.Future(i), gap < 0 && r.willBefore(i):
		return y + 1
	}
	return y
}

// WeekdayYear returns the year of a day named with its weekday, which YearFor read as t: the one near the report's in
// which the two agree, unless the verb looks to the other side or the day as read is so near that the weekday is rather
// a slip.
func (r *Calendar) WeekdayYear(i, weekday int, t Date) int {
	const slip = 31 // days
	if !r.Day.Known() || t.Weekday() == weekday {
		return t.Y
	}
	nearest := nearestYear(t, r.Day)
	near := abs(Date{nearest, t.M, t.D}.Serial()-r.Day.Serial()) <= slip
	for _, y := range [...]int{nearest, nearest - 1, nearest + 1} {
		at := Date{y, t.M, t.D}
		if t.D > DaysIn(y, t.M) || at.Weekday() != weekday {
			continue
		}
		ahead := at.Serial() > r.Day.Serial()
		if y == nearest || !near && !(ahead && r.past(i)) && !(!ahead && r.Future(i)) {
			return y
		}
	}
	return t.Y
}

// MonthYear returns the year of a month without a day, on the side to which the verb looks.
func (r *Calendar) MonthYear(i, m int) int {
	const half = 6 // months; beyond that, the other side is nearer
	if y, ok := r.yearFrom(i, Date{M: m}); ok {
		return y
	}
	switch {
	case m-r.Day.M > half && !r.Future(i):
		return r.Day.Y - 1
	case r.Day.M-m > half && !r.past(i):
		return r.Day.Y + 1
	case m > r.Day.M && r.past(i) && !r.Future(i) && !r.In(i-1, class.Before):
		return r.Day.Y - 1
	case m < r.Day.M && (r.In(i-1, class.Through) || r.Future(i) && !r.doneUntil(i)):
		return r.Day.Y + 1 // "a loan through January" runs to the next one
	}
	return r.Day.Y
}

// NthQuarter parses "third quarter" or "third-quarter"; n is 0 if there is none.
func (r *Calendar) NthQuarter(i int) (n, end int, hyphen bool) {
	if w := r.Word(i); len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4' {
		if _, end := r.YearAfter(i + 1); r.Capital(i) && (end > i+1 || r.In(i-1, class.QuarterOpener)) {
			return int(w[1] - '0'), i + 1, true // "Q1 2024", but not an "Audi Q3"
		}
		return 0, i, false
	}
	n = Ordinals[r.Word(i)]
	if n > 4 {
		return 0, i, false
	}
	j := i + 1
	hyphen = r.In(j, class.Hyphen)
	for r.In(j, class.Hyphen, class.Fiscal) {
		j++
	}
	if n == 0 || !r.In(j, class.Quarter) {
		return 0, i, false
	}
	return n, j + 1, hyphen
}

// Reach of QuarterSaid in sentences. It is shorter for "a year earlier" alone, which may soon
// refer to another year.
const Near, Far = 3, 5

// QuarterSaid returns the latest quarter mentioned within reach sentences before token i,
// against which "the year-ago period" and "a year earlier" are measured; 0 if there is none.
//
// Source: company reports, which compare every figure with the same quarter of the year
// before.
func (r *Calendar) QuarterSaid(i int, reach int32) (y, n int) {
	for k := len(r.Doc.Times) - 1; k >= 0; k-- {
		t := &r.Doc.Times[k]
		if r.Doc.Tokens[i].Sentence-r.Doc.Tokens[t.FirstToken].Sentence > reach {
			break
		}
		if v := t.Value; len(v) == 7 && v[4:6] == "-Q" {
			if at, ok := Atoi(v[:4]); ok && at > y {
				y, n = at, int(v[6]-'0')
			}
		}
	}
	return y, n
}

// PeriodOf parses the quarter or period of a year whose words end before token i:
// "(year-earlier) third quarter", "(1988) period", "(last year's) quarter".
func (r *Calendar) PeriodOf(i, year int) (value string, end int, ok bool) {
	if r.In(i, class.Fiscal) {
		i++
	}
	if n, end, _ := r.NthQuarter(i); n > 0 {
		return QuarterValue(year, n), end, true
	}
	if !r.In(i, class.Quarter, class.Period) || year == 0 {
		return "", i, false
	}
	if _, n := r.QuarterSaid(i, Far); n > 0 {
		return QuarterValue(year, n), i + 1, true
	}
	return Date{Y: year}.String(), i + 1, true
}

// YearAfter parses "of 1998" or "1998" after an expression.
func (r *Calendar) YearAfter(i int) (year, end int) {
	j := i
	if r.In(j, class.Of, class.Comma) {
		j++
	}
	if r.In(j, class.Fiscal) {
		j++
	}
	if y, ok := r.YearNumber(j); ok {
		return y, j + 1
	}
	if y, end, ok := r.SaidYear(i); ok {
		return y, end
	}
	return 0, i
}

// DayNamed returns the last day, month or year mentioned shortly before token i.
func (r *Calendar) DayNamed(i int) (Date, bool) {
	const reach = 3 // sentences
	for k := len(r.Doc.Times) - 1; k >= 0; k-- {
		t := &r.Doc.Times[k]
		if r.Doc.Tokens[i].Sentence-r.Doc.Tokens[t.FirstToken].Sentence > reach {
			break
		}
		if at, ok := ParseDay(t.Value); ok && (t.Type == doc.Date || t.Type == doc.Clock) {
			return at, true
		}
	}
	return Date{}, false
}

// SeenFrom returns the calendar with another reference day.
func (r *Calendar) SeenFrom(day Date) *Calendar {
	then := *r
	then.Day = day
	return &then
}

// UnitValue returns the value of the week, month, quarter or year that is shift units from the
// report's.
func (r *Calendar) UnitValue(u Unit, shift int) string {
	t := r.Day
	switch {
	case t.Y == 0:
		return map[string]string{"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX",
			"CE": "XX", "WE": "XXXX-WXX-WE", "F": "XXXX-WXX"}[u.Letter]
	case u.Letter == "Y":
		return fmt.Sprintf("%04d", t.Y+shift)
	case u.Letter == "DE":
		return fmt.Sprintf("%03d", t.Y/10+shift)
	case u.Letter == "CE":
		return fmt.Sprintf("%02d", t.Y/100+shift)
	case t.M == 0:
		return fmt.Sprintf("%04d", t.Y)
	case u.Letter == "M":
		return t.PlusMonths(shift).String()
	case u.Letter == "Q":
		k := t.Y*4 + (t.M-1)/3 + shift
		return fmt.Sprintf("%04d-Q%d", k/4, k%4+1)
	case t.D == 0:
		return t.String()
	case u.Letter == "D":
		return t.Plus(shift).String()
	case u.Letter == "F":
		return t.Plus(14 * shift).WeekValue()
	case u.Letter == "WE":
		return t.Plus(7*shift).WeekValue() + "-WE"
	default:
		return t.Plus(7 * shift).WeekValue()
	}
}

// WeekShift is how many weeks what is said at token i lies from the report's. On a Sunday "last week" is the one
// that ends that day, and "this week", said of what is to come, the one that begins.
//
// Source: ours; of 64 weeks in annotated reports of a Sunday (train/annotations/news.jsonl) 49 are right so, 20
// without.
func (r *Calendar) WeekShift(i, shift int) int {
	if r.Day.Known() && r.Day.Weekday() == 7 && (r.In(i, class.Last) || r.In(i, class.This) && r.Future(i)) {
		return shift + 1
	}
	return shift
}

// WeekendShift is the shift of a weekend: on the first two days of a week "this weekend", with what was done then, is
// the one before.
func (r *Calendar) WeekendShift(i, shift int) int {
	if r.Day.Known() && r.Day.Weekday() <= 2 && r.In(i, class.This) && r.DoneBefore(i) &&
		!r.In(i+2, class.Genitive) {
		return shift - 1
	}
	return shift
}

// Apart returns the day, week, month or year n units away, only as precise as stated: "a year
// ago" is a year, "three days ago" a day.
func (r *Calendar) Apart(u Unit, n int) string {
	if r.Day.Known() && u.Letter == "W" {
		return r.Day.Plus(7 * n).WeekValue()
	}
	if r.Day.Known() && u.Letter == "M" {
		return r.Day.PlusMonths(n).String()
	}
	if u.Letter == "DE" && r.Day.Y > 0 {
		return fmt.Sprintf("%04d", r.Day.Y+10*n)
	}
	return r.UnitValue(u, n)
}

// SeasonYear returns the year of "last summer", "this fall", "next spring".
func (r *Calendar) SeasonYear(season string, shift int) int {
	if r.Day.Y == 0 {
		return 0
	}
	ends := map[string]int{"spring": 5, "summer": 8, "autumn": 11, "fall": 11, "winter": 2}[season]
	switch {
	case shift < 0 && ends >= r.Day.M:
		return r.Day.Y - 1
	case shift > 0 && ends <= r.Day.M:
		return r.Day.Y + 1
	}
	return r.Day.Y
}

// RangeYear returns the year at the end of a range that extends from the day before token end
// into another month: "June 28 to July 3, 2019", "28 June-3 July 2019".
func (r *Calendar) RangeYear(end int, from Date) (int, bool) {
	if !r.RangeMark(end) {
		return 0, false
	}
	month, day := end+1, end+2
	if r.Day31(end + 1) {
		month, day = day, month
	}
	m, ok := r.IsMonth(month)
	if !ok || !r.Day31(day) {
		return 0, false
	}
	y, _, ok := r.DayYear(end + 3)
	if m < from.M {
		y-- // "December 30 to January 2, 2020"
	}
	return y, ok
}

// RangeMonthYear returns the year of the first month in a range of months, from the year after
// the last: "Aug-Sept 2018", "from November to March 2020".
func (r *Calendar) RangeMonthYear(end, m int) (int, bool) {
	if !r.RangeMark(end) {
		return 0, false
	}
	last, ok := r.IsMonth(end + 1)
	if !ok {
		return 0, false
	}
	y, ok := r.YearNumber(end + 2)
	if last < m {
		y--
	}
	return y, ok
}
