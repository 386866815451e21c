package event

import (
	"math"
	"slices"
	"strings"

	"readout/ledger/event/daterange"
	"readout/ledger/event/relation"
	"readout/ledger/event/timing"
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
	c := comparing{r: r, o: o}
	c.gather()
	var f Fit
	for _, x := range c.found {
		if points := w.Points[x.kind] * x.amount; points != 0 {
			f.Sum += points
			f.Parts = append(f.Parts, Part{x.kind, points})
		}
	}
	return f
}

// sum is the sum of Fit. It reuses the memory of the comparison before.
func (c *comparing) sum(o *Occasion, r *Report, w *weights.Linking) float64 {
	*c = comparing{r: r, o: o, found: c.found[:0]}
	c.gather()
	sum := 0.0
	for _, x := range c.found {
		sum += w.Points[x.kind] * x.amount
	}
	return sum
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

// gather finds all that speaks for and against that a report is of an occasion.
func (c *comparing) gather() {
	c.parties()
	c.days()
	c.plans()
	c.places()
	c.words()
	c.sort()
	c.which()
	switch {
	case !c.o.versions[c.r.ID.Version()]:
	case c.plan:
		c.note("the article tells of it twice", 1)
	default:
		c.note("the article tells them apart", 1)
	}
	if n := len(c.o.versions); n > 1 {
		c.note("reported often", math.Log2(float64(n)))
	}
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
	case strings.Contains(r.Key, " ") && o.names[r.Key] > 0:
		c.note("same name", 1)
	case o.namedLike(r.Key), o.abbreviated(r):
		c.note("a name that holds the other", 1)
	}
	if shared(r.proper, o.proper) > 0 || o.abbreviated(r) {
		c.note("same proper name", 1)
	}
	if o.heads[r.Head] > 0 && r.Head != "" {
		c.note("called by the same word", 1)
	}
}

// abbreviated reports whether a word of one name is the initials of another's.
func (o *Occasion) abbreviated(r *Report) bool {
	return shared(r.short, o.initials) > 0 || shared(r.initials, o.short) > 0
}

// namedLike reports whether all words of one name, more than one, are in another's.
func (o *Occasion) namedLike(key string) bool {
	if !strings.Contains(key, " ") {
		return false
	}
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
	case o.of(class) && class != "" && slices.ContainsFunc(c.found, binds):
		c.note("both of no usual sort", 1)
	case o.of(class) && class != "":
		c.note("both of no usual sort, and nothing else", 1)
	case unsorted[class] || o.of("") || o.of(noSort):
		c.note("sort of event not known", 1)
	case slices.ContainsFunc(alike[class], o.of):
		c.note("a sort of event much like it", 1)
	default:
		c.note("another sort of event", 1)
	}
}

// binding is the evidence that tells what two events of no usual sort have in common: of one person nearly everything
// that happens is of no usual sort.
var binding = map[string]bool{"same day": true, "same place": true, "called by the same word": true, "same name": true}

func binds(f found) bool { return binding[f.kind] }

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

// days compares the days that a report gives with those known.
func (c *comparing) days() {
	r, o := c.r, c.o
	told := timing.Report{Days: r.Days, Unsure: r.unsureDay, Settled: r.settled, Over: r.over,
		Postponed: r.Status == record.Postponed, Long: long[r.Class], Day: r.Day}
	c.apart = timing.Weigh(told, &o.timing, func(kind string) {
		if kind == dayGivenOften {
			c.note(kind, o.timing.Often(r.Days))
		} else {
			c.note(kind, 1)
		}
	})
}

// dayGivenOften is the evidence that counts by how many reports give the day.
const dayGivenOften = "a day given often"

// plans compares plans of the same two: those of two who are to meet and have no day yet are
// mostly the one plan that has a day.
func (c *comparing) plans() {
	r, o := c.r, c.o
	if !c.pair || r.over || o.timing.Held > 0 {
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
	return o.timing.Surest()
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
