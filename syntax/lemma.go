package syntax

import (
	"strings"

	"readout/doc"
)

// lemmatiser returns the dictionary form of a tagged word.
//
// The ending rules only cut: nearly every lemma is a substring of the text, and the others
// come from the lexicon, so lemmatising allocates next to nothing.
type lemmatiser struct {
	lex                               map[string]entry
	verbs, nouns, adjectives, pronoun map[string]string
}

func newLemmatiser(lex map[string]entry) *lemmatiser {
	return &lemmatiser{lex: lex, verbs: parseIrregular(irregularVerbs), nouns: parseIrregular(irregularNouns),
		adjectives: parseIrregular(irregularAdjectives), pronoun: parseIrregular(irregularPronouns)}
}

// parseIrregular maps every form in the table to its lemma, and the lemma to itself.
func parseIrregular(table string) map[string]string {
	m := make(map[string]string, 2*strings.Count(table, "\n"))
	for line := range strings.Lines(table) {
		lemma := ""
		for form := range strings.FieldsSeq(line) {
			if lemma == "" {
				lemma = form
			}
			if _, taken := m[form]; !taken || form == lemma {
				m[form] = lemma
			}
		}
	}
	return m
}

// lemma returns the dictionary form of a word, given as written and in lower case.
func (l *lemmatiser) lemma(form, lower string, t tag) string {
	switch t.xpos {
	case doc.XNNS:
		if s, ok := l.nouns[lower]; ok {
			return s
		}
		return l.cutS(lower, noun)
	case doc.XNNPS:
		if n := len(form); n > 3 && form[n-1] == 's' && form[n-2] != 's' {
			return form[:n-1]
		}
		return form
	case doc.XVBZ, doc.XVBD, doc.XVBN, doc.XVBG, doc.XVB, doc.XVBP, doc.XMD:
		return l.verb(lower, t)
	case doc.XJJR, doc.XRBR, doc.XJJS, doc.XRBS:
		return l.adjective(lower, t)
	case doc.XPRP, doc.XDT, doc.XRB, doc.XWDT:
		if s, ok := l.pronoun[lower]; ok && t.upos != doc.ADV {
			return s
		}
	case doc.XNNP:
		return form
	}
	if t.upos == doc.PROPN {
		return form
	}
	return lower
}

func (l *lemmatiser) verb(lower string, t tag) string {
	if s, ok := l.verbs[lower]; ok && (s != "have" || t.upos != doc.AUX || t.xpos != doc.XMD) {
		if s == "saw" && t.xpos == doc.XVBD {
			return "see"
		}
		return s
	}
	switch t.xpos {
	case doc.XMD:
		if lower == "'d" || lower == "’d" {
			return "would"
		}
	case doc.XVBZ:
		return l.cutS(lower, verb)
	case doc.XVBG:
		if stem, ok := strings.CutSuffix(lower, "ing"); ok && len(stem) > 1 {
			return l.stem(stem, "", verb)
		}
	case doc.XVBD, doc.XVBN:
		if stem, ok := strings.CutSuffix(lower, "ied"); ok && len(stem) > 1 {
			return l.join(stem, 'y')
		}
		if stem, ok := strings.CutSuffix(lower, "ed"); ok && len(stem) > 1 {
			return l.stem(stem, lower[:len(lower)-1], verb)
		}
	}
	return lower
}

// isPast reports whether a verb tagged as a base form, in the present or as a gerund can only be a past form: it ends
// in -ed, is no base form that is known ("need"), and what is left of it is one ("postponed").
// No gerund ends so at all.
func (l *lemmatiser) isPast(lower string, x doc.XPOS) bool {
	stem, ok := strings.CutSuffix(lower, "ed")
	switch x {
	case doc.XVB, doc.XVBP, doc.XVBZ, doc.XVBG:
	default:
		return false
	}
	if !ok || l.known(lower, verb) {
		return false
	}
	return x == doc.XVBG && len(stem) > 1 || l.known(stem, verb) || l.knownWithE(stem, verb)
}

func (l *lemmatiser) adjective(lower string, t tag) string {
	if s, ok := l.adjectives[lower]; ok {
		return s
	}
	ending := "er"
	if t.xpos == doc.XJJS || t.xpos == doc.XRBS {
		ending = "est"
	}
	stem, ok := strings.CutSuffix(lower, ending)
	if !ok || len(stem) < 3 {
		return lower
	}
	if stem[len(stem)-1] == 'i' {
		return l.join(stem[:len(stem)-1], 'y')
	}
	return l.stem(stem, lower[:len(stem)+1], adjective)
}

