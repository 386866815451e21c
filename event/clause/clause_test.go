package clause

import (
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

const line = "The/DET summit is/AUX/VBZ the/DET first/ADJ since/SCONJ Marsh/PROPN met/VERB/VBD Silva/PROPN ,/PUNCT " +
	"Lind/PROPN said/VERB/VBD ./PUNCT"

// TestUnparsed: without a tree a clause goes from the word that opens it to the comma, if a verb in
// the past stands in it.
func TestUnparsed(t *testing.T) {
	x := phrase.New(eventtest.Doc(line))
	for word, want := range map[string]bool{"Silva": true, "Marsh": true, "summit": false, "Lind": false, "said": false} {
		if _, ok := At(x, eventtest.At(x.Doc, word).First); ok != want {
			t.Errorf("%s: in a clause %v", word, ok)
		}
	}
	c, _ := At(x, eventtest.At(x.Doc, "met").First)
	for word, want := range map[string]bool{"since": true, "Silva": true, "summit": false, "Lind": false} {
		if got := c.Holds(eventtest.At(x.Doc, word).First); got != want {
			t.Errorf("holds %s: %v", word, got)
		}
	}
	for _, other := range []string{"The/DET summit is/AUX/VBZ open/ADJ since/SCONJ May/PROPN ./PUNCT",
		"Since/SCONJ Marsh/PROPN met/VERB/VBD Silva/PROPN ./PUNCT"} {
		x := phrase.New(eventtest.Doc(other))
		if _, ok := At(x, len(x.Tokens)-2); ok {
			t.Errorf("%s: no clause without a verb, and none that begins its sentence", other)
		}
	}
}

// TestParsed: with a tree a clause is what hangs on its head.
func TestParsed(t *testing.T) {
	d := eventtest.Doc(line)
	for i, w := range []struct {
		head int32
		rel  doc.Rel
	}{{1, doc.Det}, {4, doc.Nsubj}, {4, doc.Cop}, {4, doc.Det}, {11, doc.Root}, {7, doc.Mark}, {7, doc.Nsubj},
		{4, doc.Advcl}, {7, doc.Obj}, {11, doc.Punct}, {11, doc.Nsubj}, {-1, doc.Root}, {11, doc.Punct}} {
		d.Words[i].Head, d.Words[i].Rel = w.head, w.rel
	}
	x := phrase.New(d)
	c, ok := At(x, eventtest.At(d, "Silva").First)
	if !ok || !c.Holds(eventtest.At(d, "Marsh").First) || c.Holds(eventtest.At(d, "summit").First) ||
		c.Holds(eventtest.At(d, "said").First) {
		t.Errorf("the clause of Silva: %+v, %v", c.root, ok)
	}
	if _, ok := At(x, eventtest.At(d, "summit").First); ok {
		t.Error("the main clause is one that explains")
	}
	d = eventtest.Doc("Met/VERB Silva/PROPN ,/PUNCT Lind/PROPN said/VERB ./PUNCT")
	for i, w := range []struct {
		head int32
		rel  doc.Rel
	}{{4, doc.Advcl}, {0, doc.Obj}, {4, doc.Punct}, {4, doc.Nsubj}, {-1, doc.Root}, {4, doc.Punct}} {
		d.Words[i].Head, d.Words[i].Rel = w.head, w.rel
	}
	if c, ok := At(phrase.New(d), 1); !ok || !c.Holds(0) || c.Holds(3) {
		t.Errorf("a clause headed by the first word: %v", ok)
	}
}
