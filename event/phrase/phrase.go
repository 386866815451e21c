// Package phrase answers questions about the words of an article: of which list one is, what tag
// it has, which time it belongs to, and where a phrase begins and ends.
//
// In come a document's tokens, tags, quotations and times; out go yes or no, tokens, and words as
// written. It refuses nothing: outside the text there is no word, and no list has it.
//
// The one idea: rules on events ask a Text and hold no words, and a Text knows of no event.
package phrase

import (
	"iter"
	"slices"
	"strings"

	"readout/doc"
	"readout/event/words"
)

// Text is an article under the questions of rules.
type Text struct {
	*doc.Doc
	times []int32 // index into Times of the expression over each token, or -1
}

// New prepares a document.
func New(d *doc.Doc) Text {
	x := Text{Doc: d, times: make([]int32, len(d.Tokens))}
	for t := range x.times {
		x.times[t] = -1
	}
	for i := range d.Times {
		for t := d.Times[i].FirstToken; t < min(d.Times[i].EndToken, len(d.Tokens)); t++ {
			x.times[t] = int32(i)
		}
	}
	return x
}

// TimeAt is the time expression over token t, nil where there is none.
func (x Text) TimeAt(t int) *doc.Time {
	if t < 0 || t >= len(x.times) || x.times[t] < 0 {
		return nil
	}
	return &x.Times[x.times[t]]
}

// Is reports whether token t is a word of a list.
func (x Text) Is(t int, l words.List) bool {
	return t >= 0 && t < len(x.Tokens) && l.Has(x.LowerForm(t))
}

// Finite reports whether token t is a verb that has a subject.
func (x Text) Finite(t int) bool {
	if t < 0 || t >= len(x.Words) {
		return false
	}
	switch x.Words[t].XPOS {
	case doc.XMD, doc.XVBD, doc.XVBZ, doc.XVBP:
		return true
	}
	return false
}

// Lemma reports whether token t is a word of a list by its lemma, alone or with the word after it.
func (x Text) Lemma(t int, l words.List) bool {
	if t < 0 || t >= len(x.Words) {
		return false
	}
	lemma := x.Words[t].Lemma
	return l.Has(lemma) || t+1 < len(x.Tokens) && l.Has(lemma+"_"+x.LowerForm(t+1))
}

// HasIn reports whether a word of a list stands in tokens [first, end).
func (x Text) HasIn(first, end int, l words.List) bool {
	for t := first; t < end; t++ {
		if x.Is(t, l) {
			return true
		}
	}
	return false
}

// Only reports whether tokens [first, end) are all that form.
func (x Text) Only(first, end int, form string) bool {
	for t := first; t < end; t++ {
		if x.Form(t) != form {
			return false
		}
	}
	return first < end
}

// HasNoun reports whether a common noun, or a name that is no time's, stands in tokens [first, end).
func (x Text) HasNoun(first, end int) bool {
	for t := first; t < end; t++ {
		if u := x.UPOS(t); u == doc.NOUN || u == doc.PROPN && x.TimeAt(t) == nil {
			return true
		}
	}
	return false
}

// Joins reports whether a conjunction in a phrase joins two things.
func (x Text) Joins(s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		if x.UPOS(t) == doc.CCONJ {
			return true
		}
	}
	return false
}

// NamesIn is how many names stand in tokens [first, end), of two and more: 2.
func (x Text) NamesIn(first, end int) int {
	n := 0
	for t := first; t < end; t++ {
		if x.UPOS(t) == doc.PROPN && (t == first || x.UPOS(t-1) != doc.PROPN) {
			n++
		}
	}
	return min(n, 2)
}

// Meaning reports whether a phrase has a word that can carry a meaning.
func (x Text) Meaning(s doc.Range) bool {
	for t := s.First; t < s.End; t++ {
		switch x.UPOS(t) {
		case doc.ADP, doc.AUX, doc.CCONJ, doc.DET, doc.PART, doc.PUNCT, doc.SCONJ:
		default:
			return true
		}
	}
	return false
}

// Head is the word of a phrase that says what it names: the last one that carries a meaning
// before what hangs on it.
func (x Text) Head(s doc.Range) int {
	head := -1
	for t := s.First; t < s.End; t++ {
		switch x.UPOS(t) {
		case doc.NOUN, doc.PROPN, doc.VERB, doc.NUM, doc.ADJ:
			if head >= 0 && x.UPOS(head) == doc.NOUN && x.TimeAt(t) != nil && x.TimeAt(head) == nil {
				return head // "the resignation last [week]"
			}
			if head >= 0 && x.UPOS(head) == doc.VERB {
				return head
			}
			head = t
		case doc.ADP, doc.SCONJ, doc.PRON, doc.CCONJ, doc.PUNCT:
			if head >= 0 {
				return head
			}
		}
	}
	if head < 0 {
		return s.End - 1
	}
	return head
}

