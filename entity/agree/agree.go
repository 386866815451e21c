// Package agree holds the hard constraints of coreference: what an entity must be for a mention to mean it.
//
// In come an article's links, a mention and an entity; out goes whether number, gender, kind, country, office and words
// allow that they are one. It refuses to say what is likely.
//
// The one idea: what is forbidden is decided before anything is weighed, so that no score can outvote it.
package agree

import (
	"slices"
	"strings"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/link"
	"readout/entity/mention"
	"readout/entity/title"
)

// Rules are the hard constraints: what an entity must be for a mention to mean it.
type Rules struct{ *link.Links }

// MayDescribe reports whether nothing forbids that a description stands for an entity.
func (r Rules) MayDescribe(m *mention.Mention, e int32) bool {
	x := &r.Entities[e]
	if x.Wire || x.Silent && m.Kind != doc.Person {
		return false
	}
	if m.Bare && (m.Thing || m.Plural) && x.Head != r.HeadWord(m) {
		return false // "salt" is no "iodine", "parents" are no "children"
	}
	if m.Thing || x.Thing {
		return m.Thing && x.Thing || m.Thing && x.Generic && x.Kind != doc.Person && x.Head == r.HeadWord(m)
	}
	if m.Plural && r.Is(m.Head, class.PersonNoun) && x.Kind == doc.Organization && !x.Several {
		return false // "the vendors" are no committee
	}
	if m.Plural && !x.Several && x.Kind == doc.Place && m.Kind != doc.Group {
		return false // "the nations" are not one of them
	}
	if m.Plural != x.Several && !(m.Kind == doc.Organization || x.Kind == doc.Organization || x.Kind == doc.Group) {
		return false
	}
	if m.Role.Country != "" && x.Country != "" && m.Role.Country != x.Country {
		return false // nobody speaks for another side
	}
	if m.Role.Affil >= 0 && x.Affil >= 0 && !r.oneName(m.Role.Affil, x.Affil) {
		return false // "the Vestrian government" is not "the Halden administration"
	}
	if !x.Generic && r.calledAfter(m) {
		return false // "the Halden administration" is no Harbour Administration
	}
	if business := class.CompanyNoun | class.OutletNoun; r.Is(m.Head, business) && !r.Is(m.Head, class.BodyNoun) &&
		!x.Generic && r.office(x) {
		return false // "the company", "the paper" are no Department of Justice
	}
	if m.Plural && x.Several && x.Generic && x.Head == r.HeadWord(m) && r.otherGroup(m, x) {
		return false // "hospital officials" are no "British officials"
	}
	switch {
	case m.Kind == doc.Person && !m.Plural:
		if x.Kind != doc.Person || m.Gender != 0 && x.Gender != 0 && m.Gender != x.Gender {
			return false
		}
		if !m.Definite && !r.predicate(m) {
			return false // "an official" is nobody named before
		}
		called := func(have title.Role) bool { return have.Head == m.Role.Head }
		whose := r.Is(m.FirstToken, class.Possessive) || m.Role.OfPerson
		if m.Role.Class&class.Kin != 0 && whose && !(x.Generic && x.Head == m.Role.Head) &&
			!slices.ContainsFunc(x.Held, called) {
			return false // "her mother", "Korvin's son" are nobody who was not called so
		}
		if titled := m.Role.Class&(class.Leader|class.Office|class.Voice) != 0; titled && x.Generic &&
			x.Head != m.Role.Head && !r.KB.MayMean(x.Head, m.Role.Head) && !r.KB.MayMean(m.Role.Head, x.Head) {
			return false // "the group's chairman" is not "a former official"
		}
		return !r.elsewhere(&m.Role, x) && r.mayBear(&m.Role, x)
	case x.Kind == doc.Person && !x.Several:
		return false
	case m.Kind == doc.Organization || m.Kind == doc.Place || m.Kind == doc.Facility:
		return x.Kind == m.Kind || x.Kind == doc.Place && m.Kind == doc.Organization || x.Kind == doc.Group ||
			x.Kind == doc.Other || x.Kind == doc.Facility && m.Kind == doc.Place
	}
	return true
}

// office reports whether a name says that an organisation is neither a business nor an outlet: it has the word for a
// department, a court, a university, and the tables do not know better.
func (r Rules) office(x *link.Entity) bool {
	if e := r.KB.Spelt(x.Name); e != nil && (e.Sort == kb.Company || e.Sort == kb.Outlet) {
		return false
	}
	return slices.ContainsFunc(x.NameWords(), func(w string) bool {
		c := r.KB.Look(w).Class
		return c&class.OrgNoun != 0 && c&(class.CompanyNoun|class.OutletNoun|class.BodyNoun) == 0
	})
}

