package event

import (
	"math"
	"slices"
	"strings"

	"readout/ledger/event/daterange"
	"readout/ledger/event/relation"
	"readout/ledger/event/weights"
	"readout/record"
)

// Fit is what speaks for and against that a report is of an occasion.
type Fit struct {
	Sum   float64
	Parts []Part
}

// Part is one kind of evidence with its points.
type Part struct {
	What   string  `json:"what"`
	Points float64 `json:"points"`
}

// Fit weighs a report against an occasion.
func (o *Occasion) Fit(r *Report, w *weights.Linking) Fit {
	var f Fit
	for _, x := range o.clues(r) {
		if points := w.Points[x.kind] * x.amount; points != 0 {
			f.Sum += points
			f.Parts = append(f.Parts, Part{x.kind, points})
		}
	}
	return f
}

// found is one piece of evidence; most are there once or not at all.
type found struct {
	kind   string
	amount float64
}

// comparing is a report beside an occasion while the evidence is gathered.
type comparing struct {
	r     *Report
	o     *Occasion
	found []found
	pair  bool // two who take part are the same, in what is one by who is there
	plan  bool // both are plans of the same two, and nothing tells them apart
	apart bool // its days are not those of the occasion
}

func (c *comparing) note(kind string, amount float64) {
	c.found = append(c.found, found{kind, amount})
}

// clues are all that speaks for and against that a report is of an occasion.
func (o *Occasion) clues(r *Report) []found {
	c := comparing{r: r, o: o}
	c.parties()
	c.days()
	c.plans()
	c.places()
	c.words()
	c.sort()
	c.which()
	switch {
	case !o.versions[r.ID.Version()]:
	case c.plan:
		c.note("the article tells of it twice", 1)
	default:
		c.note("the article tells them apart", 1)
	}
	if n := len(o.versions); n > 1 {
		c.note("reported often", math.Log2(float64(n)))
	}
	return c.found
}

// byPeople are the sorts of event that are one by who takes part.
var byPeople = map[string]bool{"meeting": true, "call": true, "visit": true, "": true, "other": true}

func (c *comparing) parties() {
	r, o := c.r, c.o
	people, sure := o.sharedPeople(r)
	sides := shared(r.Sides, o.sides)
	c.pair = byPeople[r.Class] && (sure > 1 || sides > 1)
	switch {
	case people > 1 && byPeople[r.Class]:
		c.note("same people", 1)
	case people > 1:
		c.note("same guests", 1)
	case people == 1 && (len(r.People) == 1 || len(o.people) == 1):
		c.note("the same person", 1)
	case people == 1 && byPeople[r.Class]:
		c.note("one of two is another", 1)
	case people == 0 && len(r.People) > 1 && len(o.people) > 1 && byPeople[r.Class]:
		c.note("two others", 1)
	case people == 0 && len(r.People) > 0 && o.named > 0 && byPeople[r.Class]:
		c.note("other people", 1)
	case people == 0 && len(r.People) > 0 && o.named > 0:
		c.note("others are named", 1)
	}
	if sides == 0 && len(r.Sides) > 0 && len(o.sides) > 0 {
		c.note("other sides", 1)
	}
	if shared(r.Near, o.people) > 0 {
		c.note("office holders named beside it", 1)
	}
}

// sharedPeople counts the people of a report that an occasion has. One word names who has it as
// last or first name. sure are those who surely take part by both.
func (o *Occasion) sharedPeople(r *Report) (all, sure int) {
	for _, p := range r.persons {
		if o.people[p.last] > 0 || p.first == "" && o.firsts[p.last] > 0 || p.first != "" && o.alone[p.first] > 0 {
			all++
			if p.sure && (o.surely[p.last] > 0 || p.first != "" && o.surely[p.first] > 0) {
				sure++
			}
		}
	}
	return all, sure
}

// byPlace are the sorts of event that are one by where they are.
var byPlace = map[string]bool{"visit": true}

func (c *comparing) places() {
	most := 0
	for _, p := range c.r.Places {
		most = max(most, c.o.places[p])
	}
	switch {
	case most > 0:
		c.note("same place", 1)
		c.note("a place given often", float64(most)/float64(c.o.placed))
	case len(c.r.Places) > 0 && len(c.o.places) > 0 && byPlace[c.r.Class]:
		c.note("another place of a visit", 1)
	}
}

func (c *comparing) words() {
	r, o := c.r, c.o
	if n := shared(r.Terms, o.terms); n > 0 {
		c.note("same words", math.Log2(float64(n)))
		c.note("most of the words", float64(n)/float64(min(len(r.Terms), len(o.terms))))
	} else if len(r.Terms) > 0 && len(o.terms) > 0 {
		c.note("other words", 1)
	}
	switch {
	case !strings.Contains(r.Key, " "):
	case o.names[r.Key] > 0:
		c.note("same name", 1)
	case o.namedLike(r.Key):
		c.note("a name that holds the other", 1)
	}
	if o.heads[r.Head] > 0 && r.Head != "" {
		c.note("called by the same word", 1)
	}
}

// namedLike reports whether all words of one name, more than one, are in another's.
func (o *Occasion) namedLike(key string) bool {
	for name := range o.names {
		if strings.Contains(name, " ") && (relation.Holds(name, key) || relation.Holds(key, name)) {
			return true
		}
	}
	return false
}

// noSort is the sort of what is of no usual sort.
const noSort = "other"

// unsorted are events of no known sort.
var unsorted = map[string]bool{"": true, noSort: true}

// alike are sorts of event that reports confuse.
var alike = map[string][]string{"meeting": {"conference"}, "conference": {"meeting"}, "ceremony": {"signing"},
	"signing": {"ceremony"}}

