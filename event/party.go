package event

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/event/label"
	"readout/event/words"
)

// name is words that name somebody who may take part.
type name struct {
	doc.Range // the run of capitalised words, as the head is trained
	sentence  int
	entity    int
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
			share := label.Sigmoid(logit)
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
		for k, i := range v.mentions {
			for e, share := range r.shares[i] {
				best[e] = max(best[e], share*v.one[k])
			}
		}
		company := guests{r}.company(v)
		for e := range r.d.Entities {
			switch {
			case company[e] > 0:
				v.parties = append(v.parties, party{e, max(company[e], best[e])})
			case best[e] >= r.partyFrom && !clauses{r}.onlyBehind(e, c) && !r.speaksForOthers(e):
				v.parties = append(v.parties, party{e, best[e]})
			}
		}
		v.parties = r.foldStates(v.parties)
	}
}

// foldStates drops a state beside somebody who stands for it: "the Norland president, Ana Vell".
func (r *reading) foldStates(list []party) []party {
	stood := make(map[string]bool)
	for _, p := range list {
		if e := &r.d.Entities[p.entity]; e.Kind == doc.Person {
			stood[e.Country] = true
		}
	}
	return slices.DeleteFunc(list, func(p party) bool {
		e := &r.d.Entities[p.entity]
		return (e.Kind == doc.Place || e.Kind == doc.Group) && e.Country != "" && stood[e.Country]
	})
}

// guests finds who takes part by the words of an event's mentions alone.
type guests struct{ *reading }

// company are the entities that the words of an event's mentions name as those who meet: "the
// meeting between Vask and Orr", "talks with the guild", "the Vask-Orr summit"; each with how surely.
func (r guests) company(c *cluster) map[int]float64 {
	out := make(map[int]float64)
	for k, i := range c.mentions {
		m := &r.ms[i]
		for _, e := range append(r.owners(m), m.with...) {
			out[e] = max(out[e], c.one[k])
		}
	}
	return out
}

// with are the entities that a mention of a meeting itself names as those who meet.
func (r guests) with(m *mention) []int {
	if !meets[r.kinds[m.Kind]] {
		return nil
	}
	var out []int
	from, end := m.First, r.reachOf(m)
	for k := range r.d.Mentions {
		x := &r.d.Mentions[k]
		if x.Entity < 0 || !named(x) || x.Head < from || x.Head >= end || slices.Contains(out, x.Entity) {
			continue
		}
		if r.after(x.FirstToken, from, words.With) || r.joined(x) {
			out = append(out, x.Entity)
		}
	}
	return out
}

// owners are the people whose event a mention's own words make it: "Vask's visit", "Orr's hearing".
//
// Source: the development threads; of 44 people before such mentions 44 take part, and none of
// those whose funeral it is.
func (r guests) owners(m *mention) []int {
	if !owned[r.kinds[m.Kind]] {
		return nil
	}
	var out []int
	for k := range r.d.Mentions {
		x := &r.d.Mentions[k]
		if x.Entity >= 0 && named(x) && x.FirstToken >= m.First && x.EndToken < m.End &&
			r.d.Entities[x.Entity].Kind == doc.Person && r.d.Words[x.EndToken].XPOS == doc.XPOSS {
			out = append(out, x.Entity)
		}
	}
	return out
}

// owned are the kinds of events that are said to be somebody's who takes part.
var owned = map[string]bool{"visit": true, "hearing": true, "meeting": true}

// meets are the kinds of events whose mentions say who meets whom.
var meets = map[string]bool{"meeting": true, "conference": true}

// reachOf is the end of what belongs to a mention: its own words, and what "between" or "with"
// opens right behind them, up to a verb, a mark or another preposition.
func (r guests) reachOf(m *mention) int {
	end := m.End
	if !r.is(m.End-1, words.With) && !r.is(m.End, words.With) && !r.after(m.End, m.First, words.With) {
		return end
	}
	for t := end; t < len(r.d.Words) && t < end+farthestName && r.d.SentenceOf(t) == m.sentence; t++ {
		w := r.d.Words[t]
		if w.UPOS == doc.VERB || w.UPOS == doc.AUX || w.UPOS == doc.PUNCT ||
			w.UPOS == doc.ADP && !r.is(t, words.With) && !r.is(t, words.Of) {
			return t
		}
	}
	return min(end+farthestName, len(r.d.Tokens))
}

// farthestName is how many tokens behind a mention its people are looked for: "between Russian
// President A B and his American counterpart C D".
const farthestName = 16

// after reports whether a word of a list stands before token t, from token from on.
func (r *reading) after(t, from int, l words.List) bool {
	for i := from; i < t; i++ {
		if r.is(i, l) {
			return true
		}
	}
	return false
}

// joined reports whether a hyphen or dash ties a name to the next word or the one before.
func (r guests) joined(x *doc.Mention) bool {
	tied := func(t int) bool {
		return t > 0 && t+1 < len(r.d.Tokens) && (r.d.Form(t) == "-" || r.d.Form(t) == "–") &&
			r.d.Tokens[t-1].End == r.d.Tokens[t].Start && r.d.Tokens[t].End == r.d.Tokens[t+1].Start
	}
	return tied(x.FirstToken-1) || tied(x.EndToken)
}

// speaksForOthers reports whether somebody's office is to speak for others: who announces a
// meeting does not take part in it.
func (r *reading) speaksForOthers(e int) bool {
	return slices.ContainsFunc(r.d.Entities[e].Roles, func(role doc.Role) bool {
		return slices.ContainsFunc(strings.Fields(strings.ToLower(role.Title)),
			func(w string) bool { return words.Voice.Has(w) })
	})
}

// names are the runs of capitalised words that name a person, an organisation or a
// place. Of several entities in a run ("Kremlin Spokesman Dmitry Peskov") it names the
// one with the widest mention.
func (r *reading) names() []name {
	var out []name
	for i := 0; i < len(r.d.Mentions); i++ {
		m := &r.d.Mentions[i]
		if m.Entity < 0 || !named(m) || len(out) > 0 && m.FirstToken < out[len(out)-1].End {
			continue
		}
		switch r.d.Entities[m.Entity].Kind {
		case doc.Person, doc.Organization, doc.Place, doc.Group:
		default:
			continue
		}
		first, end := r.run(m)
		out = append(out, name{Range: doc.Range{First: first, End: end}, sentence: r.d.SentenceOf(first), entity: m.Entity})
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
