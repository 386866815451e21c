package attribution

import (
	"strings"
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// TestMended checks the source where the heads cut it wrongly or found none.
func TestMended(t *testing.T) {
	type m struct {
		words, name string
		form        doc.MentionForm
		kind        doc.EntityKind
	}
	ann := m{"Marsh", "Ann Marsh", doc.NameForm, doc.Person}
	for _, c := range []struct {
		about, sentence, source, cue, content string
		mentions                              []m
		want, via                             string
	}{
		{"the subject of the cue", "Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "", "said", "it is late", []m{ann},
			"Ann Marsh", ""},
		{"no subject behind a preposition", "Asked/VBN by/IN Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "", "said",
			"it is late", []m{ann}, "", ""},
		{"a name cut at its hyphen", "Hyde/NNP -/HYPH Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Marsh", "said",
			"it is late",
			[]m{{"Hyde - Marsh", "Ann Hyde-Marsh", doc.NameForm, doc.Person}}, "Ann Hyde-Marsh", ""},
		{"a party in brackets", "Marsh/NNP (/-LRB- Ostra/NNP )/-RRB- said/VBD it/PRP is/VBZ late/JJ", "Ostra )", "said",
			"it is late",
			[]m{ann, {"Ostra", "Ostra", doc.NameForm, doc.Place}}, "Ann Marsh", ""},
		{"a name in apposition to a party's",
			"The/DT top/JJ Tory/NNP ,/, Rep./NNP Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "The top Tory , Rep. Marsh",
			"said", "it is late",
			[]m{{"Tory", "Tories", doc.NameForm, doc.Organization}, ann}, "Ann Marsh", ""},
		{"who passes on a state", "Marsh/NNP ,/, R-Ostra/NNP ,/, who/WP said/VBD it/PRP is/VBZ late/JJ", "who", "said",
			"it is late",
			[]m{ann, {"R-Ostra", "Ostra", doc.NameForm, doc.Place}}, "Ann Marsh", ""},
		{"whom a paper quotes", "The/DT Courier/NNP quoted/VBD Marsh/NNP as/IN saying/VBG it/PRP is/VBZ late/JJ",
			"The Courier", "quoted", "it is late",
			[]m{{"The Courier", "the Courier", doc.NameForm, doc.Organization}, ann}, "Ann Marsh", "the Courier"},
		{"who is quoted", "Marsh/NNP was/VBD quoted/VBN as/IN saying/VBG by/IN Meridian/NNP that/IN it/PRP is/VBZ late/JJ",
			"", "was quoted as saying", "that it is late",
			[]m{ann, {"Meridian", "Meridian", doc.NameForm, doc.Organization}}, "Ann Marsh", "Meridian"},
		{"who is quoted, by the last word of the cue",
			"Marsh/NNP was/VBD quoted/VBN as/IN saying/VBG by/IN Meridian/NNP that/IN it/PRP is/VBZ late/JJ",
			"Marsh", "saying", "that it is late",
			[]m{ann, {"Meridian", "Meridian", doc.NameForm, doc.Organization}}, "Ann Marsh", "Meridian"},
		{"one of several, named", "one/CD of/IN the/DT pilots/NNS ,/, Marsh/NNP ,/, said/VBD it/PRP is/VBZ late/JJ",
			"one of the pilots , Marsh", "said", "it is late",
			[]m{{"the pilots", "the pilots", doc.NominalForm, doc.Group}, ann}, "Ann Marsh", ""},
		{"what stresses a name", "Marsh/NNP himself/PRP said/VBD it/PRP is/VBZ late/JJ", "Marsh himself", "said",
			"it is late", []m{ann, {"himself", "Jan Dahl", doc.PronounForm, doc.Person}}, "Ann Marsh", ""},
		{"a paper that says so itself", "The/DT Courier/NNP reported/VBD it/PRP is/VBZ late/JJ", "The Courier",
			"reported", "it is late",
			[]m{{"The Courier", "the Courier", doc.NameForm, doc.Organization}}, "the Courier", ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			d := tagged.Sentence(c.sentence)
			for _, x := range c.mentions {
				tagged.Mention(d, x.words, x.name, x.form, x.kind)
			}
			lex, err := lexicon.Read()
			if err != nil {
				t.Fatal(err)
			}
			f := found{cue: tagged.At(d, c.cue, 0), content: []doc.Range{tagged.At(d, c.content, 0)}, score: 1}
			if c.source != "" {
				f.source = tagged.At(d, c.source, 0)
			}
			finish(phrase.New(d, lex), []found{f})
			s := d.Statements[0]
			if got := tagged.Names(d, s.Speakers); got != c.want {
				t.Errorf("%s: speaker %q, want %q", c.sentence, got, c.want)
			}
			if got := tagged.Names(d, s.Via); got != c.via {
				t.Errorf("%s: via %q, want %q", c.sentence, got, c.via)
			}
		})
	}
}

