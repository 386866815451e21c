package title

import (
	"slices"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// stand makes a pronoun or a noun of a document stand for whom a name in it names.
func stand(d *doc.Doc, word, name string) {
	t := eventtest.At(d, word)
	e := slices.IndexFunc(d.Entities, func(e doc.Entity) bool { return e.Name == name })
	d.Mentions = append(d.Mentions, doc.Mention{Span: d.Bytes(t), FirstToken: t.First, EndToken: t.End, Head: t.First,
		Form: doc.PronounForm, Entity: e, Score: 1})
	slices.SortStableFunc(d.Mentions, func(a, b doc.Mention) int { return a.FirstToken - b.FirstToken })
	for i := range d.Entities {
		d.Entities[i].Mentions = nil
	}
	for i := range d.Mentions {
		d.Entities[d.Mentions[i].Entity].Mentions = append(d.Entities[d.Mentions[i].Entity].Mentions, i)
	}
}

// TestSubjectOf: a clause has the noun or the name that its verb is said of before it, or nothing where that hangs on
// something else, is a time or cannot be found.
func TestSubjectOf(t *testing.T) {
	for _, c := range []struct{ line, mention, want string }{
		{"The/DET old/ADJ bridge was/AUX closed/VERB ./PUNCT", "closed", "old bridge was closed"},
		{"The/DET old/ADJ bridge was/AUX closed/VERB ./PUNCT", "was closed", "old bridge was closed"},
		{"P:Vask/PROPN left/VERB the/DET council ./PUNCT", "left the council", "Vask left the council"},
		{"Then/ADV he/PRON/PRP left/VERB ./PUNCT", "left", ""},
		{"On/ADP Tuesday/PROPN opened/VERB the/DET fair ./PUNCT", "opened the fair", ""},
		{"The/DET keeper of/ADP bridges left/VERB ./PUNCT", "left", "keeper of bridges left"},
		{"The/DET keeper of/ADP the/DET bridges left/VERB ./PUNCT", "left", "keeper of the bridges left"},
		{"A/DET letter to/ADP the/DET keeper of/ADP bridges left/VERB ./PUNCT", "left", ""},
		{"Keepers of/ADP bridges and/CCONJ gates left/VERB ./PUNCT", "left", ""},
		{"The/DET keeper and/CCONJ his/PRON son left/VERB ./PUNCT", "left", ""},
		{"The/DET guild did/AUX not/PART vote/VERB ./PUNCT", "vote", ""},
		{"The/DET guild never/ADV voted/VERB ./PUNCT", "voted", ""},
		{"The/DET vote ended/VERB ./PUNCT", "vote", ""},
		{"one two three four five six seven eight nine left/VERB ./PUNCT", "left", ""},
		{"Right -/PUNCT wing keepers left/VERB ./PUNCT", "left", "Right-wing keepers left"},
		{"P:Vask/PROPN on/ADP Tuesday/PROPN left/VERB ./PUNCT", "left", "Vask left"},
		{"P:Vask/PROPN (/PUNCT of/ADP L:Lausen/PROPN )/PUNCT left/VERB ./PUNCT", "left", "Vask left"},
		{"P:Vask/PROPN ,/PUNCT the/DET mayor ,/PUNCT left/VERB/VBD ./PUNCT", "left", "Vask left"},
		{"With/ADP P:Vask/PROPN ,/PUNCT the/DET mayor ,/PUNCT left/VERB/VBD ./PUNCT", "left", ""},
		{"P:Vask/PROPN 's/PART “/PUNCT Quiet/ADJ Bay/PROPN ”/PUNCT opened/VERB ./PUNCT", "opened",
			"Vask 's “ Quiet Bay ” opened"},
		{"P:Vask/PROPN announced/VERB my/PRON vote ./PUNCT", "announced my vote", "Vask announced vote"},
		{"P:Vask/PROPN joined/VERB Save/PROPN Our/PRON Bay/PROPN ./PUNCT", "joined Save Our Bay", "Vask joined Save Our Bay"},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Tied(d)
		dated(d)
		if i := slices.IndexFunc(d.Tokens, func(t doc.Token) bool { return d.Cut(t.Span) == "“" }); i >= 0 {
			d.Quotes = []doc.Quote{{FirstToken: i, EndToken: i + 4, Parent: -1, Closed: true}}
			for t := i; t < i+4; t++ {
				d.Tokens[t].Quote = 0
			}
		}
		check(t, d, c.mention, c.want)
	}
}

// check compares the clause of a document's mention with what it should be.
func check(t *testing.T, d *doc.Doc, mention, want string) {
	t.Helper()
	x, s := phrase.New(d), eventtest.At(d, mention)
	who, ok := SubjectOf(x, s)
	if got := who.Does; ok != (want != "") || ok && got(x, s) != want {
		t.Errorf("%s of %q: %v %q, want %q", mention, d.Text, ok, got(x, s), want)
	}
}

// TestStandsFor: a pronoun and a bare noun give the name of whom they stand for; a relative clause, a participle behind
// a comma and a second verb have the subject of what is before them.
func TestStandsFor(t *testing.T) {
	for _, c := range []struct{ line, stands, mention, want string }{
		{"P:Vask/PROPN rose/VERB and/CCONJ later/ADV he/PRON/PRP left/VERB ./PUNCT", "he", "left", "Vask left"},
		{"P:Vask/PROPN 's/PART mayor left/VERB ./PUNCT", "", "left", "Vask 's mayor left"},
		{"P:Vask/PROPN came/VERB ,/PUNCT the/DET mayor left/VERB ./PUNCT", "mayor", "left", "Vask left"},
		{"like/ADP P:Vask/PROPN ,/PUNCT who/PRON/WP left/VERB town ./PUNCT", "", "left town", "Vask left town"},
		{"a/DET new/ADJ plan that/PRON/WDT passed/VERB ./PUNCT", "", "passed", "new plan passed"},
		{"In/ADP the/DET letter ,/PUNCT sent/VERB/VBN Tuesday/PROPN ./PUNCT", "", "sent", "letter sent"},
		{"In/ADP the/DET letter ,/PUNCT he/PRON sent/VERB/VBD word ./PUNCT", "", "sent word", ""},
		{"Told/VERB/VBN so/ADV ,/PUNCT sent/VERB/VBN word ./PUNCT", "", "sent word", ""},
		{"The/DET essay was/AUX found/VERB/VBN and/CCONJ sent/VERB/VBN to/ADP us/PRON ./PUNCT", "", "sent", "essay sent"},
		{"The/DET essay fell/VERB/VBD and/CCONJ sent/VERB/VBN word ./PUNCT", "", "sent word", ""},
		{"The/DET man who/PRON/WP fell/VERB/VBD and/CCONJ sent/VERB/VBD word ./PUNCT", "", "sent word", "man sent word"},
		{"The/DET man fell/VERB/VBD when/SCONJ rain and/CCONJ sent/VERB/VBD word ./PUNCT", "", "sent word", ""},
	} {
		d := eventtest.Doc(c.line)
		dated(d)
		if c.stands != "" {
			stand(d, c.stands, "Vask")
		}
		check(t, d, c.mention, c.want)
	}
	d := eventtest.Doc("P:Vask/PROPN fell/VERB ./PUNCT", "He/PRON/PRP left/VERB ./PUNCT")
	check(t, d, "left", "")
	stand(d, "He", "Vask")
	check(t, d, "left", "Vask left")
}