// otherGroup reports whether a description of several says something else of them than the one that they are known by:
// a noun or a side tells them apart from others, and not the same.
func (r Rules) otherGroup(m *mention.Mention, x *link.Entity) bool {
	telling := func(w string) bool { return !r.KB.Ordinary(w) }
	noun := false
	for t := m.Role.First; t < m.Head; t++ {
		noun = noun || r.UPOS(t) == doc.NOUN && telling(r.Doc.LowerForm(t))
	}
	one := m.Role.Country != "" && m.Role.Country == x.Country || m.Role.Affil >= 0 && x.Affil >= 0 ||
		slices.ContainsFunc(m.Role.Mods, func(w string) bool { return telling(w) && slices.Contains(x.Mods, w) })
	return !one && (noun || m.Role.Country != "" || m.Role.Affil >= 0) &&
		(slices.ContainsFunc(x.Mods, telling) || x.Country != "" || x.Affil >= 0)
}

// calledAfter reports whether a description has the name of who leads what it describes: "the Halden administration".
func (r Rules) calledAfter(m *mention.Mention) bool {
	if m.Role.Affil < 0 || m.Role.Country != "" || int(r.Names[m.Role.Affil].End) != m.Head {
		return false
	}
	return r.Is(m.Head, class.Led) || m.Kind == doc.Organization && m.Role.OfPerson
}

// predicate reports whether a description is said of a subject: "Halden is a lawyer".
func (r Rules) predicate(m *mention.Mention) bool { return r.Is(m.FirstToken-1, class.Copula) }

// MayStandFor reports whether nothing forbids that a pronoun stands for an entity.
func (r Rules) MayStandFor(m *mention.Mention, e int32) bool {
	x := &r.Entities[e]
	if x.Wire {
		return false // the agency that reports is not reported on
	}
	switch {
	case m.Gender == 'm' || m.Gender == 'f':
		return !x.Several && x.Kind == doc.Person && (x.Gender == 0 || x.Gender == m.Gender)
	case m.Gender == 'n':
		return !x.Several && (x.Kind != doc.Person || x.Silent && x.Gender == 'n')
	case r.Is(m.Head, class.PronounPlural):
		return x.Several || x.Kind != doc.Person || x.Generic && x.Gender == 0 || x.Silent && x.Gender == 'p'
	case r.Is(m.Head, class.PronounFirst):
		return x.Kind == doc.Person && !x.Several && r.sayer(m, x)
	case r.Is(m.Head, class.PronounWe):
		return x.Several || x.Kind != doc.Person
	}
	return x.Kind == doc.Person || x.Silent || x.Several
}

// sayer reports whether an "I" may be an entity: outside quotations nobody whom the article names says it.
func (r Rules) sayer(m *mention.Mention, x *link.Entity) bool {
	return x.Silent || r.Doc.Tokens[m.Head].Quote >= 0 || r.Quiet()
}

// Quiet reports whether the article has hardly any quotations, as an interview or a speech.
func (r Rules) Quiet() bool { return len(r.Doc.Quotes) < 2 }

// MayBeOne reports whether nothing forbids that a described entity y is the named x.
func (r Rules) MayBeOne(x, y *link.Entity) bool {
	if x.Gender != 0 && y.Gender != 0 && x.Gender != y.Gender || x.Country != "" && y.Country != "" &&
		x.Country != y.Country {
		return false
	}
	if y.Silent {
		return x.Kind == doc.Person && (y.Gender == 'm' || y.Gender == 'f')
	}
	if x.Kind != y.Kind || y.Affil >= 0 && r.KB.Look(y.Head).Class&class.Led != 0 {
		return false // "the Halden administration" is not "Halden"
	}
	for k := range y.Held {
		if !r.mayBear(&y.Held[k], x) {
			return false
		}
	}
	return true
}

// MayBeAmong reports whether a person can be one of those a plural description means.
func (r Rules) MayBeAmong(m *mention.Mention, e int) bool {
	x := &r.Entities[e]
	if m.Role.Class&class.Person != 0 {
		return m.Gender == 0 || m.Gender == 'p' || m.Gender == x.Gender
	}
	return slices.ContainsFunc(x.Held, func(have title.Role) bool {
		return have.Head == m.Role.Head || r.KB.MayMean(m.Role.Head, have.Head)
	})
}

