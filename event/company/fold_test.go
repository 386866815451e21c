package company

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// TestFolded: who is named a second time by one word of a name takes part once, as does a state beside who stands for
// it; others of that word stay.
func TestFolded(t *testing.T) {
	entities := []doc.Entity{
		{Name: "Supreme Court", Kind: doc.Organization}, {Name: "Court", Kind: doc.Organization},
		{Name: "Ana Vell", Kind: doc.Person, Country: "nl"}, {Name: "Ana", Kind: doc.Person},
		{Name: "Vell", Kind: doc.Person}, {Name: "Varn", Kind: doc.Place},
		{Name: "University of Varn", Kind: doc.Organization}, {Name: "Norland", Kind: doc.Place, Country: "nl"},
	}
	list := make([]int, len(entities))
	for i := range list {
		list[i] = i
	}
	if got := Folded(entities, list); !slices.Equal(got, []int{1, 3, 7}) {
		t.Errorf("%v are folded", got)
	}
}

// TestOfOne: most of what an event is called says that one person does it.
func TestOfOne(t *testing.T) {
	x := phrase.New(eventtest.Doc("P:Vask/PROPN 's/PART/POS testimony/NOUN opened/VERB the/DET rally/NOUN"))
	x.Words[2].Lemma, x.Words[5].Lemma = "testimony", "rally"
	testimony, rally := doc.Range{First: 0, End: 3}, doc.Range{First: 4, End: 6}
	if !OfOne(x, []doc.Range{testimony, rally}) || OfOne(x, []doc.Range{testimony, rally, rally}) {
		t.Error("half of what an event is called is enough, and less is not")
	}
}
