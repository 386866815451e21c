package attribution

import (
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
)

// tagged builds a sentence of "word/XPOS" with lemmas of regular words and of the given ones.
func tagged(t testing.TB, sentence string) *doc.Doc {
	t.Helper()
	var forms, tags []string
	for _, w := range strings.Fields(sentence) {
		form, tag, ok := strings.Cut(w, "/")
		if !ok {
			tag = form
		}
		forms, tags = append(forms, form), append(tags, universal(tag)+"/"+tag)
	}
	d := doc.Build(forms, tags, nil, nil)
	lemmas := map[string]string{"said": "say", "told": "tell", "denied": "deny", "asked": "ask", "refused": "refuse",
		"declined": "decline",
		"accused":  "accuse", "expected": "expect", "plans": "plan", "hopes": "hope", "doubts": "doubt", "did": "do",
		"ruled": "rule", "quoted": "quote",
		"believes": "believe", "suggested": "suggest", "confirm": "confirm", "was": "be", "is": "be", "are": "be",
		"reported": "report", "announced": "announce"}
	for i, f := range forms {
		if l, ok := lemmas[strings.ToLower(f)]; ok {
			d.Words[i].Lemma = l
		}
	}
	return d
}

// universal is the universal tag of a Penn tag, as far as these tests need.
func universal(xpos string) string {
	for _, p := range []struct{ penn, upos string }{{"NNP", "PROPN"}, {"NN", "NOUN"}, {"VB", "VERB"}, {"MD", "AUX"},
		{"JJ", "ADJ"}, {"RB", "ADV"},
		{"PRP", "PRON"}, {"WP", "PRON"}, {"DT", "DET"}, {"CD", "NUM"}, {"IN", "ADP"}, {"TO", "PART"}, {"POS",
			"PART"}, {"CC", "CCONJ"}} {
		if strings.HasPrefix(xpos, p.penn) {
			return p.upos
		}
	}
	return "PUNCT"
}

// mention adds a mention of an entity, which it makes where there is none of that name.
func mention(t testing.TB, d *doc.Doc, words, name string, form doc.MentionForm, kind doc.EntityKind) {
	t.Helper()
	s := at(t, d, words, 0)
	e := -1
	for i := range d.Entities {
		if d.Entities[i].Name == name {
			e = i
		}
	}
	if e < 0 && name != "" {
		e = len(d.Entities)
		d.Entities = append(d.Entities, doc.Entity{Kind: kind, Name: name})
	}
	m := doc.Mention{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Head: s.End - 1, Form: form, Kind: kind,
		Entity: e}
	if form == doc.NameForm {
		m.Name = m.Span
	}
	if e >= 0 {
		d.Entities[e].Mentions = append(d.Entities[e].Mentions, len(d.Mentions))
	}
	d.Mentions = append(d.Mentions, m)
}

// said finishes one attribution and returns its statement.
func said(t testing.TB, d *doc.Doc, source, cue string, content ...string) *doc.Statement {
	t.Helper()
	lex, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	f := found{source: at(t, d, source, 0), cue: at(t, d, cue, 0), score: 1}
	for _, c := range content {
		f.content = append(f.content, at(t, d, c, 0))
	}
	finish(d, lex, []found{f})
	return &d.Statements[0]
}

