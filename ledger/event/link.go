package event

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"readout/record"
	"readout/store"
)

// Occasion is one event across articles.
type Occasion struct {
	Rows  []*Report // in the order of publication
	Joins []Fit     // why each is of it, parallel to Rows; the first opened it

	class    map[string]int
	people   map[string]int
	sides    map[string]int
	places   map[string]int
	terms    map[string]int
	names    map[string]int
	which    map[string]int
	days     map[Range]int
	versions map[store.VersionID]bool
	named    int // reports that name people
	lead     int // reports of articles that are about it
	last     store.Day
	moved    bool      // a report says that it was put off
	held     store.Day // the first publication that says it took place
}

func newOccasion() *Occasion {
	return &Occasion{class: map[string]int{}, people: map[string]int{}, sides: map[string]int{},
		places: map[string]int{},
		terms:  map[string]int{}, names: map[string]int{}, which: map[string]int{}, days: map[Range]int{},
		versions: map[store.VersionID]bool{}}
}

// Link puts reports of events together: in the order of publication, each to the
// occasion it fits best. The order is that of the reports, not of arrival.
//
// Ties, which a person decided, come before all evidence.
func Link(reports []*Report, w LinkWeights, ties *Ties) []*Occasion {
	order := slices.Clone(reports)
	slices.SortFunc(order, func(x, y *Report) int {
		return cmp.Or(store.CompareTimes(x.Version.Since, y.Version.Since), cmp.Compare(x.Version.Key.Outlet,
			y.Version.Key.Outlet),
			cmp.Compare(x.Version.Key.Ident, y.Version.Key.Ident), slices.Compare(x.Version.SHA256[:],
				y.Version.SHA256[:]),
			cmp.Compare(x.ID.N(), y.ID.N()))
	})
	l := linker{w: w, byKey: map[string][]*Occasion{}, ties: ties}
	for _, r := range order {
		o, fit := l.best(r)
		if o == nil {
			o = newOccasion()
			l.all = append(l.all, o)
		}
		o.add(r)
		o.Joins = append(o.Joins, fit)
		for _, k := range r.lookups() {
			if !slices.Contains(l.byKey[k], o) {
				l.byKey[k] = append(l.byKey[k], o)
			}
		}
	}
	return l.all
}

type linker struct {
	w     LinkWeights
	byKey map[string][]*Occasion
	all   []*Occasion
	ties  *Ties
}

// best is the occasion that a report fits best, nil where it fits none.
func (l *linker) best(r *Report) (*Occasion, Fit) {
	if o := l.ties.to(r, l.all); o != nil {
		return o, Fit{Parts: []Part{{What: "a person put it here"}}}
	}
	var best *Occasion
	var most Fit
	tried := map[*Occasion]bool{}
	for _, k := range r.lookups() {
		for _, o := range l.byKey[k] {
			if tried[o] || l.ties.apart(r, o) {
				continue
			}
			tried[o] = true
			f := o.Fit(r, &l.w)
			if f.Sum >= l.w.Join && (best == nil || f.Sum > most.Sum || f.Sum == most.Sum && o.last > best.last) {
				best, most = o, f
			}
		}
	}
	return best, most
}

// lookups are the keys under which occasions that may fit are found: a report can only
// fit an occasion with which it shares a person, a side, a place, a telling word or
// the name.
func (r *Report) lookups() []string {
	keys := make([]string, 0, len(r.People)+len(r.Near)+len(r.Sides)+len(r.Places)+len(r.Terms)+1)
	for _, p := range append(r.People[:len(r.People):len(r.People)], r.Near...) {
		keys = append(keys, "p|"+p)
	}
	for _, s := range r.Sides {
		keys = append(keys, "s|"+s)
	}
	for _, p := range r.Places {
		keys = append(keys, "l|"+p)
	}
	for _, t := range r.Terms {
		keys = append(keys, "t|"+t)
	}
	return append(keys, "n|"+r.Key)
}

