package lexical

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/class"
	"readout/entity/kb"
)

// textOf looks up "word/UPOS/XPOS" fields; a full stop ends a sentence, and "+" sets a word against the one before.
func textOf(text string) *Text {
	var words, tags []string
	var glued []bool
	for _, f := range strings.Fields(text) {
		rest, ok := strings.CutPrefix(f, "+")
		w, tag, _ := strings.Cut(rest, "/")
		words, tags, glued = append(words, w), append(tags, tag), append(glued, ok)
	}
	d := doc.Build(words, tags, nil, nil)
	d.Sentences = nil
	first := 0
	for i := range d.Tokens {
		d.Tokens[i].Sentence = int32(len(d.Sentences))
		d.Tokens[i].SpaceBefore = !glued[i]
		if words[i] == "." || i+1 == len(words) {
			d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(first, i+1), FirstToken: first, EndToken: i + 1})
			first = i + 1
		}
	}
	return New(d, kb.Builtin())
}

func TestShapes(t *testing.T) {
	for s, want := range map[string]Shape{"Orr": Capitalised | Wordlike, "J.": Capitalised | Wordlike | Initial,
		"NATO": Capitalised | Wordlike | AllCaps, "iPhone": Wordlike, "orr": Wordlike, "1960": 0, "I": Capitalised | Wordlike,
		"O'Neal": Capitalised | Wordlike, "Łódź": Capitalised | Wordlike, "€": 0} {
		if got := shapeOf(s); got != want {
			t.Errorf("shape of %q is %b, want %b", s, got, want)
		}
	}
}

// TestOpening: a capital says nothing at the head of a sentence and among capitals.
func TestOpening(t *testing.T) {
	w := textOf("Talks in Ostby ended ./PUNCT/. SENATE VOTES ON BILL TODAY")
	for i, want := range []bool{true, false, false, false, false, true, true, true, true, true} {
		if got := w.Tok[i].Shape&Opens != 0; got != want {
			t.Errorf("%q opens a sentence: %v, want %v", w.Doc.Form(i), got, want)
		}
	}
	if w.AllCapitals[0] || !w.AllCapitals[1] {
		t.Errorf("sentences in capitals: %v, want the second alone", w.AllCapitals)
	}
	if !w.Small["ended"] || w.Small["talks"] {
		t.Errorf("words written small: %v", w.Small)
	}
}

// TestEntries: the longest name of the tables, spelt as it stands there; in a headline in capitals, in capitals too.
func TestEntries(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       string // "" for no entry
		end        int
	}{
		{"The United Arab Emirates agreed", "United", "United Arab Emirates", 4},
		{"They told us so", "us", "", 0},
		{"US officials agreed", "US", "United States", 1},
		{"RUSSIA TELLS ENVOYS TO LEAVE", "RUSSIA", "Russia", 1},
		{"HELP US SAVE LONDON PARKS", "US", "", 0},
		{"The russia report", "russia", "", 0},
		{"The United ./PUNCT/. Arab Emirates", "United", "", 0},
	} {
		w := textOf(c.text)
		for i := range w.Tok {
			if w.Doc.Form(i) != c.word {
				continue
			}
			got := ""
			if e := w.Tok[i].Entry; e >= 0 {
				got = w.KB.Entry(e).Name
			}
			if got != c.want || got != "" && int(w.Tok[i].End) != c.end {
				t.Errorf("%s: %q is %q up to token %d, want %q up to %d", c.text, c.word, got, w.Tok[i].End, c.want, c.end)
			}
		}
	}
}

// TestQuestions asks of tokens that exist, and of one before and one behind the text.
func TestQuestions(t *testing.T) {
	w := textOf("The/DET/DT mayor/NOUN/NN +'s/PART/POS aide/NOUN/NN Hyde/PROPN/NNP +-/PUNCT/HYPH +Orr/PROPN/NNP " +
		"paid/VERB/VBD 40/NUM/CD ,/PUNCT/, it/PRON/PRP seems/VERB/VBZ ./PUNCT/. They/PRON/PRP left/VERB/VBD ./PUNCT/.")
	at := func(form string) int {
		for i := range w.Tok {
			if w.Doc.Form(i) == form {
				return i
			}
		}
		return -1
	}
	const outside = 99
	for _, c := range []struct {
		about string
		got   bool
		want  bool
	}{
		{"a determiner", w.Is(0, class.Determiner), true},
		{"of a class before the text", w.Is(-1, class.Determiner), false},
		{"the article", w.The(0), true}, {"another word", w.The(1), false},
		{"a capital", w.Cap(at("Orr")), true}, {"no capital", w.Cap(1), false}, {"a capital behind", w.Cap(outside), false},
		{"a mark", w.Mark(at(","), ".", ","), true}, {"another mark", w.Mark(at(","), "."), false},
		{"a word is no mark", w.Mark(1, "mayor"), false}, {"no mark outside", w.Mark(outside, ","), false},
		{"a verb", w.Verb(at("paid")), true}, {"no verb outside", w.Verb(-1), false},
		{"a clitic", w.Clitic(2), true}, {"no clitic outside", w.Clitic(outside), false},
		{"punctuation", w.Punct(at(",")), true}, {"a hyphen is none", w.Punct(at("-")), false},
		{"a number", w.Number(at("40")), true}, {"no number", w.Number(0), false},
		{"one sentence", w.Same(0, at("paid")), true}, {"two sentences", w.Same(0, at("They")), false},
		{"a sentence outside", w.Same(0, outside), false},
		{"glued", w.Glued(2), true}, {"not glued", w.Glued(1), false}, {"the first token", w.Glued(0), false},
		{"a hyphen that joins", w.Joins(at("-")), true}, {"a comma joins nothing", w.Joins(at(",")), false},
		{"a noun", w.Noun(1), true}, {"no noun", w.Noun(at("paid")), false},
	} {
		if c.got != c.want {
			t.Errorf("%s: %v", c.about, c.got)
		}
	}
	if s := w.Sentence(at("left")); s.FirstToken != at("They") {
		t.Errorf("the sentence of %q begins with token %d", "left", s.FirstToken)
	}
	if got := w.Lower(0, 2); got != "the mayor" {
		t.Errorf("tokens 0 and 1 in small letters are %q", got)
	}
	if end, ok := w.StartsWith(0, w.Doc.Text[:9]); !ok || end != 2 {
		t.Errorf("%q ends before token %d, %v", w.Doc.Text[:9], end, ok)
	}
	if _, ok := w.StartsWith(0, "mayor"); ok {
		t.Error("the text begins with its second word")
	}
}
