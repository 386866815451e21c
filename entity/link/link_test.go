package link

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/entity/entitytest"
	"readout/entity/mention"
	"readout/entity/names"
)

func linked(t *testing.T, text string) *Links {
	t.Helper()
	a := entitytest.Read(t, text)
	f := names.Find(a.Text(), a.Labels, a.Scores)
	return Names(f, mention.Find(f, a.Phrases))
}

// lines is a line for each entity: kind, name and country, the mentions tied to it, and its roles.
func (r *Links) lines() []string {
	var out []string
	for e := range r.Entities {
		x := &r.Entities[e]
		b := string(x.Kind) + " " + x.Name
		if x.Country != "" {
			b += " " + x.Country
		}
		b += ":"
		n := 0
		for i := range r.Mentions {
			if m := &r.Mentions[i]; m.Entity == e {
				b += " [" + r.Phrase(m.FirstToken, m.EndToken) + "]"
				n++
			}
		}
		var roles []string
		for _, ro := range x.Roles {
			roles = append(roles, ro.Title)
		}
		if len(roles) > 0 {
			b += " " + strings.Join(roles, "; ")
		}
		if n > 0 {
			out = append(out, b)
		}
	}
	slices.Sort(out)
	return out
}

func TestNames(t *testing.T) {
	const spoke = "spoke/VERB/VBD ./PUNCT/. "
	const mary, kane = "person:Mary/PROPN/NNP +Kane/PROPN/NNP ", "person:Robert/PROPN/NNP +Kane/PROPN/NNP "
	const surname = "person:Kane/PROPN/NNP "
	for _, c := range []struct {
		about, text string
		want        []string
	}{
		{"a surname before the full name", "person:Kane/PROPN/NNP " + spoke + kane + spoke,
			[]string{"person Robert Kane: [Kane] [Robert Kane]"}},
		{"two of one surname", mary + spoke + kane + spoke + "person:Kane/PROPN/NNP " + spoke,
			[]string{"person Mary Kane: [Mary Kane]", "person Robert Kane: [Robert Kane]"}},
		{"a president and somebody's wife", "Wife/NOUN/NN " + mary + spoke + "President/PROPN/NNP " + surname + spoke +
			surname + spoke,
			[]string{"person Kane: [President Kane] President", "person Mary Kane: [Wife Mary Kane]"}},
		{"a president by her full name", "Mayor/PROPN/NNP " + mary + spoke +
			"President/PROPN/NNP " + surname + spoke,
			[]string{"person Mary Kane: [Mayor Mary Kane] [President Kane] Mayor; President"}},
		{"a daughter of one who is there", "daughter/NOUN/NN " + mary + spoke + kane + spoke + surname + spoke,
			[]string{"person Mary Kane: [daughter Mary Kane]", "person Robert Kane: [Robert Kane]"}},
		{"a wife by her title", "wife/NOUN/NN " + mary + spoke + kane + spoke + "Mrs./PROPN/NNP " + surname + spoke,
			[]string{"person Mary Kane: [wife Mary Kane] [Mrs. Kane]", "person Robert Kane: [Robert Kane]"}},
		{"a title of the other gender", mary + spoke + "Mr./PROPN/NNP person:Kane/PROPN/NNP " + spoke,
			[]string{"person Kane: [Mr. Kane]", "person Mary Kane: [Mary Kane]"}},
		{"another of that name", kane + spoke + "person:Robert/PROPN/NNP +Kane/PROPN/NNP +Jr./PROPN/NNP " + spoke,
			[]string{"person Robert Kane Jr.: [Robert Kane Jr.]", "person Robert Kane: [Robert Kane]"}},
		{"a shorter name first", "person:Bobby/PROPN/NNP +Kane/PROPN/NNP " + spoke +
			"person:Robert/PROPN/NNP +A./PROPN/NNP +Kane/PROPN/NNP " + spoke,
			[]string{"person Robert A. Kane: [Bobby Kane] [Robert A. Kane]"}},
		{"a taunt before a name", "person:Sloppy/PROPN/NNP +Robert/PROPN/NNP +Kane/PROPN/NNP " + spoke + kane + spoke,
			[]string{"person Robert Kane: [Sloppy Robert Kane] [Robert Kane]"}},
		{"a misspelt title", "person:Minster/PROPN/NNP +Wang/PROPN/NNP +Yi/PROPN/NNP " + spoke + "person:Wang/PROPN/NNP " +
			"+Yi/PROPN/NNP " + spoke, []string{"person Wang Yi: [Minster Wang Yi]", "person Wang Yi: [Wang Yi]"}},
		{"a first name before a particle", "person:Ostap/PROPN/NNP +Van/PROPN/NNP +Kane/PROPN/NNP " + spoke +
			"person:Van/PROPN/NNP +Kane/PROPN/NNP " + spoke,
			[]string{"person Ostap Van Kane: [Ostap Van Kane] [Van Kane]"}},
		{"a first name of three", "person:Ostap/PROPN/NNP +Robert/PROPN/NNP +Kane/PROPN/NNP " + spoke +
			"person:Kane/PROPN/NNP " + spoke,
			[]string{"person Ostap Robert Kane: [Ostap Robert Kane] [Kane]"}},
		{"a given name alone", mary + spoke + "person:Mary/PROPN/NNP " + spoke,
			[]string{"person Mary Kane: [Mary Kane] [Mary]"}},
		{"a surname of two words", "person:Ana/PROPN/NNP +Rodham/PROPN/NNP +Lind/PROPN/NNP " + spoke +
			"person:Rodham/PROPN/NNP +Lind/PROPN/NNP " + spoke,
			[]string{"person Ana Rodham Lind: [Ana Rodham Lind] [Rodham Lind]"}},
		{"a role with the name", "Mayor/PROPN/NNP " + kane + spoke,
			[]string{"person Robert Kane: [Mayor Robert Kane] Mayor"}},
		{"a role in apposition", kane + ",/PUNCT/, the/DET/DT mayor/NOUN/NN ,/PUNCT/, " + spoke,
			[]string{"person Robert Kane: [Robert Kane] [the mayor] mayor"}},
		{"a claim", kane + "is/AUX/VBZ the/DET/DT mayor/NOUN/NN ./PUNCT/.",
			[]string{"person Robert Kane: [Robert Kane] [the mayor]"}},
		{"a role in a quotation", "“/PUNCT/`` Professor/PROPN/NNP " + kane + "taught/VERB/VBD ”/PUNCT/'' ./PUNCT/. " +
			"Senator/PROPN/NNP " + kane + spoke,
			[]string{"person Robert Kane: [Professor Robert Kane] [Senator Robert Kane] Senator"}},
		{"a role that only a quotation says",
			"“/PUNCT/`` Professor/PROPN/NNP " + kane + "taught/VERB/VBD ”/PUNCT/'' ./PUNCT/.",
			[]string{"person Robert Kane: [Professor Robert Kane] Professor"}},
		{"whose country", "Russian/ADJ/JJ spokesman/NOUN/NN " + kane + spoke,
			[]string{"person Robert Kane RU: [Russian spokesman Robert Kane] Russian spokesman", "place Russia RU: [Russian]"}},
		{"a country by its city",
			"Moscow/PROPN/NNP expects/VERB/VBZ talks/NOUN/NNS with/ADP/IN Russians/PROPN/NNPS ./PUNCT/.",
			[]string{"place Russia RU: [Moscow] [Russians]"}},
		{"a city", "Talks/NOUN/NNS in/ADP/IN Moscow/PROPN/NNP ended/VERB/VBD ./PUNCT/.",
			[]string{"place Moscow RU: [Moscow]"}},
		{"a seat with its article", "The/DET/DT Kremlin/PROPN/NNP " + spoke,
			[]string{"organization the Kremlin RU: [The Kremlin]"}},
		{"a place by its adjective",
			"place:Karvonia/PROPN/NNP " + spoke + "other:Karvonian/ADJ/JJ troops/NOUN/NNS left/VERB/VBD " +
				"./PUNCT/.", []string{"place Karvonia: [Karvonia] [Karvonian]"}},
		{"a firm's short name",
			"organization:Alder/PROPN/NNP +Motors/PROPN/NNPS " + spoke + "organization:Alder/PROPN/NNP " + spoke,
			[]string{"organization Alder Motors: [Alder Motors] [Alder]"}},
		{"a taunt in a quotation", "The/DET/DT organization:Ostby/PROPN/NNP +Post/PROPN/NNP " + spoke + "“/PUNCT/`` " +
			"The/DET/DT organization:Failing/PROPN/NNP +Ostby/PROPN/NNP +Post/PROPN/NNP lied/VERB/VBD ”/PUNCT/'' ./PUNCT/.",
			[]string{"organization Ostby Post: [Ostby Post] [Failing Ostby Post]"}},
		{"a taunt that comes first", "“/PUNCT/`` The/DET/DT organization:Failing/PROPN/NNP +Ostby/PROPN/NNP " +
			"+Post/PROPN/NNP lied/VERB/VBD ”/PUNCT/'' ./PUNCT/. The/DET/DT organization:Ostby/PROPN/NNP " +
			"+Post/PROPN/NNP " + spoke,
			[]string{"organization Ostby Post: [Failing Ostby Post] [Ostby Post]"}},
		{"a fuller name", "The/DET/DT organization:Ostby/PROPN/NNP +Post/PROPN/NNP " + spoke + "The/DET/DT " +
			"organization:New/PROPN/NNP +Ostby/PROPN/NNP +Post/PROPN/NNP " + spoke,
			[]string{"organization New Ostby Post: [Ostby Post] [New Ostby Post]"}},
		{"people of a party", "Democrats/PROPN/NNPS " + spoke + "Two/NUM/CD Democrat/PROPN/NNP aides/NOUN/NNS " + spoke,
			[]string{"organization Democrats: [Democrats] [Democrat]"}},
		{"an acronym before its name",
			"organization:KTA/PROPN/NNP " + spoke + "The/DET/DT organization:Karvonian/PROPN/NNP " +
				"+Telegraph/PROPN/NNP +Agency/PROPN/NNP " + spoke,
			[]string{"organization Karvonian Telegraph Agency: [KTA] [Karvonian Telegraph Agency]"}},
		{"an acronym in brackets",
			"The/DET/DT organization:Ostby/PROPN/NNP +Harbour/PROPN/NNP +Fund/PROPN/NNP (/PUNCT/-LRB- " +
				"organization:OHX/PROPN/NNP )/PUNCT/-RRB- " + spoke,
			[]string{"organization Ostby Harbour Fund: [Ostby Harbour Fund] [OHX]"}},
	} {
		if got := linked(t, c.text).lines(); !slices.Equal(got, c.want) {
			t.Errorf("%s:\n got %q\nwant %q", c.about, got, c.want)
		}
	}
}

