package alike

import (
	"math"
	"testing"

	"readout/doc"
	"readout/event/label"
)

// TestWords: each thing in common has its own number, whatever else there is.
func TestWords(t *testing.T) {
	words := []string{"the", "Ostrella", "talks", "Ostrella", "talks", "A", "vote", "Ostrella", "hearing", "A", "ballot",
		"ostrella", "talks"}
	d := doc.Build(words, make([]string, len(words)), nil, nil)
	for i := range d.Tokens {
		d.Tokens[i].Sentence = int32(i / 5) // up to "talks", up to "ballot"'s article, the rest
	}
	span := func(first, end, kind int) label.Span {
		return label.Span{Range: doc.Range{First: first, End: end}, Kind: kind}
	}
	w := NewWords(d, []label.Span{span(1, 3, 0), span(3, 5, 0), span(2, 3, 0), span(5, 7, 1), span(7, 9, 2),
		span(9, 11, 3), span(11, 13, 0)})
	for _, c := range []struct {
		name string
		i, j int
		want Common
	}{
		{"the same words of one sentence", 1, 0, Phrase | Last | Capital | Sentence | Type},
		{"the last word only", 2, 0, Last | Sentence | Type},
		{"nothing", 3, 0, 0},
		{"a capitalised word", 4, 0, Capital},
		{"one letter is no capitalised word", 5, 3, Sentence},
		{"written without its capital", 6, 0, Phrase | Last | Type},
	} {
		if got := w.In(c.i, c.j); got != c.want {
			t.Errorf("%s: %05b, want %05b", c.name, got, c.want)
		}
		if back := w.In(c.j, c.i); back != c.want {
			t.Errorf("%s, the other way: %05b, want %05b", c.name, back, c.want)
		}
	}
}

// TestParties: the same people are alike whatever their shares' sum; who is not sure to be there
// says nothing against.
func TestParties(t *testing.T) {
	type shares = map[int]float64
	for _, c := range []struct {
		name  string
		a, b  shares
		alike float64
		known bool
	}{
		{"nobody", nil, shares{1: 0.9}, 0, false},
		{"the same", shares{1: 0.9, 2: 0.9}, shares{1: 0.6, 2: 0.6}, 1, true},
		{"others", shares{1: 0.9}, shares{2: 0.9}, 0, true},
		{"one of two", shares{1: 0.8, 2: 0.8}, shares{1: 0.8}, math.Sqrt(0.5), true},
		{"perhaps somebody else", shares{1: 0.9}, shares{2: 0.4}, 0, false},
		{"just sure", shares{1: 0.5}, shares{2: 0.5}, 0, true},
	} {
		alike, known := Parties(c.a, c.b)
		if math.Abs(alike-c.alike) > 1e-12 || known != c.known {
			t.Errorf("%s: %v, %v; want %v, %v", c.name, alike, known, c.alike, c.known)
		}
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		name string
		a, b []float64
		want float64
	}{
		{"the same", []float64{0.5, 0.5}, []float64{0.5, 0.5}, 0},
		{"half of it", []float64{1, 0}, []float64{0.25, 0.75}, math.Log(0.5)},
		{"nothing in common", []float64{1, 0}, []float64{0, 1}, -3},
	} {
		if got := Shares(c.a, c.b); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

func TestLists(t *testing.T) {
	if !Any([]int{1, 2}, []int{3, 2}) || Any([]int{1, 2}, []int{3}) || Any(nil, []int{1}) {
		t.Error("something in common")
	}
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"2031-05", "2031-05-06", true},
		{"2031-05-06", "2031", true},
		{"2031-05-06", "2031-05-07", false},
		{"2031-05-06", "2031-06", false},
	} {
		if got := Days([]string{"1999", c.a}, []string{c.b}); got != c.want {
			t.Errorf("%s and %s: %v", c.a, c.b, got)
		}
	}
}
