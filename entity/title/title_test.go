package title

import (
	"slices"
	"strings"
	"testing"

	"readout/entity/entitytest"
	"readout/entity/names"
)

func reader(t *testing.T, text string) Reader {
	t.Helper()
	a := entitytest.Read(t, text)
	return Reader{names.Find(a.Text(), a.Labels, a.Scores)}
}

// token is the first token of a form.
func (r Reader) token(t *testing.T, form string) int {
	t.Helper()
	for i := range r.Tok {
		if r.Doc.Form(i) == form {
			return i
		}
	}
	t.Fatalf("no %q", form)
	return -1
}

// TestRoles reads the title before a name: its words, the head that they are filed under, and whose it is.
func TestRoles(t *testing.T) {
	const lind = " person:Oskar/PROPN/NNP +Lind/PROPN/NNP left/VERB/VBD ./PUNCT/."
	for _, c := range []struct {
		about, text string
		words, head string // "" where no title stands before the name
		mods        []string
		country     string
		former      bool
	}{
		{"a title", "Foreign/ADJ/JJ Minister/PROPN/NNP", "Foreign Minister", "minister", []string{"foreign"}, "", false},
		{"a former one", "The/DET/DT former/ADJ/JJ prime/ADJ/JJ minister/NOUN/NN", "former prime minister", "minister",
			[]string{"prime"}, "", true},
		{"a synonym", "Kremlin/PROPN/NNP spokeswoman/NOUN/NN", "Kremlin spokeswoman", "spokesman", nil, "RU", false},
		{"a possessor", "place:France/PROPN/NNP 's/PART/POS foreign/ADJ/JJ minister/NOUN/NN", "foreign minister",
			"minister", []string{"foreign"}, "FR", false},
		{"of what", "Secretary/PROPN/NNP of/ADP/IN State/PROPN/NNP", "Secretary of State", "secretary",
			[]string{"state"}, "", false},
		{"a courtesy", "Mr./PROPN/NNP", "Mr.", "mr.", nil, "", false},
		{"elected and not sworn in", "President/PROPN/NNP -/PUNCT/HYPH elect/ADJ/JJ", "President - elect", "president",
			[]string{"elect"}, "", false},
		{"who is one now", "now/ADV/RB -/PUNCT/HYPH President/PROPN/NNP", "President", "president", nil, "", false},
		{"who was one then", "then/SCONJ/IN -/PUNCT/HYPH President/PROPN/NNP", "then - President", "president", nil, "",
			true},
		{"behind a clause", "a/DET/DT party/NOUN/NN that/PRON/WDT hampered/VERB/VBN former/ADJ/JJ President/PROPN/NNP",
			"former President", "president", nil, "", true},
		{"behind an object", "the/DET/DT bill/NOUN/NN President/PROPN/NNP", "President", "president", nil, "", false},
		{"others' title", "leaders/NOUN/NNS in/ADP/IN light/NOUN/NN of/ADP/IN", "", "", nil, "", false},
		{"short for several", "Sens./PROPN/NNP", "Sens.", "senator", nil, "", false},
		{"no title", "They/PRON/PRP met/VERB/VBD", "", "", nil, "", false},
		{"somebody and another", "The/DET/DT mayor/NOUN/NN and/CCONJ/CC", "", "", nil, "", false},
		{"a verb between", "The/DET/DT minister/NOUN/NN met/VERB/VBD", "", "", nil, "", false},
	} {
		r := reader(t, c.text+lind)
		at := r.token(t, "Oskar")
		h := r.HeadBefore(at)
		if h < 0 {
			if c.words != "" {
				t.Errorf("%s: no title", c.about)
			}
			continue
		}
		_, words := r.LeftEdge(h)
		ro := r.RoleOf(words, h, at)
		got := r.Phrase(ro.First, ro.End)
		slices.Sort(ro.Mods)
		slices.Sort(c.mods)
		if got != c.words || ro.Head != c.head || !slices.Equal(ro.Mods, c.mods) || ro.Country != c.country ||
			ro.Former != c.former || ro.Courtesy != (c.about == "a courtesy") {
			t.Errorf("%s: %q is %+v", c.about, got, ro)
		}
	}
}

