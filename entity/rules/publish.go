package rules

import "readout/doc"

// publish writes the layers: mentions in text order, an outer one before those
// inside it, and only entities that something mentions.
func (r *reading) publish() {
	d := r.d
	place := make([]int32, len(r.entities))
	for i := range place {
		place[i] = -1
	}
	d.Mentions = make([]doc.Mention, 0, len(r.mentions))
	d.Entities = make([]doc.Entity, 0, len(r.entities))
	for i := range r.mentions {
		m := r.mentions[i].Mention
		if m.Entity >= 0 && r.entities[m.Entity].thing {
			m.Entity = -1
		}
		if !r.published(&r.mentions[i]) || len(d.Mentions) > 0 && d.Mentions[len(d.Mentions)-1].Span == m.Span {
			continue
		}
		if e := m.Entity; e >= 0 {
			if place[e] < 0 {
				place[e] = int32(len(d.Entities))
				d.Entities = append(d.Entities, r.entities[e].Entity)
			}
			m.Entity = int(place[e])
			x := &d.Entities[m.Entity]
			if x.Mentions == nil {
				x.Mentions = make([]int, 0, r.entities[e].count)
			}
			x.Mentions = append(x.Mentions, len(d.Mentions))
			m.Kind = x.Kind
		}
		d.Mentions = append(d.Mentions, m)
	}
	for i := range d.Entities {
		x := &d.Entities[i]
		kept := x.Members[:0]
		for _, e := range x.Members {
			if place[e] >= 0 {
				kept = append(kept, int(place[e]))
			}
		}
		x.Members = kept
	}
}

// published tells whether a mention is worth showing: names, descriptions that
// were tied, and pronouns; "I" and "it" only where it is known whose.
func (r *reading) published(m *mention) bool {
	if m.Entity >= 0 && !r.entities[m.Entity].thing {
		return true
	}
	return m.Form == doc.PronounForm && r.tok[m.FirstToken].class&(pronounMale|pronounFemale|pronounPlural) != 0
}
