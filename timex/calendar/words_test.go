package calendar

import (
	"fmt"
	"testing"
)

// TestZones checks words after a clock time that are a time zone, and others.
func TestZones(t *testing.T) {
	for s, want := range map[string]string{
		"at 5 ^local time":            "local",
		"at 5 ^Moscow time":           "Moscow",
		"at 5 ^Eastern Standard time": "Eastern Standard",
		"at 5 ^Hong Kong time":        "Hong Kong",
		"at 5 ^GMT on Monday":         "GMT",
		"at 5 ^(ET) on Monday":        "ET",
		"at 5 ^(ET on Monday)":        "",
		"at 5 ^gmt":                   "", // no name of a zone is written so
		"at 5 ^art fairs":             "",
		"at 5 ^this time":             "",
		"at 5 ^Moscow":                "",
	} {
		r, i := marked(t, s, "")
		if _, got := r.Zone(i); got != want {
			t.Errorf("%s: %q, want %q", s, got, want)
		}
	}
}

// TestMonths checks that months must be capitalised, and that some are people's names.
func TestMonths(t *testing.T) {
	for s, want := range map[string]int{
		"in ^May": 5, "^may": 0, "in ^march": 0, "in ^March": 3, "on ^Sept. 3": 9, "on ^Sep. 3": 9, "in ^Marsh": 0,
	} {
		r, i := marked(t, s, "")
		if m, ok := r.IsMonth(i); ok != (want > 0) || ok && m != want {
			t.Errorf("%s: month %d, %v", s, m, ok)
		}
	}
	for s, want := range map[string]bool{
		"then Augustus ^March said so": true,
		"^April Ryland said so":        true,
		"On Tuesday ^April begins":     false,
		"In ^April Ryland said so":     false,
		"Early ^May was cold":          false,
		"it was ^June":                 false,
		"the ^August meeting":          false,
		"Mara ^December":               false, // nobody is called so
	} {
		r, i := marked(t, s, "")
		if got := r.MonthInName(i); got != want {
			t.Errorf("%s: part of a name: %v", s, got)
		}
	}
}

// TestNumbers checks days of a month, years, and other numbers.
func TestNumbers(t *testing.T) {
	for s, want := range map[string]string{
		"on ^26 May": "26 0", "the ^26th": "26 0", "the ^1st": "1 0", "^31": "31 0", "^32": "0 0", "^0": "0 0",
		"^2016": "0 2016", "^1499": "0 0", "^1500": "0 1500", "^2100": "0 0", "^3016": "0 0", "^two": "0 0",
		"the ^nineteenth": "0 0",
	} {
		r, i := marked(t, s, "")
		day, _ := r.DayNumber(i)
		if !r.Day31(i) {
			day = 0
		}
		year, ok := r.YearNumber(i)
		if !ok {
			year = 0
		}
		if got := fmt.Sprint(day, " ", year); got != want {
			t.Errorf("%s: day and year are %s, want %s", s, got, want)
		}
	}
}

func TestYearsInWords(t *testing.T) {
	for s, want := range map[string]string{
		"^nineteen thirty-nine": "1939 4", "^nineteen thirty nine": "1939 3", "^nineteen ninety": "1990 2",
		"^eighteen twelve": "1812 2", "^nineteen twelve four": "1912 2",
		"^twenty thirty": "0 0", "^nineteen people": "0 0", "^nineteen five": "0 0", "^nineteen hundred": "0 0",
	} {
		r, i := marked(t, s, "")
		if y, end := r.YearWords(i); fmt.Sprint(y, " ", end) != want {
			t.Errorf("%s: year %d to token %d, want %s", s, y, end, want)
		}
	}
}

// TestSpanYears checks two years with a dash between them, and what only looks alike.
func TestSpanYears(t *testing.T) {
	for s, want := range map[string]string{
		"^1939-45": "1939 1945", "^1939-1945": "1939 1945", "^1998-99": "1998 1999", "^1995-15": "1995 2015",
		"^2021-05": "2021 0", "^2021-13": "0 0", "^2005-13": "2005 2013", "^1945-1939": "0 0", "^1939 - 45": "0 0",
		"^1939-456": "0 0", "^2021-05-26": "0 0", "^1939 to 1945": "0 0", "^1939-X5": "0 0",
	} {
		r, i := marked(t, s, "")
		if from, to := r.SpanYears(i); fmt.Sprint(from, " ", to) != want {
			t.Errorf("%s: %d and %d, want %s", s, from, to, want)
		}
	}
}