// TestLeftEdge: a phrase begins with its determiner or possessor, and not with the words of another phrase.
func TestLeftEdge(t *testing.T) {
	for _, c := range []struct{ about, text, head, start, words string }{
		{"a determiner", "met/VERB/VBD a/DET/DT senior/ADJ/JJ official/NOUN/NN", "official", "a", "senior"},
		{"two of them", "saw/VERB/VBD all/DET/PDT the/DET/DT ministers/NOUN/NNS", "ministers", "all", "ministers"},
		{"a possessor", "met/VERB/VBD the/DET/DT port/NOUN/NN 's/PART/POS chairman/NOUN/NN", "chairman", "the", "chairman"},
		{"a person's", "met/VERB/VBD Mayor/PROPN/NNP person:Lind/PROPN/NNP 's/PART/POS aide/NOUN/NN", "aide", "Mayor",
			"aide"},
		{"a verb", "told/VERB/VBD reporters/NOUN/NNS Kremlin/PROPN/NNP spokesman/NOUN/NN", "spokesman", "Kremlin", "Kremlin"},
		{"a hyphen", "the/DET/DT long/ADJ/JJ -/PUNCT/HYPH time/NOUN/NN aide/NOUN/NN", "aide", "the", "long"},
		{"a compound with a determiner", "the/DET/DT no/DET/DT -/PUNCT/HYPH nonsense/NOUN/NN mayor/NOUN/NN", "mayor", "the",
			"no"},
		{"a compound with a name", "the/DET/DT person:Jan/PROPN/NNP +Lind/PROPN/NNP -/PUNCT/HYPH led/VERB/VBN firm/NOUN/NN",
			"firm", "the", "Jan"},
		{"one with a particle", "a/DET/DT well/ADV/RB -/PUNCT/HYPH placed/ADJ/JJ aide/NOUN/NN", "aide", "a", "well"},
		{"a name with a dash", "person:Jan/PROPN/NNP +Lind/PROPN/NNP -/PUNCT/HYPH mayor/NOUN/NN", "mayor", "mayor",
			"mayor"},
		{"letters for a word", "the/DET/DT reality/NOUN/NN TV/NOUN/NN star/NOUN/NN", "star", "the", "reality"},
		{"a day", "on/ADP/IN Monday/PROPN/NNP officials/NOUN/NNS", "officials", "officials", "officials"},
		{"their strategy", "left/VERB/VBD their/PRON/PRP$ strategy/NOUN/NN President/PROPN/NNP", "President", "President",
			"President"},
		{"a participle", "the/DET/DT elected/VERB/VBN mayor/NOUN/NN", "mayor", "the", "elected"},
		{"an adverb", "a/DET/DT very/ADV/RB old/ADJ/JJ mayor/NOUN/NN", "mayor", "a", "very"},
	} {
		r := reader(t, c.text+" left/VERB/VBD ./PUNCT/.")
		start, words := r.LeftEdge(r.token(t, c.head))
		if r.Doc.Form(start) != c.start || r.Doc.Form(words) != c.words {
			t.Errorf("%s: from %q, its own words from %q, want %q and %q", c.about, r.Doc.Form(start), r.Doc.Form(words),
				c.start, c.words)
		}
	}
}

// TestComplement: a description goes on with what says whose it is.
func TestComplement(t *testing.T) {
	for text, want := range map[string]string{
		"the/DET/DT spokesman/NOUN/NN for/ADP/IN the/DET/DT foreign/ADJ/JJ ministry/NOUN/NN left/VERB/VBD": "ministry",
		"the/DET/DT spokesman/NOUN/NN of/ADP/IN place:Ostby/PROPN/NNP ,/PUNCT/, left/VERB/VBD":             "Ostby",
		"the/DET/DT spokesman/NOUN/NN in/ADP/IN March/PROPN/NNP left/VERB/VBD":                             "spokesman",
		"the/DET/DT spokesman/NOUN/NN left/VERB/VBD":                                                       "spokesman",
		"the/DET/DT spokesman/NOUN/NN of/ADP/IN it/PRON/PRP left/VERB/VBD":                                 "spokesman",
	} {
		r := reader(t, text+" ./PUNCT/.")
		if got := r.Doc.Form(r.Complement(r.token(t, "spokesman")) - 1); got != want {
			t.Errorf("%s: up to %q, want %q", text, got, want)
		}
	}
}

