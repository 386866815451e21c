package event

import (
	"cmp"
	"slices"

	"readout/ledger/event/daterange"
	"readout/ledger/event/weights"
	"readout/record"
	"readout/store"
)

// Occasion is one event across articles.
type Occasion struct {
	Rows  []*Report // in the order of publication
	Joins []Fit     // why each is of it, parallel to Rows; the first opened it

	class    map[string]int
	people   map[string]int
	firsts   map[string]int // first words of the names of people
	alone    map[string]int // people named with one word
	surely   map[string]int // people who surely take part
	sides    map[string]int
	places   map[string]int
	terms    map[string]int
	names    map[string]int
	heads    map[string]int
	which    map[string]int
	days     map[daterange.Range]int
	versions map[store.VersionID]bool
	named    int // reports that name people
	placed   int // reports that give a place
	dated    int // reports that give a day
	last     store.Day
	moved    bool      // a report says that it was put off
	settled  bool      // a report says for sure on which day it is or was
	held     store.Day // the first publication that says it took place
}

func newOccasion() *Occasion {
	o := &Occasion{days: map[daterange.Range]int{}, versions: map[store.VersionID]bool{}}
	for _, m := range [...]*map[string]int{&o.class, &o.people, &o.sides, &o.places, &o.terms, &o.names, &o.heads,
		&o.which, &o.firsts, &o.alone, &o.surely} {
		*m = map[string]int{}
	}
	return o
}

// Link puts reports of events together: in the order of publication, each to the
// occasion it fits best. The order is that of the reports, not of arrival.
//
// Ties, which a person decided, come before all evidence.
func Link(reports []*Report, w weights.Linking, ties *Ties) []*Occasion {
	order := slices.Clone(reports)
	slices.SortFunc(order, func(x, y *Report) int {
		a, b := &x.Version, &y.Version
		return cmp.Or(store.CompareTimes(a.Since, b.Since), cmp.Compare(a.Key.Outlet, b.Key.Outlet),
			cmp.Compare(a.Key.Ident, b.Key.Ident), slices.Compare(a.SHA256[:], b.SHA256[:]), cmp.Compare(x.ID.N(), y.ID.N()))
	})
	l := linker{w: w, byKey: map[uint64][]*Occasion{}, ties: ties}
	for len(order) > 0 {
		n := 1
		for n < len(order) && order[n].ID.Version() == order[0].ID.Version() {
			n++
		}
		l.article(order[:n])
		order = order[n:]
	}
	return l.all
}

// choice is a report of an article and the occasion that it fits best so far, nil where it fits none.
type choice struct {
	r   *Report
	o   *Occasion
	fit Fit
}

// article puts the reports of one article to their occasions, the surest first: what an article
// is about is not to find its place taken by what it tells in passing.
func (l *linker) article(reports []*Report) {
	left := make([]choice, len(reports))
	for i, r := range reports {
		left[i].r = r
		left[i].o, left[i].fit = l.best(r)
	}
	for len(left) > 0 {
		at := 0
		for i, c := range left {
			if c.o != nil && (left[at].o == nil || c.fit.Sum > left[at].fit.Sum) {
				at = i
			}
		}
		c := left[at]
		left = slices.Delete(left, at, at+1)
		if c.o == nil {
			c.o = newOccasion()
			l.all = append(l.all, c.o)
		}
		l.add(c.o, c.r, c.fit)
		for i := range left { // what joined may change what the others fit
			l.changed(&left[i], c.o)
		}
	}
}

// changed chooses anew for a report after one occasion has changed.
func (l *linker) changed(c *choice, o *Occasion) {
	if c.o == o || l.ties.to(c.r, l.all) != nil {
		c.o, c.fit = l.best(c.r)
		return
	}
	near := func(k uint64) bool { return slices.Contains(l.byKey[k], o) }
	if !slices.ContainsFunc(c.r.seeks, near) || l.ties.apart(c.r, o) {
		return
	}
	if f := o.Fit(c.r, &l.w); l.wins(o, f, c.o, c.fit) {
		c.o, c.fit = o, f
	}
}

// wins reports whether an occasion fits well enough, and better than the best so far.
func (l *linker) wins(o *Occasion, f Fit, best *Occasion, most Fit) bool {
	return f.Sum >= l.w.Join && (best == nil || f.Sum > most.Sum || f.Sum == most.Sum && o.last > best.last)
}

func (l *linker) add(o *Occasion, r *Report, f Fit) {
	o.add(r)
	o.Joins = append(o.Joins, f)
	for _, k := range r.Keys() {
		if !slices.Contains(l.byKey[k], o) {
			l.byKey[k] = append(l.byKey[k], o)
		}
	}
}

type linker struct {
	w     weights.Linking
	byKey map[uint64][]*Occasion
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
	for _, k := range r.seeks {
		for _, o := range l.byKey[k] {
			if tried[o] || l.ties.apart(r, o) {
				continue
			}
			tried[o] = true
			if f := o.Fit(r, &l.w); l.wins(o, f, best, most) {
				best, most = o, f
			}
		}
	}
	return best, most
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
	for _, p := range r.persons {
		if p.sure {
			o.surely[p.last]++
			o.surely[p.first]++
		}
		if p.first == "" {
			o.alone[p.last]++
		} else {
			o.firsts[p.first]++
		}
	}
	count(o.sides, r.Sides...)
	count(o.places, r.Places...)
	count(o.terms, r.Terms...)
	count(o.names, r.Key)
	count(o.heads, r.Head)
	if r.Which != "" {
		count(o.which, r.Which)
	}
	if len(r.People) > 0 {
		o.named++
	}
	if len(r.Places) > 0 {
		o.placed++
	}
	if len(r.Days) > 0 {
		o.dated++
	}
	for _, d := range r.Days {
		o.days[d]++
	}
	o.moved = o.moved || r.Status == record.Postponed
	for i := range r.Slots {
		o.moved = o.moved || r.Slots[i].Status == record.Postponed
	}
	o.settled = o.settled || r.settled
	if r.over && o.held == 0 {
		o.held = r.Day
	}
	o.last = max(o.last, r.Day)
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
