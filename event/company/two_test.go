package company

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// TestTwo: who meets, by the words of a mention and those next to it; nobody where they name one or none. The mention
// is the word in square brackets.
func TestTwo(t *testing.T) {
	for _, c := range []struct {
		line string
		at   int
		want []string
	}{
		{"talks between/ADP P:Vask/PROPN and/CCONJ P:Orr/PROPN", 0, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN recently/ADV met/VERB with/ADP P:Orr/PROPN", 2, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN met/VERB P:Orr/PROPN", 1, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN and/CCONJ P:Orr/PROPN will/AUX meet/VERB", 4, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN held/VERB long/ADJ talks with/ADP P:Orr/PROPN", 3, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN missed/VERB talks with/ADP P:Orr/PROPN", 2, nil},
		{"P:Vask/PROPN 's/PART/POS talks with/ADP P:Orr/PROPN", 2, []string{"Orr", "Vask"}},
		{"P:Vask/PROPN met/VERB P:Orr/PROPN 's/PART/POS lawyers", 1, nil},
		{"P:Vask/PROPN met/VERB with/ADP O:Guild/PROPN", 1, nil},
		{"talks in/ADP L:Lausen/PROPN", 0, nil},
	} {
		x := phrase.New(eventtest.Doc(c.line))
		for i := range x.Words {
			if x.Form(i) == "held" {
				x.Words[i].Lemma = "hold"
			}
		}
		if got := called(x.Doc, Two(x, doc.Range{First: c.at, End: c.at + 1})); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}

// TestTwoOfNobody: a name that is of no entity is nobody who meets.
func TestTwoOfNobody(t *testing.T) {
	x := phrase.New(eventtest.Doc("P:Vask/PROPN met/VERB P:Orr/PROPN"))
	x.Mentions[1].Entity = -1
	if got := Two(x, doc.Range{First: 1, End: 2}); got != nil {
		t.Errorf("%v", got)
	}
}

// TestOtherTwo: two pairs differ where neither holds the other; one person may have two names.
func TestOtherTwo(t *testing.T) {
	x := phrase.New(eventtest.Doc("P:Vask/PROPN P:Orr/PROPN P:Lind/PROPN P:Orr/PROPN"))
	for _, c := range []struct {
		a, b []int
		want bool
	}{
		{[]int{0, 1}, []int{2, 1}, true},
		{[]int{0, 1}, []int{1, 0}, false},
		{[]int{0, 1}, []int{0, 1, 2}, false},
		{[]int{0, 1}, []int{2}, false},
		{nil, []int{0, 1}, false},
	} {
		if got := OtherTwo(x, c.a, c.b); got != c.want {
			t.Errorf("%v and %v: %v", c.a, c.b, got)
		}
	}
	x.Entities[2].Name = "Orr Lind"
	if OtherTwo(x, []int{0, 1}, []int{0, 2}) {
		t.Error("who shares a word of a name is another")
	}
}
