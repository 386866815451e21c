package cue

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/internal/eventtest"
	"readout/event/phrase"
)

// moods is what the words around an event say of it.
type moods struct{ mooted, withheld, advised, supposed bool }

// TestMoods: what was only proposed, threatened, withheld, advised or supposed, each with what is like it and was.
func TestMoods(t *testing.T) {
	for _, c := range []struct {
		line, event string
		want        moods
	}{
		{"He/PRON proposed/VERB/VBD founding/VERB/VBG a/DET state", "founding a state", moods{mooted: true}},
		{"He/PRON saw/VERB/VBD founding/VERB/VBG a/DET state", "founding a state", moods{}},
		{"He/PRON ruled/VERB/VBD out/ADP meeting/VERB/VBG Orr/PROPN", "meeting Orr", moods{mooted: true}},
		{"He/PRON threatened/VERB/VBD to/PART veto/VERB/VB it/PRON", "veto it", moods{mooted: true}},
		{"He/PRON came/VERB/VBD to/PART veto/VERB/VB it/PRON", "veto it", moods{}},
		{"I/PRON am/AUX considering/VERB/VBG a/DET full/ADJ veto", "veto", moods{mooted: true}},
		{"I/PRON am/AUX considering/VERB/VBG the/DET veto", "veto", moods{}},
		{"He/PRON was/AUX/VBD considered/VERB/VBN as/ADP Orr/PROPN 's/PART deputy", "deputy", moods{mooted: true}},
		{"He/PRON was/AUX/VBD considered/VERB/VBN when/SCONJ Orr/PROPN 's/PART deputy", "deputy", moods{}},
		{"He/PRON was/AUX/VBD sworn/VERB/VBN in/ADP", "sworn", moods{}},
		{"Talks ended/VERB/VBD", "Talks", moods{}},
		{"They/PRON did/AUX not/PART get/VERB a/DET hearing", "hearing", moods{withheld: true}},
		{"They/PRON did/AUX not/PART get/VERB the/DET vote", "vote", moods{}},
		{"Things they/PRON were/AUX not/PART getting/VERB ,/PUNCT including/VERB a/DET visit", "a visit",
			moods{withheld: true}},
		{"Things they/PRON were/AUX getting/VERB ,/PUNCT including/VERB a/DET visit", "a visit", moods{}},
		{"Things they/PRON had/AUX not/PART attended/VERB ,/PUNCT including/VERB a/DET visit", "a visit", moods{}},
		{"The/DET council should/AUX confirm/VERB/VB Orr/PROPN", "confirm Orr", moods{advised: true}},
		{"The/DET council did/AUX confirm/VERB/VB Orr/PROPN", "confirm Orr", moods{}},
		{"A/DET deadline may/AUX help/VERB", "deadline", moods{supposed: true}},
		{"A/DET deadline may/AUX help/VERB", "A deadline", moods{supposed: true}},
		{"The/DET deadline may/AUX help/VERB", "deadline", moods{}},
		{"A/DET deadline did/AUX help/VERB", "deadline", moods{}},
	} {
		d := eventtest.Doc(c.line)
		eventtest.Lemmas(d, "proposed", "propose", "threatened", "threaten", "considering", "consider", "considered",
			"consider", "ruled", "rule", "getting", "get", "get", "get", "attended", "attend", "saw", "see", "came", "come")
		x, m := phrase.New(d), eventtest.At(d, c.event)
		got := moods{Mooted(x, m), Withheld(x, m), Advised(x, m), Supposed(x, m)}
		if got != c.want {
			t.Errorf("%s: %s %+v, want %+v", c.line, c.event, got, c.want)
		}
		mood := NoMood
		switch {
		case c.want.withheld:
			mood = Unmet
		case c.want != (moods{}):
			mood = Imagined
		}
		if got := MoodOf(x, m); got != mood {
			t.Errorf("%s: %s in mood %d, want %d", c.line, c.event, got, mood)
		}
	}
}

