// Package timing tells what days say for and against that a report speaks of an event that others reported.
//
// In come the days that the report gives, the days that the event was given so far, and when both were published; out
// comes the evidence, by the names that package weights gives points to.
//
// The one idea: the finer days decide. That both name the year in which everything else of that year lies, too, tells
// little, and nothing where both name a day of it; and what was told as held cannot be held on a later day.
package timing

import (
	"maps"
	"slices"

	"readout/ledger/event/daterange"
	"readout/store"
)

// Report is what one report says.
type Report struct {
	Days      []daterange.Range // that it gives, surest first
	Unsure    bool              // its reader is sure of none of them
	Settled   bool              // it says for sure that the event is on a day or was
	Over      bool              // it says that the event took place
	Postponed bool              // it says that the event was put off
	Long      bool              // it is of a sort that lasts for days
	Day       store.Day         // of its publication
}

// Event is what is known of an event from reports before.
type Event struct {
	Moved   bool      // a report says that it was put off
	Settled bool      // a report says for sure on which day it is or was
	Held    store.Day // the first publication that says it took place
	Last    store.Day // the last publication

	days   map[daterange.Range]int // how many reports give each
	dated  int                     // reports that give a day
	fine   []daterange.Range       // see finest
	surest daterange.Range         // see Surest
}

// Give takes in the days that one report gives.
func (e *Event) Give(days []daterange.Range) {
	if len(days) == 0 {
		return
	}
	if e.days == nil {
		e.days = map[daterange.Range]int{}
	}
	e.dated++
	for _, d := range days {
		e.days[d]++
	}
	e.fine, e.surest = e.finest(), e.oftenest()
}

// Numbers of days.
const (
	// Long: so long may one go on that lasts.
	Long = 14
	// Month: further apart are rounds of talks, or two strikes of the same people.
	Month = 31
	// Year: so far apart are two of what comes every year.
	Year = 300
	// near: of days this near one errs, or another zone's day is meant.
	near = 3
	// stale: a report without a day speaks of what was last written of within this time.
	stale = 60
	// putOff: an event that was put off may come back within this time.
	putOff = 200
	// short: a time no longer than this is as good as a day; a year or a season is not.
	short = 10
)

// Weigh gives the evidence to note, and says whether the days of the report are not those of the event.
func Weigh(r Report, e *Event, note func(kind string)) (apart bool) {
	switch {
	case len(r.Days) > 0 && e.dated > 0:
		return given(r, e, note)
	case r.Day == 0 || e.Last == 0:
		note("no day of publication")
	default:
		missing(r, e, note)
	}
	return false
}

// missing compares a report with an event of which one at most gives a day.
func missing(r Report, e *Event, note func(string)) {
	if r.Day-e.Last > stale {
		note("long after the last report")
	}
	if r.Over && e.Held > 0 && r.Day-e.Last > stale {
		note("held, long after the last report")
	}
	day, dated := e.Surest()
	planned := !r.Over
	switch {
	case len(r.Days) == 0 && !dated:
		note("no day to tell")
		if r.Day-e.Last > Year {
			note("years after the last report")
		}
		if planned && e.Held > 0 && e.Held < r.Day {
			note("planned or held, when this was not")
		}
	case len(r.Days) > 0:
		if r.Days[0].To+near < e.Last && e.Held == 0 || planned && e.Held > 0 && e.Held < r.Day {
			note("planned or held, when this was not")
		}
		if e.Held > 0 && r.Days[0].From > e.Held+near {
			note("a day after it was held")
		}
	case planned && day.To+1 < r.Day, !planned && day.From > r.Day:
		note("planned or held, when this was not")
	case planned:
		note("planned, as this is")
	case r.Day-day.To < near:
		note("held, just after this")
	case r.Day-day.To > Year:
		note("held, years after this")
	default:
		note("held, long after this")
	}
}

// given compares days with days.
func given(r Report, e *Event, note func(string)) (apart bool) {
	most, meets, gap, fine := 0, false, 1<<30, false
	for _, d := range finest(r.Days) {
		for _, k := range e.fine {
			if d == k && d.To-d.From < short {
				most = max(most, e.days[k])
			}
			if d.Meets(k) {
				meets = true
				fine = fine || min(d.To-d.From, k.To-k.From) >= short || max(d.To-d.From, k.To-k.From) <= Month
			}
			gap = min(gap, d.Apart(k))
		}
	}
	if !meets && r.Settled && e.Settled && !r.Long && !r.Postponed && !e.Moved {
		note("both days are sure")
		if r.Over && e.Held > 0 {
			note("held on both")
		}
	}
	switch {
	case most > 0:
		note("same day")
		note("a day given often")
		if r.Unsure {
			note("a day that is not sure")
		}
		if first, _ := e.Surest(); r.Days[0] == first {
			note("the day given most often")
		}
	case meets && fine:
		note("days that agree")
	case meets:
		note("a year that holds the day")
	case r.Postponed && gap <= putOff:
		note("another day, as it is put off")
	case gap <= near, gap <= Long && r.Long:
		note("a day close to it")
	case e.Moved && gap <= putOff:
		note("another day, but it was put off before")
	case gap > Year:
		note("another year")
		return true
	case !e.Settled && e.Held == 0 && !r.Over: // nobody planned it for a day so far
		note("another day, when it was only talked of")
	case gap > Month:
		note("a day of another month")
		return true
	default:
		note("another day")
		return true
	}
	return false
}

// finest are the days, weeks and months among those given, where there are any: the year that one of them lies in says
// nothing beside it.
func finest(list []daterange.Range) []daterange.Range {
	isLong := func(d daterange.Range) bool { return d.To-d.From > Month }
	if !slices.ContainsFunc(list, isLong) {
		return list
	}
	out := slices.DeleteFunc(slices.Clone(list), isLong)
	if len(out) == 0 {
		return list
	}
	return out
}

// finest are the finest days of an event, if several reports give such: one alone may be misread.
func (e *Event) finest() []daterange.Range {
	all := slices.Collect(maps.Keys(e.days))
	fine, n := finest(all), 0
	for _, d := range fine {
		n += e.days[d]
	}
	if n < 2 {
		return all
	}
	return fine
}

// Often is the share of the reports with a day that give the likeliest of the days of a report.
func (e *Event) Often(list []daterange.Range) float64 {
	most := 0
	for _, d := range list {
		if d.To-d.From < short {
			most = max(most, e.days[d])
		}
	}
	return float64(most) / float64(max(e.dated, 1))
}

// Surest is the day given most often, the finer of two given as often.
func (e *Event) Surest() (daterange.Range, bool) { return e.surest, e.dated > 0 }

// oftenest finds what Surest gives.
func (e *Event) oftenest() daterange.Range {
	best, n := daterange.Range{}, 0
	for d, k := range e.days {
		if k > n || k == n && (d.To-d.From < best.To-best.From || d.To-d.From == best.To-best.From &&
			d.From > best.From) {
			best, n = d, k
		}
	}
	return best
}
