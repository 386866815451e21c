package rules

import (
	"strings"

	"readout/doc"
)

// nominals reads descriptions: people, organisations, places and facilities named
// by what they are, "the Kremlin spokesman", "a senior official", "both sides".
func (r *reading) nominals() {
	for i := range r.tok {
		t := &r.tok[i]
		if t.class&(personNoun|thingNoun|sideNoun|groupNoun) == 0 || r.coverAt[i] >= 0 || !r.isNoun(i) {
			continue
		}
		if r.goesOn(i) {
			continue
		}
		r.nominal(i)
	}
}

// isNoun tells whether token i is a noun here, not a verb of the same letters.
func (r *reading) isNoun(i int) bool {
	switch r.upos(i) {
	case doc.NOUN, doc.PROPN:
		return true
	case doc.ADJ:
		return r.tok[i].class&(leader|office|voice) != 0 && r.is(i-1, determiner|modifier)
	case doc.NoUPOS:
		return true
	}
	return false
}

// nominal keeps the noun phrase whose head is token head.
func (r *reading) nominal(head int) {
	t := &r.tok[head]
	start, words := r.leftEdge(head)
	if r.coverAt[start] >= 0 && start < words && !r.is(start, determiner|possessive) {
		// The possessor is a mention of its own: "Russia's president" holds "Russia".
		if r.mentions[r.coverAt[start]].Kind == doc.Person && r.nameAt[start] < 0 {
			start = words
		}
	}
	end := r.complement(head)
	m := mention{Mention: doc.Mention{FirstToken: start, EndToken: head + 1, Head: head, Form: doc.NominalForm, Score: 0.7, By: "entity/description@1"},
		entry: -1, apposed: -1, nameEnd: int32(end), plural: t.class&plural != 0 || r.xpos(head) == doc.XNNS}
	m.role = r.roleOf(words, head, end)
	if head+1 < end {
		r.sideOfComplement(&m.role, head+1, end)
	}
	switch {
	case t.class&personNoun != 0 && !(t.class&thingNoun != 0 && !r.is(start, indefinite) && r.isForm(head, "secretary")):
		m.Kind = doc.Person
		m.gender = genderOfClass(t.class)
		if m.gender == 0 && t.class&person != 0 && t.class&plural == 0 {
			m.gender = 0
		}
	case t.class&(orgNoun|orgPlural) != 0:
		m.Kind, m.gender = doc.Organization, 'n'
	case t.class&(placeNoun|placePlural) != 0:
		m.Kind, m.gender = doc.Place, 'n'
	case t.class&facilityNoun != 0:
		m.Kind, m.gender = doc.Facility, 'n'
	default:
		m.Kind, m.gender = doc.Group, 'p'
	}
	if m.plural && m.Kind != doc.Place {
		m.gender = 'p'
	}
	r.determine(&m, start, words)
	if !r.worthMentioning(&m, t) {
		return
	}
	for k := words; k < head; k++ {
		// Names inside a description say where somebody belongs.
		if n := r.nameAt[k]; n >= 0 && int(r.names[n].first) == k {
			r.markAdjunct(n)
		}
	}
	r.cover(start, head+1)
	r.add(m)
}

// worthMentioning leaves out nouns that only look like descriptions: "in office",
// "at home", "as president" without anything that says who.
func (r *reading) worthMentioning(m *mention, t *token) bool {
	if !m.bare {
		return true
	}
	if m.Kind == doc.Person {
		return m.plural || m.FirstToken < m.Head || r.cap(m.Head) || !r.isForm(m.FirstToken-1, "as", "of", "by", "to", "in", "for")
	}
	if m.Kind == doc.Organization {
		return m.plural || r.isForm(m.Head, "police", "parliament", "congress", "government") || m.FirstToken < m.Head
	}
	return m.plural && m.Kind != doc.Facility
}

// markAdjunct notes that the mention of a name only says where somebody belongs.
func (r *reading) markAdjunct(n int32) {
	at := r.coverAt[r.names[n].first]
	if at >= 0 && int(at) < len(r.mentions) && r.mentions[at].FirstToken == int(r.names[n].first) {
		r.mentions[at].adjunct = true
	}
}

// determine reads a phrase's determiner: whether it may go back to somebody
// mentioned before, and how many it speaks of.
func (r *reading) determine(m *mention, start, words int) {
	m.definite = true
	switch {
	case start == words && !r.cap(start):
		m.bare = true
		m.definite = false
	case r.is(start, indefinite) && !r.isForm(start, "any"), r.isForm(start, "all", "most", "such", "each", "no", "any", "other"):
		m.definite = false
	}
	if m.bare && (m.role.country != "" || m.role.affil >= 0) && !m.plural {
		m.definite = true // headlines leave articles out: "Kremlin spokesman says"
	}
	for t := start; t < m.Head; t++ {
		if r.tok[t].class&numeral == 0 {
			continue
		}
		switch r.d.LowerForm(t) {
		case "two", "both":
			m.count = 2
		case "three":
			m.count = 3
		case "four":
			m.count = 4
		}
		if m.count != 0 && t == words && m.bare {
			m.definite, m.bare = false, false
		}
	}
	if r.isForm(start, "both") {
		m.definite, m.bare, m.count = true, false, 2
	}
	if r.isForm(m.FirstToken-1, "of") && r.isForm(m.FirstToken-2, "one", "some", "many", "most", "none", "few", "several") {
		m.definite = false
	}
}

// sideOfComplement reads whose somebody is from the words after the head:
// "spokesman for the foreign ministry", "president of Russia".
func (r *reading) sideOfComplement(ro *role, from, end int) {
	for t := from; t < end; t++ {
		if n := r.nameAt[t]; n >= 0 && int(r.names[n].first) == t && ro.affil < 0 {
			r.belongs(ro, n)
		}
	}
}

// phrase is the words of tokens [first, end) with white space folded.
func (r *reading) phrase(first, end int) string {
	s := r.d.Cut(r.d.SpanOf(first, end))
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}
