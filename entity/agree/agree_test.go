package agree

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/entity/entitytest"
	"readout/entity/kb"
	"readout/entity/lexical"
	"readout/entity/link"
	"readout/entity/mention"
	"readout/entity/names"
	"readout/entity/title"
)

// rulesOf links the names of a text, and gives its last description, which nothing is tied to.
func rulesOf(t *testing.T, text string) (Rules, *mention.Mention) {
	t.Helper()
	a := entitytest.Read(t, text)
	f := names.Find(a.Text(), a.Labels, a.Scores)
	r := Rules{link.Names(f, mention.Find(f, a.Phrases))}
	for i := len(r.Mentions) - 1; i >= 0; i-- {
		if m := &r.Mentions[i]; m.Form == doc.NominalForm && m.Entity < 0 {
			return r, m
		}
	}
	t.Fatalf("no description in %q", text)
	return r, nil
}

// TestMayDescribe asks whether the last description of a text may be the first entity that it names.
func TestMayDescribe(t *testing.T) {
	const spoke = "spoke/VERB/VBD ./PUNCT/. "
	const jan, mary = "person:Jan/PROPN/NNP +Dahl/PROPN/NNP ", "person:Mary/PROPN/NNP +Dahl/PROPN/NNP "
	const bank = "organization:Halden/PROPN/NNP +Bank/PROPN/NNP "
	for _, c := range []struct {
		about, text string
		want        bool
	}{
		{"anybody", jan + spoke + "The/DET/DT @person:official/NOUN/NN " + spoke, true},
		{"an indefinite one", jan + spoke + "An/DET/DT @person:official/NOUN/NN " + spoke, false},
		{"an indefinite one said of him", jan + spoke + "He/PRON/PRP is/AUX/VBZ an/DET/DT @person:official/NOUN/NN ./PUNCT/.",
			true},
		{"no woman", mary + spoke + "The/DET/DT @person:policeman/NOUN/NN " + spoke, false},
		{"several are not one", jan + spoke + "The/DET/DT @person:officials/NOUN/NNS " + spoke, false},
		{"a body is nobody", bank + spoke + "The/DET/DT @person:official/NOUN/NN " + spoke, false},
		{"somebody is no body", jan + spoke + "The/DET/DT @organization:bank/NOUN/NN " + spoke, false},
		{"a body", bank + spoke + "The/DET/DT @organization:bank/NOUN/NN " + spoke, true},
		{"a place for a body", "place:Ostby/PROPN/NNP " + spoke + "The/DET/DT @organization:council/NOUN/NN " + spoke, true},
		{"a thing is no body", bank + spoke + "The/DET/DT @event:storm/NOUN/NN " + spoke, false},
		{"vendors are no body", bank + spoke + "The/DET/DT @person:officials/NOUN/NNS " + spoke, false},
		{"another side's spokesman", "Russian/ADJ/JJ spokesman/NOUN/NN " + jan + spoke +
			"The/DET/DT French/ADJ/JJ @person:spokesman/NOUN/NN " + spoke, false},
		{"the side's spokesman", "Kremlin/PROPN/NNP spokesman/NOUN/NN " + jan + spoke +
			"The/DET/DT Russian/ADJ/JJ @person:spokesman/NOUN/NN " + spoke, true},
		{"another office", "Foreign/ADJ/JJ Minister/PROPN/NNP " + jan + spoke +
			"The/DET/DT prime/ADJ/JJ @person:minister/NOUN/NN " + spoke, false},
		{"another state's", "place:Ohio/PROPN/NNP Senator/PROPN/NNP " + jan + spoke +
			"The/DET/DT place:Texas/PROPN/NNP @person:Democrat/PROPN/NNP " + spoke, false},
		{"the same state's", "place:Ohio/PROPN/NNP Senator/PROPN/NNP " + jan + spoke +
			"The/DET/DT place:Ohio/PROPN/NNP @person:Democrat/PROPN/NNP " + spoke, true},
		{"no longer president", "Former/ADJ/JJ President/PROPN/NNP " + jan + spoke +
			"The/DET/DT @person:president/NOUN/NN " + spoke, false},
		{"the former president", "Former/ADJ/JJ President/PROPN/NNP " + jan + spoke +
			"The/DET/DT former/ADJ/JJ @person:president/NOUN/NN " + spoke, true},
		{"what a president may be called",
			"President/PROPN/NNP " + jan + spoke + "The/DET/DT @person:leader/NOUN/NN " + spoke,
			true},
		{"her mother is nobody else", mary + spoke + "Her/PRON/PRP$ @person:mother/NOUN/NN " + spoke, false},
		{"an administration called after its leader", "organization:Harbour/PROPN/NNP +Administration/PROPN/NNP " + spoke +
			"The/DET/DT person:Halden/PROPN/NNP @organization:administration/NOUN/NN " + spoke, false},
		{"no vice president", "Vice/PROPN/NNP President/PROPN/NNP " + jan + spoke +
			"The/DET/DT @person:president/NOUN/NN " + spoke, false},
		{"the vice president", "Vice/PROPN/NNP President/PROPN/NNP " + jan + spoke +
			"The/DET/DT vice/NOUN/NN @person:president/NOUN/NN " + spoke, true},
		{"the other party's nominee", "Democratic/ADJ/JJ nominee/NOUN/NN " + jan + spoke +
			"The/DET/DT Republican/ADJ/JJ @person:nominee/NOUN/NN " + spoke, false},
		{"the party's nominee", "Democratic/ADJ/JJ nominee/NOUN/NN " + jan + spoke +
			"The/DET/DT Democratic/ADJ/JJ @person:nominee/NOUN/NN " + spoke, true},
		{"of a party no longer", "Former/ADJ/JJ Republican/ADJ/JJ nominee/NOUN/NN " + jan + spoke +
			"The/DET/DT Democratic/ADJ/JJ @person:candidate/NOUN/NN " + spoke, true},
		{"of both parties", "Democratic/ADJ/JJ nominee/NOUN/NN " + jan + spoke +
			"The/DET/DT Republican/ADJ/JJ Democratic/ADJ/JJ @person:nominee/NOUN/NN " + spoke, true},
		{"the paper is no department", "organization:Harbour/PROPN/NNP +Department/PROPN/NNP " + spoke +
			"The/DET/DT @organization:paper/NOUN/NN " + spoke, false},
		{"the paper is a journal", "organization:Halden/PROPN/NNP +Journal/PROPN/NNP " + spoke +
			"The/DET/DT @organization:paper/NOUN/NN " + spoke, true},
		{"a party's leader is no premier", "organization:Delta/PROPN/NNP +Party/PROPN/NNP leader/NOUN/NN " + jan + spoke +
			"The/DET/DT @person:premier/NOUN/NN " + spoke, false},
		{"a body's chief leads no land", "organization:Delta/PROPN/NNP +Alliance/PROPN/NNP chief/NOUN/NN " + jan + spoke +
			"place:France/PROPN/NNP 's/PART/POS @person:leader/NOUN/NN " + spoke, false},
		{"a staffer holds no office", "Sen./PROPN/NNP " + jan + spoke + "The/DET/DT @person:staffer/NOUN/NN " + spoke,
			false},
		{"a staffer may have had one", "Former/ADJ/JJ Sen./PROPN/NNP " + jan + spoke +
			"The/DET/DT @person:staffer/NOUN/NN " + spoke, true},
		{"a land's president is no body's chief", "President/PROPN/NNP " + jan + spoke +
			"The/DET/DT organization:Harbour/PROPN/NNP +Agency/PROPN/NNP @person:chief/NOUN/NN " + spoke, false},
		{"a land's commander is no body's chairman", "Russian/ADJ/JJ commander/NOUN/NN " + jan + spoke +
			"The/DET/DT organization:Harbour/PROPN/NNP +Agency/PROPN/NNP @person:chairman/NOUN/NN " + spoke, false},
		{"a lawmaker is a representative", "Rep./PROPN/NNP " + jan + spoke + "The/DET/DT @person:lawmaker/NOUN/NN " + spoke,
			true},
		{"one of the nations", "place:Ostby/PROPN/NNP " + spoke +
			"The/DET/DT @organization:nations/NOUN/NNS " + spoke, false},
		{"somebody's son", jan + "met/VERB/VBD person:Korvin/PROPN/NNP ./PUNCT/. " +
			"person:Korvin/PROPN/NNP 's/PART/POS @person:son/NOUN/NN " + spoke, false},
		{"whose spokesman is another's",
			"organization:Alder/PROPN/NNP spokesman/NOUN/NN " + jan + spoke + "The/DET/DT organization:Birch/PROPN/NNP " +
				"@person:spokesman/NOUN/NN " + spoke, false},
	} {
		r, m := rulesOf(t, c.text)
		named := slices.IndexFunc(r.Mentions, func(m mention.Mention) bool {
			return m.Form == doc.NameForm && m.Entity >= 0 && !m.Adjunct
		})
		e := int32(r.Mentions[named].Entity)
		if got := r.MayDescribe(m, e); got != c.want {
			t.Errorf("%s: %q for %s: %v", c.about, r.Phrase(m.FirstToken, m.EndToken), r.Entities[e].Name, got)
		}
	}
}

