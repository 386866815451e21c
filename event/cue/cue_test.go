package cue

import (
	"testing"

	"readout/event/internal/eventtest"
	"readout/event/phrase"
	"readout/event/words"
)

// read is a sentence of one line with the lemmas that a tagger would give.
func read(line string) phrase.Text {
	d := eventtest.Doc(line)
	eventtest.Lemmas(d, "was", "be", "were", "be", "is", "be", "postponed", "postpone", "postponing", "postpone",
		"cancelled", "cancel", "called", "call", "moved", "move", "denied", "deny", "held", "hold", "reports", "report",
		"planned", "plan", "ruled", "rule", "considered", "consider", "announced", "announce", "lasted", "last")
	return phrase.New(d)
}

// at is the first token that reads so.
func at(x phrase.Text, word string) int { return eventtest.At(x.Doc, word).First }

// TestOfClause: what another verb of a clause is told of is not told of the phrase that the clause hangs on; what is
// said of when that takes place is, and what follows the clause.
func TestOfClause(t *testing.T) {
	for line, want := range map[string]bool{
		"the/DET vote that/PRON Orr/PROPN won/VERB in/ADP 2028":                              true,
		"the/DET vote that/PRON was/AUX held/VERB in/ADP 2028":                               false,
		"the/DET vote ,/PUNCT which/PRON Orr/PROPN won/VERB in/ADP 2028":                     true,
		"the/DET vote ,/PUNCT which/PRON Orr/PROPN won/VERB ,/PUNCT was/AUX in/ADP 2028":     false,
		"the/DET vote on/ADP that/DET law passed/VERB in/ADP 2028":                           false,
		"the/DET vote when/SCONJ Orr/PROPN won/VERB a/DET seat that/PRON opened in/ADP 2028": true,
		"the/DET vote which/PRON is/AUX set/VERB for/ADP 2028":                               false,
		"the/DET vote Orr/PROPN won/VERB in/ADP 2028":                                        false,
	} {
		x := read(line)
		if got := OfClause(x, 2, len(x.Tokens)-1); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestVerbs: the verb that a word is about stands after adverbs and auxiliaries, and nowhere else.
func TestVerbs(t *testing.T) {
	for line, want := range map[string]string{
		"It/PRON may/AUX not/PART yet/ADV be/AUX held/VERB in/ADP Lausen": "held",
		"It/PRON may/AUX help/VERB":                                       "help",
		"It/PRON may/AUX in/ADP end/NOUN":                                 "",
	} {
		x := read(line)
		got := ""
		if v := VerbFrom(x, MoodAt(x, 0, len(x.Tokens))); v >= 0 {
			got = x.Form(v)
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
	if v := VerbFrom(read("It/PRON is/AUX in/ADP Lausen"), -1); v != -1 {
		t.Errorf("from nowhere: %d", v)
	}
	x := read("whether/SCONJ they/PRON meet/VERB in/ADP Lausen")
	if a, b := VerbIn(x, 0, len(x.Tokens)), VerbIn(x, 3, len(x.Tokens)); a != 2 || b != -1 {
		t.Errorf("verbs at %d and %d", a, b)
	}
}

// TestFailedAndDue: what somebody failed to do, and what somebody was only due to do.
func TestFailedAndDue(t *testing.T) {
	for line, want := range map[string][2]bool{
		"He/PRON failed/VERB to/PART sign/VERB":                            {true, false},
		"He/PRON was/AUX due/ADJ to/PART sign/VERB":                        {false, true},
		"He/PRON went/VERB to/PART sign/VERB":                              {false, false},
		"He/PRON failed/VERB to/PART win/VERB the/DET final/ADJ sign/NOUN": {true, false},
		"He/PRON failed/VERB to/PART go/VERB as/ADP the/DET sign/NOUN":     {false, false},
		"He/PRON was/AUX prevented/VERB/VBN from/ADP/IN sign/VERB/VBG":     {true, false},
		"He/PRON profited/VERB/VBD from/ADP/IN sign/VERB/VBG":              {false, false},
	} {
		d := eventtest.Doc(line)
		eventtest.Lemmas(d, "failed", "fail", "was", "be", "went", "go", "prevented", "prevent")
		x := phrase.New(d)
		sign := at(x, "sign")
		if got := [2]bool{Failed(x, sign), Due(x, sign)}; got != want {
			t.Errorf("%s: %v, want %v", line, got, want)
		}
	}
}

func TestModal(t *testing.T) {
	for line, want := range map[string]bool{
		"It/PRON may/AUX be/AUX held/VERB in/ADP Lausen":                               true,
		"It/PRON will/AUX be/AUX held/VERB in/ADP Lausen":                              false,
		"It/PRON may/AUX rain/VERB before/ADP they/PRON meet/VERB in/ADP Lausen":       false,
		"It/PRON may/AUX fail/VERB ,/PUNCT they/PRON will/AUX meet/VERB in/ADP Lausen": false,
		"It/PRON is/AUX in/ADP Lausen":                                                 false,
	} {
		x := read(line)
		if got := Modal(x, 0, at(x, "Lausen"), words.Maybe); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}

// TestCondition: what a condition makes possible, before it and behind its comma; "even if" makes none.
func TestCondition(t *testing.T) {
	for _, c := range []struct {
		line, words    string
		covers, begins bool
	}{
		{"If/SCONJ both agree/VERB ,/PUNCT it/PRON will/AUX be/AUX held/VERB in/ADP Lausen", "Lausen", true, true},
		{"If/SCONJ both agree/VERB ,/PUNCT the/DET summit will/AUX be/AUX held/VERB", "summit", false, true},
		{"If/SCONJ both agree/VERB ,/PUNCT the/DET summit begins/VERB", "summit", false, false},
		{"The/DET summit will/AUX open/VERB in/ADP Lausen if/SCONJ both agree/VERB", "Lausen", true, true},
		{"The/DET summit will/AUX open/VERB in/ADP Lausen even/ADV if/SCONJ it/PRON rains/VERB", "Lausen", false, false},
		{"The/DET summit will/AUX open/VERB in/ADP Lausen", "Lausen", false, false},
	} {
		x := read(c.line)
		condition, s := ConditionIn(x, 0, len(x.Tokens)), eventtest.At(x.Doc, c.words)
		if condition.Covers(s) != c.covers || condition.CoversSubject(s) != c.begins {
			t.Errorf("%s: %s covered %v, as a subject %v", c.line, c.words, condition.Covers(s), condition.CoversSubject(s))
		}
	}
}

// TestNegated: a negation of a verb reaches to the end of its clause.
func TestNegated(t *testing.T) {
	for line, want := range map[string]string{
		"They/PRON will/AUX not/PART hold/VERB a/DET briefing after/SCONJ they/PRON meet/VERB": "hold a briefing",
		"They/PRON will/AUX not/PART hold/VERB a/DET briefing ,/PUNCT Vask/PROPN said/VERB":    "hold a briefing",
		"It/PRON was/AUX not/PART yet/ADV held/VERB":                                           "",
		"It/PRON will/AUX not/PART only/ADV be/AUX held/VERB":                                  "",
		"He/PRON is/AUX not/PART on/ADP board":                                                 "",
		"They/PRON never/ADV met/VERB":                                                         "",
	} {
		x := read(line)
		got := ""
		for i := range x.Tokens {
			if r := Negated(x, i, len(x.Tokens)); !r.Empty() {
				got += x.Cut(x.SpanOf(r.First, r.End))
			}
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestDenied: a "no" before words in their part of the sentence denies them.
func TestDenied(t *testing.T) {
	for line, want := range map[string]bool{
		"They/PRON will/AUX not/PART raise/VERB the/DET issue of/ADP tariffs":     true,
		"No/DET talks on/ADP tariffs":                                             true,
		"They/PRON will/AUX not/PART only/ADV raise/VERB tariffs":                 false,
		"It/PRON is/AUX not/PART late/ADJ ,/PUNCT they/PRON raise/VERB tariffs":   false,
		"It/PRON is/AUX not/PART late/ADJ but/CCONJ they/PRON raise/VERB tariffs": false,
		"not/PART one two three four five six seven tariffs":                      true,
		"not/PART one two three four five six seven eight tariffs":                false,
		"They/PRON will/AUX raise/VERB tariffs":                                   false,
	} {
		x := read(line)
		if got := Denied(x, eventtest.At(x.Doc, "tariffs")); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
	for line, want := range map[string]bool{"papers is/AUX planned/VERB": true, "papers is/AUX ready/ADJ": false,
		"papers but/CCONJ talks are/AUX planned/VERB": false} {
		if got := Unplanned(read(line), 1, 4); got != want {
			t.Errorf("%s: unplanned %v", line, got)
		}
	}
}

// TestDone: the verb next before says whether something has been.
func TestDone(t *testing.T) {
	for line, want := range map[string]bool{
		"It/PRON was/AUX/VBD held/VERB/VBN in/ADP Lausen":                      true,
		"They/PRON held/VERB/VBD it/PRON in/ADP Lausen":                        true,
		"It/PRON will/AUX/MD be/AUX/VB held/VERB/VBN in/ADP Lausen":            false,
		"It/PRON was/AUX/VBD discussed/VERB/VBN in/ADP Lausen":                 false,
		"It/PRON was/AUX/VBD held/VERB/VBN after/ADP rain in/ADP Lausen":       false,
		"It/PRON was/AUX/VBD held/VERB/VBN as/SCONJ planned/ADJ in/ADP Lausen": false,
		"talks in/ADP Lausen": false,
	} {
		x := read(line)
		if got := Done(x, 0, at(x, "Lausen"), words.Happens); got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
	for line, want := range map[string]bool{
		"They/PRON had/AUX/VBD lasted/VERB/VBN hours":                         true,
		"They/PRON lasted/VERB/VBD hours":                                     true,
		"They/PRON will/AUX/MD last/VERB/VB hours":                            false,
		"They/PRON were/AUX/VBD expected/VERB/VBN to/PART last/VERB/VB hours": false,
	} {
		x := read(line)
		if got := Done(x, 0, at(x, "hours"), words.Lasts); got != want {
			t.Errorf("%s: done %v", line, got)
		}
	}
}

// TestChange: which change a verb tells of, of what, and whether it was made.
func TestChange(t *testing.T) {
	for _, c := range []struct {
		line, verb    string
		change        Change
		real, passive bool
	}{
		{"They/PRON called/VERB/VBD off/ADP the/DET summit", "called", Off, true, false},
		{"The/DET summit was/AUX/VBD postponed/VERB/VBN to/ADP June", "postponed", Put, true, true},
		{"The/DET summit was/AUX/VBD moved/VERB/VBN from/ADP Lausen", "moved", Moved, true, true},
		{"Trial/NOUN postponed/VERB/VBN until/ADP March", "postponed", Put, true, true},
		{"Vask/PROPN postponed/VERB/VBD the/DET trial", "postponed", Put, true, false},
		{"They/PRON called/VERB/VBD Vask/PROPN", "called", NoChange, true, false},
		{"The/DET summit may/AUX/MD be/AUX/VB cancelled/VERB/VBN", "cancelled", Off, false, true},
		{"She/PRON spoke/VERB/VBD of/ADP postponing/VERB/VBG it/PRON", "postponing", Put, false, false},
		{"She/PRON denied/VERB/VBD that/SCONJ it/PRON was/AUX/VBD cancelled/VERB/VBN", "cancelled", Off, false, true},
		{"Reports/NOUN that/SCONJ it/PRON was/AUX/VBD cancelled/VERB/VBN are/AUX false/ADJ", "cancelled", Off, false, true},
	} {
		x := read(c.line)
		i := at(x, c.verb)
		if ChangeAt(x, i) != c.change || Real(x, 0, i) != c.real || Passive(x, 0, i) != c.passive {
			t.Errorf("%s: change %v, real %v, passive %v", c.line, ChangeAt(x, i), Real(x, 0, i), Passive(x, 0, i))
		}
		if got := ChangeIn(x, 0, len(x.Tokens)); got != (c.change != NoChange) {
			t.Errorf("%s: a change in it: %v", c.line, got)
		}
	}
	for line, want := range map[string]bool{
		"She/PRON ruled/VERB/VBD out/ADP postponing/VERB/VBG it/PRON":    true,
		"She/PRON considered/VERB/VBD postponing/VERB/VBG it/PRON":       true,
		"She/PRON announced/VERB/VBD postponing/VERB/VBG it/PRON":        false,
		"She/PRON considered/VERB/VBD ,/PUNCT postponing/VERB/VBG it":    false,
		"She/PRON ruled/VERB/VBD out/ADP that/SCONJ it/PRON was/AUX/VBD": false,
	} {
		x := read(line)
		if got := Unmade(x, 0, at(x, "it")-1); got != want {
			t.Errorf("%s: only spoken of %v", line, got)
		}
	}
	x := read("It/PRON was/AUX moved/VERB from/ADP May to/ADP June a/DET week later/ADV")
	if !ToldBefore(x, 0, 2) || ToldBefore(x, 1, 3) {
		t.Error("it was told before")
	}
	for words, want := range map[string]struct{ fresh, old bool }{"May": {false, true}, "June": {true, false},
		"a week later": {true, false}, "was": {false, false}} {
		if s := eventtest.At(x.Doc, words); New(x, s) != want.fresh || Old(x, s) != want.old {
			t.Errorf("%s: new %v, old %v", words, New(x, s), Old(x, s))
		}
	}
}

// TestDayOfChange: the day behind "was postponed" is that of putting off, unless it is told as what was planned.
func TestDayOfChange(t *testing.T) {
	x := read("It/PRON was/AUX/VBD postponed/VERB/VBN on/ADP Monday from/ADP Friday")
	verb := at(x, "postponed")
	for day, want := range map[string]bool{"Monday": true, "Friday": false, "It": false} {
		if got := DayOfChange(x, eventtest.At(x.Doc, day), verb, true); got != want {
			t.Errorf("%s is the day of the change: %v", day, got)
		}
	}
	if DayOfChange(x, eventtest.At(x.Doc, "Monday"), verb, false) {
		t.Error("in the active, the day is what is put off")
	}
}

// TestFormerPlan: a day behind "was to" is one of a plan of then.
func TestFormerPlan(t *testing.T) {
	for line, want := range map[string]bool{
		"It/PRON was/AUX/VBD due/ADJ in/ADP May":      true,
		"It/PRON is/AUX/VBZ due/ADJ in/ADP May":       false,
		"It/PRON will/AUX/MD open/VERB/VB in/ADP May": false,
		"It/PRON was/AUX/VBD open/ADJ in/ADP May":     false,
	} {
		x := read(line)
		if got := FormerPlan(x, 0, at(x, "May")); got != want {
			t.Errorf("%s: %v", line, got)
		}
		if got := HasFormerPlan(x, 0, at(x, "May")); got != (x.Is(2, words.Formerplan)) {
			t.Errorf("%s: a word of a former plan: %v", line, got)
		}
	}
	x := read("Nobody/PRON denied/VERB it/PRON")
	if Blocked(x, 0, 0) || Blocked(x, 0, 1) || !Blocked(x, 0, 2) {
		t.Error("what stands behind denied is denied, and nothing before it")
	}
	x = read("Reports/NOUN proved/VERB false/ADJ")
	if Blocked(x, 0, 0) || !Blocked(x, 0, 1) || Blocked(x, 0, 2) {
		t.Error("what reports say and is called false is blocked, and not that there are reports")
	}
}
