// Package mention finds the mentions of an article: names with their titles, descriptions, titles in apposition,
// pronouns, and the other noun phrases.
//
// In come an article's tokens with their names, and the noun phrases that the heads saw; out go the mentions in text
// order, each with the role that it gives and what it says of number, gender and kind. It refuses nothing, and ties
// nothing to an entity.
//
// The one idea: a mention keeps what it says itself, so that linking need not read the text again.
package mention

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/names"
	"readout/entity/phrase"
	"readout/entity/title"
)

// Mention is a doc.Mention with what linking needs to know of it.
type Mention struct {
	doc.Mention
	Spot     phrase.Spot // the whole noun phrase, as the heads are asked about it
	Named    int32       // the name, by index, or -1
	Role     title.Role
	Gender   byte // 'f', 'm', 'n' (a thing), 'p' (several) or 0
	Plural   bool
	Definite bool  // it may go back to somebody mentioned before
	Bare     bool  // a common noun without a determiner
	Adjunct  bool  // only names where somebody belongs, or a country by its adjective
	Apposed  int32 // the name it stands in apposition to, or -1
	Claimed  bool  // in apposition by a verb: somebody says so, or it was so once
	Count    int   // "two" in "the two leaders", 0 if not said
	Whole    bool  // the heads see a noun phrase there
	Thing    bool  // neither a name nor a description of people, organisations or places
	NameEnd  int   // token after the words that name an entity nothing else names
}

// finder turns names, noun phrases and pronouns into mentions.
type finder struct {
	title.Reader
	mentions []Mention
	covered  []bool // tokens that are part of a mention's own words
	named    []int32
}

// Find finds the mentions of an article, in text order, an outer one before those inside it.
func Find(w *names.Found, phrases []phrase.Phrase) []Mention {
	r := &finder{Reader: title.Reader{Found: w}, covered: make([]bool, len(w.Tok)),
		named: make([]int32, len(w.Names))}
	for i := range w.Names {
		r.nameMention(int32(i))
	}
	r.shareTitles()
	for i := range len(r.mentions) {
		if m := &r.mentions[i]; m.Kind == doc.Person && m.Form == doc.NameForm {
			r.apposedAfter(i)
			r.apposedBefore(i)
		}
	}
	r.nominals(phrases)
	r.joined()
	r.nominalsBefore()
	r.pronouns()
	r.things(phrases)
	for i := range r.mentions {
		m := &r.mentions[i]
		m.Span, m.Entity = w.Doc.SpanOf(m.FirstToken, m.EndToken), -1
	}
	inserted := w.Doc.Inserted()
	r.mentions = slices.DeleteFunc(r.mentions, func(m Mention) bool {
		end := max(m.FirstToken, m.Head) + 1
		return len(doc.Overlapping(inserted, doc.Range{First: m.FirstToken, End: end})) > 0
	})
	r.locate(phrases)
	slices.SortStableFunc(r.mentions, func(a, b Mention) int {
		if a.FirstToken != b.FirstToken {
			return a.FirstToken - b.FirstToken
		}
		return b.EndToken - a.EndToken
	})
	return r.mentions
}

// add keeps a mention.
func (r *finder) add(m Mention) {
	for t := m.FirstToken; t < m.EndToken; t++ {
		r.covered[t] = true
	}
	r.mentions = append(r.mentions, m)
}

// nameMention makes the mention of a name, with the title before it.
func (r *finder) nameMention(i int32) {
	n := &r.Names[i]
	first, end := int(n.First), int(n.End)
	m := Mention{Mention: doc.Mention{FirstToken: first, EndToken: end, Head: end - 1, Form: doc.NameForm, Kind: n.Kind,
		Name: r.Doc.SpanOf(first, end), By: n.By, Score: float64(n.Sure)}, Named: i, Definite: true, Apposed: -1,
		Role: title.Role{Affil: -1}, NameEnd: end}
	switch {
	case n.Entry >= 0:
		r.tableMention(&m, r.KB.Entry(n.Entry))
	case n.Kind == doc.Person:
		r.personMention(&m)
	}
	if n.Kind != doc.Person {
		m.Gender = 'n'
		if m.Role.Country == "" {
			m.Role.Country = n.Country
		}
	}
	r.named[i] = int32(len(r.mentions))
	r.add(m)
}

