package isoweek

import (
	"testing"
	"time"
)

// TestDays reads weeks and weekends, the first of a year among them, and refuses the rest.
func TestDays(t *testing.T) {
	for value, want := range map[string][2]string{
		"2019-W34":    {"2019-08-19", "2019-08-25"},
		"2019-W34-WE": {"2019-08-24", "2019-08-25"},
		"2031-W01":    {"2030-12-30", "2031-01-05"},
		"2020-W53":    {"2020-12-28", "2021-01-03"},
		"2019-W00":    {},
		"2019-W54":    {},
		"2019-Wxx":    {},
		"20xx-W34":    {},
		"2019-W3":     {},
		"2019-08":     {},
		"-WE":         {},
		"":            {},
	} {
		first, last, ok := Days(value)
		got := [2]string{}
		if ok {
			got = [2]string{first.Format(time.DateOnly), last.Format(time.DateOnly)}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", value, got, want)
		}
	}
}
