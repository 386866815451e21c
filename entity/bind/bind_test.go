package bind

import (
	"strings"
	"testing"

	"readout/doc"
)

// tagged builds a sentence of "word/UPOS/XPOS".
func tagged(sentence string) *doc.Doc {
	var forms, tags []string
	for _, w := range strings.Fields(sentence) {
		form, tag, _ := strings.Cut(w, "/")
		forms, tags = append(forms, form), append(tags, tag)
	}
	return doc.Build(forms, tags, nil, nil)
}

// TestAfter: the rest of its clause is not a subject's own name; an object and a possessor have no clause.
func TestAfter(t *testing.T) {
	for _, c := range []struct {
		text, want string
		at         int
	}{
		{"He/PRON/PRP said/VERB/VBD Orr/PROPN/NNP left/VERB/VBD", "said Orr left", 0},
		{"He/PRON/PRP also/ADV/RB said/VERB/VBD it/PRON/PRP ,/PUNCT/, Orr/PROPN/NNP left/VERB/VBD", "said it", 0},
		{"he/PRON/PRP left/VERB/VBD and/CCONJ/CC Orr/PROPN/NNP stayed/VERB/VBD", "left", 0},
		{"His/PRON/PRP$ wife/NOUN/NN met/VERB/VBD Orr/PROPN/NNP", "", 0},
		{"Holm/PROPN/NNP told/VERB/VBD him/PRON/PRP to/PART/TO go/VERB/VB", "", 2},
	} {
		d := tagged(c.text)
		r := After(d, c.at)
		var got []string
		for i := r.First; i < r.End; i++ {
			got = append(got, d.Form(i))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("%s: %q, want %q", c.text, g, c.want)
		}
	}
}

// TestBefore: who beat her is not she; who beat himself is he, and after "to" the subject may be another.
func TestBefore(t *testing.T) {
	for _, c := range []struct {
		text     string
		at, want int
	}{
		{"Berg/PROPN/NNP beat/VERB/VBD her/PRON/PRP", 2, 0},
		{"Berg/PROPN/NNP has/AUX/VBZ never/ADV/RB met/VERB/VBN him/PRON/PRP", 4, 0},
		{"Berg/PROPN/NNP beat/VERB/VBD himself/PRON/PRP", 2, -1},
		{"Berg/PROPN/NNP lost/VERB/VBD her/PRON/PRP$ seat/NOUN/NN", 2, -1},
		{"Berg/PROPN/NNP asked/VERB/VBD Orr/PROPN/NNP to/PART/TO tell/VERB/VB him/PRON/PRP", 5, -1},
		{"Orr/PROPN/NNP ,/PUNCT/, told/VERB/VBD her/PRON/PRP", 3, -1},
	} {
		if got := Before(tagged(c.text), c.at); got != c.want {
			t.Errorf("%s: %d, want %d", c.text, got, c.want)
		}
	}
}
