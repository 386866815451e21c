package rules

import (
	"cmp"
	"slices"
	"strings"

	"readout/article"
	"readout/doc"
	"readout/record"
)

// group is the mentions of one event, and the event they make.
type group struct {
	mentions []mention
	families map[string]bool
	event    doc.Event
}

// group joins mentions into events, first to last. A definite mention goes back
// to the latest event it can name; any other joins an event only where what both
// say of themselves agrees.
//
// Source: the sieve order of rule coreference (Raghunathan et al. 2010): what is
// said outright first, nearness last.
func (r *reading) group(mentions []mention) []*group {
	var groups []*group
	var early []mention // "the summit" before anything says which
	for _, m := range mentions {
		g := r.find(groups, &m)
		if g == nil {
			if !r.stands(&m) {
				early = append(early, m)
				continue
			}
			g = &group{families: make(map[string]bool)}
			groups = append(groups, g)
		}
		g.mentions = append(g.mentions, m)
		g.families[m.family] = true
	}
	for _, m := range early {
		if !m.definite {
			continue
		}
		if g := r.next(groups, &m); g != nil {
			g.mentions = append(g.mentions, m)
		}
	}
	return groups
}

// next is the first event named after a mention that it can go forward to: a
// quotation may speak of "the summit" before the report says which.
func (r *reading) next(groups []*group, m *mention) *group {
	for _, g := range groups {
		if g.mentions[0].head > m.head && sameFamily(g, m) && !r.differ(g, m) {
			return g
		}
	}
	return nil
}

// stands tells whether a mention says enough to open an event: who, where or when,
// or at least that there will be one.
func (r *reading) stands(m *mention) bool {
	return len(m.participants) > 0 || len(m.places) > 0 || m.time >= 0 || m.definite && r.hasModifier(*m, upcoming)
}

// find is the event a mention goes back to, nil if it opens one of its own.
func (r *reading) find(groups []*group, m *mention) *group {
	for i := len(groups) - 1; i >= 0; i-- {
		g := groups[i]
		switch {
		case m.predicate && r.near(g, m):
			return g
		case !sameFamily(g, m) || r.differ(g, m):
			continue
		case m.definite && !m.verb, m.together && r.near(g, m), r.agree(g, m):
			return g
		case !m.verb && len(m.participants) == 0 && len(m.places) == 0 && m.time < 0:
			return g // "talks" alone, after talks that were named
		}
	}
	return nil
}

// near tells whether an event was last named not long before.
func (r *reading) near(g *group, m *mention) bool {
	last := g.mentions[len(g.mentions)-1]
	return r.d.Tokens[m.head].Sentence-r.d.Tokens[last.head].Sentence <= reach
}

// sameFamily tells whether a word can name the event again. A meeting may be
// called a conference; a visit is not a vote.
func sameFamily(g *group, m *mention) bool {
	return g.families[m.family] || g.families["meeting"] && m.family == "conference" || g.families["conference"] && m.family == "meeting"
}

// differ tells whether the times, places or people of a mention cannot be the event's.
func (r *reading) differ(g *group, m *mention) bool {
	if m.time >= 0 {
		if t := r.timeOf(g); t >= 0 && !compatibleDays(r.d.Times[t].Value, r.d.Times[m.time].Value) {
			return true
		}
	}
	if (m.status == held) != (r.statusOf(g) == held) && m.status != "" && r.statusOf(g) != "" {
		return true
	}
	people := r.peopleOf(g)
	if len(m.participants) > 0 && len(people) > 0 {
		outside := 0
		for _, e := range m.participants {
			if !r.covers(people, e) {
				outside++
			}
		}
		if outside > 0 && (len(people) > 1 || outside == len(m.participants)) {
			return true
		}
	}
	return r.elsewhere(r.placesOf(g), m.places)
}

// elsewhere tells whether two lists of places name different ones: a hall and a
// town may be the same place.
func (r *reading) elsewhere(a, b []int) bool {
	if overlap(a, b) {
		return false
	}
	for _, x := range a {
		for _, y := range b {
			if (r.d.Entities[x].Kind == doc.Facility) == (r.d.Entities[y].Kind == doc.Facility) {
				return true
			}
		}
	}
	return false
}

// agree tells whether a mention shares with the event a person, a place or a day.
func (r *reading) agree(g *group, m *mention) bool {
	for _, e := range m.participants {
		if r.covers(r.peopleOf(g), e) {
			return true
		}
	}
	if overlap(r.placesOf(g), m.places) {
		return true
	}
	t := r.timeOf(g)
	return t >= 0 && m.time >= 0 && day(r.d.Times[t].Value) == day(r.d.Times[m.time].Value)
}

// covers tells whether a list holds an entity, or somebody of the same side: a
// country's president at a summit of that country.
func (r *reading) covers(list []int, e int) bool {
	for _, x := range list {
		if x == e {
			return true
		}
		a, b := &r.d.Entities[x], &r.d.Entities[e]
		if a.Country != "" && a.Country == b.Country && (a.Kind == doc.Place) != (b.Kind == doc.Place) {
			return true
		}
	}
	return false
}

func overlap(a, b []int) bool {
	return slices.ContainsFunc(a, func(e int) bool { return slices.Contains(b, e) })
}

// compatibleDays tells whether one value is the other said less precisely.
func compatibleDays(a, b string) bool {
	a, b = day(a), day(b)
	return strings.HasPrefix(a, b) || strings.HasPrefix(b, a)
}

