package event

import (
	"cmp"
	"slices"

	"readout/doc"
	"readout/event/company"
	"readout/event/cue"
	"readout/event/label"
	"readout/event/value"
	"readout/event/words"
	"readout/record"
)

const by = "event/heads"

// publishing makes the Events layer of a draft.
type publishing struct {
	*draft
	sources sources
}

// publish makes events of the clusters that are sure enough to be told and have a name, in the order of the text.
func (r publishing) publish() []doc.Event {
	out := make([]doc.Event, 0, len(r.events))
	for i := range r.events {
		c := &r.events[i]
		if !r.told(c) {
			continue
		}
		if e := r.event(c); e.Name != "" {
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(x, y doc.Event) int { return cmp.Compare(x.Spans[0].Start, y.Spans[0].Start) })
	return out
}

// told reports whether an event is sure enough to be told: one of which nothing is said must be surer.
func (r publishing) told(c *cluster) bool {
	return c.right >= r.bareFrom || len(c.slots) > 0 && c.right >= r.slotFrom
}

// event makes the event of a cluster.
func (r publishing) event(c *cluster) doc.Event {
	e := doc.Event{Name: naming{r.draft}.nameOf(c), Status: c.stands, Which: c.which, By: by, Score: c.right}
	e.Type = r.kind(c, e.Name)
	e.Background = !slices.ContainsFunc(c.mentions, func(m int) bool { return !r.explains(&r.ms[m]) })
	for _, m := range c.mentions {
		e.Spans = append(e.Spans, r.Bytes(r.ms[m].Range))
	}
	for _, p := range c.parties {
		e.Participants = append(e.Participants, p.entity)
		if p.right < r.partyTold {
			e.Unsure = append(e.Unsure, p.entity)
		}
	}
	for _, k := range c.slots {
		e.Slots = append(e.Slots, r.slot(&r.ss[k], c))
	}
	e.StatusScore = max(c.sureness, leastStatus) // 0 would say that it is not known
	r.settle(&e, c)
	return e
}

// kind is what kind of event is told. What was decided without a vote, and is not called one, is of no usual kind.
func (r publishing) kind(c *cluster, name string) string {
	votes := func(i int) bool { return cue.Votes(r.Text, r.ms[i].Range) }
	kind := kindOf(r.draft, c)
	if kind == voteKind && name != kind && !slices.ContainsFunc(c.mentions, votes) {
		return otherKind
	}
	return kind
}

func (r publishing) slot(s *slot, c *cluster) doc.Slot {
	out := doc.Slot{Slot: s.fill, Value: value.Of(r.Text, s.Range, s.fill, s.status), Span: r.Bytes(s.Range),
		Status: s.status, By: by, Score: s.right}
	m := &r.ms[s.near]
	out.Background = m.sentence == s.sentence && r.explains(m)
	undated := s.fill == record.DateSlot && !scoring{r.draft}.timed(s) // "the date was agreed on"
	other := s.fill == record.DateSlot && m.sentence == s.sentence && cue.OfClause(r.Text, m.End, s.First)
	away := s.fill == record.ParticipantsSlot && company.NamedIn(r.Text, s.Range, c.away)
	if affirms[s.status] && (cue.Denied(r.Text, s.Range) || undated || other || away) {
		out.Score *= denialLeaves
	}
	if s.fill == record.DateSlot && r.quotedApart(s) {
		out.Score *= denialLeaves
	}
	out.SaidBy, out.Statement = r.sources.saidBy(s.Range)
	if affirms[s.status] && r.sources.contradict(s.First, s.fill) {
		out.Score *= denialLeaves
		out.SaidBy, out.Statement = nil, -1 // it is the contrary that is said
	}
	return out
}

// bounded reports whether a slot is a day up to which an event is to be that is no deadline itself.
func (r publishing) bounded(s *slot, c *cluster) bool {
	return value.Bound(r.Text, s.Range) && kindOf(r.draft, c) != deadlineKind
}

// quotedApart reports whether a slot stands in a quotation, and the mention it hangs on in the same sentence outside of
// it: "“The gate opens on May 1,” Vask said after the talks".
func (r publishing) quotedApart(s *slot) bool {
	m, quote := &r.ms[s.near], r.Tokens[s.First].Quote
	return quote >= 0 && m.sentence == s.sentence && r.Tokens[m.First].Quote != quote
}

// explains reports whether a mention only explains another event.
func (r publishing) explains(m *mention) bool { return background{r.draft}.explains(m) }

// affirms are the statuses that a "not" before a slot contradicts.
var affirms = map[string]bool{record.Planned: true, record.Held: true, record.Likely: true}

// denialLeaves is what a "not", a day without a time or one in another's words leaves of the score
// of what the head takes as affirmed: too little to decide anything.
const denialLeaves = 0.4

// kindOf is the kind most of an event's mentions are of.
func kindOf(r *draft, c *cluster) string {
	sums := make([]float64, len(r.kinds))
	for _, m := range c.mentions {
		sums[r.ms[m].Kind] += r.ms[m].Score
	}
	return r.kinds[label.Argmax(sums)]
}

// settle gives an event its time and its places: of those said with a status like its
// own, the most precise and the surest.
func (r publishing) settle(e *doc.Event, c *cluster) {
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
			if value.Day(r.Text, own.Range) != nil && !r.bounded(own, c) {
				times = append(times, option{value: s.Value, rank: rank + float64(len(s.Value))/100})
			}
		case record.PlaceSlot, record.VenueSlot:
			if p := value.Place(r.Text, own.Range); p >= 0 {
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
		there := e.Slots[k].Slot == record.PlaceSlot && r.Is(r.ss[c.slots[k]].First, words.There)
		if there && len(places) > 0 {
			e.Slots[k].Value = r.Entities[places[0].entity].Name
		}
	}
	for _, p := range places {
		if !slices.Contains(e.Places, p.entity) {
			e.Places = append(e.Places, p.entity)
		}
	}
}
