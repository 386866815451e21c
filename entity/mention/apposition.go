package mention

import (
	"readout/doc"
	"readout/entity/class"
	"readout/entity/title"
)

// apposedAfter reads a title after a name: "Mira Peskova, the Kremlin spokeswoman, said", "who is", or after an age,
// "Jane Doe, 45, a nurse".
func (r *finder) apposedAfter(i int) {
	m := &r.mentions[i]
	at := r.afterPlace(m.EndToken)
	if !r.Same(at, m.FirstToken) {
		return
	}
	copular, claimed := false, false
	switch {
	case r.Mark(at, ",", "—", "–", "--"):
		at++
		if r.Number(at) && r.Mark(at+1, ",") {
			at += 2
		}
		if r.Is(at, class.Relative) && r.Is(at+1, class.Copula) {
			claimed = r.UPOS(at+1) == doc.AUX && r.XPOS(at+1) == doc.XVBD // "who was an aide" is none any more
			at += 2
			copular = true
		}
		if r.UPOS(at) == doc.ADV && !r.Is(at, class.Former) && (r.Is(at, class.Ordinary) || r.Is(at+1, class.Indefinite)) {
			at++ // "now a fellow", "also a lawyer"
		}
	case r.Is(at, class.Copula) && r.Is(at+1, class.Determiner):
		at++
		copular, claimed = true, true
	default:
		return
	}
	head := r.ApposedHead(at)
	if !r.Same(at, m.FirstToken) || head < 0 || r.headsName(head) || r.Is(head, class.Plural) {
		return
	}
	start, words := r.LeftEdge(head)
	if start != at && words != at {
		return
	}
	end := r.Complement(head)
	if !r.endsClause(end) && !copular && !r.Is(start, class.Indefinite) || copular && r.Is(at, class.Indefinite) &&
		r.Is(head, class.Person) {
		return
	}
	r.describe(i, start, words, head, end)
	r.mentions[len(r.mentions)-1].Claimed = claimed
}

// afterPlace is the token after the place behind a name, where somebody is set beside that has an article: "Jon Orr of
// Ostby, also a lawyer"; else the token itself.
func (r *finder) afterPlace(at int) int {
	if r.UPOS(at) != doc.ADP || !r.Same(at, at+1) || r.NameAt[at+1] < 0 {
		return at
	}
	n := &r.Names[r.NameAt[at+1]]
	comma := int(n.End)
	if n.Kind == doc.Place && r.Mark(comma, ",") && (r.Is(comma+1, class.Indefinite) || r.Is(comma+2, class.Indefinite) &&
		r.UPOS(comma+1) == doc.ADV) {
		return comma
	}
	return at
}

// endsClause reports whether a phrase may end before token i.
func (r *finder) endsClause(i int) bool {
	return i >= len(r.Tok) || r.Punct(i) || r.Is(i, class.Relative|class.And) || r.UPOS(i) == doc.SCONJ || !r.Same(i-1, i)
}

// headsName reports whether the noun at token i is the title of a name after it.
func (r *finder) headsName(i int) bool {
	return r.Same(i, i+1) && r.NameAt[i+1] >= 0 && r.Names[r.NameAt[i+1]].Kind == doc.Person
}

// apposedBefore reads a title before a name and a comma: "Its leader, Jonas Feldrum,".
func (r *finder) apposedBefore(i int) {
	m := &r.mentions[i]
	comma := m.FirstToken - 1
	closed := r.Mark(m.EndToken, ",")
	saying := closed && r.Verb(m.EndToken+1)
	if !r.Mark(comma, ",") || !r.Same(comma, m.FirstToken) || m.Role.Head != "" &&
		m.Role.Class&(class.Courtesy|class.ShortTitle) == 0 && !saying || !closed && !r.Mark(m.EndToken, ".") {
		return // "the envoy, Foreign Minister Jan Dahl" may be two, but not where one verb follows
	}
	low := max(r.Sentence(comma).FirstToken, comma-2*title.Longest)
	for h := comma - 1; h >= low; h-- {
		if r.Is(h, class.PersonNoun) && r.HeadsTitle(h) && !r.GoesOn(h) {
			start, words := r.LeftEdge(h)
			switch {
			case r.Complement(h) != comma, start == words &&
				!r.Is(start, class.Determiner), r.Is(start, class.Indefinite) && !saying,
				r.Is(h, class.Plural), r.UPOS(start-1) == doc.ADP && !closed:
				// "a mayor, Jane Doe" may be a list; "A spokesman for the port, Jan Dahl, said" is none
				return
			}
			r.describe(i, start, words, h, comma)
			return
		}
		if r.Punct(h) || r.Verb(h) {
			return
		}
	}
}

// nominalsBefore ties descriptions whose heads are no titles to the names set beside them: "the panel's top Republican,
// Rep. Doug Dahl of Ostby, said".
func (r *finder) nominalsBefore() {
	at := make(map[int]*Mention)
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Kind == doc.Person && m.Form == doc.NameForm {
			at[m.FirstToken] = m
		}
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Form != doc.NominalForm || m.Kind != doc.Person || m.Plural || m.Apposed >= 0 || m.Named >= 0 ||
			!r.Mark(m.NameEnd, ",") {
			continue
		}
		n := at[m.NameEnd+1]
		if n == nil || !r.Same(m.FirstToken, n.FirstToken) || r.Is(n.EndToken, class.And) || r.Is(m.FirstToken-1, class.And) {
			continue
		}
		if r.UPOS(m.FirstToken-1) == doc.ADP && !r.Mark(n.EndToken, ",") {
			continue // "invited by the mayor, Holm said"
		}
		if r.Verb(m.FirstToken-1) && r.Verb(n.EndToken) {
			continue // "Asked if he had met the mayor, Holm said"
		}
		if m.Definite || r.Mark(n.EndToken, ",") && r.Verb(n.EndToken+1) {
			m.Apposed = n.Named
		}
	}
}

// describe adds a description of the person of mention i: its words are tokens [start, end), its head token head.
func (r *finder) describe(i, start, words, head, end int) {
	ro := r.RoleOf(words, head, end)
	gender := class.Gender(ro.Class)
	if gender != 0 {
		r.mentions[i].Gender = gender
	}
	r.add(Mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm,
		Kind: doc.Person, Title: r.Doc.SpanOf(words, end),
		By: "entity/apposition", Score: 0.9}, Named: -1, Role: ro, Gender: gender, Definite: true,
		Apposed: r.mentions[i].Named,
		NameEnd: end})
}
