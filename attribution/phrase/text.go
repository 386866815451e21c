// Package phrase answers questions about the words of an article: the classes of a word, the cue
// in a range, the end of a phrase, the main clause of some content.
//
// It takes tokens, tags, mentions and times, and returns yes or no, tokens, or words as written.
// It refuses nothing: a token outside the text is no word and has no class.
//
// The one idea: rules about statements ask a Text and contain no words, and a Text knows nothing
// about statements.
package phrase

import (
	"sort"
	"strings"

	"readout/attribution/lexicon"
	"readout/doc"
)

// Text is a document with the lexicon's classes of its tokens.
type Text struct {
	*doc.Doc
	Lex   *lexicon.Lexicon
	class []lexicon.Class
	time  []int32 // token to the date or time of day it belongs to, or -1
}

// New classifies the tokens of a document.
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

// Word returns the tags of token i, or an empty word outside the text.
func (x *Text) Word(i int) doc.Word {
	if i >= 0 && i < len(x.Words) {
		return x.Words[i]
	}
	return doc.Word{Head: -1}
}

// Is reports whether token i is in one of the classes c. It is false outside the text.
func (x *Text) Is(i int, c lexicon.Class) bool {
	return i >= 0 && i < len(x.class) && x.class[i]&c != 0
}

// Of reports whether the lemma of token i is in one of the classes c.
func (x *Text) Of(i int, c lexicon.LemmaClass) bool { return x.Lex.LemmaClass(x.Word(i).Lemma)&c != 0 }

// IsSelf reports whether token i is a pronoun by which who speaks tells of himself: "I", "we".
func (x *Text) IsSelf(i int) bool { return x.Of(i, lexicon.First) && x.Word(i).XPOS == doc.XPRP }

// Timed reports whether token i belongs to a date or a time of day.
func (x *Text) Timed(i int) bool { return i >= 0 && i < len(x.time) && x.time[i] >= 0 }

// Paragraph returns the index of the block that a token is in.
func (x *Text) Paragraph(token int) int { return x.Sentences[x.Tokens[token].Sentence].Block }

// SentenceAt returns the tokens of the sentence of token i.
func (x *Text) SentenceAt(i int) doc.Range {
	s := x.Sentences[x.Tokens[i].Sentence]
	return doc.Range{First: s.FirstToken, End: s.EndToken}
}

// HeadOf returns the head of a source: its last noun before a preposition, comma or relative
// word, or -1. Emphatic pronouns are skipped: the head of "Holm himself" is Holm.
func (x *Text) HeadOf(source doc.Range) int {
	head := -1
	for i := source.First; i < source.End; i++ {
		switch {
		case head >= 0 && (x.Is(i, lexicon.Preposition|lexicon.Relative|lexicon.VerbTag) && !x.Joined(i) ||
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

// Stresses reports whether token i is an emphatic pronoun such as "himself".
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

// MainClause returns the first token of the main clause of content. It skips an opening mark,
// "that", "No," and a leading subordinate clause.
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

// Written returns the text of tokens [first, end) with white space collapsed.
func (x *Text) Written(first, end int) string {
	return strings.Join(strings.Fields(x.Cut(x.SpanOf(first, end))), " ")
}

// Day returns the date of the time expression at token i, as precisely as it is known; "" if its year is not.
func (x *Text) Day(i int) string {
	if !x.Timed(i) {
		return ""
	}
	value := x.Times[x.time[i]].Value
	digit := func(k int) bool { return value[k] >= '0' && value[k] <= '9' }
	switch {
	case value == "" || !digit(0):
	case len(value) >= 10 && value[4] == '-' && value[7] == '-' && digit(5):
		return value[:10]
	case len(value) == 7 && value[4] == '-' && digit(5), len(value) == 4:
		return value
	}
	return ""
}

// FirstMention returns the index of the first mention that starts at or after a token.
func (x *Text) FirstMention(token int) int {
	return sort.Search(len(x.Mentions), func(m int) bool { return x.Mentions[m].FirstToken >= token })
}

// Joined reports whether a hyphen joins token i to the word before it: "editor-in-chief".
func (x *Text) Joined(i int) bool {
	return i > 0 && (x.Form(i-1) == "-" || x.Form(i-1) == "–") && x.Tokens[i-1].End == x.Tokens[i].Start
}

// MentionBefore returns the widest mention of a person, organization or group that ends right
// before token i, or an empty range.
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

// MostBefore bounds how many tokens before a given token a mention may begin.
const MostBefore = 12

// tagClass returns the classes that follow from a token's tag and kind.
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

// Farthest bounds the search within a clause, in tokens.
const Farthest = 60
