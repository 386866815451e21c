// Package lexical is an article's tokens with what the tables know of each, and the questions that rules ask of them:
// is it of a class, is it capitalised, what tag has it, does a name of the tables begin here.
//
// In come tokens with tags, and the knowledge base; out go the tokens' classes, shapes and entries. It refuses nothing:
// a token that does not exist is of no class and has no tag.
//
// The one idea: every token is looked up once, so that rules compare bits and no words.
package lexical

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
)

// Shape is how a token is written.
type Shape uint8

// The shapes.
const (
	Capitalised Shape = 1 << iota // begins with a capital
	AllCaps                       // two letters or more, none of them small
	Initial                       // "J."
	// a capital proves nothing here: it begins a sentence, or stands in a headline in capitals
	Opens
	Wordlike // has a letter
)

// Token is what the tables and the article say of a doc.Token.
type Token struct {
	Class class.Set
	Word  int32 // by index, 0 if they have it not
	Entry int32 // entry of the longest name of the tables that begins here, or -1
	End   int32 // token after that name
	Shape Shape
}

// Text is an article's tokens with what the tables know of them.
type Text struct {
	Doc         *doc.Doc
	KB          *kb.Base
	Tok         []Token         // of Doc.Tokens, by index
	Small       map[string]bool // words that the article writes in small letters
	AllCapitals []bool          // sentences whose words are in capitals throughout
}

// New looks at every token once.
func New(d *doc.Doc, base *kb.Base) *Text {
	w := &Text{Doc: d, KB: base, Tok: make([]Token, len(d.Tokens)), Small: make(map[string]bool),
		AllCapitals: make([]bool, len(d.Sentences))}
	for i := range d.Tokens {
		t := &w.Tok[i]
		t.Entry = -1
		if k := d.Tokens[i].Kind; k == doc.PunctToken || k == doc.SymbolToken {
			continue
		}
		lower := d.LowerForm(i)
		t.Word = base.Find(lower)
		t.Class = base.Word(t.Word).Class
		t.Shape = shapeOf(d.Form(i))
		if t.Shape&(Capitalised|Wordlike) == Wordlike && d.Form(i) == lower {
			w.Small[lower] = true
		}
	}
	for s := range d.Sentences {
		w.capitals(s)
	}
	for i := range w.Tok {
		if at := w.Tok[i].Word; at != 0 && base.Word(at).Spellings != nil {
			w.matchPhrase(i)
		}
	}
	return w
}

// shapeOf is how a word is written.
func shapeOf(s string) Shape {
	var sh Shape
	first, n := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(first) {
		sh = Capitalised | Wordlike
		if rest := s[n:]; rest == "." {
			sh |= Initial
		} else if rest != "" && strings.IndexFunc(rest, unicode.IsLower) < 0 {
			sh |= AllCaps
		}
		return sh
	}
	if strings.IndexFunc(s, unicode.IsLetter) >= 0 {
		sh = Wordlike // "al-Qaeda" and "iPhone" begin small and are names all the same
	}
	return sh
}

// capitals notes whether a sentence is in capitals throughout, and which words open it.
func (w *Text) capitals(s int) {
	sent := w.Doc.Sentences[s]
	long, capital := 0, 0
	opening := true
	for i := sent.FirstToken; i < sent.EndToken; i++ {
		t := &w.Tok[i]
		if t.Shape&Wordlike == 0 {
			continue
		}
		if opening {
			t.Shape |= Opens
			opening = false
		}
		if w.Doc.Tokens[i].Len() >= 4 {
			long++
			if t.Shape&Capitalised != 0 {
				capital++
			}
		}
	}
	w.AllCapitals[s] = long >= 3 && capital*4 >= long*3
	for i := sent.FirstToken; i < sent.EndToken && w.AllCapitals[s]; i++ {
		w.Tok[i].Shape |= Opens
	}
}

// matchPhrase notes the longest name of the tables that begins at token i, spelt as it is spelt there. In a headline
// in capitals the spelling may be in capitals.
func (w *Text) matchPhrase(i int) {
	d, t := w.Doc, &w.Tok[i]
	tok := d.Tokens[i]
	shouting := t.Shape&(Opens|AllCaps) == Opens|AllCaps && w.AllCapitals[tok.Sentence]
	for k := range w.KB.Word(t.Word).Spellings {
		p := &w.KB.Word(t.Word).Spellings[k]
		stop := tok.Start + len(p.Text)
		if stop > len(d.Text) || d.Text[tok.Start:stop] != p.Text &&
			!(shouting && len(p.Text) > 3 && d.Lower[tok.Start:stop] == p.Lower &&
				strings.ToUpper(d.Text[tok.Start:stop]) == d.Text[tok.Start:stop]) {
			continue
		}
		end := i + 1
		for end < len(d.Tokens) && d.Tokens[end-1].End < stop {
			end++
		}
		if d.Tokens[end-1].End != stop || d.Tokens[end-1].Sentence != tok.Sentence {
			continue
		}
		if shouting && len(p.Text) <= 3 && t.Class != 0 {
			continue // "US", "IT" and "WHO" among capitals
		}
		t.Entry, t.End = p.Entry, int32(end)
		return
	}
}

