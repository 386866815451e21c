package coref

import (
	"slices"
	"strings"
	"testing"

	"readout/entity/entitytest"
	"readout/entity/link"
	"readout/entity/mention"
	"readout/entity/names"
)

// readText reads an article by what a test says of it, and gives a line for each entity that a record shows: kind,
// name, mentions.
func readText(t *testing.T, text string, links ...string) string {
	t.Helper()
	r := readBy(entitytest.Read(t, text, links...))
	var b strings.Builder
	for e := range r.Entities {
		x := &r.Entities[e]
		if !x.Shown() || x.Count == 0 {
			continue
		}
		b.WriteString(string(x.Kind) + " " + x.Name + ":")
		for i := range r.Mentions {
			if m := &r.Mentions[i]; m.Entity == e {
				b.WriteString(" [" + r.Doc.Cut(m.Span) + "]")
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// readBy finds and links everything in an article by what a test says of it.
func readBy(a *entitytest.Article) *link.Links {
	w := names.Find(a.Text(), a.Labels, a.Scores)
	l := link.Names(w, mention.Find(w, a.Phrases))
	Resolve(l, a)
	return l
}

func TestReadings(t *testing.T) {
	const verb = "spoke/VERB/VBD ./PUNCT/."
	for _, c := range []struct {
		about, text string
		links       []string
		want        []string // lines that must be there
		not         []string // words that must not
	}{
		{"a title and a side",
			"Vestrian/ADJ/JJ Presidential/ADJ/JJ Spokeswoman/PROPN/NNP person:Mira/PROPN/NNP +Halden/PROPN/NNP " + verb, nil,
			[]string{"person Mira Halden: [Vestrian Presidential Spokeswoman Mira Halden]"}, nil},
		{"a title in small letters",
			"The/DET/DT former/ADJ/JJ prime/ADJ/JJ minister/NOUN/NN person:Ilse/PROPN/NNP +Korvin/PROPN/NNP " + verb, nil,
			[]string{"person Ilse Korvin: [The former prime minister Ilse Korvin]"}, nil},
		{"a possessor of a title",
			"place:France/PROPN/NNP 's/PART/POS foreign/ADJ/JJ minister/NOUN/NN person:Oskar/PROPN/NNP +Lind/PROPN/NNP " + verb,
			nil,
			[]string{"person Oskar Lind: [France 's foreign minister Oskar Lind]"}, nil},
		{"a name in pieces is one", "person:Aung/PROPN/NNP person:Mya/PROPN/NNP +Lin/PROPN/NNP " + verb, nil,
			[]string{"person Aung Mya Lin:"}, nil},
		{"an initial ends no name", "person:Gerald/PROPN/NNP +S./PROPN/NNP Dahl/PROPN/NNP " + verb, nil,
			[]string{"person Gerald S. Dahl:"}, nil},
		{"two names that a comma parts stay two",
			"person:Aung/PROPN/NNP ,/PUNCT/, person:Mya/PROPN/NNP +Lin/PROPN/NNP " + verb, nil,
			[]string{"person Aung:", "person Mya Lin:"}, nil},
		{"a hyphenated surname",
			"person:Cindy/PROPN/NNP person:Hyde/PROPN/NNP -/PUNCT/HYPH person:Sander/PROPN/NNP " + verb +
				" person:Hyde/PROPN/NNP -/PUNCT/HYPH person:Sander/PROPN/NNP " + verb, nil,
			[]string{"person Cindy Hyde - Sander: [Cindy Hyde - Sander] [Hyde - Sander]"}, nil},
		{"a debate of two", "The/DET/DT person:Halden/PROPN/NNP -/PUNCT/HYPH person:Korvin/PROPN/NNP debate/NOUN/NN " +
			"ended/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Halden:", "person Korvin:"}, []string{"Halden - Korvin"}},
		{"a lone surname whatever the list says of it",
			"person:Mary/PROPN/NNP +Clinton/PROPN/NNP " + verb + " person:Clinton/PROPN/NNP " + verb, nil,
			[]string{"person Mary Clinton: [Mary Clinton] [Clinton]"}, nil},
		{"a title of the other gender",
			"person:Mary/PROPN/NNP +Dahl/PROPN/NNP " + verb + " Mr./PROPN/NNP person:Dahl/PROPN/NNP " + verb, nil,
			[]string{"person Mary Dahl: [Mary Dahl]", "person Dahl: [Mr. Dahl]"}, nil},
		{"a particle", "person:Omar/PROPN/NNP +al/PROPN/NNP +-/PUNCT/HYPH +Tarsi/PROPN/NNP " + verb +
			" person:Tarsi/PROPN/NNP " + verb, nil,
			[]string{"person Omar al - Tarsi: [Omar al - Tarsi] [Tarsi]"}, nil},
		{"a nickname", "person:Robert/PROPN/NNP +Kane/PROPN/NNP " + verb + " person:Bobby/PROPN/NNP +Kane/PROPN/NNP " + verb,
			nil,
			[]string{"person Robert Kane: [Robert Kane] [Bobby Kane]"}, nil},
		{"two full names are two people",
			"person:Anna/PROPN/NNP +Kane/PROPN/NNP " + verb + " person:Robert/PROPN/NNP +Kane/PROPN/NNP " + verb,
			[]string{"Robert=Anna"},
			[]string{"person Anna Kane: [Anna Kane]", "person Robert Kane: [Robert Kane]"}, nil},
		{"a city that acts", "place:Moscow/PROPN/NNP expects/VERB/VBZ an/DET/DT answer/NOUN/NN ./PUNCT/.", nil,
			[]string{"place Russia: [Moscow]"}, nil},
		{"a city that lies", "Talks/NOUN/NNS in/ADP/IN place:Moscow/PROPN/NNP ended/VERB/VBD ./PUNCT/.", nil,
			[]string{"place Moscow: [Moscow]"}, nil},
		{"a building", "They/PRON/PRP met/VERB/VBD at/ADP/IN place:Halden/PROPN/NNP +Palace/PROPN/NNP ./PUNCT/.", nil,
			[]string{"facility Halden Palace:"}, nil},
		{"someone nobody names",
			"A/DET/DT senior/ADJ/JJ @person:official/NOUN/NN " + verb + " The/DET/DT @person:official/NOUN/NN " + verb, nil,
			[]string{"person a senior official: [A senior official] [The official]"}, nil},
		{"an unnamed official is nobody named",
			"person:Mira/PROPN/NNP +Halden/PROPN/NNP " + verb + " An/DET/DT @person:official/NOUN/NN " + verb,
			[]string{"official=Halden"},
			[]string{"person Mira Halden: [Mira Halden]", "person an official: [An official]"}, nil},
		{"one side's spokesman is not the other's",
			"Russian/ADJ/JJ spokesman/NOUN/NN person:Jan/PROPN/NNP +Dahl/PROPN/NNP " + verb +
				" The/DET/DT French/ADJ/JJ @person:spokesman/NOUN/NN " + verb, []string{"spokesman=Dahl"},
			[]string{"person Jan Dahl: [Russian spokesman Jan Dahl]", "person the French spokesman:"}, nil},
		{"the office's one holder",
			"Kremlin/PROPN/NNP spokesman/NOUN/NN person:Jan/PROPN/NNP +Dahl/PROPN/NNP " + verb +
				" The/DET/DT Russian/ADJ/JJ @person:spokesman/NOUN/NN " + verb, nil,
			[]string{"person Jan Dahl: [Kremlin spokesman Jan Dahl] [The Russian spokesman]"}, nil},
		{"he is no woman", "person:Jan/PROPN/NNP +Dahl/PROPN/NNP met/VERB/VBD person:Mary/PROPN/NNP +Lind/PROPN/NNP " +
			"./PUNCT/. He/PRON/PRP left/VERB/VBD ./PUNCT/.", []string{"He=Lind"},
			[]string{"person Jan Dahl: [Jan Dahl] [He]", "person Mary Lind: [Mary Lind]"}, nil},
		{"he goes where the head says",
			"person:Jan/PROPN/NNP +Dahl/PROPN/NNP met/VERB/VBD person:Robert/PROPN/NNP +Lind/PROPN/NNP ./PUNCT/. He/PRON/PRP " +
				"left/VERB/VBD ./PUNCT/.", []string{"He=Dahl"},
			[]string{"person Jan Dahl: [Jan Dahl] [He]"}, nil},
		{"the company", "organization:Alder/PROPN/NNP +Motors/PROPN/NNPS closed/VERB/VBD ./PUNCT/. The/DET/DT " +
			"@organization:company/NOUN/NN " + verb, nil,
			[]string{"organization Alder Motors: [Alder Motors] [The company]"}, nil},
		{"one government is not another",
			"place:Vestria/PROPN/NNP 's/PART/POS @organization:government/NOUN/NN fell/VERB/VBD ./PUNCT/. " +
				"place:Karvonia/PROPN/NNP 's/PART/POS @organization:government/NOUN/NN stayed/VERB/VBD ./PUNCT/.",
			[]string{"government=government"},
			[]string{"organization Vestria 's government: [Vestria 's government]",
				"organization Karvonia 's government: [Karvonia 's government]"}, nil},
		{"an acronym before its name",
			"organization:KTA/PROPN/NNP wrote/VERB/VBD ./PUNCT/. The/DET/DT organization:Karvonian/PROPN/NNP " +
				"+Telegraph/PROPN/NNP +Agency/PROPN/NNP replied/VERB/VBD ./PUNCT/.", nil,
			[]string{"organization Karvonian Telegraph Agency: [KTA] [Karvonian Telegraph Agency]"}, nil},
		{"a title in apposition",
			"person:Jan/PROPN/NNP +Dahl/PROPN/NNP ,/PUNCT/, the/DET/DT Kremlin/PROPN/NNP @person:spokesman/NOUN/NN ,/PUNCT/, " +
				verb, nil,
			[]string{"person Jan Dahl: [Jan Dahl] [the Kremlin spokesman]"}, nil},
		{"an unknown land's leader is not another's",
			"place:Norhaven/PROPN/NNP Prime/PROPN/NNP Minister/PROPN/NNP person:Ilse/PROPN/NNP +Korvin/PROPN/NNP " + verb +
				" The/DET/DT place:Sulmiran/PROPN/NNP @person:leader/NOUN/NN " + verb, []string{"leader=Korvin"},
			[]string{"person Ilse Korvin: [Norhaven Prime Minister Ilse Korvin]"}, nil},
		{"the former and the latter",
			"person:Paul/PROPN/NNP +Orr/PROPN/NNP and/CCONJ/CC person:Jon/PROPN/NNP +Dale/PROPN/NNP left/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @person:latter/NOUN/NN " + verb, nil,
			[]string{"person Paul Orr: [Paul Orr]"}, nil},
		{"he before his name",
			"After/ADP/IN he/PRON/PRP lost/VERB/VBD ,/PUNCT/, " +
				"person:Paul/PROPN/NNP +Orr/PROPN/NNP resigned/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Paul Orr:"}, nil},
		{"he before his name, whom the head takes for another",
			"person:Jon/PROPN/NNP +Dale/PROPN/NNP left/VERB/VBD ./PUNCT/. " +
				"In/ADP/IN his/PRON/PRP$ speech/NOUN/NN ,/PUNCT/, " +
				"person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb, []string{"his=Dale"},
			[]string{"person Paul Orr: [his] [Paul Orr]"}, nil},
		{"another in the clause of he before his name",
			"person:Jon/PROPN/NNP +Dale/PROPN/NNP left/VERB/VBD ./PUNCT/. " +
				"After/SCONJ/IN he/PRON/PRP dismissed/VERB/VBD " +
				"person:Mark/PROPN/NNP +Holm/PROPN/NNP ,/PUNCT/, " +
				"person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb, []string{"he=Dale"},
			[]string{"person Paul Orr: [he] [Paul Orr]"}, nil},
		{"he goes on with the subject before",
			"person:Paul/PROPN/NNP +Orr/PROPN/NNP wrote/VERB/VBD ./PUNCT/. " +
				"person:Jon/PROPN/NNP +Dale/PROPN/NNP answered/VERB/VBD ./PUNCT/. " +
				"He/PRON/PRP left/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Jon Dale: [Jon Dale] [He]"}, nil},
		{"he is no day and no thing",
			"The/DET/DT @time:day/NOUN/NN came/VERB/VBD ./PUNCT/. " +
				"person:Paul/PROPN/NNP +Orr/PROPN/NNP spoke/VERB/VBD ,/PUNCT/, " +
				"and/CCONJ/CC he/PRON/PRP left/VERB/VBD ./PUNCT/.",
			[]string{"he=day"}, []string{"person Paul Orr: [Paul Orr] [he]"}, nil},
		{"the company whose unit another is",
			"organization:Alder/PROPN/NNP +Motors/PROPN/NNPS ,/PUNCT/, a/DET/DT @organization:unit/NOUN/NN " +
				"of/ADP/IN organization:Birch/PROPN/NNP +Steel/PROPN/NNP +Corp/PROPN/NNP " +
				",/PUNCT/, closed/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @organization:company/NOUN/NN " + verb, nil,
			[]string{"organization Alder Motors: [Alder Motors] [The company]"}, nil},
		{"the bank by its name, whom the head takes for its owner",
			"organization:Halden/PROPN/NNP +Bank/PROPN/NNP left/VERB/VBD " +
				"organization:Birch/PROPN/NNP +Trust/PROPN/NNP " +
				"./PUNCT/. The/DET/DT @organization:bank/NOUN/NN " + verb, []string{"bank=Birch", "bank=Trust"},
			[]string{"organization Halden Bank: [Halden Bank] [The bank]"}, nil},
		{"an administration called after its leader is no other",
			"The/DET/DT organization:Harbour/PROPN/NNP +Administration/PROPN/NNP closed/VERB/VBD ./PUNCT/. " +
				"The/DET/DT person:Halden/PROPN/NNP @organization:administration/NOUN/NN " + verb,
			[]string{"administration=Administration"},
			[]string{"organization the Halden administration: [The Halden administration]"}, nil},
		{"nor its leader, named after it as a body",
			"The/DET/DT person:Korvin/PROPN/NNP @organization:administration/NOUN/NN closed/VERB/VBD ./PUNCT/. " +
				"organization:Halden/PROPN/NNP " + verb, []string{"Halden=administration"},
			[]string{"organization the Korvin administration: [The Korvin administration]"}, nil},
		{"the president is no vice president",
			"Vice/PROPN/NNP President/PROPN/NNP person:Jan/PROPN/NNP +Dahl/PROPN/NNP " + verb +
				" The/DET/DT @person:president/NOUN/NN " + verb, []string{"president=Dahl"},
			[]string{"person Jan Dahl: [Vice President Jan Dahl]", "person the president:"}, nil},
		{"a body's chief leads no land",
			"organization:Delta/PROPN/NNP +Alliance/PROPN/NNP chief/NOUN/NN person:Jan/PROPN/NNP +Dahl/PROPN/NNP " + verb +
				" place:France/PROPN/NNP 's/PART/POS @person:leader/NOUN/NN " + verb, []string{"leader=Dahl"},
			[]string{"person Jan Dahl: [Delta Alliance chief Jan Dahl]"}, nil},
		{"the paper is no department",
			"The/DET/DT organization:Harbour/PROPN/NNP +Department/PROPN/NNP closed/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @organization:paper/NOUN/NN " + verb, []string{"paper=Department"},
			[]string{"organization Harbour Department: [Harbour Department]"}, nil},
		{"the nations are not one of them",
			"place:Karvonia/PROPN/NNP signed/VERB/VBD ./PUNCT/. The/DET/DT @organization:nations/NOUN/NNS " + verb,
			[]string{"nations=Karvonia"}, []string{"place Karvonia: [Karvonia]"}, nil},
		{"the agency may be one",
			"The/DET/DT organization:Harbour/PROPN/NNP +Department/PROPN/NNP closed/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @organization:agency/NOUN/NN " + verb, []string{"agency=Department"},
			[]string{"organization Harbour Department: [Harbour Department] [The agency]"}, nil},
		{"a party's leader is not the premier",
			"organization:Delta/PROPN/NNP +Party/PROPN/NNP leader/NOUN/NN person:Jan/PROPN/NNP +Dahl/PROPN/NNP " + verb +
				" The/DET/DT @person:PM/PROPN/NNP " + verb, []string{"PM=Dahl"},
			[]string{"person Jan Dahl: [Delta Party leader Jan Dahl]"}, nil},
		{"the PM is not the foreign minister",
			"Prime/PROPN/NNP Minister/PROPN/NNP person:Ilse/PROPN/NNP +Korvin/PROPN/NNP met/VERB/VBD " +
				"Foreign/PROPN/NNP Minister/PROPN/NNP person:Jan/PROPN/NNP +Dahl/PROPN/NNP ./PUNCT/. " +
				"The/DET/DT @person:PM/PROPN/NNP " + verb, []string{"PM=Dahl"},
			[]string{"person Jan Dahl: [Foreign Minister Jan Dahl]"}, nil},
		{"the PM",
			"Prime/PROPN/NNP Minister/PROPN/NNP person:Ilse/PROPN/NNP +Korvin/PROPN/NNP " + verb +
				" The/DET/DT @person:PM/PROPN/NNP " + verb, []string{"PM=Korvin"},
			[]string{"person Ilse Korvin: [Prime Minister Ilse Korvin] [The PM]"}, nil},
		{"officials of two sorts",
			"French/ADJ/JJ @person:officials/NOUN/NNS left/VERB/VBD ./PUNCT/. " +
				"Hospital/NOUN/NN @person:officials/NOUN/NNS stayed/VERB/VBD ./PUNCT/. " +
				"The/DET/DT hospital/NOUN/NN @person:officials/NOUN/NNS " + verb, []string{"officials=officials"},
			[]string{"group French officials: [French officials]",
				"group Hospital officials: [Hospital officials] [The hospital officials]"}, nil},
		{"somebody's son is called so",
			"person:Jan/PROPN/NNP +Dahl/PROPN/NNP met/VERB/VBD person:Mary/PROPN/NNP +Lind/PROPN/NNP ./PUNCT/. " +
				"person:Lind/PROPN/NNP 's/PART/POS eldest/ADJ/JJS @person:son/NOUN/NN " + verb, []string{"son=Dahl"},
			[]string{"person Jan Dahl: [Jan Dahl]"}, nil},
		{"one party's nominee is not the other's",
			"Democratic/ADJ/JJ nominee/NOUN/NN person:Mary/PROPN/NNP +Lind/PROPN/NNP " + verb +
				" The/DET/DT Republican/ADJ/JJ @person:nominee/NOUN/NN " + verb, []string{"nominee=Lind"},
			[]string{"person Mary Lind: [Democratic nominee Mary Lind]", "person the Republican nominee:"}, nil},
		{"as likely one as the other is nobody",
			"person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb + " person:Jon/PROPN/NNP +Orr/PROPN/NNP " + verb +
				" The/DET/DT @person:senator/NOUN/NN " + verb, []string{"senator=Orr"},
			[]string{"person Paul Orr: [Paul Orr]", "person Jon Orr: [Jon Orr]", "person the senator:"}, nil},
		{"the two leaders", "President/PROPN/NNP person:Tomas/PROPN/NNP +Brandt/PROPN/NNP and/CCONJ/CC Prime/PROPN/NNP " +
			"Minister/PROPN/NNP person:Ilse/PROPN/NNP +Korvin/PROPN/NNP met/VERB/VBD ./PUNCT/. The/DET/DT two/NUM/CD " +
			"@person:leaders/NOUN/NNS left/VERB/VBD ./PUNCT/.", nil,
			[]string{"group The two leaders: [The two leaders]"}, nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, readText(t, c.text, c.links...), c.want, c.not)
		})
	}
}