// TestCounts checks how many units are meant, and by how many tokens.
func TestCounts(t *testing.T) {
	for s, want := range map[string]string{
		"^three days": "1 3 false", "^3 days": "1 3 false", "^a day": "1 1 false", "^an hour": "1 1 false",
		"^a hundred days": "2 100 false", "^two hundred days": "2 200 false", "^several days": "1 0 true",
		"^a couple of days": "3 2 false", "^a few days": "2 2 true", "^couple of days": "2 2 false",
		"^twenty-five days": "3 25 false", "^twenty five days": "2 25 false", "^twenty days": "1 20 false",
		"^12 to 18 months": "3 0 true", "^two or three days": "3 0 true", "^18 to 12 months": "1 18 false",
		"^half a day": "0 0 false", "^days": "0 0 false", "^1,200 days": "1 1200 false",
	} {
		r, i := marked(t, s, "")
		if next, n, vague := r.Count(i); fmt.Sprint(next, " ", n, " ", vague) != want {
			t.Errorf("%s: %d %d %v, want %s", s, next, n, vague, want)
		}
	}
}

// TestWeekdayNames checks weekdays that are part of names, and indefinite ones.
func TestWeekdayNames(t *testing.T) {
	for s, want := range map[string]string{
		"The ^Sunday Times said":   "true false",
		"on ^Sunday Varn said":     "false false",
		"Sheffield ^Wednesday won": "true false",
		"Sheffield ^Tuesday won":   "false false",
		"Black ^Friday sales":      "true false",
		"on a ^Monday, he said":    "false true",
		"one ^Friday in May":       "false true",
		"on ^Monday, he said":      "false false",
		"a ^Monday meeting":        "false false",
	} {
		r, i := marked(t, s, "")
		if got := fmt.Sprint(r.InWeekdayName(i), " ", r.SomeDay(i)); got != want {
			t.Errorf("%s: a name, and any day: %s, want %s", s, got, want)
		}
	}
}

// TestUnits checks that capitalisation inside a paragraph makes a unit a name, and that a unit
// after a price is a rate.
func TestUnits(t *testing.T) {
	for s, want := range map[string]string{
		"for two ^weeks": "W", "a ^decade": "DE", "the ^fortnight": "F", "on 60 ^Minutes": "", "a ^weak": "",
		"^Days pass": "D",
	} {
		r, i := marked(t, s, "")
		if u, _ := r.Unit(i); u.Letter != want {
			t.Errorf("%s: unit %q, want %q", s, u.Letter, want)
		}
	}
	for s, want := range map[string]bool{
		"twice ^a week": true, "costs 5 ^a day": true, "it was ^a day": false, "^A day": false, "of 5 ^days": true,
	} {
		r, i := marked(t, s, "")
		if got := r.Rate(i); got != want {
			t.Errorf("%s: a rate: %v", s, got)
		}
	}
}

// TestThings checks that numbers of things and counts are not years or days.
func TestThings(t *testing.T) {
	for s, want := range map[string]bool{
		"in Room ^2012": true, "Flight ^1999 left": true, "in May ^2012": false, "Flights in ^1999": false,
	} {
		r, i := marked(t, s, "")
		if got := r.NumberOfThing(i); got != want {
			t.Errorf("%s: number of a thing: %v", s, got)
		}
	}
	r, i := tagged(t, "and ^12 people left", "_ _ NN VBD", "")
	if !r.CountsThings(i) {
		t.Error("12 people are not counted")
	}
	if r, i = tagged(t, "and ^12 left", "_ _ VBD", ""); r.CountsThings(i) {
		t.Error("a verb is counted")
	}
}

func TestHalfDays(t *testing.T) {
	for s, want := range map[string]string{
		"12 ^a.m.": "0 2", "12 ^p.m.": "12 2", "5 ^pm": "17 2", "5 ^am": "5 2", "5 ^men": "5 1",
	} {
		r, i := marked(t, s, "")
		n, _ := r.Number(i - 1)
		if h, next := r.HalfDay(n, i); fmt.Sprint(h, " ", next) != want {
			t.Errorf("%s: hour %d to %d, want %s", s, h, next, want)
		}
	}
}

// TestOutsideTheSentence checks that tokens before and after a sentence do not count as its
// words.
func TestOutsideTheSentence(t *testing.T) {
	r, i := marked(t, "They met. It was ^May. They left.", "")
	if r.Word(r.First-1)+r.Word(r.End) != "" || r.Capital(r.First-1) || r.Capital(r.End) || r.Word(i) != "may" {
		t.Errorf("around %q: %q and %q", r.Word(i), r.Word(r.First-1), r.Word(r.End))
	}
	if _, ok := r.Number(r.End); ok {
		t.Error("a number behind the sentence")
	}
}
