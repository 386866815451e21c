package event

import (
	"slices"
)

// cluster joins mentions into events, first to last: each goes to the event whose
// mentions together have the greatest share, if that is more than the share of none.
//
// Source: antecedent ranking with marginals over antecedents, as the head is trained
// (Lee et al. 2017); the hard constraints are dossier.md's.
func (r *reading) cluster() {
	r.gather()
	for i, x := range r.j.antecedents(r.ms) {
		m := &r.ms[i]
		shares := make([]float64, 1+len(x.list))
		softmax(shares, append([]float32{x.none + r.newEvent}, x.list...))
		sums := make([]float64, len(r.events))
		for j, share := range shares[1:] {
			sums[r.ms[x.from+j].event] += share
		}
		best, top := -1, shares[0]
		for c, sum := range sums {
			if sum > top && !r.apart(m, &r.events[c]) {
				best, top = c, sum
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

// gather gives mentions the days and the people that are theirs for sure.
func (r *reading) gather() {
	for i := range r.ss {
		s := &r.ss[i]
		if t := r.dateOf(s); t != nil && len(s.shares) > 0 {
			if best := argmax(s.shares); s.shares[best] >= r.sureLink {
				m := &r.ms[s.from+best]
				m.years = append(m.years, t.Value[:4])
			}
		}
	}
}

// apart reports whether a mention cannot name an event: another year, another pair of
// people, "another", "next", "second" or "previous".
func (r *reading) apart(m *mention, c *cluster) bool {
	if m.which != "" && m.which != c.which && (words["another"][m.which] || c.which != "") {
		return true
	}
	return r.otherYear(m, c) || r.otherPair(m, c)
}

func (r *reading) otherYear(m *mention, c *cluster) bool {
	var years []string
	for _, i := range c.mentions {
		years = append(years, r.ms[i].years...)
	}
	common := func(y string) bool { return slices.Contains(years, y) }
	return len(years) > 0 && len(m.years) > 0 && !slices.ContainsFunc(m.years, common)
}

// otherPair reports whether a mention and an event name two people each, and not the same
// two. A summit of many is told as several pairs.
func (r *reading) otherPair(m *mention, c *cluster) bool {
	if len(m.people) != 2 || r.kinds[m.kind] != "meeting" {
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

// link gives each slot to the event whose mentions together have the greatest share.
func (r *reading) link() {
	var taken []slot
	var of []mention
	var which []int
	for i := range r.ss {
		s := &r.ss[i]
		sums := make([]float64, len(r.events))
		for j, share := range s.shares {
			sums[r.ms[s.from+j].event] += share
		}
		if len(sums) == 0 {
			continue
		}
		s.event = argmax(sums)
		s.link = sums[s.event]
		s.near = r.nearest(s)
		c := &r.events[s.event]
		c.slots = append(c.slots, i)
		taken, of, which = append(taken, *s), append(of, r.ms[s.near]), append(which, i)
	}
	names := r.j.statuses()
	for k, row := range r.j.slotStatus(taken, of) {
		shares := make([]float64, len(row))
		softmax(shares, row)
		best := argmax(shares)
		s := &r.ss[which[k]]
		s.status, s.sure = names[best], shares[best]
	}
}

// nearest is the mention of a slot's event whose first token is next to the slot's.
func (r *reading) nearest(s *slot) int {
	best, least := -1, 0
	for _, i := range r.events[s.event].mentions {
		if gap := abs(r.ms[i].first - s.first); best < 0 || gap < least {
			best, least = i, gap
		}
	}
	return best
}

func abs(x int) int { return max(x, -x) }
