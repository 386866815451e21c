// Package phrase answers questions about the words of an article: of which class one is, what cue stands
// in some words, where a phrase ends, and what a clause mainly says.
//
// In come tokens, tags, mentions and times; out go yes or no, tokens, and words as written. It refuses
// nothing: outside the text there is no word, and no class has it.
//
// The one idea: rules on statements ask a Text and hold no words, and a Text knows of no statement.
package phrase

import (
	"sort"
	"strings"

	"readout/attribution/lexicon"
	"readout/doc"
)

// Text is a document's tokens in the classes of the lexicon.
type Text struct {
	*doc.Doc
	Lex   *lexicon.Lexicon
	class []lexicon.Class
	time  []int32 // token to the date or time of day it belongs to, or -1
}

// New reads a document's tokens.
func New(d *doc.Doc, lex *lexicon.Lexicon) *Text {
	x := &Text{Doc: d, Lex: lex, class: make([]lexicon.Class, len(d.Tokens)), time: make([]int32, len(d.Tokens))}
	for i := range d.Tokens {
		x.time[i] = -1
		x.class[i] = lex.Class(d.LowerForm(i)) | tagClass(d, i)
	}
	for t := range d.Times {
		when := &d.Times[t]
		if when.Type != doc.Date && when.Type != doc.Clock {
			continue
		}
		for i := max(0, when.FirstToken); i < min(when.EndToken, len(x.time)); i++ {
			x.time[i] = int32(t)
		}
	}
	return x
}

// Word is what syntax knows of token i.
func (x *Text) Word(i int) doc.Word {
	if i >= 0 && i < len(x.Words) {
		return x.Words[i]
	}
	return doc.Word{Head: -1}
}

// Is reports whether token i belongs to one of the classes; no token outside the text does.
func (x *Text) Is(i int, c lexicon.Class) bool {
	return i >= 0 && i < len(x.class) && x.class[i]&c != 0
}

// Of reports whether the lemma of token i belongs to one of the classes.
func (x *Text) Of(i int, c lexicon.LemmaClass) bool { return x.Lex.LemmaClass(x.Word(i).Lemma)&c != 0 }

// Timed reports whether token i belongs to a date or a time of day.
func (x *Text) Timed(i int) bool { return i >= 0 && i < len(x.time) && x.time[i] >= 0 }

// SentenceAt is the tokens of the sentence of token i.
func (x *Text) SentenceAt(i int) doc.Range {
	s := x.Sentences[x.Tokens[i].Sentence]
	return doc.Range{First: s.FirstToken, End: s.EndToken}
}

// HeadOf is the last noun of a source before a preposition, comma or relative word: the
// word that says what the source is; -1 where there is none. What only stresses it is not:
// "Holm himself" is Holm.
func (x *Text) HeadOf(source doc.Range) int {
	head := -1
	for i := source.First; i < source.End; i++ {
		switch {
		case head >= 0 && (x.Is(i, lexicon.Preposition|lexicon.Relative|lexicon.VerbTag) ||
			x.Form(i) == "," || x.Form(i) == "("):
			return head
		case head >= 0 && x.Stresses(i):
		case x.Is(i, lexicon.PossessiveTag) && !x.Is(i, lexicon.PronounTag):
			head = -1
		case x.Is(i, lexicon.NounTag|lexicon.PronounTag|lexicon.NumberTag):
			head = i
		}
	}
	return head
}

// Stresses reports whether token i is "himself" or its like.
func (x *Text) Stresses(i int) bool {
	form := x.LowerForm(i)
	return x.Is(i, lexicon.PronounTag) && (strings.HasSuffix(form, "self") || strings.HasSuffix(form, "selves"))
}

// EndsClause reports whether token k ends a clause.
func (x *Text) EndsClause(k int) bool {
	switch x.Form(k) {
	case ",", ";", ":", ".", "!", "?", "—", "–", "--":
		return true
	}
	return x.Is(k, lexicon.Subordinator) && !x.Is(k, lexicon.DeterminerTag|lexicon.PronounTag|lexicon.AdverbTag)
}

// IsMark reports whether token k is punctuation.
func (x *Text) IsMark(k int) bool {
	return k < len(x.Tokens) && x.Tokens[k].Kind == doc.PunctToken
}

