package phrase

import (
	"testing"

	"readout/attribution/internal/tagged"
	"readout/attribution/lexicon"
	"readout/doc"
)

// read returns a sentence with the lexicon.
func read(t *testing.T, sentence string, lemmas ...string) *Text {
	t.Helper()
	lex, err := lexicon.Read()
	if err != nil {
		t.Fatal(err)
	}
	return New(tagged.Sentence(sentence, lemmas...), lex)
}

// TestReadCue: the entry of a cue, its first token, and negation.
func TestReadCue(t *testing.T) {
	for _, c := range []struct {
		sentence, cue, entry, head string
		negated                    bool
	}{
		{"Marsh/NNP said/VBD no/DT", "said", "say", "said", false},
		{"Marsh/NNP did/VBD not/RB say/VB", "did not say", "say", "say", true},
		{"Marsh/NNP never/RB said/VBD so/RB", "said", "say", "said", true},
		{"Marsh/NNP agreed/VBD on/IN it/PRP", "agreed on", "agree on", "agreed", false},
		{"Marsh/NNP agreed/VBD on/IN it/PRP", "agreed", "agree", "agreed", false},
		{"Marsh/NNP slept/VBD well/RB", "slept", "", "slept", false},
	} {
		x := read(t, c.sentence, "agreed", "agree")
		cue := x.ReadCue(tagged.At(x.Doc, c.cue, 0))
		entry := ""
		if cue.Entry != nil {
			entry = cue.Entry.Lemma
		}
		if entry != c.entry || x.Form(cue.Head) != c.head || cue.Negated != c.negated {
			t.Errorf("%s: entry %q at %s, negated %v", c.sentence, entry, x.Form(cue.Head), cue.Negated)
		}
	}
}

// TestPhrases: groups and phrases end before dates, occasions and verbs.
func TestPhrases(t *testing.T) {
	for _, c := range []struct{ sentence, group, phrase string }{
		{"the/DT old/JJ ferry/NN to/TO Ostra/NNP sank/VBD", "the old ferry", "the old ferry"},
		{"reporters/NNS in/IN Ostra/NNP said/VBD", "reporters", "reporters in Ostra"},
		{"Marsh/NNP 's/POS aide/NN said/VBD", "Marsh 's aide", "Marsh 's aide"},
		{"he/PRP said/VBD", "he", "he"},
		{"aides/NNS and/CC voters/NNS said/VBD", "aides", "aides and voters"},
		{"reporters/NNS at/IN a/DT rally/NN", "reporters", "reporters"},
		{"quickly/RB sank/VBD", "", ""},
	} {
		x := read(t, c.sentence)
		n := len(x.Tokens)
		cut := func(end int) string {
			if end == 0 {
				return ""
			}
			return x.Written(0, end)
		}
		if group, phrase := cut(x.GroupEnd(0, n)), cut(x.PhraseEnd(0, n)); group != c.group || phrase != c.phrase {
			t.Errorf("%s: group %q, phrase %q", c.sentence, group, phrase)
		}
	}
	if x := read(t, "a/DT rally/NN"); !x.OccasionAt(0, 2) || read(t, "a/DT ferry/NN").OccasionAt(0, 2) {
		t.Error("a rally is an occasion, a ferry is none")
	}
}

