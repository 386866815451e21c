package doc

import (
	"strings"
	"testing"
)

// TestSpeakerLabel: a label is in capitals, short and before a colon.
func TestSpeakerLabel(t *testing.T) {
	for in, want := range map[string]int{
		"VELL : It is late .":                                1,
		"MARA VELL : It is late .":                           2,
		"MAYOR MARA L. VELL : It is late .":                  4,
		"Vell : It is late .":                                -1,
		"MARA Vell : It is late .":                           -1,
		"Q : Is it late ?":                                   -1,
		"7 : 30 : It is late .":                              -1,
		"IT IS LATE":                                         -1,
		"THE MAYOR OF THE OLD TOWN MARA VELL : It is late .": -1,
	} {
		if got := Build(strings.Fields(in), nil, nil, nil).SpeakerLabel(0); got != want {
			t.Errorf("%q: %d, want %d", in, got, want)
		}
	}
}