// tableMention fills what the tables say: a country by its adjective, a capital that stands for its government.
func (r *finder) tableMention(m *Mention, e *kb.Entry) {
	m.Role.Country = e.Country
	the := r.The(m.FirstToken - 1)
	switch e.Sort {
	case kb.Adjective:
		m.Adjunct = r.followedByNoun(m.EndToken)
		if the && !m.Adjunct {
			m.Form, m.Plural = doc.NominalForm, true // "the Americans", "the British"
			m.FirstToken--
		}
	case kb.Nationals:
		m.Form, m.Plural = doc.NominalForm, true
		if the {
			m.FirstToken--
		}
	case kb.Capital:
		if r.actsAsGovernment(m.FirstToken, m.EndToken) {
			m.Form, m.By = doc.MetonymForm, "entity/metonym"
		}
	case kb.Seat:
		m.Form = doc.MetonymForm
		if the {
			m.FirstToken--
		}
	}
}

// followedByNoun reports whether a word at token i makes the one before it an adjective of it.
func (r *finder) followedByNoun(i int) bool {
	return r.Joins(i) || r.Same(i-1, i) && r.Noun(i) && r.Doc.Tokens[i].SpaceBefore
}

// actsAsGovernment reports whether a capital at tokens [first, end) is the government that sits there: it says,
// expects, has relations; nothing happens in it.
func (r *finder) actsAsGovernment(first, end int) bool {
	before := first - 1
	if !r.Same(before, first) {
		before = -1
	}
	if r.Is(before, class.Locative|class.Motion) && !r.Is(before, class.FromTo) || r.The(before) ||
		r.Is(before, class.Of) {
		return false
	}
	if r.Joins(end) {
		return r.Cap(end + 1)
	}
	switch {
	case r.Clitic(end):
		return !r.Is(end+1, class.FacilityHead|class.FacilityNoun|class.PlaceNoun|class.LocalNoun)
	case r.Is(before, class.Metonymic|class.Urging):
		return !r.followedByNoun(end) || r.Cap(end)
	case r.Is(before, class.FromTo):
		return false
	}
	if r.Is(end, class.And) && r.capitalAt(end+1) {
		// One of two capitals: "Moscow and Washington agreed".
		return r.Is(before, class.Metonymic) || r.actsAsGovernment(end+1, int(r.Tok[end+1].End))
	}
	if r.Is(before, class.And) && before > 0 && r.NameAt[before-1] >= 0 {
		if n := &r.Names[r.NameAt[before-1]]; n.Entry >= 0 && r.KB.Entry(n.Entry).Sort == kb.Capital &&
			r.Is(int(n.First)-1, class.Metonymic) {
			return true
		}
	}
	j := end
	for r.UPOS(j) == doc.ADV {
		j++
	}
	return r.Same(first, j) && r.Verb(j) && r.UPOS(before) != doc.ADP && r.XPOS(j) != doc.XVBG && r.XPOS(j) != doc.XVBN
}

func (r *finder) capitalAt(i int) bool {
	return i < len(r.Tok) && r.Tok[i].Entry >= 0 && r.KB.Entry(r.Tok[i].Entry).Sort == kb.Capital
}

