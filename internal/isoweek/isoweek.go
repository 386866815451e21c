// Package isoweek reads weeks as TIMEX3 writes them.
//
// In comes a value such as "2019-W34" or "2019-W34-WE"; out go its days. It refuses every other value.
//
// The one idea: the reader and the ledger count weeks in one way.
package isoweek

import (
	"strconv"
	"strings"
	"time"
)

// Days returns the first and the last day of a week, or of its weekend. It reports false for any other value.
//
// Source: ISO 8601, where 4 January is in week 1.
func Days(value string) (first, last time.Time, ok bool) {
	week, weekend := strings.CutSuffix(value, "-WE")
	year, number, ok := strings.Cut(week, "-W")
	y, err1 := strconv.Atoi(year)
	n, err2 := strconv.Atoi(number)
	if !ok || err1 != nil || err2 != nil || n < 1 || n > 53 || len(week) != len("2019-W34") {
		return first, last, false
	}
	fourth := time.Date(y, time.January, 4, 0, 0, 0, 0, time.UTC)
	monday := fourth.AddDate(0, 0, 7*(n-1)-(int(fourth.Weekday())+6)%7)
	if first = monday; weekend {
		first = monday.AddDate(0, 0, 5)
	}
	return first, monday.AddDate(0, 0, 6), true
}
