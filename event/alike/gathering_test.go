package alike

import (
	"strings"
	"testing"

	"readout/doc"
	"readout/event/words"
)

// TestGathering: a mention names one gathering by its head, or by what says more than "meeting".
func TestGathering(t *testing.T) {
	for text, want := range map[string]words.List{
		"talks":               words.Meeting,
		"a telephone call":    words.Telephone,
		"a meeting over golf": words.Game,
		"a dinner speech":     words.Speech,
		"the visit":           "",
		"the Address":         words.Speech,
	} {
		forms := strings.Fields(text)
		d := doc.Build(forms, make([]string, len(forms)), nil, nil)
		head := len(forms) - 1
		if forms[head] == "golf" {
			head = 1
		}
		if got := Gathering(d, doc.Range{First: 0, End: len(forms)}, head); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestOtherwise: a lunch is no speech, and may be a meeting; of what is called nothing, nothing is known.
func TestOtherwise(t *testing.T) {
	for _, c := range []struct {
		a, b words.List
		want bool
	}{
		{words.Lunch, words.Speech, true}, {words.Lunch, words.Dinner, true}, {words.Game, words.Meeting, true},
		{words.Lunch, words.Meeting, false}, {words.Lunch, words.Lunch, false}, {"", words.Speech, false},
	} {
		if Otherwise(c.a, c.b) != c.want || Otherwise(c.b, c.a) != c.want {
			t.Errorf("%q and %q are two things: want %v", c.a, c.b, c.want)
		}
	}
}
