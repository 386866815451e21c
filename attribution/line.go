package attribution

import (
	"slices"

	"readout/article"
	"readout/doc"
)

// line is one sentence as the rules see it: a row of items, where a quotation is
// a single item however long it is. The rules therefore never look inside
// quotation marks: what is said there is somebody's, not the reporter's.
type line struct {
	sentence      int
	block         int
	first, end    int  // items, half-open
	start, stop   int  // the same without punctuation at the ends
	cues, cuesEnd int  // its cues
	headline      bool // a headline, deck or heading: articles and past tenses are left out
	opens         bool // the first sentence of its block
}

// item is a token outside quotation marks, or a whole quotation.
type item struct {
	first, end int32 // tokens; of a quotation the part of it in this sentence
	quote      int32 // index into Doc.Quotes of the outermost quotation, or -1
	time       int32 // index into Doc.Times of the date or time it belongs to, or -1
	class      class // of a token; what it is where the rules need it settled
}

// reading is one document while its attributions are found. It is scratch: the
// slices are reused from document to document.
type reading struct {
	d      *doc.Doc
	lex    *lexicon
	items  []item
	lines  []line
	cues   []Cue
	cands  []Candidate
	roots  []int32     // the outermost quotation around each quotation
	times  []int32     // token to index of Doc.Times
	named  []bool      // tokens inside names
	words  []wordEntry // what the lexicon and the tags say of each token
	speech []int8      // for each quotation: 1 an utterance, 2 none, 0 not looked at yet
	owner  []int32     // token to the candidate that claimed it, while deciding
	steps  int         // items looked at: a test holds it to the length of the text
}

func (r *reading) reset(d *doc.Doc, lex *lexicon) {
	words := slices.Grow(r.words[:0], len(d.Tokens))[:len(d.Tokens)]
	clear(words)
	speech := slices.Grow(r.speech[:0], len(d.Quotes))[:len(d.Quotes)]
	clear(speech)
	*r = reading{d: d, lex: lex, words: words, speech: speech, items: r.items[:0], lines: r.lines[:0], cues: r.cues[:0], cands: r.cands[:0],
		roots: r.roots[:0], times: r.times[:0], named: r.named, owner: r.owner[:0]}
	for q, quote := range d.Quotes {
		root := int32(q)
		if quote.Parent >= 0 && quote.Parent < q {
			root = r.roots[quote.Parent]
		}
		r.roots = append(r.roots, root)
	}
	for range d.Tokens {
		r.times = append(r.times, -1)
	}
	r.markNames()
	for t, time := range d.Times {
		if time.Type == doc.Date || time.Type == doc.Clock {
			for i := max(time.FirstToken, 0); i < min(time.EndToken, len(r.times)); i++ {
				r.times[i] = int32(t)
			}
		}
	}
	for s := range d.Sentences {
		r.addLine(s)
	}
}

// markNames marks the tokens that stand inside a name, whatever their tags say.
func (r *reading) markNames() {
	r.named = slices.Grow(r.named[:0], len(r.d.Tokens))[:len(r.d.Tokens)]
	clear(r.named)
	for i := range r.d.Mentions {
		m := &r.d.Mentions[i]
		if m.Form != doc.NameForm && m.Form != doc.MetonymForm || m.Name.Empty() {
			continue
		}
		for k := m.FirstToken; k < m.EndToken && k < len(r.named); k++ {
			tok := r.d.Tokens[k]
			r.named[k] = tok.Start >= m.Name.Start && tok.End <= m.Name.End && tok.Kind == doc.WordToken && r.d.Text[tok.Start] != r.d.Lower[tok.Start]
		}
	}
}

// addLine reads sentence s into items, unless it is furniture.
func (r *reading) addLine(s int) {
	d, sent := r.d, r.d.Sentences[s]
	l := line{sentence: s, block: sent.Block, first: len(r.items)}
	l.opens = s == 0 || d.Sentences[s-1].Block != sent.Block
	switch d.BlockOf(s).Kind {
	case article.Furniture, article.Byline:
		return
	case article.Headline, article.Deck, article.Heading:
		l.headline = true
	}
	r.readWords(sent, l.headline)
	i := sent.FirstToken
	if dl := d.Article.Dateline; dl != nil {
		for i < sent.EndToken && d.Tokens[i].Start < dl.End && d.Tokens[i].Start >= dl.Start {
			i++
		}
	}
	for i < sent.EndToken {
		if q := r.rootQuote(i); q >= 0 && r.collapses(q) {
			if end := min(sent.EndToken, d.Quotes[q].EndToken); end > i {
				r.items = append(r.items, item{first: int32(i), end: int32(end), quote: q, time: -1, class: quoted})
				i = end
				continue
			}
		}
		r.items = append(r.items, item{first: int32(i), end: int32(i + 1), quote: -1, time: r.times[i], class: r.words[i].class})
		i++
	}
	l.end = len(r.items)
	for l.start = l.first; l.start < l.end && r.items[l.start].class&(dash|stop|colon) != 0; l.start++ {
	}
	for l.stop = l.end; l.stop > l.first && r.items[l.stop-1].class&(stop|comma|colon|dash) != 0; l.stop-- {
	}
	r.settleVerbs(&l)
	if l.end > l.first {
		r.lines = append(r.lines, l)
	}
}

