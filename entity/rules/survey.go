package rules

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
	"readout/model"
)

// shape is how a token is written.
type shape uint8

const (
	capitalised shape = 1 << iota // begins with a capital
	allCaps                       // two letters or more, none of them small
	initial                       // "J."
	opens                         // a capital proves nothing here: it begins a sentence or quotation, or stands in a headline in capitals
	wordlike                      // has a letter
)

// token is what the survey notes of a doc.Token.
type token struct {
	hash  model.Hash // of the lower-case word
	class class
	word  int32 // index into knowledge.words, 0 if none
	form  int32 // index into reading.forms: one number for one lower-case word
	entry int32 // entry of the longest name of the tables that begins here, or -1
	end   int32 // token after that name
	shape shape
}

// form is what the article shows of one word, wherever it stands.
type form struct {
	hash     model.Hash
	capital  int32 // times written with a capital where nothing but being a name asks for it
	small    int32 // times written without
	free     int32 // times written with a capital in running text, no hyphen beside it
	named    bool  // part of a name found in running text
	surname  bool  // last word of a person's name of several words
	forename bool  // first word of one
}

func (f *form) seenSmall() bool { return f.small > 0 }

// survey looks at every token once: its classes, its shape, what the tables have
// under it, and how the article writes its word elsewhere.
func (r *reading) survey() {
	d := r.d
	size := 64
	for size < 2*len(d.Tokens) {
		size *= 2
	}
	r.formSlot = filled(r.formSlot, size)
	for i := range d.Tokens {
		t := &r.tok[i]
		t.entry = -1
		lower := d.LowerForm(i)
		t.hash = model.HashString(lower)
		t.form = r.formOf(t.hash)
		if k := d.Tokens[i].Kind; k == doc.PunctToken || k == doc.SymbolToken {
			continue
		}
		t.word = r.kb.find(t.hash)
		t.class = r.kb.words[t.word].class
		t.shape = shapeOf(d.Form(i))
	}
	for s := range d.Sentences {
		r.surveySentence(s)
	}
	for i := range r.tok {
		if w := r.tok[i].word; w != 0 && r.kb.words[w].phrases != nil {
			r.matchPhrase(i)
		}
	}
}

// formOf is the number of a word in this article.
func (r *reading) formOf(h model.Hash) int32 {
	mask := uint64(len(r.formSlot) - 1)
	for i := uint64(h) & mask; ; i = (i + 1) & mask {
		switch f := r.formSlot[i]; {
		case f < 0:
			f = int32(len(r.forms))
			r.forms = append(r.forms, form{hash: h})
			r.formSlot[i] = f
			return f
		case r.forms[f].hash == h:
			return f
		}
	}
}

func shapeOf(s string) shape {
	var sh shape
	first, n := utf8.DecodeRuneInString(s)
	if first < utf8.RuneSelf && (first >= 'a' && first <= 'z') {
		return wordlike
	}
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
		sh = wordlike
		// "al-Qaeda", "iPhone", "d'Estaing" begin small and are names all the same.
	}
	return sh
}

// surveySentence marks where a capital proves nothing and counts how words are
// written where it proves something.
func (r *reading) surveySentence(s int) {
	sent := r.d.Sentences[s]
	long, capitals, shouted, words, plain := 0, 0, 0, 0, 0
	for i := sent.FirstToken; i < sent.EndToken; i++ {
		t := &r.tok[i]
		if t.shape&wordlike == 0 {
			continue
		}
		words++
		if t.shape&allCaps != 0 {
			shouted++
		}
		if t.shape&capitalised == 0 && r.openClass(i) {
			plain++
		}
		if r.d.Tokens[i].Len() >= 4 && i > sent.FirstToken {
			long++
			if t.shape&capitalised != 0 {
				capitals++
			}
		}
	}
	kind := r.d.BlockOf(s).Kind
	headed := kind != article.Paragraph && kind != article.Caption && kind != article.List
	r.upper[s] = words >= 3 && shouted*2 > words || long >= 3 && capitals*4 >= long*3 && (headed || long >= 5 && plain == 0)
	opening := true
	for i := sent.FirstToken; i < sent.EndToken; i++ {
		t := &r.tok[i]
		if t.shape&wordlike == 0 {
			if r.d.Tokens[i].Kind == doc.PunctToken && !opening {
				opening = r.opensAfter(i)
			}
			continue
		}
		f := &r.forms[t.form]
		switch {
		case opening || r.upper[s]:
			t.shape |= opens
		case t.shape&capitalised != 0:
			f.capital++
		}
		if t.shape&capitalised == 0 {
			f.small++
		} else if !r.upper[s] && !r.hyphenBeside(i) {
			f.free++
		}
		opening = false
	}
}