// mayBear reports whether what is known of a person allows a role: nobody is both one country's minister and another's,
// and one whose offices are told holds no other.
func (r Rules) mayBear(d *title.Role, x *link.Entity) bool {
	if r.otherParty(d, x) {
		return false // "the Democratic nominee" is not the Republican one
	}
	if r.attends(d, x) {
		return false // "the narrator", "the staffer" are no senator
	}
	if d.Class&(class.Leader|class.Office|class.Voice) == 0 {
		return true
	}
	side := r.side(d)
	known := false
	for k := range x.Held {
		have := &x.Held[k]
		if have.Class&(class.Leader|class.Office|class.Voice) == 0 {
			continue
		}
		mine := r.side(have)
		if side != "" && mine != "" && side != mine || d.Head == have.Head && have.Former && !d.Former {
			known = true // "the president" is no former president
			continue
		}
		if side != "" && mine == "" && have.Affil >= 0 && d.Class&class.Leader != 0 && d.Head != have.Head {
			known = true // a body's chief leads no land; the leader of a party may
			continue
		}
		if d.Head != have.Head && r.ofBody(d.Affil) && (have.Country != "" && side == "" && mine != "" ||
			have.Class&class.Leader != 0 && have.Affil < 0) {
			known = true // a land's president or commander is no "chairman of the Harbour Committee"
			continue
		}
		if d.Affil >= 0 && have.Affil >= 0 && side == "" && mine == "" && !r.oneName(d.Affil, have.Affil) &&
			d.Class&(class.Voice|class.Leader) != 0 {
			known = true
			continue
		}
		ofBody := d.Class&class.Leader != 0 && d.Affil < 0 && have.Affil >= 0 &&
			r.Names[have.Affil].Kind == doc.Organization // who leads a party is no premier by that
		if d.Head == have.Head && r.sameOffice(d, have) || d.Head != have.Head &&
			(r.KB.MayMean(d.Head, have.Head) || !ofBody && r.KB.MayMean(have.Head, d.Head)) {
			return true
		}
		known = known || d.Head == have.Head || (d.Class|have.Class)&(class.Voice|class.Leader) != 0
	}
	return !known && (d.Class&class.Voice == 0 || len(x.Held) == 0)
}

// attends reports whether a description is of somebody who only serves or watches, and a person holds an office.
func (r Rules) attends(d *title.Role, x *link.Entity) bool {
	return r.KB.Look(d.Head).Attends && slices.ContainsFunc(x.Held, func(have title.Role) bool {
		return r.KB.Look(have.Head).Class&(class.Leader|class.Office) != 0 && !have.Former // "Rep." is one too
	})
}

// ofBody reports whether a name is that of an organisation.
func (r Rules) ofBody(name int32) bool { return name >= 0 && r.Names[name].Kind == doc.Organization }

// otherParty reports whether a person is of another party than a title says, and never was called one of it.
func (r Rules) otherParty(d *title.Role, x *link.Entity) bool {
	party, other := r.party(d), false
	for k := range x.Held {
		have := &x.Held[k]
		switch p := r.party(have); {
		case p == 0 || have.Former:
		case p == party:
			return false
		default:
			other = true
		}
	}
	return party != 0 && other
}

// party is the party that a title says, by its words in capitals up to "of" or the like; 0 for none and for both.
func (r Rules) party(ro *title.Role) class.Set {
	var p class.Set
	for t := ro.First; t < ro.End && r.UPOS(t) != doc.ADP; t++ {
		for _, one := range [...]class.Set{class.PartyOne, class.PartyTwo} {
			if r.Cap(t) && r.Is(t, one) {
				p |= one
			}
		}
	}
	if p == class.Party {
		return 0
	}
	return p
}

// elsewhere reports whether the roles of a person belong to other places of a country than the one described: "the
// Texas Democrat" is nobody called "Ohio Senator".
func (r Rules) elsewhere(d *title.Role, x *link.Entity) bool {
	at := r.placeOf(d)
	if at == nil {
		return false
	}
	other := false
	for k := range x.Held {
		if have := r.placeOf(&x.Held[k]); have == at {
			return false
		} else if have != nil && have.Country == at.Country {
			other = true
		}
	}
	return other
}

// placeOf is the state or town in a role, by its spelling, nil if none that the tables know.
func (r Rules) placeOf(ro *title.Role) *kb.Entry {
	if ro.Affil < 0 {
		return nil
	}
	n := &r.Names[ro.Affil]
	if e := r.KB.Spelt(r.Phrase(int(n.First), int(n.End))); e != nil && e.Sort == kb.Place {
		return e
	}
	return nil
}

// Holds is how surely a person's role is the one described: 0 not, 1 by the title alone, 2 by title and side. "The
// former mayor" is somebody who is called so rather than a mayor.
func (r Rules) Holds(d, have *title.Role, x *link.Entity) int {
	if d.Head != have.Head || have.Former && !d.Former || !r.sameOffice(d, have) {
		return 0
	}
	switch sure := r.ofSide(d, have, x); {
	case d.Former && have.Former && sure == 1:
		return 2
	case d.Former && !have.Former:
		return min(sure, 1)
	default:
		return sure
	}
}

