package bio

import (
	"math"
	"slices"
	"testing"
)

// TestBIO: the best labels, in which nothing goes on that has not begun; an inventory that lacks a part is refused.
func TestBIO(t *testing.T) {
	b, err := New([]string{"O", "B-x", "I-x", "B-y", "I-y"})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		scores []float32
		want   []int
	}{
		{[]float32{0, 1, 3, 0, 0, 0, 0, 3, 0, 0}, []int{1, 2}},                   // nothing goes on that has not begun
		{[]float32{0, 2, 0, 0, 0, 0, 0, 1, 0, 2}, []int{1, 2}},                   // nor does another kind
		{[]float32{5, 0, 0, 0, 0, 0, 0, 4, 3, 0, 5, 0, 0, 0, 0}, []int{0, 3, 0}}, // a span of one
		{nil, nil},
	} {
		if got := b.Decode(c.scores); !slices.Equal(got, c.want) {
			t.Errorf("%v gives %v, want %v", c.scores, got, c.want)
		}
	}
	for _, bad := range [][]string{{"B-x"}, {"O", "x"}, {"O", "I-x"}, {"O", "E-x"}} {
		if _, err := New(bad); err == nil {
			t.Errorf("%v is taken", bad)
		}
	}
}

// TestSoftmax: probabilities that sum to one and are those of the library, within what float32 holds.
func TestSoftmax(t *testing.T) {
	row := []float32{1, 3, -200, 2}
	Softmax(row)
	sum := float64(0)
	for _, p := range row {
		sum += float64(p)
	}
	if math.Abs(sum-1) > 1e-6 || row[2] != 0 || row[1] < row[3] || row[3] < row[0] {
		t.Errorf("probabilities %v", row)
	}
	for x := float32(0); x > -70; x -= 0.37 {
		if got, want := float64(Exp(x)), math.Exp(float64(x)); math.Abs(got-want) > 1e-6*want {
			t.Errorf("e to the %v is %v, want %v", x, got, want)
		}
	}
}