// openClass tells whether a headline that capitalises its words would capitalise
// token i: it is a noun, verb, adjective or adverb.
func (r *reading) openClass(i int) bool {
	switch r.upos(i) {
	case doc.NOUN, doc.VERB, doc.ADJ, doc.ADV, doc.PROPN, doc.AUX, doc.PRON:
		return true
	}
	return false
}

// opensAfter tells whether a word after this punctuation may have its capital from
// standing there.
func (r *reading) opensAfter(i int) bool {
	switch r.d.Form(i) {
	case ":", "\"", "“", "‘", "``", "«", "—", "–", "…", "...", "•", ";", "--", "(", "[", "*", "?", "!", ".":
		return true
	case "'":
		return r.d.Tokens[i].SpaceBefore
	}
	return false
}

// matchPhrase notes the longest name of the tables that begins at token i, spelt
// as it is spelt there. In a headline in capitals the spelling may be in capitals.
func (r *reading) matchPhrase(i int) {
	d, t := r.d, &r.tok[i]
	tok := d.Tokens[i]
	shouting := t.shape&(opens|allCaps) == opens|allCaps && r.upper[tok.Sentence]
	for k := range r.kb.words[t.word].phrases {
		p := &r.kb.words[t.word].phrases[k]
		stop := tok.Start + len(p.text)
		if stop > len(d.Text) || d.Text[tok.Start:stop] != p.text &&
			!(shouting && len(p.text) > 3 && d.Lower[tok.Start:stop] == p.lower && strings.ToUpper(d.Text[tok.Start:stop]) == d.Text[tok.Start:stop]) {
			continue
		}
		end := i + 1
		for end < len(d.Tokens) && d.Tokens[end-1].End < stop {
			end++
		}
		if d.Tokens[end-1].End != stop || d.Tokens[end-1].Sentence != tok.Sentence {
			continue
		}
		if shouting && len(p.text) <= 3 && t.class&closed != 0 {
			continue // "US", "IT" and "WHO" among capitals
		}
		t.entry, t.end = p.entry, int32(end)
		return
	}
}

// isForm tells whether token i exists and is one of the words, which are in lower case.
func (r *reading) isForm(i int, words ...string) bool {
	if i < 0 || i >= len(r.tok) {
		return false
	}
	low := r.d.LowerForm(i)
	for _, w := range words {
		if low == w {
			return true
		}
	}
	return false
}

// is tells whether token i exists and is of one of the classes.
func (r *reading) is(i int, c class) bool { return i >= 0 && i < len(r.tok) && r.tok[i].class&c != 0 }

// cap tells whether token i exists and begins with a capital.
func (r *reading) cap(i int) bool {
	return i >= 0 && i < len(r.tok) && r.tok[i].shape&capitalised != 0
}

// upos is the tag of token i, NoUPOS outside the text.
func (r *reading) upos(i int) doc.UPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoUPOS
	}
	return r.d.Words[i].UPOS
}

// xpos is the Penn tag of token i, NoXPOS outside the text.
func (r *reading) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoXPOS
	}
	return r.d.Words[i].XPOS
}

// same tells whether two tokens exist and stand in one sentence.
func (r *reading) same(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(r.tok) && j < len(r.tok) && r.d.Tokens[i].Sentence == r.d.Tokens[j].Sentence
}

// sentence is the sentence token i stands in.
func (r *reading) sentence(i int) doc.Sentence { return r.d.Sentences[r.d.Tokens[i].Sentence] }

// glued tells whether nothing stands between token i and the one before it.
func (r *reading) glued(i int) bool {
	return i > 0 && i < len(r.tok) && !r.d.Tokens[i].SpaceBefore
}

// hyphenBeside tells whether token i is part of a hyphenated word.
func (r *reading) hyphenBeside(i int) bool {
	return r.hyphen(i-1) && r.glued(i) || r.hyphen(i+1) && r.glued(i+1)
}

// hyphen tells whether token i is a hyphen or the dash that some desks set for it.
func (r *reading) hyphen(i int) bool {
	if i < 0 || i >= len(r.tok) || r.d.Tokens[i].Kind != doc.PunctToken {
		return false
	}
	switch r.d.Form(i) {
	case "-", "‐", "‑", "–":
		return true
	}
	return false
}