// MainClause steps over an opening mark, "that", "No," and a leading subordinate clause:
// it returns the first token of what the content mainly says.
func (x *Text) MainClause(content doc.Range) int {
	i, end := content.First, content.End
	for i < end {
		next := i+1 < end && x.Form(i+1) == ","
		switch {
		case x.IsMark(i), x.LowerForm(i) == "that", x.Is(i, lexicon.Skipped) && (next || x.Is(i, lexicon.Connective)):
			i++
		case x.Is(i, lexicon.LeadIn) && !(x.LowerForm(i) == "as" && i+1 < end && x.LowerForm(i+1) == "far"):
			k := i + 1
			for k < end && k < i+Farthest && x.Form(k) != "," && x.Form(k) != "." {
				k++
			}
			if k >= end || x.Form(k) != "," {
				return i
			}
			i = k + 1
		default:
			return i
		}
	}
	return i
}

// Written is the words of tokens [first, end) with white space folded.
func (x *Text) Written(first, end int) string {
	return strings.Join(strings.Fields(x.Cut(x.SpanOf(first, end))), " ")
}

// Day is the date, as precise as it is known, of the time expression at token i.
func (x *Text) Day(i int) string {
	if !x.Timed(i) {
		return ""
	}
	value := x.Times[x.time[i]].Value
	digit := func(k int) bool { return value[k] >= '0' && value[k] <= '9' }
	switch {
	case len(value) >= 10 && value[4] == '-' && value[7] == '-' && digit(5):
		return value[:10]
	case len(value) == 7 && value[4] == '-' && digit(5), len(value) == 4 && digit(0):
		return value
	}
	return ""
}

// FirstMention is the first mention that starts at or after a token.
func (x *Text) FirstMention(token int) int {
	return sort.Search(len(x.Mentions), func(m int) bool { return x.Mentions[m].FirstToken >= token })
}

// MentionBefore is the widest mention of somebody that ends before token i, as a span; empty where there is none.
func (x *Text) MentionBefore(i int) doc.Range {
	for k := x.FirstMention(max(0, i-MostBefore)); k < len(x.Mentions) && x.Mentions[k].FirstToken < i; k++ {
		m := &x.Mentions[k]
		speaks := m.Kind == doc.Person || m.Kind == doc.Organization || m.Kind == doc.Group
		if speaks && m.EndToken == i && x.Word(m.Head).XPOS != doc.XPRPS {
			return doc.Range{First: m.FirstToken, End: m.EndToken}
		}
	}
	return doc.Range{}
}

// MostBefore is how many tokens a mention may begin before the token that is looked at.
const MostBefore = 12

// tagClass is the classes that a token's tag and kind give it.
func tagClass(d *doc.Doc, i int) lexicon.Class {
	if d.Tokens[i].Kind == doc.NumberToken || d.Tokens[i].Kind == doc.SymbolToken {
		return lexicon.NumberTag
	}
	if i >= len(d.Words) {
		return 0
	}
	w := d.Words[i]
	switch w.UPOS {
	case doc.NOUN, doc.PROPN:
		return lexicon.NounTag
	case doc.ADJ:
		return lexicon.AdjectiveTag
	case doc.NUM:
		return lexicon.NumberTag
	case doc.ADV:
		return lexicon.AdverbTag
	case doc.DET:
		return lexicon.DeterminerTag
	case doc.PRON:
		if w.XPOS == doc.XPRPS || w.XPOS == doc.XWPS {
			return lexicon.PronounTag | lexicon.PossessiveTag
		}
		return lexicon.PronounTag
	case doc.PART:
		if w.XPOS == doc.XPOSS {
			return lexicon.PossessiveTag
		}
	case doc.VERB, doc.AUX:
		switch w.XPOS {
		case doc.XVBD, doc.XVBZ, doc.XVBP, doc.XMD:
			return lexicon.VerbTag | lexicon.FiniteTag
		case doc.XVBN, doc.XVBG:
			return lexicon.VerbTag | lexicon.ParticipleTag
		}
		return lexicon.VerbTag
	}
	return 0
}

// Farthest bounds the look at a clause, in tokens.
const Farthest = 60
