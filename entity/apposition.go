package entity

import (
	"readout/doc"
	"readout/entity/class"
)

// apposedAfter reads a title after a name: "Mira Peskova, the Kremlin spokeswoman, said", "who is", or after an age,
// "Jane Doe, 45, a nurse".
func (r *mentionMaker) apposedAfter(i int) {
	m := &r.mentions[i]
	at := m.EndToken
	if !r.same(at, m.FirstToken) {
		return
	}
	copular, claimed := false, false
	switch {
	case r.mark(at, ",", "—", "–", "--"):
		at++
		if r.number(at) && r.mark(at+1, ",") {
			at += 2
		}
		if r.is(at, class.Relative) && r.is(at+1, class.Copula) {
			at += 2
			copular = true
		}
	case r.is(at, class.Copula) && r.is(at+1, class.Determiner):
		at++
		copular, claimed = true, true
	default:
		return
	}
	head := r.apposedHead(at)
	if !r.same(at, m.FirstToken) || head < 0 || r.headsName(head) || r.is(head, class.Plural) {
		return
	}
	start, words := r.leftEdge(head)
	if start != at && words != at {
		return
	}
	end := r.complement(head)
	if !r.endsClause(end) && !copular && !r.is(start, class.Indefinite) || copular && r.is(at, class.Indefinite) &&
		r.is(head, class.Person) {
		return
	}
	r.describe(i, start, words, head, end)
	r.mentions[len(r.mentions)-1].claimed = claimed
}

// endsClause reports whether a phrase may end before token i.
func (r *mentionMaker) endsClause(i int) bool {
	return i >= len(r.tok) || r.punct(i) || r.is(i, class.Relative|class.And) || r.upos(i) == doc.SCONJ || !r.same(i-1, i)
}

// headsName reports whether the noun at token i is the title of a name after it.
func (r *mentionMaker) headsName(i int) bool {
	return r.same(i, i+1) && r.nameAt[i+1] >= 0 && r.names[r.nameAt[i+1]].kind == doc.Person
}

// apposedBefore reads a title before a name and a comma: "Its leader, Jonas Feldrum,".
func (r *mentionMaker) apposedBefore(i int) {
	m := &r.mentions[i]
	comma := m.FirstToken - 1
	closed := r.mark(m.EndToken, ",")
	saying := closed && r.verb(m.EndToken+1)
	if !r.mark(comma, ",") || !r.same(comma, m.FirstToken) || m.role.head != "" &&
		m.role.class&(class.Courtesy|class.ShortTitle) == 0 && !saying || !closed && !r.mark(m.EndToken, ".") {
		return // "the envoy, Foreign Minister Jan Dahl" may be two, but not where one verb follows
	}
	low := max(r.sentence(comma).FirstToken, comma-2*longestTitle)
	for h := comma - 1; h >= low; h-- {
		if r.is(h, class.PersonNoun) && r.headsTitle(h) && !r.goesOn(h) {
			start, words := r.leftEdge(h)
			switch {
			case r.complement(h) != comma, start == words &&
				!r.is(start, class.Determiner), r.is(start, class.Indefinite) && !saying,
				r.is(h, class.Plural), r.upos(start-1) == doc.ADP && !closed:
				// "a mayor, Jane Doe" may be a list; "A spokesman for the port, Jan Dahl, said" is none
				return
			}
			r.describe(i, start, words, h, comma)
			return
		}
		if r.punct(h) || r.verb(h) {
			return
		}
	}
}

// nominalsBefore ties descriptions whose heads are no titles to the names set beside them: "the panel's top Republican,
// Rep. Doug Dahl of Ostby, said".
func (r *mentionMaker) nominalsBefore() {
	at := make(map[int]*mention)
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Kind == doc.Person && m.Form == doc.NameForm {
			at[m.FirstToken] = m
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Form != doc.NominalForm || m.Kind != doc.Person || m.plural || m.apposed >= 0 || m.name >= 0 ||
			!r.mark(m.nameEnd, ",") {
			continue
		}
		n := at[m.nameEnd+1]
		if n == nil || !r.same(m.FirstToken, n.FirstToken) || r.is(n.EndToken, class.And) || r.is(m.FirstToken-1, class.And) {
			continue
		}
		if r.upos(m.FirstToken-1) == doc.ADP && !r.mark(n.EndToken, ",") {
			continue // "invited by the mayor, Holm said"
		}
		if m.definite || r.mark(n.EndToken, ",") && r.verb(n.EndToken+1) {
			m.apposed = n.name
		}
	}
}

// describe adds a description of the person of mention i: its words are tokens [start, end), its head token head.
func (r *mentionMaker) describe(i, start, words, head, end int) {
	ro := r.roleOf(words, head, end)
	gender := class.Gender(ro.class)
	if gender != 0 {
		r.mentions[i].gender = gender
	}
	r.add(mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm,
		Kind: doc.Person, Title: r.d.SpanOf(words, end),
		By: "entity/apposition", Score: 0.9}, name: -1, role: ro, gender: gender, definite: true, apposed: r.mentions[i].name,
		nameEnd: end})
}
