package company

import (
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// called are the names of entities, in the order of their names.
func called(d *doc.Doc, list []int) []string {
	var out []string
	for _, e := range list {
		out = append(out, d.Entities[e].Name)
	}
	slices.Sort(out)
	return out
}

// TestWith: whom the words of a meeting name, right behind it or tied to it.
func TestWith(t *testing.T) {
	for line, want := range map[string][]string{
		"summit between/ADP P:Marsh/PROPN and/CCONJ P:Silva/PROPN will/AUX help/VERB P:Vask/PROPN": {"Marsh", "Silva"},
		"talks with/ADP the/DET head of/ADP O:Meridian/PROPN in/ADP L:Lausen/PROPN":                {"Meridian"},
		"talks in/ADP L:Lausen/PROPN": nil,
		"talks between/ADP L:Norland/PROPN and/CCONJ L:Estmark/PROPN on/ADP trade": {"Estmark", "Norland"},
		"talks with/ADP the/DET L:Norland/PROPN delegation":                        nil,
		"talks with/ADP L:Norland/PROPN 's/PART/POS P:Orr/PROPN":                   {"Orr"},
		"talks with/ADP L:Norlandic/ADJ President/PROPN P:Orr/PROPN":               {"Orr"},
		"talks with/ADP P:Orr/PROPN of/ADP L:Norland/PROPN":                        {"Orr"},
		"talks with/ADP O:Guild/PROPN members":                                     nil,
		"talks with/ADP O:Guild/PROPN negotiator P:Orr/PROPN":                      {"Orr"},
		"talks with/ADP bidders when/SCONJ P:Orr/PROPN called/VERB":                nil,
		"talks with/ADP P:Orr/PROPN 's/PART/POS lawyers":                           nil,
		"talks with/ADP a/DET P:Orr/PROPN supporter":                               nil,
	} {
		x := phrase.New(eventtest.Doc(line))
		if got := called(x.Doc, With(x, doc.Range{End: 1})); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
	d := eventtest.Doc("the/DET P:Vask/PROPN -/PUNCT P:Orr/PROPN summit in/ADP L:Lausen/PROPN")
	d.Text = strings.Replace(d.Text, " - ", "-", 1)
	for i, less := range []int{0, 0, 1, 2, 2, 2, 2} { // no space beside the hyphen
		d.Tokens[i].Start, d.Tokens[i].End = d.Tokens[i].Start-less, d.Tokens[i].End-less
	}
	if got := called(d, With(phrase.New(d), doc.Range{End: 5})); !slices.Equal(got, []string{"Orr", "Vask"}) {
		t.Errorf("tied by a hyphen: %q", got)
	}
	d = eventtest.Doc("the/DET P:Vask/PROPN -/PUNCT P:Orr/PROPN summit in/ADP L:Lausen/PROPN")
	if got := With(phrase.New(d), doc.Range{End: 5}); got != nil {
		t.Errorf("a dash between spaces ties: %q", called(d, got))
	}
	d = eventtest.Doc("summit between/ADP one two three four five six seven eight nine ten one two three four " +
		"P:Vask/PROPN P:Orr/PROPN")
	if got := called(d, With(phrase.New(d), doc.Range{End: 1})); !slices.Equal(got, []string{"Vask"}) {
		t.Errorf("far from the summit: %q", got)
	}
}

// TestOwners: whose event it is, by the words of the mention.
func TestOwners(t *testing.T) {
	d := eventtest.Doc("P:Vask/PROPN 's/PART/POS visit to/ADP P:Orr/PROPN")
	if got := called(d, Owners(phrase.New(d), doc.Range{End: 3})); !slices.Equal(got, []string{"Vask"}) {
		t.Errorf("%q", got)
	}
	d = eventtest.Doc("L:Norland/PROPN 's/PART/POS visit")
	if got := Owners(phrase.New(d), doc.Range{End: 3}); got != nil {
		t.Errorf("a place owns a visit: %v", got)
	}
	for line, want := range map[string][]string{
		"the/DET O:Bank/PROPN ’s/PART/POS June/PROPN meeting":          {"Bank"},
		"talks on/ADP the/DET O:Bank/PROPN ’s/PART/POS June/PROPN bid": nil,
		"O:Bank/PROPN ’s/PART/POS P:Orr/PROPN speech":                  nil,
		"a/DET long/ADJ P:Vask/PROPN ’s/PART/POS speech":               {"Vask"},
		"suspended/VERB P:Vask/PROPN ’s/PART/POS ban":                  nil,
		"P:Vask/PROPN ’s/PART/POS |old/ADJ speech":                     {"Vask"},
		"P:Vask/PROPN ’s/PART/POS view of/ADP |old/ADJ speech":         nil,
	} {
		before, _, part := strings.Cut(line, "|") // the mention begins at a bar
		first := 0
		if part {
			first = len(strings.Fields(before))
		}
		d := eventtest.Doc(strings.Replace(line, "|", "", 1))
		if got := called(d, Owners(phrase.New(d), doc.Range{First: first, End: len(d.Tokens)})); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestNames: the capitalised run around the head of a name; facilities, and what lies
// in a run before, are none.
func TestNames(t *testing.T) {
	d := eventtest.Doc("the/DET Palace/PROPN Spokesman/PROPN P:Orr/PROPN met/VERB F:Seehalle/PROPN guests of/ADP " +
		"L:Lausen/PROPN")
	whole := &d.Mentions[0]
	whole.FirstToken, whole.Head, whole.Name = 0, 3, d.SpanOf(1, 4)
	d.Mentions = slices.Insert(d.Mentions, 1, doc.Mention{Span: d.SpanOf(1, 2), FirstToken: 1, EndToken: 2, Head: 1,
		Form: doc.NameForm, Kind: doc.Organization, Entity: 0})
	var got []string
	for _, n := range Names(phrase.New(d)) {
		got = append(got, d.Cut(d.Bytes(n.Range)))
	}
	if want := []string{"Palace Spokesman Orr", "Lausen"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWithin: a name that only says whose somebody else is, is none of those who may take part.
func TestWithin(t *testing.T) {
	for line, want := range map[string][]string{
		"P:Vask/PROPN supporter P:Orr/PROPN": {"Orr"}, "P:Vask/PROPN met/VERB P:Orr/PROPN": {"Orr", "Vask"},
	} {
		d := eventtest.Doc(line)
		if d.UPOS(1) == doc.NOUN { // one mention of Orr over all of it
			d.Mentions[1].FirstToken = 0
			slices.Reverse(d.Mentions)
		}
		x := phrase.New(d)
		var list []int
		for _, n := range Names(x) {
			list = append(list, n.Entity)
		}
		if got := called(d, list); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestObserver: who only tells of an event is none of those who may take part.
func TestObserver(t *testing.T) {
	for line, want := range map[string]int{
		"P:Vask/PROPN ,/PUNCT reporting/VERB from/ADP the/DET march":     0,
		"P:Vask/PROPN ,/PUNCT leading/VERB the/DET march":                1,
		"O:Guild/PROPN reporting/VERB a/DET march":                       1,
		"the/DET march of/ADP P:Vask/PROPN":                              1,
		"P:Vask/PROPN and/CCONJ P:Orr/PROPN covering/VERB the/DET march": 1,
	} {
		if got := Names(phrase.New(eventtest.Doc(line))); len(got) != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestCompared: who is held against another takes no part in what the other did.
func TestCompared(t *testing.T) {
	for line, want := range map[string]bool{
		"P:Vask/PROPN gained/VERB like/ADP P:Orr/PROPN did/AUX in/ADP the/DET debate":       true,
		"P:Vask/PROPN gained/VERB ,/PUNCT like/ADP P:Orr/PROPN ,/PUNCT in/ADP a/DET debate": false,
		"P:Vask/PROPN gained/VERB and/CCONJ P:Orr/PROPN lost/VERB in/ADP the/DET debate":    false,
		"P:Vask/PROPN gained/VERB like/ADP nobody/PRON did/AUX in/ADP the/DET debate":       false,
	} {
		d := eventtest.Doc(line)
		x := phrase.New(d)
		if got := Compared(x, &Names(x)[0], doc.Range{First: len(d.Tokens) - 1, End: len(d.Tokens)}); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestAside: who stands before the subject of a verb does not do what that does.
func TestAside(t *testing.T) {
	for line, want := range map[string]bool{
		"P:Vask/PROPN left/VERB after/SCONJ P:Orr/PROPN signed/VERB it/PRON":     true,
		"P:Vask/PROPN saw/VERB P:Orr/PROPN soon/ADV signed/VERB it/PRON":         true,
		"P:Vask/PROPN and/CCONJ P:Orr/PROPN signed/VERB it/PRON":                 false,
		"P:Vask/PROPN ,/PUNCT P:Orr/PROPN signed/VERB it/PRON":                   false,
		"P:Vask/PROPN ,/PUNCT whom/PRON P:Orr/PROPN signed/VERB for/ADP it/PRON": false,
		"P:Vask/PROPN left/VERB after/SCONJ O:Guild/PROPN signed/VERB it/PRON":   false,
		"P:Vask/PROPN signed/VERB it/PRON":                                       false,
		"P:Vask/PROPN left/VERB after/SCONJ P:Orr/PROPN 's/PART signed/NOUN it":  false,
	} {
		d := eventtest.Doc(line)
		x := phrase.New(d)
		if got := Aside(x, &Names(x)[0], eventtest.At(d, "signed")); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestGroups: people without a name, if no word says that they were told of before.
func TestGroups(t *testing.T) {
	for line, want := range map[string]string{
		"G:Teachers met/VERB P:Orr/PROPN":     "Teachers",
		"Local/ADJ G:teachers met/VERB":       "teachers",
		"the/DET two/NUM G:men met/VERB":      "",
		"their/PRON G:wives met/VERB":         "",
		"P:Vask/PROPN met/VERB O:Guild/PROPN": "",
	} {
		d := eventtest.Doc(line)
		for i := range d.Mentions { // the phrase begins the sentence
			if d.Mentions[i].Form == doc.NominalForm {
				d.Mentions[i].FirstToken = 0
			}
		}
		got := ""
		for _, n := range Groups(phrase.New(d)) {
			got += d.Cut(d.Bytes(n.Range))
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestSpeaksForOthers: a spokesman does, a president does not.
func TestSpeaksForOthers(t *testing.T) {
	for title, want := range map[string]bool{"Palace Spokesman": true, "president": false, "": false} {
		if got := SpeaksForOthers(&doc.Entity{Roles: []doc.Role{{Title: title}}}); got != want {
			t.Errorf("%q: %v", title, got)
		}
	}
}

// TestOthersVerb: who did what another participle says, stands behind a remark, or only owns the subject takes no part.
func TestOthersVerb(t *testing.T) {
	for _, c := range []struct {
		line, name, mention string
		want                [3]bool
	}{
		{"It/PRON was/AUX/VBD found/VERB/VBN by/ADP P:Orr/PROPN and/CCONJ printed/VERB/VBN by/ADP O:Mirror/PROPN",
			"Orr", "printed", [3]bool{true, false, false}},
		{"It/PRON was/AUX/VBD found/VERB/VBN by/ADP P:Orr/PROPN and/CCONJ printed/VERB/VBN by/ADP O:Mirror/PROPN",
			"Mirror", "printed", [3]bool{}},
		{"It/PRON was/AUX/VBD found/VERB/VBN after/ADP P:Orr/PROPN was/AUX/VBD seen/VERB/VBN", "Orr", "seen", [3]bool{}},
		{"It/PRON was/AUX/VBD near/ADJ ,/PUNCT by/ADP P:Orr/PROPN seen/VERB/VBN", "Orr", "seen", [3]bool{}},
		{"In/ADP the/DET letter ,/PUNCT printed/VERB/VBN by/ADP P:Orr/PROPN ,/PUNCT P:Vask/PROPN says/VERB/VBZ no/INTJ",
			"Vask", "printed", [3]bool{false, true, false}},
		{"In/ADP the/DET letter ,/PUNCT printed/VERB/VBN by/ADP P:Orr/PROPN ,/PUNCT P:Vask/PROPN says/VERB/VBZ no/INTJ",
			"Orr", "printed", [3]bool{}},
		{"It/PRON says/VERB/VBZ ,/PUNCT printed/VERB/VBN by/ADP P:Orr/PROPN ,/PUNCT P:Vask/PROPN says/VERB/VBZ no/INTJ",
			"Vask", "printed", [3]bool{}},
		{"The/DET letter ,/PUNCT printed/VERB/VBN by/ADP P:Orr/PROPN ,/PUNCT P:Vask/PROPN 's/PART", "Vask", "printed",
			[3]bool{}},
		{"P:Vask/PROPN 's/PART/POS film opened/VERB/VBD", "Vask", "opened", [3]bool{false, false, true}},
		{"P:Vask/PROPN 's/PART/POS film that/PRON opened/VERB/VBD", "Vask", "opened", [3]bool{}},
		{"P:Vask/PROPN opened/VERB/VBD a/DET fair", "Vask", "opened", [3]bool{}},
	} {
		x := phrase.New(eventtest.Doc(c.line))
		m := eventtest.At(x.Doc, c.mention)
		for _, n := range Names(x) {
			if x.Form(n.First) != c.name {
				continue
			}
			if got := [3]bool{OfOtherVerb(x, &n, m), BehindAside(x, &n, m), Possessor(x, &n, m)}; got != c.want {
				t.Errorf("%s: %s %v, want %v", c.line, c.name, got, c.want)
			}
		}
	}
}
