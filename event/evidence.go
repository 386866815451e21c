package event

import (
	"readout/article"
	"readout/doc"
)

// Evidence is one event as the heads propose it, with the evidence of its scores by name.
type Evidence struct {
	Mentions []article.Span     `json:"mentions"`
	Known    map[string]float64 `json:"known"`
	Slots    []SlotEvidence     `json:"slots"`
	Parties  []PartyEvidence    `json:"parties"`
}

// SlotEvidence is one slot of an event.
type SlotEvidence struct {
	Slot   string             `json:"slot"`
	Status string             `json:"status"`
	Span   article.Span       `json:"span"`
	Known  map[string]float64 `json:"known"`
}

// PartyEvidence is somebody who may take part in an event.
type PartyEvidence struct {
	Name  string             `json:"name"`
	Known map[string]float64 `json:"known"`
}

// Evidence returns all events that the heads propose for d, and whatever may be said of them.
// The scores are fitted on it.
func (p *Pass) Evidence(d *doc.Doc) []Evidence {
	if len(d.Tokens) == 0 {
		return nil
	}
	j, done := p.heads.Read(d)
	defer done()
	return draftOf(d, j, p.fit).known()
}

// known is the evidence on all events of a draft.
func (r *draft) known() []Evidence {
	out := make([]Evidence, 0, len(r.events))
	for i := range r.events {
		c := &r.events[i]
		e := Evidence{Known: byName(c.evidence), Slots: []SlotEvidence{}, Parties: []PartyEvidence{}}
		for _, m := range c.mentions {
			e.Mentions = append(e.Mentions, r.Bytes(r.ms[m].Range))
		}
		for _, k := range c.slots {
			s := &r.ss[k]
			e.Slots = append(e.Slots, SlotEvidence{s.fill, s.status, r.Bytes(s.Range), byName(s.evidence)})
		}
		for k := range c.maybe {
			q := &c.maybe[k]
			e.Parties = append(e.Parties, PartyEvidence{r.Entities[q.entity].Name, byName(q.evidence)})
		}
		out = append(out, e)
	}
	return out
}

func byName(list []evidence) map[string]float64 {
	out := make(map[string]float64, len(list))
	for _, e := range list {
		out[e.name] = e.value
	}
	return out
}
