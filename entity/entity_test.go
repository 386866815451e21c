package entity

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/entitytest"
	"readout/entity/phrase"
)

func pass(t *testing.T) *Pass {
	t.Helper()
	p, err := New(entitytest.Core(t))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// read runs the pass on an article, whose heads say what the text says.
func read(t *testing.T, text string) *doc.Doc {
	t.Helper()
	a := entitytest.Read(t, text)
	a.Embed()
	if err := pass(t).Run(a.Doc); err != nil {
		t.Fatal(err)
	}
	return a.Doc
}

// TestRun holds the layers that others see: mentions in text order, each of an entity that knows it, and nothing that a
// record does not show.
func TestRun(t *testing.T) {
	const spoke = "spoke/VERB/VBD ./PUNCT/. "
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"a person", "Mayor/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP " + spoke + "She/PRON/PRP left/VERB/VBD ./PUNCT/.",
			[]string{"person Ada Holm: [Mayor Ada Holm] [She]"}},
		{"somebody nobody names", "She/PRON/PRP left/VERB/VBD ./PUNCT/.", []string{"nobody: [She]"}},
		{"nothing that a record shows",
			"The/DET/DT @object:storm/NOUN/NN came/VERB/VBD and/CCONJ/CC it/PRON/PRP went/VERB/VBD " +
				"./PUNCT/.", nil},
		{"two and their group", "person:Ada/PROPN/NNP +Holm/PROPN/NNP and/CCONJ/CC person:Ben/PROPN/NNP +Orr/PROPN/NNP " +
			spoke + "They/PRON/PRP left/VERB/VBD ./PUNCT/.",
			[]string{"person Ada Holm: [Ada Holm]", "person Ben Orr: [Ben Orr]",
				"group Ada Holm and Ben Orr of Ada Holm, Ben Orr: [They]"}},
	} {
		d := read(t, c.text)
		var got []string
		for _, e := range d.Entities {
			line := string(e.Kind) + " " + e.Name
			var members []string
			for _, m := range e.Members {
				members = append(members, d.Entities[m].Name)
			}
			if len(members) > 0 {
				line += " of " + strings.Join(members, ", ")
			}
			line += ":"
			for _, m := range e.Mentions {
				line += " [" + d.Cut(d.Mentions[m].Span) + "]"
			}
			got = append(got, line)
		}
		for _, m := range d.Mentions {
			if m.Entity < 0 {
				got = append(got, "nobody: ["+d.Cut(m.Span)+"]")
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
		if !slices.IsSortedFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken }) {
			t.Errorf("%s: mentions out of order", c.about)
		}
	}
}

// TestNames: bare names, and the adjective of a country no place.
func TestNames(t *testing.T) {
	d := read(t, "Mayor/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP left/VERB/VBD place:Ostby/PROPN/NNP ./PUNCT/. "+
		"Russian/ADJ/JJ troops/NOUN/NNS stayed/VERB/VBD ./PUNCT/.")
	var got []string
	for _, m := range pass(t).Names(d) {
		got = append(got, string(m.Kind)+" "+d.Cut(m.Span))
	}
	slices.Sort(got)
	if want := []string{"other Russian", "person Ada Holm", "place Ostby"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestChains: whole noun phrases that mean the same, also of things that a record does not show.
func TestChains(t *testing.T) {
	a := entitytest.Read(t, "The/DET/DT @object:storm/NOUN/NN came/VERB/VBD ./PUNCT/. The/DET/DT @object:storm/NOUN/NN "+
		"went/VERB/VBD ./PUNCT/. A/DET/DT @object:mill/NOUN/NN burned/VERB/VBD ./PUNCT/.")
	for i := range a.Phrases {
		a.Phrases[i] = phrase.Phrase{Head: a.Phrases[i].Head, First: a.Phrases[i].Head - 1, Last: a.Phrases[i].Head,
			Kind: "object"}
	}
	a.Embed()
	var got []string
	for _, chain := range pass(t).Chains(a.Doc) {
		var words []string
		for _, s := range chain {
			words = append(words, a.Doc.Cut(s))
		}
		got = append(got, strings.Join(words, ", "))
	}
	if want := []string{"The storm, The storm", "A mill"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestNew refuses weights that lack a head.
func TestNew(t *testing.T) {
	if _, err := New(entitytest.Core(t, "coref.q1")); err == nil || !strings.HasPrefix(err.Error(), "entity: ") {
		t.Errorf("without the head of coreference: %v", err)
	}
	p := pass(t)
	if p.Name() != "entity" || p.Needs()&doc.Vectors == 0 || p.Gives() != doc.Mentions|doc.Entities {
		t.Errorf("%s needs %v and gives %v", p.Name(), p.Needs(), p.Gives())
	}
}
