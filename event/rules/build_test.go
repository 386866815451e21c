package rules

import (
	"strings"

	"readout/article"
	"readout/doc"
)

// anyDoc makes a Doc of words whose tags, names, times and statements are drawn
// from a seed; nil if there is no word.
func anyDoc(s string, seed uint64) *doc.Doc {
	words := strings.Fields(strings.ToValidUTF8(s, ""))
	if len(words) == 0 || len(words) > 300 {
		return nil
	}
	draw := func(n uint64) int { // a linear congruential step; what it draws need only be the same each time
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % n)
	}
	choices := [...]string{"NOUN/NN", "VERB/VBD", "VERB/VB", "AUX/MD", "DET/DT", "ADJ/JJ", "ADP/IN", "PROPN/NNP", "PUNCT/,", "PRON/PRP", "CCONJ/CC", "ADV/RB", "PART/TO", "X"}
	tags := make([]string, len(words))
	for i := range tags {
		tags[i] = choices[draw(uint64(len(choices)))]
	}
	d := doc.Build(words, tags, nil, nil)
	kinds := [...]doc.EntityKind{doc.Person, doc.Place, doc.Organization, doc.Facility, doc.Group}
	for i := range d.Tokens {
		switch draw(6) {
		case 0:
			e := len(d.Entities)
			d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[i].Span, FirstToken: i, EndToken: i + 1, Head: i, Form: doc.NameForm, Entity: e})
			d.Entities = append(d.Entities, doc.Entity{Kind: kinds[draw(5)], Name: d.Form(i), Mentions: []int{len(d.Mentions) - 1}})
		case 1:
			values := [...]string{"2031-03-07", "2031-03", "2031-03-07T10:00", "XXXX-03-05", "PRESENT_REF", "P3D"}
			types := [...]doc.TimeType{doc.Date, doc.Clock, doc.Duration}
			d.Times = append(d.Times, doc.Time{Span: d.Tokens[i].Span, FirstToken: i, EndToken: i + 1, Type: types[draw(3)], Value: values[draw(6)], Anchor: "dateline"})
		case 2:
			end := min(i+draw(9)+1, len(d.Tokens))
			d.Statements = append(d.Statements, doc.Statement{Content: []article.Span{d.SpanOf(i, end)}, NestedIn: -1})
		}
	}
	d.Published = "2031-03-05"
	return d
}
