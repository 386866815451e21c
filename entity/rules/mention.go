package rules

import (
	"readout/article"
	"readout/doc"
	"readout/model"
)

// mention is a doc.Mention with what linking needs to know of it.
type mention struct {
	doc.Mention
	entry    int32 // entry of the tables, or -1
	role     role
	gender   byte // 'f', 'm', 'n', 'p' or 0
	plural   bool
	definite bool  // it may go back to somebody mentioned before
	bare     bool  // a common noun without a determiner
	adjunct  bool  // names where somebody in a title belongs, or a country by its adjective
	apposed  int32 // head token of the name it stands in apposition to, or -1
	count    int8  // "two" in "the two leaders", 0 if not said
	thing    bool  // neither a name nor a description of people, organisations or places
	nameEnd  int32 // token after the words that name an entity nothing else names
}

// role is a title or calling that a person bears, or the head of a description.
type role struct {
	head     string // singular, synonyms folded: "spokesman"; "" for no role
	class    class  // of the head
	mods     [maxMods]model.Hash
	n        uint8  // mods in use
	country  string // the side it belongs to: ISO code, or a name the tables do not have
	affil    int32  // the name (index into reading.names) it belongs to, or -1
	text     string // as an entity's Role says it; "" for the words of its span
	first    int32  // tokens, half-open
	end      int32
	former   bool
	courtesy bool // tells gender and no role
}

const maxMods = 6

// buildMentions turns names into mentions with their titles, and adds
// appositions, descriptions and pronouns.
func (r *reading) buildMentions() {
	for i := range r.names {
		r.nameMention(i)
	}
	r.shareTitles()
	r.appositions()
	r.nominals()
	r.pronouns()
}

// sortMentions puts mentions in text order, an outer one before those inside it.
func (r *reading) sortMentions() {
	at, next := filled(r.at, len(r.tok)), filled(r.next, len(r.mentions))
	for i := len(r.mentions) - 1; i >= 0; i-- {
		first := r.mentions[i].FirstToken
		next[i] = at[first]
		at[first] = int32(i)
	}
	sorted := r.sorted[:0]
	for t := range at {
		start := len(sorted)
		for i := at[t]; i >= 0; i = next[i] {
			sorted = append(sorted, r.mentions[i])
			for k := len(sorted) - 1; k > start && sorted[k].EndToken > sorted[k-1].EndToken; k-- {
				sorted[k], sorted[k-1] = sorted[k-1], sorted[k]
			}
		}
	}
	r.at, r.next = at, next
	r.mentions, r.sorted = sorted, r.mentions
}

// add keeps a mention of tokens [m.First, m.End).
func (r *reading) add(m mention) {
	m.Span = r.d.SpanOf(m.FirstToken, m.EndToken)
	m.Entity = -1
	r.mentions = append(r.mentions, m)
}

// cover notes that tokens [first, end) belong to a mention, so that no
// description is read out of them.
func (r *reading) cover(first, end int) {
	at := int32(len(r.mentions))
	for t := first; t < end; t++ {
		if r.coverAt[t] < 0 {
			r.coverAt[t] = at
		}
	}
}

// nameMention makes the mention of a name, with the title before it.
func (r *reading) nameMention(i int) {
	n := &r.names[i]
	first, end := int(n.first), int(n.end)
	m := mention{Mention: doc.Mention{FirstToken: first, EndToken: end, Head: end - 1, Form: doc.NameForm, Kind: n.kind,
		Name: r.d.SpanOf(first, end), By: n.by, Score: score(n.sure)}, entry: n.entry, definite: true, apposed: -1}
	switch {
	case n.entry >= 0:
		r.tableMention(&m, n)
	case n.kind == doc.Person:
		r.personMention(&m)
	case n.kind == doc.Other && n.sure == guessed:
		m.Score = 0.4
	}
	if n.kind != doc.Person {
		m.gender = 'n'
		if m.role.country == "" {
			m.role.country = n.country
		}
	}
	r.cover(m.FirstToken, m.EndToken)
	r.add(m)
}

