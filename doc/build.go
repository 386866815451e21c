package doc

import (
	"strings"

	"readout/article"
)

// Build returns a Doc of one sentence, for tests that must not depend on a tokeniser or a
// trained model. Words are joined by single spaces; tags are "UPOS" or "UPOS/XPOS"; heads are
// 1-based with 0 for the root, as in CoNLL-U; rels are UD relations. A nil list leaves its
// layer empty.
//
// Errors: it panics if the lists differ in length.
func Build(words, tags []string, heads []int, rels []string) *Doc {
	text := strings.Join(words, " ")
	d := New(&article.Article{
		Text:   text,
		Blocks: []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(text)}}},
	})
	off := 0
	for _, w := range words {
		kind := WordToken
		switch c := w[0]; {
		case c >= '0' && c <= '9':
			kind = NumberToken
		case !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= 0x80) && len(w) == 1:
			kind = PunctToken
		}
		d.Tokens = append(d.Tokens, Token{Span: article.Span{Start: off, End: off + len(w)}, Kind: kind,
			SpaceBefore: true, Quote: -1})
		off += len(w) + 1
	}
	d.Sentences = []Sentence{{Span: article.Span{End: len(text)}, EndToken: len(words)}}
	if tags == nil {
		return d
	}
	d.Words = make([]Word, len(words))
	for i, tag := range tags {
		upos, xpos, _ := strings.Cut(tag, "/")
		w := Word{UPOS: ParseUPOS(upos), XPOS: ParseXPOS(xpos), Lemma: strings.ToLower(words[i]), Head: -1}
		if heads != nil {
			w.Head, w.Rel = int32(heads[i]-1), ParseRel(rels[i])
		}
		d.Words[i] = w
	}
	return d
}
