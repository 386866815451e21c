// Package entitytest writes articles for the tests of package entity and its parts, together with what the learned
// heads would say of them.
//
// In comes a text whose words carry their tags and labels; out go the document, the scores of the labels of names, the
// noun phrases and the answers of the head of coreference. It refuses a label that the inventory has not.
//
// The one idea: a test says itself what is likely, so that what it holds is the rules.
package entitytest

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"readout/doc"
	"readout/entity/bio"
	"readout/entity/kb"
	"readout/entity/lexical"
	"readout/entity/phrase"
)

// Article is an article with what the heads say of it. It answers in the place of the head of coreference.
type Article struct {
	Doc     *doc.Doc
	Labels  *bio.Inventory
	Scores  []float32 // of the labels of names: [tokens, labels]
	Phrases []phrase.Phrase

	links map[string]string // words of a mention's head to those of its antecedent's
	asked []phrase.Spot
}

// Labels are the labels of names in the inventory of every Article.
func Labels() []string {
	return []string{"O", "B-person", "I-person", "B-organization", "I-organization", "B-place", "I-place", "B-other",
		"I-other"}
}

// Read reads "word/UPOS/XPOS" fields. "person:" before a word begins a name, "+" goes on with it, "@person:" makes the
// word the head of a noun phrase. A full stop ends a sentence, and “ and ” hold a quotation. links says what goes back
// to what, "he=Halden".
func Read(t testing.TB, text string, links ...string) *Article {
	t.Helper()
	labels, err := bio.New(Labels())
	if err != nil {
		t.Fatal(err)
	}
	a := &Article{Labels: labels, links: make(map[string]string)}
	var words, tags []string
	last := ""
	for _, f := range strings.Fields(text) {
		label := "O"
		if rest, ok := strings.CutPrefix(f, "+"); ok && last != "" {
			f, label = rest, "I-"+last
		} else if kind, rest, ok := strings.Cut(f, ":"); ok && rest != "" && !strings.HasPrefix(f, ":/") {
			f = rest
			if noun, ok := strings.CutPrefix(kind, "@"); ok {
				a.Phrases = append(a.Phrases, phrase.Phrase{Head: len(words), First: len(words), Last: len(words), Kind: noun,
					Sure: 1})
			} else {
				last, label = kind, "B-"+kind
			}
		}
		row := make([]float32, len(labels.Kind))
		k := slices.Index(Labels(), label)
		if k < 0 {
			t.Fatalf("%s: no label %q", f, label)
		}
		row[k] = 8
		a.Scores = append(a.Scores, row...)
		w, tag, _ := strings.Cut(f, "/")
		words, tags = append(words, w), append(tags, tag)
	}
	for _, l := range links {
		from, to, _ := strings.Cut(l, "=")
		a.links[from] = to
	}
	a.Doc = sentences(words, tags)
	return a
}

// sentences builds a document whose sentences end with full stops, whose hyphens join, and whose quotations stand in
// “ and ”.
func sentences(words, tags []string) *doc.Doc {
	d := doc.Build(words, tags, nil, nil)
	d.Sentences = nil
	first, quote := 0, int32(-1)
	for i := range d.Tokens {
		if words[i] == "“" {
			quote = int32(len(d.Quotes))
			d.Quotes = append(d.Quotes, doc.Quote{FirstToken: i})
		}
		d.Tokens[i].Sentence, d.Tokens[i].Quote = int32(len(d.Sentences)), quote
		if words[i] == "”" && quote >= 0 {
			d.Quotes[quote].EndToken, quote = i+1, -1
		}
		if words[i] == "-" {
			d.Tokens[i].SpaceBefore, d.Tokens[i+1].SpaceBefore = false, false
		}
		if words[i] == "." || i+1 == len(words) {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(first, i+1), FirstToken: first, EndToken: i + 1})
			first = i + 1
		}
	}
	return d
}

// builtin reads the tables once for all tests.
var builtin = sync.OnceValue(kb.Builtin)

// Text is the article's tokens, looked up in the built-in tables.
func (a *Article) Text() *lexical.Text { return lexical.New(a.Doc, builtin()) }

// Ask keeps the mentions that Antecedents is asked about.
func (a *Article) Ask(mentions []phrase.Spot) { a.asked = mentions }

// Antecedents scores the mentions before mention i: high where the test links their heads, low elsewhere.
func (a *Article) Antecedents(i int, _ func(int) uint8) (from int, scores []float32, none float32) {
	scores = make([]float32, i)
	want, ok := a.links[a.Doc.Form(a.asked[i].Head)]
	for k := range scores {
		scores[k] = -6
		if ok && a.Doc.Form(a.asked[k].Head) == want {
			scores[k] = 6
		}
	}
	return 0, scores, 0
}