func (r *reading) timeOf(g *group) int {
	t := -1
	for i := range g.mentions {
		if m := &g.mentions[i]; m.time >= 0 && (t < 0 || len(day(r.d.Times[m.time].Value)) > len(day(r.d.Times[t].Value))) {
			t = m.time
		}
	}
	return t
}

func (r *reading) peopleOf(g *group) []int {
	var out []int
	for i := range g.mentions {
		for _, e := range g.mentions[i].participants {
			out = add(out, e)
		}
	}
	return out
}

func (r *reading) placesOf(g *group) []int {
	var out []int
	for i := range g.mentions {
		for _, e := range g.mentions[i].places {
			out = add(out, e)
		}
	}
	return out
}

// statusOf is the surest status any mention gives, in the order people would
// settle it: what is called off is off, what was held was held.
func (r *reading) statusOf(g *group) string {
	order := [...]string{record.Cancelled, record.Postponed, record.Held, record.Planned, record.Likely, record.Possible,
		record.Undecided, record.Doubted, record.RuledOut, record.NotPlanned}
	best := len(order)
	for i := range g.mentions {
		if at := slices.Index(order[:], g.mentions[i].status); at >= 0 {
			best = min(best, at)
		}
	}
	if best == len(order) {
		return ""
	}
	return order[best]
}

// settle works out the event of a group from its mentions.
func (r *reading) settle(g *group) {
	slices.SortStableFunc(g.mentions, func(a, b mention) int { return cmp.Compare(a.head, b.head) })
	first := g.mentions[0]
	v := doc.Event{Type: first.kind, Participants: r.withoutSides(r.named(r.peopleOf(g))), Places: r.placesOf(g), By: "event/mentions@1", Score: 0.7}
	spans := make([]article.Span, 0, len(g.mentions))
	for i := range g.mentions {
		spans = append(spans, r.span(&g.mentions[i]))
	}
	slices.SortFunc(spans, func(a, b article.Span) int { return cmp.Compare(a.Start, b.Start) })
	v.Spans = spans
	v.Name = r.name(g)
	if t := r.timeOf(g); t >= 0 {
		v.Time = r.d.Times[t].Value
	}
	v.Status = r.statusOf(g)
	if v.Status == "" || v.Status == record.Likely || v.Status == record.Planned || v.Status == record.Held {
		v.Status = r.statusByDay(v.Status, v.Time)
	}
	g.event = v
}

// statusByDay holds a status against the calendar: what has a day, month or year
// before the report's was held, what has one after it was not. "" stays where
// neither words nor days say anything.
func (r *reading) statusByDay(status, value string) string {
	value, published := day(value), r.d.Published
	n := min(len(value), len(published), len("2021-06-16"))
	switch {
	case n < len("2021") || value[0] < '0' || value[0] > '9':
		return status
	case value[:n] < published[:n] && status == "":
		return record.Held
	case value[:n] > published[:n] && (status == "" || status == record.Held):
		return record.Planned
	case value[:n] == published[:n] && status == "":
		return record.Planned
	}
	return status
}

// withoutSides leaves out a country whose own people are named.
func (r *reading) withoutSides(people []int) []int {
	var out []int
	for _, e := range people {
		x := &r.d.Entities[e]
		led := x.Kind == doc.Place && slices.ContainsFunc(people, func(p int) bool {
			return r.d.Entities[p].Kind == doc.Person && x.Country != "" && r.d.Entities[p].Country == x.Country
		})
		if !led {
			out = append(out, e)
		}
	}
	return out
}

// name is the shortest noun group that names the event with a modifier of its
// own: "Russia-US summit" rather than "the upcoming meeting".
func (r *reading) name(g *group) string {
	best, bestScore := "", -1
	for i := range g.mentions {
		m := &g.mentions[i]
		score := 0
		first := m.first
		for first < m.head && (r.upos(first) == doc.DET || r.upos(first) == doc.PRON || r.isA(first, anaphor)) {
			first++
		}
		for j := first; j < m.head; j++ {
			if r.entityAt[j] >= 0 {
				score = 2
			}
		}
		if !m.verb {
			score++
		}
		if score > bestScore {
			bestScore = score
			best = r.d.Cut(r.d.SpanOf(first, m.head+1))
		}
	}
	if g.mentions[0].verb && bestScore <= 0 {
		best = verbNames[g.mentions[0].family]
	}
	return strings.Join(strings.Fields(best), " ")
}

// verbNames are the names of events that the report only tells by a verb.
var verbNames = map[string]string{"meeting": "meeting", "visit": "visit"}

// statusFromSlots gives an event of which nothing says that it is to come the status
// that follows from its slots: what is on or off an agenda is of a meeting to come.
// Its own date and place, which had no status, then have the event's.
func (g *group) statusFromSlots() {
	v := &g.event
	if v.Status == "" {
		for _, s := range v.Slots {
			switch s.Status {
			case "":
			case record.Held:
				v.Status = cmp.Or(v.Status, record.Held)
			default:
				v.Status = record.Planned
			}
		}
	}
	for i := range v.Slots {
		v.Slots[i].Status = cmp.Or(v.Slots[i].Status, v.Status)
	}
}

// worthKeeping leaves out what is neither dated, placed nor talked about, and what
// no word and no day tells to be past or to come.
func (g *group) worthKeeping() bool {
	v := &g.event
	if v.Status == "" {
		return false
	}
	return v.Time != "" || len(v.Slots) > 0 || len(v.Participants) > 1 || len(v.Places) > 0 && len(v.Participants) > 0
}
