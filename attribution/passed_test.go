package attribution

import (
	"slices"
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestPassing: a quotation is of whom the verb of saying behind it names, and who passes it on says that it was said.
func TestPassing(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	const post = " ,/, according/VBG to/IN Post/NNP ./."
	for _, c := range []struct {
		about, text, inner, outer string // inner is who is quoted, "" where nobody is found
	}{
		{"who said it", "“/`` It/PRP is/VBZ late/JJ ”/'' Orr/NNP said/VBD" + post, "Orr", "“ It is late ” Orr said"},
		{"who said it, behind the verb", "“/`` It/PRP is/VBZ late/JJ ”/'' said/VBD Orr/NNP" + post, "Orr",
			"“ It is late ” said Orr"},
		{"who said it, before", "Orr/NNP said/VBD “/`` it/PRP is/VBZ late/JJ ”/''" + post, "Orr", "Orr said “ it is late ”"},
		{"nobody else", "“/`` It/PRP is/VBZ late/JJ ”/''" + post, "", "“ It is late ”"},
		{"a verb of doing", "“/`` It/PRP is/VBZ late/JJ ”/'' Orr/NNP left/VBD" + post, "", "“ It is late ” Orr left"},
		{"no quotation", "Orr/NNP said/VBD it/PRP is/VBZ late/JJ" + post, "", "Orr said it is late"},
	} {
		d := tagged.Sentence(c.text)
		for _, name := range [...]string{"Orr", "Post"} {
			if strings.Contains(c.text, name+"/") {
				tagged.Mention(d, name, name, doc.NameForm, doc.Person)
			}
		}
		slices.SortFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken })
		if strings.Contains(c.text, "“") {
			open, end := tagged.At(d, "“", 0), tagged.At(d, "”", 0)
			d.Quotes = []doc.Quote{{FirstToken: open.First, EndToken: end.End, Parent: -1, Closed: true}}
			for i := open.First; i < end.End; i++ {
				d.Tokens[i].Quote = 0
			}
		}
		cue := tagged.At(d, "according to", 0)
		f := found{cue: cue, source: tagged.At(d, "Post", 0), content: []doc.Range{{First: 0, End: cue.First - 1}}}
		got := passing{phrase.New(d, lex)}.on([]found{f})
		inner := ""
		if len(got) > 1 {
			inner = d.Cut(d.Bytes(got[1].source))
		}
		outer := got[0].content[0]
		if d.Form(outer.End-1) == "," {
			outer.End--
		}
		if text := d.Cut(d.Bytes(outer)); inner != c.inner || text != c.outer {
			t.Errorf("%s: inner %q, outer %q", c.about, inner, text)
		}
	}
}
