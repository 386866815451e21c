package names

import (
	"slices"
	"testing"

	"readout/article"
	"readout/entity/entitytest"
)

// listed is the names of an article, "person Ada Holm".
func listed(f *Found) []string {
	var out []string
	for i := range f.Names {
		n := &f.Names[i]
		out = append(out, string(n.Kind)+" "+f.Phrase(int(n.First), int(n.End)))
	}
	return out
}

// TestFind holds what is done with names whose labels are wrong or in pieces, each with its nearest counterpart.
func TestFind(t *testing.T) {
	const verb = "spoke/VERB/VBD ./PUNCT/."
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"as the labels say", "person:Ada/PROPN/NNP +Holm/PROPN/NNP met/VERB/VBD place:Ostby/PROPN/NNP ./PUNCT/.",
			[]string{"person Ada Holm", "place Ostby"}},
		{"a place in pieces", "met/VERB/VBD in/ADP/IN place:New/PROPN/NNP place:Ostby/PROPN/NNP ./PUNCT/.",
			[]string{"place New Ostby"}},
		{"two places", "met/VERB/VBD in/ADP/IN place:Ostby/PROPN/NNP ,/PUNCT/, place:Arlen/PROPN/NNP ./PUNCT/.",
			[]string{"place Ostby", "place Arlen"}},
		{"who leads", "The/DET/DT person:Ada/PROPN/NNP +Holm/PROPN/NNP +-/PUNCT/HYPH +led/ADJ/NNP firm/NOUN/NN " + verb,
			[]string{"person Ada Holm"}},
		{"a party's two", "The/DET/DT top/ADJ/JJ organization:Republican/PROPN/NNP and/CCONJ/CC " +
			"organization:Democrat/PROPN/NNP on/ADP/IN it/PRON/PRP " + verb, nil},
		{"both parties", "organization:Republicans/PROPN/NNPS and/CCONJ/CC organization:Democrats/PROPN/NNPS " + verb,
			[]string{"organization Republicans", "organization Democrats"}},
		{"links behind a name", "person:Ada/PROPN/NNP +Holm/PROPN/NNP +Ada/PROPN/NNP (/PUNCT/-LRB- person:Ann/PROPN/NNP " +
			")/PUNCT/-RRB- person:Maria/PROPN/NNP +HolmThe/PROPN/NNP person:Lind/PROPN/NNP won/VERB/VBD MORE/ADJ/JJR " + verb,
			[]string{"person Ada Holm"}},
		{"a name that begins anew", "person:Ada/PROPN/NNP +Holm/PROPN/NNP +Ada/PROPN/NNP +Maria/PROPN/NNP " +
			"+HolmThe/PROPN/NNP " + verb, []string{"person Ada Holm"}},
		{"a name that ends as it begins", "person:Ada/PROPN/NNP +Holm/PROPN/NNP +Ada/PROPN/NNP " + verb,
			[]string{"person Ada Holm Ada"}},
		{"one name twice", "person:Aung/PROPN/NNP +Aung/PROPN/NNP +Lin/PROPN/NNP " + verb,
			[]string{"person Aung Aung Lin"}},
		{"a name in pieces", "person:Aung/PROPN/NNP person:Mya/PROPN/NNP +Lin/PROPN/NNP " + verb,
			[]string{"person Aung Mya Lin"}},
		{"two names that a comma parts", "person:Aung/PROPN/NNP ,/PUNCT/, person:Mya/PROPN/NNP +Lin/PROPN/NNP " + verb,
			[]string{"person Aung", "person Mya Lin"}},
		{"a hyphenated surname", "person:Cindy/PROPN/NNP person:Hyde/PROPN/NNP -/PUNCT/HYPH person:Sander/PROPN/NNP " + verb,
			[]string{"person Cindy Hyde - Sander"}},
		{"a debate of two", "The/DET/DT person:Halden/PROPN/NNP -/PUNCT/HYPH person:Korvin/PROPN/NNP debate/NOUN/NN " +
			"ended/VERB/VBD ./PUNCT/.", []string{"person Halden", "person Korvin"}},
		{"two sides", "place:Russia/PROPN/NNP +-/PUNCT/HYPH +US/PROPN/NNP talks/NOUN/NNS ended/VERB/VBD ./PUNCT/.",
			[]string{"place Russia", "place US"}},
		{"who is called as a country", "person:Ada/PROPN/NNP +Holland/PROPN/NNP left/VERB/VBD ./PUNCT/. It/PRON/PRP " +
			"is/AUX/VBZ late/ADJ/JJ ,/PUNCT/, adds/VERB/VBZ place:Holland/PROPN/NNP ./PUNCT/.",
			[]string{"person Ada Holland", "person Holland"}},
		{"and the country", "person:Ada/PROPN/NNP +Holland/PROPN/NNP lives/VERB/VBZ in/ADP/IN place:Holland/PROPN/NNP " +
			"./PUNCT/. place:Holland/PROPN/NNP said/VERB/VBD no/INTJ/UH ./PUNCT/.",
			[]string{"person Ada Holland", "place Holland", "place Holland"}},
		{"and its people", "person:Ada/PROPN/NNP +Holland/PROPN/NNP met/VERB/VBD Dutch/ADJ/JJ aides/NOUN/NNS ./PUNCT/. " +
			"place:Holland/PROPN/NNP said/VERB/VBD no/INTJ/UH ./PUNCT/.",
			[]string{"person Ada Holland", "place Dutch", "place Holland"}},
		{"who is both", "person:Ada/PROPN/NNP +Holland/PROPN/NNP lives/VERB/VBZ in/ADP/IN place:Holland/PROPN/NNP " +
			"with/ADP/IN place:Holland/PROPN/NNP 's/PART/POS son/NOUN/NN ./PUNCT/.",
			[]string{"person Ada Holland", "place Holland", "person Holland"}},
		{"who is called as a people", "person:Jan/PROPN/NNP +English/PROPN/NNP left/VERB/VBD ./PUNCT/. A/DET/DT " +
			"suit/NOUN/NN from/ADP/IN English/PROPN/NNP ,/PUNCT/, who/PRON/WP lost/VERB/VBD ./PUNCT/. English/PROPN/NNP " +
			"said/VERB/VBD so/ADV/RB ./PUNCT/.", []string{"person Jan English", "person English", "person English"}},
		{"and the people", "person:Jan/PROPN/NNP +English/PROPN/NNP left/VERB/VBD ./PUNCT/. English/PROPN/NNP " +
			"said/VERB/VBD so/ADV/RB ./PUNCT/. English/ADJ/JJ lawyers/NOUN/NNS lost/VERB/VBD ./PUNCT/.",
			[]string{"person Jan English", "place English", "place English"}},
		{"nobody of that name", "place:Holland/PROPN/NNP said/VERB/VBD no/INTJ/UH ./PUNCT/.",
			[]string{"place Holland"}},
		{"a firm by its short name", "organization:Ostby/PROPN/NNP +&/CCONJ/CC +Co./PROPN/NNP " + verb + " " +
			"person:Ostby/PROPN/NNP " + verb, []string{"organization Ostby & Co.", "organization Ostby"}},
		{"a firm and its owner", "organization:Holm/PROPN/NNP +&/CCONJ/CC +Co./PROPN/NNP hired/VERB/VBD " +
			"person:Ada/PROPN/NNP +Holm/PROPN/NNP ./PUNCT/. person:Holm/PROPN/NNP " + verb,
			[]string{"organization Holm & Co.", "person Ada Holm", "person Holm"}},
		{"a fund called after somebody", "organization:Holm/PROPN/NNP +Fund/PROPN/NNP " + verb + " person:Holm/PROPN/NNP " +
			verb, []string{"organization Holm Fund", "person Holm"}},
		{"a byname", "The/DET/DT person:Hammer/PROPN/NNP of/ADP/IN place:Ostby/PROPN/NNP " + verb,
			[]string{"place Ostby"}},
		{"one like somebody", "person:Ada/PROPN/NNP +Holm/PROPN/NNP is/AUX/VBZ the/DET/DT person:Holm/PROPN/NNP of/ADP/IN " +
			"old/ADJ/JJ ./PUNCT/.", []string{"person Ada Holm", "person Holm"}},
		{"a firm by its last word", "person:Halden/PROPN/NNP Securities/NOUN/NNS hired/VERB/VBD him/PRON/PRP ./PUNCT/.",
			[]string{"organization Halden Securities"}},
		{"a small word makes no firm", "person:Halden/PROPN/NNP securities/NOUN/NNS fell/VERB/VBD ./PUNCT/.",
			[]string{"person Halden"}},
		{"a firm that the labels take for somebody",
			"person:Halden/PROPN/NNP +Labs/PROPN/NNPS and/CCONJ/CC person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb,
			[]string{"person Halden Labs", "person Ada Holm"}},
		{"what the article calls the maker", "The/DET/DT camera/NOUN/NN maker/NOUN/NN person:Avida/PROPN/NNP " + verb,
			[]string{"organization Avida"}},
		{"a family's name first",
			"place:Tsai/PROPN/NNP Ing/PROPN/NNP -/PUNCT/HYPH wei/PROPN/NNP met/VERB/VBD us/PRON/PRP ./PUNCT/.",
			[]string{"person Tsai Ing - wei"}},
		{"a person named in full elsewhere", "place:Aung/PROPN/NNP place:San/PROPN/NNP +Mya/PROPN/NNP +Kyi/PROPN/NNP " +
			verb + " person:Mya/PROPN/NNP +Kyi/PROPN/NNP " + verb,
			[]string{"person Aung San Mya Kyi", "person Mya Kyi"}},
		{"a given name before a particle", "organization:Marine/PROPN/NNP place:Le/PROPN/NNP +Pan/PROPN/NNP " + verb +
			" person:Le/PROPN/NNP +Pan/PROPN/NNP " + verb, []string{"person Marine Le Pan", "person Le Pan"}},
		{"a name that no label sees", "Will/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.",
			[]string{"person Will Yarrow"}},
		{"a given name before a word in capitals", "Will/PROPN/NNP NATO/PROPN/NNP leave/VERB/VB ./PUNCT/.",
			[]string{"organization NATO"}},
		{"an initial inside", "person:Gerald/PROPN/NNP S./PROPN/NNP May/PROPN/NNP " + verb,
			[]string{"person Gerald S. May"}},
		{"initials and a surname",
			"the/DET/DT chairman/NOUN/NN ,/PUNCT/, P./PROPN/NNP D./PROPN/NNP May/PROPN/NNP ,/PUNCT/, left/VERB/VBD ./PUNCT/.",
			[]string{"person P. D. May"}},
		{"an office before a name", "Mayor/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.", []string{"person Yarrow"}},
		{"an office is no name", "person:Mayor/PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.",
			[]string{"person Yarrow"}},
		{"a courtesy before a name", "Mr./PROPN/NNP Yarrow/PROPN/NNP left/VERB/VBD ./PUNCT/.", []string{"person Yarrow"}},
		{"vice is no name", "person:Vice/PROPN/NNP President/PROPN/NNP person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb,
			[]string{"person Ada Holm"}},
		{"an Arab name that the labels cut", "person:Karim/PROPN/NNP al-Tarsi/PROPN/NNP " + verb,
			[]string{"person Karim al-Tarsi"}},
		{"whose minister",
			"person:Karvonian/PROPN/NNP Foreign/ADJ/JJ Minister/NOUN/NN person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb,
			[]string{"organization Karvonian", "person Ada Holm"}},
		{"whose aide, named elsewhere", "person:Jon/PROPN/NNP +Voss/PROPN/NNP " + verb +
			" person:Voss/PROPN/NNP spokesman/NOUN/NN person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb,
			[]string{"person Jon Voss", "person Voss", "person Ada Holm"}},
		{"a party and a state",
			"person:Ada/PROPN/NNP +Holm/PROPN/NNP ,/PUNCT/, person:R/PROPN/NNP +-/PUNCT/HYPH +Ostby/PROPN/NNP ,/PUNCT/, " + verb,
			[]string{"person Ada Holm"}},
		{"one of a party", "The/DET/DT place:Ostby/PROPN/NNP organization:Republican/PROPN/NNP " + verb,
			[]string{"place Ostby"}},
		{"a party's own", "The/DET/DT organization:Republican/PROPN/NNP nominee/NOUN/NN " + verb,
			[]string{"organization Republican"}},
		{"a table's name that no label sees", "Talks/NOUN/NNS in/ADP/IN Moscow/PROPN/NNP ended/VERB/VBD ./PUNCT/.",
			[]string{"place Moscow"}},
		{"a table's name in pieces", "The/DET/DT place:United/PROPN/NNP place:Nations/PROPN/NNPS " + verb,
			[]string{"organization United Nations"}},
		{"a building", "They/PRON/PRP met/VERB/VBD at/ADP/IN place:Halden/PROPN/NNP +Palace/PROPN/NNP ./PUNCT/.",
			[]string{"facility Halden Palace"}},
		{"a building of its own kind",
			"The/DET/DT place:Bridge/PROPN/NNP +of/ADP/IN +Halden/PROPN/NNP fell/VERB/VBD ./PUNCT/.",
			[]string{"facility Bridge of Halden"}},
		{"a line", "The/DET/DT other:Nord/PROPN/NNP +Bay/PROPN/NNP gas/NOUN/NN pipeline/NOUN/NN leaks/VERB/VBZ ./PUNCT/.",
			[]string{"facility Nord Bay"}},
		{"a surname that the labels take for a body",
			"person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb + " organization:Holm/PROPN/NNP " + verb,
			[]string{"person Ada Holm", "person Holm"}},
		{"a surname that no label sees again", "person:Ada/PROPN/NNP +Holm/PROPN/NNP " + verb + " Holm/PROPN/NNP " + verb,
			[]string{"person Ada Holm", "person Holm"}},
		{"a nickname in marks",
			"person:Robert/PROPN/NNP (/PUNCT/-LRB- Buck/PROPN/NNP )/PUNCT/'' person:Kane/PROPN/NNP " + verb,
			[]string{"person Robert ( Buck ) Kane"}},
		{"a word in small letters", "The/DET/DT person:mayor/NOUN/NN " + verb, nil},
	} {
		a := entitytest.Read(t, c.text)
		if got := listed(Find(a.Text(), a.Labels, a.Scores)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.about, got, c.want)
		}
	}
}

// TestDateline reads the places and the agency of a dateline, whatever the labels say.
func TestDateline(t *testing.T) {
	a := entitytest.Read(t, "MOSCOW/PROPN/NNP ,/PUNCT/, KTA/PROPN/NNP —/PUNCT/: Talks/NOUN/NNS ended/VERB/VBD ./PUNCT/.")
	a.Doc.Article.Dateline = &article.Dateline{Span: article.Span{End: a.Doc.Tokens[3].End}, Place: "MOSCOW",
		Agency: "KTA"}
	f := Find(a.Text(), a.Labels, a.Scores)
	if got, want := listed(f), []string{"place MOSCOW", "organization KTA"}; !slices.Equal(got, want) {
		t.Fatalf("%q, want %q", got, want)
	}
	if e := f.Names[0].Entry; e < 0 || f.KB.Entry(e).Name != "Moscow" {
		t.Errorf("MOSCOW is entry %d", e)
	}
	if f.Names[0].Wire || !f.Names[1].Wire {
		t.Errorf("the agency is %+v", f.Names)
	}
	if f.NameAt[0] != 0 || f.NameAt[1] != -1 || f.NameAt[2] != 1 {
		t.Errorf("names at tokens %v", f.NameAt)
	}
}
