package bio

import (
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
