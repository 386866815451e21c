package speaker

import (
	"slices"
	"strings"
	"testing"

	"readout/article"
	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// finder returns the Finder of a document.
func finder(t *testing.T, d *doc.Doc) *Finder {
	t.Helper()
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	return New(phrase.New(d, lex), "test")
}

// TestSpeakers: the head of the source speaks; an unnamed description becomes an entity of its
// own, and never somebody named inside it.
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
		d := tagged.Sentence(c.sentence)
		for _, x := range c.mentions {
			tagged.Mention(d, x.words, x.name, x.form, doc.Person)
		}
		if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, c.source, 0))); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestOneDescription: what only describes a speaker is no second one, and names in apposition to a group are its
// members.
func TestOneDescription(t *testing.T) {
	type m struct {
		words, name string
		form        doc.MentionForm
		kind        doc.EntityKind
	}
	voters := m{"Voters", "voters", doc.NominalForm, doc.Group}
	marsh, vask := m{"Marsh", "Ann Marsh", doc.NameForm, doc.Person}, m{"Vask", "Bo Vask", doc.NameForm, doc.Person}
	for _, c := range []struct {
		sentence, source, want string
		mentions               []m
	}{
		{"Voters/NNS supporting/VBG Marsh/NNP said/VBD no/DT", "Voters supporting Marsh", "voters", []m{voters, marsh}},
		{"Voters/NNS and/CC Marsh/NNP said/VBD no/DT", "Voters and Marsh", "voters + Ann Marsh", []m{voters, marsh}},
		{"the/DT mayors/NNS of/IN both/DT Ostby/NNP and/CC Lund/NNP said/VBD no/DT", "the mayors of both Ostby and Lund",
			"mayors", []m{{"the mayors", "mayors", doc.NominalForm, doc.Group},
				{"Ostby", "Ostby", doc.NameForm, doc.Place}, {"Lund", "Lund", doc.NameForm, doc.Place}}},
		{"the/DT trader/NN and/CC opera/NN star/NN said/VBD no/DT", "the trader and opera star", "trader",
			[]m{{"the trader", "trader", doc.NominalForm, doc.Person}, {"opera", "opera", doc.NominalForm, doc.Other}}},
		{"the/DT trader/NN and/CC residents/NNS said/VBD no/DT", "the trader and residents", "trader + residents",
			[]m{{"the trader", "trader", doc.NominalForm, doc.Person},
				{"residents", "residents", doc.NominalForm, doc.Group}}},
		{"the/DT widow/NN of/IN one/CD of/IN the/DT guards/NNS ,/, Marsh/NNP ,/, said/VBD no/DT",
			"the widow of one of the guards , Marsh ,", "the widow of one of the guards", []m{
				{"guards", "guards", doc.NominalForm, doc.Group}, marsh}},
		{"Strategist/NN and/CC Meridian/NNP aide/NN Marsh/NNP said/VBD no/DT", "Strategist and Meridian aide Marsh",
			"Ann Marsh", []m{{"Strategist", "strategist", doc.NominalForm, doc.Person},
				{"Meridian", "Meridian", doc.NameForm, doc.Organization}, marsh}},
		{"The/DT strategist/NN and/CC Marsh/NNP said/VBD no/DT", "The strategist and Marsh", "strategist + Ann Marsh",
			[]m{{"The strategist", "strategist", doc.NominalForm, doc.Person}, marsh}},
		{"Strategist/NN and/CC aide/NN Marsh/NNP and/CC trader/NN Vask/NNP said/VBD no/DT",
			"Strategist and aide Marsh and trader Vask", "Ann Marsh + Bo Vask", []m{
				{"Strategist", "Ann Marsh", doc.NominalForm, doc.Person}, marsh, vask}},
		{"a/DT man/NN named/VBN Marsh/NNP said/VBD no/DT", "a man named Marsh", "Ann Marsh",
			[]m{{"a man", "man", doc.NominalForm, doc.Person}, marsh}},
		{"Two/CD senators/NNS ,/, Marsh/NNP and/CC Vask/NNP ,/, said/VBD no/DT", "Two senators , Marsh and Vask ,",
			"Ann Marsh + Bo Vask", []m{{"Two senators", "senators", doc.NominalForm, doc.Group}, marsh, vask}},
		{"Some/DT senators/NNS ,/, Marsh/NNP and/CC traders/NNS said/VBD no/DT", "Some senators , Marsh and traders",
			"senators", []m{{"Some senators", "senators", doc.NominalForm, doc.Group}, marsh,
				{"traders", "traders", doc.NominalForm, doc.Group}}},
	} {
		d := tagged.Sentence(c.sentence)
		for _, x := range c.mentions {
			tagged.Mention(d, x.words, x.name, x.form, x.kind)
		}
		if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, c.source, 0))); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestNationals: the words of a country's people are not the country's, except for "the
