package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
)

// shape is how a token is written.
type shape uint8

const (
	capitalised shape = 1 << iota // begins with a capital
	allCaps                       // two letters or more, none of them small
	initial                       // "J."
	// a capital proves nothing here: it begins a sentence, or stands in a headline in capitals
	opens
	wordlike // has a letter
)

// token is what the tables and the article say of a doc.Token.
type token struct {
	class class.Set
	word  int32 // index into knowledge.words, 0 if none
	entry int32 // entry of the longest name of the tables that begins here, or -1
	end   int32 // token after that name
	shape shape
}

// words is an article's tokens with what the tables know of them.
type words struct {
	d     *doc.Doc
	kb    *kb.Base
	tok   []token
	small map[string]bool // words that the article writes in small letters
	upper []bool          // sentences whose words are in capitals throughout
}

// newWords looks at every token once.
func newWords(d *doc.Doc, base *kb.Base) *words {
	w := &words{d: d, kb: base, tok: make([]token, len(d.Tokens)), small: make(map[string]bool),
		upper: make([]bool, len(d.Sentences))}
	for i := range d.Tokens {
		t := &w.tok[i]
		t.entry = -1
		if k := d.Tokens[i].Kind; k == doc.PunctToken || k == doc.SymbolToken {
			continue
		}
		lower := d.LowerForm(i)
		t.word = base.Find(lower)
		t.class = base.Word(t.word).Class
		t.shape = shapeOf(d.Form(i))
		if t.shape&(capitalised|wordlike) == wordlike && d.Form(i) == lower {
			w.small[lower] = true
		}
	}
	for s := range d.Sentences {
		w.capitals(s)
	}
	for i := range w.tok {
		if at := w.tok[i].word; at != 0 && base.Word(at).Spellings != nil {
			w.matchPhrase(i)
		}
	}
	return w
}

func shapeOf(s string) shape {
	var sh shape
	first, n := utf8.DecodeRuneInString(s)
	if unicode.IsUpper(first) {
		sh = capitalised | wordlike
		if rest := s[n:]; rest == "." {
			sh |= initial
		} else if rest != "" && strings.IndexFunc(rest, unicode.IsLower) < 0 {
			sh |= allCaps
		}
		return sh
	}
	if strings.IndexFunc(s, unicode.IsLetter) >= 0 {
		sh = wordlike // "al-Qaeda" and "iPhone" begin small and are names all the same
	}
	return sh
}

// capitals notes whether a sentence is in capitals throughout, and which words open it.
func (w *words) capitals(s int) {
	sent := w.d.Sentences[s]
	long, capital := 0, 0
	opening := true
	for i := sent.FirstToken; i < sent.EndToken; i++ {
		t := &w.tok[i]
		if t.shape&wordlike == 0 {
			continue
		}
		if opening {
			t.shape |= opens
			opening = false
		}
		if w.d.Tokens[i].Len() >= 4 {
			long++
			if t.shape&capitalised != 0 {
				capital++
			}
		}
	}
	w.upper[s] = long >= 3 && capital*4 >= long*3
	for i := sent.FirstToken; i < sent.EndToken && w.upper[s]; i++ {
		w.tok[i].shape |= opens
	}
}

// matchPhrase notes the longest name of the tables that begins at token i, spelt as it is spelt there. In a headline
// in capitals the spelling may be in capitals.
func (w *words) matchPhrase(i int) {
	d, t := w.d, &w.tok[i]
	tok := d.Tokens[i]
	shouting := t.shape&(opens|allCaps) == opens|allCaps && w.upper[tok.Sentence]
	for k := range w.kb.Word(t.word).Spellings {
		p := &w.kb.Word(t.word).Spellings[k]
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
		if shouting && len(p.Text) <= 3 && t.class != 0 {
			continue // "US", "IT" and "WHO" among capitals
		}
		t.entry, t.end = p.Entry, int32(end)
		return
	}
}

