package syntax

import (
	"math/rand/v2"
	"testing"
)

// TestSpanningTree compares the result with all possible trees.
func TestSpanningTree(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for round := range 400 {
		n := 2 + r.IntN(5)
		scores := make([]float64, n*n)
		for i := range scores {
			scores[i] = float64(r.IntN(20))
		}
		if round%2 == 0 {
			for d := 1; d < n; d++ {
				scores[d*n] -= rootPenalty
			}
		}
		got := spanningTree(scores, n)
		if !isTree(got) {
			t.Fatalf("%d nodes, scores %v: %v is no tree", n, scores, got)
		}
		if best := bestTree(scores, n); sum(scores, got) != best {
			t.Fatalf("%d nodes, scores %v: %v has %v, the best has %v", n, scores, got, sum(scores, got), best)
		}
		roots := 0
		for _, h := range got[1:] {
			if h == 0 {
				roots++
			}
		}
		if round%2 == 0 && roots != 1 {
			t.Fatalf("%d roots in %v", roots, got)
		}
	}
}

func isTree(heads []int) bool {
	return findCycle(heads) == nil
}

func sum(scores []float64, heads []int) (s float64) {
	for d := 1; d < len(heads); d++ {
		s += scores[d*len(heads)+heads[d]]
	}
	return s
}

func bestTree(scores []float64, n int) float64 {
	heads := make([]int, n)
	best, found := 0.0, false
	var try func(d int)
	try = func(d int) {
		if d == n {
			if s := sum(scores, heads); isTree(heads) && (!found || s > best) {
				best, found = s, true
			}
			return
		}
		for h := range n {
			if h != d {
				heads[d] = h
				try(d + 1)
			}
		}
	}
	try(1)
	return best
}
