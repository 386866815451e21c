package timex

import (
	"readout/article"
	"readout/timex/class"
)

// settleDay works out the day of the report. What a person or the publisher said
// comes first, then the dateline; a dateline without a year gets the year that
// the article itself settles.
func (r *calendar) settleDay() {
	a := r.d.Article
	given, _ := parseDay(a.Published)
	r.day = given
	r.d.Published, r.d.PublishedFrom = a.Published, a.PublishedFrom
	dl := a.Dateline
	if dl == nil || dl.Month == 0 {
		return
	}
	named := date{dl.Year, dl.Month, dl.Day}
	from := "dateline"
	if named.y == 0 {
		switch {
		case given.y > 0:
			named.y = nearestYear(named, given)
		default:
			named.y, from = r.inferYear(dl), "inferred"
		}
	}
	if named.y == 0 {
		return
	}
	if given.y == 0 || named.d > 0 && given.d > 0 && abs(named.serial()-given.serial()) <= sameReport {
		r.day = named // relative days count from where the report was written
	}
	if a.Published == "" {
		r.d.Published, r.d.PublishedFrom = named.String(), from
	}
}

// sameReport is how many days may lie between a dateline and its publication: more
// and the dateline is another report's.
const sameReport = 3

// parseDay reads the day of "2021-05-26" or of an RFC 3339 time; coarser values
// give what they have.
func parseDay(s string) (date, bool) {
	var t date
	if len(s) < 4 {
		return t, false
	}
	t.y, _ = atoi(s[:4])
	if len(s) >= 7 && s[4] == '-' {
		t.m, _ = atoi(s[5:7])
	}
	if len(s) >= 10 && s[7] == '-' {
		t.d, _ = atoi(s[8:10])
	}
	if t.m > 12 || t.d > 31 {
		return date{}, false
	}
	return t, t.y > 0
}

// nearestYear is the year that puts a month and day nearest to a known day.
func nearestYear(t, to date) int {
	best, bestGap := to.y, 1<<30
	if to.m == 0 {
		return to.y
	}
	for y := to.y - 1; y <= to.y+1; y++ {
		at := date{y, t.m, max(1, t.d)}
		if gap := abs(at.serial() - (date{to.y, to.m, max(1, to.d)}).serial()); gap < bestGap {
			best, bestGap = y, gap
		}
	}
	return best
}

// inferYear is the year of a dateline's day from what the article says: the
// weekday its first report of speech names is the dateline's own day, and no past
// date it mentions may lie ahead of it. 0 where nothing settles it.
//
// Source: ours; forced by a wire report of 26 May that never writes its year but
// was told "on Wednesday" and looks back to January 2020.
func (r *calendar) inferYear(dl *article.Dateline) int {
	if dl.Day == 0 {
		return 0
	}
	weekday, latest := 0, date{}
	for s := range r.d.Sentences {
		sent := r.d.Sentences[s]
		r.first, r.end = sent.FirstToken, sent.EndToken
		for i := sent.FirstToken; i < sent.EndToken; i++ {
			if w, ok := weekdays[r.word(i)]; ok && weekday == 0 && r.d.Tokens[i].Start >= dl.End &&
				!r.in(i-1, class.Last, class.Next, class.Previous) {
				weekday = w
			}
			if t := r.pastMention(i); t.y > latest.y || t.y == latest.y && t.m > latest.m {
				latest = t
			}
		}
	}
	if weekday == 0 || latest.y == 0 {
		return 0
	}
	// The calendar repeats within six years, leap days within twelve.
	for y := latest.y; y <= latest.y+12; y++ {
		at := date{y, dl.Month, dl.Day}
		if (y > latest.y || latest.m <= dl.Month) && dl.Day <= daysIn(y, dl.Month) && at.weekday() == weekday {
			return y
		}
	}
	return 0
}

// pastMention is the year, with its month if it has one, that token i names as
// past. Years that the sentence puts ahead do not count.
func (r *calendar) pastMention(i int) date {
	y, ok := r.yearNumber(i)
	if !ok || r.future(i) || r.in(i-1, class.By, class.Before, class.UntilWord) {
		return date{}
	}
	t := date{y: y}
	if m, ok := r.isMonth(i - 1); ok {
		t.m = m
	} else if m, ok := r.isMonth(i - 3); ok && r.in(i-1, class.Comma) {
		t.m = m
	}
	return t
}

func abs(n int) int { return max(n, -n) }
