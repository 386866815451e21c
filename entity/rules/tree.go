package rules

import (
	"readout/article"
	"readout/doc"
)

// hasTrees tells whether the document's sentences are parsed.
func (r *reading) hasTrees() bool {
	for i := range r.d.Words {
		if r.d.Words[i].Rel != doc.NoRel {
			return true
		}
	}
	return false
}

// noteYields notes the tokens of the noun phrase that each token heads: its
// subtree, without what only hangs on to it.
func (r *reading) noteYields() {
	d := r.d
	r.yield = sized(r.yield, len(d.Tokens))
	for i := range r.yield {
		r.yield[i] = span32{int32(i), int32(i) + 1}
	}
	for _, s := range d.Sentences {
		for i := s.FirstToken; i < s.EndToken; i++ {
			if d.Words[i].Rel == doc.Punct {
				continue
			}
			for h, n := i, 0; n < deepest; n++ {
				p := int(d.Words[h].Head)
				if p < 0 || hangsOn(d, h, p) {
					break
				}
				h = p
				y := &r.yield[h]
				y.first, y.end = min(y.first, int32(i)), max(y.end, int32(i)+1)
			}
		}
	}
}

// deepest bounds how far up a tree a word is followed.
const deepest = 60

// hangsOn tells whether the dependent c of a noun p is no part of its phrase.
func hangsOn(d *doc.Doc, c, p int) bool {
	switch d.Words[p].UPOS {
	case doc.NOUN, doc.PROPN, doc.PRON:
	default:
		return false
	}
	switch d.Words[c].Rel {
	case doc.Case:
		return !(d.Words[c].XPOS == doc.XPOSS)
	case doc.Cc, doc.CcPreconj, doc.Conj, doc.Punct, doc.Mark, doc.Cop, doc.Nsubj, doc.NsubjPass, doc.NsubjOuter, doc.Aux, doc.AuxPass, doc.Parataxis,
		doc.Discourse, doc.Appos, doc.Advcl, doc.Csubj, doc.Orphan, doc.Obl, doc.OblAgent, doc.OblUnmarked, doc.Vocative, doc.Dislocated, doc.Expl,
		doc.Ccomp, doc.Root, doc.Obj:
		return true
	case doc.Advmod:
		return true
	}
	return false
}

// phraseSpan is the whole noun phrase of a mention, as corpora of coreference mark
// it: with its determiner, what follows its head and its possessive clitic.
func (r *reading) phraseSpan(m *mention) article.Span {
	if len(r.yield) == 0 || m.Form == doc.PronounForm {
		return m.Span
	}
	h := r.treeHead(m)
	y := r.yield[h]
	first, end := int(y.first), int(y.end)
	for first < h && r.upos(first) == doc.PUNCT {
		first++
	}
	for end-1 > h && r.upos(end-1) == doc.PUNCT {
		end--
	}
	return r.d.SpanOf(first, end)
}

// treeHead is the token of a mention that the rest of it depends on.
func (r *reading) treeHead(m *mention) int {
	for t := m.Head; ; {
		h := int(r.d.Words[t].Head)
		if h < m.FirstToken || h >= m.EndToken {
			return t
		}
		t = h
	}
}
