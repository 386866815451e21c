package label

import (
	"math"
	"slices"
	"testing"

	"readout/doc"
)

const sure = 9

// The kinds of the test's head, and the labels that begin them; the next label goes on.
var kinds = []string{"meeting", "visit", "hearing", "vote"}

const (
	meeting = 1
	hearing = 5
	vote    = 7
)

// TestSpans: what goes on needs a beginning, no span leaves its sentence, what is surely some
// event is one though its kind is not sure, and the bias decides what is even.
func TestSpans(t *testing.T) {
	d := doc.Build([]string{"a", "b", "c", "x", "d", "e", "f"}, make([]string, 7), nil, nil)
	for i := range d.Tokens {
		d.Tokens[i].Sentence = int32(i / 4)
	}
	width := 2*len(kinds) + 1
	l := Logits{Kinds: kinds, Rows: make([]float32, width*len(d.Tokens))}
	row := func(t int) []float32 { return l.Rows[t*width : (t+1)*width] }
	for i, label := range []int{meeting, meeting + 1, 0, vote + 1, vote, 0, vote} {
		row(i)[label] = sure
	}
	row(3)[0] = sure                            // goes on with nothing
	row(3)[vote+1] = sure + 1                   // the same
	row(4)[vote+1] = sure + 1                   // goes on over the sentence's end
	row(5)[0] = sure                            // no kind alone is likelier than none
	for begin := 1; begin < width; begin += 2 { // but all together are
		row(5)[begin] = sure - 1
	}
	row(5)[hearing] += .5
	want := []Span{{Range: doc.Range{First: 0, End: 2}, Kind: 0}, {Range: doc.Range{First: 4, End: 5}, Kind: 3},
		{Range: doc.Range{First: 5, End: 6}, Kind: 2}, {Range: doc.Range{First: 6, End: 7}, Kind: 3}}
	got := l.Spans(d, 0)
	same := func(a, b Span) bool { return a.Range == b.Range && a.Kind == b.Kind }
	if !slices.EqualFunc(got, want, same) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, s := range got {
		if s.Score <= 0 || s.Score > 1 {
			t.Errorf("score %v", s.Score)
		}
	}
	if n := len(l.Spans(d, -100)); n != 0 {
		t.Errorf("%d spans in spite of the bias", n)
	}
	if got := l.Spans(d, 100); len(got) < len(want) || got[0].First != 0 {
		t.Errorf("with a bias for spans: %v", got)
	}
}

func TestExp(t *testing.T) {
	for x := -30.0; x <= 30; x += 0.37 {
		if got, want := Exp(x), math.Exp(x); math.Abs(got-want) > 1e-14*want {
			t.Errorf("Exp(%v) = %v, want %v", x, got, want)
		}
	}
	if Exp(-1000) != 0 || Sigmoid(0) != 0.5 || Sigmoid(-800) != 0 || Sigmoid(800) != 1 {
		t.Error("the ends")
	}
}