// TrimEnd is the end of a phrase without words that only lead on to others.
func (x Text) TrimEnd(s doc.Range) int {
	end := s.End
	for end > s.First+1 {
		switch x.UPOS(end - 1) {
		case doc.ADP, doc.CCONJ, doc.DET, doc.SCONJ, doc.AUX:
			end--
		case doc.PUNCT:
			if x.closesQuote(end - 1) {
				return end
			}
			end--
		default:
			return end
		}
	}
	return end
}

// NounsEnd is the end of a noun phrase without verbs that begins at token t, followed by a mark or
// the end of its sentence; t where none does.
func (x Text) NounsEnd(t int) int {
	end := t
	for ; end < len(x.Words) && x.UPOS(end) != doc.PUNCT; end++ {
		switch x.UPOS(end) {
		case doc.NOUN, doc.PROPN, doc.ADJ, doc.DET, doc.NUM, doc.ADP:
		default:
			return t
		}
	}
	if u := x.UPOS(end - 1); u != doc.NOUN && u != doc.PROPN {
		return t
	}
	return end
}

// Written is tokens [first, end) as written, without what leads in to them; a preposition does
// where they are directed.
func (x Text) Written(first, end int, directed bool) string {
	a, b := first, end
	for a < b-1 && !x.Hyphen(a+1) && (x.Is(a, words.Lead) || directed && x.Is(a, words.Direction) ||
		x.UPOS(a) == doc.PUNCT && !(x.opensQuote(a) && x.Quotes[x.Tokens[a].Quote].EndToken <= end)) {
		a++
	}
	for b > a+1 && x.UPOS(b-1) == doc.PUNCT &&
		!(x.closesQuote(b-1) && x.Quotes[x.Tokens[b-1].Quote].FirstToken >= a) {
		b--
	}
	return strings.Join(strings.Fields(x.Cut(x.SpanOf(a, b))), " ")
}

// Hyphen reports whether token t ties the word before it to the one behind it: "right-wing", "self-imposed".
func (x Text) Hyphen(t int) bool {
	return t > 0 && t+1 < len(x.Tokens) && x.Form(t) == "-" && x.Tokens[t-1].End == x.Tokens[t].Start &&
		x.Tokens[t].End == x.Tokens[t+1].Start
}

// Body reports whether a phrase is no more than a body of people, which decides or votes but is no event: "the
// Supreme Court", "a federal court".
func (x Text) Body(s doc.Range) bool {
	named := false
	for s.First < s.End-1 && x.UPOS(s.First) == doc.ADP {
		s.First++ // "to Congress"
	}
	for t := s.First; t < s.End-1; t++ {
		switch x.UPOS(t) {
		case doc.NOUN, doc.PROPN:
			named = true
		case doc.DET, doc.ADJ, doc.NUM:
		default:
			return false
		}
	}
	return x.Is(s.End-1, words.Body) || !named && x.UPOS(s.End-1) == doc.PROPN && x.Is(s.End-1, words.Chamber)
}

// Thing reports whether the noun of a phrase is for what does not happen: "the magazine", "running mate", but not
// "wrote an essay".
func (x Text) Thing(s doc.Range) bool {
	head := x.Head(s)
	if x.Words[head].XPOS == doc.XVBG && x.UPOS(head+1) == doc.NOUN {
		head++
	}
	u := x.UPOS(head)
	return (u == doc.NOUN || u == doc.PROPN) && x.Lemma(head, words.Thing)
}

func (x Text) opensQuote(t int) bool {
	q := x.Tokens[t].Quote
	return q >= 0 && x.Quotes[q].FirstToken == t
}

func (x Text) closesQuote(t int) bool {
	q := x.Tokens[t].Quote
	return q >= 0 && x.Quotes[q].EndToken == t+1
}

// Named reports whether a mention is a name, or a seat that stands for whose it is.
func Named(m *doc.Mention) bool { return m.Form == doc.NameForm || m.Form == doc.MetonymForm }

// longestName bounds how far before its end a mention begins.
const longestName = 12

// Covering are the mentions that lie over all of a phrase.
func (x Text) Covering(s doc.Range) iter.Seq[*doc.Mention] {
	return func(yield func(*doc.Mention) bool) {
		from, _ := slices.BinarySearchFunc(x.Mentions, s.First-longestName, func(m doc.Mention, t int) int {
			return m.FirstToken - t
		})
		for i := from; i < len(x.Mentions) && x.Mentions[i].FirstToken <= s.First; i++ {
			if m := &x.Mentions[i]; s.End <= m.EndToken && !yield(m) {
				return
			}
		}
	}
}

// NameOver is the name over all of a phrase, nil where there is none.
func (x Text) NameOver(s doc.Range) *doc.Mention {
	for m := range x.Covering(s) {
		if m.Form == doc.NameForm {
			return m
		}
	}
	return nil
}

// NameAt is the name over token t, nil where there is none.
func (x Text) NameAt(t int) *doc.Mention { return x.NameOver(doc.Range{First: t, End: t + 1}) }
