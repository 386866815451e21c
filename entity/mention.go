package entity

import (
	"slices"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/names"
	"readout/entity/phrase"
	"readout/entity/title"
)

// mention is a doc.Mention with what linking needs to know of it.
type mention struct {
	doc.Mention
	at       phrase.Spot // the whole noun phrase, as the heads are asked about it
	name     int32       // index into words.names, or -1
	role     title.Role
	gender   byte // 'f', 'm', 'n' (a thing), 'p' (several) or 0
	plural   bool
	definite bool  // it may go back to somebody mentioned before
	bare     bool  // a common noun without a determiner
	adjunct  bool  // only names where somebody belongs, or a country by its adjective
	apposed  int32 // the name it stands in apposition to, or -1
	claimed  bool  // in apposition by a verb: somebody says so
	count    int   // "two" in "the two leaders", 0 if not said
	whole    bool  // the heads see a noun phrase there
	thing    bool  // neither a name nor a description of people, organisations or places
	nameEnd  int   // token after the words that name an entity nothing else names
}

// mentionMaker turns names, noun phrases and pronouns into mentions.
type mentionMaker struct {
	title.Reader
	mentions []mention
	covered  []bool // tokens that are part of a mention's own words
	named    []int32
}

// makeMentions finds the mentions of an article, in text order, an outer one before those inside it.
func makeMentions(w *names.Found, phrases []phrase.Phrase) []mention {
	r := &mentionMaker{Reader: title.Reader{Found: w}, covered: make([]bool, len(w.Tok)),
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
	r.nominalsBefore()
	r.pronouns()
	r.things(phrases)
	for i := range r.mentions {
		m := &r.mentions[i]
		m.Span, m.Entity = w.Doc.SpanOf(m.FirstToken, m.EndToken), -1
	}
	r.locate(phrases)
	slices.SortStableFunc(r.mentions, func(a, b mention) int {
		if a.FirstToken != b.FirstToken {
			return a.FirstToken - b.FirstToken
		}
		return b.EndToken - a.EndToken
	})
	return r.mentions
}

// add keeps a mention.
func (r *mentionMaker) add(m mention) {
	for t := m.FirstToken; t < m.EndToken; t++ {
		r.covered[t] = true
	}
	r.mentions = append(r.mentions, m)
}

// nameMention makes the mention of a name, with the title before it.
func (r *mentionMaker) nameMention(i int32) {
	n := &r.Names[i]
	first, end := int(n.First), int(n.End)
	m := mention{Mention: doc.Mention{FirstToken: first, EndToken: end, Head: end - 1, Form: doc.NameForm, Kind: n.Kind,
		Name: r.Doc.SpanOf(first, end), By: n.By, Score: float64(n.Sure)}, name: i, definite: true, apposed: -1,
		role: title.Role{Affil: -1}, nameEnd: end}
	switch {
	case n.Entry >= 0:
		r.tableMention(&m, r.KB.Entry(n.Entry))
	case n.Kind == doc.Person:
		r.personMention(&m)
	}
	if n.Kind != doc.Person {
		m.gender = 'n'
		if m.role.Country == "" {
			m.role.Country = n.Country
		}
	}
	r.named[i] = int32(len(r.mentions))
	r.add(m)
}

// tableMention fills what the tables say: a country by its adjective, a capital that stands for its government.
func (r *mentionMaker) tableMention(m *mention, e *kb.Entry) {
	m.role.Country = e.Country
	the := r.The(m.FirstToken - 1)
	switch e.Sort {
	case kb.Adjective:
		m.adjunct = r.followedByNoun(m.EndToken)
		if the && !m.adjunct {
			m.Form, m.plural = doc.NominalForm, true // "the Americans", "the British"
			m.FirstToken--
		}
	case kb.Nationals:
		m.Form, m.plural = doc.NominalForm, true
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
func (r *mentionMaker) followedByNoun(i int) bool {
	return r.Joins(i) || r.Same(i-1, i) && r.Noun(i) && r.Doc.Tokens[i].SpaceBefore
}

// actsAsGovernment reports whether a capital at tokens [first, end) is the government that sits there: it says,
// expects, has relations; nothing happens in it.
func (r *mentionMaker) actsAsGovernment(first, end int) bool {
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

func (r *mentionMaker) capitalAt(i int) bool {
	return i < len(r.Tok) && r.Tok[i].Entry >= 0 && r.KB.Entry(r.Tok[i].Entry).Sort == kb.Capital
}

// personMention finds the title before a person's name and takes it into the mention: "his American counterpart Joe
// Biden".
func (r *mentionMaker) personMention(m *mention) {
	first := m.FirstToken
	head := r.HeadBefore(first)
	if head < 0 {
		return
	}
	start, words := r.LeftEdge(head)
	m.role = r.RoleOf(words, head, first)
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
	m.gender = class.Gender(r.Tok[head].Class)
}

// markAdjunct notes that the mention of a name only says where somebody belongs.
func (r *mentionMaker) markAdjunct(n int32) {
	if at := r.named[n]; int(at) < len(r.mentions) && r.mentions[at].name == n {
		r.mentions[at].adjunct = true
	}
}

// shareTitles gives what stands after a name to its title, "President Putin of Russia", and a plural title to every
// name it governs: "Presidents Vladimir Putin of Russia and Joe Biden of the United States".
func (r *mentionMaker) shareTitles() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Kind != doc.Person || m.role.Head == "" {
			continue
		}
		at := r.OfSide(&m.role, m.EndToken)
		if m.role.Class&class.Plural == 0 {
			continue
		}
		ro := m.role
		for k := i + 1; k < min(len(r.mentions), i+8); k++ {
			x := &r.mentions[k]
			if !r.Same(m.FirstToken, x.FirstToken) {
				break
			}
			if x.Kind != doc.Person {
				continue
			}
			if !r.listed(at, x.FirstToken) || x.role.Head != "" {
				break
			}
			x.role = ro
			x.role.Country, x.role.Affil, x.role.Text = "", -1, ""
			at = r.OfSide(&x.role, x.EndToken)
			if x.role.Text == "" {
				x.role.Country, x.role.Affil = ro.Country, ro.Affil
				x.role.Text = r.SingularTitle(&x.role)
			}
		}
		if m.role.Text == "" {
			m.role.Text = r.SingularTitle(&m.role)
		}
	}
}

// listed reports whether only commas and "and" stand in tokens [from, to).
func (r *mentionMaker) listed(from, to int) bool {
	for t := from; t < to; t++ {
		if !r.Mark(t, ",") && !r.Is(t, class.And) {
			return false
		}
	}
	return from < to
}

// locate gives every mention the noun phrase that the heads saw, where one has its head in it.
func (r *mentionMaker) locate(phrases []phrase.Phrase) {
	at := make(map[int]*phrase.Phrase, len(phrases))
	for i := range phrases {
		at[phrases[i].Head] = &phrases[i]
	}
	for i := range r.mentions {
		m := &r.mentions[i]
		m.at = phrase.Spot{First: m.FirstToken, Last: m.EndToken - 1, Head: m.Head}
		if m.Form == doc.PronounForm {
			continue
		}
		from, to := m.Head, m.Head+1
		if m.name >= 0 {
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
			m.at = phrase.Spot{First: best.First, Last: best.Last, Head: best.Head}
			if m.name >= 0 && m.EndToken <= best.Last && (r.UPOS(m.EndToken) == doc.CCONJ || m.Kind == doc.Person &&
				r.UPOS(m.EndToken) == doc.ADP) {
				m.at.Last = m.EndToken - 1 // "Ada Holm and Ben Voss" is two
			}
		case m.name >= 0:
			if r.Clitic(m.EndToken) {
				m.at.Last = m.EndToken // a possessor is marked with its clitic
			}
			if r.The(m.FirstToken - 1) {
				m.at.First--
			}
		}
		m.whole = best != nil
	}
}
