package syntax

import (
	"strings"
	"unicode/utf8"

	"readout/doc"
	"readout/model"
)

// word is what one token shows, hashed once. All features of the tagger and the
// parser are combinations of these.
type word struct {
	lower  model.Hash // the word in lower case, its digits made equal
	class  model.Hash // the tags the lexicon gives it, or its ending if it has none
	end2   model.Hash // its last two bytes
	end3   model.Hash
	end4   model.Hash
	begin3 model.Hash
	shape  model.Hash // its capitals, digits and hyphens, and where it stands
	kin    model.Hash // its class in clusters, 0 if it has none
	sure   tag        // the only tag it ever has, or none
}

// Flags of a word's shape.
const (
	shapeTitle = 1 << iota
	shapeUpper
	shapeMixed
	shapeDigit
	shapeHyphen
	shapeOneLetter
	shapeStop // a full stop inside or at the end: "U.S.", "Mr."
	shapeOpening
	shapeShouting
	shapeGlued // no white space before it
	shapeForeign
	shapeKnown // the lexicon has the word
)

// readWords hashes the tokens of a sentence into words, which has a place for each.
func readWords(words []word, lex *lexicon, cl *clusters, d *doc.Doc, s doc.Sentence) {
	shouting := isShouting(d, s)
	opening := true
	for i := s.FirstToken; i < s.EndToken; i++ {
		tok := d.Tokens[i]
		form, lower := d.Form(i), d.LowerForm(i)
		w := &words[i-s.FirstToken]
		shape := shapeOf(form, lower)
		if opening {
			shape |= shapeOpening
		}
		if shouting {
			shape |= shapeShouting
		}
		if !tok.SpaceBefore {
			shape |= shapeGlued
		}
		w.sure = tag{}
		e, ok := lex.words[lower]
		switch {
		case ok:
			w.class = e.class
			shape |= shapeKnown
			if e.sure && form == lower {
				w.sure = e.tags[0]
			}
		case tok.Kind == doc.NumberToken:
			w.class = model.Hash(doc.NUM)
		default:
			t, _ := lex.byEnding(lower)
			w.class = model.Hash(t.upos)<<8 | model.Hash(t.xpos) | 1<<20
		}
		w.lower = hashLower(lower, shape)
		w.kin = model.Hash(cl.of(w.lower))
		if !ok && w.kin == 0 {
			w.lower = w.class + rareWord
		}
		n := len(lower)
		w.end2 = shortHash(lower[max(0, n-2):])
		w.end3 = shortHash(lower[max(0, n-3):])
		w.end4 = shortHash(lower[max(0, n-4):])
		w.begin3 = shortHash(lower[:min(3, n)])
		w.shape = model.Hash(shape)
		opening = opening && tok.Kind == doc.PunctToken
	}
}

// rareWord marks words that neither the lexicon nor the clusters have: all those of
// one ending count as one word, so that nothing is learned of a name seen once.
const rareWord model.Hash = 0x5ba9_7f4a_7c15_9e37

// shapeOf is the flags that the letters of a word show.
func shapeOf(form, lower string) int {
	shape := 0
	upper, letters := 0, 0
	for i := range len(form) {
		c := form[i]
		switch {
		case c >= 'A' && c <= 'Z':
			upper++
			letters++
		case c >= 'a' && c <= 'z':
			letters++
		case c >= '0' && c <= '9':
			shape |= shapeDigit
		case c == '-':
			shape |= shapeHyphen
		case c == '.':
			shape |= shapeStop
		case c >= utf8.RuneSelf:
			shape |= shapeForeign
		}
	}
	switch {
	case upper == 0:
	case upper == letters && letters > 1:
		shape |= shapeUpper
	case form[0] != lower[0]:
		shape |= shapeTitle
		if upper > 1 {
			shape |= shapeMixed
		}
	default:
		shape |= shapeMixed
	}
	if len(form) == 1 {
		shape |= shapeOneLetter
	}
	return shape
}

// shortHash is a string of at most eight bytes as an integer.
func shortHash(s string) model.Hash {
	h := model.Hash(len(s))
	for i := range len(s) {
		h = h<<8 | model.Hash(s[i])
	}
	return h
}

// hashLower hashes a word in lower case. Every digit counts as 0, so that figures
// of one pattern are one word, and long figures end alike.
func hashLower(lower string, shape int) model.Hash {
	if shape&shapeDigit == 0 {
		return model.HashString(lower)
	}
	var buf [8]byte
	n := 0
	for i := 0; i < len(lower) && n < len(buf); i++ {
		c := lower[i]
		if c >= '0' && c <= '9' {
			c = '0'
		}
		buf[n] = c
		n++
	}
	return model.HashString(string(buf[:n]))
}

// isShouting tells whether capitals say nothing in a sentence: most words that
// could be in lower case are not, as in headlines.
func isShouting(d *doc.Doc, s doc.Sentence) bool {
	capital, long := 0, 0
	for i := s.FirstToken + 1; i < s.EndToken; i++ {
		tok := d.Tokens[i]
		if tok.Kind != doc.WordToken || tok.Len() < 4 {
			continue
		}
		long++
		if d.Text[tok.Start] != d.Lower[tok.Start] {
			capital++
		}
	}
	return long > 2 && capital*10 >= long*7
}

// classOf is the hash of a list of tags.
func classOf(tags []tag) model.Hash {
	var b strings.Builder
	for _, t := range tags {
		b.WriteString(t.String())
	}
	return model.HashString(b.String())
}
