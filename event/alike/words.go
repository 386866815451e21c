package alike

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/doc"
	"readout/event/label"
)

// Common is what two mentions have in common, added up. The head of antecedents is trained
// with these numbers.
type Common uint8

// The things in common.
const (
	Phrase   Common = 1 << iota // all words
	Last                        // the last word
	Capital                     // a capitalised word
	Sentence                    // their sentence
	Type                        // their kind of event
)

// Words compares the words of mentions.
type Words struct {
	phrases   []string
	caps      []map[string]bool
	last      []string
	sentences []int
	kinds     []int
}

// NewWords prepares the mentions of a text.
func NewWords(d *doc.Doc, mentions []label.Span) *Words {
	n := len(mentions)
	w := &Words{phrases: make([]string, n), caps: make([]map[string]bool, n), last: make([]string, n),
		sentences: make([]int, n), kinds: make([]int, n)}
	for i, m := range mentions {
		forms := make([]string, 0, m.End-m.First)
		for t := m.First; t < m.End; t++ {
			form := d.Form(t)
			forms = append(forms, d.LowerForm(t))
			if c, size := utf8.DecodeRuneInString(form); unicode.IsUpper(c) && size < len(form) {
				if w.caps[i] == nil {
					w.caps[i] = make(map[string]bool)
				}
				w.caps[i][d.LowerForm(t)] = true
			}
		}
		w.phrases[i], w.last[i] = strings.Join(forms, " "), d.LowerForm(m.End-1)
		w.sentences[i], w.kinds[i] = d.SentenceOf(m.First), m.Kind
	}
	return w
}

// In is what mentions i and j have in common.
func (w *Words) In(i, j int) Common {
	var c Common
	if w.phrases[i] == w.phrases[j] {
		c |= Phrase
	}
	if w.last[i] == w.last[j] {
		c |= Last
	}
	for word := range w.caps[i] {
		if w.caps[j][word] {
			c |= Capital
			break
		}
	}
	if w.sentences[i] == w.sentences[j] {
		c |= Sentence
	}
	if w.kinds[i] == w.kinds[j] {
		c |= Type
	}
	return c
}
