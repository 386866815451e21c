package setting

import (
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestSetting checks audience, occasion and day.
func TestSetting(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ sentence, date, cue, content, audience, occasion, on string }{
		{"Marsh/NNP told/VBD reporters/NNS in/IN Ostra/NNP it/PRP is/VBZ late/JJ", "", "told", "it is late",
			"reporters in Ostra", "", ""},
		{"Marsh/NNP told/VBD a/DT news/NN conference/NN it/PRP is/VBZ late/JJ", "", "told", "it is late", "",
			"a news conference", ""},
		{"Marsh/NNP told/VBD Ostra/NNP News/NNP it/PRP is/VBZ late/JJ", "", "told", "it is late", "Ostra News", "", ""},
		{"Marsh/NNP told/VBD the/DT news/NN agency/NN it/PRP is/VBZ late/JJ", "", "told", "it is late", "the news agency",
			"", ""},
		{"Marsh/NNP told/VBD Ostra/NNP Today/NNP it/PRP is/VBZ late/JJ", "Today", "told", "it is late", "Ostra Today", "",
			"2031-05-12"},
		{"Marsh/NNP told/VBD reporters/NNS Monday/NNP it/PRP is/VBZ late/JJ", "Monday", "told", "it is late",
			"reporters", "", "2031-05-12"},
		{"Marsh/NNP said/VBD in/IN an/DT interview/NN with/IN Meridian/NNP published/VBN Monday/NNP it/PRP is/VBZ late/JJ",
			"Monday", "said", "it is late", "Meridian", "in an interview", "2031-05-12"},
		{"Marsh/NNP said/VBD on/IN Monday/NNP it/PRP is/VBZ late/JJ", "Monday", "said", "it is late", "", "",
			"2031-05-12"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ late/JJ on/IN Monday/NNP", "Monday", "said", "it is late on Monday", "",
			"", ""},
		{"On/IN Monday/NNP Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Monday", "said", "it is late", "", "",
			"2031-05-12"},
		{"Marsh/NNP said/VBD at/IN a/DT rally/NN it/PRP is/VBZ late/JJ", "", "said", "it is late", "", "at a rally",
			""},
		{"Marsh/NNP said/VBD in/IN an/DT interview/NN with/IN Meridian/NNP it/PRP is/VBZ late/JJ", "", "said",
			"it is late", "Meridian", "in an interview with Meridian", ""},
	} {
		d := tagged.Sentence(c.sentence)
		if c.date != "" {
			s := tagged.At(d, c.date, 0)
			d.Times = []doc.Time{{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Type: doc.Date,
				Value: "2031-05-12"}}
		}
		if strings.Contains(c.sentence, "Today") {
			tagged.Mention(d, "Ostra Today", "Ostra Today", doc.NameForm, doc.Organization)
		}
		x := phrase.New(d, lex)
		cue, sentence := x.ReadCue(tagged.At(d, c.cue, 0)), doc.Range{End: len(d.Tokens)}
		taken := []doc.Range{tagged.At(d, "Marsh", 0), tagged.At(d, c.content, 0)}
		s := Of(x, &cue, phrase.Rest{Sentence: sentence, Taken: taken})
		if s.Audience != c.audience || s.Occasion != c.occasion || s.SaidOn != c.on {
			t.Errorf("%s: audience %q, occasion %q, on %q", c.sentence, s.Audience, s.Occasion, s.SaidOn)
		}
	}
}

// TestHearer: the audience follows "to" right after the cue, unless a verb follows; after "with"
// it requires a noun such as "interview".
func TestHearer(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for sentence, want := range map[string]string{
		"Marsh/NNP said/VBD to/TO reporters/NNS it/PRP is/VBZ late/JJ":              "reporters",
		"Marsh/NNP said/VBD to/TO sail/VB it/PRP is/VBZ late/JJ":                    "",
		"Marsh/NNP said/VBD again/RB to/TO reporters/NNS it/PRP is/VBZ late/JJ":     "",
		"Marsh/NNP said/VBD in/IN talks/NNS with/IN Vask/NNP it/PRP is/VBZ late/JJ": "Vask",
		"Marsh/NNP said/VBD in/IN Ostra/NNP with/IN Vask/NNP it/PRP is/VBZ late/JJ": "",
	} {
		d := tagged.Sentence(sentence)
		x := phrase.New(d, lex)
		cue := x.ReadCue(tagged.At(d, "said", 0))
		taken := []doc.Range{tagged.At(d, "it is late", 0)}
		s := Of(x, &cue, phrase.Rest{Sentence: doc.Range{End: len(d.Tokens)}, Taken: taken})
		if s.Audience != want {
			t.Errorf("%s: told %q, want %q", sentence, s.Audience, want)
		}
	}
}

// TestAhead: a statement in the past or present was not made after the report, but one to come
// may be.
func TestAhead(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for sentence, want := range map[string]string{
		"Marsh/NNP said/VBD on/IN Monday/NNP it/PRP is/VBZ late/JJ":       "",
		"Marsh/NNP will/MD say/VB on/IN Monday/NNP it/PRP is/VBZ late/JJ": "2031-05-12",
	} {
		d := tagged.Sentence(sentence)
		d.Article.Published = "2031-05-10"
		at := tagged.At(d, "Monday", 0)
		d.Times = []doc.Time{{FirstToken: at.First, EndToken: at.End, Type: doc.Date, Value: "2031-05-12"}}
		x := phrase.New(d, lex)
		verb := at.First - 2
		cue := x.ReadCue(doc.Range{First: verb, End: verb + 1})
		taken := []doc.Range{tagged.At(d, "it is late", 0)}
		got := Of(x, &cue, phrase.Rest{Sentence: doc.Range{End: len(d.Tokens)}, Taken: taken})
		if got.SaidOn != want {
			t.Errorf("%s: on %q, want %q", sentence, got.SaidOn, want)
		}
	}
}

// TestProgramme: a title in quotation marks is told without its marks and with its day.
func TestProgramme(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	d := tagged.Sentence("Marsh/NNP told/VBD “/`` Ostra/NNP on/IN Sunday/NNP ”/'' it/PRP is/VBZ late/JJ")
	q := tagged.At(d, "“ Ostra on Sunday ”", 0)
	d.Quotes = []doc.Quote{{FirstToken: q.First, EndToken: q.End, Closed: true, Parent: -1}}
	for i := q.First; i < q.End; i++ {
		d.Tokens[i].Quote = 0
	}
	d.Tokens[q.First].Kind, d.Tokens[q.End-1].Kind = doc.PunctToken, doc.PunctToken
	day := tagged.At(d, "Sunday", 0)
	d.Times = []doc.Time{{Span: d.Bytes(day), FirstToken: day.First, EndToken: day.End, Type: doc.Date,
		Value: "2031-05-11"}}
	x := phrase.New(d, lex)
	cue := x.ReadCue(tagged.At(d, "told", 0))
	taken := []doc.Range{tagged.At(d, "Marsh", 0), tagged.At(d, "it is late", 0)}
	s := Of(x, &cue, phrase.Rest{Sentence: doc.Range{End: len(d.Tokens)}, Taken: taken})
	if s.Audience != "Ostra on Sunday" || s.Occasion != "" {
		t.Errorf("audience %q, occasion %q", s.Audience, s.Occasion)
	}
}
