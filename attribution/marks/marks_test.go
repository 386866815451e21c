package marks

import (
	"slices"
	"testing"

	"readout/doc"
)

// TestCut: what lies inside other spans and what lies outside them make up the whole.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		about           string
		spans, others   []doc.Range
		within, without []doc.Range
	}{
		{"apart", []doc.Range{{First: 0, End: 3}}, []doc.Range{{First: 5, End: 9}}, nil, []doc.Range{{First: 0, End: 3}}},
		{"in the middle", []doc.Range{{First: 0, End: 9}}, []doc.Range{{First: 3, End: 5}},
			[]doc.Range{{First: 3, End: 5}}, []doc.Range{{First: 0, End: 3}, {First: 5, End: 9}}},
		{"all of it", []doc.Range{{First: 3, End: 5}}, []doc.Range{{First: 0, End: 9}}, []doc.Range{{First: 3, End: 5}}, nil},
	} {
		if got := Within(c.spans, c.others); !slices.Equal(got, c.within) {
			t.Errorf("%s: within %v, want %v", c.about, got, c.within)
		}
		if got := Without(c.spans, c.others); !slices.Equal(got, c.without) {
			t.Errorf("%s: without %v, want %v", c.about, got, c.without)
		}
	}
}

// TestEndsSentence: marks may follow, words may not.
func TestEndsSentence(t *testing.T) {
	d := doc.Build([]string{"It", "sank", "."}, nil, nil, nil)
	d.Tokens[2].Kind = doc.PunctToken
	for end, want := range map[int]bool{0: false, 1: false, 2: true, 3: true} {
		if got := EndsSentence(d, end); got != want {
			t.Errorf("%d: %v", end, got)
		}
	}
}
