package ends

import (
	"math/rand/v2"
	"slices"
	"testing"

	"readout/doc"
)

// plain tries every pair.
func plain(x *Search) (best doc.Range, margin float32) {
	bestScore, second := x.None, float32(never)
	for i, s := range x.First {
		if s < slices.Max(x.First)-x.Deficit || !x.Begins(i) {
			continue
		}
		end, score := -1, float32(never)
		for j := i; j < min(len(x.Last), i+x.Longest); j++ {
			if !x.Ends(j) {
				continue
			}
			if cost, ok := x.Fit(doc.Range{First: i, End: j + 1}); ok && s+x.Last[j]-cost > score {
				end, score = j, s+x.Last[j]-cost
			}
		}
		switch {
		case end < 0:
		case score > bestScore:
			second, bestScore = bestScore, score
			best = doc.Range{First: i, End: end + 1}
		case score > second:
			second = score
		}
	}
	return best, bestScore - second
}

// TestBest compares the search with one that tries every pair: on scores of many equal values, with
// costs and tokens that are not allowed.
func TestBest(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	var tops []float32
	found := 0
	for n := range 3000 {
		size := 1 + r.IntN(90)
		x := Search{First: make([]float32, size), Last: make([]float32, size), None: float32(r.IntN(12) - 6),
			Longest: 1 + r.IntN(70), Deficit: 9}
		steps := make([]float32, size)
		for i := range size {
			x.First[i], x.Last[i] = float32(r.IntN(40)-30)/2, float32(r.NormFloat64()*4)
			if n%2 == 0 {
				x.Last[i] = float32(r.IntN(30)-25) / 2
			}
			if i > 0 {
				steps[i] = steps[i-1] + float32(4*(r.IntN(10)/9))
			}
		}
		odd := r.IntN(5) + 2
		x.Begins = func(i int) bool { return i%odd != 0 }
		x.Ends = func(i int) bool { return i%odd != 1 }
		x.Least = func(i, j int) float32 { return steps[j] - steps[i] }
		x.Fit = func(s doc.Range) (float32, bool) {
			return x.Least(s.First, s.End-1) + float32(s.First%3), (s.First+s.End)%7 != 0
		}
		want, lead := plain(&x)
		var got doc.Range
		var margin float32
		got, margin, tops = x.Best(tops)
		if got != want || margin != lead {
			t.Fatalf("%+v: %v leads by %v, want %v by %v", x, got, margin, want, lead)
		}
		if !got.Empty() {
			found++
		}
	}
	if found < 500 || found > 2900 {
		t.Errorf("%d of 3000 searches found a span: that says little", found)
	}
}