func (o *Occasion) add(r *Report) {
	o.Rows = append(o.Rows, r)
	o.versions[r.ID.Version()] = true
	count := func(m map[string]int, keys ...string) {
		for _, k := range keys {
			m[k]++
		}
	}
	count(o.class, r.Class)
	count(o.people, r.People...)
	count(o.sides, r.Sides...)
	count(o.places, r.Places...)
	count(o.terms, r.Terms...)
	count(o.names, r.Key)
	if r.Which != "" {
		count(o.which, r.Which)
	}
	if len(r.People) > 0 {
		o.named++
	}
	if r.lead() {
		o.lead++
	}
	for _, d := range r.Days {
		o.days[d]++
	}
	o.moved = o.moved || r.Status == record.Postponed
	for i := range r.Slots {
		o.moved = o.moved || r.Slots[i].Status == record.Postponed
	}
	if r.Status == record.Held && o.held == 0 {
		o.held = r.Day
	}
	o.last = max(o.last, r.Day)
}

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

func (f *Fit) add(what string, points float64) {
	if points != 0 {
		f.Sum += points
		f.Parts = append(f.Parts, Part{what, points})
	}
}

// Fit weighs a report against an occasion.
func (o *Occasion) Fit(r *Report, w *LinkWeights) Fit {
	var f Fit
	o.fitParties(r, w, &f)
	o.fitDays(r, w, &f)
	if n := shared(r.Places, o.places); n > 0 {
		f.add("same place", w.Place)
	} else if len(r.Places) > 0 && len(o.places) > 0 {
		f.add("another place", w.OtherPlace)
		if len(r.Days) == 0 || len(o.days) == 0 {
			f.add("and no day to tell", w.OtherPlaceNoDay)
		}
	}
	if n := shared(r.Terms, o.terms); n > 0 {
		f.add("same words", w.Term+w.Terms*math.Log2(float64(n))+w.TermShare*float64(n)/float64(min(len(r.Terms),
			len(o.terms))))
	}
	if o.names[r.Key] > 0 && strings.Contains(r.Key, " ") {
		f.add("same name", w.Name)
	}
	switch {
	case o.class[r.Class] > 0 && r.Class != "" && r.Class != "other":
		f.add("same sort of event", w.Class)
	case r.Class == "" || r.Class == "other" || o.class[""]+o.class["other"] > 0:
		f.add("sort of event not known", w.NoClass)
	case slices.ContainsFunc(alike[r.Class], func(c string) bool { return o.class[c] > 0 }):
		f.add("a sort of event much like it", w.NearClass)
	default:
		f.add("another sort of event", w.OtherClass)
	}
	if o.versions[r.ID.Version()] {
		f.add("the article tells them apart", w.SameArticle)
	}
	if r.lead() && o.lead > 0 {
		f.add("what both articles are about", w.Lead)
	}
	if r.Which != "" && len(o.which) > 0 {
		if o.which[r.Which] > 0 {
			f.add("called the "+r.Which, w.Which)
		} else {
			f.add("called the "+r.Which+", not so before", w.OtherWhich)
		}
	}
	return f
}

func (o *Occasion) fitParties(r *Report, w *LinkWeights, f *Fit) {
	people, sides, near := shared(r.People, o.people), shared(r.Sides, o.sides), shared(r.Near, o.people)
	if people > 1 {
		f.add("same people", w.Pair)
	}
	if sides > 1 {
		f.add("same sides", w.SidePair)
	}
	if near > 0 {
		f.add("office holders named beside it", w.Near)
	}
	switch {
	case people == 0 && len(r.People) > 0 && o.named > 0 && !byPeople[r.Class]:
		f.add("others are named", w.OtherGuests)
	case people == 0 && len(r.People) > 0 && o.named > 0:
		f.add("other people", w.OtherPeople)
	case people == 1 && len(r.People) > 1 && len(o.people) > 1 && byPeople[r.Class]:
		f.add("one of two is another", w.OneOther)
	}
}

// long are the sorts of event that last for days.
var long = map[string]bool{"conference": true, "visit": true, "protest": true, "exercise": true}

// byPeople are the sorts of event that are one by who takes part.
var byPeople = map[string]bool{"meeting": true, "call": true, "visit": true, "": true, "other": true}

// alike are sorts of event that reports confuse.
var alike = map[string][]string{"meeting": {"conference"}, "conference": {"meeting"}, "ceremony": {"signing"},
	"signing": {"ceremony"}}

// leadBytes is how far into an article its first words of what it is about go.
const leadBytes = 400

