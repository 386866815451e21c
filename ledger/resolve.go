package ledger

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"readout/record"
	"readout/store"
)

// report is what one article says of an event, with the keys it is compared by.
type report struct {
	*store.Event
	class, name   string
	people, sides []string
	places        []string
	near          []string  // who may take part
	day           store.Day // of publication
	from, to      store.Day // when the event is said to be; 0 is not said
	shown         Article
}

func newReport(e *store.Event) *report {
	r := &report{Event: e, class: eventClass(e), name: NameKey(e.Name), places: placeKeys(e), day: e.ID.Version().Day(), shown: articleOf(&e.Version)}
	r.people, r.sides, r.near = partyKeys(e)
	r.from, r.to = timeRange(e.Time)
	return r
}

// occasion is one event across articles while reports are put together.
type occasion struct {
	class    string
	rows     []*report
	people   map[string]int
	sides    map[string]int
	places   map[string]int
	names    map[string]int
	times    map[string]int // days that reports give
	last     store.Day      // of publication
	moved    bool           // a report says that it was put off
	lastTime string
	speakers map[string]string // the first name given of each surname
}

const (
	// sameDays: reports that give days this close speak of one event; one of them
	// errs, or another zone's day is meant.
	sameDays = 3
	// staleDays: a report that gives no day speaks of an event last written of
	// within this time, or planned for not longer ago than half of it.
	staleDays = 60
	// putOffDays: an event that was put off may come back within this time.
	putOffDays = 200
)

// occasions puts reports of events together: in the order of publication, each to
// the occasion it fits best. The order is that of the reports, not of arrival.
func occasions(rows []*report) []*occasion {
	order := slices.Clone(rows)
	slices.SortFunc(order, func(x, y *report) int {
		return cmp.Or(store.CompareTimes(x.Version.Since, y.Version.Since), cmp.Compare(x.Version.Key.Outlet, y.Version.Key.Outlet),
			cmp.Compare(x.Version.Key.Ident, y.Version.Key.Ident), slices.Compare(x.Version.SHA256[:], y.Version.SHA256[:]), cmp.Compare(x.ID.N(), y.ID.N()))
	})
	// A report can only fit an occasion with which it shares a person, a side, the
	// place or the name.
	byKey := map[string][]*occasion{}
	var out []*occasion
	for _, r := range order {
		var best *occasion
		bestScore := 0
		tried := map[*occasion]bool{}
		for _, k := range r.lookups() {
			for _, o := range byKey[k] {
				if tried[o] {
					continue
				}
				tried[o] = true
				if s := o.fits(r); s > bestScore || s == bestScore && s > 0 && o.last > best.last {
					best, bestScore = o, s
				}
			}
		}
		if best == nil {
			best = newOccasion(r.class)
			out = append(out, best)
		}
		best.add(r)
		for _, k := range r.lookups() {
			if !slices.Contains(byKey[k], best) {
				byKey[k] = append(byKey[k], best)
			}
		}
	}
	return out
}

// lookups are the keys under which occasions that may fit are found.
func (r *report) lookups() []string {
	keys := make([]string, 0, len(r.people)+len(r.near)+len(r.sides)+len(r.places)+1)
	for _, p := range append(r.people[:len(r.people):len(r.people)], r.near...) {
		keys = append(keys, r.class+"|p|"+p)
	}
	for _, s := range r.sides {
		keys = append(keys, r.class+"|s|"+s)
	}
	for _, p := range r.places {
		keys = append(keys, r.class+"|l|"+p)
	}
	return append(keys, r.class+"|n|"+r.name)
}

func newOccasion(class string) *occasion {
	return &occasion{class: class, people: map[string]int{}, sides: map[string]int{}, places: map[string]int{}, names: map[string]int{}, times: map[string]int{}, speakers: map[string]string{}}
}

func (o *occasion) add(r *report) {
	o.rows = append(o.rows, r)
	for _, k := range r.people {
		o.people[k]++
	}
	for _, k := range r.sides {
		o.sides[k]++
	}
	for _, k := range r.places {
		o.places[k]++
	}
	o.names[r.name]++
	if r.from > 0 && r.from == r.to {
		o.times[r.from.String()]++
		o.lastTime = r.from.String()
	}
	o.moved = o.moved || r.Status == record.Postponed
	for i := range r.Slots {
		o.moved = o.moved || r.Slots[i].Status == record.Postponed
	}
	o.last = max(o.last, r.day)
}

// fits scores how well a report fits, 0 where it speaks of something else.
func (o *occasion) fits(r *report) int {
	nPeople, nSides, nNear := common(r.people, o.people), common(r.sides, o.sides), common(r.near, o.people)
	timeScore := o.fitsTime(r)
	place := common(r.places, o.places) > 0
	name := o.names[r.name] > 0
	switch {
	case timeScore < 0:
		return 0
	case len(r.people) > 0 && len(o.people) > 0 && nPeople == 0:
		return 0
	case len(r.people) >= 2 && len(o.people) >= 2 && nPeople < 2 && timeScore < 3 && !(place && name):
		return 0 // one of two is another: the same only if all else agrees
	case len(r.people) == 0 && len(r.sides) > 0 && len(o.sides) > 0 && nSides == 0:
		return 0
	}
	strong := nPeople >= 2 || nSides >= 2 || nNear >= 2 ||
		nPeople+nSides+nNear >= 1 && (place || timeScore >= 3 || name) ||
		len(r.people)+len(r.sides) == 0 && (place && (timeScore >= 3 || name) || name && timeScore >= 3)
	if !strong {
		return 0
	}
	score := 1 + 2*nPeople + nSides + nNear + timeScore
	if place {
		score += 2
	}
	if name {
		score++
	}
	return score
}