// TestHostile holds the number of entities a hostile text makes, and so the work, to its length.
func TestHostile(t *testing.T) {
	one := "President/PROPN/NNP person:Brandt/PROPN/NNP -/PUNCT/HYPH of/ADP/IN he/PRON/PRP the/DET/DT " +
		"@person:president/NOUN/NN "
	r := readBy(entitytest.Read(t, strings.Repeat(one, 400)+"./PUNCT/."))
	if n := len(r.Mentions); n == 0 || n > len(r.Tok) || len(r.Entities) > n {
		t.Errorf("%d mentions and %d entities of %d tokens", n, len(r.Entities), len(r.Tok))
	}
}

// holdEntities holds the entities of a text, a line each, to those that must stand there, one that
// ends in a colon by its beginning, and to what must not.
func holdEntities(t *testing.T, got string, want, not []string) {
	t.Helper()
	lines := strings.Split(got, "\n")
	for _, w := range want {
		if !slices.ContainsFunc(lines, func(line string) bool {
			return line == w || strings.HasSuffix(w, ":") && strings.HasPrefix(line, w)
		}) {
			t.Errorf("no %q in\n%s", w, got)
		}
	}
	for _, n := range not {
		if strings.Contains(got, n) {
			t.Errorf("%q in\n%s", n, got)
		}
	}
}
