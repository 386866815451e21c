package company

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// TestAway: who is told as not there, or only as asked or written to, each with what is like it and was there.
func TestAway(t *testing.T) {
	for _, c := range []struct {
		line, event string
		want        []string
	}{
		{"P:Vask/PROPN skipped/VERB the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN and/CCONJ P:Orr/PROPN skipped/VERB the/DET opening", "opening", []string{"Orr", "Vask"}},
		{"P:Vask/PROPN ,/PUNCT the/DET mayor ,/PUNCT skipped/VERB the/DET opening", "opening", []string{"Vask"}},
		{"And/CCONJ ,/PUNCT skipped/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN ,/PUNCT who/PRON skipped/VERB the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN did/AUX not/PART skip/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN saw/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN skipped/VERB the/DET race", "race", nil},
		{"P:Vask/PROPN skipped/VERB town", "skipped town", nil},
		{"P:Vask/PROPN did/AUX not/PART attend/VERB the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN did/AUX not/PART attend/VERB the/DET opening", "attend the opening", []string{"Vask"}},
		{"P:Vask/PROPN did/AUX attend/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN should/AUX not/PART attend/VERB the/DET opening", "opening", nil},
		{"He/PRON asks/VERB that/SCONJ P:Vask/PROPN not/PART attend/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN never/ADV attend/VERB/VBD the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN could/AUX not/PART attend/VERB the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN stayed/VERB away/ADV from/ADP the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN declined/VERB to/PART attend/VERB the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN did/AUX not/PART declined/VERB to/PART attend/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN came/VERB to/PART attend/VERB the/DET opening", "opening", nil},
		{"P:Vask/PROPN declined/VERB an/DET invitation to/ADP the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN took/VERB an/DET invitation to/ADP the/DET opening", "opening", nil},
		{"P:Vask/PROPN was/AUX absent/ADJ from/ADP the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN was/AUX/VBD invited/VERB/VBN to/ADP the/DET opening", "opening", []string{"Vask"}},
		{"P:Vask/PROPN invited/VERB/VBD P:Orr/PROPN to/ADP the/DET opening", "opening", []string{"Orr"}},
		{"P:Vask/PROPN took/VERB/VBD P:Orr/PROPN to/ADP the/DET opening", "opening", nil},
		{"P:Vask/PROPN invited/VERB/VBD P:Orr/PROPN ./PUNCT the/DET opening", "opening", nil},
		{"P:Vask/PROPN skipped/VERB dinner before/ADP his/PRON/PRP$ aide at/ADP the/DET opening", "opening", nil},
		{"a/DET letter to/ADP P:Orr/PROPN", "letter", []string{"Orr"}},
		{"a/DET letter to/ADP P:Orr/PROPN", "letter to Orr", []string{"Orr"}},
		{"a/DET letter of/ADP P:Orr/PROPN", "letter", nil},
		{"a/DET letter carrier of/ADP P:Orr/PROPN", "letter", nil},
		{"a/DET call to/ADP P:Orr/PROPN", "call", nil},
		{"P:Vask/PROPN sent/VERB a/DET letter off/ADV to/ADP P:Orr/PROPN ,/PUNCT P:Lund/PROPN 's/PART aide", "sent",
			[]string{"Orr"}},
		{"P:Vask/PROPN sent/VERB a/DET letter asking/VERB/VBG P:Orr/PROPN to/PART testify/VERB", "sent a letter",
			[]string{"Orr"}},
		{"P:Vask/PROPN met/VERB P:Orr/PROPN and/CCONJ wrote/VERB a/DET letter to/ADP P:Lund/PROPN", "met", nil},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Lemmas(d, "skipped", "skip", "declined", "decline", "invited", "invite", "was", "be", "saw", "see",
			"came", "come", "took", "take", "sent", "send", "asking", "ask", "wrote", "write", "met", "meet", "stayed", "stay")
		x := phrase.New(d)
		if got := called(d, Away(x, []doc.Range{eventtest.At(d, c.event)})); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q are away, want %q", c.line, got, c.want)
		}
	}
}

// TestNamedIn: a phrase names who is in a list, and nobody for an empty one.
func TestNamedIn(t *testing.T) {
	d := eventtest.Doc("P:Vask/PROPN met/VERB P:Orr/PROPN")
	x := phrase.New(d)
	if !NamedIn(x, doc.Range{First: 0, End: 1}, []int{0}) || NamedIn(x, doc.Range{First: 2, End: 3}, []int{0}) ||
		NamedIn(x, doc.Range{First: 0, End: 3}, nil) {
		t.Error("Vask is named in the first word alone")
	}
}