// TestHeads: the head of a source, and the main clause of content.
func TestHeads(t *testing.T) {
	for sentence, want := range map[string]string{
		"Marsh/NNP 's/POS aide/NN":               "aide",
		"a/DT spokesman/NN for/IN Marsh/NNP":     "spokesman",
		"Marsh/NNP himself/PRP":                  "Marsh",
		"the/DT poll/NN ,/, which/WDT ended/VBD": "poll",
	} {
		x := read(t, sentence)
		if got := x.Form(x.HeadOf(doc.Range{End: len(x.Tokens)})); got != want {
			t.Errorf("%s: head %q", sentence, got)
		}
	}
	for sentence, want := range map[string]string{
		"that/IN it/PRP sank/VBD":                                "it",
		"no/UH ,/, it/PRP floats/VBZ":                            "it",
		"when/WRB it/PRP rained/VBD ,/, they/PRP left/VBD":       "they",
		"as/IN far/RB as/IN he/PRP knew/VBD ,/, it/PRP sank/VBD": "as",
		"when/WRB it/PRP rained/VBD":                             "when",
	} {
		x := read(t, sentence)
		if got := x.Form(x.MainClause(doc.Range{End: len(x.Tokens)})); got != want {
			t.Errorf("%s: the main clause begins at %q", sentence, got)
		}
	}
	if x := read(t, "he/PRP left/VBD ,/, because/IN"); x.EndsClause(0) || !x.EndsClause(2) || !x.EndsClause(3) ||
		x.IsMark(0) || !x.IsMark(2) {
		t.Error("a comma and because end a clause")
	}
}

// TestTimes: the day of a token, as precisely as it is known; an hour has none.
func TestTimes(t *testing.T) {
	for value, want := range map[string]string{"2031-05-12T10:00": "2031-05-12", "2031-05": "2031-05", "2031": "2031",
		"2031-W11": "", "PRESENT_REF": "", "XXXX-05": "", "XXXX-05-12": ""} {
		d := tagged.Sentence("on/IN Monday/NNP")
		d.Times = []doc.Time{{Type: doc.Date, FirstToken: 1, EndToken: 2, Value: value}, {Type: doc.Duration, FirstToken: 0,
			EndToken: 1, Value: "P1D"}}
		lex, err := lexicon.Read()
		if err != nil {
			t.Fatal(err)
		}
		x := New(d, lex)
		if got := x.Day(1); got != want || x.Day(0) != "" || x.Timed(0) || x.Timed(-1) {
			t.Errorf("%s: %q", value, got)
		}
	}
}

// TestMentionBefore: the widest mention of a person or body that ends right before a token.
func TestMentionBefore(t *testing.T) {
	x := read(t, "the/DT aide/NN Ann/NNP said/VBD his/PRP$ left/VBD Ostra/NNP fell/VBD")
	tagged.Mention(x.Doc, "the aide Ann", "Ann Marsh", doc.NameForm, doc.Person)
	tagged.Mention(x.Doc, "Ann", "Ann Marsh", doc.NameForm, doc.Person)
	tagged.Mention(x.Doc, "his", "Ann Marsh", doc.PronounForm, doc.Person)
	tagged.Mention(x.Doc, "Ostra", "Ostra", doc.NameForm, doc.Place)
	for token, want := range map[int]doc.Range{3: {First: 0, End: 3}, 5: {}, 7: {}, 2: {}} {
		if got := x.MentionBefore(token); got != want {
			t.Errorf("before %s: %v, want %v", x.Form(token), got, want)
		}
	}
	if x.FirstMention(3) != 2 || x.FirstMention(99) != len(x.Mentions) {
		t.Error("the first mention from a token on")
	}
}

// TestRest: free tokens of a sentence, and who was asked.
func TestRest(t *testing.T) {
	r := Rest{Sentence: doc.Range{First: 2, End: 6}, Taken: []doc.Range{{First: 3, End: 4}}}
	for token, want := range map[int]bool{1: false, 2: true, 3: false, 4: true, 5: true, 6: false} {
		if r.Free(token) != want {
			t.Errorf("token %d is free: %v", token, !want)
		}
	}
	for sentence, want := range map[string]bool{"Marsh/NNP ,/, asked/VBN": true, "Marsh/NNP when/WRB asked/VBN": true,
		"old/JJ Marsh/NNP asked/VBD": false} {
		if got := read(t, sentence).WasAsked(2, 0); got != want {
			t.Errorf("%s: %v", sentence, got)
		}
	}
	if !read(t, "Asked/VBN why/WRB").WasAsked(0, 0) {
		t.Error("a sentence that begins with asked")
	}
}