// personMention finds the title before a person's name and takes it into the mention: "his American counterpart Joe
// Biden".
func (r *finder) personMention(m *Mention) {
	first := m.FirstToken
	head := r.HeadBefore(first)
	if head < 0 {
		return
	}
	start, words := r.LeftEdge(head)
	if start < words && r.Is(head, class.Plural) && r.Is(head, class.Calling|class.Person|class.Kin) && !r.Cap(head) {
		return // "the prisoners Lind and Dahl had praised" are others
	}
	m.Role = r.RoleOf(words, head, first)
	m.FirstToken = start
	if words < first {
		m.Title = r.Doc.SpanOf(words, first)
	}
	for t := start; t < first; t++ {
		if n := r.NameAt[t]; n >= 0 && int(r.Names[n].First) == t {
			r.markAdjunct(n)
		}
	}
	m.By, m.Score = "entity/title-name", max(m.Score, 0.95)
	m.Gender = class.Gender(r.Tok[head].Class)
}

// markAdjunct notes that the mention of a name only says where somebody belongs.
func (r *finder) markAdjunct(n int32) {
	if at := r.named[n]; int(at) < len(r.mentions) && r.mentions[at].Named == n {
		r.mentions[at].Adjunct = true
	}
}

// shareTitles gives what stands after a name to its title, "President Putin of Russia", and a plural title to every
// name it governs: "Presidents Vladimir Putin of Russia and Joe Biden of the United States".
func (r *finder) shareTitles() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != doc.Person || m.Role.Head == "" {
			continue
		}
		at := r.OfSide(&m.Role, m.EndToken)
		if m.Role.Class&class.Plural == 0 {
			continue
		}
		ro := m.Role
		for k := i + 1; k < min(len(r.mentions), i+8); k++ {
			x := &r.mentions[k]
			if !r.Same(m.FirstToken, x.FirstToken) {
				break
			}
			if x.Kind != doc.Person {
				continue
			}
			if !r.listed(at, x.FirstToken) || x.Role.Head != "" {
				break
			}
			x.Role = ro
			x.Role.Country, x.Role.Affil, x.Role.Text = "", -1, ""
			at = r.OfSide(&x.Role, x.EndToken)
			if x.Role.Text == "" {
				x.Role.Country, x.Role.Affil = ro.Country, ro.Affil
				x.Role.Text = r.SingularTitle(&x.Role)
			}
		}
		if m.Role.Text == "" {
			m.Role.Text = r.SingularTitle(&m.Role)
		}
	}
}

// listed reports whether only commas and "and" stand in tokens [from, to).
func (r *finder) listed(from, to int) bool {
	for t := from; t < to; t++ {
		if !r.Mark(t, ",") && !r.Is(t, class.And) {
			return false
		}
	}
	return from < to
}

// locate gives every mention the noun phrase that the heads saw, where one has its head in it.
func (r *finder) locate(phrases []phrase.Phrase) {
	at := make(map[int]*phrase.Phrase, len(phrases))
	for i := range phrases {
		at[phrases[i].Head] = &phrases[i]
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		m.Spot = phrase.Spot{First: m.FirstToken, Last: m.EndToken - 1, Head: m.Head}
		if m.Form == doc.PronounForm {
			continue
		}
		from, to := m.Head, m.Head+1
		if m.Named >= 0 {
			from, to = m.FirstToken, m.EndToken // the head of "Judge Lind" is, for some, its first word
		}
		best := (*phrase.Phrase)(nil)
		for t := from; t < to; t++ {
			if p := at[t]; p != nil && p.Last >= m.Head && (best == nil || p.Last-p.First > best.Last-best.First) {
				best = p
			}
		}
		switch {
		case best != nil:
			m.Spot = phrase.Spot{First: best.First, Last: best.Last, Head: best.Head}
			if m.Named >= 0 && m.EndToken <= best.Last && (r.UPOS(m.EndToken) == doc.CCONJ || m.Kind == doc.Person &&
				r.UPOS(m.EndToken) == doc.ADP) {
				m.Spot.Last = m.EndToken - 1 // "Ada Holm and Ben Voss" is two
			}
		case m.Named >= 0:
			if r.Clitic(m.EndToken) {
				m.Spot.Last = m.EndToken // a possessor is marked with its clitic
			}
			if r.The(m.FirstToken - 1) {
				m.Spot.First--
			}
		}
		m.Whole = best != nil
	}
}
