package attribution

import (
	"strings"
	"testing"

	"readout/article"
	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// paragraphs builds a document of tagged sentences: "./." ends one, and "||" between two begins a
// paragraph.
func paragraphs(text string) *doc.Doc {
	parts := strings.Split(text, " || ")
	d := tagged.Sentence(strings.Join(parts, " "))
	d.Sentences, d.Article.Blocks = nil, nil
	first := 0
	for b, part := range parts {
		words := len(strings.Fields(part))
		d.Article.Blocks = append(d.Article.Blocks, article.Block{Kind: article.Paragraph,
			Span: d.SpanOf(first, first+words)})
		from := first
		for t := first; t < first+words; t++ {
			d.Tokens[t].Sentence = int32(len(d.Sentences))
			if d.Form(t) == "." || t == first+words-1 {
				d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(from, t+1), FirstToken: from, EndToken: t + 1,
					Block: b})
				from = t + 1
			}
		}
		first += words
	}
	return d
}

// TestGoesOn: a pronoun that coreference is unsure of means whoever has just spoken, or who alone is named in its
// paragraph, and nobody means himself by name.
func TestGoesOn(t *testing.T) {
	const holm = "Holm/NNP said/VBD it/PRP is/VBZ late/JJ ./."
	for _, c := range []struct {
		about, text string
		said        [][3]string // source, cue, content
		named       string      // who is named, in text order: "Holm Orr"
		means       string      // whom "he" was taken for
		score       float64
		want        string
	}{
		{"who has not been spoken of since",
			"Orr/NNP left/VBD ./. || " + holm + " || All/DT sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "All sank"}}, "Orr Holm", "Orr", 0.75, "Holm"},
		{"where coreference is sure", "Orr/NNP left/VBD ./. || " + holm + " || All/DT sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "All sank"}}, "Orr Holm", "Orr", 0.95, "Orr"},
		{"who has been spoken of since", holm + " || Orr/NNP left/VBD ./. All/DT sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "All sank"}}, "Holm Orr", "Orr", 0.75, "Orr"},
		{"who is a guess", holm + " || Orr/NNP left/VBD ./. All/DT sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "All sank"}}, "Holm Orr", "Orr", 0.6, ""},
		{"behind an occasion",
			"Orr/NNP left/VBD ./. || " + holm + " || In/IN a/DT speech/NN he/PRP added/VBD all/DT sank/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "all sank"}}, "Orr Holm", "Orr", 0.75, "Holm"},
		{"behind a clause",
			"Orr/NNP left/VBD ./. || " + holm + " || When/WRB it/PRP sank/VBD he/PRP added/VBD all/DT fell/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "all fell"}}, "Orr Holm", "Orr", 0.75, "Orr"},
		{"named behind",
			"Orr/NNP left/VBD ./. || " + holm + " || As/IN he/PRP added/VBD all/DT sank/VBD ,/, Orr/NNP laughed/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"he", "added", "all sank"}}, "Orr Holm Orr", "Orr", 0.75, "Orr"},
		{"the only one named in the paragraph",
			"Orr/NNP left/VBD ./. || Holm/NNP wrote/VBD it/PRP ./. It/PRP sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"he", "added", "It sank"}}, "Orr Holm", "Orr", 0.75, "Holm"},
		{"one of two named in the paragraph",
			"Orr/NNP left/VBD ./. || Holm/NNP met/VBD Vask/NNP ./. It/PRP sank/VBD ,/, he/PRP added/VBD",
			[][3]string{{"he", "added", "It sank"}}, "Orr Holm Vask", "Orr", 0.75, "Orr"},
		{"who names himself", holm + " || He/PRP added/VBD Orr/NNP left/VBD",
			[][3]string{{"Holm", "said", "it is late"}, {"He", "added", "Orr left"}}, "Holm Orr", "Orr", 0.95, "Holm"},
		{"who names himself, and nobody else spoke", "He/PRP added/VBD Orr/NNP left/VBD",
			[][3]string{{"He", "added", "Orr left"}}, "Orr", "Orr", 0.95, ""},
		{"who is named in what precedes", "Orr/NNP has/VBZ left/VBN ,/, he/PRP added/VBD",
			[][3]string{{"he", "added", "Orr has left"}}, "Orr", "Orr", 0.95, "Orr"},
		{"who has long been named", "Orr/NNP left/VBD ./. || Orr/NNP has/VBZ left/VBN ,/, he/PRP added/VBD",
			[][3]string{{"he", "added", "Orr has left"}}, "Orr Orr", "Orr", 0.95, ""},
		{"whose name is a modifier", "He/PRP added/VBD Orr/NNP aides/NNS left/VBD",
			[][3]string{{"He", "added", "Orr aides left"}}, "Orr", "Orr", 0.95, "Orr"},
	} {
		d := paragraphs(c.text)
		seen := map[string]int{}
		for _, n := range strings.Fields(c.named) {
			at := tagged.At(d, n, seen[n])
			seen[n]++
			tagged.Mention(d, n, n, doc.NameForm, doc.Person)
			m := &d.Mentions[len(d.Mentions)-1]
			m.Span, m.FirstToken, m.EndToken, m.Head = d.Bytes(at), at.First, at.End, at.First
		}
		pronoun := c.said[len(c.said)-1][0]
		tagged.Mention(d, pronoun, c.means, doc.PronounForm, doc.Person)
		sortMentions(d)
		for i := range d.Mentions {
			if d.Mentions[i].Form == doc.PronounForm {
				d.Mentions[i].Score = c.score
			}
		}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		var all []found
		for _, s := range c.said {
			all = append(all, found{source: tagged.At(d, s[0], 0), cue: tagged.At(d, s[1], 0),
				content: []doc.Range{tagged.At(d, s[2], 0)}, score: 1})
		}
		finish(phrase.New(d, lex), all)
		got := ""
		for i := range d.Statements {
			if s := &d.Statements[i]; d.Cut(s.Cue[0]) == "added" {
				got = tagged.Names(d, s.Speakers)
			}
		}
		if got != c.want {
			t.Errorf("%s: speaker %q, want %q", c.about, got, c.want)
		}
	}
}

// sortMentions puts mentions in text order.
func sortMentions(d *doc.Doc) {
	for i := 1; i < len(d.Mentions); i++ {
		for k := i; k > 0 && d.Mentions[k].FirstToken < d.Mentions[k-1].FirstToken; k-- {
			d.Mentions[k], d.Mentions[k-1] = d.Mentions[k-1], d.Mentions[k]
		}
	}
	for e := range d.Entities {
		d.Entities[e].Mentions = nil
	}
	for i := range d.Mentions {
		x := &d.Entities[d.Mentions[i].Entity]
		x.Mentions = append(x.Mentions, i)
	}
}
