// Package title makes of the words that a report names an event with what the event is called.
//
// In come tokens of an article; out go those that read well alone: "such “free speech” rallies" is
// called "“free speech” rallies", and of "sent", before "a letter to the court", "sent a letter" is made.
// It refuses what is no more than a day, a number or a name.
//
// The one idea: a head marks where an event is spoken of, and a title has to stand without what is
// around it.
package title

import (
	"slices"
	"strings"
	"unicode"

	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Longest bounds a title's tokens: longer mentions are clauses.
const Longest = 8

// Noun is the noun phrase of a mention: without what leads in to it, with the noun that it ends before, and
// without a complement that names nobody or one of two: "meeting [between the two leaders]", "summit [between Ana
// Vask]". It reports false where there is none.
func Noun(x phrase.Text, s doc.Range) (doc.Range, bool) {
	s = begin(x, s)
	for t := s.First + 1; t < s.End; t++ {
		half := x.Is(t, words.Between) && !x.Joins(doc.Range{First: t, End: s.End})
		part := x.Is(t, words.Of) && x.Lemma(t-1, words.Part) && s.End-s.First <= Longest
		if x.UPOS(t) == doc.ADP && !part && (half || x.NamesIn(t, s.End) == 0 || s.End-s.First > Longest) {
			s.End = t
		}
	}
	s = dayless(x, whole(x, closed(x, subjectless(x, outsideQuote(x, s)))))
	u := x.UPOS(s.End - 1)
	return s, (u == doc.NOUN || u == doc.PROPN) && s.End-s.First <= Longest && !names(x, s) && !x.Body(s)
}

// Nameless reports whether a phrase says nothing of an event: a name, a day or pronouns alone, or that somebody told
// something, without what it is: "announced on Tuesday that he".
func Nameless(x phrase.Text, s doc.Range) bool {
	if x.UPOS(s.First) == doc.VERB && x.Lemma(s.First, words.Tells) {
		return telling(x, s)
	}
	for t := s.First; t < s.End; t++ {
		if x.UPOS(t) != doc.PRON {
			return names(x, s)
		}
	}
	return true
}

// telling reports whether nothing of what is told stands behind the first word of a phrase.
func telling(x phrase.Text, s doc.Range) bool {
	for t := s.First + 1; t < s.End; t++ {
		if x.TimeAt(t) != nil {
			continue
		}
		switch x.UPOS(t) {
		case doc.PRON, doc.ADP, doc.ADV, doc.SCONJ, doc.DET, doc.PUNCT:
		default:
			return false
		}
	}
	return true
}

// Verb is the clause of a mention that has a verb: with the object that stands right behind it.
func Verb(x phrase.Text, s doc.Range) doc.Range {
	s = dayless(x, whole(x, closed(x, outsideQuote(x, begin(x, s)))))
	if x.UPOS(s.End-1) != doc.VERB {
		return s
	}
	at := s.End
	if at < len(x.Words) && x.Words[at].XPOS == doc.XRP {
		at++ // "dropped [out]"
		s.End = at
	}
	if x.UPOS(at) == doc.ADP {
		at++
	}
	if end := object(x, at); end > at && end-s.First <= Longest && x.SentenceOf(end-1) == x.SentenceOf(s.First) {
		s.End = end
	}
	return s
}

// hangs reports whether the nouns that begin at token t belong to others before them: "the keeper of the [bridges]",
// "governors of Lausen and [Sund]".
func hangs(x phrase.Text, t int) bool {
	before := x.UPOS(t - 1)
	if before == doc.DET || before == doc.PRON {
		before = x.UPOS(t - 2)
	}
	return before == doc.ADP || before == doc.CCONJ
}

// object is the end of the noun phrase that begins at token t; t where none does.
func object(x phrase.Text, t int) int {
	end := t
	for k := t; (x.TimeAt(k) == nil || k > t && x.UPOS(k) == doc.NUM && x.UPOS(k+1) == doc.NOUN) &&
		inObject(x, k, k == t); k++ {
		if u := x.UPOS(k); u == doc.NOUN || u == doc.PROPN {
			end = k + 1
		}
	}
	return end
}

// inObject reports whether token t can stand in a noun phrase, first or behind its first word.
func inObject(x phrase.Text, t int, first bool) bool {
	switch x.UPOS(t) {
	case doc.NOUN, doc.PROPN, doc.ADJ, doc.NUM, doc.PART:
		return true
	case doc.DET:
		return first
	case doc.PRON:
		return first && x.Is(t, words.Lead) // "his"
	}
	return false
}

// begin adds the front of a compound that a phrase begins in the middle of, and leaves out what leads in to it.
func begin(x phrase.Text, s doc.Range) doc.Range {
	for x.Hyphen(s.First - 1) {
		s.First -= 2
	}
	if u := x.UPOS(s.First); x.UPOS(s.First+1) == doc.VERB && s.End-s.First > 1 && (u == doc.ADP || u == doc.SCONJ) {
		s.First++ // "[before] resigning"
	}
	leads := []words.List{words.Lead, words.Another, words.Firstly, words.Some}
	for s.First < s.End-1 && slices.ContainsFunc(leads, func(l words.List) bool { return x.Is(s.First, l) }) {
		if x.Is(s.First, words.Firstly) && x.NameOver(doc.Range{First: s.First, End: s.First + 2}) != nil {
			break // "first lady Ana Vask"
		}
		s.First++
	}
	return relativeless(x, s)
}

// relativeless leaves out a day that is told from the report's own and whose first word is gone: "[this year's]
// election", but not "Monday's vote".
func relativeless(x phrase.Text, s doc.Range) doc.Range {
	t := x.TimeAt(s.First)
	if t == nil || t.FirstToken >= s.First || x.UPOS(s.First) != doc.NOUN || t.EndToken+1 >= s.End ||
		x.Words[t.EndToken].XPOS != doc.XPOSS {
		return s
	}
	return doc.Range{First: t.EndToken + 1, End: s.End}
}

// closed leaves out words at the end of a phrase that only lead on: "signed [its]", "a rule [, which]", "lie [of the]".
func closed(x phrase.Text, s doc.Range) doc.Range {
	for end := s.End; end > s.First+1 && (x.Is(end-1, words.Lead) || x.Is(end-1, words.Back)); end = s.End {
		s.End = x.TrimEnd(doc.Range{First: s.First, End: end - 1})
	}
	return s
}

// whole adds to a phrase that is cut before its noun, or within a name or a compound, what is missing: "returned the
// first [calls]", "prisoner [exchange]", "convention in Las [Vegas]", "a council[-led inquiry]".
func whole(x phrase.Text, s doc.Range) doc.Range {
	cut := x.Hyphen(s.End)
	for x.Hyphen(s.End) {
		s.End += 2
	}
	for amount(x, s.End-1) && x.UPOS(s.End) == doc.NUM {
		s.End++ // "$7.2 [billion]"
	}
	last := s.End - 1
	if m := x.NameAt(last); m != nil {
		s.End = max(s.End, m.EndToken)
	}
	switch u := x.UPOS(last); {
	case u == doc.ADJ, u == doc.NUM, u == doc.PART, u == doc.VERB && cut:
		if end := object(x, s.End); end > s.End && x.SentenceOf(end-1) == x.SentenceOf(last) {
			s.End = end
		}
	case u == doc.NOUN, u == doc.PROPN:
		if end := object(x, s.End); x.UPOS(s.End) == doc.NOUN && x.SentenceOf(end-1) == x.SentenceOf(last) &&
			!opensClause(x, end) {
			s.End = end
		}
		if end := object(x, s.End+1); x.Is(s.End, words.Of) && end-s.First <= Longest &&
			x.SentenceOf(end-1) == x.SentenceOf(last) && x.NamesIn(s.End+1, end) > 0 &&
			x.UPOS(end) != doc.CCONJ && x.Form(min(end, len(x.Tokens)-1)) != "," {
			s.End = end // "closure [of the Vask bridge]"
		}
	}
	return s
}

// amount reports whether a token is of a number or the sign before one.
func amount(x phrase.Text, t int) bool { return x.UPOS(t) == doc.NUM || x.UPOS(t) == doc.SYM }

// opensClause reports whether nouns that end before token t are more likely the subject of a clause than a part of the
// phrase before them: "the meeting [officials] described".
func opensClause(x phrase.Text, t int) bool {
	return x.Words[t-1].XPOS == doc.XNNS && (x.UPOS(t) == doc.VERB || x.UPOS(t) == doc.AUX)
}

// subjectless leaves out the subject of a clause that a phrase ends in: "the budget [the council] passed", "the reforms
// [she] promised".
func subjectless(x phrase.Text, s doc.Range) doc.Range {
	if !x.Finite(s.End) || x.SentenceOf(s.End) != x.SentenceOf(s.First) {
		return s
	}
	t := s.End - 1
	for t > s.First && x.UPOS(t) == doc.PROPN {
		t--
	}
	if t == s.End-1 {
		if x.UPOS(t) != doc.PRON {
			return s
		}
		t--
	}
	if x.UPOS(t) == doc.DET && !x.Is(t, words.That) {
		t--
	}
	if t > s.First && x.Is(t, words.That) {
		t--
	}
	if t >= s.First && x.UPOS(t) == doc.NOUN {
		s.End = t + 1
	}
	return s
}

// outsideQuote cuts a phrase before a quotation that it does not hold to its end.
func outsideQuote(x phrase.Text, s doc.Range) doc.Range {
	for t := s.First + 1; t < s.End; t++ {
		if q := x.Tokens[t].Quote; q >= 0 && q != x.Tokens[s.First].Quote && x.Quotes[q].EndToken > s.End {
			s.End = t
		}
	}
	return s
}

// dayless leaves out the day that a phrase ends in, which is told beside the title: "speech [on Friday]". A number
// stays, "the summit of [2031]", but not the front of a time: "worked together [five] years ago".
func dayless(x phrase.Text, s doc.Range) doc.Range {
	if s.End > s.First+1 && early(x, s.End-1) &&
		(x.TimeAt(s.End) != nil || x.UPOS(s.End) == doc.ADP && x.TimeAt(s.End+1) != nil) {
		s.End-- // "opened the gate [back] in 2031"
	}
	end := s.End
	for end > s.First+1 {
		t := x.TimeAt(end - 1)
		if t == nil || t.FirstToken <= s.First || x.UPOS(end-1) == doc.NUM && t.EndToken <= s.End {
			break
		}
		end = t.FirstToken
	}
	for end < s.End && end > s.First+1 && (x.UPOS(end-1) == doc.ADP && x.Words[end-1].XPOS != doc.XRP ||
		early(x, end-1)) {
		end--
	}
	if names(x, doc.Range{First: s.First, End: end}) {
		return s
	}
	s.End = end
	return s
}

// early reports whether token t goes with a time behind it: "back in 2031".
func early(x phrase.Text, t int) bool { return x.UPOS(t) == doc.ADV && x.Is(t, words.Early) }

// names reports whether a phrase is no more than a time, a name or a number; a name before a year can be that of an
// event, "Vask Cup 2031", before another time not.
func names(x phrase.Text, s doc.Range) bool {
	untimed := s
	for untimed.End > s.First+1 && x.TimeAt(untimed.End-1) != nil && x.UPOS(untimed.End-1) != doc.NUM {
		untimed.End--
	}
	if m := x.NameOver(untimed); m != nil {
		switch m.Kind {
		case doc.Person, doc.Place, doc.Organization:
			return true
		}
	}
	if s.End-s.First == 1 && strings.ContainsFunc(x.Form(s.First), unicode.IsDigit) {
		return true
	}
	for t := s.First; t < s.End; t++ {
		if x.TimeAt(t) == nil && !ofPeople(x, t) {
			return false
		}
	}
	return true
}

// ofPeople reports whether token t is of people's names or only joins them: "Vask and Orr", "Vask's".
func ofPeople(x phrase.Text, t int) bool {
	if m := x.NameAt(t); m != nil {
		return m.Kind == doc.Person
	}
	u := x.UPOS(t)
	return u == doc.CCONJ || u == doc.PART
}