// TestOfNoun: what a clause on a noun tells is over where the clause is.
func TestOfNoun(t *testing.T) {
	for line, want := range map[string]bool{
		"The/DET session that/PRON ended/VERB in/ADP May/PROPN ,/PUNCT had/AUX passed/VERB": true,
		"The/DET session that/PRON ended/VERB in/ADP May/PROPN had/AUX passed/VERB":         false,
		"He/PRON said/VERB that/SCONJ in/ADP May/PROPN ,/PUNCT they/PRON passed/VERB":       false,
		"In/ADP May/PROPN ,/PUNCT they/PRON passed/VERB":                                    false,
	} {
		x := read(line)
		if got := OfNoun(x, eventtest.At(x.Doc, "May"), at(x, "passed")); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestOtherSubject: what a clause says of a subject of its own is not said of what stands before it.
func TestOtherSubject(t *testing.T) {
	for line, want := range map[string]bool{
		"Talks on/ADP the/DET fact that/SCONJ workers were/AUX cancelled/VERB": true,
		"Talks that/PRON were/AUX cancelled/VERB":                              false,
		"Talks were/AUX cancelled/VERB":                                        false,
	} {
		x := read(line)
		if got := OtherSubject(x, 1, at(x, "cancelled")); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestAdvisedDay: what should be on a day may be what is expected.
func TestAdvisedDay(t *testing.T) {
	d := eventtest.Doc("Orr/PROPN should/AUX land/VERB/VB in/ADP May/PROPN")
	eventtest.Dated(d, "May", "2031-05", doc.Date)
	if Advised(phrase.New(d), eventtest.At(d, "land")) {
		t.Error("taken for advice")
	}
}

// TestVotes: a verb or a noun of a vote, or a noun of which nothing is known.
func TestVotes(t *testing.T) {
	for line, want := range map[string]bool{
		"passed/VERB it/PRON":             true,
		"held/VERB a/DET referendum":      true,
		"suggested/VERB an/DET amendment": false,
		"his/DET settlement":              false,
		"the/DET plenum":                  true,
	} {
		d := eventtest.Doc(line)
		eventtest.Lemmas(d, "passed", "pass", "held", "hold", "suggested", "suggest", "referendum", "referendum",
			"settlement", "settlement")
		if got := Votes(phrase.New(d), doc.Range{First: 0, End: len(d.Tokens)}); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestOver: finite verbs, auxiliaries of mood among them, and what opens a clause.
func TestOver(t *testing.T) {
	for line, want := range map[string]Stretch{
		"Orr/PROPN left/VERB/VBD and/CCONJ will/AUX/MD speak/VERB/VB": {Verbs: 2},
		"Orr/PROPN was/AUX/VBD seen/VERB/VBN":                         {},
		"Orr/PROPN who/PRON/WP left/VERB/VBD":                         {Verbs: 1, Opens: true},
		"Orr/PROPN because/SCONJ":                                     {Opens: true},
	} {
		x := read(line)
		if got := Over(x, 0, len(x.Tokens)); got != want {
			t.Errorf("%s: %+v", line, got)
		}
	}
}

// TestInstead: what came instead stands behind the change, with "to" before it or before the day that it says again.
func TestInstead(t *testing.T) {
	for line, want := range map[string]bool{
		"It/PRON was/AUX moved/VERB to/ADP May/PROPN":                      true,
		"It/PRON was/AUX moved/VERB to/ADP Friday/PROPN ,/PUNCT May/PROPN": true,
		"It/PRON was/AUX moved/VERB ,/PUNCT set/VERB for/ADP May/PROPN":    false,
		"In/ADP May/PROPN it/PRON was/AUX moved/VERB":                      false,
		"It/PRON was/AUX moved/VERB from/ADP May/PROPN":                    false,
	} {
		d := eventtest.Doc(line)
		eventtest.Dated(d, "May", "2031-05", doc.Date)
		if strings.Contains(line, "Friday") {
			eventtest.Dated(d, "Friday", "2031-05-02", doc.Date)
		}
		x := phrase.New(d)
		if got := Instead(x, eventtest.At(d, "May"), at(x, "moved")); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestMoodOf: what nobody has settled is open, what was not got is not, and the rest is no mood.
func TestMoodOf(t *testing.T) {
	for line, want := range map[string]Mood{
		"They/PRON have/AUX not/PART set/VERB a/DET deadline": Unset, "They/PRON have/AUX set/VERB a/DET deadline": NoMood,
		"They/PRON did/AUX not/PART get/VERB a/DET deadline": Unmet, "They/PRON eye/VERB a/DET deadline": Imagined,
	} {
		d := eventtest.Doc(line)
		if got := MoodOf(phrase.New(d), eventtest.At(d, "deadline")); got != want {
			t.Errorf("%s: mood %d, want %d", line, got, want)
		}
	}
}

// TestFeared: what may change, or would if something else came, has not.
func TestFeared(t *testing.T) {
	for line, want := range map[string]bool{
		"The/DET vote may/AUX be/AUX delayed/VERB/VBN":      true,
		"The/DET vote was/AUX delayed/VERB/VBN":             false,
		"A/DET strike would/AUX delayed/VERB the/DET vote":  true,
		"The/DET mayor would/AUX delayed/VERB the/DET vote": false,
		"She/PRON would/AUX delayed/VERB the/DET vote":      false,
		"delayed/VERB the/DET vote":                         false,
	} {
		d := eventtest.Doc(line)
		if got := Unmade(phrase.New(d), 0, eventtest.At(d, "delayed").First); got != want {
			t.Errorf("%s: only spoken of %v", line, got)
		}
	}
}