// TestMerge: the first takes the other's mentions, and its gender where it has none.
func TestMerge(t *testing.T) {
	r := linked(t, "person:Kane/PROPN/NNP met/VERB/VBD Mr./PROPN/NNP person:Orr/PROPN/NNP ./PUNCT/.")
	if len(r.Entities) != 2 {
		t.Fatalf("%d entities", len(r.Entities))
	}
	r.Merge(0, 1)
	if got, want := r.lines(), []string{"person Kane: [Kane] [Mr. Orr]"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if x := &r.Entities[0]; x.Gender != 'm' || x.Count != 2 || r.Entities[1].Count != 0 {
		t.Errorf("%+v", x)
	}
	for n := range r.NameEntity {
		if r.NameEntity[n] != 0 {
			t.Errorf("name %d is entity %d", n, r.NameEntity[n])
		}
	}
}

func TestShown(t *testing.T) {
	for _, c := range []struct {
		x    Entity
		want bool
	}{{Entity{}, true}, {Entity{Thing: true}, false}, {Entity{Silent: true}, false}} {
		if c.x.Shown() != c.want {
			t.Errorf("%+v is shown: %v", c.x, !c.want)
		}
	}
	x := Entity{Entity: doc.Entity{Name: "the Halden Bank"}}
	if got := x.NameWords(); !slices.Equal(got, []string{"halden", "bank"}) {
		t.Errorf("words %q", got)
	}
}

func TestProperCase(t *testing.T) {
	for s, want := range map[string]string{"PORT CASSEL": "Port Cassel", "Ostby": "Ostby", "ÅLESUND": "Ålesund"} {
		if got := properCase(s); got != want {
			t.Errorf("%q is %q, want %q", s, got, want)
		}
	}
}
