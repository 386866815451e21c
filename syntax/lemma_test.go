package syntax

import (
	"strings"
	"testing"
)

func TestLemmas(t *testing.T) {
	l := newLemmatiser(parseLexicon(lexiconText))
	for _, test := range []struct{ form, tag, want string }{
		{"hoping", "VERB/VBG", "hope"},
		{"hopping", "VERB/VBG", "hop"},
		{"falling", "VERB/VBG", "fall"},
		{"escalating", "VERB/VBG", "escalate"},
		{"rescheduled", "VERB/VBN", "reschedule"},
		{"ridiculing", "VERB/VBG", "ridicule"},
		{"mauled", "VERB/VBD", "maul"},
		{"privatized", "VERB/VBN", "privatize"},
		{"denies", "VERB/VBZ", "deny"},
		{"goes", "VERB/VBZ", "go"},
		{"crises", "NOUN/NNS", "crisis"},
		{"parties", "NOUN/NNS", "party"},
		{"houses", "NOUN/NNS", "house"},
		{"boxes", "NOUN/NNS", "box"},
		{"largest", "ADJ/JJS", "large"},
		{"earlier", "ADV/RBR", "early"},
		{"Democrats", "PROPN/NNPS", "Democrat"},
		{"them", "PRON/PRP", "they"},
		{"n't", "PART/RB", "not"},
		{"saw", "VERB/VBD", "see"},
	} {
		if got := l.lemma(test.form, strings.ToLower(test.form), parseTag(test.tag)); got != test.want {
			t.Errorf("%s %s: got %s, want %s", test.form, test.tag, got, test.want)
		}
	}
}
