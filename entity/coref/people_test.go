package coref

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
		{"who replies to what another does",
			"Asked/VERB/VBN if/SCONJ/IN he/PRON/PRP met/VERB/VBD the/DET/DT @person:mayor/NOUN/NN ,/PUNCT/, " + orr + verb, "",
			nil},
		{"set beside what another does",
			"He/PRON/PRP met/VERB/VBD the/DET/DT @person:mayor/NOUN/NN ,/PUNCT/, " + orr + "./PUNCT/.", "mayor", nil},
		{"nobody's wife", "person:Ann/PROPN/NNP +Orr/PROPN/NNP ,/PUNCT/, his/PRON/PRP$ wife/NOUN/NN ,/PUNCT/, " + verb, "",
			nil},
		{"words before a title", "They/PRON/PRP left/VERB/VBD their/PRON/PRP$ strategy/NOUN/NN President/PROPN/NNP " + orr +
			verb,
			"President", nil},
		{"a title's own small words", "former/ADJ/JJ prime/ADJ/JJ minister/NOUN/NN " + orr + verb, "former prime minister",
			nil},
	} {
		var got []string
		for _, e := range readBy(entitytest.Read(t, c.text, c.links...)).Entities {
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

// TestDescriptions holds what descriptions and pronouns stand for, each with its nearest counterpart.
func TestDescriptions(t *testing.T) {
	const verb = "spoke/VERB/VBD ./PUNCT/."
	for _, c := range []struct {
		about, text string
		links       []string
		want        []string // lines that must be there
		not         []string // words that must not
	}{
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
			[]string{"organization Republicans:"}, nil},
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
		{"one of two who hold the office", "President/PROPN/NNP person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" President/PROPN/NNP person:Jon/PROPN/NNP +Dale/PROPN/NNP " + verb +
			" The/DET/DT @person:president/NOUN/NN " + verb, []string{"president=Orr"},
			[]string{"person Paul Orr: [President Paul Orr] [The president]"}, nil},
		{"neither of two who hold the office", "President/PROPN/NNP person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb +
			" President/PROPN/NNP person:Jon/PROPN/NNP +Dale/PROPN/NNP " + verb +
			" The/DET/DT @person:president/NOUN/NN " + verb, nil,
			[]string{"person Paul Orr: [President Paul Orr]", "person Jon Dale: [President Jon Dale]",
				"person the president: [The president]"}, nil},
		{"the one who holds the office, named soon", "The/DET/DT @person:president/NOUN/NN " + verb +
			" President/PROPN/NNP person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb, nil,
			[]string{"person Paul Orr: [The president] [President Paul Orr]"}, nil},
		{"the one who holds the office, named pages later", "The/DET/DT @person:president/NOUN/NN " + verb +
			strings.Repeat(" A/DET/DT @person:sailor/NOUN/NN "+verb, 60) +
			" President/PROPN/NNP person:Paul/PROPN/NNP +Orr/PROPN/NNP " + verb, nil,
			[]string{"person Paul Orr: [President Paul Orr]"}, nil},
		{"she before another's name",
			"After/SCONJ/IN she/PRON/PRP lost/VERB/VBD ,/PUNCT/, person:Paul/PROPN/NNP +Orr/PROPN/NNP resigned/VERB/VBD " +
				"./PUNCT/.", nil,
			[]string{"person Paul Orr: [Paul Orr]"}, nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, readText(t, c.text, c.links...), c.want, c.not)
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