// is reports whether token i exists and is of one of the classes.
func (w *words) is(i int, c class.Set) bool { return i >= 0 && i < len(w.tok) && w.tok[i].class&c != 0 }

// cap reports whether token i exists and begins with a capital.
func (w *words) cap(i int) bool {
	return i >= 0 && i < len(w.tok) && w.tok[i].shape&capitalised != 0
}

// mark reports whether token i exists and is one of the marks.
func (w *words) mark(i int, marks ...string) bool {
	if i < 0 || i >= len(w.tok) || w.d.Tokens[i].Kind == doc.WordToken {
		return false
	}
	form := w.d.Form(i)
	for _, m := range marks {
		if form == m {
			return true
		}
	}
	return false
}

// the reports whether token i exists and is the definite article.
func (w *words) the(i int) bool {
	return i >= 0 && i < len(w.tok) && w.tok[i].class&class.Determiner != 0 && w.d.LowerForm(i) == "the"
}

// upos is the tag of token i, NoUPOS outside the text.
func (w *words) upos(i int) doc.UPOS {
	if i < 0 || i >= len(w.d.Words) {
		return doc.NoUPOS
	}
	return w.d.Words[i].UPOS
}

// xpos is the Penn tag of token i, NoXPOS outside the text.
func (w *words) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(w.d.Words) {
		return doc.NoXPOS
	}
	return w.d.Words[i].XPOS
}

// verb reports whether token i is a verb or auxiliary.
func (w *words) verb(i int) bool { return w.upos(i) == doc.VERB || w.upos(i) == doc.AUX }

// clitic reports whether token i is the possessive clitic.
func (w *words) clitic(i int) bool { return w.xpos(i) == doc.XPOSS }

// punct reports whether token i exists and is punctuation, hyphens apart.
func (w *words) punct(i int) bool {
	return i >= 0 && i < len(w.tok) && w.d.Tokens[i].Kind == doc.PunctToken && !w.hyphen(i) && !w.clitic(i)
}

// number reports whether token i exists and is a number in digits.
func (w *words) number(i int) bool {
	return i >= 0 && i < len(w.tok) && w.d.Tokens[i].Kind == doc.NumberToken
}

// same reports whether two tokens exist and stand in one sentence.
func (w *words) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(w.tok) && j < len(w.tok) && w.d.Tokens[i].Sentence == w.d.Tokens[j].Sentence
}

// sentence is the sentence token i stands in.
func (w *words) sentence(i int) doc.Sentence { return w.d.Sentences[w.d.Tokens[i].Sentence] }

// glued reports whether nothing stands between token i and the one before it.
func (w *words) glued(i int) bool {
	return i > 0 && i < len(w.tok) && !w.d.Tokens[i].SpaceBefore
}

// hyphen reports whether token i is a hyphen or the dash that some desks set for it.
func (w *words) hyphen(i int) bool { return w.mark(i, "-", "‐", "‑", "–") }

// joins reports whether token i is a hyphen with nothing on either side.
func (w *words) joins(i int) bool { return w.hyphen(i) && w.glued(i) && w.glued(i+1) }

// noun reports whether token i is a common noun, a name or an adjective of one.
func (w *words) noun(i int) bool {
	switch w.upos(i) {
	case doc.NOUN, doc.ADJ, doc.PROPN:
		return true
	}
	return false
}

// phrase is the words of tokens [first, end) with white space folded.
func (w *words) phrase(first, end int) string {
	s := w.d.Cut(w.d.SpanOf(first, end))
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

// lower is phrase in lower case.
func (w *words) lower(first, end int) string { return strings.ToLower(w.phrase(first, end)) }

// startsWith reports whether the text at token i is s, and gives the token after it.
func (w *words) startsWith(i int, s string) (end int, ok bool) {
	start := w.d.Tokens[i].Start
	if s == "" || start+len(s) > len(w.d.Text) || w.d.Text[start:start+len(s)] != s {
		return 0, false
	}
	_, end = w.d.TokensIn(article.Span{Start: start, End: start + len(s)})
	return end, end > i
}