// readWords looks up every word of a sentence, inside quotation marks too.
func (r *reading) readWords(sent doc.Sentence, headline bool) {
	d := r.d
	for i := sent.FirstToken; i < sent.EndToken; i++ {
		form := d.LowerForm(i)
		tok := d.Tokens[i]
		var w wordEntry
		if tok.Kind == doc.WordToken || tok.Kind == doc.SymbolToken {
			w = r.lex.words[form]
		}
		listed := w.class
		w.class = classify(tok, r.word(i), form, listed)
		switch {
		case r.named[i]:
			w.class = w.class&^(verb|finite|adverb|modal|auxiliary|adjective) | noun
		case w.class&dash != 0:
			if !tok.SpaceBefore && i+1 < sent.EndToken && !d.Tokens[i+1].SpaceBefore {
				w.class = adjective // a hyphen inside a word: "Russia-US", "high-level"
			}
		case w.class&(modal|adverb) == 0 || w.class&negation != 0:
		case i > sent.FirstToken && !headline && form[0] != d.Text[tok.Start] && d.Tokens[i-1].Kind == doc.WordToken:
			w.class = w.class&^(modal|adverb|finite|auxiliary) | noun // a name: "Will", "Schlafly"
		case i == sent.FirstToken && w.class&adverb != 0 && listed == 0 && i+1 < sent.EndToken && (r.word(i+1).UPOS == doc.VERB || r.word(i+1).UPOS == doc.AUX):
			w.class = w.class&^adverb | noun // "Osterly accused": no adverb opens a clause right before its verb
		}
		r.words[i] = w
	}
}

// forms are the cues that an item's word can start.
func (r *reading) forms(i int) []cueForm {
	if r.items[i].quote >= 0 {
		return nil
	}
	return r.words[r.items[i].first].forms
}

// rootQuote is the outermost quotation that holds token i, or -1.
func (r *reading) rootQuote(i int) int32 {
	if q := r.d.Tokens[i].Quote; q >= 0 {
		return r.roots[q]
	}
	return -1
}

// collapses tells whether a quotation is one item. A mark that is never closed
// proves nothing about where the words end.
func (r *reading) collapses(q int32) bool {
	quote := &r.d.Quotes[q]
	return quote.Closed || len(quote.Parts) > 1
}

func (r *reading) word(i int) doc.Word {
	if i < len(r.d.Words) {
		return r.d.Words[i]
	}
	return doc.Word{Head: -1}
}

// form is an item in lower case; "" for a quotation and outside the line.
func (r *reading) form(l *line, i int) string {
	if i < l.first || i >= l.end || r.items[i].quote >= 0 {
		return ""
	}
	return r.d.LowerForm(int(r.items[i].first))
}

// isForm tells whether an item is one of the words.
func (r *reading) isForm(l *line, i int, forms ...string) bool {
	form := r.form(l, i)
	for _, f := range forms {
		if form == f && form != "" {
			return true
		}
	}
	return false
}

// capital tells whether an item starts with a capital letter.
func (r *reading) capital(l *line, i int) bool {
	if i < l.first || i >= l.end || r.items[i].quote >= 0 {
		return false
	}
	off := r.d.Tokens[r.items[i].first].Start
	return r.d.Text[off] != r.d.Lower[off]
}

// class is the class of an item; 0 outside the line.
func (r *reading) class(l *line, i int) class {
	if i < l.first || i >= l.end {
		return 0
	}
	r.steps++
	return r.items[i].class
}

// is tells whether an item belongs to one of the classes.
func (r *reading) is(l *line, i int, c class) bool { return r.class(l, i)&c != 0 }

// timed tells whether an item belongs to a date or a time of day.
func (r *reading) timed(l *line, i int) bool {
	return i >= l.first && i < l.end && (r.items[i].time >= 0 || r.items[i].class&timeNoun != 0 && r.items[i].class&modal == 0)
}

// xpos is the tag of an item that is a token.
func (r *reading) xpos(l *line, i int) doc.XPOS {
	if i < l.first || i >= l.end || r.items[i].quote >= 0 {
		return doc.NoXPOS
	}
	return r.word(int(r.items[i].first)).XPOS
}

// isQuote tells whether an item is a quotation.
func (r *reading) isQuote(l *line, i int) bool {
	return i >= l.first && i < l.end && r.items[i].quote >= 0
}

// tokens is the token range of items [first, end).
func (r *reading) tokens(first, end int) (int, int) {
	return int(r.items[first].first), int(r.items[end-1].end)
}
