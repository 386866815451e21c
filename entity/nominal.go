package entity

import (
	"strings"

	"readout/doc"
	"readout/entity/class"
)

// nominals adds descriptions: people, organisations, places and buildings named by what they are, "the Kremlin
// spokesman", "a senior official", "both sides". The heads say which noun phrases those are; the tables add sides and
// offices that they overlook.
func (r *mentionMaker) nominals(phrases []nounPhrase) {
	kind := make([]doc.EntityKind, len(r.tok))
	for _, p := range phrases {
		switch k := doc.EntityKind(p.kind); k {
		case doc.Person, doc.Organization, doc.Place:
			kind[p.head] = k
		}
	}
	for i := range r.tok {
		k := kind[i]
		if r.is(i, class.PersonNoun|class.SideNoun|class.GroupNoun|class.OrgNoun) && k == "" {
			k = r.kindOf(i)
		}
		if k == doc.Organization && r.tok[i].class&(class.Voice|class.Leader|class.Office) != 0 &&
			r.tok[i].class&class.ThingNoun == 0 {
			k = doc.Person // "the ministry spokesman"
		}
		if k == doc.Person && r.tok[i].class&class.OrgNoun != 0 && r.tok[i].class&class.PersonNoun == 0 {
			k = doc.Organization // "the company" is nobody
		}
		if r.is(i, class.ShortTitle) && !r.is(i, class.TitleHead|class.Person|class.Kin) &&
			!r.is(i-1, class.Determiner|class.Indefinite) {
			continue // "Dr. [Ann] Holm"
		}
		if k == "" || r.covered[i] || r.nameAt[i] >= 0 || r.is(i, class.Pronoun) || !r.headsPhrase(i) || r.goesOn(i) {
			continue
		}
		r.nominal(i, k)
	}
}

// headsPhrase reports whether token i is a noun here, not a verb of the same letters.
func (r *mentionMaker) headsPhrase(i int) bool {
	switch r.upos(i) {
	case doc.NOUN, doc.PROPN:
		return true
	case doc.ADJ, doc.NUM:
		return r.is(i-1, class.Determiner|class.Modifier) && !r.noun(i+1)
	}
	return false
}

// kindOf is the kind that the tables give a noun.
func (r *mentionMaker) kindOf(i int) doc.EntityKind {
	switch c := r.tok[i].class; {
	case c&(class.Voice|class.Leader|class.Office) != 0 || c&class.PersonNoun != 0 && (r.is(i, class.Plural) || r.cap(i)):
		return doc.Person
	case c&(class.SideNoun|class.GroupNoun) != 0:
		return doc.Group
	case c&class.OrgNoun != 0:
		if start, words := r.leftEdge(i); start < words && !r.is(start, class.Indefinite) {
			return doc.Organization
		}
	}
	return ""
}

// nominal keeps the noun phrase whose head is token head.
func (r *mentionMaker) nominal(head int, kind doc.EntityKind) {
	c := r.tok[head].class
	start, words := r.leftEdge(head)
	end := r.complement(head)
	m := mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm, Kind: kind,
		Score: 0.7, By: "entity/description"},
		name: -1, apposed: -1, nameEnd: end, plural: r.severalOf(head, start)}
	m.role = r.roleOf(words, head, end)
	switch kind {
	case doc.Person:
		m.gender = class.Gender(c)
		if c&(class.GroupNoun|class.SideNoun) != 0 {
			m.Kind, m.plural = doc.Group, true
		}
	case doc.Place:
		m.gender = 'n'
		if c&class.FacilityNoun != 0 && c&class.PlaceNoun == 0 {
			m.Kind = doc.Facility
		}
	case doc.Organization:
		m.gender = 'n'
		if c&class.SideNoun != 0 && m.plural {
			m.Kind = doc.Group
		}
	default:
		m.plural = true
	}
	if m.plural {
		m.gender = 'p'
	}
	r.determine(&m, start, words)
	if m.Kind == doc.Person && !m.plural && r.headsName(head) {
		m.apposed = r.nameAt[head+1] // "Democrat Anna Lind"
	}
	if m.bare && !m.plural && !r.worthMentioning(&m) {
		return
	}
	for k := start; k < head; k++ {
		if n := r.nameAt[k]; n >= 0 && int(r.names[n].first) == k && k >= words {
			r.markAdjunct(n)
		}
	}
	r.add(m)
}

