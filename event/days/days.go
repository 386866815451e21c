// Package days calculates with days, months and weekends as TIMEX3 writes them: "2021-06-16", "2021-06", "2021-W24-WE".
package days

import (
	"strings"
	"time"

	"readout/internal/isoweek"
)

// Day is the day of a value, without its hour.
func Day(value string) string {
	if i := strings.IndexByte(value, 'T'); i > 0 {
		return value[:i]
	}
	return value
}

// Weekend is the Saturday and Sunday of a value such as "2019-W34-WE", and any other value itself.
func Weekend(value string) string {
	if !strings.HasSuffix(value, "-WE") {
		return value
	}
	return Week(value)
}

// Week gives a week or weekend its first and last day, "2019-W34" as "2019-08-19/2019-08-25"; any other value stays.
func Week(value string) string {
	first, last, ok := isoweek.Days(value)
	if !ok {
		return value
	}
	return first.Format(time.DateOnly) + "/" + last.Format(time.DateOnly)
}

// Shift moves a value of a layout by years and days; what is no such value stays.
func Shift(value, layout string, years, days int) string {
	t, err := time.Parse(layout, value)
	if err != nil {
		return value
	}
	return t.AddDate(years, 0, days).Format(layout)
}

// Far reports whether two values lie a season or more apart: a plan for a day some weeks ago is a plan of then.
func Far(x, y, layout string) bool {
	a, err1 := time.Parse(layout, x)
	b, err2 := time.Parse(layout, y[:min(len(y), len(layout))])
	return err1 == nil && err2 == nil && a.Sub(b).Abs() > 90*24*time.Hour
}

// Near reports whether two values may be days of one event that goes on over night: no two days of which one is more
// than a day after the other.
func Near(x, y string) bool {
	a, err1 := time.Parse(time.DateOnly, x)
	b, err2 := time.Parse(time.DateOnly, y)
	return err1 != nil || err2 != nil || a.Sub(b).Abs() <= 24*time.Hour
}

// Exact reports whether a value is a day.
func Exact(value string) bool {
	_, err := time.Parse(time.DateOnly, Day(value))
	return err == nil
}
