// Package eventtest builds what the tests of event and its parts read: tagged sentences with names
// and times in them, and an encoder with heads of random weights.
//
// In come sentences as a test writes them; out go documents. It panics where a test is written
// wrong.
//
// The one idea: a test says in one line what a tagger, a reader of names and one of times would.
package eventtest

import (
	"fmt"
	"strings"

	"readout/article"
	"readout/doc"
)

// Doc builds a document of sentences, one a line, whose words are "form/UPOS/XPOS"; without a tag
// a word is a noun. P:, O:, L: and F: before a word make an entity of a person, an organisation, a
// place or a facility of it, and G: one of people whom the noun names no further; words with one
// form are one entity. The report is of 5 March 2031.
func Doc(lines ...string) *doc.Doc {
	var words, tags []string
	var ends []int
	kinds := map[byte]doc.EntityKind{'P': doc.Person, 'O': doc.Organization, 'L': doc.Place, 'F': doc.Facility,
		'G': doc.Group}
	named := make(map[int]doc.EntityKind)
	for _, line := range lines {
		for w := range strings.FieldsSeq(line) {
			if len(w) > 2 && w[1] == ':' {
				named[len(words)], w = kinds[w[0]], w[2:]
			}
			w, tag, ok := strings.Cut(w, "/")
			if !ok {
				tag = "NOUN"
			}
			words, tags = append(words, w), append(tags, tag)
		}
		ends = append(ends, len(words))
	}
	d := doc.Build(words, tags, nil, nil)
	d.Published = "2031-03-05"
	cut(d, ends)
	for t := range d.Tokens {
		if kind, ok := named[t]; ok {
			name(d, t, kind)
		}
	}
	return d
}

// cut makes sentences of a document that end at some tokens.
func cut(d *doc.Doc, ends []int) {
	like, first := d.Sentences[0], 0
	d.Sentences = nil
	for k, end := range ends {
		s := like
		s.FirstToken, s.EndToken, s.Span = first, end, d.SpanOf(first, end)
		d.Sentences = append(d.Sentences, s)
		for t := first; t < end; t++ {
			d.Tokens[t].Sentence = int32(k)
		}
		first = end
	}
}

// name makes token t the name of an entity.
func name(d *doc.Doc, t int, kind doc.EntityKind) {
	form := d.Form(t)
	e := 0
	for e < len(d.Entities) && d.Entities[e].Name != form {
		e++
	}
	if e == len(d.Entities) {
		d.Entities = append(d.Entities, doc.Entity{Kind: kind, Name: form})
	}
	as := doc.NameForm
	if kind == doc.Group {
		as = doc.NominalForm
	}
	d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions))
	d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[t].Span, FirstToken: t, EndToken: t + 1,
		Head: t, Form: as, Kind: kind, Entity: e, Score: 1})
}

// At is the tokens of the first words of a document that read so.
func At(d *doc.Doc, words string) doc.Range {
	i := strings.Index(d.Text, words)
	if i < 0 {
		panic(fmt.Sprintf("no %q in %q", words, d.Text))
	}
	first, end := d.TokensIn(article.Span{Start: i, End: i + len(words)})
	return doc.Range{First: first, End: end}
}

// Dated adds the time expression of the words that read so.
func Dated(d *doc.Doc, words, value string, kind doc.TimeType) {
	s := At(d, words)
	d.Times = append(d.Times, doc.Time{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Type: kind, Value: value})
}

// Tied removes the spaces beside each hyphen that is a word of its own.
func Tied(d *doc.Doc) {
	less := 0
	for t := range d.Tokens {
		if d.Form(t) == "-" {
			less++
		}
		d.Tokens[t].Start, d.Tokens[t].End = d.Tokens[t].Start-less, d.Tokens[t].End-less
		if d.Text[d.Tokens[t].Start+less:d.Tokens[t].End+less] == "-" {
			less++
		}
	}
	d.Text = strings.ReplaceAll(d.Text, " - ", "-")
}

// Lemmas gives words their lemmas: "postponed" "postpone", and so on in pairs.
func Lemmas(d *doc.Doc, pairs ...string) {
	for t := range d.Words {
		for i := 0; i+1 < len(pairs); i += 2 {
			if d.LowerForm(t) == pairs[i] {
				d.Words[t].Lemma = pairs[i+1]
			}
		}
	}
}
