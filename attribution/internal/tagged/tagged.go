// Package tagged builds tagged sentences with mentions, for tests of the attribution packages.
//
// It takes sentences as a test writes them and returns documents. It panics on a malformed test.
//
// The one idea: one line of a test states what a tagger and a name reader would find.
package tagged

import (
	"fmt"
	"strings"

	"readout/doc"
)

// Sentence builds a document from words "form/XPOS". It knows the lemmas of common test verbs;
// others are given in pairs: "raised", "raise".
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
		"announced": "announce", "questioned": "question", "promised": "promise",
		"offered": "offer", "argued": "argue"}
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

// universal returns the universal tag of a Penn tag, as far as tests need it.
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

// At returns the tokens of the n-th occurrence of words in d, counted from 0; none for no words.
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

// Mention adds a mention of the entity called name, which it creates if needed. With an empty
// name the mention has no entity.
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

// Names returns the names of entities, joined by " + ".
func Names(d *doc.Doc, list []int) string {
	var out []string
	for _, e := range list {
		out = append(out, d.Entities[e].Name)
	}
	return strings.Join(out, " + ")
}
