package entity

import (
	"strings"
	"unicode/utf8"

	"readout/doc"
	"readout/entity/class"
)

// role is a title or calling that a person bears, or the head of a description.
type role struct {
	head     string    // singular, synonyms folded: "spokesman"; "" for no role
	class    class.Set // of the head
	mods     []string  // words that tell it from other titles: "foreign", "deputy"
	country  string    // the side it belongs to: ISO code, or a name the tables do not have
	affil    int32     // the name (index into words.names) it belongs to, or -1
	holder   bool      // that name is a person: "Putin's spokesman"
	text     string    // as an entity's Role says it; "" for the words of its span
	first    int       // tokens, half-open
	end      int
	former   bool
	courtesy bool // tells gender and no role
}

// titles reads titles and descriptions off tags and tables.
type titles struct{ *found }

// longestTitle is how many tokens a title may have before its head.
const longestTitle = 10

// headBefore is the head of the title that ends right before the name at token i: "spokesman", or "secretary" of
// "Secretary of State"; -1 if there is none.
func (r titles) headBefore(i int) int {
	h := i - 1
	if !r.same(h, i) {
		return -1
	}
	if r.is(h, class.Elect) && r.hyphen(h-1) {
		h -= 2
	}
	if r.headsTitle(h) {
		return h
	}
	if r.is(h, class.And) {
		return -1
	}
	for k := h; k > max(r.sentence(i).FirstToken, i-longestTitle); k-- {
		switch {
		case r.is(k, class.Complement):
			if r.headsTitle(k-1) && r.is(k-1, class.Leader|class.Office|class.Voice) && (r.cap(k-1) || r.nameAt[k+1] < 0) {
				return k - 1
			}
			if !r.is(k, class.Of) {
				return -1
			}
		case r.punct(k), r.verb(k), r.upos(k) == doc.PRON && !r.is(k, class.Possessive), r.upos(k) == doc.ADP,
			r.upos(k) == doc.SCONJ:
			return -1
		}
	}
	return -1
}

// headsTitle reports whether token h is a noun that titles end in.
func (r titles) headsTitle(h int) bool {
	if h < 0 || r.tok[h].class&(class.TitleWord|class.Kin) == 0 || r.nameAt[h] >= 0 {
		return false
	}
	if r.cap(h) || r.is(h, class.Courtesy|class.ShortTitle) {
		return true
	}
	u := r.upos(h)
	return u == doc.NOUN || u == doc.PROPN || u == doc.ADJ && r.is(h, class.Leader|class.Office|class.Voice) &&
		r.is(h-1, class.Determiner|class.Modifier)
}

// leftEdge walks left from the head of a noun phrase. words is where its own words begin, start where its determiner
// or possessor does.
func (r titles) leftEdge(head int) (start, words int) {
	low := max(r.sentence(head).FirstToken, head-longestTitle)
	k := head
	for k > low {
		p := k - 1
		if n := r.nameAt[p]; n >= 0 {
			x := &r.names[n]
			if x.kind == doc.Person && int(x.end) != k || int(x.first) < low {
				break
			}
			k = int(x.first)
			continue
		}
		if r.hyphen(p) {
			if !r.joins(p) || p-1 < low || r.nameAt[p-1] >= 0 && r.names[r.nameAt[p-1]].kind == doc.Person {
				break
			}
			k = p
			continue
		}
		if r.is(p, class.Determiner|class.Possessive) && r.kb.Word(r.tok[p].word).Count == 0 {
			if u := r.upos(p); u != doc.DET && u != doc.PRON && u != doc.NoUPOS || r.xpos(p) == doc.XIN {
				break
			}
			if p-1 >= low && r.upos(p-1) == doc.DET && r.xpos(p-1) == doc.XPDT {
				return p - 1, k
			}
			return p, k
		}
		if r.clitic(p) {
			return r.possessor(p, low), k
		}
		if !r.premodifies(p, k) {
			break
		}
		k = p
	}
	return k, k
}