// TestActs holds act, attitude and commitment of one sentence each.
func TestActs(t *testing.T) {
	for _, c := range []struct{ sentence, source, cue, content, act, attitude, commitment string }{
		{"Marsh/NNP said/VBD it/PRP is/VBZ late/JJ", "Marsh", "said", "it is late", "assert", "speech", "CT+"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ not/RB late/JJ", "Marsh", "said", "it is not late", "assert", "speech", "CT-"},
		{"Marsh/NNP said/VBD it/PRP may/MD be/VB late/JJ", "Marsh", "said", "it may be late", "assert", "speech",
			"PS+"},
		{"Marsh/NNP said/VBD it/PRP will/MD be/VB late/JJ", "Marsh", "said", "it will be late", "announce", "speech",
			"CT+"},
		{"Marsh/NNP said/VBD a/DT truce/NN was/VBD unlikely/JJ", "Marsh", "said", "a truce was unlikely", "estimate",
			"speech", "PR-"},
		{"Marsh/NNP denied/VBD that/IN it/PRP is/VBZ late/JJ", "Marsh", "denied", "that it is late", "deny",
			"speech", "CT-"},
		{"Marsh/NNP did/VBD not/RB say/VB whether/IN it/PRP is/VBZ late/JJ", "Marsh", "did not say",
			"whether it is late", "decline", "speech", "Uu"},
		{"Marsh/NNP declined/VBD to/TO comment/VB on/IN the/DT talks/NNS", "Marsh", "declined",
			"to comment on the talks", "decline", "speech", "Uu"},
		{"Marsh/NNP refused/VBD to/TO sign/VB the/DT treaty/NN", "Marsh", "refused", "to sign the treaty", "reject",
			"speech", "CT-"},
		{"Marsh/NNP did/VBD not/RB confirm/VB that/IN it/PRP is/VBZ late/JJ", "Marsh", "did not confirm",
			"that it is late", "reject", "speech", "Uu"},
		{"Marsh/NNP believes/VBZ it/PRP is/VBZ late/JJ", "Marsh", "believes", "it is late", "assert", "belief", "PR+"},
		{"Marsh/NNP plans/VBZ to/TO sail/VB", "Marsh", "plans", "to sail", "assert", "intention", "PR+"},
		{"Marsh/NNP said/VBD no/DT decision/NN has/VBZ been/VBN made/VBN", "Marsh", "said",
			"no decision has been made", "assert", "speech", "Uu"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ too/RB early/RB to/TO say/VB", "Marsh", "said", "it is too early to say",
			"decline", "speech", "Uu"},
		{"Marsh/NNP said/VBD it/PRP is/VBZ late/JJ ?/.", "Marsh", "said", "it is late ?", "ask", "speech", "Uu"},
		{"The/DT poll/NN said/VBD it/PRP is/VBZ late/JJ", "The poll", "said", "it is late", "assert", "document",
			"CT+"},
		{"Marsh/NNP grunted/VBD it/PRP is/VBZ late/JJ", "Marsh", "grunted", "it is late", "assert", "speech", "CT+"},
	} {
		s := said(t, tagged(t, c.sentence), c.source, c.cue, c.content)
		if s.Act != c.act || s.Attitude != c.attitude || s.Commitment != c.commitment {
			t.Errorf("%s: act %s, attitude %s, commitment %s; want %s, %s, %s", c.sentence, s.Act, s.Attitude,
				s.Commitment, c.act, c.attitude, c.commitment)
		}
	}
}

// TestSetting holds who was told, where and when.
func TestSetting(t *testing.T) {
	for _, c := range []struct{ sentence, date, cue, content, audience, occasion, on string }{
		{"Marsh/NNP told/VBD reporters/NNS in/IN Ostra/NNP it/PRP is/VBZ late/JJ", "", "told", "it is late",
			"reporters in Ostra", "", ""},
		{"Marsh/NNP told/VBD a/DT news/NN conference/NN it/PRP is/VBZ late/JJ", "", "told", "it is late", "",
			"a news conference", ""},
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
		d := tagged(t, c.sentence)
		if c.date != "" {
			s := at(t, d, c.date, 0)
			d.Times = []doc.Time{{Span: d.Bytes(s), FirstToken: s.First, EndToken: s.End, Type: doc.Date,
				Value: "2031-05-12"}}
		}
		s := said(t, d, "Marsh", c.cue, c.content)
		if s.Audience != c.audience || s.Occasion != c.occasion || s.SaidOn != c.on {
			t.Errorf("%s: audience %q, occasion %q, on %q", c.sentence, s.Audience, s.Occasion, s.SaidOn)
		}
	}
}

// TestSpeakers: who heads the source speaks; a description that nobody names is an entity
// of its own, and never somebody named inside it.
func TestSpeakers(t *testing.T) {
	type m struct {
		words, name string
		form        doc.MentionForm
	}
	for _, c := range []struct {
		sentence, source, want string
		mentions               []m
	}{
		{"Marsh/NNP said/VBD no/DT", "Marsh", "Ann Marsh", []m{{"Marsh", "Ann Marsh", doc.NameForm}}},
		{"He/PRP said/VBD no/DT", "He", "Ann Marsh", []m{{"He", "Ann Marsh", doc.PronounForm}}},
		{"He/PRP said/VBD no/DT", "He", "", nil},
		{"A/DT senior/JJ official/NN said/VBD no/DT", "A senior official", "a senior official", nil},
		{"A/DT spokesman/NN for/IN Marsh/NNP said/VBD no/DT", "A spokesman for Marsh", "a spokesman for Marsh",
			[]m{{"Marsh", "Ann Marsh", doc.NameForm}}},
		{"Marsh/NNP 's/POS aide/NN said/VBD no/DT", "Marsh 's aide", "Marsh 's aide", []m{{"Marsh", "Ann Marsh",
			doc.NameForm}}},
		{"Marsh/NNP and/CC Vask/NNP said/VBD no/DT", "Marsh and Vask", "Ann Marsh + Bo Vask", []m{{"Marsh",
			"Ann Marsh", doc.NameForm}, {"Vask", "Bo Vask", doc.NameForm}}},
		{"Marsh/NNP ,/, an/DT aide/NN to/IN Vask/NNP said/VBD no/DT", "Marsh , an aide to Vask", "Ann Marsh",
			[]m{{"Marsh", "Ann Marsh", doc.NameForm}, {"Vask", "Bo Vask", doc.NameForm}}},
		{"Vask/NNP ,/, who/WP met/VBD Marsh/NNP ,/, said/VBD no/DT", "Vask , who met Marsh ,", "Bo Vask",
			[]m{{"Vask", "Bo Vask", doc.NameForm}, {"Marsh", "Ann Marsh", doc.NameForm}}},
		{"Vask/NNP who/WP met/VBD Marsh/NNP said/VBD no/DT", "Vask who met Marsh", "Bo Vask",
			[]m{{"Vask", "Bo Vask", doc.NameForm}, {"Marsh", "Ann Marsh", doc.NameForm}}},
		{"Marsh/NNP who/WP said/VBD no/DT", "who", "Ann Marsh", []m{{"Marsh", "Ann Marsh", doc.NameForm}}},
	} {
		d := tagged(t, c.sentence)
		for _, x := range c.mentions {
			mention(t, d, x.words, x.name, x.form, doc.Person)
		}
		s := said(t, d, c.source, "said", "no")
		var got []string
		for _, e := range s.Speakers {
			got = append(got, d.Entities[e].Name)
		}
		if strings.Join(got, " + ") != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestNationals: a country has not said what its people say, but where "the Americans" stands for it.
func TestNationals(t *testing.T) {
	for source, want := range map[string]string{"Ostrians": "Ostrians", "The Ostrians": "Ostria"} {
		words := ""
		for _, w := range strings.Fields(source) {
			words += w + map[bool]string{true: "/DT ", false: "/NNPS "}[w == "The"]
		}
		d := tagged(t, words+"said/VBD no/DT")
		mention(t, d, source, "Ostria", doc.NominalForm, doc.Place)
		if got := names(d, said(t, d, source, "said", "no").Speakers); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// TestUnnamed: the same description is one entity, its mentions stand in order, and one
// that entity reading left open takes the mention there is.
func TestUnnamed(t *testing.T) {
	d := tagged(t, "Marsh/NNP left/VBD and/CC the/DT aide/NN said/VBD no/DT")
	mention(t, d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	mention(t, d, "no", "", doc.NominalForm, doc.Other)
	said(t, d, "the aide", "said", "no")
	if len(d.Entities) != 2 || d.Entities[1].Name != "the aide" || d.Entities[1].Kind != doc.Person {
		t.Fatalf("entities %+v", d.Entities)
	}
	var order []string
	for i, m := range d.Mentions {
		order = append(order, d.Cut(m.Span))
		if m.Entity >= 0 && d.Entities[m.Entity].Mentions[0] != i {
			t.Errorf("mention %d of entity %d, which has %v", i, m.Entity, d.Entities[m.Entity].Mentions)
		}
	}
	if got := strings.Join(order, ", "); got != "Marsh, the aide, no" {
		t.Errorf("mentions %s", got)
	}
}

// TestIntroduced: who is introduced is nobody named before; with the name behind it, it is.
func TestIntroduced(t *testing.T) {
	for _, c := range []struct{ sentence, source, want string }{
		{"Marsh/NNP left/VBD and/CC an/DT official/NN said/VBD no/DT", "an official", "an official"},
		{"Marsh/NNP left/VBD and/CC the/DT official/NN said/VBD no/DT", "the official", "Ann Marsh"},
		{"Marsh/NNP left/VBD and/CC an/DT official/NN ,/, Ann/NNP ,/, said/VBD no/DT", "an official , Ann ,",
			"Ann Marsh"},
	} {
		d := tagged(t, c.sentence)
		mention(t, d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
		article := strings.Fields(c.source)[0]
		mention(t, d, article+" official", "Ann Marsh", doc.NominalForm, doc.Person)
		if strings.Contains(c.source, "Ann") {
			mention(t, d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
		}
		s := said(t, d, c.source, "said", "no")
		if len(s.Speakers) != 1 || d.Entities[s.Speakers[0]].Name != c.want {
			t.Errorf("%s: %v", c.sentence, s.Speakers)
		}
	}
}

// TestSameOfficial: "the official" is the one introduced before.
func TestSameOfficial(t *testing.T) {
	d := tagged(t, "A/DT Norhaven/JJ official/NN said/VBD no/DT and/CC the/DT official/NN denied/VBD all/DT")
	lex, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	finish(d, lex, []found{
		{source: at(t, d, "A Norhaven official", 0), cue: at(t, d, "said", 0), content: []doc.Range{at(t, d, "no", 0)}},
		{source: at(t, d, "the official", 0), cue: at(t, d, "denied", 0), content: []doc.Range{at(t, d, "all", 0)}},
	})
	a, b := d.Statements[0].Speakers, d.Statements[1].Speakers
	if len(d.Entities) != 1 || len(a) != 1 || len(b) != 1 || a[0] != b[0] || len(d.Entities[0].Mentions) != 2 {
		t.Errorf("speakers %v and %v of %+v", a, b, d.Entities)
	}
}

// TestOffice: "the president" is not the one that "a president" introduced.
func TestOffice(t *testing.T) {
	d := tagged(t, "A/DT president/NN said/VBD no/DT and/CC the/DT president/NN denied/VBD all/DT")
	lex, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	finish(d, lex, []found{
		{source: at(t, d, "A president", 0), cue: at(t, d, "said", 0), content: []doc.Range{at(t, d, "no", 0)}},
		{source: at(t, d, "the president", 0), cue: at(t, d, "denied", 0), content: []doc.Range{at(t, d, "all", 0)}},
	})
	if a, b := d.Statements[0].Speakers, d.Statements[1].Speakers; len(a) != 1 || len(b) != 1 || a[0] == b[0] {
		t.Errorf("speakers %v and %v", a, b)
	}
}

// TestAgency: "it" is not the agency of the dateline, unless the text has just named it.
func TestAgency(t *testing.T) {
	for _, c := range []struct {
		sentence, named string
		speakers        int
	}{
		{"OSTRA/NNP Meridian/NNP ship/NN sank/VBD ./. It/PRP said/VBD no/DT", "Meridian", 0},
		{"OSTRA/NNP MERIDIAN/NNP Meridian/NNP reported/VBD and/CC It/PRP said/VBD no/DT", "Meridian", 1},
	} {
		d := tagged(t, c.sentence)
		mention(t, d, c.named, "Meridian", doc.NameForm, doc.Organization)
		mention(t, d, "It", "Meridian", doc.PronounForm, doc.Organization)
		end := at(t, d, strings.Split(strings.Fields(c.sentence)[1], "/")[0], 0)
		d.Article.Dateline = &article.Dateline{Span: d.SpanOf(0, end.End), Agency: "Meridian"}
		if s := said(t, d, "It", "said", "no"); len(s.Speakers) != c.speakers {
			t.Errorf("%s: %d speakers", c.sentence, len(s.Speakers))
		}
	}
}

// TestConstraints: a passive's subject and who was asked are no source.
func TestConstraints(t *testing.T) {
	for _, c := range []struct{ sentence, source, cue, content, want string }{
		{"Lind/NNP was/VBD accused/VBN of/IN fraud/NN", "Lind", "was accused", "of fraud", ""},
		{"Lind/NNP accused/VBD Vask/NNP of/IN fraud/NN", "Lind", "accused", "Vask of fraud", "Lind"},
		{"Lind/NNP was/VBD quoted/VBN as/IN saying/VBG no/DT", "Lind", "was quoted as saying", "no", "Lind"},
		{"Lind/NNP ,/, asked/VBD whether/IN he/PRP knew/VBD", "Lind", "asked", "whether he knew", ""},
		{"Lind/NNP asked/VBD whether/IN he/PRP knew/VBD", "Lind", "asked", "whether he knew", "Lind"},
	} {
		d := tagged(t, c.sentence)
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

// TestLinks: a paper speaks for who issued it, an answer goes with its question, and what a
// paper reports comes by way of it.
func TestLinks(t *testing.T) {
	lex, err := readLexicon()
	if err != nil {
		t.Fatal(err)
	}
	d := tagged(t, "Marsh/NNP said/VBD no/DT in/IN a/DT letter/NN and/CC the/DT letter/NN reported/VBD all/DT")
	mention(t, d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	finish(d, lex, []found{
		{source: at(t, d, "Marsh", 0), cue: at(t, d, "said", 0), content: []doc.Range{at(t, d, "no", 0)}},
		{source: at(t, d, "the letter", 0), cue: at(t, d, "reported", 0), content: []doc.Range{at(t, d, "all", 0)}},
	})
	if s := d.Statements[1].Speakers; len(s) != 1 || d.Entities[s[0]].Name != "Ann Marsh" {
		t.Errorf("the letter speaks for %v", s)
	}

	d = tagged(t, "Meridian/NNP reported/VBD that/IN Marsh/NNP said/VBD no/DT")
	mention(t, d, "Meridian", "Meridian", doc.NameForm, doc.Organization)
	mention(t, d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	finish(d, lex, []found{
		{source: at(t, d, "Meridian", 0), cue: at(t, d, "reported", 0), content: []doc.Range{at(t, d,
			"that Marsh said no", 0)}},
		{source: at(t, d, "Marsh", 0), cue: at(t, d, "said", 0), content: []doc.Range{at(t, d, "no", 0)}},
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
		d := tagged(t, c.sentence)
		s := said(t, d, "Marsh", "said", "no")
		if got := d.Cut(s.Answers); got != c.want {
			t.Errorf("%s: answers %q, want %q", c.sentence, got, c.want)
		}
	}
	d = tagged(t, "Vask/NNP asked/VBD whether/IN it/PRP sank/VBD ./. Marsh/NNP said/VBD no/UH ,/, it/PRP floats/VBZ")
	finish(d, lex, []found{
		{source: at(t, d, "Vask", 0), cue: at(t, d, "asked", 0), content: []doc.Range{at(t, d, "whether it sank", 0)}},
		{source: at(t, d, "Marsh", 0), cue: at(t, d, "said", 0), content: []doc.Range{at(t, d, "no , it floats", 0)}},
	})
	if s := d.Statements[1]; d.Cut(s.Answers) != "whether it sank" || s.Act != "deny" {
		t.Errorf("answers %q, act %s", d.Cut(s.Answers), s.Act)
	}
}

// TestTables: every line of both tables is read, and a damaged one is an error.
func TestTables(t *testing.T) {
	lex := &lexicon{classes: map[string]class{}, cues: map[string][]*cueEntry{}}
	for _, bad := range []string{"nosuch\tword", "negation"} {
		if readClasses("words.tsv", bad, className, lex.classes) == nil ||
			readClasses("lemmas.tsv", bad, lemmaClassName, map[string]lemmaClass{}) == nil {
			t.Errorf("words %q read", bad)
		}
	}
	for _, bad := range []string{"say\tverb", "say\tadverb\tspeech\tassert\tCT+\t-",
		"say\tverb\tspeech\tassert\tsure\t-"} {
		if lex.readCues(bad) == nil {
			t.Errorf("cue %q read", bad)
		}
	}
	if _, err := readLexicon(); err != nil {
		t.Error(err)
	}
}
