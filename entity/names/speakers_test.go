package names

import (
	"slices"
	"testing"

	"readout/entity/entitytest"
)

// TestSpeakers: at the labels of a transcript a person's name is read wherever the article shows that it is one.
func TestSpeakers(t *testing.T) {
	const says = " :/PUNCT/: It/PRON/PRP is/AUX/VBZ late/ADJ/JJ ./PUNCT/. "
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"seen at one label", "person:ORR/PROPN/NNP" + says + "ORR/PROPN/NNP" + says, []string{"person ORR", "person ORR"}},
		{"seen elsewhere", "person:Ada/PROPN/NNP +Orr/PROPN/NNP left/VERB/VBD ./PUNCT/. MAYOR/NOUN/NN ORR/PROPN/NNP " +
			",/PUNCT/, HOST/NOUN/NN" + says, []string{"person Ada Orr", "person ORR"}},
		{"taken for a body", "person:ORR/PROPN/NNP" + says + "organization:ORR/PROPN/NNP" + says,
			[]string{"person ORR", "person ORR"}},
		{"no person anywhere", "ORR/PROPN/NNP" + says + "ORR/PROPN/NNP" + says, nil},
		{"behind a mark", "person:ORR/PROPN/NNP" + says + "“/PUNCT/`` ORR/PROPN/NNP" + says,
			[]string{"person ORR", "person ORR"}},
	} {
		a := entitytest.Read(t, c.text)
		for s := range a.Doc.Sentences {
			a.Doc.Sentences[s].Block = s
		}
		if got := listed(Find(a.Text(), a.Labels, a.Scores)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}
