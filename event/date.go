package event

import (
	"strconv"
	"strings"
	"time"

	"readout/doc"
	"readout/event/days"
	"readout/event/words"
	"readout/record"
)

// date is the TIMEX3 value of the day, days, month or year that a slot names, "" where
// it names none.
func (r *reading) date(s *slot) string {
	var found []*doc.Time
	for t := s.First; t < s.End; t++ {
		if x := r.dayAt(t); x != nil && (len(found) == 0 || found[len(found)-1] != x) {
			found = append(found, x)
		}
	}
	if len(found) == 0 {
		return ""
	}
	first := r.facing(found[0], s.status)
	if strings.Contains(first, "/") {
		return first
	}
	if len(found) > 1 && r.ranges(found[0].EndToken, found[1].FirstToken) {
		if last := r.facing(found[1], s.status); len(last) == len(first) && last > first {
			return first + "/" + last
		}
	}
	if last := r.untilDay(found[0], s, first); last != "" {
		return first + "/" + last
	}
	return first
}

// dayAt is the expression of a day, month or year over token t, nil where there is none.
func (r *reading) dayAt(t int) *doc.Time {
	if r.timeAt[t] < 0 {
		return nil
	}
	x := &r.d.Times[r.timeAt[t]]
	if x.Type != doc.Date && x.Type != doc.Clock || len(x.Value) < 4 || x.Value[0] < '0' || x.Value[0] > '9' {
		return nil
	}
	return x
}

// dateOf is the first day, month or year that a slot names, nil where it names none.
func (r *reading) dateOf(s *slot) *doc.Time {
	for t := s.First; t < s.End; t++ {
		if x := r.dayAt(t); x != nil {
			return x
		}
	}
	return nil
}

// ranges reports whether the tokens between two dates join them: "late May or early June".
func (r *reading) ranges(from, to int) bool {
	for t := from; t < to; t++ {
		if r.is(t, words.Range) {
			return true
		}
	}
	return false
}

// untilDay is the last day of "May 23-25" and "February 27 and 28", "" where the slot has none.
func (r *reading) untilDay(x *doc.Time, s *slot, first string) string {
	t := x.EndToken
	if len(first) != len(time.DateOnly) || t+1 >= len(r.d.Tokens) || t >= s.End || !r.is(t, words.Range) {
		return ""
	}
	n, err := strconv.Atoi(r.d.Form(t + 1))
	if err != nil || n < 1 || n > 31 || len(r.d.Form(t+1)) > 2 {
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
// that leave the side open are turned: a day of the week, a day or month without its year.
func (r *reading) facing(x *doc.Time, status string) string {
	value := days.Weekend(days.Day(x.Value))
	n := min(len(value), len(r.d.Published))
	if n < len("2006-01") {
		return value
	}
	step := 0
	switch now := r.d.Published[:n]; {
	case value[:n] < now && ahead(status):
		step = 1
	case value[:n] > now && status == record.Held:
		step = -1
	default:
		return value
	}
	rule, _, _ := strings.Cut(x.By, "@")
	switch {
	case rule == "timex/weekday":
		return days.Shift(value, time.DateOnly, 0, 7*step)
	case len(value) == len(time.DateOnly) && r.yearless(x) && days.Far(value, r.d.Published, time.DateOnly):
		return days.Shift(value, time.DateOnly, step, 0)
	case len(value) == len("2006-01") && r.yearless(x) && days.Far(value, r.d.Published[:n], "2006-01"):
		return days.Shift(value, "2006-01", step, 0)
	}
	return value
}

// ahead reports whether a status speaks of a day to come: an old day of what was put off
// or called off may lie on either side.
func ahead(status string) bool {
	return status != record.Held && status != record.Postponed && status != record.Cancelled
}

// yearless reports whether an expression names a month and no year.
func (r *reading) yearless(x *doc.Time) bool {
	month := false
	for t := x.FirstToken; t < x.EndToken; t++ {
		if len(r.d.Form(t)) >= 4 && r.d.Form(t)[0] >= '0' && r.d.Form(t)[0] <= '9' {
			return false
		}
		month = month || r.is(t, words.Month)
		if r.is(t, words.Relative) {
			return false
		}
	}
	return month
}