// Americans".
func TestNationals(t *testing.T) {
	for source, want := range map[string]string{"Ostrians": "Ostrians", "The Ostrians": "Ostria"} {
		words := ""
		for _, w := range strings.Fields(source) {
			words += w + map[bool]string{true: "/DT ", false: "/NNPS "}[w == "The"]
		}
		d := tagged.Sentence(words + "said/VBD no/DT")
		tagged.Mention(d, source, "Ostria", doc.NominalForm, doc.Place)
		if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, source, 0))); got != want {
			t.Errorf("%s: %q, want %q", source, got, want)
		}
	}
}

// TestUnnamed: the same description is one entity, its mentions are in order, and a mention
// without an entity is reused.
func TestUnnamed(t *testing.T) {
	d := tagged.Sentence("Marsh/NNP left/VBD and/CC the/DT aide/NN said/VBD no/DT")
	tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
	tagged.Mention(d, "no", "", doc.NominalForm, doc.Other)
	f := finder(t, d)
	f.Of(tagged.At(d, "the aide", 0))
	f.Publish()
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

// TestIntroduced: somebody who is introduced is not a person named before, unless the name
// follows.
func TestIntroduced(t *testing.T) {
	for _, c := range []struct{ sentence, source, want string }{
		{"Marsh/NNP left/VBD and/CC an/DT official/NN said/VBD no/DT", "an official", "an official"},
		{"Marsh/NNP left/VBD and/CC the/DT official/NN said/VBD no/DT", "the official", "Ann Marsh"},
		{"Marsh/NNP left/VBD and/CC an/DT official/NN ,/, Ann/NNP ,/, said/VBD no/DT", "an official , Ann ,",
			"Ann Marsh"},
	} {
		d := tagged.Sentence(c.sentence)
		tagged.Mention(d, "Marsh", "Ann Marsh", doc.NameForm, doc.Person)
		article := strings.Fields(c.source)[0]
		tagged.Mention(d, article+" official", "Ann Marsh", doc.NominalForm, doc.Person)
		if strings.Contains(c.source, "Ann") {
			tagged.Mention(d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
		}
		if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, c.source, 0))); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestSameOfficial: "the official" is the one introduced before, but "the president" is not "a
// president".
func TestSameOfficial(t *testing.T) {
	for noun, same := range map[string]bool{"official": true, "president": false} {
		d := tagged.Sentence("A/DT Norhaven/JJ " + noun + "/NN said/VBD no/DT and/CC the/DT " + noun +
			"/NN denied/VBD all/DT")
		f := finder(t, d)
		a, b := f.Of(tagged.At(d, "A Norhaven "+noun, 0)), f.Of(tagged.At(d, "the "+noun, 0))
		f.Publish()
		if len(a) != 1 || len(b) != 1 || (a[0] == b[0]) != same {
			t.Errorf("%s: %v and %v of %+v", noun, a, b, d.Entities)
		}
		if n := len(d.Entities[0].Mentions); same && n != 2 {
			t.Errorf("%s: %d mentions, want 2", noun, n)
		}
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
		d := tagged.Sentence(c.sentence)
		tagged.Mention(d, c.named, "Meridian", doc.NameForm, doc.Organization)
		tagged.Mention(d, "It", "Meridian", doc.PronounForm, doc.Organization)
		end := tagged.At(d, strings.Split(strings.Fields(c.sentence)[1], "/")[0], 0)
		d.Article.Dateline = &article.Dateline{Span: d.SpanOf(0, end.End), Agency: "Meridian"}
		if who := finder(t, d).Of(tagged.At(d, "It", 0)); len(who) != c.speakers {
			t.Errorf("%s: %d speakers", c.sentence, len(who))
		}
	}
}

// TestDescribed: the kind of an unnamed speaker, by its head.
func TestDescribed(t *testing.T) {
	for words, want := range map[string]doc.EntityKind{"an/DT aide/NN": doc.Person, "two/CD aides/NNS": doc.Group,
		"the/DT ministry/NN": doc.Organization, "the/DT weather/NN": doc.Other} {
		d := tagged.Sentence(words + " said/VBD no/DT")
		who := finder(t, d).Of(doc.Range{End: 2})
		if len(who) != 1 || d.Entities[who[0]].Kind != want {
			t.Errorf("%s: %v of %+v, want a kind of %v", words, who, d.Entities, want)
		}
	}
}

// TestGroups: a group that lists its members stands for them; a party's leader in apposition
// speaks alone.
func TestGroups(t *testing.T) {
	d := tagged.Sentence("They/PRP said/VBD no/DT")
	tagged.Mention(d, "They", "Marsh and Vask", doc.PronounForm, doc.Group)
	d.Entities = append(d.Entities, doc.Entity{Name: "Ann Marsh"}, doc.Entity{Name: "Bo Vask"})
	d.Entities[0].Members = []int{1, 2}
	if got := tagged.Names(d, finder(t, d).Of(doc.Range{End: 1})); got != "Ann Marsh + Bo Vask" {
		t.Errorf("%q", got)
	}
	d = tagged.Sentence("the/DT top/JJ Tory/NNP ,/, Ann/NNP said/VBD no/DT")
	tagged.Mention(d, "Tory", "Tories", doc.NameForm, doc.Organization)
	tagged.Mention(d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
	if got := tagged.Names(d, finder(t, d).Of(doc.Range{End: 5})); got != "Ann Marsh" {
		t.Errorf("%q", got)
	}
	d = tagged.Sentence("one/CD of/IN the/DT guards/NNS ,/, Ann/NNP ,/, said/VBD no/DT")
	tagged.Mention(d, "the guards", "the guards", doc.NominalForm, doc.Group)
	tagged.Mention(d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
	if got := tagged.Names(d, finder(t, d).Of(doc.Range{End: 6})); got != "Ann Marsh" {
		t.Errorf("%q", got)
	}
}

// TestWho: "who" refers to the person before it, across a comma and an affiliation.
func TestWho(t *testing.T) {
	d := tagged.Sentence("Ann/NNP ,/, R-Ostra/NNP ,/, who/WP said/VBD no/DT")
	tagged.Mention(d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
	tagged.Mention(d, "R-Ostra", "Ostra", doc.NameForm, doc.Place)
	if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, "who", 0))); got != "Ann Marsh" {
		t.Errorf("%q", got)
	}
	if got := finder(t, tagged.Sentence("which/WDT said/VBD no/DT")).Of(doc.Range{End: 1}); got != nil {
		t.Errorf("%v", got)
	}
}

// TestModifiers: a name that only tells of what kind or whose somebody is does not speak.
func TestModifiers(t *testing.T) {
	type m struct {
		words, name string
		form        doc.MentionForm
		kind        doc.EntityKind
	}
	marsh, vask := m{"Marsh", "Ann Marsh", doc.NameForm, doc.Person}, m{"Vask", "Bo Vask", doc.NameForm, doc.Person}
	college := m{"Ostby College", "Ostby College", doc.NameForm, doc.Organization}
	tory := m{"Tory", "Torys", doc.NameForm, doc.Organization}
	for _, c := range []struct {
		sentence, source, want string
		mentions               []m
	}{
		{"Ostby/NNP College/NNP (/-LRB- OC/NNP )/-RRB- head/NN Ann/NNP Marsh/NNP said/VBD no/DT",
			"Ostby College ( OC ) head Ann Marsh", "Ann Marsh", []m{college, {"OC", "Ostby College", doc.NameForm,
				doc.Organization}, {"head Ann Marsh", "Ann Marsh", doc.NameForm, doc.Person}}},
		{"Ostby/NNP College/NNP and/CC Marsh/NNP said/VBD no/DT", "Ostby College and Marsh", "Ostby College + Ann Marsh",
			[]m{college, marsh}},
		{"Ostby/NNP College/NNP 's/POS Marsh/NNP said/VBD no/DT", "Ostby College 's Marsh", "Ann Marsh",
			[]m{college, marsh}},
		{"Marsh/NNP ,/, press/NN and/CC policy/NN chief/NN at/IN Ostby/NNP College/NNP said/VBD no/DT",
			"Marsh , press and policy chief at Ostby College", "Ann Marsh", []m{marsh,
				{"policy chief", "policy chief", doc.NominalForm, doc.Person}, college}},
		{"Marsh/NNP ,/, a/DT trader/NN ,/, and/CC Vask/NNP said/VBD no/DT", "Marsh , a trader , and Vask",
			"Ann Marsh + Bo Vask", []m{marsh, {"a trader", "a trader", doc.NominalForm, doc.Person}, vask}},
		{"several/JJ Marsh/NNP and/CC Vask/NNP cabinet/NN veterans/NNS said/VBD no/DT",
			"several Marsh and Vask cabinet veterans", "several Marsh and Vask cabinet veterans", []m{marsh, vask}},
		{"young/JJ Marsh/NNP and/CC Vask/NNP said/VBD no/DT", "young Marsh and Vask", "Ann Marsh + Bo Vask",
			[]m{marsh, vask}},
		{"the/DT keeper/NN of/IN seals/NN 's/POS office/NN said/VBD no/DT", "the keeper of seals 's office",
			"the keeper of seals 's office", []m{{"the keeper", "Ann Marsh", doc.NominalForm, doc.Person}}},
		{"the/DT author/NN of/IN the/DT mayor/NN 's/POS book/NN said/VBD no/DT", "the author of the mayor 's book",
			"Ann Marsh", []m{{"the author", "Ann Marsh", doc.NominalForm, doc.Person}}},
		{"the/DT second/JJ Tory/NNP in/IN the/DT Diet/NNP said/VBD no/DT", "the second Tory in the Diet",
			"the second Tory in the Diet", []m{tory}},
		{"Tory/NNP said/VBD no/DT", "Tory", "Torys", []m{tory}},
		{"the/DT second/JJ Tory/NNP ,/, Marsh/NNP ,/, said/VBD no/DT", "the second Tory , Marsh ,", "Ann Marsh",
			[]m{tory, marsh}},
		{"the/DT second/JJ Tory/NNP in/IN the/DT Diet/NNP ,/, Marsh/NNP said/VBD no/DT",
			"the second Tory in the Diet , Marsh", "Ann Marsh", []m{tory, marsh}},
		{"the/DT leader/NN in/IN Ostby/NNP Ann/NNP Marsh/NNP said/VBD no/DT ./. Vask/NNP left/VBD",
			"the leader in Ostby Ann Marsh", "Ann Marsh", []m{{"the leader", "Bo Vask", doc.NominalForm, doc.Person},
				{"Ostby", "Ostby", doc.NameForm, doc.Place},
				{"Ann Marsh", "Ann Marsh", doc.NameForm, doc.Person}, vask}},
		{"Marsh/NNP and/CC the/DT chamber/NN 's/POS members/NNS said/VBD no/DT", "Marsh and the chamber 's members",
			"Ann Marsh + members", []m{marsh, {"the chamber", "Diet", doc.NominalForm, doc.Organization},
				{"members", "members", doc.NominalForm, doc.Group}}},
		{"one/CD source/NN close/RB to/IN Marsh/NNP ,/, who/WP said/VBD no/DT", "who", "", []m{marsh}},
		{"it/PRP came/VBD from/IN Marsh/NNP ,/, who/WP said/VBD no/DT", "who", "Ann Marsh", []m{marsh}},
	} {
		d := tagged.Sentence(c.sentence)
		for _, x := range c.mentions {
			tagged.Mention(d, x.words, x.name, x.form, x.kind)
		}
		if got := tagged.Names(d, finder(t, d).Of(tagged.At(d, c.source, 0))); got != c.want {
			t.Errorf("%s: %q, want %q", c.sentence, got, c.want)
		}
	}
}

// TestAbout: the entities in the content, without the speaker.
func TestAbout(t *testing.T) {
	d := tagged.Sentence("Ann/NNP said/VBD Ann/NNP met/VBD Bo/NNP and/CC Bo/NNP left/VBD")
	tagged.Mention(d, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
	tagged.Mention(d, "Bo", "Bo Vask", doc.NameForm, doc.Person)
	s := doc.Statement{Speakers: []int{0}, Content: []article.Span{d.SpanOf(2, 8)}}
	if got := finder(t, d).About(&s); !slices.Equal(got, []int{1}) {
		t.Errorf("%v", got)
	}
}
