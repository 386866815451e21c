package attribution

import (
	"strings"
	"testing"

	"readout/article"
	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestSieve: a deed, a time, or a question to the source is no statement; its near counterpart
// is one.
func TestSieve(t *testing.T) {
	for _, c := range []struct {
		about, sentence, source, cue, content string
		score                                 float64
		kept                                  bool
	}{
		{"a deed", "Lind/NNP upheld/VBD the/DT ban/NN", "Lind", "upheld", "the ban", 0.6, false},
		{"a deed that the heads are sure of", "Lind/NNP upheld/VBD the/DT ban/NN", "Lind", "upheld", "the ban", 0.8, true},
		{"a clause", "Lind/NNP upheld/VBD that/IN it/PRP is/VBZ late/JJ", "Lind", "upheld", "that it is late", 0.6, true},
		{"a known cue", "Lind/NNP denied/VBD the/DT charge/NN", "Lind", "denied", "the charge", 0.6, true},
		{"what is to be done", "Lind/NNP moved/VBD to/TO sign/VB it/PRP", "Lind", "moved", "to sign it", 0.6, true},
		{"a verb that its particle changes", "Lind/NNP asked/VBD around/RP the/DT town/NN", "Lind", "asked around",
			"the town", 0.6, false},
		{"a word of a name", "Omar/NNP Said/NNP Tarik/NNP was/VBD held/VBN", "Omar", "Said", "Tarik was held", 0.9, false},
		{"a sentence in capitals", "OMAR/NNP SAID/VBD TARIK/NNP WAS/VBD HELD/VBN", "OMAR", "SAID", "TARIK WAS HELD", 0.9,
			true},
		{"a verb beside a name", "Omar/NNP said/VBD Tarik/NNP was/VBD held/VBN", "Omar", "said", "Tarik was held", 0.9, true},
		{"a script's colon", "Lind/NNP :/: no/DT trade/NN", "Lind", ":", "no trade", 0.6, true},
		{"a question to the source", "Lind/NNP ,/, asked/VBN whether/IN it/PRP sank/VBD ,/, said/VBD no/DT", "Lind",
			"said", "whether it sank", 0.9, false},
		{"whose question it is", "Lind/NNP asked/VBD whether/IN it/PRP sank/VBD", "Lind", "asked", "whether it sank", 0.9,
			true},
	} {
		d := tagged.Sentence(c.sentence)
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		finish(phrase.New(d, lex), []found{{source: tagged.At(d, c.source, 0), cue: tagged.At(d, c.cue, 0), score: c.score,
			content: []doc.Range{tagged.At(d, c.content, 0)}}})
		if kept := len(d.Statements) > 0; kept != c.kept {
			t.Errorf("%s: kept %v, want %v", c.about, kept, c.kept)
		}
	}
}

// TestOnlyWhen: a day alone is no content.
func TestOnlyWhen(t *testing.T) {
	for content, want := range map[string]int{"on Tuesday": 0, "it sank on Tuesday": 1} {
		d := tagged.Sentence("Lind/NNP ruled/VBD it/PRP sank/VBD on/IN Tuesday/NNP")
		day := tagged.At(d, "Tuesday", 0)
		d.Times = []doc.Time{{Type: doc.Date, FirstToken: day.First, EndToken: day.End}}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		finish(phrase.New(d, lex), []found{{source: tagged.At(d, "Lind", 0), cue: tagged.At(d, "ruled", 0), score: 0.9,
			content: []doc.Range{tagged.At(d, content, 0)}}})
		if len(d.Statements) != want {
			t.Errorf("%q: %d statements, want %d", content, len(d.Statements), want)
		}
	}
}

// TestNotItsOwn: in a headline a source that is told to do something, or that raises the hopes
// of others, is no source.
func TestNotItsOwn(t *testing.T) {
	for _, c := range []struct {
		sentence, source, cue, content, want string
		block                                article.BlockKind
	}{
		{"Lind/NNP told/VBD to/TO resign/VB", "Lind", "told", "to resign", "", article.Headline},
		{"Lind/NNP told/VBD to/TO resign/VB", "Lind", "told", "to resign", "Lind", article.Paragraph},
		{"Lind/NNP accused/VBD of/IN fraud/NN", "Lind", "accused of", "fraud", "", article.Paragraph},
		{"Lind/NNP accused/VBD Orr/NNP of/IN fraud/NN", "Lind", "accused", "Orr of fraud", "Lind", article.Paragraph},
		{"Lind/NNP hopes/VBZ to/TO resign/VB", "Lind", "hopes", "to resign", "Lind", article.Headline},
		{"Lind/NNP raised/VBD hopes/NNS of/IN peace/NN", "Lind", "raised hopes", "of peace", "", article.Paragraph},
		{"Lind/NNP has/VBZ hopes/NNS of/IN peace/NN", "Lind", "has hopes", "of peace", "Lind", article.Paragraph},
	} {
		d := tagged.Sentence(c.sentence)
		d.Article.Blocks[0].Kind = c.block
		for i := range d.Words {
			switch d.LowerForm(i) {
			case "raised":
				d.Words[i].Lemma = "raise"
			case "has":
				d.Words[i].Lemma = "have"
			}
		}
		s, got := said(t, d, c.source, c.cue, c.content), ""
		if len(s.Source) > 0 {
			got = d.Cut(s.Source[0])
		}
		if got != c.want {
			t.Errorf("%s (%s): source %q, want %q", c.sentence, c.block, got, c.want)
		}
	}
}

// TestFeelings: "hopes" that are played down belong to the content.
func TestFeelings(t *testing.T) {
	d := tagged.Sentence("Lind/NNP plays/VBZ down/RP hopes/NNS of/IN peace/NN")
	d.Words[1].Lemma = "play"
	s := said(t, d, "Lind", "plays down hopes", "of peace")
	if got := d.Cut(s.Cue[0]) + "|" + d.Cut(s.Content[0]); got != "plays down|hopes of peace" {
		t.Error(got)
	}
}

// TestGloss: what stands behind a quotation and a dash to the end of the sentence is the reporter's; an aside
// is not, nor what is quoted.
func TestGloss(t *testing.T) {
	for content, want := range map[string]string{
		"“late” — the third time":                 "“late”",
		"“late” — the third time — for the ferry": "“late” — the third time — for the ferry",
		"late — the third time":                   "late — the third time",
		"“late” — “the third time”":               "“late” — “the third time”",
	} {
		d := read(t, "Lind called it "+content+".")
		d.Words = make([]doc.Word, len(d.Tokens))
		if got := d.Cut(said(t, d, "Lind", "called", content).Content[0]); got != want {
			t.Errorf("%s: %q, want %q", content, got, want)
		}
	}
}

// TestUnmade: a condition, a question, a duty and what was not said leave too little of a score to be shown.
func TestUnmade(t *testing.T) {
	for sentence, made := range map[string]bool{
		"Lind/NNP admits/VBZ that/IN it/PRP sank/VBD":                                          true,
		"If/IN Lind/NNP admits/VBZ that/IN it/PRP sank/VBD":                                    false,
		"Perhaps/RB Lind/NNP admits/VBZ that/IN it/PRP sank/VBD":                               false,
		"Did/VBD Lind/NNP admit/VB that/IN it/PRP sank/VBD ?/.":                                false,
		"Lind/NNP will/MD admit/VB that/IN it/PRP sank/VBD":                                    false,
		"Lind/NNP should/MD admit/VB that/IN it/PRP sank/VBD":                                  false,
		"Lind/NNP will/MD have/VB to/TO admit/VB that/IN it/PRP sank/VBD":                      false,
		"I/PRP should/MD admit/VB that/IN it/PRP sank/VBD":                                     true,
		"Lind/NNP did/VBD not/RB admit/VB that/IN it/PRP sank/VBD":                             false,
		"Lind/NNP did/VBD not/RB deny/VB that/IN it/PRP sank/VBD":                              true,
		"Lind/NNP could/MD not/RB resist/VB admitting/VBG that/IN it/PRP sank/VBD":             true,
		"The/DT fleet/NN should/MD sail/VB but/CC Lind/NNP admits/VBZ that/IN it/PRP sank/VBD": true,
	} {
		d := tagged.Sentence(sentence)
		cue := ""
		for i := range d.Words {
			switch form := d.LowerForm(i); form {
			case "admits", "admit", "admitting":
				d.Words[i].Lemma, cue = "admit", d.Form(i)
			case "deny":
				cue = form
			case "did":
				d.Words[i].Lemma = "do"
			}
		}
		source := "Lind"
		if strings.HasPrefix(sentence, "I/") {
			source = "I"
		}
		if s := said(t, d, source, cue, "that it sank"); s.Score > unmadeLeaves != made {
			t.Errorf("%s: score %v", sentence, s.Score)
		}
	}
}

// TestDeclined: a refusal to comment is found with or without the heads; a comment is no
// refusal.
func TestDeclined(t *testing.T) {
	for _, c := range []struct {
		sentence, want string
		by             []string
	}{
		{"Lind/NNP would/MD not/RB comment/VB on/IN the/DT sale/NN", "would not|comment on the sale", []string{"Lind"}},
		{"Lind/NNP did/VBD not/RB respond/VB to/TO a/DT request/NN for/IN comment/NN",
			"did not respond|to a request for comment", []string{"Lind"}},
		{"Lind/NNP could/MD not/RB be/VB reached/VBN for/IN comment/NN", "could not be reached|for comment",
			[]string{"Lind"}},
		{"Neither/CC Lind/NNP nor/CC Orr/NNP would/MD comment/VB", "would|comment", []string{"Lind", "Orr"}},
		{"Neither/CC Lind/NNP nor/CC Orr/NNP comment/VBP", "", nil}, // and the cue is not empty
		{"Lind/NNP did/VBD comment/VB", "", nil},
		{"Lind/NNP responded/VBD to/TO a/DT request/NN for/IN comment/NN", "", nil},
		{"Orr/NNP could/MD not/RB reach/VB Lind/NNP for/IN comment/NN", "", nil},
	} {
		d := tagged.Sentence(c.sentence)
		for i := range d.Words {
			switch d.LowerForm(i) {
			case "responded":
				d.Words[i].Lemma = "respond"
			case "reached":
				d.Words[i].Lemma = "reach"
			case "lind", "orr":
				tagged.Mention(d, d.Form(i), d.Form(i), doc.NameForm, doc.Person)
			}
		}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		finish(phrase.New(d, lex), nil)
		got := ""
		for _, s := range d.Statements {
			got += d.Cut(s.Cue[0]) + "|" + d.Cut(s.Content[0])
			if s.Act != "decline" || len(s.Speakers) != len(c.by) {
				t.Errorf("%s: %s of %v", c.sentence, s.Act, s.Speakers)
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestContinued: "he" is the previous speaker, unless coreference is certain of the person
// mentioned or the pronoun comes late in the sentence.
func TestContinued(t *testing.T) {
	const first = "Holm/NNP said/VBD they/PRP met/VBD Orr/NNP ./. "
	for _, c := range []struct {
		about, second, want string
		sure                float64
	}{
		{"the speaker goes on", "He/PRP added/VBD it/PRP is/VBZ late/JJ", "Holm", 0.6},
		{"the heads are sure", "He/PRP added/VBD it/PRP is/VBZ late/JJ", "Orr", 0.95},
		{"behind another clause", "When/WRB Vask/NNP came/VBD ,/, He/PRP added/VBD it/PRP is/VBZ late/JJ", "Orr", 0.75},
	} {
		d := tagged.Sentence(first + c.second)
		d.Sentences = append(d.Sentences, doc.Sentence{FirstToken: 6, EndToken: len(d.Tokens)})
		for i := 6; i < len(d.Tokens); i++ {
			d.Tokens[i].Sentence = 1
		}
		tagged.Mention(d, "Holm", "Holm", doc.NameForm, doc.Person)
		tagged.Mention(d, "Orr", "Orr", doc.NameForm, doc.Person)
		tagged.Mention(d, "He", "Orr", doc.PronounForm, doc.Person)
		d.Mentions[2].Score = c.sure
		for i := range d.Words {
			if d.LowerForm(i) == "added" {
				d.Words[i].Lemma = "add"
			}
		}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		finish(phrase.New(d, lex), []found{
			{source: tagged.At(d, "Holm", 0), cue: tagged.At(d, "said", 0),
				content: []doc.Range{tagged.At(d, "they met Orr", 0)}},
			{source: tagged.At(d, "He", 0), cue: tagged.At(d, "added", 0),
				content: []doc.Range{tagged.At(d, "it is late", 0)}}})
		s := d.Statements[len(d.Statements)-1]
		if len(s.Speakers) != 1 || d.Entities[s.Speakers[0]].Name != c.want {
			t.Errorf("%s: %v of %v, want %s", c.about, s.Speakers, d.Entities, c.want)
		}
	}
}

// TestTitled: the title of a book is nothing that its author says; what he says may be quoted alone.
func TestTitled(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]int{
		"Marsh wrote “A Short History of the Harbour,” a book.":   0,
		"Marsh wrote “a short history of the harbour,” a book.":   1,
		"Marsh wrote: “A Short History of the Harbour.” It sold.": 1,
		"Marsh wrote “Ferry Tales,” a book.":                      1,
	} {
		d := read(t, text)
		q := d.Quotes[0]
		all := []found{{cue: tagged.At(d, "wrote", 0), source: tagged.At(d, "Marsh", 0), score: 1,
			content: []doc.Range{{First: q.FirstToken, End: q.EndToken}}}}
		finish(phrase.New(d, lex), all)
		if len(d.Statements) != want {
			t.Errorf("%s: %d statements, want %d", text, len(d.Statements), want)
		}
	}
}
