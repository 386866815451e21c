package mention

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/entitytest"
	"readout/entity/names"
	"readout/entity/phrase"
)

func mentionsOf(t *testing.T, text string) (*names.Found, []Mention) {
	t.Helper()
	a := entitytest.Read(t, text)
	f := names.Find(a.Text(), a.Labels, a.Scores)
	return f, Find(f, a.Phrases)
}

// line is a mention as the tests write it: its form, kind and words, then what is said of it.
func line(f *names.Found, m *Mention) string {
	out := []string{string(m.Form), string(m.Kind), "[" + f.Phrase(m.FirstToken, m.EndToken) + "]"}
	for said, yes := range map[string]bool{"plural": m.Plural && m.Form != doc.PronounForm, "adjunct": m.Adjunct,
		"claimed": m.Claimed, "apposed": m.Apposed >= 0, "indefinite": !m.Definite} {
		if yes {
			out = append(out, said)
		}
	}
	slices.Sort(out[3:])
	if m.Role.Text != "" {
		out = append(out, "as "+m.Role.Text)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	const spoke = "spoke/VERB/VBD ./PUNCT/."
	const orr = "person:Paul/PROPN/NNP +Orr/PROPN/NNP "
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"whom they freed", "the/DET/DT prisoners/NOUN/NNS " + orr + "and/CCONJ/CC person:Dahl/PROPN/NNP freed/VERB/VBD",
			[]string{"nominal person [the prisoners] plural", "name person [Paul Orr]", "name person [Dahl]"}},
		{"what they are", "prisoners/NOUN/NNS " + orr + "and/CCONJ/CC person:Dahl/PROPN/NNP spoke/VERB/VBD ./PUNCT/.",
			[]string{"name person [prisoners Paul Orr] as prisoner", "name person [Dahl] as prisoner"}},
		{"two descriptions of one", "The/DET/DT rich/ADJ/JJ @person:banker/NOUN/NN and/CCONJ/CC opera/NOUN/NN " +
			"@person:star/NOUN/NN " + spoke, []string{"nominal person [The rich banker and opera star]"}},
		{"two with their own determiners",
			"The/DET/DT @person:banker/NOUN/NN and/CCONJ/CC the/DET/DT @person:star/NOUN/NN " + spoke,
			[]string{"nominal person [The banker]", "nominal person [the star]"}},
		{"two offices", "The/DET/DT president/NOUN/NN and/CCONJ/CC foreign/ADJ/JJ minister/NOUN/NN " + spoke,
			[]string{"nominal person [The president]", "nominal person [foreign minister] indefinite"}},
		{"two parties", "The/DET/DT top/ADJ/JJ Republican/PROPN/NNP and/CCONJ/CC Democrat/ADJ/JJ " + spoke,
			[]string{"nominal person [The top Republican]", "nominal person [Democrat]"}},
		{"a verb of several",
			"The/DET/DT @person:banker/NOUN/NN and/CCONJ/CC @person:lawyer/NOUN/NN agree/VERB/VBP ./PUNCT/.",
			[]string{"nominal person [The banker]", "nominal person [lawyer] indefinite"}},
		{"two titles of one", "Union/NOUN/NN leader/NOUN/NN and/CCONJ/CC former/ADJ/JJ mayor/NOUN/NN " + orr + spoke,
			[]string{"nominal person [Union leader] apposed indefinite", "name person [former mayor Paul Orr]"}},
		{"an actor and activist", "The/DET/DT @person:actor/NOUN/NN and/CCONJ/CC activist/NOUN/NN " + orr + spoke,
			[]string{"nominal person [The actor] apposed", "name person [activist Paul Orr]"}},
		{"somebody and another", "The/DET/DT president/NOUN/NN and/CCONJ/CC Senator/PROPN/NNP " + orr + spoke,
			[]string{"nominal person [The president]", "name person [Senator Paul Orr]"}},
		{"two titles behind a name", orr + ",/PUNCT/, a/DET/DT lawyer/NOUN/NN and/CCONJ/CC former/ADJ/JJ mayor/NOUN/NN " +
			",/PUNCT/, " + spoke, []string{"name person [Paul Orr]", "nominal person [a lawyer] apposed",
			"nominal person [former mayor] apposed indefinite"}},
		{"what is written", "The/DET/DT @person:notice/NOUN/NN and/CCONJ/CC the/DET/DT @person:subheadline/NOUN/NN " + spoke,
			[]string{"nominal other [notice]", "nominal other [subheadline]"}},
		{"a time of day is nobody", orr + "left/VERB/VBD at/ADP/IN 3/NUM/CD pm/NOUN/NN ./PUNCT/.",
			[]string{"name person [Paul Orr]"}},
		{"two of them are", "2/NUM/CD presidents/NOUN/NNS " + spoke,
			[]string{"nominal person [2 presidents] indefinite plural"}},
		{"links behind a name", "person:Paul/PROPN/NNP +Holm/PROPN/NNP Ann/PROPN/NNP HolmFive/PROPN/NNP met/VERB/VBD " +
			"the/DET/DT mayors/NOUN/NNS MORE/ADJ/JJR " + spoke, []string{"name person [Paul Holm]"}},
		{"no links", "person:Paul/PROPN/NNP +Holm/PROPN/NNP met/VERB/VBD the/DET/DT mayors/NOUN/NNS MORE/ADJ/JJR " + spoke,
			[]string{"name person [Paul Holm]", "nominal person [the mayors] plural"}},
		{"a title before a name", "The/DET/DT former/ADJ/JJ mayor/NOUN/NN " + orr + spoke,
			[]string{"name person [The former mayor Paul Orr]"}},
		{"a side in a title", "Russian/ADJ/JJ spokesman/NOUN/NN " + orr + spoke,
			[]string{"name person [Russian spokesman Paul Orr]", "name place [Russian] adjunct"}},
		{"a title in apposition", orr + ",/PUNCT/, the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed"}},
		{"an age before it", orr + ",/PUNCT/, 45/NUM/CD ,/PUNCT/, a/DET/DT nurse/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [a nurse] apposed"}},
		{"a title that a verb gives", orr + "is/AUX/VBZ the/DET/DT mayor/NOUN/NN ./PUNCT/.",
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed claimed"}},
		{"who is the mayor", orr + ",/PUNCT/, who/PRON/WP is/AUX/VBZ the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed"}},
		{"who was the mayor", orr + ",/PUNCT/, who/PRON/WP was/AUX/VBD the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed claimed"}},
		{"who became the mayor", orr + ",/PUNCT/, who/PRON/WP became/VERB/VBD the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed"}},
		{"now a nurse", orr + ",/PUNCT/, now/ADV/RB a/DET/DT nurse/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [a nurse] apposed"}},
		{"also a nurse", orr + ",/PUNCT/, also/ADV/RB a/DET/DT nurse/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [a nurse] apposed"}},
		{"of a place, a nurse", orr + "of/ADP/IN place:Ostby/PROPN/NNP ,/PUNCT/, a/DET/DT nurse/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "name place [Ostby]", "nominal person [a nurse] apposed"}},
		{"then a nurse", orr + ",/PUNCT/, then/ADV/RB a/DET/DT nurse/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]"}},
		{"then somebody acts", "Then/ADV/RB @person:officials/NOUN/NNS " + spoke,
			[]string{"nominal person [officials] indefinite plural"}},
		{"a clause behind a noun", "The/DET/DT plan/NOUN/NN that/PRON/WDT @person:officials/NOUN/NNS praised/VERB/VBD " +
			"failed/VERB/VBD ./PUNCT/.", []string{"nominal person [officials] indefinite plural"}},
		{"a verb before a title", orr + "designated/VERB/VBD deputy/ADJ/JJ mayor/NOUN/NN person:Ann/PROPN/NNP " +
			"+Holm/PROPN/NNP ./PUNCT/.", []string{"name person [Paul Orr]", "name person [deputy mayor Ann Holm]"}},
		{"a mayor designated", "The/DET/DT designated/VERB/VBN mayor/NOUN/NN " + orr + spoke,
			[]string{"name person [The designated mayor Paul Orr]"}},
		{"somebody else behind a comma", orr + ",/PUNCT/, the/DET/DT mayor/NOUN/NN and/CCONJ/CC they/PRON/PRP " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayor] apposed", "pronoun group [they]"}},
		{"several behind a comma", orr + ",/PUNCT/, the/DET/DT mayors/NOUN/NNS ,/PUNCT/, " + spoke,
			[]string{"name person [Paul Orr]", "nominal person [the mayors] plural"}},
		{"a title before a comma", "Its/PRON/PRP$ leader/NOUN/NN ,/PUNCT/, " + orr + ",/PUNCT/, " + spoke,
			[]string{"nominal person [Its leader] apposed", "pronoun other [Its]", "name person [Paul Orr]"}},
		{"one of a list", "A/DET/DT mayor/NOUN/NN ,/PUNCT/, " + orr + "and/CCONJ/CC others/NOUN/NNS " + spoke,
			[]string{"nominal person [A mayor] indefinite", "name person [Paul Orr]"}},
		{"a head that is no title", "The/DET/DT panel/NOUN/NN 's/PART/POS top/ADJ/JJ @person:member/NOUN/NN ,/PUNCT/, " +
			"Rep./PROPN/NNP " + orr + ",/PUNCT/, " + spoke,
			[]string{"nominal person [The panel 's top member] apposed", "name person [Rep. Paul Orr]"}},
		{"two presidents", "Presidents/PROPN/NNPS person:Tomas/PROPN/NNP +Brandt/PROPN/NNP of/ADP/IN Russia/PROPN/NNP " +
			"and/CCONJ/CC " + orr + "of/ADP/IN Denmark/PROPN/NNP " + spoke,
			[]string{"name person [Presidents Tomas Brandt] as President of Russia", "name place [Russia]",
				"name person [Paul Orr] as President of Denmark", "name place [Denmark]"}},
		{"a city that acts", "Moscow/PROPN/NNP expects/VERB/VBZ talks/NOUN/NNS ./PUNCT/.",
			[]string{"metonym place [Moscow]"}},
		{"a city that lies", "in/ADP/IN Moscow/PROPN/NNP rain/NOUN/NN fell/VERB/VBD ./PUNCT/.",
			[]string{"name place [Moscow]"}},
		{"two that agree", "Moscow/PROPN/NNP and/CCONJ/CC London/PROPN/NNP agreed/VERB/VBD ./PUNCT/.",
			[]string{"metonym place [Moscow]", "metonym place [London]"}},
		{"with one and another", "talks/NOUN/NNS with/ADP/IN Moscow/PROPN/NNP and/CCONJ/CC London/PROPN/NNP ./PUNCT/.",
			[]string{"metonym place [Moscow]", "metonym place [London]"}},
		{"from a city", "from/ADP/IN Moscow/PROPN/NNP they/PRON/PRP flew/VERB/VBD ./PUNCT/.",
			[]string{"name place [Moscow]", "pronoun group [they]"}},
		{"a city's airport", "Moscow/PROPN/NNP 's/PART/POS airport/NOUN/NN closed/VERB/VBD ./PUNCT/.",
			[]string{"name place [Moscow]"}},
		{"a city's envoy", "Moscow/PROPN/NNP 's/PART/POS @person:envoy/NOUN/NN left/VERB/VBD ./PUNCT/.",
			[]string{"nominal person [Moscow 's envoy]", "metonym place [Moscow]"}},
		{"a people", "The/DET/DT Russians/PROPN/NNPS left/VERB/VBD ./PUNCT/.",
			[]string{"nominal place [The Russians] plural"}},
		{"a people by its adjective", "The/DET/DT British/PROPN/NNPS left/VERB/VBD ./PUNCT/.",
			[]string{"nominal place [The British] plural"}},
		{"a seat", "The/DET/DT Kremlin/PROPN/NNP left/VERB/VBD ./PUNCT/.", []string{"metonym organization [The Kremlin]"}},
		{"an indefinite description", "A/DET/DT senior/ADJ/JJ @person:official/NOUN/NN " + spoke,
			[]string{"nominal person [A senior official] indefinite"}},
		{"in office", "was/AUX/VBD in/ADP/IN @person:president/NOUN/NN ./PUNCT/.",
			[]string{"nominal other [president]"}},
		{"both sides", "Both/NUM/CD sides/NOUN/NNS " + spoke, []string{"nominal group [Both sides] plural"}},
		{"some of them", "Some/DET/DT of/ADP/IN the/DET/DT @person:officials/NOUN/NNS " + spoke,
			[]string{"nominal person [the officials] indefinite plural"}},
		{"a building described", "The/DET/DT @place:airport/NOUN/NN closed/VERB/VBD ./PUNCT/.",
			[]string{"nominal facility [The airport]"}},
		{"a body described", "The/DET/DT @organization:ministry/NOUN/NN " + spoke,
			[]string{"nominal organization [The ministry]"}},
		{"somebody by a body's name", "The/DET/DT ministry/NOUN/NN @organization:spokesman/NOUN/NN " + spoke,
			[]string{"nominal person [The ministry spokesman]"}},
		{"nobody", "The/DET/DT @person:company/NOUN/NN " + spoke, []string{"nominal organization [The company]"}},
		{"one by a calling", "The/DET/DT calling/NOUN/NN of/ADP/IN Democrat/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP " +
			spoke, []string{"name person [Democrat Ada Holm]"}},
		{"a thing", "The/DET/DT @event:storm/NOUN/NN came/VERB/VBD ./PUNCT/.", []string{"nominal other [storm]"}},
		{"several things", "The/DET/DT @object:storms/NOUN/NNS came/VERB/VBD ./PUNCT/.",
			[]string{"nominal other [storms] plural"}},
		{"pronouns", "He/PRON/PRP told/VERB/VBD her/PRON/PRP of/ADP/IN it/PRON/PRP and/CCONJ/CC us/PRON/PRP ./PUNCT/.",
			[]string{"pronoun person [He]", "pronoun person [her]", "pronoun other [it]", "pronoun group [us]"}},
		{"no pronoun", "IT/PROPN/NNP and/CCONJ/CC US/PROPN/NNP firms/NOUN/NNS ./PUNCT/.", nil},
	} {
		f, found := mentionsOf(t, c.text)
		var got []string
		for i := range found {
			got = append(got, line(f, &found[i]))
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.about, got, c.want)
		}
	}
}

// TestSpots: a mention stands where the heads see its noun phrase, a name with its article and clitic.
func TestSpots(t *testing.T) {
	a := entitytest.Read(t, "The/DET/DT organization:Halden/PROPN/NNP +Bank/PROPN/NNP 's/PART/POS "+
		"mayor/NOUN/NN of/ADP/IN place:Ostby/PROPN/NNP left/VERB/VBD ./PUNCT/.")
	a.Phrases = []phrase.Phrase{{Head: 4, First: 0, Last: 6, Kind: "person", Sure: 1}}
	f := names.Find(a.Text(), a.Labels, a.Scores)
	want := map[string]phrase.Spot{
		"Halden Bank": {First: 0, Last: 3, Head: 2}, "The Halden Bank 's mayor": {First: 0, Last: 6, Head: 4},
		"Ostby": {First: 6, Last: 6, Head: 6}}
	found := Find(f, a.Phrases)
	for i := range found {
		m := &found[i]
		if words := f.Phrase(m.FirstToken, m.EndToken); m.Spot != want[words] {
			t.Errorf("%q stands at %+v, want %+v", words, m.Spot, want[words])
		}
	}
	if len(found) != len(want) {
		t.Errorf("%d mentions, want %d", len(found), len(want))
	}
}