// TestNobody: what "nobody" says is uncommitted, and a person is not the content of "call".
func TestNobody(t *testing.T) {
	for _, c := range []struct{ sentence, source, want string }{
		{"Nobody/NN said/VBD it/PRP is/VBZ late/JJ", "Nobody", "Uu"},
		{"If/IN Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Marsh", "Uu"},
		{"Though/IN Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Marsh", "CT+"},
		{"Somebody/NN said/VBD it/PRP is/VBZ late/JJ", "Somebody", "CT+"},
	} {
		if s := said(t, tagged.Sentence(c.sentence), c.source, "said", "it is late"); s.Commitment != c.want {
			t.Errorf("%s: commitment %s, want %s", c.sentence, s.Commitment, c.want)
		}
	}
	for _, c := range []struct {
		content string
		want    int
	}{{"Vask", 0}, {"Vask weak", 1}} {
		d := tagged.Sentence("Marsh/NNP called/VBD Vask/NNP weak/JJ")
		d.Words[1].Lemma = "call"
		tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
		tagged.Mention(d, "Vask", "Bo Vask", doc.NameForm, doc.Person)
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		finish(phrase.New(d, lex), []found{{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, "called", 0),
			content: []doc.Range{tagged.At(d, c.content, 0)}, score: 1}})
		if len(d.Statements) != c.want {
			t.Errorf("called %s: %d statements, want %d", c.content, len(d.Statements), c.want)
		}
	}
}

// TestHearerSpeaks: nobody tells himself, unless he does.
func TestHearerSpeaks(t *testing.T) {
	for _, c := range []struct{ sentence, hearer, means, want string }{
		{"Marsh/NNP told/VBD him/PRP it/PRP is/VBZ late/JJ", "him", "Ann Marsh", ""},
		{"Marsh/NNP told/VBD him/PRP it/PRP is/VBZ late/JJ", "him", "Bo Vask", "Ann Marsh"},
		{"Marsh/NNP told/VBD himself/PRP it/PRP is/VBZ late/JJ", "himself", "Ann Marsh", "Ann Marsh"},
		{"Marsh/NNP told/VBD his/PRP$ aides/NNS it/PRP is/VBZ late/JJ", "his", "Ann Marsh", "Ann Marsh"},
	} {
		d := tagged.Sentence(c.sentence)
		tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
		tagged.Mention(d, c.hearer, c.means, doc.PronounForm, doc.Person)
		if got := tagged.Names(d, said(t, d, "Marsh", "told", "it is late").Speakers); got != c.want {
			t.Errorf("%s (%s): speaker %q, want %q", c.sentence, c.means, got, c.want)
		}
	}
}

// TestWholePhrase: a cue takes its whole phrase, but nothing of the source.
func TestWholePhrase(t *testing.T) {
	d := tagged.Sentence("It/PRP is/VBZ late/JJ ,/, according/VBG to/IN Marsh/NNP")
	s := said(t, d, "Marsh", "according", "It is late")
	if got := d.Cut(s.Cue[0]); got != "according to" {
		t.Errorf("cue %q, want %q", got, "according to")
	}
	for _, c := range [][4]string{
		{"Marsh/NNP called/VBD on/IN Vask/NNP to/TO sail/VB", "on Vask to sail", "called on", "Vask to sail"},
		{"Marsh/NNP called/VBD Vask/NNP weak/JJ", "Vask weak", "called", "Vask weak"},
		{"Marsh/NNP agreed/VBD on/IN the/DT sale/NN", "on the sale", "agreed on", "the sale"},
		{"Marsh/NNP agreed/VBD to/TO sail/VB", "to sail", "agreed", "to sail"},
	} {
		d := tagged.Sentence(c[0], "called", "call", "agreed", "agree")
		verb, _, _ := strings.Cut(c[2], " ")
		if s := said(t, d, "Marsh", verb, c[1]); d.Cut(s.Cue[0]) != c[2] || d.Cut(s.Content[0]) != c[3] {
			t.Errorf("%s: %q, %q", c[0], d.Cut(s.Cue[0]), d.Cut(s.Content[0]))
		}
	}
	d = tagged.Sentence("Marsh/NNP said/VBD to/TO sail/VB")
	if s := said(t, d, "Marsh", "said", "to sail"); d.Cut(s.Cue[0]) != "said" {
		t.Errorf("cue %q, want %q", d.Cut(s.Cue[0]), "said")
	}
}
