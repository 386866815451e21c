package event

import (
	"math"
	"slices"

	"readout/doc"
	"readout/event/label"
	"readout/event/words"
	"readout/record"
)

// cluster joins mentions into events, first to last: each goes to the event with whose
// mentions it agrees best on average, if that speaks for it at all and no hard
// constraint of dossier.md speaks against it. The mean keeps an event of many mentions
// from drawing all others in.
func (r *reading) cluster() {
	r.gather()
	for i := range r.ms {
		r.ms[i].with = guests{r}.with(&r.ms[i])
	}
	p := newPairs(r)
	r.pairs = p
	for i := range r.ms {
		m := &r.ms[i]
		best, top := -1, 0.0
		for c := range r.events {
			if x := p.together(i, r.events[c].mentions); x > top && !r.apart(m, &r.events[c]) {
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

// gather gives mentions the days and the people that are theirs for sure.
func (r *reading) gather() {
	for i := range r.ss {
		s := &r.ss[i]
		if k := r.fills[s.Kind]; (k == record.PlaceSlot || k == record.VenueSlot) && len(s.shares) > 0 {
			if best := label.Argmax(s.shares); s.shares[best] >= r.sureLink {
				if e := r.entityOf(s, doc.Place, doc.Facility); e >= 0 {
					m := &r.ms[s.from+best]
					m.places = append(m.places, e)
				}
			}
		}
		if t := r.dateOf(s); t != nil && len(s.shares) > 0 {
			if best := label.Argmax(s.shares); s.shares[best] >= r.sureLink {
				m := &r.ms[s.from+best]
				m.years = append(m.years, t.Value[:4])
				m.days = append(m.days, day(t.Value))
			}
		}
	}
}

// apart reports whether a mention cannot name an event: another year, another pair of
// people, "another", "next", "second" or "previous".
func (r *reading) apart(m *mention, c *cluster) bool {
	if m.which != "" && m.which != c.which && (words.Another.Has(m.which) || c.which != "") {
		return true
	}
	return r.otherYear(m, c) || r.otherPair(m, c) || slices.ContainsFunc(c.mentions, func(i int) bool {
		return r.others(m, &r.ms[i]) || r.sinceFirst(&r.ms[i], m.First)
	})
}

// sinceFirst reports whether a token tells of the time before a mention: "the first visit since
// [January], when he went to Sund".
func (r *reading) sinceFirst(m *mention, token int) bool {
	if token < m.End || r.d.SentenceOf(token) != m.sentence || !r.after(m.End, m.First, words.Firstly) &&
		!r.is(m.First-1, words.Firstly) {
		return false
	}
	return r.after(token+1, m.End, words.Since)
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

// link gives each slot to the event that it most probably speaks of: by what the head
// says of all its mentions together, and by how near one of them stands.
func (r *reading) link() {
	var taken []slot
	var of []mention
	var which []int
	for i := range r.ss {
		s := &r.ss[i]
		if len(s.shares) == 0 {
			continue
		}
		logits := make([]float32, len(r.events))
		for c := range r.events {
			logits[c] = float32(r.speaks(s, c))
		}
		shares := make([]float64, len(logits))
		label.Softmax(shares, logits)
		s.event = label.Argmax(shares)
		s.link = shares[s.event]
		s.near = r.nearest(s, s.event)
		c := &r.events[s.event]
		c.slots = append(c.slots, i)
		taken, of, which = append(taken, *s), append(of, r.ms[s.near]), append(which, i)
	}
	for k, row := range r.j.slotStatus(taken, of) {
		r.setStatus(&r.ss[which[k]], row)
	}
}

// speaks is what speaks for it that a slot is one of event c.
func (r *reading) speaks(s *slot, c int) float64 {
	sum := 0.0
	for _, i := range r.events[c].mentions {
		sum += r.share(s, i)
	}
	return r.worth(s, r.nearest(s, c), sum)
}

// noShare is the least share that the head is taken to say.
const noShare = 1e-9

// gap is how many tokens stand between two spans.
func gap(a, b span) int { return max(0, a.First-b.End, b.First-a.End) }

// nearest is the mention of event c that a slot most surely speaks of.
func (r *reading) nearest(s *slot, c int) int {
	best, most := -1, 0.0
	for _, i := range r.events[c].mentions {
		if x := r.worth(s, i, r.share(s, i)); best < 0 || x > most {
			best, most = i, x
		}
	}
	return best
}

// share is what the head says of it that a slot speaks of a mention.
func (r *reading) share(s *slot, mention int) float64 {
	if k := mention - s.from; k >= 0 && k < len(s.shares) && !r.sinceFirst(&r.ms[mention], s.First) {
		return s.shares[k]
	}
	return 0
}

// worth is what speaks for it that a slot is of a mention's event, of which the head says so much.
func (r *reading) worth(s *slot, mention int, share float64) float64 {
	m := &r.ms[mention]
	if r.sinceFirst(m, s.First) {
		return math.Inf(-1)
	}
	x := float64(r.linkHead*math.Log(max(share, noShare))) - float64(r.linkFar*math.Log1p(float64(gap(s.span, m.span))))
	if m.sentence == s.sentence {
		x += r.linkSame
	}
	return x
}
