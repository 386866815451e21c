// Package daterange reads the days that a TIMEX3 date may mean.
package daterange

import (
	"strings"
	"time"

	"readout/internal/isoweek"
	"readout/store"
)

// Range is the first and the last day of a date, both included; zeros where it names
// no day.
type Range struct{ From, To store.Day }

// Exact reports whether a range is one day.
func (r Range) Exact() bool { return r.From > 0 && r.From == r.To }

// Meets reports whether two ranges have a day in common.
func (r Range) Meets(o Range) bool { return r.From <= o.To && o.From <= r.To }

// Apart is how many days lie between two ranges, 0 where they meet.
func (r Range) Apart(o Range) int {
	return max(0, int(r.From-o.To), int(o.From-r.To))
}

// Within reports whether a range lies in another.
func (r Range) Within(o Range) bool { return r.From >= o.From && r.To <= o.To }

// seasons are the months in which the seasons of TIMEX3 lie, on the northern half.
var seasons = map[string][2]string{"SP": {"-03", "-05"}, "SU": {"-06", "-08"}, "FA": {"-09", "-11"},
	"WI": {"-12", "-12"}}

// Valid reports whether a value is wholly a date that Of reads: of what people write, not every word that
// begins like a date.
func Valid(value string) bool {
	first, last, two := strings.Cut(value, "/")
	if two {
		return one(first) && one(last) && Of(last).To >= Of(first).From
	}
	return one(value)
}

// one reports whether a value is a date that is not two with a stroke between.
func one(value string) bool {
	if _, err := time.Parse("2006-01-02T15:04", value); err != nil && len(value) > len(time.DateOnly) {
		_, _, week := isoweek.Days(value) // of a weekend
		return week
	}
	return Of(value).From > 0
}

// Of reads a TIMEX3 date: a day, an ISO week or its weekend, a season, a month, a year, or two
// of them with a stroke between.
func Of(value string) Range {
	if first, last, ok := strings.Cut(value, "/"); ok {
		f, l := Of(first), Of(last)
		if f.From > 0 && l.To >= f.From {
			return Range{f.From, l.To}
		}
		return f
	}
	if first, last, ok := isoweek.Days(value); ok {
		return Range{store.DayOf(first.Format(time.DateOnly)), store.DayOf(last.Format(time.DateOnly))}
	}
	if len(value) > 10 {
		value = value[:10]
	}
	if len(value) == 7 {
		if s, ok := seasons[value[5:]]; ok {
			return Range{Of(value[:4] + s[0]).From, Of(value[:4] + s[1]).To}
		}
	}
	from := store.DayOf(value)
	if from == 0 {
		return Range{}
	}
	if end := store.EndOf(value); len(value) < 10 && len(end) == len(value) {
		return Range{from, store.DayOf(end) - 1}
	}
	return Range{from, from}
}
