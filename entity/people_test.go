package entity

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/entitytest"
)

// TestRoles holds which roles others learn of: those that the article gives with the name, no guess and no claim.
func TestRoles(t *testing.T) {
	const verb = "spoke/VERB/VBD ./PUNCT/."
	const orr = "person:Paul/PROPN/NNP +Orr/PROPN/NNP "
	for _, c := range []struct {
		about, text, want string
		links             []string
	}{
		{"with the name", "Mayor/PROPN/NNP " + orr + verb, "Mayor", nil},
		{"in apposition", orr + ",/PUNCT/, the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + verb, "mayor", nil},
		{"what somebody says that he is", orr + "is/AUX/VBZ the/DET/DT mayor/NOUN/NN ./PUNCT/.", "", nil},
		{"what somebody finds", orr + "is/AUX/VBZ the/DET/DT founder/NOUN/NN of/ADP/IN it/PRON/PRP ./PUNCT/.", "", nil},
		{"a guess", orr + verb + " The/DET/DT @person:producer/NOUN/NN left/VERB/VBD ./PUNCT/.", "",
			[]string{"producer=Orr"}},
		{"who is said to do something behind another",
			"Invited/VERB/VBN by/ADP/IN the/DET/DT @person:mayor/NOUN/NN ,/PUNCT/, " + orr + verb, "", nil},
		{"nobody's wife", "person:Ann/PROPN/NNP +Orr/PROPN/NNP ,/PUNCT/, his/PRON/PRP$ wife/NOUN/NN ,/PUNCT/, " + verb, "",
			nil},
		{"words before a title", "They/PRON/PRP left/VERB/VBD their/PRON/PRP$ strategy/NOUN/NN President/PROPN/NNP " + orr +
			verb,
			"President", nil},
		{"a title's own small words", "former/ADJ/JJ prime/ADJ/JJ minister/NOUN/NN " + orr + verb, "former prime minister",
			nil},
	} {
		d := readText(t, c.text, c.links...)
		var got []string
		for _, e := range d.Entities {
			if e.Kind == doc.Person && strings.Contains(e.Name, " Orr") {
				for _, r := range e.Roles {
					got = append(got, r.Title)
				}
			}
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s: %q, want %q", c.about, g, c.want)
		}
	}
}

// TestPieces holds what is done with names whose labels are wrong or in pieces, each with its nearest counterpart.
func TestPieces(t *testing.T) {
	const verb = "spoke/VERB/VBD ./PUNCT/."
	for _, c := range []struct {
		about, text string
		links       []string
		want        []string // lines that must be there
		not         []string // words that must not
	}{
		{"a firm by its last word", "person:Halden/PROPN/NNP Securities/NOUN/NNS hired/VERB/VBD him/PRON/PRP ./PUNCT/.", nil,
			[]string{"organization Halden Securities: [Halden Securities]"}, nil},
		{"a small word makes no firm", "person:Halden/PROPN/NNP securities/NOUN/NNS fell/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Halden:"}, []string{"Halden securities"}},
		{"what the article calls the maker", "The/DET/DT camera/NOUN/NN maker/NOUN/NN person:Avida/PROPN/NNP " + verb,
			nil, []string{"organization Avida:"}, nil},
		{"a family's name first",
			"place:Tsai/PROPN/NNP Ing/PROPN/NNP -/PUNCT/HYPH wei/PROPN/NNP met/VERB/VBD us/PRON/PRP ./PUNCT/.", nil,
			[]string{"person Tsai Ing - wei:"}, nil},
		{"two places side by side are a person",
			"place:Aung/PROPN/NNP place:San/PROPN/NNP +Mya/PROPN/NNP +Kyi/PROPN/NNP " + verb +
				" person:Mya/PROPN/NNP +Kyi/PROPN/NNP " + verb, nil,
			[]string{"person Aung San Mya Kyi: [Aung San Mya Kyi] [Mya Kyi]"}, nil},
		{"a given name before a particle",
			"organization:Marine/PROPN/NNP place:Le/PROPN/NNP +Pan/PROPN/NNP " + verb + " person:Le/PROPN/NNP +Pan/PROPN/NNP " +
				verb, nil,
			[]string{"person Marine Le Pan: [Marine Le Pan] [Le Pan]"}, nil},
		{"a name that no label sees", "Will/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Will Yarrow:"}, nil},
		{"an initial inside", "person:Gerald/PROPN/NNP S./PROPN/NNP May/PROPN/NNP " + verb, nil,
			[]string{"person Gerald S. May:"}, nil},
		{"an office before a name", "Mayor/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Yarrow: [Mayor Yarrow]"}, nil},
		{"initials and a surname",
			"the/DET/DT chairman/NOUN/NN ,/PUNCT/, P./PROPN/NNP D./PROPN/NNP May/PROPN/NNP ,/PUNCT/, left/VERB/VBD ./PUNCT/.",
			nil, []string{"person P. D. May:"}, nil},
		{"an office is no name", "person:Mayor/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Yarrow: [Mayor Yarrow]"}, []string{"person Mayor"}},
		{"an Arab name that the labels cut", "person:Karim/PROPN/NNP al-Tarsi/PROPN/NNP " + verb, nil,
			[]string{"person Karim al-Tarsi:"}, nil},
		{"whose minister",
			"person:Karvonian/PROPN/NNP Foreign/ADJ/JJ Minister/NOUN/NN person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb, nil,
			[]string{"person Ada Holm:"}, []string{"person Karvonian"}},
		{"whose minister, named elsewhere", "person:Jon/PROPN/NNP +Voss/PROPN/NNP " + verb +
			" person:Voss/PROPN/NNP spokesman/NOUN/NN person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb, nil,
			[]string{"person Ada Holm:", "person Jon Voss:"}, []string{"place Voss", "other Voss"}},
		{"vice is no name", "person:Vice/PROPN/NNP President/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb, nil,
			[]string{"person Ada Holm:"}, []string{"person Vice"}},
		{"a party and a state",
			"person:Ada/PROPN/NNP +Holm/PROPN/NNP ,/PUNCT/, person:R/PROPN/NNP +-/PUNCT/HYPH +Ostby/PROPN/NNP ,/PUNCT/, " + verb,
			nil,
			[]string{"person Ada Holm:"}, []string{"person R"}},
		{"an Arab article in capitals",
			"person:Karim/PROPN/NNP +al-Tarsi/PROPN/NNP " + verb + " person:Al-Tarsi/PROPN/NNP " + verb, nil,
			[]string{"person Karim al-Tarsi: [Karim al-Tarsi] [Al-Tarsi]"}, nil},
		{"one official", "A/DET/DT senior/ADJ/JJ @person:official/NOUN/NNS " + verb, nil,
			[]string{"person a senior official: [A senior official]"}, nil},
		{"the company is nobody",
			"organization:Alder/PROPN/NNP +Motors/PROPN/NNPS closed/VERB/VBD ./PUNCT/. The/DET/DT @person:company/NOUN/NN " +
				verb, nil,
			[]string{"organization Alder Motors: [Alder Motors] [The company]"}, nil},
		{"a spokesman is somebody", "The/DET/DT ministry/NOUN/NN @organization:spokesman/NOUN/NN " + verb, nil,
			[]string{"person the ministry spokesman:"}, nil},
		{"the former and the latter",
			"person:Paul/PROPN/NNP +Orr/PROPN/NNP and/CCONJ/CC person:Jon/PROPN/NNP +Dale/PROPN/NNP ran/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @person:latter/NOUN/NN won/VERB/VBD ./PUNCT/. " +
				"The/DET/DT @person:former/NOUN/NN left/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Paul Orr: [Paul Orr] [The former]", "person Jon Dale: [Jon Dale] [The latter]"}, nil},
		{"he before his name",
			"After/SCONJ/IN he/PRON/PRP lost/VERB/VBD ,/PUNCT/, " +
				"person:Paul/PROPN/NNP +Orr/PROPN/NNP resigned/VERB/VBD ./PUNCT/.", nil,
			[]string{"person Paul Orr: [he] [Paul Orr]"}, nil},
		{"one of a party", "The/DET/DT place:Ostby/PROPN/NNP organization:Republican/PROPN/NNP " + verb, nil,
			[]string{"person the Ostby Republican: [The Ostby Republican]"}, []string{"organization"}},
		{"a party's own", "The/DET/DT organization:Republican/PROPN/NNP nominee/NOUN/NN " + verb, nil,
			[]string{"organization Republican:"}, nil},
		{"who is named inside a description", "person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" Orr/PROPN/NNP 's/PART/POS @person:defender/NOUN/NN " + verb, []string{"defender=Orr"},
			[]string{"person Paul Orr: [Paul Orr] [Orr]"}, nil},
		{"whom a subject meets is another", "person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" He/PRON/PRP met/VERB/VBD the/DET/DT @person:mayor/NOUN/NN ./PUNCT/.", []string{"He=Orr", "mayor=Orr"},
			[]string{"person Paul Orr: [Paul Orr] [He]", "person the mayor: [the mayor]"}, nil},
		{"what a subject is", "person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" He/PRON/PRP remains/VERB/VBZ the/DET/DT @person:mayor/NOUN/NN ./PUNCT/.", []string{"He=Orr", "mayor=Orr"},
			[]string{"person Paul Orr: [Paul Orr] [He] [the mayor]"}, nil},
		{"as what a subject works", "person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" He/PRON/PRP works/VERB/VBZ as/ADP/IN the/DET/DT @person:mayor/NOUN/NN ./PUNCT/.", []string{"He=Orr", "mayor=Orr"},
			[]string{"person Paul Orr: [Paul Orr] [He] [the mayor]"}, nil},
		{"she before another's name",
			"After/SCONJ/IN she/PRON/PRP lost/VERB/VBD ,/PUNCT/, person:Paul/PROPN/NNP +Orr/PROPN/NNP resigned/VERB/VBD " +
				"./PUNCT/.", nil,
			[]string{"person Paul Orr: [Paul Orr]"}, nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, entitiesOf(readText(t, c.text, c.links...)), c.want, c.not)
		})
	}
}

