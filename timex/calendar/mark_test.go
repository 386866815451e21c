package calendar

import (
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/text"
)

// marked returns the calendar of a text as of a day, at its first sentence, and the token
// after a circumflex.
func marked(t *testing.T, s, day string) (*Calendar, int) {
	t.Helper()
	at := strings.Index(s, "^")
	s = strings.Replace(s, "^", "", 1)
	d := doc.New(&article.Article{Text: s})
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	r := New(d)
	r.Day, _ = ParseDay(day)
	for _, sentence := range d.Sentences {
		r.First, r.End = sentence.FirstToken, sentence.EndToken
		for i := r.First; i < r.End; i++ {
			if d.Tokens[i].Start == at {
				return r, i
			}
		}
	}
	t.Fatalf("%q: no token begins at the mark", s)
	return nil, 0
}

// tagged is like marked with tags for the words in order; a word without one is "_".
func tagged(t *testing.T, s, tags, day string) (*Calendar, int) {
	t.Helper()
	r, i := marked(t, s, day)
	r.Doc.Words = make([]doc.Word, len(r.Doc.Tokens))
	for k, tag := range strings.Fields(tags) {
		r.Doc.Words[k] = words[tag]
	}
	return r, i
}

var words = map[string]doc.Word{
	"_": {}, "VBD": {UPOS: doc.VERB, XPOS: doc.XVBD}, "VBN": {UPOS: doc.VERB, XPOS: doc.XVBN},
	"VBZ": {UPOS: doc.VERB, XPOS: doc.XVBZ}, "VB": {UPOS: doc.VERB}, "NN": {UPOS: doc.NOUN}, "NNP": {UPOS: doc.PROPN},
	"RB": {UPOS: doc.ADV}, "MD": {UPOS: doc.AUX, XPOS: doc.XMD},
}
