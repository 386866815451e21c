// Package title reads titles and descriptions: "the former foreign minister", "spokesman for the port", "Mayor".
//
// In come an article's tokens with their names; out go the words of the title around a head, its bounds, and the role
// that it gives. It refuses nothing: a noun that no table has is the head of a role all the same.
//
// The one idea: a role is its head, the words that tell it from other roles, and the side that it belongs to.
package title

import (
	"strings"
	"unicode/utf8"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
	"readout/entity/lexical"
	"readout/entity/names"
)

// Role is a title or calling that a person bears, or the head of a description.
type Role struct {
	Head     string    // singular, synonyms folded: "spokesman"; "" for no role
	Singular string    // of a plural head, synonyms apart: "representative"
	Class    class.Set // of the head
	Mods     []string  // words that tell it from other titles: "foreign", "deputy"
	Country  string    // the side it belongs to: ISO code, or a name the tables do not have
	Affil    int32     // the name it belongs to, by index, or -1
	OfPerson bool      // that name is a person's: "Putin's spokesman"
	Text     string    // as an entity's Role says it; "" for the words of its span
	First    int       // tokens, half-open
	End      int
	Former   bool
	Courtesy bool // tells gender and no role
}

// Reader reads titles and descriptions off tags and tables.
type Reader struct{ *names.Found }

// Longest is how many tokens a title may have before its head.
const Longest = 10

// HeadBefore is the head of the title that ends right before the name at token i: "spokesman", or "secretary" of
// "Secretary of State"; -1 if there is none.
func (r Reader) HeadBefore(i int) int {
	h := i - 1
	if !r.Same(h, i) {
		return -1
	}
	if r.Is(h, class.Elect) && r.Hyphen(h-1) {
		h -= 2
	}
	if r.HeadsTitle(h) {
		return h
	}
	if r.Is(h, class.And) {
		return -1
	}
	for k := h; k > max(r.Sentence(i).FirstToken, i-Longest); k-- {
		switch {
		case r.Is(k, class.Complement):
			if r.HeadsTitle(k-1) && r.Is(k-1, class.Leader|class.Office|class.Voice) && !r.Is(k-1, class.Plural) &&
				(r.Cap(k-1) || r.NameAt[k+1] < 0) {
				return k - 1 // "the leaders in light of Lind's speech" are others
			}
			if !r.Is(k, class.Of) {
				return -1
			}
		case r.Punct(k), r.Verb(k), r.UPOS(k) == doc.PRON && !r.Is(k, class.Possessive), r.UPOS(k) == doc.ADP,
			r.UPOS(k) == doc.SCONJ:
			return -1
		}
	}
	return -1
}

// HeadsTitle reports whether token h is a noun that titles end in.
func (r Reader) HeadsTitle(h int) bool {
	if h < 0 || r.Tok[h].Class&(class.TitleWord|class.Kin) == 0 || r.NameAt[h] >= 0 || r.Clock(h) {
		return false
	}
	if r.Cap(h) || r.Is(h, class.Courtesy|class.ShortTitle) {
		return true
	}
	u := r.UPOS(h)
	return u == doc.NOUN || u == doc.PROPN || u == doc.ADJ && r.Is(h, class.Leader|class.Office|class.Voice) &&
		r.Is(h-1, class.Determiner|class.Modifier)
}

// Clock reports whether the word of a leader at token h stands behind a number: "3 pm" is nobody.
func (r Reader) Clock(h int) bool {
	return h > 0 && r.Tok[h].Class&(class.Leader|class.Plural) == class.Leader &&
		r.Doc.Tokens[h-1].Kind == doc.NumberToken
}