// severalOf reports whether a noun phrase that begins at token start speaks of several. The
// determiner and the tables know better than the tag.
func (r *mentionMaker) severalOf(head, start int) bool {
	if start < head && r.is(start, class.Singular) {
		return false // "an official"
	}
	several := r.tok[head].class&class.Plural != 0
	switch r.xpos(head) {
	case doc.XNNS, doc.XNNPS:
		return true
	case doc.XNN:
		return several && strings.HasSuffix(r.d.LowerForm(head), "s")
	}
	return several
}

// worthMentioning leaves out bare nouns that only look like descriptions: "in office", "as president" without
// anything that says who.
func (r *mentionMaker) worthMentioning(m *mention) bool {
	if m.FirstToken < m.Head || r.cap(m.Head) && r.tok[m.Head].shape&opens == 0 {
		return true
	}
	before := m.FirstToken - 1
	return !r.same(before, m.FirstToken) || r.upos(before) != doc.ADP && r.upos(before) != doc.SCONJ &&
		!r.is(before, class.Copula)
}

// determine reads a phrase's determiner: whether it may go back to somebody mentioned before, and
// how many it speaks of.
func (r *mentionMaker) determine(m *mention, start, words int) {
	m.bare = start == words && !r.is(start, class.Determiner)
	m.definite = !m.bare && !r.is(start, class.Indefinite)
	if m.bare && !m.plural && (m.role.country != "" || m.role.affil >= 0 || r.cap(m.Head)) {
		m.definite = true // headlines leave articles out: "Kremlin spokesman says"
	}
	for t := start; t < m.Head; t++ {
		if n := r.kb.Word(r.tok[t].word).Count; n > 0 && m.count == 0 {
			m.count = n
			if t == start && r.is(t, class.Determiner) {
				m.definite, m.bare = true, false // "both sides"
			} else if t == words && m.bare {
				m.definite, m.bare = false, false
			}
		}
	}
	if r.is(m.FirstToken-1, class.Of) && r.is(m.FirstToken-2, class.Indefinite) {
		m.definite = false // "some of the officials"
	}
}

// pronouns keeps every personal pronoun that can stand for somebody or something.
func (r *mentionMaker) pronouns() {
	for i := range r.tok {
		c := r.tok[i].class & class.Pronoun
		if c == 0 || r.nameAt[i] >= 0 || r.tok[i].shape&allCaps != 0 && r.tok[i].shape&opens == 0 {
			continue // "US", "IT"
		}
		if u := r.upos(i); u != doc.PRON && u != doc.DET && u != doc.NoUPOS {
			continue
		}
		m := mention{Mention: doc.Mention{FirstToken: i, EndToken: i + 1, Head: i, Form: doc.PronounForm, Kind: doc.Person,
			By: "entity/pronoun", Score: 0.7},
			name: -1, apposed: -1, definite: true, nameEnd: i + 1, role: role{affil: -1}}
		switch {
		case c&class.PronounMale != 0:
			m.gender = 'm'
		case c&class.PronounFemale != 0:
			m.gender = 'f'
		case c&class.PronounThing != 0:
			m.Kind, m.gender = doc.Other, 'n'
		case c&(class.PronounPlural|class.PronounWe) != 0:
			m.Kind, m.gender, m.plural = doc.Group, 'p', true
		}
		r.add(m)
	}
}

// things adds every other noun phrase: what is no person, organisation or place can still be what "it" stands for.
// They are linked and not shown.
func (r *mentionMaker) things(phrases []nounPhrase) {
	head := make([]bool, len(r.tok))
	for i := range r.mentions {
		m := &r.mentions[i]
		head[m.Head] = true
		for t := m.FirstToken; m.name >= 0 && t < m.EndToken; t++ {
			head[t] = true // the title of a name is no phrase of its own
		}
	}
	for _, p := range phrases {
		if head[p.head] || r.nameAt[p.head] >= 0 {
			continue
		}
		m := mention{Mention: doc.Mention{FirstToken: p.first, EndToken: p.last + 1, Head: p.head, Form: doc.NominalForm,
			Kind: doc.Other, By: "entity/phrase",
			Score: float64(p.sure)}, name: -1, apposed: -1, gender: 'n', nameEnd: p.last + 1, thing: true, definite: true,
			role: role{affil: -1}, bare: !r.is(p.first, class.Determiner|class.Possessive|class.Indefinite) &&
				!r.clitic(p.head-1)}
		if x := r.xpos(p.head); x == doc.XNNS || x == doc.XNNPS {
			m.gender, m.plural = 'p', true
		}
		r.mentions = append(r.mentions, m)
	}
}
