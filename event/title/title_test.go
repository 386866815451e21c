package title

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// dated makes a time of Tuesday.
func dated(d *doc.Doc) {
	if strings.Contains(d.Text, "Tuesday") {
		eventtest.Dated(d, "Tuesday", "2031-03-04", doc.Date)
	}
}

func TestNoun(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"The/DET next/ADJ summit ./PUNCT", "The next summit", "summit"},
		{"such/ADJ free/ADJ rallies ./PUNCT", "such free rallies", "free rallies"},
		{"talks between/ADP P:Vask/PROPN ./PUNCT", "talks between Vask", "talks"},
		{"talks of/ADP P:Vask/PROPN ./PUNCT", "talks of Vask", "talks of Vask"},
		{"a/DET fair in/ADP L:Lausen/PROPN ./PUNCT", "a fair in Lausen", "fair in Lausen"},
		{"his/DET new/ADJ role ./PUNCT", "his new", "new role"},
		{"Tuesday/PROPN ./PUNCT", "Tuesday", ""},
		{"Tuesday/PROPN vote ./PUNCT", "Tuesday vote", "Tuesday vote"},
		{"a/DET vote on/ADP Tuesday/PROPN ./PUNCT", "a vote on Tuesday", "vote"},
		{"O:Council/PROPN ./PUNCT", "Council", ""},
		{"O:Council/PROPN vote ./PUNCT", "Council vote", "Council vote"},
		{"448-page/NOUN report ./PUNCT", "448-page", ""},
		{"they/PRON met/VERB ./PUNCT", "met", ""},
	} {
		d := eventtest.Doc(c.line)
		dated(d)
		s, ok := Noun(phrase.New(d), eventtest.At(d, c.mention))
		if got := d.Cut(d.Bytes(s)); ok != (c.want != "") || ok && got != c.want {
			t.Errorf("%s: %q %v, want %q", c.mention, got, ok, c.want)
		}
	}
}

func TestVerb(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"She/PRON sent/VERB a/DET letter on/ADP Tuesday/PROPN ./PUNCT", "sent", "sent a letter"},
		{"He/PRON left/VERB for/ADP L:Lausen/PROPN ./PUNCT", "left", "left for Lausen"},
		{"He/PRON left/VERB Tuesday/PROPN ./PUNCT", "left", "left"},
		{"He/PRON left/VERB and/CCONJ rain fell/VERB ./PUNCT", "left", "left"},
		{"She/PRON returned/VERB Orr/PROPN 's/PART first/ADJ calls ./PUNCT", "returned Orr 's first",
			"returned Orr 's first calls"},
		{"They/PRON opened/VERB the/DET gate ./PUNCT", "opened the gate", "opened the gate"},
		{"They/PRON opened/VERB it/PRON Tuesday/PROPN ./PUNCT", "opened it Tuesday", "opened it"},
	} {
		d := eventtest.Doc(c.line)
		dated(d)
		if got := d.Cut(d.Bytes(Verb(phrase.New(d), eventtest.At(d, c.mention)))); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
	}
}