// premodifies reports whether token p can stand in a noun phrase before token k.
func (r titles) premodifies(p, k int) bool {
	if r.is(p, class.TimeName|class.Said|class.Pronoun) && !r.is(p, class.Modifier|class.Given) ||
		r.d.Tokens[p].Kind == doc.PunctToken {
		return false
	}
	if r.glued(k) && !r.hyphen(k) && !r.hyphen(p) {
		return false
	}
	switch r.upos(p) {
	case doc.ADJ, doc.NUM:
		return true
	case doc.NOUN, doc.PROPN:
		if r.cap(k) && !r.cap(p) && !r.is(p, class.Modifier|class.OrgNoun|class.Given) && !r.hyphen(k) && !r.hyphen(p) {
			return false // "fire Director Dahl", "their strategy President Orr's"
		}
		// A plural ends the phrase before: "told reporters Kremlin spokesman".
		return r.xpos(p) != doc.XNNS || r.is(p, class.Modifier) || r.is(p, class.OrgNoun) && r.is(p, class.Plural) ||
			!r.is(p, class.PersonNoun) &&
				!r.cap(k)
	case doc.VERB:
		return r.is(p, class.Modifier) || (r.xpos(p) == doc.XVBN || r.xpos(p) == doc.XVBG) && r.is(p-1, class.Determiner)
	case doc.ADV:
		return r.is(p, class.Modifier|class.Former) || r.upos(k) == doc.ADJ && r.is(p-1, class.Determiner)
	}
	return r.is(p, class.Modifier) && !r.is(p, class.Determiner)
}

// possessor is where the possessor that ends before the clitic at token p begins.
func (r titles) possessor(p, low int) int {
	if p-1 < low {
		return p
	}
	if n := r.nameAt[p-1]; n >= 0 {
		first := int(r.names[n].first)
		if h := r.headBefore(first); r.names[n].kind == doc.Person && h >= low {
			first, _ = r.leftEdge(h)
		}
		if r.the(first - 1) {
			first--
		}
		return max(first, low)
	}
	k := p - 1
	for k > low {
		if r.is(k-1, class.Determiner) {
			return k - 1
		}
		if !r.noun(k-1) && !r.joins(k-1) || r.punct(k-1) {
			break
		}
		k--
	}
	return k
}

// roleOf reads the title of tokens [words, end) whose head is token head.
func (r titles) roleOf(words, head, end int) role {
	w := r.kb.Word(r.tok[head].word)
	ro := role{head: w.Head, class: w.Class, affil: -1, first: words, end: end}
	if ro.head == "" {
		ro.head = r.d.LowerForm(head)
	}
	ro.courtesy = w.Class&class.Courtesy != 0 && w.Class&(class.TitleHead|class.Kin|class.ShortTitle) == 0
	for t := words; t < end; t++ {
		if t != head {
			r.modify(&ro, t)
		}
	}
	// A possessor says whose: "Russia's foreign minister", "Putin's spokesman".
	if r.clitic(words-1) && words >= 2 && r.nameAt[words-2] >= 0 {
		r.belongs(&ro, r.nameAt[words-2])
	}
	return ro
}

// modify takes token t of a title into its role: as a side it belongs to, or as a word that tells it from other titles.
func (r titles) modify(ro *role, t int) {
	if n := r.nameAt[t]; n >= 0 {
		if int(r.names[n].first) == t {
			r.belongs(ro, n)
		}
		return
	}
	switch {
	case r.d.Tokens[t].Kind == doc.PunctToken, r.is(t, class.Determiner|class.Complement|class.And), r.clitic(t):
	case r.is(t, class.Former):
		ro.former = true
	default:
		ro.mods = append(ro.mods, r.d.LowerForm(t))
	}
}

// belongs notes the side that a name in a title or beside it stands for.
func (r titles) belongs(ro *role, n int32) {
	x := &r.names[n]
	if ro.affil >= 0 && !ro.holder {
		return // the nearest says it: "Russian Foreign Ministry spokeswoman"
	}
	ro.affil, ro.holder = n, x.kind == doc.Person
	if x.entry >= 0 {
		if c := r.kb.Entry(x.entry).Country; c != "" {
			ro.country = c
		}
	} else if x.country != "" {
		ro.country = x.country
	}
}

