package phrase

import (
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/words"
)

// TestWords: tokens are asked by form, lemma, tag and time; outside the text there is no word.
func TestWords(t *testing.T) {
	d := eventtest.Doc("They/PRON called/VERB off/ADP the/DET talks of/ADP May/PROPN")
	eventtest.Lemmas(d, "called", "call")
	eventtest.Dated(d, "May", "2031-05", doc.Date)
	x := New(d)
	for what, got := range map[string]bool{
		"the is an article":          x.Is(3, words.Lead),
		"call off by its two words":  x.Lemma(1, words.Cancels),
		"May is a time":              x.TimeAt(6) != nil && x.TimeAt(6).Value == "2031-05",
		"an article in between":      x.HasIn(1, 4, words.Given),
		"talks are a noun":           x.HasNoun(3, 5),
		"of leads on":                x.Only(5, 6, "of"),
		"a pronoun can mean a thing": x.Meaning(doc.Range{First: 0, End: 1}),
	} {
		if !got {
			t.Errorf("not so: %s", what)
		}
	}
	for what, got := range map[string]bool{
		"outside by form":                 x.Is(7, words.Lead) || x.Is(-1, words.Lead),
		"outside by lemma":                x.Lemma(7, words.Cancels) || x.Lemma(-1, words.Cancels),
		"outside by tag":                  x.UPOS(-1) != doc.NoUPOS || x.UPOS(7) != doc.NoUPOS,
		"outside by time":                 x.TimeAt(-1) != nil || x.TimeAt(7) != nil,
		"no time":                         x.TimeAt(4) != nil,
		"an article behind":               x.HasIn(0, 3, words.Given),
		"a time is no noun":               x.HasNoun(5, 7),
		"no words are only that":          x.Only(5, 5, "of"),
		"other words are not only that":   x.Only(4, 6, "of"),
		"articles and prepositions alone": x.Meaning(doc.Range{First: 2, End: 4}),
	} {
		if got {
			t.Errorf("so: %s", what)
		}
	}
}

// TestEnds: where phrases begin and end, and which word of one names it.
func TestEnds(t *testing.T) {
	for _, c := range []struct{ line, trimmed, head string }{
		{"the/DET talks of/ADP the/DET", "the talks", "talks"},
		{"the/DET border talks", "the border talks", "talks"},
		{"talks on/ADP trade", "talks on trade", "talks"},
		{"meet/VERB Vask/PROPN", "meet Vask", "meet"},
		{"talks ,/PUNCT and/CCONJ", "talks", "talks"},
		{"will/AUX be/AUX", "will", "be"},
	} {
		x := New(eventtest.Doc(c.line))
		s := doc.Range{End: len(x.Tokens)}
		if got := x.Cut(x.SpanOf(0, x.TrimEnd(s))); got != c.trimmed {
			t.Errorf("%s: trimmed %q, want %q", c.line, got, c.trimmed)
		}
		if got := x.Form(x.Head(s)); got != c.head {
			t.Errorf("%s: head %q, want %q", c.line, got, c.head)
		}
	}
	for line, want := range map[string]int{"arms/NOUN control/NOUN ./PUNCT": 2, "ends/VERB at/ADP noon": 0,
		"soon/ADV ./PUNCT": 0, "trade with/ADP ./PUNCT": 0} {
		if got := New(eventtest.Doc(line)).NounsEnd(0); got != want {
			t.Errorf("%s: nouns end at %d, want %d", line, got, want)
		}
	}
}

// TestCounts: names and conjunctions in a phrase.
func TestCounts(t *testing.T) {
	for _, c := range []struct {
		line  string
		names int
		joins bool
	}{{"talks of/ADP Ana/PROPN Vask/PROPN and/CCONJ Orr/PROPN", 2, true}, {"talks of/ADP Ana/PROPN Vask/PROPN", 1, false},
		{"Vask/PROPN ,/PUNCT Orr/PROPN ,/PUNCT Lind/PROPN", 2, false}} {
		x := New(eventtest.Doc(c.line))
		s := doc.Range{End: len(x.Tokens)}
		if x.NamesIn(0, s.End) != c.names || x.Joins(s) != c.joins {
			t.Errorf("%s: %d names, joins %v", c.line, x.NamesIn(0, s.End), x.Joins(s))
		}
	}
}

// TestWrittenHalf: a mark whose other half is not there is left out.
func TestWrittenHalf(t *testing.T) {
	d := eventtest.Doc("\"/PUNCT long talks \"/PUNCT")
	d.Quotes = []doc.Quote{{FirstToken: 0, EndToken: 4}}
	for i := range d.Tokens {
		d.Tokens[i].Quote = 0
	}
	for _, s := range []doc.Range{{First: 0, End: 3}, {First: 1, End: 4}} {
		if got := New(d).Written(s.First, s.End, true); got != "long talks" {
			t.Errorf("tokens %d to %d: %q", s.First, s.End, got)
		}
	}
}

