package entitytest

import (
	"slices"
	"testing"

	"readout/entity/phrase"
)

func TestRead(t *testing.T) {
	a := Read(t, "person:Ada/PROPN/NNP +Holm/PROPN/NNP left/VERB/VBD ./PUNCT/. The/DET/DT @person:mayor/NOUN/NN "+
		"stayed/VERB/VBD ./PUNCT/.", "mayor=Holm")
	if len(a.Doc.Sentences) != 2 || len(a.Doc.Tokens) != 8 {
		t.Fatalf("%d sentences of %d tokens", len(a.Doc.Sentences), len(a.Doc.Tokens))
	}
	var labels []string
	for _, l := range a.Labels.Decode(a.Scores)[:3] {
		labels = append(labels, Labels()[l])
	}
	if want := []string{"B-person", "I-person", "O"}; !slices.Equal(labels, want) {
		t.Errorf("labels %v, want %v", labels, want)
	}
	if len(a.Phrases) != 1 || a.Phrases[0].Head != 5 || a.Phrases[0].Kind != "person" {
		t.Errorf("phrases %+v", a.Phrases)
	}
	if a.Text().Is(4, 0) || !a.Text().The(4) {
		t.Error("the tables do not have the article")
	}
	a.Ask([]phrase.Spot{{First: 0, Last: 1, Head: 1}, {First: 4, Last: 5, Head: 5}})
	if _, scores, none := a.Antecedents(1, nil); len(scores) != 1 || scores[0] <= none {
		t.Errorf("scores %v, none %v: the mayor is Holm", scores, none)
	}
	if _, scores, none := a.Antecedents(0, nil); len(scores) != 0 || none != 0 {
		t.Errorf("scores %v of nothing", scores)
	}
}

// TestQuotations: what stands between the marks is one quotation, marks included.
func TestQuotations(t *testing.T) {
	d := Read(t, "Holm/PROPN/NNP said/VERB/VBD “/PUNCT/`` Go/VERB/VB ”/PUNCT/'' ./PUNCT/.").Doc
	if len(d.Quotes) != 1 || d.Quotes[0].FirstToken != 2 || d.Quotes[0].EndToken != 5 {
		t.Errorf("quotations %+v", d.Quotes)
	}
	for i, want := range []int32{-1, -1, 0, 0, 0, -1} {
		if d.Tokens[i].Quote != want {
			t.Errorf("token %d stands in quotation %d, want %d", i, d.Tokens[i].Quote, want)
		}
	}
}

// TestCore: the toy core has the heads, and Embed the vectors for them.
func TestCore(t *testing.T) {
	c := Core(t)
	for _, head := range []string{"names", "mhead", "mspan", "coref"} {
		if !c.Has(head) {
			t.Errorf("no head %q", head)
		}
	}
	if Core(t, "coref.q1").Has("coref") {
		t.Error("a head that was to be left out is there")
	}
	a := Read(t, "person:Ada/PROPN/NNP left/VERB/VBD the/DET/DT @place:mill/NOUN/NN ./PUNCT/.")
	a.Embed()
	if a.Doc.Width != c.Width() || len(a.Doc.Vectors) != a.Doc.Width*len(a.Doc.Tokens) {
		t.Errorf("%d numbers of %d tokens", len(a.Doc.Vectors), len(a.Doc.Tokens))
	}
	if a.Doc.Vectors[1] != 1 || a.Doc.Vectors[3*width+firstKind+2] != 1 {
		t.Error("the vectors do not say what the text says")
	}
}