// TestSameWords: the same words mean the same thing, fewer words do behind a determiner, and an
// indefinite means another.
func TestSameWords(t *testing.T) {
	for _, c := range []struct {
		text string
		same bool
	}{
		{"@object:salt/NOUN/NN fell/VERB/VBD ./PUNCT/. @object:salt/NOUN/NN rose/VERB/VBD ./PUNCT/.", true},
		{"A/DET/DT @event:storm/NOUN/NN came/VERB/VBD ./PUNCT/. The/DET/DT @event:storm/NOUN/NN went/VERB/VBD ./PUNCT/.",
			true},
		{"The/DET/DT @event:storm/NOUN/NN came/VERB/VBD ./PUNCT/. A/DET/DT @event:storm/NOUN/NN went/VERB/VBD ./PUNCT/.",
			false},
		{"@object:salt/NOUN/NN fell/VERB/VBD ./PUNCT/. @object:oil/NOUN/NN rose/VERB/VBD ./PUNCT/.", false},
	} {
		a := entitytest.Read(t, c.text)
		for i := range a.Phrases {
			if p := &a.Phrases[i]; p.First > 0 && a.Doc.Words[p.First-1].UPOS == doc.DET {
				p.First--
			}
		}
		r := readBy(a)
		if len(r.Mentions) != 2 || (r.Mentions[0].Entity == r.Mentions[1].Entity) != c.same {
			t.Errorf("%s: %d mentions, want two of one entity: %v", c.text, len(r.Mentions), c.same)
		}
	}
}
