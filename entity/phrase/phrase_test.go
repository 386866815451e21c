package phrase

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
)

// TestBounds: a noun phrase ends where its clause does, whatever the scores of its ends say,
// and holds what it overlaps.
func TestBounds(t *testing.T) {
	for _, c := range []struct{ text, head, want string }{
		{"Voss/PROPN/NNP saw/VERB/VBD the/DET/DT old/ADJ/JJ mill/NOUN/NN by/ADP/IN the/DET/DT river/NOUN/NN burn/VERB/VB",
			"mill", "the old mill by the river burn"},
		{"the/DET/DT mill/NOUN/NN that/PRON/WDT Voss/PROPN/NNP owned/VERB/VBD burned/VERB/VBD", "mill",
			"the mill that Voss owned"},
		{"the/DET/DT mill/NOUN/NN burned/VERB/VBD", "mill", "the mill"},
		{"the/DET/DT parents/NOUN/NNS and/CCONJ/CC the/DET/DT child/NOUN/NN", "parents", "the parents"},
		{"Voss/PROPN/NNP ,/PUNCT/, who/PRON/WP left/VERB/VBD early/ADV/RB", "Voss", "Voss , who left early"},
		{"Voss/PROPN/NNP ,/PUNCT/, aged/ADJ/JJ nine/NUM/CD", "Voss", "Voss"},
		{"Orr/PROPN/NNP 's/PART/POS two/NUM/CD mills/NOUN/NNS", "mills", "Orr 's two mills"},
		{"saw/VERB/VBD his/PRON/PRP$ broken/VERB/VBN mill/NOUN/NN", "mill", "his broken mill"},
		{"he/PRON/PRP mill/NOUN/NN", "mill", "mill"},
		{"a/DET/DT black/ADJ/JJ and/CCONJ/CC white/ADJ/JJ mill/NOUN/NN", "mill", "a black and white mill"},
		{"the/DET/DT mill/NOUN/NN I/PRON/PRP saw/VERB/VBD burned/VERB/VBD", "mill", "the mill I saw"},
		{"the/DET/DT mill/NOUN/NN that/SCONJ/IN Voss/PROPN/NNP owned/VERB/VBD burned/VERB/VBD", "mill",
			"the mill that Voss owned"},
	} {
		var words, tags []string
		for _, f := range strings.Fields(c.text) {
			w, tag, _ := strings.Cut(f, "/")
			words, tags = append(words, w), append(tags, tag)
		}
		d := doc.Build(words, tags, nil, nil)
		h := slices.Index(words, c.head)
		if got := strings.Join(words[Left(d, h, 0):Right(d, h, len(words))], " "); got != c.want {
			t.Errorf("%s: %q may be %q, want %q", c.text, c.head, got, c.want)
		}
	}
	d := doc.Build(strings.Fields("the end of the war in the north came"), nil, nil, nil)
	p := []Phrase{{Head: 1, First: 0, Last: 1}, {Head: 4, First: 3, Last: 5}, {Head: 7, First: 5, Last: 7}}
	Nest(d, p)
	if p[0].Last != 7 || p[1].Last != 7 {
		t.Errorf("phrases %+v, want both to end with the last", p)
	}
}
