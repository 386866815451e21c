package event

import (
	"slices"

	"readout/doc"
	"readout/event/company"
	"readout/event/label"
)

// partaking finds who takes part in events.
type partaking struct{ *draft }

// party is somebody who takes part in an event.
type party struct {
	entity    int
	best, own float64 // shares: of its surest pair of a name and a mention, and by the words of a mention
	evidence  []evidence
	right     float64 // its score
}

// weigh weighs every name against every mention. An entity takes part in an event as
// far as its surest pair of a name and a mention says.
func (r partaking) weigh(j judge, names []company.Name) {
	said := newSources(r.Text)
	r.pair(j, names, func(m *mention, n *company.Name, share float64) {
		if said.others(m.First, n) || company.Compared(r.Text, n, m.Range) ||
			company.Aside(r.Text, n, m.Range) {
			share = min(share, r.partyQuoted)
		}
		if company.OfOtherVerb(r.Text, n, m.Range) || company.BehindAside(r.Text, n, m.Range) ||
			company.Possessor(r.Text, n, m.Range) {
			share = 0
		}
		m.shares = surer(m.shares, n.Entity, share)
		beside := r.SentenceOf(n.First) == m.sentence && r.Entities[n.Entity].Kind == doc.Person
		if share >= r.sureParty && beside && !slices.Contains(m.people, n.Entity) {
			m.people = append(m.people, n.Entity)
		}
	})
}

// weighGroups weighs people without a name against every mention.
func (r partaking) weighGroups(j judge, groups []company.Name) {
	r.pair(j, groups[:min(len(groups), mostNames)], func(m *mention, n *company.Name, share float64) {
		m.groups = surer(m.groups, n.Entity, share)
	})
}

// pair judges every pair of a mention and a name that the head looks at.
func (r partaking) pair(j judge, names []company.Name, visit func(m *mention, n *company.Name, share float64)) {
	if len(names) == 0 || len(r.ms) == 0 {
		return
	}
	at := make([]doc.Range, len(names))
	for i := range names {
		at[i] = names[i].Range
	}
	for i, x := range j.Parties(r.spans(), at) {
		for k, logit := range x.List {
			visit(&r.ms[i], &names[x.From+k], label.Sigmoid(logit))
		}
	}
}

// surer returns the shares of entities with one more, which counts if it is the largest of its entity.
func surer(shares map[int]float64, entity int, share float64) map[int]float64 {
	if shares == nil {
		shares = make(map[int]float64)
	}
	shares[entity] = max(shares[entity], share)
	return shares
}

// find gives events those who take part, in the order of the text.
func (r partaking) find() {
	speakers := scoring(r).speakers()
	for c := range r.events {
		v := &r.events[c]
		best := make(map[int]float64)
		for k, i := range v.mentions {
			for _, shares := range [...]map[int]float64{r.ms[i].shares, r.ms[i].groups} {
				for e, share := range shares {
					best[e] = max(best[e], share*v.one[k])
				}
			}
		}
		own := r.ownWords(v)
		alone := r.alone(v, own)
		v.away = company.Away(r.Text, r.ranges(v))
		for e := range r.Entities {
			switch {
			case alone && own[e] == 0 && r.Entities[e].Kind == doc.Person:
			case own[e] > 0, best[e] >= r.partyMaybe && !background(r).only(e, c) &&
				!company.SpeaksForOthers(&r.Entities[e]):
				v.maybe = append(v.maybe, party{entity: e, best: max(own[e], best[e]), own: own[e]})
			}
		}
		for i := range v.maybe {
			p := &v.maybe[i]
			others := 0
			for k := range v.maybe {
				others += int(truth(v.maybe[k].best > p.best))
			}
			p.evidence = scoring(r).party(p, v, others, speakers[p.entity])
			p.right = partyModel.score(p.evidence)
			if p.right >= r.partyFrom && !slices.Contains(v.away, p.entity) {
				v.parties = append(v.parties, *p)
			}
		}
		ids := make([]int, len(v.parties))
		for k := range v.parties {
			ids[k] = v.parties[k].entity
		}
		folded := company.Folded(r.Entities, ids)
		v.parties = slices.DeleteFunc(v.parties, func(p party) bool { return slices.Contains(folded, p.entity) })
	}
}

// ownWords are the entities that the words of an event's mentions name as those who meet, or
// whose event it is, each with how surely.
func (r partaking) ownWords(c *cluster) map[int]float64 {
	out := make(map[int]float64)
	for k, i := range c.mentions {
		m := &r.ms[i]
		for _, e := range m.with {
			out[e] = max(out[e], c.one[k])
		}
		if !owned[r.kinds[m.Kind]] {
			continue
		}
		for _, e := range company.Owners(r.Text, m.Range) {
			out[e] = max(out[e], c.one[k])
		}
	}
	return out
}

// alone reports whether an event is what one person does, by most of what it is called: in "Vask's testimony" nobody
// else testifies, but others are at "Vask's rally".
func (r partaking) alone(c *cluster, own map[int]float64) bool {
	if !company.OfOne(r.Text, r.ranges(c)) {
		return false
	}
	for e, sure := range own {
		if r.Entities[e].Kind == doc.Person && sure >= r.sureParty {
			return true
		}
	}
	return false
}

// owned are the kinds of events that are said to be somebody's who takes part.
var owned = map[string]bool{"visit": true, "hearing": true, "meeting": true, otherKind: true}

// meets are the kinds of events whose mentions say who meets whom.
var meets = map[string]bool{"meeting": true, "conference": true}

// ranges are the words of an event's mentions.
func (r *draft) ranges(c *cluster) []doc.Range {
	var out []doc.Range
	for _, i := range c.mentions {
		out = append(out, r.ms[i].Range)
	}
	return out
}