// TestWritten: words are written without what leads in, a quotation's marks stay with it.
func TestWritten(t *testing.T) {
	for _, c := range []struct {
		line     string
		directed bool
		want     string
	}{
		{"on/ADP the/DET fishing quotas ./PUNCT", true, "fishing quotas"},
		{"in/ADP private/ADJ", false, "in private"},
		{",/PUNCT \"/PUNCT peace \"/PUNCT ,/PUNCT", true, "\" peace \""},
	} {
		d := eventtest.Doc(c.line)
		if d.Form(1) == `"` {
			d.Quotes = []doc.Quote{{FirstToken: 1, EndToken: 4}}
			for i := 1; i < 4; i++ {
				d.Tokens[i].Quote = 0
			}
		}
		x := New(d)
		if got := x.Written(0, len(d.Tokens), c.directed); got != c.want {
			t.Errorf("%s: %q, want %q", c.line, got, c.want)
		}
		if end := x.TrimEnd(doc.Range{End: 4}); d.Quotes != nil && end != 4 {
			t.Errorf("%s: the closing mark is cut off, up to %d", c.line, end)
		}
	}
	if !Named(&doc.Mention{Form: doc.MetonymForm}) || Named(&doc.Mention{Form: doc.PronounForm}) {
		t.Error("a seat names, a pronoun does not")
	}
}

// TestBody: a court is no hearing; what has another word at its end, a verb or a preposition may be one.
func TestBody(t *testing.T) {
	for line, want := range map[string]bool{
		"the/DET Supreme/PROPN Court/PROPN": true, "a/DET federal/ADJ court": true, "Congress/PROPN": true,
		"a/DET congress": false, "the/DET Guild/PROPN Congress/PROPN": false, "the/DET court hearing": false,
		"to/ADP Congress/PROPN":   true,
		"told/VERB the/DET court": false, "talks with/ADP the/DET court": false,
	} {
		d := eventtest.Doc(line)
		if got := New(d).Body(doc.Range{End: len(d.Tokens)}); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestThing: what is written or tells something does not happen; who writes it does something.
func TestThing(t *testing.T) {
	for line, want := range map[string]bool{
		"the/DET Lausen/PROPN magazine": true, "running/VERB/VBG mate in/ADP 2031/NUM": true,
		"a/DET list of/ADP votes":     true,
		"wrote/VERB/VBD an/DET essay": false, "the/DET magazine launch": false, "left/VERB": false,
	} {
		d := eventtest.Doc(line)
		eventtest.Lemmas(d, "magazine", "magazine", "mate", "mate", "list", "list", "essay", "essay")
		if got := New(d).Thing(doc.Range{End: len(d.Tokens)}); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestHyphen: a hyphen ties two words that it touches.
func TestHyphen(t *testing.T) {
	d := eventtest.Doc("right -/PUNCT wing")
	if New(d).Hyphen(1) {
		t.Error("with spaces beside it, it ties")
	}
	eventtest.Tied(d)
	if x := New(d); !x.Hyphen(1) || x.Hyphen(0) || x.Hyphen(-1) || x.Hyphen(3) {
		t.Error("without, it does not, or words do")
	}
}

// TestNameAt: a name lies over each of its tokens; a description, and the words around, are none.
func TestNameAt(t *testing.T) {
	d := eventtest.Doc("the/DET mayor of/ADP L:Lausen/PROPN P:Vask/PROPN left/VERB")
	d.Mentions = append([]doc.Mention{{FirstToken: 0, EndToken: 2, Head: 1, Form: doc.NominalForm}}, d.Mentions...)
	x := New(d)
	for token, want := range []int{-1, -1, -1, 1, 2, -1} {
		got := x.NameAt(token)
		if want < 0 && got != nil || want >= 0 && got != &x.Mentions[want] {
			t.Errorf("token %d: %+v, want mention %d", token, got, want)
		}
	}
	if x.NameOver(doc.Range{First: 3, End: 5}) != nil {
		t.Error("one name lies over two")
	}
	n := 0
	for range x.Covering(doc.Range{First: 0, End: 2}) {
		n++
	}
	if n != 1 {
		t.Errorf("%d mentions over the description", n)
	}
}

// TestHeadBeforeTime: the day behind a noun is not what a phrase names.
func TestHeadBeforeTime(t *testing.T) {
	d := eventtest.Doc("Orr/PROPN 's/PART resignation last/ADJ week/NOUN")
	eventtest.Dated(d, "last week", "2031-W09", doc.Date)
	x := New(d)
	if h := x.Head(doc.Range{First: 0, End: len(d.Tokens)}); x.Form(h) != "resignation" {
		t.Errorf("head is %q", x.Form(h))
	}
}
