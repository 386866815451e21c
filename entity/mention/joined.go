package mention

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
)

// joined reads two descriptions of one person: two under one determiner, "the billionaire businessman and reality TV
// star", two set beside a name, "Jan Dahl, mayor and party leader", and two titles before one, "Ostby senator and
// former judge Ann Holm". "The president and the minister" are two people.
func (r *finder) joined() {
	at := make(map[int]int)
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Kind == doc.Person && !m.Plural {
			at[m.FirstToken] = i
		}
	}
	second := make(map[int]bool)
	for i := range r.mentions {
		a := &r.mentions[i]
		k, ok := at[a.NameEnd+1]
		if !ok || a.Form != doc.NominalForm || a.Kind != doc.Person || a.Plural || second[a.FirstToken] ||
			!r.Is(a.NameEnd, class.And) || !r.Same(a.Head, a.NameEnd+1) {
			continue
		}
		b := &r.mentions[k]
		switch {
		case b.Form == doc.NameForm:
			if r.twoTitles(a, b) {
				a.Apposed = b.Named
			}
		case b.Form != doc.NominalForm || !b.Bare || b.Apposed >= 0:
		case a.Apposed >= 0:
			b.Apposed, b.Claimed = a.Apposed, a.Claimed
		case r.oneDeterminer(a, b):
			a.EndToken, a.NameEnd = b.EndToken, b.NameEnd
			second[b.FirstToken] = true
		}
	}
	r.mentions = slices.DeleteFunc(r.mentions, func(m Mention) bool {
		return second[m.FirstToken] && m.Form == doc.NominalForm && m.Bare && m.Kind == doc.Person
	})
}

// held is the classes of who holds an office and speaks for it.
const held = class.Leader | class.Office | class.Voice

// twoTitles reports whether a description is one more title of the person named behind "and": one without a
// determiner, or "the actor and activist Ann Holm". "Pope and President Holm", "the mayor and activist Ann Holm",
// "was elected mayor and Senator Holm lost" are two.
func (r *finder) twoTitles(a, b *Mention) bool {
	if b.Role.Head == "" || b.Role.Courtesy || b.FirstToken != b.Role.First ||
		r.Is(a.FirstToken-1, class.Predicative) || r.othersThan(a, b) {
		return false
	}
	office, small := r.Is(a.Head, held), !r.Cap(b.FirstToken)
	if !a.Bare {
		return !office && small
	}
	return !office || small || a.FirstToken < a.Head
}

// oneDeterminer reports whether the determiner of a description is also that of the one behind "and", and both are of
// one person. Two offices under one are, more often than not, two people: "the president and prime minister".
func (r *finder) oneDeterminer(a, b *Mention) bool {
	if a.Bare || r.othersThan(a, b) || r.Tok[a.FirstToken].Class&(class.Determiner|class.Possessive) == 0 {
		return false
	}
	return r.Is(a.FirstToken, class.Indefinite) || !r.Is(a.Head, held) || !r.Is(b.Head, held)
}

// othersThan reports whether two descriptions joined by "and" are of two people: of two genders, of two parties, of one
// family, or with a verb of several.
func (r *finder) othersThan(a, b *Mention) bool {
	party := func(m *Mention) (p class.Set) {
		for t := m.FirstToken; t <= m.Head; t++ {
			p |= r.Tok[t].Class & class.Party
		}
		return p
	}
	one, other := party(a), party(b)
	return a.Gender != 0 && b.Gender != 0 && a.Gender != b.Gender || one != 0 && other != 0 && one != other ||
		r.Is(a.Head, class.Kin) || r.Is(b.Head, class.Kin) || a.Count > 0 || b.Count > 0 || r.XPOS(b.NameEnd) == doc.XVBP
}
