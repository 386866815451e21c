package attribution

import (
	"strings"

	"readout/doc"
)

// quoteIsSpeech tells a quotation that can be an utterance from marks around a
// title, a nickname or a word held at arm's length: an utterance ends with
// punctuation inside its marks, or is a clause.
func (r *reading) quoteIsSpeech(l *line, i int) bool {
	return r.utterance(r.items[i].quote)
}

// utterance tells whether quotation q reads like somebody's sentence.
func (r *reading) utterance(q int32) bool {
	if q < 0 {
		return false
	}
	if r.speech[q] == 0 {
		r.speech[q] = 2
		if r.isUtterance(&r.d.Quotes[q]) {
			r.speech[q] = 1
		}
	}
	return r.speech[q] == 1
}

func (r *reading) isUtterance(quote *doc.Quote) bool {
	if len(quote.Parts) > 1 || !quote.Closed {
		return true
	}
	first, end := quote.FirstToken+1, quote.EndToken-1
	if end <= first {
		return false
	}
	words, verbs := 0, 0
	for i := first; i < end; i++ {
		if r.d.Tokens[i].Kind == doc.WordToken {
			words++
			if r.words[i].class&finite != 0 {
				verbs++
			}
		}
		if words >= 12 {
			return true
		}
	}
	last := r.d.Form(end - 1)
	ends := strings.HasSuffix(last, ",") || strings.HasSuffix(last, ".") || last == "!" || last == "?" || last == "…" || last == "—" || last == "--"
	return ends && words >= 1 || verbs > 0 && words >= 4
}

func wordSet(words string) map[string]bool {
	set := make(map[string]bool)
	for _, w := range strings.Fields(words) {
		set[w] = true
	}
	return set
}
