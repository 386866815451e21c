package syntax

import (
	"testing"

	"readout/doc"
)

// TestIsGerund: a verb in -ing is a gerund whatever tag it was given, unless it is a base form.
func TestIsGerund(t *testing.T) {
	for _, test := range []struct {
		word string
		tag  doc.XPOS
		want bool
	}{
		{"postponing", doc.XVB, true},
		{"denying", doc.XVBP, true},
		{"bring", doc.XVB, false},
		{"string", doc.XVBP, false},
		{"meeting", doc.XNN, false},
		{"postpone", doc.XVB, false},
	} {
		if got := isGerund(test.word, test.tag); got != test.want {
			t.Errorf("%s as %v: %v, want %v", test.word, test.tag, got, test.want)
		}
	}
}

// TestIsPast checks that a base form that ends in -ed is a past form, unless the word is known as a base form.
func TestIsPast(t *testing.T) {
	l := newLemmatiser(parseLexicon(lexiconText))
	for _, test := range []struct {
		word string
		tag  doc.XPOS
		want bool
	}{
		{"postponed", doc.XVB, true}, {"announced", doc.XVBP, true}, {"need", doc.XVB, false}, {"succeed", doc.XVBP, false},
		{"criticized", doc.XVBG, true}, {"reported", doc.XVBZ, true}, {"postponed", doc.XVBN, false},
		{"shred", doc.XVB, false},
	} {
		if got := l.isPast(test.word, test.tag); got != test.want {
			t.Errorf("%s as %v: %v, want %v", test.word, test.tag, got, test.want)
		}
	}
}
