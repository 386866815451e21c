package event

import (
	"slices"

	"readout/doc"
	"readout/event/company"
	"readout/event/days"
	"readout/event/head"
	"readout/event/label"
	"readout/event/phrase"
	"readout/event/value"
	"readout/event/words"
	"readout/record"
)

// joining makes events of mentions.
type joining struct {
	*draft
	pairs *pairs
}

// cluster joins mentions into events, first to last: each goes to the event with whose
// mentions it agrees best on average, if that speaks for it at all and no hard
// constraint of dossier.md speaks against it. The mean keeps an event of many mentions
// from drawing all others in.
func (r joining) cluster() {
	for i := range r.ms {
		if m := &r.ms[i]; meets[r.kinds[m.Kind]] {
			m.with = company.With(r.Text, m.Range)
		}
		if m := &r.ms[i]; r.kinds[m.Kind] == meetingKind {
			m.two = company.Two(r.Text, m.Range)
		}
		if m := &r.ms[i]; r.Lemma(r.Head(m.Range), words.Alone) {
			m.owners = slices.DeleteFunc(company.Owners(r.Text, m.Range), func(e int) bool {
				return r.Entities[e].Kind != doc.Person
			})
		}
	}
	r.gather()
	for i := range r.ms {
		m := &r.ms[i]
		best, top := -1, 0.0
		for _, c := range r.inReach(i) {
			v := r.events[c]
			from, _ := slices.BinarySearch(v.mentions, i-head.Reach)
			v.mentions = v.mentions[from:]
			if x := r.pairs.together(i, v.mentions); x > top && !r.pairs.otherwise(i, v.mentions) && !r.apart(m, &v) {
				best, top = c, x
			}
		}
		if best < 0 {
			best = len(r.events)
			r.events = append(r.events, cluster{})
		}
		m.event = best
		c := &r.events[best]
		c.mentions = append(c.mentions, i)
		if m.which != "" {
			c.which = m.which
		}
	}
}

