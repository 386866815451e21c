package syntax

import (
	"strings"

	"readout/doc"
)

// LightPass tags and lemmatises by rule: the tags a word was seen with, its ending
// where it was not, and a look at the words beside it. It builds no trees.
//
// It is for readings without models: several million tokens a second, and about
// four points less accurate than the learned tagger.
type LightPass struct {
	lex    *lexicon
	lemmas *lemmatiser
}

// NewLight makes a LightPass.
func NewLight() *LightPass {
	lex := parseLexicon(lexiconText)
	return &LightPass{lex: lex, lemmas: newLemmatiser(lex)}
}

// Name is "syntax-light".
func (p *LightPass) Name() string { return "syntax-light" }

// Needs is the Tokens layer.
func (p *LightPass) Needs() doc.Layer { return doc.Tokens }

// Gives is the Tags layer; every head is -1.
func (p *LightPass) Gives() doc.Layer { return doc.Tags }

// Run tags every token. It never fails.
func (p *LightPass) Run(d *doc.Doc) error {
	d.Words = make([]doc.Word, len(d.Tokens))
	for s := range d.Sentences {
		p.sentence(d, d.Sentences[s])
	}
	return nil
}

func (p *LightPass) sentence(d *doc.Doc, s doc.Sentence) {
	shouting := isShouting(d, s)
	var before, before2 tag
	opening := true // no word has been seen since the sentence or a quotation began
	for i := s.FirstToken; i < s.EndToken; i++ {
		t := p.tag(d, s, i, opening, shouting, before, before2)
		d.Words[i] = doc.Word{UPOS: t.upos, XPOS: t.xpos, Head: -1}
		if i > s.FirstToken {
			settle(d, i, t)
		}
		opening = t.upos == doc.PUNCT && (opening || t.xpos == doc.XOpenQuote || t.xpos == doc.XColon)
		before2, before = before, t
	}
	for i := s.FirstToken; i < s.EndToken; i++ {
		w := &d.Words[i]
		w.Lemma = p.lemmas.lemma(d.Form(i), d.LowerForm(i), tag{w.UPOS, w.XPOS})
	}
}

// tag chooses the tag of token i from the tags of the two tokens before it.
// At the opening of a sentence and in a shouting one a capital is no sign of a name.
func (p *LightPass) tag(d *doc.Doc, s doc.Sentence, i int, opening, shouting bool, before, before2 tag) tag {
	anyCase := opening || shouting
	tok := d.Tokens[i]
	form, lower := d.Form(i), d.LowerForm(i)
	if tok.Kind == doc.NumberToken {
		return numberTag(lower)
	}
	e, ok := p.lex.words[form]
	capital := form != lower
	if capital && (!ok || anyCase) {
		if low, lowOK := p.lex.words[lower]; lowOK && (anyCase || low.tags[0].upos == doc.PRON || closedCapital(low.tags[0])) {
			if !ok || !isProper(e.tags[0]) || len(form) > 1 && !nameBeside(d, s, i) {
				e, ok = low, true
			}
		}
	}
	if !ok {
		return p.unknown(tok, form, lower, capital, anyCase && (shouting || !nameBeside(d, s, i)), before)
	}
	if e.n == 1 {
		if e.tags[0] == commonNoun && before.xpos == doc.XMD {
			return infinitive // "could resume", of a word seen only as a noun
		}
		return e.tags[0]
	}
	return p.choose(d, s, i, &e, lower, before, before2)
}

// nameBeside tells whether the next token is capitalised too: "Will Smith said".
func nameBeside(d *doc.Doc, s doc.Sentence, i int) bool {
	return i+1 < s.EndToken && d.Text[d.Tokens[i+1].Start] != d.Lower[d.Tokens[i+1].Start]
}

// closedCapital tells whether a small word stays what it is when it is capitalised
// in mid-sentence: "House Of Representatives", "the Report On Arms".
func closedCapital(t tag) bool {
	switch t.upos {
	case doc.ADP, doc.CCONJ, doc.DET, doc.PART, doc.SCONJ, doc.NUM:
		return true
	}
	return false
}

func isProper(t tag) bool { return t.upos == doc.PROPN }

// numberTag is the tag of a token that opens with a digit.
func numberTag(lower string) tag {
	n := len(lower)
	if n > 2 {
		switch lower[n-2:] {
		case "st", "nd", "rd", "th":
			return adjective
		}
	}
	if n > 2 && lower[n-1] == 's' {
		return pluralNoun
	}
	return number
}

// unknown is the tag of a word the lexicon does not have.
func (p *LightPass) unknown(tok doc.Token, form, lower string, capital, anyCase bool, before tag) tag {
	switch tok.Kind {
	case doc.PunctToken:
		return punctuation(form)
	case doc.SymbolToken:
		return tag{doc.SYM, doc.XSYM}
	}
	t, known := p.lex.byEnding(lower)
	if capital && !anyCase {
		if t == adjective && (strings.HasSuffix(lower, "ian") || strings.HasSuffix(lower, "ese") || strings.HasSuffix(lower, "ish")) {
			return t
		}
		return properNoun
	}
	if hyphen := strings.IndexByte(lower, '-'); hyphen > 0 && hyphen < len(lower)-1 {
		return adjective
	}
	switch {
	case capital && !known:
		return properNoun
	case known && t == past && (before.upos == doc.AUX || before.upos == doc.ADP):
		return participle
	case known:
		return t
	case strings.HasSuffix(lower, "s") && !strings.HasSuffix(lower, "ss"):
		if before.upos == doc.PRON {
			return presentS
		}
		return pluralNoun
	case before.xpos == doc.XTO || before.xpos == doc.XMD:
		return infinitive
	}
	return commonNoun
}

// punctuation is the tag of a punctuation mark the lexicon does not have.
func punctuation(form string) tag {
	x := doc.XNFP
	switch form[0] {
	case '.', '!', '?':
		x = doc.XPeriod
	case ',':
		x = doc.XComma
	case ':', ';', '-':
		x = doc.XColon
	case '(', '[', '{':
		x = doc.XLRB
	case ')', ']', '}':
		x = doc.XRRB
	default:
		switch form {
		case "“", "‘", "«":
			x = doc.XOpenQuote
		case "”", "’", "»":
			x = doc.XCloseQuote
		case "—", "–", "…":
			x = doc.XColon
		}
	}
	return tag{doc.PUNCT, x}
}