// lead reports whether an article is about the event: it names it in its headline or
// in its first sentences.
func (r *Report) lead() bool { return r.Span.End > 0 && r.Span.Start < leadBytes }

const (
	// closeDays: reports that give days this close may speak of one event; one of them
	// errs, or another zone's day is meant.
	closeDays = 3
	// longDays: so long may one go on that lasts.
	longDays = 14
	// staleDays: a report that gives no day speaks of an event last written of within
	// this time.
	staleDays = 60
	// putOffDays: an event that was put off may come back within this time.
	putOffDays = 200
)

// fitDays weighs the days that a report gives against those known.
func (o *Occasion) fitDays(r *Report, w *LinkWeights, f *Fit) {
	if len(r.Days) > 0 && len(o.days) > 0 {
		o.fitGiven(r, w, f)
		return
	}
	if r.Day == 0 || o.last == 0 {
		return
	}
	if r.Day-o.last > staleDays {
		f.add("long after the last report", w.Stale)
	}
	first, any := o.day()
	planned := r.Status != record.Held
	switch {
	case len(r.Days) == 0 && any && planned && first.To+1 < r.Day:
		f.add("planned, when this was over", w.Behind)
	case len(r.Days) == 0 && any && !planned && first.From > r.Day:
		f.add("held, when this was to come", w.Behind)
	case len(r.Days) == 0 && any && !planned && r.Day-first.To < closeDays && first.From <= r.Day:
		f.add("held, just after this", w.Ahead)
	case len(r.Days) == 0 && any && planned && first.To >= r.Day:
		f.add("planned, as this is", w.Ahead)
	case !any && planned && o.held > 0 && o.held < r.Day:
		f.add("planned, when this was over", w.Behind)
	case len(r.Days) > 0 && r.Days[0].To+closeDays < o.last && o.held == 0:
		f.add("over, when this was still planned", w.Behind)
	}
}

func (o *Occasion) fitGiven(r *Report, w *LinkWeights, f *Fit) {
	exact, meets, apart := false, false, 1<<30
	for _, d := range r.Days {
		for known := range o.days {
			exact = exact || d == known && d.To-d.From < 10
			meets = meets || d.Meets(known)
			apart = min(apart, d.Apart(known))
		}
	}
	switch {
	case exact:
		f.add("same day", w.SameDay)
	case meets:
		f.add("days that agree", w.SameTime)
	case apart <= closeDays, apart <= longDays && long[r.Class]:
		f.add("a day close to it", w.CloseDay)
	case o.moved && apart <= putOffDays || r.Status == record.Postponed && apart <= putOffDays:
	case apart > 300:
		f.add("another year", w.OtherYear)
	default:
		f.add("another day", w.OtherDay)
	}
}

// day is the day given most often, the finer of two given as often.
func (o *Occasion) day() (Range, bool) {
	best, n := Range{}, 0
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

// Until is the occasion as far as it was reported by the end of a day, nil where it
// was not.
func (o *Occasion) Until(day string) *Occasion {
	end := store.EndOf(day)
	c := newOccasion()
	for i, e := range o.Rows {
		if e.Version.Since < end {
			c.add(e)
			c.Joins = append(c.Joins, o.Joins[i])
		}
	}
	if len(c.Rows) == 0 {
		return nil
	}
	return c
}

// Without is the occasion as it was before some versions of articles came: what they say
// is left out, and what they replaced stands. It is nil where nothing is left.
func (o *Occasion) Without(came []store.Version) *Occasion {
	c := newOccasion()
	for i, r := range o.Rows {
		if slices.ContainsFunc(came, func(v store.Version) bool { return v.ID == r.ID.Version() }) {
			continue
		}
		if slices.ContainsFunc(came, func(v store.Version) bool { return Replaces(&v, r) }) {
			e, again := *r.Event, *r
			e.Version.Until = ""
			again.Event = &e
			r = &again
		}
		c.add(r)
		c.Joins = append(c.Joins, o.Joins[i])
	}
	if len(c.Rows) == 0 {
		return nil
	}
	return c
}

// Replaces reports whether a version took the place of the one that a report is in.
func Replaces(v *store.Version, r *Report) bool {
	return v.Key == r.Version.Key && r.Version.Until != "" && v.Since == r.Version.Until
}