func score(c certainty) float64 {
	switch c {
	case certain:
		return 0.95
	case likely:
		return 0.85
	}
	return 0.6
}

// tableMention fills what the tables say: a country by its adjective, a capital
// that stands for its government.
func (r *reading) tableMention(m *mention, n *name) {
	e := &r.kb.entries[n.entry]
	m.role.country = e.country
	switch e.sort {
	case adjective:
		m.adjunct = r.followedByNoun(m.EndToken)
	case nationals:
		m.Form, m.plural = doc.NominalForm, true
		if r.isForm(m.FirstToken-1, "the") {
			r.extendLeft(m, m.FirstToken-1)
		}
	case capital:
		if r.actsAsGovernment(m.FirstToken, m.EndToken) {
			m.Form, m.By = doc.MetonymForm, "entity/metonym@1"
		}
	case seat:
		m.Form = doc.MetonymForm
		if r.isForm(m.FirstToken-1, "the") {
			r.extendLeft(m, m.FirstToken-1)
		}
	}
	if e.sort == adjective && !m.adjunct && r.isForm(m.FirstToken-1, "the") {
		// "the Americans", "the British"
		m.Form, m.plural = doc.NominalForm, true
		r.extendLeft(m, m.FirstToken-1)
	}
}

func (r *reading) extendLeft(m *mention, first int) { m.FirstToken = first }

// followedByNoun tells whether a word at token i makes the one before it an
// adjective of it.
func (r *reading) followedByNoun(i int) bool {
	if r.hyphen(i) && r.glued(i) {
		return true
	}
	switch r.upos(i) {
	case doc.NOUN, doc.ADJ, doc.PROPN:
		return r.d.Tokens[i].SpaceBefore && i < len(r.tok)
	}
	return false
}

// actsAsGovernment tells whether a capital at tokens [first, end) is the
// government that sits there: it says, expects, has relations; nothing happens in it.
func (r *reading) actsAsGovernment(first, end int) bool {
	before := first - 1
	if !r.same(before, first) {
		before = -1
	}
	if r.is(before, locative|motion) && !r.isForm(before, "to", "from") || r.isForm(before, "the", "of", "in", "visit") {
		return false
	}
	if r.hyphen(end) && r.glued(end) {
		return r.cap(end+1) && r.glued(end+1)
	}
	if !r.same(first, end) {
		return r.is(before, metonymic) && !r.isForm(before, "by", "for")
	}
	switch {
	case r.isForm(end, "'s", "’s", "'", "’"):
		return !r.is(end+1, facilityHead|facilityNoun|placeNoun) && !r.isForm(end+1, "mayor", "streets", "residents", "metro", "weather", "suburbs", "population", "old")
	case r.is(before, metonymic), r.isForm(before, "urged", "accused", "told", "blamed", "pressed", "pressure", "warned", "asked", "angered"):
		return !r.followedByNoun(end) || r.cap(end)
	case r.isForm(before, "to", "from"):
		return false
	}
	j := end
	for r.upos(j) == doc.ADV {
		j++
	}
	if r.upos(j) == doc.VERB || r.upos(j) == doc.AUX {
		return r.upos(before) != doc.ADP && !r.isForm(j, "located", "based") && r.xpos(j) != doc.XVBG
	}
	// One of two capitals: "Moscow and Washington agreed".
	if r.isForm(end, "and") && r.same(end+1, first) && end+1 < len(r.tok) {
		if e := r.tok[end+1].entry; e >= 0 && r.kb.entries[e].sort == capital && !r.is(before, locative) {
			return r.isForm(before, "between") || r.actsAsGovernment(end+1, int(r.tok[end+1].end))
		}
	}
	if r.isForm(before, "and", "or") && before-1 >= 0 && r.nameAt[before-1] >= 0 {
		n := &r.names[r.nameAt[before-1]]
		if n.entry >= 0 && r.kb.entries[n.entry].sort == capital {
			return r.isForm(int(n.first)-1, "between", "with", "both")
		}
	}
	return false
}

// spanOf is the bytes of tokens [first, end).
func (r *reading) spanOf(first, end int32) article.Span { return r.d.SpanOf(int(first), int(end)) }
