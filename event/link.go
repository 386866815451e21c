package event

import (
	"math"

	"readout/event/cue"
	"readout/event/label"
	"readout/record"
)

// linking gives slots to events.
type linking struct{ *draft }

// link gives each slot to the event that it most probably speaks of: by what the head
// says of all its mentions together, and by how near one of them stands.
func (r linking) link(j judge) {
	var taken, of []label.Span
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
		if m := &r.ms[s.near]; s.fill == record.DateSlot && m.sentence == s.sentence &&
			cue.OfNoun(r.Text, s.Range, m.First) {
			s.event = -1 // it is of the clause's own verb, and no other event is told there
			continue
		}
		c := &r.events[s.event]
		c.slots = append(c.slots, i)
		taken, of, which = append(taken, s.Span), append(of, r.ms[s.near].Span), append(which, i)
	}
	for k, row := range j.SlotStatus(taken, of) {
		standing(r).set(&r.ss[which[k]], row)
	}
}

// speaks is what speaks for it that a slot is one of event c.
func (r linking) speaks(s *slot, c int) float64 {
	sum := 0.0
	for _, i := range r.events[c].mentions {
		sum += r.share(s, i)
	}
	return r.worth(s, r.nearest(s, c), sum)
}

// noShare is the least share that the head is taken to say.
const noShare = 1e-9

// gap is how many tokens stand between two spans.
func gap(a, b label.Span) int { return max(0, a.First-b.End, b.First-a.End) }

// nearest is the mention of event c that a slot most surely speaks of.
func (r linking) nearest(s *slot, c int) int {
	best, most := -1, 0.0
	for _, i := range r.events[c].mentions {
		if x := r.worth(s, i, r.share(s, i)); best < 0 || x > most {
			best, most = i, x
		}
	}
	return best
}

// share is what the head says of it that a slot speaks of a mention.
func (r linking) share(s *slot, mention int) float64 {
	if k := mention - s.from; k >= 0 && k < len(s.shares) && !sinceFirst(r.Text, &r.ms[mention], s.First) {
		return s.shares[k]
	}
	return 0
}

// worth is what speaks for it that a slot is of a mention's event, of which the head says so much.
func (r linking) worth(s *slot, mention int, share float64) float64 {
	m := &r.ms[mention]
	if sinceFirst(r.Text, m, s.First) {
		return math.Inf(-1)
	}
	x := float64(r.linkHead*math.Log(max(share, noShare))) - float64(r.linkFar*math.Log1p(float64(gap(s.Span, m.Span))))
	if m.sentence == s.sentence {
		x += r.linkSame
	}
	return x
}
