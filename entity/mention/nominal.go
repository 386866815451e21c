package mention

import (
	"strings"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/lexical"
	"readout/entity/phrase"
	"readout/entity/title"
)

// nominals adds descriptions: people, organisations, places and buildings named by what they are, "the Kremlin
// spokesman", "a senior official", "both sides". The heads say which noun phrases those are; the tables add sides and
// offices that they overlook.
func (r *finder) nominals(phrases []phrase.Phrase) {
	kind := make([]doc.EntityKind, len(r.Tok))
	for _, p := range phrases {
		switch k := doc.EntityKind(p.Kind); k {
		case doc.Person, doc.Organization, doc.Place:
			kind[p.Head] = k
		}
	}
	for i := range r.Tok {
		k := kind[i]
		if r.Is(i, class.PersonNoun|class.SideNoun|class.GroupNoun|class.OrgNoun) && k == "" {
			k = r.kindOf(i)
		}
		if k == doc.Person && r.Tok[i].Class&class.PersonNoun == 0 && r.KB.Writing(r.Doc.LowerForm(i)) {
			k = "" // "the notice" says so, and is nobody
		}
		if k == doc.Organization && r.Tok[i].Class&(class.Voice|class.Leader|class.Office) != 0 &&
			r.Tok[i].Class&class.ThingNoun == 0 {
			k = doc.Person // "the ministry spokesman"
		}
		if k == doc.Person && r.Tok[i].Class&class.OrgNoun != 0 && r.Tok[i].Class&class.PersonNoun == 0 {
			k = doc.Organization // "the company" is nobody
		}
		if r.Is(i, class.ShortTitle) && !r.Is(i, class.TitleHead|class.Person|class.Kin) &&
			!r.Is(i-1, class.Determiner|class.Indefinite) {
			continue // "Dr. [Ann] Holm"
		}
		if k == doc.Place && r.Tok[i].Shape&lexical.AllCaps != 0 {
			continue // letters describe no place: "Ann Holm, SC"
		}
		if k == "" || r.covered[i] || r.Clock(i) || r.NameAt[i] >= 0 || r.Is(i, class.Pronoun) ||
			!r.headsPhrase(i) || r.GoesOn(i) {
			continue
		}
		r.nominal(i, k)
	}
}

// headsPhrase reports whether token i is a noun here, not a verb of the same letters.
func (r *finder) headsPhrase(i int) bool {
	switch r.UPOS(i) {
	case doc.NOUN, doc.PROPN:
		return !(r.Joins(i+1) && r.Same(i, i+2) && r.UPOS(i+2) == doc.ADP) // "editor-in-chief"
	case doc.ADJ, doc.NUM:
		again := r.Is(i-1, class.And) && r.Is(i, class.Calling) && r.Is(i-2, class.Calling) // "Republican and Democrat"
		return (again || r.Is(i-1, class.Determiner|class.Modifier)) && !r.Noun(i+1)
	}
	return false
}

// kindOf is the kind that the tables give a noun.
func (r *finder) kindOf(i int) doc.EntityKind {
	switch c := r.Tok[i].Class; {
	case c&(class.Voice|class.Leader|class.Office) != 0 || c&class.PersonNoun != 0 && (r.Is(i, class.Plural) || r.Cap(i)):
		return doc.Person
	case c&(class.SideNoun|class.GroupNoun) != 0:
		return doc.Group
	case c&class.OrgNoun != 0:
		if start, words := r.LeftEdge(i); start < words && !r.Is(start, class.Indefinite) {
			return doc.Organization
		}
	}
	return ""
}

// nominal keeps the noun phrase whose head is token head.
func (r *finder) nominal(head int, kind doc.EntityKind) {
	c := r.Tok[head].Class
	start, words := r.LeftEdge(head)
	end := r.Complement(head)
	m := Mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm, Kind: kind,
		Score: 0.7, By: "entity/description"},
		Named: -1, Apposed: -1, NameEnd: end, Plural: r.severalOf(head, start)}
	m.Role = r.RoleOf(words, head, end)
	switch kind {
	case doc.Person:
		m.Gender = class.Gender(c)
		if c&(class.GroupNoun|class.SideNoun) != 0 {
			m.Kind, m.Plural = doc.Group, true
		}
	case doc.Place:
		m.Gender = 'n'
		if c&class.FacilityNoun != 0 && c&class.PlaceNoun == 0 {
			m.Kind = doc.Facility
		}
	case doc.Organization:
		m.Gender = 'n'
		if c&class.SideNoun != 0 && m.Plural {
			m.Kind = doc.Group
		}
	default:
		m.Plural = true
	}
	if m.Plural {
		m.Gender = 'p'
	}
	r.determine(&m, start, words)
	if m.Kind == doc.Person && !m.Plural && r.headsName(head) {
		m.Apposed = r.NameAt[head+1] // "Democrat Anna Lind"
	}
	if m.Bare && !m.Plural && !r.worthMentioning(&m) {
		return
	}
	for k := start; k < head; k++ {
		if n := r.NameAt[k]; n >= 0 && int(r.Names[n].First) == k && k >= words {
			r.markAdjunct(n)
		}
	}
	r.add(m)
}

