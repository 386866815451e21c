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