// cutS removes the -s of plurals and of the third person.
func (l *lemmatiser) cutS(lower string, c class) string {
	n := len(lower)
	if n < 3 || lower[n-1] != 's' || lower[n-2] == 's' {
		return lower
	}
	if l.known(lower[:n-1], c) || lower[n-2] != 'e' || n < 4 {
		return lower[:n-1]
	}
	if lower[n-3] == 'i' && n > 4 {
		return l.join(lower[:n-3], 'y')
	}
	stem := lower[:n-2]
	switch {
	case l.known(stem, c), strings.HasSuffix(stem, "ch"), strings.HasSuffix(stem, "sh"), strings.HasSuffix(stem, "ss"),
		strings.HasSuffix(stem, "x"), strings.HasSuffix(stem, "zz"), strings.HasSuffix(stem, "o"):
		return stem
	}
	return lower[:n-1]
}

// stem completes a lemma whose ending was cut: "mak" + e, "plann" - n, "want". withE is the
// stem with its e if the text has it, or "".
func (l *lemmatiser) stem(stem, withE string, c class) string {
	n := len(stem)
	double := n > 2 && stem[n-1] == stem[n-2] && !vowel(stem[n-1])
	switch {
	case l.known(stem, c) && !(shortVowel(stem) && l.knownWithE(stem, c)):
		return stem
	case double && (l.known(stem[:n-1], c) || stem[n-1] != 'l' && stem[n-1] != 's' && stem[n-1] != 'z'):
		return stem[:n-1]
	case double, !l.knownWithE(stem, c) && !wantsE(stem):
		return stem
	case withE != "":
		return withE
	}
	return l.join(stem, 'e')
}

// wantsE guesses whether a stem that is not in the lexicon lost a silent e: "escalat",
// "privatiz", "sideswip".
func wantsE(stem string) bool {
	n := len(stem)
	if n < 3 {
		return false
	}
	last, before := stem[n-1], stem[n-2]
	switch last {
	case 'c', 'v', 'z', 'u':
		return true
	case 's':
		return before != 'u' || n > 4
	case 'g':
		return before == 'd' || before == 'n' && (stem[n-3] == 'a' || stem[n-3] == 'e') || vowel(before)
	case 'l':
		return before == 'b' || before == 'd' || before == 'g' || before == 'p' || before == 't' || before == 'i' && n > 3 ||
			before == 'u' && n > 3 && !vowel(stem[n-3]) // "reschedul", but "maul"
	case 't':
		return before == 'a' && !vowel(stem[n-3]) && n > 3 || before == 'u' && n > 4 || before == 'i' && n == 3
	case 'd', 'k', 'm', 'p', 'r', 'n', 'b':
		// One vowel before one consonant: "divid", "invok", "consum", "admir".
		return vowel(before) && before != 'e' && !vowel(stem[n-3]) && !(before == 'o' && (last == 'n' || last == 'r'))
	}
	return false
}

func vowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// shortVowel reports whether a stem ends in one vowel and one consonant, which a verb without
// e would have doubled: "hop" gives "hopped", so "hoped" is "hope".
func shortVowel(stem string) bool {
	n := len(stem)
	return n > 2 && !vowel(stem[n-1]) && vowel(stem[n-2]) && !vowel(stem[n-3])
}

// known reports whether the lexicon has a word as a base form of the class.
func (l *lemmatiser) known(word string, c class) bool {
	e, ok := l.lex[word]
	return ok && e.classes&c != 0
}

func (l *lemmatiser) knownWithE(stem string, c class) bool {
	var buf [maxJoined]byte
	if len(stem) >= len(buf) {
		return false
	}
	e, ok := l.lex[string(append(append(buf[:0], stem...), 'e'))]
	return ok && e.classes&c != 0
}

// maxJoined is the maximum length of a word looked up without allocating.
const maxJoined = 32

// join returns stem + last, from the lexicon if it has the word.
func (l *lemmatiser) join(stem string, last byte) string {
	var buf [maxJoined]byte
	if len(stem) < len(buf) {
		if e, ok := l.lex[string(append(append(buf[:0], stem...), last))]; ok {
			return e.form
		}
	}
	return stem + string(last)
}
