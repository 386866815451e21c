package timex

import (
	"testing"
)

// TestHolidays checks the computed holidays against published calendars.
func TestHolidays(t *testing.T) {
	for y, want := range map[int]string{1961: "1961-04-02", 2000: "2000-04-23", 2019: "2019-04-21", 2024: "2024-03-31",
		2038: "2038-04-25"} {
		if got := easter(y).String(); got != want {
			t.Errorf("Easter %d is %s, want %s", y, got, want)
		}
	}
	for y, want := range map[int]string{1999: "1999-11-25", 2020: "2020-11-26", 2024: "2024-11-28"} {
		if got := thanksgiving(y).String(); got != want {
			t.Errorf("Thanksgiving %d is %s, want %s", y, got, want)
		}
	}
}

// TestRulesFitTheirSet checks that every rule has a bit in a ruleSet.
func TestRulesFitTheirSet(t *testing.T) {
	if len(rules) > 64 {
		t.Errorf("%d rules in a set of 64", len(rules))
	}
}
