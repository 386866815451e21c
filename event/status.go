package event

import (
	"math"

	"readout/event/cue"
	"readout/event/label"
	"readout/event/value"
	"readout/record"
)

// standing weighs the statuses of events and of their slots.
type standing struct{ *draft }

// set gives a slot the most probable status: by what the head says of the slot
// and by that of its event, as far as its day allows.
func (r standing) set(s *slot, row []float32) {
	event := r.shares(&r.events[s.event])
	logits := make([]float32, len(r.statuses))
	own := r.statusEvent
	if cue.Denied(r.Text, s.Range) {
		own = 0 // a planned summit says nothing of what is not planned for it
	}
	for k, name := range r.statuses {
		logits[k] = row[k] + float32(own*math.Log(event[k]+leastStatus))
		if name == record.Held {
			logits[k] += float32(r.statusHeld)
		}
		if r.barred(s, name) {
			logits[k] -= barred
		}
	}
	shares := make([]float64, len(logits))
	label.Softmax(shares, logits)
	best := label.Argmax(shares)
	s.status, s.sure = r.statuses[best], shares[best]
	s.weighed = shares
}

const (
	// leastStatus keeps an event from barring a status of its slots.
	leastStatus = 0.01
	// unlikely is what is left of an event's share of a status that one of its days bars.
	unlikely = 0.1
	// barred is what is taken from the logit of a status that cannot be.
	barred = 20
)

// weight is how sure the heads are that a slot has a status of a group.
func (r standing) weight(s *slot, of int) float64 {
	sum := 0.0
	for k, share := range s.weighed {
		if group(r.statuses[k]) == of {
			sum += share
		}
	}
	return sum
}

// barred reports whether a slot is a day that rules a status out.
func (r standing) barred(s *slot, status string) bool {
	return s.fill == record.DateSlot && value.Bars(r.Text, s.Range, status)
}

// shares is how probable each status of an event is, by its mentions together.
func (r standing) shares(c *cluster) []float64 {
	sums := make([]float64, len(r.statuses))
	for _, m := range c.mentions {
		for k, share := range r.ms[m].status {
			sums[k] += share / float64(len(c.mentions))
		}
	}
	for _, i := range c.slots {
		if r.ss[i].fill != record.DateSlot {
			continue
		}
		for k, name := range r.statuses {
			if r.barred(&r.ss[i], name) {
				sums[k] *= unlikely
			}
		}
	}
	return sums
}

// of is the status that an event's mentions together find most probable.
func (r standing) of(c *cluster) string {
	if c.status != "" {
		return c.status
	}
	shares := r.shares(c)
	for k := range shares {
		if r.statuses[k] == record.Held {
			shares[k] *= label.Exp(r.statusHeld)
		}
	}
	return r.statuses[label.Argmax(shares)]
}

// sureness is how surely an event has a status, or one that a reader would not confuse with it, by what the heads find.
// Words that decide it make sure what the heads find likely: of 26 events of the development threads 14 of 14 are right
// then, and one of 12 of those that the heads find unlikely.
func (r standing) sureness(c *cluster, status string) float64 {
	own := r.own(c, status)
	if c.moved { // what was put off to a day is planned for it
		own = max(own, r.own(c, record.Postponed))
	}
	if c.status != "" && own >= likely {
		return 1
	}
	return own
}

// own is the share of an event's statuses that a reader would not confuse with one.
func (r standing) own(c *cluster, status string) float64 {
	sum, own := 0.0, 0.0
	for k, share := range r.shares(c) {
		if r.statuses[k] == record.Held {
			share *= label.Exp(r.statusHeld)
		}
		sum += share
		if group(r.statuses[k]) == group(status) {
			own += share
		}
	}
	return own / max(sum, leastStatus)
}

// likely is the share from which the heads find a status likely.
const likely = 0.5

// The groups of statuses: what a reader would not confuse.
const (
	past = iota
	firm
	unsettled
	negative
)

func group(status string) int {
	switch status {
	case record.Held:
		return past
	case record.Planned, record.Likely:
		return firm
	case record.Possible, record.Undecided, record.Declined, record.Referred:
		return unsettled
	}
	return negative
}

func unsettledPlan(status string) bool { return group(status) == firm }
