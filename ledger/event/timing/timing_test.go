package timing_test

import (
	"slices"
	"strings"
	"testing"

	"readout/ledger/event/daterange"
	"readout/ledger/event/timing"
	"readout/store"
)

// TestWeigh: what the days of a report say for and against an event, in pairs of nearly the same.
func TestWeigh(t *testing.T) {
	day := func(s string) store.Day { return store.DayOf(s) }
	days := func(list ...string) []daterange.Range {
		var out []daterange.Range
		for _, s := range list {
			out = append(out, daterange.Of(s))
		}
		return out
	}
	event := func(last, held string, list ...string) timing.Event {
		e := timing.Event{Last: day(last), Held: day(held)}
		for _, s := range list {
			e.Give(days(s))
		}
		return e
	}
	held := func(on string, list ...string) timing.Report {
		return timing.Report{Days: days(list...), Over: true, Day: day(on)}
	}
	coming := func(on string, list ...string) timing.Report { return timing.Report{Days: days(list...), Day: day(on)} }
	postponed := coming("2031-03-05", "2031-05-01")
	postponed.Postponed = true
	tour, sure := held("2031-03-20", "2031-03-12"), held("2031-03-20", "2031-03-18")
	unsure := held("2031-03-03", "2031-03-01")
	tour.Long, sure.Settled, unsure.Unsure = true, true, true
	settled, moved, open := event("2031-03-02", "2031-03-02", "2031-03-01"), event("2031-03-02", "", "2031-03-01"),
		event("2031-03-02", "", "2031-03-01")
	settled.Settled, moved.Moved = true, true
	for _, c := range []struct {
		about string
		r     timing.Report
		e     timing.Event
		want  string
		apart bool
	}{
		{"a poll of a year later than the poll", held("2031-09-06", "2031-09-01"), event("2029-01-28", "2029-01-28"),
			"long after the last report, held, long after the last report, a day after it was held", false},
		{"its day, told later", held("2031-03-06", "2031-03-01"), event("2031-03-02", "2031-03-02"), "", false},
		{"held, and no day, a year later", held("2032-03-06"), event("2031-03-02", "2031-03-02", "2031-03-01"),
			"long after the last report, held, long after the last report, held, years after this", false},
		{"held, and no day, a week later", held("2031-03-09"), event("2031-03-02", "2031-03-02", "2031-03-01"),
			"held, long after this", false},
		{"held, just after", held("2031-03-02"), event("2031-03-02", "", "2031-03-01"), "held, just after this", false},
		{"no day, three years later", coming("2034-03-14"), event("2031-01-15", ""),
			"long after the last report, no day to tell, years after the last report", false},
		{"no day, three days later", coming("2031-01-18"), event("2031-01-15", ""), "no day to tell", false},
		{"planned after it was held", coming("2031-01-18"), event("2031-01-15", "2031-01-15"),
			"no day to tell, planned or held, when this was not", false},
		{"planned for a day, as it is", coming("2031-02-18"), event("2031-02-15", "", "2031-03-01"),
			"planned, as this is", false},
		{"held, when it is to come", held("2031-02-18"), event("2031-02-15", "", "2031-03-01"),
			"planned or held, when this was not", false},
		{"planned for a day before the last report", coming("2031-02-18", "2031-01-03"), event("2031-02-15", ""),
			"planned or held, when this was not", false},
		{"no day of publication", timing.Report{}, event("2031-02-15", ""), "no day of publication", false},

		{"the same day", held("2031-03-03", "2031-03-01"), event("2031-03-02", "", "2031-03-01"),
			"same day, a day given often, the day given most often", false},
		{"not sure of it", unsure, event("2031-03-02", "", "2031-03-01"),
			"same day, a day given often, a day that is not sure, the day given most often", false},
		{"its month", held("2031-05-03", "2031-03"), event("2031-03-02", "", "2031-03-01"), "days that agree", false},
		{"its year", held("2031-05-03", "2031"), event("2031-03-02", "", "2031-03-01"), "a year that holds the day", false},
		{"both the year", held("2031-05-03", "2031"), event("2031-03-02", "", "2031"), "days that agree", false},
		{"another month, of a year that one report gives", held("2031-09-03", "2031-08"),
			event("2031-03-02", "", "2031-01-30", "2031-01-30", "2031"), "a day of another month", true},
		{"one misread day does not hide the year", held("2031-09-03", "2031-08"),
			event("2031-03-02", "", "2031-01-30", "2031"),
			"days that agree", false},

		{"put off", postponed, event("2031-03-02", "", "2031-03-10"), "another day, as it is put off", false},
		{"put off before", coming("2031-03-05", "2031-05-01"), moved, "another day, but it was put off before", false},
		{"the next day", held("2031-03-03", "2031-03-02"), open, "a day close to it", false},
		{"a tour goes on", tour, open, "a day close to it", false},
		{"only talked of", coming("2031-03-05", "2031-03-20"), open, "another day, when it was only talked of", false},
		{"another day", held("2031-03-20", "2031-03-18"), event("2031-03-02", "2031-03-02", "2031-03-01"),
			"another day", true},
		{"both are sure", sure, settled, "both days are sure, held on both, another day", true},
		{"another year", held("2032-05-20", "2032-05-18"), open, "another year", true},
	} {
		var got []string
		apart := timing.Weigh(c.r, &c.e, func(kind string) { got = append(got, kind) })
		if strings.Join(got, ", ") != c.want || apart != c.apart {
			t.Errorf("%s: %q, apart %v, want %q, apart %v", c.about, got, apart, c.want, c.apart)
		}
	}
}

// TestOften: how many of the reports with a day give it.
func TestOften(t *testing.T) {
	d, year := daterange.Of("2031-03-01"), daterange.Of("2031")
	var e timing.Event
	for _, given := range []daterange.Range{d, d, year, d} {
		e.Give([]daterange.Range{given})
	}
	if got := e.Often([]daterange.Range{year, d}); got != 0.75 {
		t.Errorf("a day that three of four reports give is given by %v", got)
	}
	first, known := e.Surest()
	if !known || !slices.Equal([]daterange.Range{first}, []daterange.Range{d}) {
		t.Errorf("the surest day is %v", first)
	}
}
