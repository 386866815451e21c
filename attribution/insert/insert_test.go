package insert_test

import (
	"strings"
	"testing"

	"readout/attribution/insert"
	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestIn: what tells of the words themselves is an insert, and nothing else between dashes or commas.
func TestIn(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"It/PRP sank/VBD ,/, he/PRP said/VBD ,/, at/IN night/NN", ", he said ,"},
		{"It/PRP sank/VBD ,/, he/PRP left/VBD ,/, at/IN night/NN", ""},
		{"It/PRP sank/VBD ,/, and/CC I/PRP have/VBP said/VBD :/: late/RB", ", and I have said :"},
		{"boats/NNS —/: which/WDT Orr/NNP denied/VBD —/: never/RB sink/VBP", "— which Orr denied —"},
		{"boats/NNS —/: which/WDT Orr/NNP builds/VBZ —/: never/RB sink/VBP", ""},
		{"boats/NNS —/: which/WDT Orr/NNP denied/VBD never/RB sink/VBP", ""},
	} {
		d := tagged.Sentence(c.text, "denied", "deny")
		var got []string
		for _, r := range (insert.Reader{Text: phrase.New(d, lex)}).In(doc.Range{End: len(d.Tokens)}) {
			got = append(got, d.Cut(d.Bytes(r)))
		}
		if strings.Join(got, "|") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestQuoting: a relative clause in which somebody else is quoted is an insert.
func TestQuoting(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for verb, want := range map[string]bool{"said/VBD": true, "built/VBD": false} {
		d := tagged.Sentence("it/PRP ,/, which/WDT Orr/NNP " + verb + " “/`` sank/VBD ,/, ”/'' closed/VBD late/RB")
		open, end := tagged.At(d, "“", 0), tagged.At(d, "”", 0)
		d.Quotes = []doc.Quote{{FirstToken: open.First, EndToken: end.End, Parent: -1, Closed: true}}
		for i := open.First; i < end.End; i++ {
			d.Tokens[i].Quote = 0
		}
		got := (insert.Reader{Text: phrase.New(d, lex)}).In(doc.Range{End: len(d.Tokens)})
		if (len(got) == 1) != want {
			t.Errorf("%s: %v", verb, got)
		}
	}
}

// TestOpened: words that begin in the middle of an insert begin behind it.
func TestOpened(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"games/NNS —/: as/IN Orr/NNP said/VBD —/: and/CC boats/NNS":    "and",
		"games/NNS —/: as/IN Orr/NNP left/VBD —/: and/CC boats/NNS":    "as",
		"games/NNS and/CC as/IN Orr/NNP said/VBD —/: and/CC boats/NNS": "as",
	} {
		d := tagged.Sentence(text)
		as := tagged.At(d, "as", 0)
		r := insert.Reader{Text: phrase.New(d, lex)}
		if got := r.Opened(doc.Range{First: as.First, End: len(d.Tokens)}); d.Form(got) != want {
			t.Errorf("%s: %q, want %q", text, d.Form(got), want)
		}
	}
}