// goesOn reports whether the noun at token i only modifies the noun after it.
func (r titles) goesOn(i int) bool {
	j := i + 1
	if r.is(i, class.Plural) && r.is(i, class.PersonNoun) && !r.hyphen(j) {
		return false
	}
	if r.joins(j) {
		j++
	}
	if !r.same(i, j) || r.hyphen(j-1) && r.is(j, class.Elect) {
		return false
	}
	switch r.upos(j) {
	case doc.NOUN:
		return true
	case doc.PROPN:
		return r.is(j, class.TitleHead) && r.nameAt[j] < 0
	}
	return r.hyphen(j-1) && r.d.Tokens[j].Kind == doc.WordToken
}

// apposedHead is the head of the title phrase that begins at token i, as in "the Kremlin spokeswoman" or "a senior
// fellow at"; -1 if none does.
func (r titles) apposedHead(i int) int {
	for j := i; j < min(i+longestTitle, len(r.tok)) && r.same(i, j); j++ {
		if r.is(j, class.PersonNoun) && !r.is(j, class.Courtesy) && !r.goesOn(j) && r.nameAt[j] < 0 {
			return j
		}
		if r.punct(j) || r.upos(j) == doc.VERB && !r.is(j, class.Modifier) && r.xpos(j) != doc.XVBN || r.upos(j) == doc.ADP {
			return -1
		}
	}
	return -1
}

// complement is where a noun phrase whose head is token head ends, with what "of", "for", "at" and "in" say of it:
// "spokesman for the foreign ministry".
func (r titles) complement(head int) int {
	end := head + 1
	for range 3 {
		if !r.is(end, class.Complement) || !r.same(end, head) {
			return end
		}
		noun := r.nounAfter(end+1, end+longestTitle, head)
		if noun < 0 {
			return end
		}
		end = noun
	}
	return end
}

// nounAfter is the token after the noun phrase that begins at token i, or -1.
func (r titles) nounAfter(i, stop, head int) int {
	noun := -1
	for i < len(r.tok) && r.same(i, head) && i < stop {
		if n := r.nameAt[i]; n >= 0 {
			i = int(r.names[n].end)
			noun = i
			continue
		}
		switch u := r.upos(i); {
		case r.joins(i):
		case r.punct(i) || r.is(i, class.TimeName):
			return noun
		case u == doc.NOUN || u == doc.PROPN:
			noun = i + 1
		case u == doc.ADJ, u == doc.DET, u == doc.NUM, r.is(i, class.Possessive), r.clitic(i):
		default:
			return noun
		}
		i++
	}
	return noun
}

// ofSide reads "of Russia" after a titled name into its role and gives the token after it.
func (r titles) ofSide(ro *role, i int) int {
	if !r.is(i, class.Of) || !r.same(i, i-1) || ro.class&(class.Leader|class.Office) == 0 {
		return i
	}
	j := i + 1
	if r.the(j) {
		j++
	}
	if !r.same(j, i) || r.nameAt[j] < 0 {
		return i
	}
	x := &r.names[r.nameAt[j]]
	if x.kind != doc.Place && x.kind != doc.Organization {
		return i
	}
	r.belongs(ro, r.nameAt[j])
	ro.text = r.singularTitle(ro) + " of " + r.d.Cut(r.d.SpanOf(i+1, int(x.end)))
	return int(x.end)
}

// singularTitle is the words of a title with a plural head made singular and its first letter as written:
// "Presidents" gives "President".
func (r titles) singularTitle(ro *role) string {
	words := r.d.Cut(r.d.SpanOf(ro.first, ro.end))
	if ro.class&class.Plural == 0 || ro.head == "" {
		return words
	}
	at := strings.LastIndexByte(words, ' ') + 1
	first, n := utf8.DecodeRuneInString(words[at:])
	head := ro.head
	if low, _ := utf8.DecodeRuneInString(head); first != low {
		head = words[at:at+n] + head[1:]
	}
	return words[:at] + head
}
