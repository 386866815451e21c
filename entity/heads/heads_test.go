package heads

import (
	"strings"
	"testing"

	"readout/entity/bind"
	"readout/entity/entitytest"
	"readout/entity/phrase"
)

// TestLoad refuses weights that lack a layer of a head, or whose pairs have no feature.
func TestLoad(t *testing.T) {
	if _, err := Load(entitytest.Core(t)); err != nil {
		t.Fatal(err)
	}
	for _, layer := range []string{"names.l1", "mhead.l2", "mspan.k1", "coref.kb", "coref.feat"} {
		if _, err := Load(entitytest.Core(t, layer)); err == nil || !strings.HasPrefix(err.Error(), "heads: ") {
			t.Errorf("without %s: %v", layer, err)
		}
	}
}

// TestVerdicts asks for names, noun phrases with their bounds, and what a mention goes back to.
func TestVerdicts(t *testing.T) {
	h, err := Load(entitytest.Core(t))
	if err != nil {
		t.Fatal(err)
	}
	a := entitytest.Read(t, "person:Ada/PROPN/NNP +Holm/PROPN/NNP sold/VERB/VBD the/DET/DT old/ADJ/JJ mill/NOUN/NN "+
		"of/ADP/IN Ostby/PROPN/NNP ./PUNCT/. The/DET/DT mill/NOUN/NN burned/VERB/VBD ./PUNCT/.")
	a.Phrases = []phrase.Phrase{{Head: 1, First: 0, Last: 1, Kind: "person"}, {Head: 5, First: 3, Last: 5, Kind: "object"},
		{Head: 7, First: 7, Last: 7, Kind: "place"}, {Head: 10, First: 9, Last: 10, Kind: "object"}}
	a.Embed()
	v := h.On(a.Doc)
	defer v.Close()
	labels := h.Labels().Decode(v.Names())
	for i, want := range h.Labels().Decode(a.Scores) {
		if labels[i] != want {
			t.Errorf("token %d has label %d, want %d", i, labels[i], want)
		}
	}
	found := v.Phrases()
	if len(found) != len(a.Phrases) {
		t.Fatalf("%d phrases, want %d: %+v", len(found), len(a.Phrases), found)
	}
	spots := make([]phrase.Spot, len(found))
	seen := make([]bind.Pair, len(found))
	for i, p := range found {
		want := a.Phrases[i]
		if i == 1 {
			want.Last = 7 // “of” takes the next phrase in
		}
		if p.Head != want.Head || p.First != want.First || p.Last != want.Last || p.Kind != want.Kind || p.Sure < 0.9 {
			t.Errorf("phrase %d is %+v, want %+v", i, p, want)
		}
		spots[i] = phrase.Spot{First: p.First, Last: p.Last, Head: p.Head}
		seen[i] = bind.Pair{Head: a.Doc.LowerForm(p.Head)}
	}
	v.Ask(spots)
	_, scores, none := v.Antecedents(3, func(k int) uint8 { return bind.Feature(&seen[3], &seen[k]) &^ 1 })
	for k, want := range []bool{false, true, false} {
		if got := scores[k] > none; got != want {
			t.Errorf("the mill goes back to phrase %d: %v", k, got)
		}
	}
}

// TestBlocks: what stands more blocks back than are kept is not asked.
func TestBlocks(t *testing.T) {
	h, err := Load(entitytest.Core(t))
	if err != nil {
		t.Fatal(err)
	}
	const n = (keptBlocks + 1) * mentionBlock
	a := entitytest.Read(t, strings.Repeat("mill/NOUN/NN ", n))
	a.Embed()
	v := h.On(a.Doc)
	defer v.Close()
	spots := make([]phrase.Spot, n)
	for i := range spots {
		spots[i] = phrase.Spot{First: i, Last: i, Head: i}
	}
	v.Ask(spots)
	for _, i := range []int{0, mentionBlock - 1, mentionBlock, n - 1} {
		from, scores, _ := v.Antecedents(i, func(int) uint8 { return 0 })
		want := max(0, (i/mentionBlock-keptBlocks+1)*mentionBlock)
		if from != want || len(scores) != i-want {
			t.Errorf("mention %d: %d scores from %d, want those from %d", i, len(scores), from, want)
		}
	}
}
