package calendar

import (
	"testing"

	"readout/doc"
)

// TestAhead checks which words before a day put it ahead of the report whatever the tense, and which leave it in a past
// that is over.
func TestAhead(t *testing.T) {
	for _, c := range []struct {
		s, tags string
		want    bool
	}{
		{"The fair was postponed to ^Friday", "_ NN VBD VBN", true},
		{"The fair had been postponed to ^Friday", "_ NN VBD VBN VBN", false},
		{"The fair was promised to ^Friday", "_ NN VBD VBN", false},
		{"They moved the fair to early ^May", "_ VBD", true},
		{"They put the fair off to ^May", "_ VBD", true},
		{"They put the fair to ^May", "_ VBD", false},
		{"They moved , and went to ^May", "_ VBD _ _ VBD", false},
		{"The fair is shut until ^May", "_ NN VBZ VBN", true},
		{"The fair was shut until ^May", "_ NN VBD VBN", true},
		{"The fair had been shut until ^May", "_ NN VBD VBN VBN", false},
		{"He was head until ^May", "_ VBD NN", false},
		{"He did not know till ^May", "_ VBD RB VB", false},
		{"Until ^May he led it", "_ _ _ VBD", false},
		{"Until ^May it will stay", "_ _ _ _ VB", true},
		{"Shut until ^May", "VBN", true},
		{"They must stay until ^May , he added", "_ MD VB _ _ _ _ VBD", true},
		{"They stay until ^May , he added", "_ VBZ _ _ _ _ VBD", true},
		{"They agreed to sell it by ^May", "_ VBD _ VB", true},
		{"They sold it by ^May", "_ VBD", false},
		{"It was sold by ^May", "_ VBD VBN", false},
		{"It must be sold by mid - ^May", "_ _ _ VBN", true},
		{"By ^May they sold it", "_ _ _ VBD", false},
		{"By ^May", "_", true},
		{"They met in ^May", "_ VBD", false},
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-01")
		if got := r.Ahead(i); got != c.want {
			t.Errorf("%s: ahead: %v", c.s, got)
		}
	}
}

// TestYearsAhead checks the years of months and days that such words point to, from the report or another day.
func TestYearsAhead(t *testing.T) {
	for _, c := range []struct {
		s, tags string
		m       int
		want    int
	}{
		{"Fair postponed to ^November", "NN VBN", 11, 2024},
		{"Fair held in ^November", "NN VBN", 11, 2023},
		{"Fair postponed until ^March", "NN VBN", 3, 2025},
		{"The fair was moved to ^March", "_ NN VBD VBN", 3, 2025},
		{"The fair had been moved to ^March", "_ NN VBD VBN VBN", 3, 2024},
		{"He was head until ^March", "_ VBD NN", 3, 2024},
		{"He worked until ^March", "_ VBD", 3, 2024}, // the nearest
		{"They agreed to sell by ^March", "_ VBD _ VB", 3, 2025},
		{"They sold it by ^March", "_ VBD", 3, 2024},
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-01")
		if got := r.MonthYear(i, c.m); got != c.want {
			t.Errorf("%s: year %d, want %d", c.s, got, c.want)
		}
	}
	for _, c := range []struct {
		s, tags string
		t       Date
		want    int
	}{
		{"It was shut until ^May 3", "_ VBD VBN", Date{M: 5, D: 3}, 2024}, // a month ago is nearer than next year
		{"It was shut until ^March 3", "_ VBD VBN", Date{M: 3, D: 3}, 2025},
		{"It had been shut until ^March 3", "_ VBD VBN VBN", Date{M: 3, D: 3}, 2024},
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-01")
		if got := r.YearFor(i, c.t); got != c.want {
			t.Errorf("%s: year %d, want %d", c.s, got, c.want)
		}
	}
}

// TestVerbBehindDay checks that a past form right behind a day is the clause's verb, and a present form before it a
// noun.
func TestVerbBehindDay(t *testing.T) {
	for _, c := range []struct {
		s, tags string
		want    bool
	}{
		{"A fire at the works on ^Monday night hurt two", "_ NN _ _ VBZ _ _ NN VBD", false},
		{"A fire at the works on ^Monday hurt two", "_ NN _ _ VBZ _ _ VBD", false},
		{"The fair opens on ^Monday night , he added", "_ NN VBZ _ _ NN _ _ VBD", true},
		{"The fair that opens on ^Monday drew many", "_ NN _ VBZ _ _ VBD", true},
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-05")
		if got := r.Future(i); got != c.want {
			t.Errorf("%s: looks ahead: %v", c.s, got)
		}
	}
}

