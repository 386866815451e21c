package event

import (
	"slices"

	"readout/doc"
)

// name is words that name somebody who may take part.
type name struct {
	first, end int // tokens, half-open: the run of capitalised words, as the head is trained
	sentence   int
	entity     int
}

// party is somebody who takes part in an event.
type party struct {
	entity int
	share  float64
}

// weighParties weighs every name against every mention. An entity takes part in an event as
// far as its surest pair of a name and a mention says.
func (r *reading) weighParties() {
	names := r.names()
	if len(names) == 0 || len(r.ms) == 0 {
		return
	}
	r.shares = make([]map[int]float64, len(r.ms))
	for i, x := range r.j.parties(r.ms, names) {
		m := &r.ms[i]
		of := make(map[int]float64)
		for j, logit := range x.list {
			n := &names[x.from+j]
			share := sigmoid(logit)
			if share > of[n.entity] {
				of[n.entity] = share
			}
			beside := n.sentence == m.sentence && r.d.Entities[n.entity].Kind == doc.Person
			if share >= r.sureParty && beside && !slices.Contains(m.people, n.entity) {
				m.people = append(m.people, n.entity)
			}
		}
		r.shares[i] = of
	}
}

// findParties gives events those who take part, in the order of the text.
func (r *reading) findParties() {
	if r.shares == nil {
		return
	}
	for c := range r.events {
		v := &r.events[c]
		best := make(map[int]float64)
		for _, i := range v.mentions {
			for e, share := range r.shares[i] {
				best[e] = max(best[e], share)
			}
		}
		for e := range r.d.Entities {
			if best[e] >= r.partyFrom && !r.onlyBehind(e, c) {
				v.parties = append(v.parties, party{e, best[e]})
			}
		}
	}
}

// names are the runs of capitalised words that name a person, an organisation or a
// place. Of several entities in a run ("Kremlin Spokesman Dmitry Peskov") it names the
// one with the widest mention.
func (r *reading) names() []name {
	var out []name
	for i := 0; i < len(r.d.Mentions); i++ {
		m := &r.d.Mentions[i]
		if m.Entity < 0 || !named(m) || len(out) > 0 && m.FirstToken < out[len(out)-1].end {
			continue
		}
		switch r.d.Entities[m.Entity].Kind {
		case doc.Person, doc.Organization, doc.Place, doc.Group:
		default:
			continue
		}
		first, end := r.run(m)
		out = append(out, name{first: first, end: end, sentence: r.d.SentenceOf(first), entity: m.Entity})
	}
	return out
}

// run is the capitalised words around the head of a name mention.
func (r *reading) run(m *doc.Mention) (first, end int) {
	head := min(max(m.Head, m.FirstToken), m.EndToken-1)
	if !m.Name.Empty() {
		if a, b := r.d.TokensIn(m.Name); a < b {
			head = b - 1
			for head > a && !r.capitalised(head) {
				head--
			}
		}
	}
	first, end = head, head+1
	s := r.d.Sentences[r.d.SentenceOf(head)]
	for first > s.FirstToken && first > m.FirstToken && r.capitalised(first-1) {
		first--
	}
	for end < s.EndToken && end < m.EndToken && r.capitalised(end) {
		end++
	}
	return first, end
}

func (r *reading) capitalised(t int) bool { return capital(r.d.Form(t)) }
