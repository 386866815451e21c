package coref

import (
	"testing"
)

// TestPronouns holds what surnames of several people and pronouns stand for by where they stand, each with its nearest
// counterpart.
func TestPronouns(t *testing.T) {
	const spoke, left = "spoke/VERB/VBD ./PUNCT/. ", "left/VERB/VBD ./PUNCT/. "
	const ann, ben = "person:Ann/PROPN/NNP +Orr/PROPN/NNP ", "person:Ben/PROPN/NNP +Orr/PROPN/NNP "
	const dale = "person:Jon/PROPN/NNP +Dale/PROPN/NNP "
	for _, c := range []struct {
		about, text string
		links       []string
		want        []string
		not         []string
	}{
		{"a surname of two, as the head says", ann + spoke + ben + spoke + "person:Orr/PROPN/NNP " + left,
			[]string{"Orr=Orr"},
			[]string{"person Ann Orr: [Ann Orr]", "person Ben Orr: [Ben Orr] [Orr]"}, nil},
		{"a surname of two before both, as often as it is named", "person:Orr/PROPN/NNP " + left + ann + spoke + ann + spoke +
			ben + spoke, nil, []string{"person Ann Orr: [Orr] [Ann Orr] [Ann Orr]"}, nil},
		{"a surname of two before both, who says something", "person:Orr/PROPN/NNP said/VERB/VBD so/ADV/RB ./PUNCT/. " + ann +
			spoke + ann + spoke + ben + spoke, nil, []string{"person Ann Orr: [Ann Orr] [Ann Orr]"}, nil},
		{"himself beside a name", dale + "and/CCONJ/CC " + ben + "himself/PRON/PRP " + left, []string{"himself=Dale"},
			[]string{"person Ben Orr: [Ben Orr] [himself]"}, nil},
		{"him is not who does it", dale + spoke + ben + "met/VERB/VBD him/PRON/PRP ./PUNCT/. ", []string{"him=Orr"},
			[]string{"person Jon Dale: [Jon Dale] [him]"}, nil},
		{"anybody's style", ben + spoke + "A/DET/DT @person:historian/NOUN/NN is/VERB/VBZ dull/ADJ/JJ if/SCONJ/IN " +
			"his/PRON/PRP$ style/NOUN/NN is/VERB/VBZ ./PUNCT/.", []string{"his=Orr"},
			[]string{"person a historian: [A historian] [his]"}, nil},
		{"somebody's style", ben + spoke + "The/DET/DT @person:historian/NOUN/NN is/VERB/VBZ dull/ADJ/JJ if/SCONJ/IN " +
			"his/PRON/PRP$ style/NOUN/NN is/VERB/VBZ ./PUNCT/.", []string{"his=Orr", "historian=nobody"},
			[]string{"person Ben Orr: [Ben Orr] [his]"}, nil},
		{"his, right behind a name and \"and\"", dale + "met/VERB/VBD " + ben +
			"and/CCONJ/CC his/PRON/PRP$ son/NOUN/NN ./PUNCT/.",
			[]string{"his=Dale"}, []string{"person Ben Orr: [Ben Orr] [his]"}, nil},
		{"his, behind another \"and\"", dale + "met/VERB/VBD " + ben + "there/ADV/RB and/CCONJ/CC his/PRON/PRP$ " +
			"son/NOUN/NN ./PUNCT/.", []string{"his=Dale"}, []string{"person Jon Dale: [Jon Dale] [his]"}, nil},
		{"his own, where the head does not tell", dale + "told/VERB/VBD " + ben +
			"of/ADP/IN his/PRON/PRP$ plan/NOUN/NN ./PUNCT/.",
			nil, []string{"person Jon Dale: [Jon Dale] [his]"}, nil},
		{"his, of who does something", ben + ",/PUNCT/, who/PRON/WP told/VERB/VBD " + dale + "of/ADP/IN his/PRON/PRP$ " +
			"plan/NOUN/NN ,/PUNCT/, " + left, nil, []string{"person Ben Orr: [Ben Orr] [his]"}, nil},
		{"few name themselves", dale + spoke + "“/PUNCT/`` We/PRON/PRP thank/VERB/VBP " + ben + ",/PUNCT/, ”/PUNCT/'' " +
			"he/PRON/PRP said/VERB/VBD ./PUNCT/.", []string{"he=Orr"},
			[]string{"person Jon Dale: [Jon Dale] [he]"}, nil},
		{"few name themselves in what follows", dale + spoke + "He/PRON/PRP said/VERB/VBD :/PUNCT/: “/PUNCT/`` We/PRON/PRP " +
			"thank/VERB/VBP " + ben + "./PUNCT/. ”/PUNCT/''", []string{"He=Orr"},
			[]string{"person Jon Dale: [Jon Dale] [He]"}, nil},
		{"the I of a quotation", dale + spoke + "“/PUNCT/`` I/PRON/PRP must/AUX/MD go/VERB/VB ,/PUNCT/, ”/PUNCT/'' " +
			"he/PRON/PRP said/VERB/VBD ./PUNCT/.", []string{"he=I"},
			[]string{"person Jon Dale: [Jon Dale] [I] [he]"}, nil},
		{"they two", ann + "and/CCONJ/CC " + dale + "met/VERB/VBD ./PUNCT/. They/PRON/PRP " + left, nil,
			[]string{"group Ann Orr and Jon Dale: [They]"}, nil},
		{"they, long after",
			ann + "and/CCONJ/CC " + dale + "met/VERB/VBD ./PUNCT/. " + ann + spoke + ann + spoke + ann + spoke +
				"They/PRON/PRP " + left, nil, nil, []string{"group"}},
		{"both sides", "place:Russia/PROPN/NNP and/CCONJ/CC place:Denmark/PROPN/NNP met/VERB/VBD ./PUNCT/. Both/NUM/CD " +
			"sides/NOUN/NNS " + left, nil, []string{"group Both sides: [Both sides]"}, nil},
		{"the two presidents of three", "President/PROPN/NNP " + ann + spoke + "President/PROPN/NNP " + dale + spoke +
			"Mayor/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP " + spoke + "The/DET/DT two/NUM/CD " +
			"@person:presidents/NOUN/NNS " +
			left, nil, []string{"group The two presidents: [The two presidents]"}, nil},
		{"the three presidents of two", "President/PROPN/NNP " + ann + spoke + "President/PROPN/NNP " + dale + spoke +
			"The/DET/DT three/NUM/CD @person:presidents/NOUN/NNS " + left, nil,
			[]string{"group the three presidents: [The three presidents]"}, nil},
		{"the carmaker", "organization:Alder/PROPN/NNP +Motors/PROPN/NNPS and/CCONJ/CC organization:Birch/PROPN/NNP " +
			"+Trust/PROPN/NNP met/VERB/VBD ./PUNCT/. The/DET/DT @organization:automaker/NOUN/NN " + left, nil,
			[]string{"organization Alder Motors: [Alder Motors] [The automaker]"}, nil},
		{"a mayor is named after all", "The/DET/DT @person:mayor/NOUN/NN " + spoke + ben + left, []string{"Orr=mayor"},
			[]string{"person Ben Orr: [The mayor] [Ben Orr]"}, nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			holdEntities(t, readText(t, c.text, c.links...), c.want, c.not)
		})
	}
}