// TestApposedHead: the head of a title that begins behind a comma.
func TestApposedHead(t *testing.T) {
	for text, want := range map[string]string{
		"a/DET/DT senior/ADJ/JJ fellow/NOUN/NN at/ADP/IN it/PRON/PRP":             "fellow",
		"the/DET/DT Kremlin/PROPN/NNP spokeswoman/NOUN/NN ,/PUNCT/,":              "spokeswoman",
		"the/DET/DT mayor/NOUN/NN office/NOUN/NN fell/VERB/VBD":                   "",
		"left/VERB/VBD the/DET/DT mayor/NOUN/NN":                                  "",
		"in/ADP/IN office/NOUN/NN mayor/NOUN/NN":                                  "",
		"the/DET/DT newly/ADV/RB elected/VERB/VBN president/NOUN/NN of/ADP/IN it": "president",
	} {
		r := reader(t, text+" ./PUNCT/.")
		got := ""
		if h := r.ApposedHead(0); h >= 0 {
			got = r.Doc.Form(h)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestOfSide: what stands after a titled name says whose title it is, and a plural title is one's own.
func TestOfSide(t *testing.T) {
	r := reader(t, "Presidents/PROPN/NNPS person:Tomas/PROPN/NNP +Brandt/PROPN/NNP of/ADP/IN place:Russia/PROPN/NNP "+
		"left/VERB/VBD ./PUNCT/.")
	name := r.token(t, "Tomas")
	h := r.HeadBefore(name)
	_, words := r.LeftEdge(h)
	ro := r.RoleOf(words, h, name)
	if end := r.OfSide(&ro, name+2); r.Doc.Form(end) != "left" {
		t.Errorf("the side ends before %q", r.Doc.Form(end))
	}
	if ro.Text != "President of Russia" || ro.Country != "RU" {
		t.Errorf("the role is %q of %q", ro.Text, ro.Country)
	}
	const brandt = "person:Tomas/PROPN/NNP +Brandt/PROPN/NNP of/ADP/IN place:"
	for text, want := range map[string]string{
		"Governor/PROPN/NNP " + brandt + "Ohio/PROPN/NNP":                              "Governor of Ohio",
		"Chairman/PROPN/NNP " + brandt + "Ohio/PROPN/NNP":                              "",
		"organization:House/PROPN/NNP Leader/PROPN/NNP " + brandt + "Russia/PROPN/NNP": "",
		"Chairman/PROPN/NNP " + brandt + "Russia/PROPN/NNP":                            "Chairman of Russia",
		"Mayor/PROPN/NNP " + brandt + "South/PROPN/NNP Orrin/PROPN/NNP":                "Mayor of South Orrin",
		"Mayor/PROPN/NNP " + brandt + "Ostby/PROPN/NNP Monday/PROPN/NNP":               "Mayor of Ostby",
	} {
		r := reader(t, text+" left/VERB/VBD ./PUNCT/.")
		name := r.token(t, "Tomas")
		h := r.HeadBefore(name)
		_, words := r.LeftEdge(h)
		ro := r.RoleOf(words, h, name)
		if r.OfSide(&ro, name+2); ro.Text != want {
			t.Errorf("%s: the role is %q, want %q", text, ro.Text, want)
		}
	}
	for words, want := range map[string]string{"Reps./PROPN/NNPS": "Rep.", "Representatives/PROPN/NNPS": "Representative",
		"lawyers/NOUN/NNS": "lawyer", "Sens./PROPN/NNP": "Sen.", "Senator/PROPN/NNP": "Senator"} {
		r := reader(t, words+" person:Lind/PROPN/NNP left/VERB/VBD ./PUNCT/.")
		ro := r.RoleOf(0, 0, 1)
		if got := r.SingularTitle(&ro); got != want {
			t.Errorf("%s: one is %q, want %q", words, got, want)
		}
	}
	plain := reader(t, "Mayor/PROPN/NNP person:Lind/PROPN/NNP of/ADP/IN course/NOUN/NN left/VERB/VBD ./PUNCT/.")
	ro = plain.RoleOf(0, 0, 1)
	if end := plain.OfSide(&ro, 2); end != 2 || ro.Text != "" || !strings.EqualFold(plain.SingularTitle(&ro), "mayor") {
		t.Errorf("“of course” is a side: %+v", ro)
	}
}
