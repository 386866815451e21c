package event

import (
	"cmp"
	"math"
	"slices"

	"readout/doc"
	"readout/event/label"
	"readout/event/words"
	"readout/record"
)

const by = "event/heads"

// told reports whether an event is sure enough to be told: one of which nothing is said
// must be named in words that leave less doubt.
func (r *reading) told(c *cluster) bool {
	best := 0.0
	for _, m := range c.mentions {
		best = max(best, r.ms[m].Score)
	}
	return best >= r.bareFrom || len(c.slots) > 0 && best >= r.slotFrom
}

// publish makes the event of a cluster.
func (r *reading) publish(i int) doc.Event {
	c := &r.events[i]
	e := doc.Event{Type: r.kindOf(c), Name: naming{r}.nameOf(c), Status: r.statusOf(c), Which: c.which, By: by}
	e.Background = !slices.ContainsFunc(c.mentions, func(m int) bool { return !clauses{r}.explains(&r.ms[m]) })
	for _, m := range c.mentions {
		e.Spans = append(e.Spans, r.d.Bytes(r.ms[m].Range))
		e.Score += r.ms[m].Score / float64(len(c.mentions))
	}
	for _, p := range c.parties {
		e.Participants = append(e.Participants, p.entity)
		if p.share < r.partyTold {
			e.Unsure = append(e.Unsure, p.entity)
		}
	}
	for _, k := range c.slots {
		e.Slots = append(e.Slots, r.slot(&r.ss[k], c))
	}
	r.settle(&e, c)
	return e
}

func (r *reading) slot(s *slot, c *cluster) doc.Slot {
	kind := r.fills[s.Kind]
	out := doc.Slot{Slot: kind, Value: r.value(s, kind), Span: r.d.Bytes(s.Range), Status: s.status, By: by,
		Score: s.Score * s.link * s.sure * c.surely(s.near), Background: r.behindMain(s)}
	named := slices.ContainsFunc(r.timeAt[s.First:s.End], func(x int32) bool { return x >= 0 })
	if affirms[s.status] && (r.denied(s) || kind == record.DateSlot && !named) { // "the date was agreed on"
		out.Score *= denialLeaves
	}
	out.SaidBy, out.Statement = r.saidBy(s)
	if affirms[s.status] && contradicted(r.d, r.statement[s.First], kind) {
		out.Score *= denialLeaves
		out.SaidBy, out.Statement = nil, -1 // it is the contrary that is said
	}
	return out
}

// contradicted reports whether statement st of a document, which holds a slot of a kind, says that it is not so: "gas
// was not on the agenda of the summit". Of a day or a place another thing may be said not to be.
func contradicted(d *doc.Doc, st int32, kind string) bool {
	switch kind {
	case record.AgendaSlot, record.DocumentSlot, record.PressSlot, record.FormatSlot:
	default:
		return false
	}
	if st < 0 {
		return false
	}
	c := d.Statements[st].Commitment
	return c == record.CertainMinus || c == record.ProbableMinus
}

// affirms are the statuses that a "not" before a slot contradicts.
var affirms = map[string]bool{record.Planned: true, record.Held: true, record.Likely: true}

const (
	// denialLeaves is what a "not", or a day without a time, leaves of the score of what the head
	// takes as affirmed: too little to decide anything.
	denialLeaves = 0.4
	// denialReach is how many tokens before a slot a "not" is looked for.
	denialReach = 8
)

// denied reports whether a "no" or "not" stands before a slot in its part of the sentence:
// "will not raise the issue of sanctions", "no signing of any documents".
func (r *reading) denied(s *slot) bool {
	for t := s.First - 1; t >= 0 && s.First-t <= denialReach && r.d.SentenceOf(t) == s.sentence; t-- {
		if r.is(t, words.No) {
			return !r.is(t+1, words.Merely)
		}
		if r.upos(t) == doc.PUNCT || r.is(t, words.Turn) {
			return false
		}
	}
	return false
}

// behindMain reports whether a slot stands with its event's mention in a clause that
// only explains another event.
func (r *reading) behindMain(s *slot) bool {
	m := &r.ms[s.near]
	return m.sentence == s.sentence && clauses{r}.explains(m)
}

// kindOf is the kind most of an event's mentions are of.
func (r *reading) kindOf(c *cluster) string {
	sums := make([]float64, len(r.kinds))
	for _, m := range c.mentions {
		sums[r.ms[m].Kind] += r.ms[m].Score
	}
	return r.kinds[label.Argmax(sums)]
}

// statusOf is the status that an event's mentions together find most probable.
func (r *reading) statusOf(c *cluster) string {
	if c.status != "" {
		return c.status
	}
	names, shares := r.j.statuses(), r.statusShares(c)
	for k := range shares {
		if names[k] == record.Held {
			shares[k] *= label.Exp(r.statusHeld)
		}
	}
	return names[label.Argmax(shares)]
}

// settle gives an event its time and its places: of those said with a status like its
// own, the most precise and the surest.
func (r *reading) settle(e *doc.Event, c *cluster) {
	type option struct {
		entity int
		value  string
		rank   float64
	}
	var times, places []option
	for k := range e.Slots {
		s, own := &e.Slots[k], &r.ss[c.slots[k]]
		rank := s.Score
		if group(s.Status) != group(e.Status) {
			if group(s.Status) == negative {
				continue
			}
			rank--
		}
		switch s.Slot {
		case record.DateSlot:
			if t := r.dateOf(own); t != nil {
				times = append(times, option{value: s.Value, rank: rank + float64(len(s.Value))/100})
			}
		case record.PlaceSlot, record.VenueSlot:
			if p := r.entityOf(own, doc.Place, doc.Facility); p >= 0 {
				places = append(places, option{entity: p, rank: rank})
			}
		}
	}
	best := func(x, y option) int { return cmp.Compare(y.rank, x.rank) }
	slices.SortStableFunc(times, best)
	slices.SortStableFunc(places, best)
	if len(times) > 0 {
		e.Time = times[0].value
	}
	for k := range e.Slots {
		there := e.Slots[k].Slot == record.PlaceSlot && r.is(r.ss[c.slots[k]].First, words.There)
		if there && len(places) > 0 {
			e.Slots[k].Value = r.d.Entities[places[0].entity].Name
		}
	}
	for _, p := range places {
		if !slices.Contains(e.Places, p.entity) {
			e.Places = append(e.Places, p.entity)
		}
	}
	e.Score = math.Min(e.Score, 1)
}

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
