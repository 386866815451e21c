// Package tagged builds the sentences that tests of statements read, with the tags of their words and
// the mentions in them.
//
// In come sentences as a test writes them; out go documents. It panics where a test is written wrong.
//
// The one idea: a test says in one line what a tagger and a reader of names would.
package tagged

import (
	"fmt"
	"strings"

	"readout/doc"
)

// Sentence builds a document of words "form/XPOS", with lemmas of the verbs that tests use and of those
// that are given in pairs: "raised", "raise".
func Sentence(sentence string, lemmas ...string) *doc.Doc {
	var forms, tags []string
	for w := range strings.FieldsSeq(sentence) {
		form, tag, ok := strings.Cut(w, "/")
		if !ok {
			tag = form
		}
		forms, tags = append(forms, form), append(tags, universal(tag)+"/"+tag)
	}
	d := doc.Build(forms, tags, nil, nil)
	known := map[string]string{"said": "say", "told": "tell", "denied": "deny", "asked": "ask", "refused": "refuse",
		"declined": "decline", "accused": "accuse", "expected": "expect", "plans": "plan", "hopes": "hope",
		"doubts": "doubt", "did": "do", "ruled": "rule", "quoted": "quote", "believes": "believe",
		"suggested": "suggest", "confirm": "confirm", "was": "be", "is": "be", "are": "be", "reported": "report",
		"announced": "announce"}
	for i := 0; i+1 < len(lemmas); i += 2 {
		known[lemmas[i]] = lemmas[i+1]
	}
	for i, f := range forms {
		if l, ok := known[strings.ToLower(f)]; ok {
			d.Words[i].Lemma = l
		}
	}
	return d
}

// universal is the universal tag of a Penn tag, as far as tests need.
func universal(xpos string) string {
	for _, p := range []struct{ penn, upos string }{{"NNP", "PROPN"}, {"NN", "NOUN"}, {"VB", "VERB"}, {"MD", "AUX"},
		{"JJ", "ADJ"}, {"RB", "ADV"}, {"PRP", "PRON"}, {"WP", "PRON"}, {"DT", "DET"}, {"CD", "NUM"}, {"IN", "ADP"},
		{"TO", "PART"}, {"POS", "PART"}, {"CC", "CCONJ"}} {
		if strings.HasPrefix(xpos, p.penn) {
			return p.upos
		}
	}
	return "PUNCT"
}

// At is the tokens of words of a document; the n-th occurrence is meant, from 0. No words are no tokens.
func At(d *doc.Doc, words string, n int) doc.Range {
	if words == "" {
		return doc.Range{}
	}
	off := -1
	for range n + 1 {
		k := strings.Index(d.Text[off+1:], words)
		if k < 0 {
			panic(fmt.Sprintf("no %q in %q", words, d.Text))
		}
		off += k + 1
	}
	s := doc.Range{First: -1, End: -1}
	for i, tok := range d.Tokens {
		if tok.End > off && tok.Start < off+len(words) {
			if s.First < 0 {
				s.First = i
			}
			s.End = i + 1
		}
	}
	return s
}

// Mention adds a mention of an entity, which it makes where there is none of that name; without a name
// the mention has no entity.
func Mention(d *doc.Doc, words, name string, form doc.MentionForm, kind doc.EntityKind) {
	s := At(d, words, 0)
	e := -1
	for i := range d.Entities {
		if d.Entities[i].Name == name {
			e = i
		}
	}
	if e < 0 && name != "" {
		e = len(d.Entities)
		d.Entities = append(d.Entities, doc.Entity{Kind: kind, Name: name})
	}
	m := doc.Mention{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Head: s.End - 1, Form: form, Kind: kind,
		Entity: e}
	if form == doc.NameForm {
		m.Name = m.Span
	}
	if e >= 0 {
		d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions))
	}
	d.Mentions = append(d.Mentions, m)
}

// Names is the names of some entities, joined by " + ".
func Names(d *doc.Doc, list []int) string {
	var out []string
	for _, e := range list {
		out = append(out, d.Entities[e].Name)
	}
	return strings.Join(out, " + ")
}