// fitsTime is 3 for the same day, 1 or 2 for days that may be one, 0 where nothing
// can be said, -1 for another time.
func (o *occasion) fitsTime(r *report) int {
	if r.from > 0 && len(o.times) > 0 {
		best := -1
		for t := range o.times {
			d := store.DayOf(t)
			switch {
			case r.from == r.to && d == r.from:
				return 3
			case d >= r.from && d <= r.to:
				best = max(best, 2)
			case d >= r.from-sameDays && d <= r.to+sameDays, o.moved && d >= r.from-putOffDays && d <= r.to+putOffDays:
				best = max(best, 1)
			}
		}
		return best
	}
	switch {
	case r.day == 0 || o.last == 0:
		return 0
	case r.day-o.last > staleDays:
		return -1
	case o.lastTime != "" && r.day-store.DayOf(o.lastTime) > staleDays/2:
		return -1
	case r.from > 0 && (r.from-o.last > 3*staleDays || o.last-r.to > staleDays):
		return -1
	}
	return 0
}

// timeRange is the first and last day of a TIMEX3 value: a day, an ISO week, a
// month or a year; zeros for any other.
func timeRange(value string) (from, to store.Day) {
	if len(value) > 10 {
		value = value[:10]
	}
	if year, week, ok := strings.Cut(value, "-W"); ok {
		y, err1 := strconv.Atoi(year)
		w, err2 := strconv.Atoi(week)
		if err1 != nil || err2 != nil || w < 1 || w > 53 {
			return 0, 0
		}
		// The fourth of January is in week 1 (ISO 8601).
		t := time.Date(y, 1, 4, 0, 0, 0, 0, time.UTC)
		t = t.AddDate(0, 0, 7*(w-1)-(int(t.Weekday())+6)%7)
		from = store.DayOf(t.Format("2006-01-02"))
		return from, from + 6
	}
	if from = store.DayOf(value); from == 0 {
		return 0, 0
	}
	if end := store.EndOf(value); len(value) < 10 && len(end) == len(value) {
		return from, store.DayOf(end) - 1
	}
	return from, from
}

func common(list []string, set map[string]int) int {
	n := 0
	for _, x := range list {
		if set[x] > 0 {
			n++
		}
	}
	return n
}

const (
	// maxRows bounds how many reports of events one answer looks at: the newest. A
	// dossier that meets the bound says so.
	maxRows = 1000
	// maxFound bounds how many reports a name or a time finds; what they have in
	// common finds the others.
	maxFound = 150
)

// gathering is what one answer reads of events.
type gathering struct {
	asOf  string
	rows  []*report
	found map[store.StatementID]bool // what was asked for, as against what may belong to it
	have  map[store.StatementID]bool
	asked map[uint64]bool // keys
	cut   bool            // there are more
}

// gather reads the reports a filter finds, and all that may speak of the same
// events, and gives the events of the former.
//
// A report need not share a key with every other of its event: what the reports
// found lead to leads on, until nothing new comes. So an event is the same from
// whichever report it is asked for. Where very many are found it is left at one
// step: nearly all of an event is among them.
func (l *Ledger) gather(ctx context.Context, f store.EventFilter) ([]*occasion, *gathering, error) {
	first, err := l.st.Events(ctx, f)
	if err != nil {
		return nil, nil, fmt.Errorf("ledger: reading events: %w", err)
	}
	g := &gathering{asOf: f.AsOf, found: map[store.StatementID]bool{}, have: map[store.StatementID]bool{}, asked: map[uint64]bool{}}
	for i := range first {
		g.found[first[i].ID] = true
	}
	g.take(first)
	from := slices.Clone(g.rows)
	for range maxSteps {
		more, err := l.follow(ctx, g, from)
		if err != nil {
			return nil, nil, err
		}
		list := g.occasions()
		if !more || len(first) > maxFound {
			return list, g, nil
		}
		from = from[:0]
		for _, o := range list {
			from = append(from, o.rows...)
		}
	}
	return g.occasions(), g, nil
}

// maxSteps bounds how far reports lead to each other.
const maxSteps = 4

// take adds reports that were not read before.
func (g *gathering) take(list []store.Event) (more bool) {
	for i := range list {
		if id := list[i].ID; !g.have[id] {
			g.have[id] = true
			g.rows = append(g.rows, newReport(&list[i]))
			more = true
		}
	}
	return more
}

// follow reads what shares a key with the events given.
func (l *Ledger) follow(ctx context.Context, g *gathering, from []*report) (more bool, err error) {
	var keys []uint64
	for _, r := range from {
		for _, k := range r.keys() {
			if !g.asked[k] {
				g.asked[k] = true
				keys = append(keys, k)
			}
		}
	}
	for chunk := range slices.Chunk(keys, 500) {
		list, err := l.st.Events(ctx, store.EventFilter{Keys: chunk, AsOf: g.asOf, Limit: maxRows})
		if err != nil {
			return false, fmt.Errorf("ledger: reading events: %w", err)
		}
		g.cut = g.cut || len(list) == maxRows
		more = g.take(list) || more
	}
	return more, nil
}

// occasions are the events of the reports found.
func (g *gathering) occasions() []*occasion {
	return slices.DeleteFunc(occasions(g.rows), func(o *occasion) bool {
		return !slices.ContainsFunc(o.rows, func(e *report) bool { return g.found[e.ID] })
	})
}

// addDays moves a day of the calendar.
func addDays(day string, n int) string {
	t, err := time.Parse("2006-01-02", day)
	if err != nil {
		return day
	}
	return t.AddDate(0, 0, n).Format("2006-01-02")
}
