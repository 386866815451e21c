package event

import (
	"cmp"
	"slices"

	"readout/ledger/event/tie"
	"readout/ledger/event/timing"
	"readout/ledger/event/weights"
	"readout/record"
	"readout/store"
)

// Occasion is one event across articles.
type Occasion struct {
	Rows []*Report // in the order of publication, in which they joined; the first opened it

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
	proper   map[string]int
	short    map[string]int // words of names in capitals
	initials map[string]int // of names
	which    map[string]int
	versions map[store.VersionID]bool
	named    int // reports that name people
	placed   int // reports that give a place
	timing   timing.Event
	tied     map[store.StatementID]bool // reports that a person put here
	tried    int                        // the round of linking in which it was last tried
}

func newOccasion() *Occasion {
	o := &Occasion{versions: map[store.VersionID]bool{}, tied: map[store.StatementID]bool{}}
	for _, m := range [...]*map[string]int{&o.class, &o.people, &o.sides, &o.places, &o.terms, &o.names, &o.heads,
		&o.proper, &o.short, &o.initials, &o.which, &o.firsts, &o.alone, &o.surely} {
		*m = map[string]int{}
	}
	return o
}

// Link puts reports of events together: in the order of publication, each to the
// occasion it fits best. The order is that of the reports, not of arrival.
//
// Ties, which a person decided, come before all evidence.
func Link(reports []*Report, w weights.Linking, ties *tie.Ties) []*Occasion {
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
	r    *Report
	o    *Occasion
	sum  float64
	tied bool // a person put it there
}

// article puts the reports of one article to their occasions, the surest first: what an article
// is about is not to find its place taken by what it tells in passing.
func (l *linker) article(reports []*Report) {
	left := make([]choice, len(reports))
	for i, r := range reports {
		left[i] = l.best(r)
	}
	for len(left) > 0 {
		at := 0
		for i, c := range left {
			if c.o != nil && (left[at].o == nil || c.sum > left[at].sum) {
				at = i
			}
		}
		c := left[at]
		left = slices.Delete(left, at, at+1)
		l.put(&c)
		for i := range left { // what joined may change what the others fit
			l.changed(&left[i], c.o)
		}
	}
}

// put puts a report to the occasion chosen, or to a new one.
func (l *linker) put(c *choice) {
	if c.o == nil {
		c.o = newOccasion()
		l.all = append(l.all, c.o)
	}
	if c.tied {
		c.o.tied[c.r.ID] = true
	}
	c.o.add(c.r)
	for _, k := range c.r.Keys() {
		if !slices.Contains(l.byKey[k], c.o) {
			l.byKey[k] = append(l.byKey[k], c.o)
		}
	}
}

// changed chooses anew for a report after one occasion has changed.
func (l *linker) changed(c *choice, o *Occasion) {
	if c.o == o || l.tiedTo(c.r) != nil {
		*c = l.best(c.r)
		return
	}
	near := func(k uint64) bool { return slices.Contains(l.byKey[k], o) }
	if slices.ContainsFunc(c.r.seeks, near) {
		l.try(c, o)
	}
}

// try chooses an occasion for a report if it fits well enough, and better than the best so far.
func (l *linker) try(c *choice, o *Occasion) {
	if l.parted(c.r, o) {
		return
	}
	sum := l.comparing.sum(o, c.r, &l.w)
	if sum >= l.w.Join && (c.o == nil || sum > c.sum || sum == c.sum && o.timing.Last > c.o.timing.Last) {
		c.o, c.sum = o, sum
	}
}

type linker struct {
	w     weights.Linking
	byKey map[uint64][]*Occasion
	all   []*Occasion
	ties  *tie.Ties

	comparing comparing // reused
	round     int       // of looking through occasions
}

// best chooses the occasion that a report fits best, nil where it fits none.
func (l *linker) best(r *Report) choice {
	if o := l.tiedTo(r); o != nil {
		return choice{r: r, o: o, tied: true}
	}
	c := choice{r: r}
	l.round++
	for _, k := range r.seeks {
		for _, o := range l.byKey[k] {
			if o.tried != l.round {
				o.tried = l.round
				l.try(&c, o)
			}
		}
	}
	return c
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
	count(o.proper, r.proper...)
	count(o.short, r.short...)
	count(o.initials, r.initials...)
	if r.Which != "" {
		count(o.which, r.Which)
	}
	if len(r.People) > 0 {
		o.named++
	}
	if len(r.Places) > 0 {
		o.placed++
	}
	t := &o.timing
	t.Give(r.Days)
	t.Moved = t.Moved || r.Status == record.Postponed
	for i := range r.Slots {
		t.Moved = t.Moved || r.Slots[i].Status == record.Postponed
	}
	t.Settled = t.Settled || r.settled
	if r.over && t.Held == 0 {
		t.Held = r.Day
	}
	t.Last = max(t.Last, r.Day)
}

// Joins is why each of the Rows joined those before it, which linking does not keep.
func (o *Occasion) Joins(w *weights.Linking) []Fit {
	before := newOccasion()
	out := make([]Fit, len(o.Rows))
	for i, r := range o.Rows {
		switch {
		case i == 0:
		case o.tied[r.ID]:
			out[i] = Fit{Parts: []Part{{What: "a person put it here"}}}
		default:
			out[i] = before.Fit(r, w)
		}
		before.add(r)
	}
	return out
}

// Until is the occasion as far as it was reported by the end of a day, nil where it
// was not.
func (o *Occasion) Until(day string) *Occasion {
	end := store.EndOf(day)
	c := newOccasion()
	c.tied = o.tied
	for _, e := range o.Rows {
		if e.Version.Since < end {
			c.add(e)
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
	c.tied = o.tied
	for _, r := range o.Rows {
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
