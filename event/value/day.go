package value

import (
	"strconv"
	"strings"
	"time"

	"readout/doc"
	"readout/event/days"
	"readout/event/phrase"
	"readout/event/words"
	"readout/record"
)

// date is the TIMEX3 value of the day, days, month or year that a slot names, "" where
// it names none.
func date(x phrase.Text, s doc.Range, status string) string {
	var found []*doc.Time
	for t := s.First; t < s.End; t++ {
		if day := dayAt(x, t); day != nil && (len(found) == 0 || found[len(found)-1] != day) {
			found = append(found, day)
		}
	}
	if len(found) == 0 {
		return ""
	}
	first := facing(x, found[0], status)
	if strings.Contains(first, "/") {
		return first
	}
	if len(found) > 1 && x.HasIn(found[0].EndToken, found[1].FirstToken, words.Range) { // "late May or early June"
		if last := facing(x, found[1], status); len(last) == len(first) && last > first {
			return first + "/" + last
		}
	}
	if last := between(x, found[0], status); len(last) == len(first) && last > first {
		return first + "/" + last
	}
	if last := untilDay(x, found[0], s, first); last != "" {
		return first + "/" + last
	}
	return first
}

// between is the last of the days of "between May 3 and June 5", where that is the first; "" for other words.
func between(x phrase.Text, day *doc.Time, status string) string {
	t := day.EndToken
	if !x.Is(day.FirstToken-1, words.Between) || !x.Is(t, words.Range) {
		return ""
	}
	last := dayAt(x, t+1)
	if last == nil {
		return ""
	}
	return facing(x, last, status)
}

// dayAt is the expression of a day, month or year over token t, nil where there is none.
func dayAt(x phrase.Text, t int) *doc.Time {
	when := x.TimeAt(t)
	if when == nil || when.Type != doc.Date && when.Type != doc.Clock || len(when.Value) < 4 ||
		when.Value[0] < '0' || when.Value[0] > '9' {
		return nil
	}
	return when
}

// Day is the first day, month or year that words name, nil where they name none.
func Day(x phrase.Text, s doc.Range) *doc.Time {
	for t := s.First; t < s.End; t++ {
		if when := dayAt(x, t); when != nil {
			return when
		}
	}
	return nil
}

// Bound reports whether the day that words name is only one up to which something is to be or was: "by Feb. 27",
// "before [Christmas]", "ahead of Monday", but not "before Monday's vote" nor "before May 3, when they vote", which
// name the day of the vote, nor "before 3 p.m. on Monday". Up to the report's own day there is no other left, and what
// is told of "by 1972" long after is rather of that year.
func Bound(x phrase.Text, s doc.Range) bool {
	day := Day(x, s)
	if day == nil || namesMore(x, day) || days.Day(day.Value) == x.Published ||
		len(day.Value) == len("2006") && day.Value < x.Published {
		return false
	}
	if strings.HasSuffix(day.Mod, "BEFORE") || s.First < day.FirstToken && x.Is(s.First, words.Bound) {
		return true
	}
	t := day.FirstToken - 1
	for t > 0 && (x.UPOS(t) == doc.DET || x.UPOS(t) == doc.ADJ || x.TimeAt(t) != nil ||
		x.Is(t, words.Of) && x.Lemma(t-1, words.Part) || x.Lemma(t, words.Part) && x.Is(t+1, words.Of)) {
		t--
	}
	if day.Type == doc.Clock {
		return x.Is(t, words.By)
	}
	return x.Is(t, words.Bound) || x.Is(t, words.Of) && x.Is(t-1, words.Ahead) ||
		x.Is(t, words.Toward) && x.Is(t-1, words.Prior)
}

// namesMore reports whether the words right behind a day tell what is on it: "Monday's vote", "the 2031 bill",
// "May 3, when they vote".
func namesMore(x phrase.Text, day *doc.Time) bool {
	t := day.EndToken
	if t < len(x.Words) && x.Form(t) == "," {
		t++
	}
	if t >= len(x.Words) || x.SentenceOf(t) != x.SentenceOf(day.FirstToken) {
		return false
	}
	if t > day.EndToken {
		return x.Is(t, words.Back)
	}
	switch x.UPOS(t) {
	case doc.NOUN, doc.ADJ, doc.SYM:
		return true
	case doc.PROPN:
		return x.TimeAt(t) == nil
	}
	return x.Words[t].XPOS == doc.XPOSS || x.Is(t, words.Back)
}