func (c *comparing) sort() {
	class, o := c.r.Class, c.o
	switch {
	case o.of(class) && !unsorted[class]:
		c.note("same sort of event", 1)
	case o.of(class) && class != "":
		c.note("both of no usual sort", 1)
	case unsorted[class] || o.of("") || o.of(noSort):
		c.note("sort of event not known", 1)
	case slices.ContainsFunc(alike[class], o.of):
		c.note("a sort of event much like it", 1)
	default:
		c.note("another sort of event", 1)
	}
}

// of reports whether a report of an occasion is of a sort.
func (o *Occasion) of(class string) bool { return o.class[class] > 0 }

// firstOfMany tells an event apart less than other such words: the first of the year, the first of one.
const firstOfMany = "first"

func (c *comparing) which() {
	which, o := c.r.Which, c.o
	switch {
	case which == "", which == firstOfMany && len(o.which) == 0:
	case len(o.which) == 0:
		c.note("called one in a row of them, others not", 1)
	case o.which[which] == 0:
		c.note("called another in a row of them", 1)
	case which == firstOfMany:
		c.note("both called the first", 1)
	default:
		c.note("called the same in a row of them", 1)
	}
}

// long are the sorts of event that last for days.
var long = map[string]bool{"conference": true, "visit": true, "protest": true, "exercise": true}

const (
	// closeDays: of days this close one errs, or another zone's day is meant.
	closeDays = 3
	// longDays: so long may one go on that lasts.
	longDays = 14
	// staleDays: a report without a day speaks of what was last written of within this time.
	staleDays = 60
	// monthDays: further apart are rounds of talks, or two strikes of the same people.
	monthDays = 31
	// yearDays: so far apart are two of what comes every year.
	yearDays   = 300
	putOffDays = 200 // an event that was put off may come back within this time
)

// days compares the days that a report gives with those known.
func (c *comparing) days() {
	r, o := c.r, c.o
	if len(r.Days) > 0 && len(o.days) > 0 {
		c.givenDays()
		return
	}
	if r.Day == 0 || o.last == 0 {
		c.note("no day of publication", 1)
		return
	}
	if r.Day-o.last > staleDays {
		c.note("long after the last report", 1)
	}
	day, dated := o.day()
	planned := !r.over
	switch {
	case len(r.Days) == 0 && !dated:
		c.note("no day to tell", 1)
		if planned && o.held > 0 && o.held < r.Day {
			c.note("planned or held, when this was not", 1)
		}
	case len(r.Days) > 0:
		if r.Days[0].To+closeDays < o.last && o.held == 0 || planned && o.held > 0 && o.held < r.Day {
			c.note("planned or held, when this was not", 1)
		}
	case planned && day.To+1 < r.Day, !planned && day.From > r.Day:
		c.note("planned or held, when this was not", 1)
	case planned:
		c.note("planned, as this is", 1)
	case r.Day-day.To < closeDays:
		c.note("held, just after this", 1)
	case r.Day-day.To > yearDays:
		c.note("held, years after this", 1)
	default:
		c.note("held, long after this", 1)
	}
}

func (c *comparing) givenDays() {
	r, o := c.r, c.o
	most, meets, apart := 0, false, 1<<30
	for _, d := range r.Days {
		for known, n := range o.days {
			if d == known && d.To-d.From < 10 {
				most = max(most, n)
			}
			meets = meets || d.Meets(known)
			apart = min(apart, d.Apart(known))
		}
	}
	if !meets && r.settled && o.settled && !long[r.Class] && r.Status != record.Postponed && !o.moved {
		c.note("both days are sure", 1)
		if r.over && o.held > 0 {
			c.note("held on both", 1)
		}
	}
	switch {
	case most > 0:
		c.note("same day", 1)
		c.note("a day given often", float64(most)/float64(o.dated))
		if r.unsureDay {
			c.note("a day that is not sure", 1)
		}
		if first, _ := o.day(); r.Days[0] == first {
			c.note("the day given most often", 1)
		}
	case meets:
		c.note("days that agree", 1)
	case r.Status == record.Postponed && apart <= putOffDays:
		c.note("another day, as it is put off", 1)
	case apart <= closeDays, apart <= longDays && long[r.Class]:
		c.note("a day close to it", 1)
	case o.moved && apart <= putOffDays:
		c.note("another day, but it was put off before", 1)
	case apart > yearDays:
		c.apart = true
		c.note("another year", 1)
	case !o.settled && o.held == 0 && !r.over: // nobody planned it for a day so far
		c.note("another day, when it was only talked of", 1)
	case apart > monthDays:
		c.apart = true
		c.note("a day of another month", 1)
	default:
		c.apart = true
		c.note("another day", 1)
	}
}

// plans compares plans of the same two: those of two who are to meet and have no day yet are
// mostly the one plan that has a day.
func (c *comparing) plans() {
	r, o := c.r, c.o
	if !c.pair || r.over || o.held > 0 {
		return
	}
	if day, dated := o.day(); dated && day.To+1 < r.Day || r.Which != "" && o.which[r.Which] == 0 || c.apart {
		return
	}
	c.plan = true
	c.note("a plan of the same people, still to come", 1)
}

// day is the day given most often, the finer of two given as often.
func (o *Occasion) day() (daterange.Range, bool) {
	best, n := daterange.Range{}, 0
	for d, k := range o.days {
		if k > n || k == n && (d.To-d.From < best.To-best.From || d.To-d.From == best.To-best.From &&
			d.From > best.From) {
			best, n = d, k
		}
	}
	return best, n > 0
}

func shared(list []string, set map[string]int) int {
	n := 0
	for _, x := range list {
		if set[x] > 0 {
			n++
		}
	}
	return n
}