// TestWeekdayYear checks which year a weekday tells: the nearest in which it agrees, unless the verb looks the other
// way or the day is so near that the weekday is a slip.
func TestWeekdayYear(t *testing.T) {
	for _, c := range []struct {
		s, tags string
		weekday string
		t       Date
		want    int
	}{
		{"The fair of ^Monday 8 July drew few", "_ NN _ NNP _ NNP VBD", "monday", Date{2024, 7, 8}, 2024},     // a Monday
		{"The fair of ^Saturday 8 July drew few", "_ NN _ NNP _ NNP VBD", "saturday", Date{2024, 7, 8}, 2023}, // one in 2023
		{"The fair will be on ^Tuesday 8 July", "_ NN MD VB _ NNP", "tuesday", Date{2024, 7, 8}, 2025},
		{"The fair of ^Friday 8 June drew few", "_ NN _ NNP _ NNP VBD", "friday", Date{2024, 6, 8}, 2024}, // a slip
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-01")
		if got := r.WeekdayYear(i, Weekdays[c.weekday], c.t); got != c.want {
			t.Errorf("%s: %d, want %d", c.s, got, c.want)
		}
	}
}

// TestMoved checks the years of days that the text counts from the day on which something was to be before.
func TestMoved(t *testing.T) {
	for _, c := range []struct {
		s, tags string
		from    string // the value of the day before
		at, end int    // its tokens
		m, want int
	}{
		{"The fair was moved from May 2023 to ^July", "_ NN VBD VBN _ NNP _ _ NNP", "2023-05", 5, 7, 7, 2023},
		{"The fair was moved from November 2023 to ^March", "_ NN VBD VBN _ NNP _ _ NNP", "2023-11", 5, 7, 3, 2024},
		{"The fair was moved from November 2023 to ^October", "_ NN VBD VBN _ NNP _ _ NNP", "2023-11", 5, 7, 10, 2023},
		{"They met from May 2023 to ^July", "_ VBD _ NNP _ _ NNP", "2023-05", 3, 5, 7, 2023},
	} {
		r, i := tagged(t, c.s, c.tags, "2024-06-01")
		r.Doc.Times = []doc.Time{{FirstToken: c.at, EndToken: c.end, Value: c.from, Type: doc.Date}}
		if got := r.MonthYear(i, c.m); got != c.want {
			t.Errorf("%s: %d, want %d", c.s, got, c.want)
		}
	}
	for s, want := range map[string]bool{
		"The fair was moved from ^May to July": true, "The fair ran from ^May to July": false,
	} {
		if r, i := tagged(t, s, "_ NN VBD VBN _ NNP", "2024-06-01"); r.PutOffFrom(i) != want {
			t.Errorf("%s: put off from it: %v", s, !want)
		}
	}
}

// TestWeekShift checks the weeks that a report of a Sunday counts: "last week" ends that day.
func TestWeekShift(t *testing.T) {
	for _, c := range []struct {
		s, tags, day string
		shift, want  int
	}{
		{"They met ^last week", "_ VBD", "2024-06-02", -1, 0}, {"They met ^last week", "_ VBD", "2024-06-03", -1, -1},
		{"They will meet ^this week", "_ MD VB", "2024-06-02", 0, 1}, {"They met ^this week", "_ VBD", "2024-06-02", 0, 0},
	} {
		r, i := tagged(t, c.s, c.tags, c.day)
		if got := r.WeekShift(i, c.shift); got != c.want {
			t.Errorf("%s on %s: %d, want %d", c.s, c.day, got, c.want)
		}
	}
}

// TestWeekendShift: early in a week "this weekend" is the last one for what was done then.
func TestWeekendShift(t *testing.T) {
	for _, c := range []struct {
		s, tags, day string
		want         int
	}{
		{"It was released ^this weekend", "_ VBD VBN", "2024-06-03", -1},
		{"It opened ^this weekend", "_ VBD", "2024-06-04", -1}, {"It opened ^this weekend", "_ VBD", "2024-06-05", 0},
		{"It will open ^this weekend", "_ MD VB", "2024-06-03", 0}, {"He said ^this weekend it", "_ VBD", "2024-06-03", 0},
		{"They praised ^this weekend's fair", "_ VBD _ NN", "2024-06-03", 0}, {"^This weekend it", "_", "2024-06-03", 0},
	} {
		r, i := tagged(t, c.s, c.tags, c.day)
		if got := r.WeekendShift(i, 0); got != c.want {
			t.Errorf("%s on %s: %d, want %d", c.s, c.day, got, c.want)
		}
	}
}