// untilDay is the last day of "May 23-25" and "February 27 and 28", "" where the slot has none.
func untilDay(x phrase.Text, day *doc.Time, s doc.Range, first string) string {
	t := day.EndToken
	if len(first) != len(time.DateOnly) || t+1 >= len(x.Tokens) || t >= s.End || !x.Is(t, words.Range) {
		return ""
	}
	n, err := strconv.Atoi(x.Form(t + 1))
	if err != nil || n < 1 || n > 31 || len(x.Form(t+1)) > 2 {
		return ""
	}
	last := first[:8] + string([]byte{'0' + byte(n/10), '0' + byte(n%10)})
	if _, err := time.Parse(time.DateOnly, last); err != nil || last <= first {
		return ""
	}
	return last
}

// facing is a day's value on the side of the report's own day that the status asks for:
// what is planned for "Friday" lies ahead, what was held then lies behind. Only words
// that leave the side open are turned: a day of the week, a day or month without its year, unless the words before it
// settle the side.
func facing(x phrase.Text, day *doc.Time, status string) string {
	value := days.Weekend(days.Day(day.Value))
	n := min(len(value), len(x.Published))
	if n < len("2006-01") || day.Settled {
		return value
	}
	step := 0
	switch now := x.Published[:n]; {
	case givenUp(status) && value < now && nextIsNearer(x, day, value):
	case value[:n] < now && ahead(status):
		step = 1
	case value[:n] > now && status == record.Held:
		step = -1
	default:
		return value
	}
	rule, _, _ := strings.Cut(day.By, "@")
	switch {
	case rule == "timex/weekday" && step == 0:
		return days.Shift(value, time.DateOnly, 0, 7)
	case rule == "timex/weekday":
		return days.Shift(value, time.DateOnly, 0, 7*step)
	case len(value) == len(time.DateOnly) && yearless(x, day) && days.Far(value, x.Published, time.DateOnly):
		return days.Shift(value, time.DateOnly, step, 0)
	case len(value) == len("2006-01") && yearless(x, day) && days.Far(value, x.Published[:n], "2006-01"):
		return days.Shift(value, "2006-01", step, 0)
	}
	return value
}

// givenUp reports whether a status says that something will not be as planned.
func givenUp(status string) bool { return status == record.Cancelled || status == record.Postponed }

// nextIsNearer reports whether a day of the week that stands before the noun of what was given up is rather the next
// one of its name than the last: "cancelled her [Wednesday] visit", in a report of Tuesday.
func nextIsNearer(x phrase.Text, day *doc.Time, value string) bool {
	end := day.EndToken
	if len(x.Published) < len(time.DateOnly) || end >= len(x.Words) || x.UPOS(end) != doc.NOUN &&
		x.Words[end].XPOS != doc.XPOSS {
		return false
	}
	d, err1 := time.Parse(time.DateOnly, value)
	now, err2 := time.Parse(time.DateOnly, x.Published[:len(time.DateOnly)])
	return err1 == nil && err2 == nil && now.Sub(d) >= 4*24*time.Hour && now.Sub(d) <= 7*24*time.Hour
}

// ahead reports whether a status speaks of a day to come: an old day of what was put off
// or called off may lie on either side.
func ahead(status string) bool {
	return status != record.Held && status != record.Postponed && status != record.Cancelled
}

// yearless reports whether an expression names a month and no year.
func yearless(x phrase.Text, day *doc.Time) bool {
	month := false
	for t := day.FirstToken; t < day.EndToken; t++ {
		if len(x.Form(t)) >= 4 && x.Form(t)[0] >= '0' && x.Form(t)[0] <= '9' {
			return false
		}
		month = month || x.Is(t, words.Month)
		if x.Is(t, words.Relative) {
			return false
		}
	}
	return month
}

// Bars reports whether the day that words name rules a status out: nothing was held on a day to
// come, and nothing is planned for a year gone by, if the year is told. A week is always told from
// the report's own, so that nothing is planned for one gone by either.
func Bars(x phrase.Text, s doc.Range, status string) bool {
	when := Day(x, s)
	if when == nil || len(x.Published) < len(time.DateOnly) {
		return false
	}
	value := days.Weekend(days.Day(when.Value))
	if facing(x, when, status) != value {
		return false
	}
	first, last, several := strings.Cut(days.Week(value), "/")
	if !several {
		last = first
	}
	now := func(day string) string { return x.Published[:min(len(day), len(x.Published))] }
	switch status {
	case record.Held:
		return first > now(first)
	case record.Planned, record.Likely, record.Possible, record.Undecided:
		return last < now(last) && (last[:len("2006")] < now("2006") || strings.Contains(when.Value, "-W"))
	}
	return false
}
