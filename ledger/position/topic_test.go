package position

import (
	"slices"
	"testing"
)

// TestWordPairs: pairs of words are topics, pieces of names are none.
func TestWordPairs(t *testing.T) {
	for content, want := range map[string][]string{
		"Norhaven Prime Minister Elin Tverdahl will sign a joint document": {"joint document"},
		`"Gas transit was not discussed."`:                                 {"gas transit"},
		"It is over. Gas transit comes next":                               {"gas transit", "transit comes"},
		"the joint press conference":                                       {"joint press", "press conference"},
		"the council of Lower Vale":                                        nil,
	} {
		if got := wordPairs(content); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", content, got, want)
		}
	}
}
