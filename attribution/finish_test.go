package attribution

import (
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// said finishes one attribution and returns its statement.
func said(t testing.TB, d *doc.Doc, source, cue string, content ...string) *doc.Statement {
	t.Helper()
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	f := found{source: tagged.At(d, source, 0), cue: tagged.At(d, cue, 0), score: 1}
	for _, c := range content {
		f.content = append(f.content, tagged.At(d, c, 0))
	}
	finish(phrase.New(d, lex), []found{f})
	return &d.Statements[0]
}

// TestConstraints: neither the subject of a passive nor somebody who was asked is a source.
func TestConstraints(t *testing.T) {
	for _, c := range []struct{ sentence, source, cue, content, want string }{
		{"Lind/NNP was/VBD accused/VBN of/IN fraud/NN", "Lind", "was accused", "of fraud", ""},
		{"Lind/NNP accused/VBD Vask/NNP of/IN fraud/NN", "Lind", "accused", "Vask of fraud", "Lind"},
		{"Lind/NNP was/VBD quoted/VBN as/IN saying/VBG no/DT", "Lind", "was quoted as saying", "no", "Lind"},
		{"Lind/NNP ,/, asked/VBD whether/IN he/PRP knew/VBD", "Lind", "asked", "whether he knew", ""},
		{"Lind/NNP asked/VBD whether/IN he/PRP knew/VBD", "Lind", "asked", "whether he knew", "Lind"},
	} {
		d := tagged.Sentence(c.sentence)
		s := said(t, d, c.source, c.cue, c.content)
		got := ""
		if len(s.Source) > 0 {
			got = d.Cut(s.Source[0])
		}
		if got != c.want {
			t.Errorf("%s: source %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestLinks: a document speaks for who issued it, an answer is linked to its question, and what
// a newspaper quotes comes via the newspaper.
func TestLinks(t *testing.T) {
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	d := tagged.Sentence("Marsh/NNP said/VBD no/DT in/IN a/DT letter/NN and/CC the/DT letter/NN reported/VBD all/DT")
	tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	finish(phrase.New(d, lex), []found{
		{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, "said", 0),
			content: []doc.Range{tagged.At(d, "no", 0)}},
		{source: tagged.At(d, "the letter", 0), cue: tagged.At(d, "reported", 0),
			content: []doc.Range{tagged.At(d, "all", 0)}},
	})
	if s := d.Statements[1].Speakers; len(s) != 1 || d.Entities[s[0]].Name != "Ann Marsh" {
		t.Errorf("the letter speaks for %v", s)
	}

	for said, want := range map[string]string{"no/DT of/IN the/DT letter/NN": "the letter",
		"no/DT in/IN his/PRP$ letter/NN": "Ann Marsh", "no/DT ,/, Orr/NNP left/VBD a/DT letter/NN": "the letter",
	} {
		d := tagged.Sentence("Marsh/NNP said/VBD " + said + " and/CC the/DT letter/NN reported/VBD all/DT")
		reported := tagged.At(d, "reported", 0).First
		tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
		finish(phrase.New(d, lex), []found{
			{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, "said", 0), content: []doc.Range{tagged.At(d, "no", 0)}},
			{source: doc.Range{First: reported - 2, End: reported}, cue: tagged.At(d, "reported", 0),
				content: []doc.Range{tagged.At(d, "all", 0)}},
		})
		if got := tagged.Names(d, d.Statements[1].Speakers); got != want {
			t.Errorf("%s: speaker %q, want %q", said, got, want)
		}
	}

	d = tagged.Sentence("Meridian/NNP reported/VBD that/IN Marsh/NNP said/VBD no/DT")
	tagged.Mention(d, "Meridian", "Meridian", doc.NameForm, doc.Organization)
	tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	finish(phrase.New(d, lex), []found{
		{source: tagged.At(d, "Meridian", 0), cue: tagged.At(d, "reported", 0),
			content: []doc.Range{tagged.At(d,
				"that Marsh said no", 0)}},
		{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, "said", 0),
			content: []doc.Range{tagged.At(d, "no", 0)}},
	})
	if s := d.Statements[1]; s.NestedIn != 0 || len(s.Via) != 1 || d.Entities[s.Via[0]].Name != "Meridian" ||
		len(d.Statements[0].Via) != 0 {
		t.Errorf("nested in %d, via %v", s.NestedIn, s.Via)
	}

	for _, c := range []struct{ sentence, want string }{
		{"Asked/VBN whether/IN it/PRP sank/VBD ,/, Marsh/NNP said/VBD no/DT", "whether it sank"},
		{"Marsh/NNP ,/, when/WRB asked/VBN about/IN the/DT ferry/NN ,/, said/VBD no/DT", "the ferry"},
		{"Vask/NNP asked/VBD whether/IN it/PRP sank/VBD ,/, Marsh/NNP said/VBD no/DT", ""},
	} {
		d := tagged.Sentence(c.sentence)
		s := said(t, d, "Marsh", "said", "no")
		if got := d.Cut(s.Answers); got != c.want {
			t.Errorf("%s: answers %q, want %q", c.sentence, got, c.want)
		}
	}
	d = tagged.Sentence("Vask/NNP asked/VBD whether/IN it/PRP sank/VBD ./. Marsh/NNP said/VBD no/UH ,/, it/PRP floats/VBZ")
	finish(phrase.New(d, lex), []found{
		{source: tagged.At(d, "Vask", 0), cue: tagged.At(d, "asked", 0),
			content: []doc.Range{tagged.At(d, "whether it sank", 0)}},
		{source: tagged.At(d, "Marsh", 0), cue: tagged.At(d, "said", 0),
			content: []doc.Range{tagged.At(d, "no , it floats", 0)}},
	})
	if s := d.Statements[1]; d.Cut(s.Answers) != "whether it sank" || s.Act != "deny" {
		t.Errorf("answers %q, act %s", d.Cut(s.Answers), s.Act)
	}
}