// severalOf reports whether a noun phrase that begins at token start speaks of several. The
// determiner and the tables know better than the tag.
func (r *finder) severalOf(head, start int) bool {
	if start < head && r.Is(start, class.Singular) {
		return false // "an official"
	}
	several := r.Tok[head].Class&class.Plural != 0
	switch r.XPOS(head) {
	case doc.XNNS, doc.XNNPS:
		return true
	case doc.XNN:
		return several && strings.HasSuffix(r.Doc.LowerForm(head), "s")
	}
	return several
}

// worthMentioning leaves out bare nouns that only look like descriptions: "in office", "as president" without
// anything that says who.
func (r *finder) worthMentioning(m *Mention) bool {
	if m.FirstToken < m.Head || r.Cap(m.Head) && r.Tok[m.Head].Shape&lexical.Opens == 0 {
		return true
	}
	before := m.FirstToken - 1
	return !r.Same(before, m.FirstToken) || r.UPOS(before) != doc.ADP && r.UPOS(before) != doc.SCONJ &&
		!r.Is(before, class.Copula)
}

// determine reads a phrase's determiner: whether it may go back to somebody mentioned before, and
// how many it speaks of.
func (r *finder) determine(m *Mention, start, words int) {
	m.Bare = start == words && !r.Is(start, class.Determiner)
	m.Definite = !m.Bare && !r.Is(start, class.Indefinite)
	if m.Bare && !m.Plural && (m.Role.Country != "" || m.Role.Affil >= 0 || r.Cap(m.Head)) {
		m.Definite = true // headlines leave articles out: "Kremlin spokesman says"
	}
	for t := start; t < m.Head; t++ {
		if n := r.KB.Word(r.Tok[t].Word).Count; n > 0 && m.Count == 0 {
			m.Count = n
			if t == start && r.Is(t, class.Determiner) {
				m.Definite, m.Bare = true, false // "both sides"
			} else if t == words && m.Bare {
				m.Definite, m.Bare = false, false
			}
		}
	}
	if r.Is(m.FirstToken-1, class.Of) && r.Is(m.FirstToken-2, class.Indefinite) {
		m.Definite = false // "some of the officials"
	}
}

// pronouns keeps every personal pronoun that can stand for somebody or something.
func (r *finder) pronouns() {
	for i := range r.Tok {
		c := r.Tok[i].Class & class.Pronoun
		if c == 0 || r.NameAt[i] >= 0 || r.Tok[i].Shape&lexical.AllCaps != 0 && r.Tok[i].Shape&lexical.Opens == 0 {
			continue // "US", "IT"
		}
		if u := r.UPOS(i); u != doc.PRON && u != doc.DET && u != doc.NoUPOS {
			continue
		}
		m := Mention{Mention: doc.Mention{FirstToken: i, EndToken: i + 1, Head: i, Form: doc.PronounForm, Kind: doc.Person,
			By: "entity/pronoun", Score: 0.7},
			Named: -1, Apposed: -1, Definite: true, NameEnd: i + 1, Role: title.Role{Affil: -1}}
		switch {
		case c&class.PronounMale != 0:
			m.Gender = 'm'
		case c&class.PronounFemale != 0:
			m.Gender = 'f'
		case c&class.PronounThing != 0:
			m.Kind, m.Gender = doc.Other, 'n'
		case c&(class.PronounPlural|class.PronounWe) != 0:
			m.Kind, m.Gender, m.Plural = doc.Group, 'p', true
		}
		r.add(m)
	}
}

// things adds every other noun phrase: what is no person, organisation or place can still be what "it" stands for.
// They are linked and not shown.
func (r *finder) things(phrases []phrase.Phrase) {
	head := make([]bool, len(r.Tok))
	for i := range r.mentions {
		m := &r.mentions[i]
		head[m.Head] = true
		for t := m.FirstToken; (m.Named >= 0 || m.EndToken > m.Head+1) && t < m.EndToken; t++ {
			head[t] = true // the title of a name is no phrase of its own, nor is the second of two descriptions
		}
	}
	for _, p := range phrases {
		if head[p.Head] || r.NameAt[p.Head] >= 0 {
			continue
		}
		m := Mention{Mention: doc.Mention{FirstToken: p.First, EndToken: p.Last + 1, Head: p.Head, Form: doc.NominalForm,
			Kind: doc.Other, By: "entity/phrase",
			Score: float64(p.Sure)}, Named: -1, Apposed: -1, Gender: 'n', NameEnd: p.Last + 1, Thing: true, Definite: true,
			Role: title.Role{Affil: -1}, Bare: !r.Is(p.First, class.Determiner|class.Possessive|class.Indefinite) &&
				!r.Clitic(p.Head-1)}
		if x := r.XPOS(p.Head); x == doc.XNNS || x == doc.XNNPS {
			m.Gender, m.Plural = 'p', true
		}
		r.mentions = append(r.mentions, m)
	}
}