// LeftEdge walks left from the head of a noun phrase. words is where its own words begin, start where its determiner
// or possessor does.
func (r Reader) LeftEdge(head int) (start, words int) {
	low := max(r.Sentence(head).FirstToken, head-Longest)
	k := head
	for k > low {
		p := k - 1
		if n := r.NameAt[p]; n >= 0 {
			x := &r.Names[n]
			if x.Kind == doc.Person && int(x.End) != k || int(x.First) < low {
				break
			}
			k = int(x.First)
			continue
		}
		if r.Hyphen(p) {
			first := r.compound(p, low, k == head)
			if first < 0 {
				break
			}
			k = first
			continue
		}
		if r.Is(p, class.Determiner|class.Possessive) && r.KB.Word(r.Tok[p].Word).Count == 0 {
			if u := r.UPOS(p); u != doc.DET && u != doc.PRON && u != doc.NoUPOS || r.XPOS(p) == doc.XIN ||
				r.XPOS(p) == doc.XWDT {
				break // "the model that officials praised": it opens a clause
			}
			if p-1 >= low && r.UPOS(p-1) == doc.DET && r.XPOS(p-1) == doc.XPDT {
				return p - 1, k
			}
			return p, k
		}
		if r.Clitic(p) {
			return r.possessor(p, low), k
		}
		if !r.premodifies(p, k) {
			break
		}
		k = p
	}
	if k < head && r.Hyphen(k) {
		k++ // "now-President Lind"
	}
	return k, k
}

// compound is where a word that goes on behind the hyphen at token p begins, or the hyphen if what stands before it is
// yet to be looked at; -1 if the phrase does not go on before it. A person's name is part of a word before the head,
// "the Jan Berg-led company", and not of the head.
func (r Reader) compound(p, low int, ofHead bool) int {
	if !r.Joins(p) || p-1 < low {
		return -1
	}
	n := r.NameAt[p-1]
	switch {
	case n >= 0 && r.Names[n].Kind == doc.Person && (ofHead || int(r.Names[n].First) < low):
		return -1
	case n >= 0 && r.Names[n].Kind == doc.Person:
		return int(r.Names[n].First)
	case n < 0 && (!ofHead || r.Is(p-1, class.Former)) && !r.Punct(p-1):
		return p - 1 // "well-placed source", "then-FBI chief", whatever the first word is
	}
	return p
}

// premodifies reports whether token p can stand in a noun phrase before token k.
func (r Reader) premodifies(p, k int) bool {
	if r.Is(p, class.TimeName|class.Said|class.Pronoun) && !r.Is(p, class.Modifier|class.Given) ||
		r.Doc.Tokens[p].Kind == doc.PunctToken {
		return false
	}
	if r.Glued(k) && !r.Hyphen(k) && !r.Hyphen(p) {
		return false
	}
	switch r.UPOS(p) {
	case doc.ADJ, doc.NUM:
		return true
	case doc.NOUN, doc.PROPN:
		if r.Cap(k) && !r.Cap(p) && !r.Is(p, class.Modifier|class.OrgNoun) && !r.Hyphen(k) && !r.Hyphen(p) &&
			!r.initials(k) {
			return false // "the bill President Dahl signed", "their strategy President Orr's"
		}
		// A plural ends the phrase before: "told reporters Kremlin spokesman".
		return r.XPOS(p) != doc.XNNS || r.Is(p, class.Modifier) || r.Is(p, class.OrgNoun) && r.Is(p, class.Plural) ||
			!r.Is(p, class.PersonNoun) && !r.Cap(k)
	case doc.VERB:
		return r.Is(p, class.Modifier) && r.XPOS(p) != doc.XVBD || r.Joins(p-1) ||
			(r.XPOS(p) == doc.XVBN || r.XPOS(p) == doc.XVBG) && r.Is(p-1, class.Determiner|class.Possessive) &&
				(r.UPOS(p-1) != doc.PRON || r.Is(p-1, class.Possessive))
	case doc.ADV:
		if r.Tok[p].Shape&lexical.Opens != 0 && !r.Cap(k) && !r.Joins(p+1) {
			return false // "Then officials left": it says when
		}
		return r.Is(p, class.Modifier|class.Former) || r.UPOS(k) == doc.ADJ && r.Is(p-1, class.Determiner)
	}
	return r.Is(p, class.Modifier) && !r.Is(p, class.Determiner)
}

// initials reports whether token k is letters that stand for a common noun before another: "reality TV star".
func (r Reader) initials(k int) bool {
	return r.Tok[k].Shape&lexical.AllCaps != 0 && r.NameAt[k] < 0 && r.UPOS(k+1) == doc.NOUN && !r.Cap(k+1)
}