// Is reports whether token i exists and is of one of the classes.
func (w *Text) Is(i int, c class.Set) bool { return i >= 0 && i < len(w.Tok) && w.Tok[i].Class&c != 0 }

// Cap reports whether token i exists and begins with a capital.
func (w *Text) Cap(i int) bool {
	return i >= 0 && i < len(w.Tok) && w.Tok[i].Shape&Capitalised != 0
}

// Mark reports whether token i exists and is one of the marks.
func (w *Text) Mark(i int, marks ...string) bool {
	if i < 0 || i >= len(w.Tok) || w.Doc.Tokens[i].Kind == doc.WordToken {
		return false
	}
	form := w.Doc.Form(i)
	for _, m := range marks {
		if form == m {
			return true
		}
	}
	return false
}

// The reports whether token i exists and is the definite article.
func (w *Text) The(i int) bool {
	return i >= 0 && i < len(w.Tok) && w.Tok[i].Class&class.Definite != 0
}

// UPOS is the tag of token i, NoUPOS outside the text.
func (w *Text) UPOS(i int) doc.UPOS { return w.Doc.UPOS(i) }

// XPOS is the Penn tag of token i, NoXPOS outside the text.
func (w *Text) XPOS(i int) doc.XPOS {
	if i < 0 || i >= len(w.Doc.Words) {
		return doc.NoXPOS
	}
	return w.Doc.Words[i].XPOS
}

// Verb reports whether token i is a verb or auxiliary.
func (w *Text) Verb(i int) bool { return w.UPOS(i) == doc.VERB || w.UPOS(i) == doc.AUX }

// Clitic reports whether token i is the possessive clitic.
func (w *Text) Clitic(i int) bool { return w.XPOS(i) == doc.XPOSS }

// Punct reports whether token i exists and is punctuation, hyphens apart.
func (w *Text) Punct(i int) bool {
	return i >= 0 && i < len(w.Tok) && w.Doc.Tokens[i].Kind == doc.PunctToken && !w.Hyphen(i) && !w.Clitic(i)
}

// Number reports whether token i exists and is a number in digits.
func (w *Text) Number(i int) bool {
	return i >= 0 && i < len(w.Tok) && w.Doc.Tokens[i].Kind == doc.NumberToken
}

// Same reports whether two tokens exist and stand in one sentence.
func (w *Text) Same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(w.Tok) && j < len(w.Tok) && w.Doc.Tokens[i].Sentence == w.Doc.Tokens[j].Sentence
}

// Sentence is the sentence token i stands in.
func (w *Text) Sentence(i int) doc.Sentence { return w.Doc.Sentences[w.Doc.Tokens[i].Sentence] }

// Glued reports whether nothing stands between token i and the one before it.
func (w *Text) Glued(i int) bool {
	return i > 0 && i < len(w.Tok) && !w.Doc.Tokens[i].SpaceBefore
}

// Hyphen reports whether token i is a hyphen or the dash that some desks set for it.
func (w *Text) Hyphen(i int) bool { return w.Mark(i, "-", "‐", "‑", "–") }

// Joins reports whether token i is a hyphen with nothing on either side.
func (w *Text) Joins(i int) bool { return w.Hyphen(i) && w.Glued(i) && w.Glued(i+1) }

// Noun reports whether token i is a common noun, a name or an adjective of one.
func (w *Text) Noun(i int) bool {
	switch w.UPOS(i) {
	case doc.NOUN, doc.ADJ, doc.PROPN:
		return true
	}
	return false
}

// Phrase is the words of tokens [first, end) with white space folded.
func (w *Text) Phrase(first, end int) string {
	s := w.Doc.Cut(w.Doc.SpanOf(first, end))
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// Lower is phrase in lower case.
func (w *Text) Lower(first, end int) string { return strings.ToLower(w.Phrase(first, end)) }

// StartsWith reports whether the text at token i is s, and gives the token after it.
func (w *Text) StartsWith(i int, s string) (end int, ok bool) {
	start := w.Doc.Tokens[i].Start
	if s == "" || start+len(s) > len(w.Doc.Text) || w.Doc.Text[start:start+len(s)] != s {
		return 0, false
	}
	_, end = w.Doc.TokensIn(article.Span{Start: start, End: start + len(s)})
	return end, end > i
}
