package calendar

import (
	"readout/article"
	"readout/timex/class"
)

// SettleDay determines the day of the report: what the caller or the publisher stated, then
// the dateline. A dateline without a year gets the year nearest to the stated date, or else
// one inferred from the article.
func (r *Calendar) SettleDay() {
	a := r.Doc.Article
	given, _ := ParseDay(a.Published)
	r.Day = given
	r.Doc.Published, r.Doc.PublishedFrom = a.Published, a.PublishedFrom
	dl := a.Dateline
	if dl == nil || dl.Month == 0 {
		return
	}
	named := Date{dl.Year, dl.Month, dl.Day}
	from := "dateline"
	if named.Y == 0 {
		switch {
		case given.Y > 0:
			named.Y = nearestYear(named, given)
		default:
			named.Y, from = r.inferYear(dl), "inferred"
		}
	}
	if named.Y == 0 {
		return
	}
	if given.Y == 0 || named.D > 0 && given.D > 0 && abs(named.Serial()-given.Serial()) <= sameReport {
		r.Day = named // relative days count from where the report was written
	}
	if a.Published == "" {
		r.Doc.Published, r.Doc.PublishedFrom = named.String(), from
	}
}

// sameReport is the maximum number of days between a dateline and its publication; beyond it,
// the dateline belongs to another report.
const sameReport = 3

// ParseDay parses the date of "2021-05-26" or of an RFC 3339 time; coarser values leave parts
// zero.
func ParseDay(s string) (Date, bool) {
	var t Date
	if len(s) < 4 {
		return t, false
	}
	t.Y, _ = Atoi(s[:4])
	if len(s) >= 7 && s[4] == '-' {
		t.M, _ = Atoi(s[5:7])
	}
	if len(s) >= 10 && s[7] == '-' {
		t.D, _ = Atoi(s[8:10])
	}
	if t.M > 12 || t.D > 31 {
		return Date{}, false
	}
	return t, t.Y > 0
}

// nearestYear returns the year that puts a month and day nearest to a known day.
func nearestYear(t, to Date) int {
	best, bestGap := to.Y, 1<<30
	if to.M == 0 {
		return to.Y
	}
	for y := to.Y - 1; y <= to.Y+1; y++ {
		at := Date{y, t.M, max(1, t.D)}
		if gap := abs(at.Serial() - (Date{to.Y, to.M, max(1, to.D)}).Serial()); gap < bestGap {
			best, bestGap = y, gap
		}
	}
	return best
}

// inferYear infers the year of a dateline from the article: the first weekday it mentions is
// the dateline's own, and no past date it mentions is after it. It returns 0 if that does not
// determine a year.
//
// Source: our own, for a wire report of 26 May that never states its year but says "on
// Wednesday" and looks back to January 2020.
func (r *Calendar) inferYear(dl *article.Dateline) int {
	if dl.Day == 0 {
		return 0
	}
	weekday, latest := 0, Date{}
	for s := range r.Doc.Sentences {
		sent := r.Doc.Sentences[s]
		r.First, r.End = sent.FirstToken, sent.EndToken
		for i := sent.FirstToken; i < sent.EndToken; i++ {
			if w, ok := Weekdays[r.Word(i)]; ok && weekday == 0 && r.Doc.Tokens[i].Start >= dl.End &&
				!r.In(i-1, class.Last, class.Next, class.Previous) {
				weekday = w
			}
			if t := r.pastMention(i); t.Y > latest.Y || t.Y == latest.Y && t.M > latest.M {
				latest = t
			}
		}
	}
	if weekday == 0 || latest.Y == 0 {
		return 0
	}
	// Weekdays repeat within six years, leap days within twelve.
	for y := latest.Y; y <= latest.Y+12; y++ {
		at := Date{y, dl.Month, dl.Day}
		if (y > latest.Y || latest.M <= dl.Month) && dl.Day <= DaysIn(y, dl.Month) && at.Weekday() == weekday {
			return y
		}
	}
	return 0
}

// pastMention returns the past year, with its month if any, at token i. Years in the future of
// the sentence do not count.
func (r *Calendar) pastMention(i int) Date {
	y, ok := r.YearNumber(i)
	if !ok || r.Future(i) || r.In(i-1, class.By, class.Before, class.UntilWord) {
		return Date{}
	}
	t := Date{Y: y}
	if m, ok := r.IsMonth(i - 1); ok {
		t.M = m
	} else if m, ok := r.IsMonth(i - 3); ok && r.In(i-1, class.Comma) {
		t.M = m
	}
	return t
}

func abs(n int) int { return max(n, -n) }
