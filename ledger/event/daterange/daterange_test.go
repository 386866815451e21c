package daterange

import (
	"testing"

	"readout/store"
)

// TestOf reads every kind of date, and what is none.
func TestOf(t *testing.T) {
	for value, want := range map[string][2]string{
		"2031-03-28":            {"2031-03-28", "2031-03-28"},
		"2031-03-28T19:30":      {"2031-03-28", "2031-03-28"},
		"2031-02":               {"2031-02-01", "2031-02-28"},
		"2032-02":               {"2032-02-01", "2032-02-29"},
		"2031":                  {"2031-01-01", "2031-12-31"},
		"2031-SP":               {"2031-03-01", "2031-05-31"},
		"2031-W01":              {"2030-12-30", "2031-01-05"},
		"2031-W01-WE":           {"2031-01-04", "2031-01-05"},
		"2031-03-28/2031-03-30": {"2031-03-28", "2031-03-30"},
		"2031-03/2031-04":       {"2031-03-01", "2031-04-30"},
		"2031-03-28/2031-03-01": {"2031-03-28", "2031-03-28"}, // the end before the start counts as none
		"":                      {},
		"soon":                  {},
		"2031-W54":              {},
	} {
		r := Of(value)
		if want := (Range{store.DayOf(want[0]), store.DayOf(want[1])}); r != want {
			t.Errorf("%q is %v to %v, want %v to %v", value, r.From, r.To, want.From, want.To)
		}
	}
}

// TestValid: what a person writes is a date only as a whole, and only if there is such a day.
func TestValid(t *testing.T) {
	for value, want := range map[string]bool{
		"2031-03-28": true, "2031-02-29": false, "2032-02-29": true, "2031-04-31": false,
		"2031-03": true, "2031-13": false, "2031": true, "31": false,
		"2031-W10": true, "2031-W54": false, "2031-W10-WE": true, "2031-SP": true, "2031-XX": false,
		"2031-03-28T19:30": true, "2031-03-28 at noon": false, "2031-03-28T25:30": false,
		"2031-03-28/2031-03-30": true, "2031-03-30/2031-03-28": false, "2031-03-28/": false, "2031-03/2031-04/2031-05": false,
		"28 March": false, "28 March 2031": false, "": false,
	} {
		if Valid(value) != want {
			t.Errorf("%q is a date: %v, want %v", value, !want, want)
		}
	}
}

// TestRelations compares days of March 2031 by the first and the last of each range.
func TestRelations(t *testing.T) {
	for _, c := range []struct {
		x, y   string
		meets  bool
		within bool
		apart  int
	}{
		{"2031-03-05", "2031-03-05", true, true, 0},
		{"2031-03-05", "2031-03", true, true, 0},
		{"2031-03", "2031-03-05", true, false, 0},
		{"2031-03-01/2031-03-05", "2031-03-05/2031-03-09", true, false, 0},
		{"2031-03-01", "2031-03-05", false, false, 4},
		{"2031-03-05", "2031-03-01", false, false, 4},
		{"2031-04", "2031-03-30", false, false, 2},
	} {
		x, y := Of(c.x), Of(c.y)
		if x.Meets(y) != c.meets || x.Within(y) != c.within || x.Apart(y) != c.apart {
			t.Errorf("%s beside %s: meets %v, within %v, %d apart", c.x, c.y, x.Meets(y), x.Within(y), x.Apart(y))
		}
	}
	if !Of("2031-03-05").Exact() || Of("2031-03").Exact() || Of("").Exact() {
		t.Error("only a day is exact")
	}
}