// possessor is where the possessor that ends before the clitic at token p begins.
func (r Reader) possessor(p, low int) int {
	if p-1 < low {
		return p
	}
	if n := r.NameAt[p-1]; n >= 0 {
		first := int(r.Names[n].First)
		if h := r.HeadBefore(first); r.Names[n].Kind == doc.Person && h >= low {
			first, _ = r.LeftEdge(h)
		}
		if r.The(first - 1) {
			first--
		}
		return max(first, low)
	}
	k := p - 1
	for k > low {
		if r.Is(k-1, class.Determiner) {
			return k - 1
		}
		if !r.Noun(k-1) && !r.Joins(k-1) || r.Punct(k-1) {
			break
		}
		k--
	}
	return k
}

// prime is the word before a minister that makes a premier of one.
const prime = "prime"

// RoleOf reads the title of tokens [words, end) whose head is token head.
func (r Reader) RoleOf(words, head, end int) Role {
	w := r.KB.Word(r.Tok[head].Word)
	ro := Role{Head: w.Head, Singular: w.Singular, Class: w.Class, Affil: -1, First: words, End: end}
	if ro.Head == "" {
		ro.Head = r.Doc.LowerForm(head)
	}
	if w.Class&class.Leader != 0 && r.KB.Look(ro.Head).Class&class.Office != 0 {
		ro.Mods = append(ro.Mods, prime) // "the premier" is the first of the ministers
	}
	ro.Courtesy = w.Class&class.Courtesy != 0 && w.Class&(class.TitleHead|class.Kin|class.ShortTitle) == 0
	for t := words; t < end; t++ {
		if t != head {
			r.modify(&ro, t)
		}
	}
	// A possessor says whose: "Russia's foreign minister", "Putin's spokesman".
	if r.Clitic(words-1) && words >= 2 && r.NameAt[words-2] >= 0 {
		r.belongs(&ro, r.NameAt[words-2])
	}
	return ro
}

// modify takes token t of a title into its role: as a side it belongs to, or as a word that tells it from other titles.
func (r Reader) modify(ro *Role, t int) {
	if n := r.NameAt[t]; n >= 0 {
		if x := &r.Names[n]; int(x.First) == t && !(x.Kind == doc.Person && r.Joins(int(x.End))) {
			r.belongs(ro, n) // "the Berg-led company" is not Berg's
		}
		return
	}
	switch {
	case r.Doc.Tokens[t].Kind == doc.PunctToken, r.Is(t, class.Determiner|class.Complement|class.And), r.Clitic(t):
	case r.Is(t, class.Former):
		ro.Former = true
	default:
		ro.Mods = append(ro.Mods, r.Doc.LowerForm(t))
	}
}

// belongs notes the side that a name in a title or beside it stands for.
func (r Reader) belongs(ro *Role, n int32) {
	x := &r.Names[n]
	if ro.Affil >= 0 && !ro.OfPerson {
		return // the nearest says it: "Russian Foreign Ministry spokeswoman"
	}
	ro.Affil, ro.OfPerson = n, x.Kind == doc.Person
	if x.Entry >= 0 {
		if c := r.KB.Entry(x.Entry).Country; c != "" {
			ro.Country = c
		}
	} else if x.Country != "" {
		ro.Country = x.Country
	}
}

// GoesOn reports whether the noun at token i only modifies the noun after it.
func (r Reader) GoesOn(i int) bool {
	j := i + 1
	if r.Is(i, class.Plural) && r.Is(i, class.PersonNoun) && !r.Hyphen(j) {
		return false
	}
	if r.Joins(j) {
		j++
	}
	if !r.Same(i, j) || r.Hyphen(j-1) && r.Is(j, class.Elect) {
		return false
	}
	switch r.UPOS(j) {
	case doc.NOUN:
		return true
	case doc.PROPN:
		return r.Is(j, class.TitleHead) && r.NameAt[j] < 0
	}
	return r.Hyphen(j-1) && r.Doc.Tokens[j].Kind == doc.WordToken
}

