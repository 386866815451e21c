// Package ends finds the two ends of a source or content in the scores of a head.
//
// It takes a score for each token as the first one and as the last one, and what a span costs; it
// returns the span with the highest sum less its cost, and by how much it leads. It considers only
// what the caller's rules allow.
//
// The one idea: almost no pair can win, and bounds on what is left show which ones need not be
// tried, without another answer.
package ends

import (
	"slices"

	"readout/doc"
)

// Search is a search for one pair of ends. Indexes count from the first token that has scores.
type Search struct {
	First, Last []float32 // of each token as the first of the span, and as its last
	None        float32   // the score of no span
	Longest     int       // tokens of a span, at most
	Deficit     float32   // a first end this far below the best one is not tried

	// Begins and Ends say which tokens a span may begin and end with.
	Begins, Ends func(i int) bool

	// Fit says what a span costs, and whether it is allowed at all. No cost is negative.
	Fit func(doc.Range) (cost float32, ok bool)

	// Least is no more than the cost of any span from one index to another, or to any later one.
	Least func(first, last int) float32
}

// Best returns the best span, or an empty one if None scores higher. The margin is relative to the
// next best candidate with another first end, None included. tops is memory to be used again,
// and returned with what it grew to.
func (x *Search) Best(tops []float32) (best doc.Range, margin float32, _ []float32) {
	tops = topsOf(tops[:0], x.Last)
	top, topLast := slices.Max(x.First), slices.Max(tops)
	bestScore, second := x.None, float32(never)
	for i, s := range x.First {
		// What does not exceed the second best changes nothing.
		if s < top-x.Deficit || s+topLast <= second || !x.Begins(i) {
			continue
		}
		end, score := x.from(i, second, topLast, tops)
		switch {
		case end < 0:
		case score > bestScore:
			second, bestScore = bestScore, score
			best = doc.Range{First: i, End: end + 1}
		default:
			second = score
		}
	}
	return best, bestScore - second, tops
}

// from returns the best last end of a span from i with a score above the given one, and its score;
// the end is -1 if there is none.
func (x *Search) from(i int, score, topLast float32, tops []float32) (int, float32) {
	end, s := -1, x.First[i]
	for j := i; j < min(len(x.Last), i+x.Longest); j++ {
		if j%block == 0 {
			if s+topLast-x.Least(i, j) <= score {
				break
			}
			if s+tops[j/block] <= score {
				j += block - 1
				continue
			}
		}
		if s+x.Last[j] <= score || !x.Ends(j) {
			continue
		}
		if cost, ok := x.Fit(doc.Range{First: i, End: j + 1}); ok && s+x.Last[j]-cost > score {
			end, score = j, s+x.Last[j]-cost
		}
	}
	return end, score
}

// never is a score below all others.
const never = -1e9

// block is how many scores are looked at together: most are too low to look at one by one.
const block = 16

// topsOf appends the highest score of each block.
func topsOf(dst, scores []float32) []float32 {
	for some := range slices.Chunk(scores, block) {
		dst = append(dst, slices.Max(some))
	}
	return dst
}