// inReach is the events of the mentions before mention i that it is weighed against, in the
// order of the text.
func (r joining) inReach(i int) []int {
	var out []int
	for k := max(0, i-head.Reach); k < i; k++ {
		out = append(out, r.ms[k].event)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// gather gives mentions the days and the places that are theirs for sure. Who meets is no place: "the Norland-Ostmark
// summit".
func (r joining) gather() {
	for i := range r.ss {
		s := &r.ss[i]
		m := r.owner(s)
		if m == nil {
			continue
		}
		if s.fill == record.PlaceSlot || s.fill == record.VenueSlot {
			if e := value.Place(r.Text, s.Range); e >= 0 {
				m.places = append(m.places, e)
				if s.fill == record.PlaceSlot && !slices.Contains(m.with, e) {
					m.towns = append(m.towns, e)
				}
			}
		}
		if t := value.Day(r.Text, s.Range); t != nil {
			m.years = append(m.years, t.Value[:4])
			m.days = append(m.days, days.Day(t.Value))
		}
	}
}

// owner is the mention that a slot surely speaks of, nil where none is sure.
func (r joining) owner(s *slot) *mention {
	if len(s.shares) == 0 {
		return nil
	}
	best := label.Argmax(s.shares)
	if s.shares[best] < r.sureLink {
		return nil
	}
	return &r.ms[s.from+best]
}

// apart reports whether a mention cannot name an event: another year, another pair of
// people, "another", "next", "second" or "previous".
func (r joining) apart(m *mention, c *cluster) bool {
	if m.which != "" && m.which != c.which && (words.Another.Has(m.which) || c.which != "") {
		return true
	}
	if r.otherYear(m, c) || r.otherDay(m, c) || r.otherPair(m, c) || r.otherOwner(m, c) {
		return true
	}
	return slices.ContainsFunc(c.mentions, func(i int) bool {
		o := &r.ms[i]
		return r.others(m, o) || company.OtherTwo(r.Text, m.two, o.two) || r.elsewhere(m, o) || sinceFirst(r.Text, o, m.First)
	})
}

// sinceFirst reports whether a token tells of the time before a mention: "the first visit since
// [January], when he went to Sund".
func sinceFirst(x phrase.Text, m *mention, token int) bool {
	if token < m.End || x.SentenceOf(token) != m.sentence || !x.HasIn(m.First-1, m.End, words.Firstly) {
		return false
	}
	return x.HasIn(m.End, token+1, words.Since)
}

func (r joining) otherYear(m *mention, c *cluster) bool {
	var years []string
	for _, i := range c.mentions {
		years = append(years, r.ms[i].years...)
	}
	common := func(y string) bool { return slices.Contains(years, y) }
	return len(years) > 0 && len(m.years) > 0 && !slices.ContainsFunc(m.years, common)
}

// otherDay reports whether a mention and an event are each surely of days of their own, days apart from each other:
// "the debate on Sunday", "the debate on Wednesday of next week". A visit goes on for days.
func (r joining) otherDay(m *mention, c *cluster) bool {
	if r.kinds[m.Kind] == visitKind {
		return false
	}
	var own []string
	for _, i := range c.mentions {
		own = append(own, r.ms[i].days...)
	}
	return len(own) > 0 && len(m.days) > 0 && !slices.ContainsFunc(m.days, func(x string) bool {
		return slices.ContainsFunc(own, func(y string) bool { return days.Near(x, y) })
	})
}

// otherPair reports whether a mention and an event name two people each, and not the same
// two. A summit of many is told as several pairs.
func (r joining) otherPair(m *mention, c *cluster) bool {
	if len(m.people) != 2 || r.kinds[m.Kind] != meetingKind {
		return false
	}
	var people []int
	for _, i := range c.mentions {
		for _, p := range r.ms[i].people {
			if !slices.Contains(people, p) {
				people = append(people, p)
			}
		}
	}
	return len(people) == 2 && (!slices.Contains(people, m.people[0]) || !slices.Contains(people, m.people[1]))
}

// otherOwner reports whether what one person does is said to be of one person here and of others there: "Vask's
// testimony", "Orr's testimony".
func (r joining) otherOwner(m *mention, c *cluster) bool {
	if len(m.owners) == 0 {
		return false
	}
	var owners []int
	for _, i := range c.mentions {
		owners = append(owners, r.ms[i].owners...)
	}
	common := func(e int) bool { return slices.Contains(owners, e) }
	return len(owners) > 0 && !slices.ContainsFunc(m.owners, common)
}

// elsewhere reports whether two mentions, called by other words, are surely of other places: "the debate in Lausen", "a
// rally in Ostby". A hall is in some town, and a trip goes to many. A visit is one by where it goes.
func (r joining) elsewhere(a, b *mention) bool {
	if len(a.towns) == 0 || len(b.towns) == 0 {
		return false
	}
	if r.kinds[a.Kind] == visitKind && r.kinds[b.Kind] == visitKind {
		return !r.tour(a) && !r.tour(b) && r.abroad(a.towns, b.towns)
	}
	if r.Words[r.Head(a.Range)].Lemma == r.Words[r.Head(b.Range)].Lemma ||
		r.kinds[a.Kind] == visitKind || r.kinds[b.Kind] == visitKind {
		return false
	}
	return !slices.ContainsFunc(a.towns, func(e int) bool { return slices.Contains(b.towns, e) })
}

// others reports whether two mentions name each whom somebody meets, and nobody of the one is
// of the other or known to take part in it: "talks with Vask", "lunch with Orr". A state is one
// with its leader.
func (r joining) others(a, b *mention) bool {
	if len(a.with) == 0 || len(b.with) == 0 {
		return false
	}
	known := func(x int, m *mention) bool {
		one := func(y int) bool {
			c := r.Entities[x].Country
			return x == y || c != "" && c == r.Entities[y].Country
		}
		return slices.ContainsFunc(m.with, one) || slices.ContainsFunc(m.people, one)
	}
	return !slices.ContainsFunc(a.with, func(x int) bool { return known(x, b) }) &&
		!slices.ContainsFunc(b.with, func(x int) bool { return known(x, a) })
}

// tour reports whether a mention is of what goes to several places.
func (r joining) tour(m *mention) bool { return r.Lemma(r.Head(m.Range), words.Tour) }

// abroad reports whether none of some places may be one of others, or in it: of two in one country one may hold
// the other, and of one in no country that is known ("Asia") nothing is known.
func (r joining) abroad(x, y []int) bool {
	for _, a := range x {
		for _, b := range y {
			c, d := r.Entities[a].Country, r.Entities[b].Country
			if a == b || c == d && c != "" || (c == "") != (d == "") {
				return false
			}
		}
	}
	return true
}