// ofSide is Holds of a role with the title described, by whose it is.
func (r Rules) ofSide(d, have *title.Role, x *link.Entity) int {
	side, mine := r.side(d), r.side(have)
	if mine == "" {
		mine = x.Country
	}
	switch {
	case side != "" && side == mine:
		return 2
	case side != "" || d.Affil >= 0 && have.Affil >= 0 && !r.oneName(d.Affil, have.Affil):
		return 0
	case d.Affil >= 0 && (have.Affil >= 0 || r.namedIn(d.Affil, have.Mods)):
		return 2
	case d.Affil >= 0:
		return 0
	case slices.ContainsFunc(d.Mods, func(w string) bool { return !r.KB.Ordinary(w) && slices.Contains(have.Mods, w) }):
		return 2
	case have.Class&class.Voice != 0:
		return 0 // there are many spokesmen
	}
	return 1
}

// sameOffice reports whether what two titles of one head say beside it allows that they are one: "prime minister" is
// not "foreign minister".
func (r Rules) sameOffice(d, have *title.Role) bool {
	if r.lesser(d) != r.lesser(have) {
		return false // "the president" is no vice president
	}
	telling := 0
	for _, w := range d.Mods {
		if r.KB.Ordinary(w) {
			continue
		}
		if slices.Contains(have.Mods, w) {
			return true
		}
		telling++
	}
	if telling == 0 {
		return true
	}
	return !slices.ContainsFunc(have.Mods, func(w string) bool { return !r.KB.Ordinary(w) }) &&
		d.Class&(class.Leader|class.Office) == 0
}

// lesser reports whether a title is that of a deputy.
func (r Rules) lesser(ro *title.Role) bool {
	return ro.Class&(class.Leader|class.Office) != 0 &&
		slices.ContainsFunc(ro.Mods, func(w string) bool { return r.KB.Look(w).Class&class.Lesser != 0 })
}

// side is the country that a role belongs to: by a name in it, or by that of the person whose it is.
func (r Rules) side(ro *title.Role) string {
	if ro.Country != "" || ro.Affil < 0 {
		return ro.Country
	}
	if e := r.NameEntity[ro.Affil]; e >= 0 {
		return r.Entities[e].Country
	}
	return ""
}

// namedIn reports whether a name has a word of a title: "the Trade Ministry spokesman" is "ministry spokesman Orr".
func (r Rules) namedIn(name int32, mods []string) bool {
	n := &r.Names[name]
	words := strings.Fields(r.Lower(int(n.First), int(n.End)))
	return slices.ContainsFunc(mods, func(w string) bool { return !r.KB.Ordinary(w) && slices.Contains(words, w) })
}

// oneName reports whether two names are of one entity or the same words.
func (r Rules) oneName(a, b int32) bool {
	x, y := &r.Names[a], &r.Names[b]
	return r.NameEntity[a] >= 0 && r.NameEntity[a] == r.NameEntity[b] ||
		r.Lower(int(x.First), int(x.End)) == r.Lower(int(y.First), int(y.End))
}

// HeadWord is the head of a description, as entities keep it.
func (r Rules) HeadWord(m *mention.Mention) string {
	if m.Thing {
		return r.Doc.LowerForm(m.Head)
	}
	return m.Role.Head
}

// NamedSo reports whether an organisation's name has the head of a description and everything else it says, or the
// description says no more than "the company" of a company.
func (r Rules) NamedSo(m *mention.Mention, x *link.Entity) bool {
	if x.Generic {
		return false
	}
	words := x.NameWords()
	says := func(w string) bool { return slices.Contains(words, w) }
	if slices.ContainsFunc(words, func(w string) bool { return r.KB.Look(w).Head == m.Role.Head }) {
		return !slices.ContainsFunc(m.Role.Mods, func(w string) bool { return !r.KB.Ordinary(w) && !says(w) })
	}
	if len(m.Role.Mods) > 0 || m.Role.Affil >= 0 {
		return false
	}
	e := r.KB.Spelt(x.Name)
	if e == nil {
		return r.Is(m.Head, class.CompanyNoun) && slices.ContainsFunc(words, func(w string) bool {
			return r.KB.Look(w).Class&class.Suffix == 0 && r.KB.Look(w).Class&class.OrgHead != 0
		})
	}
	switch e.Sort {
	case kb.Company:
		return r.Is(m.Head, class.CompanyNoun)
	case kb.Outlet:
		return r.Is(m.Head, class.OutletNoun)
	case kb.Body:
		return r.Is(m.Head, class.BodyNoun)
	}
	return false
}
