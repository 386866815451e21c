package rules

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/model"
)

func hashOf(s string) model.Hash { return model.HashString(s) }

// build reads a sentence of "word/TAG" pairs.
func build(t *testing.T, tagged string) *doc.Doc {
	t.Helper()
	var words, tags []string
	for _, f := range strings.Fields(tagged) {
		w, tag, ok := strings.Cut(f, "/")
		if !ok {
			t.Fatalf("%q has no tag", f)
		}
		words, tags = append(words, w), append(tags, tag)
	}
	d := doc.Build(words, tags, nil, nil)
	for i := range d.Tokens {
		if words[i] == "-" {
			d.Tokens[i].SpaceBefore = false
			d.Tokens[i+1].SpaceBefore = false
		}
	}
	if err := New(Options{}).Run(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// entityNamed is the entity of that name.
func entityNamed(t *testing.T, d *doc.Doc, name string) doc.Entity {
	t.Helper()
	var have []string
	for _, e := range d.Entities {
		if e.Name == name {
			return e
		}
		have = append(have, e.Name)
	}
	t.Fatalf("no entity %q; there is %q", name, have)
	return doc.Entity{}
}

// mentionsOf is the words of an entity's mentions.
func mentionsOf(d *doc.Doc, e doc.Entity) string {
	var out []string
	for _, m := range e.Mentions {
		out = append(out, d.Cut(d.Mentions[m].Span))
	}
	return strings.Join(out, " | ")
}

func TestReadings(t *testing.T) {
	for _, c := range []struct {
		about, text string
		name        string
		kind        doc.EntityKind
		mentions    string
	}{
		{"a title and a side", "Vestrian/ADJ/JJ Presidential/ADJ/JJ Spokeswoman/PROPN/NNP Mira/PROPN/NNP Halden/PROPN/NNP spoke/VERB/VBD ./PUNCT/.",
			"Mira Halden", doc.Person, "Vestrian Presidential Spokeswoman Mira Halden"},
		{"a title in small letters", "The/DET/DT former/ADJ/JJ prime/ADJ/JJ minister/NOUN/NN Ilse/PROPN/NNP Korvin/PROPN/NNP left/VERB/VBD ./PUNCT/.",
			"Ilse Korvin", doc.Person, "The former prime minister Ilse Korvin"},
		{"a possessor of a title", "France/PROPN/NNP 's/PART/POS foreign/ADJ/JJ minister/NOUN/NN Oskar/PROPN/NNP Lind/PROPN/NNP agreed/VERB/VBD ./PUNCT/.",
			"Oskar Lind", doc.Person, "France 's foreign minister Oskar Lind"},
		{"particles", "Yesterday/NOUN/NN Joost/PROPN/NNP van/PROPN/NNP der/PROPN/NNP Meer/PROPN/NNP met/VERB/VBD Omar/PROPN/NNP al/PROPN/NNP -/PUNCT/HYPH Tarsi/PROPN/NNP ./PUNCT/.",
			"Joost van der Meer", doc.Person, "Joost van der Meer"},
		{"an organisation by its head", "The/DET/DT Karvonian/ADJ/JJ Ministry/PROPN/NNP of/ADP/IN Foreign/PROPN/NNP Affairs/PROPN/NNPS replied/VERB/VBD ./PUNCT/.",
			"Karvonian Ministry of Foreign Affairs", doc.Organization, "Karvonian Ministry of Foreign Affairs"},
		{"a city that acts", "Moscow/PROPN/NNP expects/VERB/VBZ an/DET/DT answer/NOUN/NN ./PUNCT/.", "Russia", doc.Place, "Moscow"},
		{"a city that lies", "Talks/NOUN/NNS in/ADP/IN Moscow/PROPN/NNP ended/VERB/VBD ./PUNCT/.", "Moscow", doc.Place, "Moscow"},
		{"a people", "They/PRON/PRP met/VERB/VBD the/DET/DT Americans/PROPN/NNPS ./PUNCT/.", "United States", doc.Place, "the Americans"},
		{"a facility by what follows", "The/DET/DT Sund/PROPN/NNP Link/PROPN/NNP 2/NUM/CD gas/NOUN/NN pipeline/NOUN/NN leaks/VERB/VBZ ./PUNCT/.", "Sund Link 2", doc.Facility, "Sund Link 2"},
		{"someone nobody names", "A/DET/DT senior/ADJ/JJ official/NOUN/NN said/VERB/VBD no/DET/DT ./PUNCT/.", "A senior official", doc.Person, "A senior official"},
	} {
		t.Run(c.about, func(t *testing.T) {
			d := build(t, c.text)
			e := entityNamed(t, d, c.name)
			if e.Kind != c.kind {
				t.Errorf("it is a %s, want a %s", e.Kind, c.kind)
			}
			if got := mentionsOf(d, e); got != c.mentions {
				t.Errorf("its mentions are %q, want %q", got, c.mentions)
			}
		})
	}
}

// TestHyphen tells two names from one.
func TestHyphen(t *testing.T) {
	d := build(t, "The/DET/DT Russia/PROPN/NNP -/PUNCT/HYPH US/PROPN/NNP talks/NOUN/NNS pleased/VERB/VBD Jean/PROPN/NNP -/PUNCT/HYPH Pierre/PROPN/NNP Lund/PROPN/NNP ./PUNCT/.")
	for _, name := range []string{"Russia", "United States", "Jean - Pierre Lund"} {
		entityNamed(t, d, name)
	}
}

// TestHostile holds the number of entities a hostile text makes, and so the work,
// to its length.
func TestHostile(t *testing.T) {
	var words, tags []string
	for range 20000 {
		words = append(words, "President", "Brandt", "-", "of", "\"", "he", "the", "president")
		tags = append(tags, "PROPN/NNP", "PROPN/NNP", "PUNCT/HYPH", "ADP/IN", "PUNCT/``", "PRON/PRP", "DET/DT", "NOUN/NN")
	}
	d := doc.Build(words, tags, nil, nil)
	if err := New(Options{}).Run(d); err != nil {
		t.Fatal(err)
	}
	if len(d.Mentions) == 0 || len(d.Mentions) > len(d.Tokens) {
		t.Errorf("%d mentions of %d tokens", len(d.Mentions), len(d.Tokens))
	}
}

// TestSameTwice reads one document twice with one pass: scratch must not leak.
func TestSameTwice(t *testing.T) {
	p := New(Options{})
	text := strings.Fields("President Tomas Brandt met Prime Minister Ilse Korvin . She said that he agreed . The two leaders left .")
	tags := strings.Fields("PROPN PROPN PROPN VERB ADJ NOUN PROPN PROPN PUNCT PRON VERB SCONJ PRON VERB PUNCT DET NUM NOUN VERB PUNCT")
	var first string
	for i := range 3 {
		d := doc.Build(text, tags, nil, nil)
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, e := range d.Entities {
			b.WriteString(e.Name + "=" + mentionsOf(d, e) + "\n")
		}
		if i == 0 {
			first = b.String()
		} else if b.String() != first {
			t.Errorf("reading %d gives\n%s\nthe first gave\n%s", i+1, b.String(), first)
		}
	}
}
