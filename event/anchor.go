package event

import (
	"cmp"
	"slices"

	"readout/event/label"
	"readout/record"
)

// What is surely said of an event is said of one mention. Mentions are joined by evidence, which
// errs; so an event is told from the mention that its surest day or place is of, and everything
// else counts as far as its own mention surely names the same event.

// anchoring finds the mention that each event is told from.
type anchoring struct {
	*draft
	pairs *pairs
}

// anchor is the mention that an event is told from.
func (r anchoring) anchor(c *cluster) int {
	best, most := -1, 0.0
	for _, i := range c.slots {
		s := &r.ss[i]
		x := s.Score * s.link * s.sure
		switch s.fill {
		case record.DateSlot:
		case record.PlaceSlot, record.VenueSlot:
			x *= placeAnchors
		default:
			x *= restAnchors
		}
		if x > most {
			best, most = s.near, x
		}
	}
	if best < 0 {
		best = slices.MaxFunc(c.mentions, func(a, b int) int { return cmp.Compare(r.ms[a].Score, r.ms[b].Score) })
	}
	return best
}

// What a slot that is no day counts for what an event is told from.
const (
	placeAnchors = 0.9 // a day tells events apart best
	restAnchors  = 0.5
)

// oneWith is how surely two mentions name one event.
func (r anchoring) oneWith(a, b int) float64 {
	if a == b {
		return 1
	}
	sum := r.anchorBias
	for k, x := range r.pairs.evidence(max(a, b), min(a, b)) {
		if k != pairBias {
			sum += float64(r.pair[k] * x)
		}
	}
	return label.Sigmoid(float32(sum))
}

// tellFrom weighs the mentions of each event against the one that it is told from.
func (r anchoring) tellFrom() {
	for k := range r.events {
		c := &r.events[k]
		c.anchor = r.anchor(c)
		c.one = make([]float64, len(c.mentions))
		for i, m := range c.mentions {
			c.one[i] = r.oneWith(m, c.anchor)
		}
	}
}

// surely is how surely a mention of an event names what is told of it.
func (c *cluster) surely(mention int) float64 {
	if i := slices.Index(c.mentions, mention); i >= 0 {
		return c.one[i]
	}
	return 0
}
