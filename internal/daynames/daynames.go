// Package daynames knows what months and days of the week are called.
//
// In come words in any case; out go numbers, 1 for January and for Monday. It refuses
// nothing: a word that is no name is 0.
//
// The one idea: all who read dates read the same names, from one table, names.tsv.
package daynames

import (
	_ "embed"
	"maps"
	"strconv"
	"strings"
)

//go:embed names.tsv
var table string

// names are the forms of the months or of the days, with their numbers.
type names struct {
	running map[string]int // as they stand in running text
	any     map[string]int // the same, without the points
	full    map[string]int // none that is shortened
}

var (
	months = read(table, "month")
	days   = read(table, "day")
)

// read reads the lines of one kind.
func read(table, kind string) names {
	n := names{map[string]int{}, map[string]int{}, map[string]int{}}
	for line := range strings.Lines(table) {
		fields := strings.Split(strings.TrimSpace(line), "\t")
		if fields[0] != kind || len(fields) < 3 {
			continue
		}
		number, err := strconv.Atoi(fields[1])
		if err != nil {
			continue
		}
		n.full[fields[2]] = number
		for _, column := range fields[2:] {
			for form := range strings.FieldsSeq(column) {
				n.running[form] = number
				n.any[strings.TrimSuffix(form, ".")] = number
			}
		}
	}
	return n
}

// Months are the names in running text, in lower case: "january", "jan.", "jan". "May" and
// "march" are also verbs.
func Months() map[string]int { return maps.Clone(months.running) }

// Weekdays are those of the days: "monday", "mon.".
func Weekdays() map[string]int { return maps.Clone(days.running) }

// Month is the month that a word names where only a month can stand: "January", "jan", "Jan.".
func Month(word string) int { return months.any[strings.ToLower(strings.TrimSuffix(word, "."))] }

// Weekday is the day of the week whose whole name a word is.
func Weekday(word string) int { return days.full[strings.ToLower(word)] }

// InDate reports whether a word in lower case is a month or a day of the week, shortened or
// not, but without a point.
func InDate(low string) bool {
	return months.any[low] > 0 || days.any[low] > 0
}