// pronouns gives the mentions of some pronouns, and rules for entities that a test makes.
func pronouns(entities ...link.Entity) (Rules, map[string]*mention.Mention) {
	words := []string{"he", "she", "it", "they", "i", "we", "you"}
	d := doc.Build(words, nil, nil, nil)
	r := Rules{&link.Links{Entities: entities, Found: &names.Found{Text: lexical.New(d, kb.Builtin())}}}
	at := make(map[string]*mention.Mention)
	for i, w := range words {
		gender, plural := [...]byte{'m', 'f', 'n', 'p', 0, 'p', 0}[i], w == "they" || w == "we"
		at[w] = &mention.Mention{Mention: doc.Mention{Form: doc.PronounForm, Head: i}, Gender: gender, Plural: plural}
	}
	return r, at
}

func TestMayStandFor(t *testing.T) {
	person := func(gender byte) link.Entity {
		return link.Entity{Entity: doc.Entity{Kind: doc.Person, Gender: gender}}
	}
	group := link.Entity{Entity: doc.Entity{Kind: doc.Group}, Several: true}
	body := link.Entity{Entity: doc.Entity{Kind: doc.Organization}}
	agency := body
	agency.Wire = true
	silent := person(0)
	silent.Silent = true
	for _, c := range []struct {
		about string
		x     link.Entity
		want  string // the pronouns that may stand for it
	}{
		{"a man", person('m'), "he i you"}, {"a woman", person('f'), "she i you"}, {"somebody", person(0), "he she i you"},
		{"a group", group, "they we you"}, {"a body", body, "it they we"}, {"the agency that reports", agency, ""},
		{"another pronoun", silent, "he she i you"},
	} {
		r, at := pronouns(c.x)
		got := ""
		for _, w := range []string{"he", "she", "it", "they", "i", "we", "you"} {
			if r.MayStandFor(at[w], 0) {
				got += " " + w
			}
		}
		if got = got[min(len(got), 1):]; got != c.want {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// TestQuotations: an "I" outside quotations is nobody whom an article with quotations names.
func TestQuotations(t *testing.T) {
	r, at := pronouns(link.Entity{Entity: doc.Entity{Kind: doc.Person}})
	r.Doc.Quotes = make([]doc.Quote, 2)
	if r.MayStandFor(at["i"], 0) {
		t.Error("whom the article names says “I” outside quotations")
	}
	r.Doc.Tokens[at["i"].Head].Quote = 0
	if !r.MayStandFor(at["i"], 0) {
		t.Error("nobody says “I” in a quotation")
	}
}

// TestWire holds the agency that reports out of what descriptions stand for.
func TestWire(t *testing.T) {
	r, _ := pronouns(link.Entity{Entity: doc.Entity{Kind: doc.Organization}, Wire: true},
		link.Entity{Entity: doc.Entity{Kind: doc.Organization}})
	m := mention.Mention{Mention: doc.Mention{Form: doc.NominalForm, Kind: doc.Organization}, Definite: true,
		Role: title.Role{Affil: -1}}
	if r.MayDescribe(&m, 0) || !r.MayDescribe(&m, 1) {
		t.Error("a description stands for the agency")
	}
}

// TestMayBeOne: what is described may be what is named where gender, country, kind and office allow it.
func TestMayBeOne(t *testing.T) {
	entity := func(kind doc.EntityKind, gender byte, country string) link.Entity {
		return link.Entity{Entity: doc.Entity{Kind: kind, Gender: gender, Country: country}}
	}
	silent := entity(doc.Person, 'm', "")
	silent.Silent = true
	man := entity(doc.Person, 'm', "RU")
	for _, c := range []struct {
		about string
		x, y  link.Entity
		want  bool
	}{
		{"a pronoun", man, silent, true},
		{"a woman", man, entity(doc.Person, 'f', ""), false},
		{"another country's", man, entity(doc.Person, 'm', "FR"), false},
		{"a body", man, entity(doc.Organization, 0, ""), false},
		{"somebody described", man, entity(doc.Person, 'm', "RU"), true},
		{"a body's pronoun", entity(doc.Organization, 0, ""), silent, false},
	} {
		r, _ := pronouns(c.x, c.y)
		if got := r.MayBeOne(&r.Entities[0], &r.Entities[1]); got != c.want {
			t.Errorf("%s: %v", c.about, got)
		}
	}
}

// TestHolds: by the title alone, by title and side, or not at all; there are many spokesmen.
func TestHolds(t *testing.T) {
	const spoke = "spoke/VERB/VBD ./PUNCT/. "
	const dahl = "person:Jan/PROPN/NNP +Dahl/PROPN/NNP "
	for _, c := range []struct {
		about, text string
		want        int
	}{
		{"the title alone", "Mayor/PROPN/NNP " + dahl + spoke + "The/DET/DT @person:mayor/NOUN/NN " + spoke, 1},
		{"another title", "Mayor/PROPN/NNP " + dahl + spoke + "The/DET/DT @person:president/NOUN/NN " + spoke, 0},
		{"title and side", "Kremlin/PROPN/NNP spokesman/NOUN/NN " + dahl + spoke +
			"The/DET/DT Russian/ADJ/JJ @person:spokesman/NOUN/NN " + spoke, 2},
		{"a spokesman", "spokesman/NOUN/NN " + dahl + spoke + "The/DET/DT @person:spokesman/NOUN/NN " + spoke, 0},
		{"a word in both", "Port/PROPN/NNP spokesman/NOUN/NN " + dahl + spoke +
			"The/DET/DT port/NOUN/NN @person:spokesman/NOUN/NN " + spoke, 2},
		{"who is called former", "Former/ADJ/JJ Mayor/PROPN/NNP " + dahl + spoke +
			"The/DET/DT former/ADJ/JJ @person:mayor/NOUN/NN " + spoke, 2},
		{"who may be former now", "Mayor/PROPN/NNP " + dahl + spoke +
			"The/DET/DT former/ADJ/JJ @person:mayor/NOUN/NN " + spoke, 1},
		{"who no longer is",
			"Former/ADJ/JJ Mayor/PROPN/NNP " + dahl + spoke + "The/DET/DT @person:mayor/NOUN/NN " + spoke, 0},
	} {
		r, m := rulesOf(t, c.text)
		for e := range r.Entities {
			if x := &r.Entities[e]; x.Kind == doc.Person {
				if got := r.Holds(&m.Role, &x.Held[0], x); got != c.want {
					t.Errorf("%s: %d, want %d", c.about, got, c.want)
				}
			}
		}
	}
}

// TestMayBeAmong: a plural description means people who bear its title, or anybody by their gender.
func TestMayBeAmong(t *testing.T) {
	r, m := rulesOf(t, "President/PROPN/NNP person:Jan/PROPN/NNP +Dahl/PROPN/NNP met/VERB/VBD "+
		"person:Mary/PROPN/NNP +Orr/PROPN/NNP ./PUNCT/. The/DET/DT two/NUM/CD "+
		"@person:leaders/NOUN/NNS left/VERB/VBD ./PUNCT/.")
	for e := range r.Entities {
		if want := r.Entities[e].Name == "Jan Dahl"; r.MayBeAmong(m, e) != want {
			t.Errorf("%s is one of the leaders: %v", r.Entities[e].Name, !want)
		}
	}
}

// TestNamedSo: a body by a word of its name, or a company, agency or bloc by what it is.
func TestNamedSo(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"Halden Bank", "The/DET/DT @organization:bank/NOUN/NN", true},
		{"Halden Bank", "The/DET/DT central/ADJ/JJ @organization:bank/NOUN/NN", false},
		{"Alder Motors", "The/DET/DT @organization:company/NOUN/NN", true},
		{"Alder", "The/DET/DT @organization:company/NOUN/NN", false},
		{"NATO", "The/DET/DT @organization:alliance/NOUN/NN", true},
		{"NATO", "The/DET/DT @organization:company/NOUN/NN", false},
		{"Reuters", "The/DET/DT @organization:agency/NOUN/NN", true},
	} {
		r, m := rulesOf(t, c.text+" left/VERB/VBD ./PUNCT/.")
		if got := r.NamedSo(m, &link.Entity{Entity: doc.Entity{Name: c.name}}); got != c.want {
			t.Errorf("%s is named so by %q: %v", c.name, r.Phrase(m.FirstToken, m.EndToken), got)
		}
		if r.NamedSo(m, &link.Entity{Entity: doc.Entity{Name: c.name}, Generic: true}) {
			t.Errorf("a description is a name: %s", c.name)
		}
	}
}
