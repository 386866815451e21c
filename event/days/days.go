// Package days calculates with days, months and weekends as TIMEX3 writes them: "2021-06-16", "2021-06", "2021-W24-WE".
package days

import (
	"strconv"
	"strings"
	"time"
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
	week, ok := strings.CutSuffix(value, "-WE")
	if !ok {
		return value
	}
	monday, ok := mondayOf(week)
	if !ok {
		return value
	}
	return monday.AddDate(0, 0, 5).Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
}

// mondayOf is the first day of a week such as "2019-W34".
func mondayOf(week string) (monday time.Time, ok bool) {
	if len(week) != len("2019-W34") || week[4:6] != "-W" {
		return time.Time{}, false
	}
	year, err1 := strconv.Atoi(week[:4])
	n, err2 := strconv.Atoi(week[6:])
	if err1 != nil || err2 != nil {
		return time.Time{}, false
	}
	fourth := time.Date(year, time.January, 4, 0, 0, 0, 0, time.UTC) // in week 1, by ISO 8601
	return fourth.AddDate(0, 0, 7*(n-1)-(int(fourth.Weekday())+6)%7), true
}

// Week gives a week its first and last day, "2019-W34" as "2019-08-19/2019-08-25"; any other value stays.
func Week(value string) string {
	monday, ok := mondayOf(value)
	if !ok {
		return value
	}
	return monday.Format(time.DateOnly) + "/" + monday.AddDate(0, 0, 6).Format(time.DateOnly)
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