// ApposedHead is the head of the title phrase that begins at token i, as in "the Kremlin spokeswoman" or "a senior
// fellow at"; -1 if none does.
func (r Reader) ApposedHead(i int) int {
	for j := i; j < min(i+Longest, len(r.Tok)) && r.Same(i, j); j++ {
		if r.Is(j, class.PersonNoun) && !r.Is(j, class.Courtesy) && !r.GoesOn(j) && r.NameAt[j] < 0 {
			return j
		}
		if r.Punct(j) || r.UPOS(j) == doc.VERB && !r.Is(j, class.Modifier) && r.XPOS(j) != doc.XVBN || r.UPOS(j) == doc.ADP {
			return -1
		}
	}
	return -1
}

// Complement is where a noun phrase whose head is token head ends, with what "of", "for", "at" and "in" say of it:
// "spokesman for the foreign ministry".
func (r Reader) Complement(head int) int {
	end := head + 1
	for range 3 {
		if !r.Is(end, class.Complement) || !r.Same(end, head) {
			return end
		}
		noun := r.nounAfter(end+1, end+Longest, head)
		if noun < 0 {
			return end
		}
		end = noun
	}
	return end
}

// nounAfter is the token after the noun phrase that begins at token i, or -1.
func (r Reader) nounAfter(i, stop, head int) int {
	noun := -1
	for i < len(r.Tok) && r.Same(i, head) && i < stop {
		if n := r.NameAt[i]; n >= 0 {
			i = int(r.Names[n].End)
			noun = i
			continue
		}
		switch u := r.UPOS(i); {
		case r.Joins(i):
		case r.Punct(i) || r.Is(i, class.TimeName):
			return noun
		case u == doc.NOUN || u == doc.PROPN:
			noun = i + 1
		case u == doc.ADJ, u == doc.DET, u == doc.NUM, r.Is(i, class.Possessive), r.Clitic(i):
		default:
			return noun
		}
		i++
	}
	return noun
}

// OfSide reads "of Russia" after a titled name into its role and gives the token after it. The role says so only where
// it can be of that place: "Majority Leader Jane Doe of Ohio" leads no Ohio.
func (r Reader) OfSide(ro *Role, i int) int {
	if !r.Is(i, class.Of) || !r.Same(i, i-1) || ro.Class&(class.Leader|class.Office) == 0 {
		return i
	}
	j := i + 1
	if r.The(j) {
		j++
	}
	if !r.Same(j, i) || r.NameAt[j] < 0 {
		return i
	}
	x := &r.Names[r.NameAt[j]]
	if x.Kind != doc.Place && x.Kind != doc.Organization {
		return i
	}
	elsewhere := ro.Affil >= 0 && !ro.OfPerson ||
		x.Entry >= 0 && r.KB.Entry(x.Entry).Sort == kb.Place && ro.Class&class.Territorial == 0
	r.belongs(ro, r.NameAt[j])
	end := int(x.End)
	for r.Same(i, end) && r.Cap(end) && r.UPOS(end) == doc.PROPN && !r.Is(end, class.TitleWord|class.TimeName) &&
		(r.NameAt[end] < 0 || r.Names[r.NameAt[end]].Kind == doc.Place) {
		end++ // a role is not of "South" where the labels leave "South Bend" in pieces
	}
	if !elsewhere {
		ro.Text = r.SingularTitle(ro) + " of " + r.Doc.Cut(r.Doc.SpanOf(i+1, end))
	}
	return end
}

// SingularTitle is the words of a title with a plural head made singular and its first letter as written:
// "Presidents" gives "President".
func (r Reader) SingularTitle(ro *Role) string {
	words := r.Doc.Cut(r.Doc.SpanOf(ro.First, ro.End))
	if ro.Class&class.Plural == 0 || ro.Singular == "" {
		return words
	}
	at := strings.LastIndexByte(words, ' ') + 1
	first, n := utf8.DecodeRuneInString(words[at:])
	head := ro.Singular
	if low, _ := utf8.DecodeRuneInString(head); first != low {
		head = words[at:at+n] + head[1:]
	}
	return words[:at] + head
}
