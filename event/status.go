package event

import (
	"math"

	"readout/event/days"
	"readout/event/label"
	"readout/record"
)

// setStatus gives a slot the most probable status: by what the head says of the slot
// and by that of its event, as far as its day allows.
func (r *reading) setStatus(s *slot, row []float32) {
	names := r.j.statuses()
	event := r.statusShares(&r.events[s.event])
	logits := make([]float32, len(names))
	own := r.statusEvent
	if r.denied(s) {
		own = 0 // a planned summit says nothing of what is not planned for it
	}
	for k, name := range names {
		logits[k] = row[k] + float32(own*math.Log(event[k]+leastStatus))
		if name == record.Held {
			logits[k] += float32(r.statusHeld)
		}
		if r.impossible(s, name) {
			logits[k] -= barred
		}
	}
	shares := make([]float64, len(logits))
	label.Softmax(shares, logits)
	best := label.Argmax(shares)
	s.status, s.sure = names[best], shares[best]
}

const (
	// leastStatus keeps an event from barring a status of its slots.
	leastStatus = 0.01
	// unlikely is what is left of an event's share of a status that one of its days bars.
	unlikely = 0.1
	// barred is what is taken from the logit of a status that cannot be.
	barred = 20
)

// statusShares is how probable each status of an event is, by its mentions together.
func (r *reading) statusShares(c *cluster) []float64 {
	sums := make([]float64, len(r.j.statuses()))
	for _, m := range c.mentions {
		for k, share := range r.ms[m].status {
			sums[k] += share / float64(len(c.mentions))
		}
	}
	for _, i := range c.slots {
		if r.fills[r.ss[i].Kind] != record.DateSlot {
			continue
		}
		for k, name := range r.j.statuses() {
			if r.impossible(&r.ss[i], name) {
				sums[k] *= unlikely
			}
		}
	}
	return sums
}

// impossible reports whether a slot's own day, told with its year, rules a status out:
// nothing was held on a day to come, and nothing is planned for a year gone by.
func (r *reading) impossible(s *slot, status string) bool {
	x := r.dateOf(s)
	if x == nil || r.fills[s.Kind] != record.DateSlot || len(r.d.Published) < len("2006-01-02") {
		return false
	}
	value := days.Day(x.Value)
	n := min(len(value), len(r.d.Published))
	switch status {
	case record.Held:
		return value[:n] > r.d.Published[:n] && r.facing(x, status) == days.Weekend(value)
	case record.Planned, record.Likely, record.Possible, record.Undecided:
		return value[:n] < r.d.Published[:n] && value[:4] < r.d.Published[:4] && r.facing(x, status) == days.Weekend(value)
	}
	return false
}
