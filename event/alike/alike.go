// Package alike says how alike two mentions of events are, by one thing at a time: their words,
// their kinds and statuses, their days and places, and those who take part.
//
// In come mentions, or what is known of them; out go numbers and yes or no. It refuses nothing:
// where a side is empty, nothing is alike.
//
// The one idea: pure functions of two sides; what each is worth is settled by package event.
package alike

import (
	"maps"
	"math"
	"slices"
)

// Parties is how alike those are who take part in two events, from 0 to 1, and whether both have
// somebody who surely does. Shares are by entity.
// Source: cosine of the two.
func Parties(a, b map[int]float64) (alike float64, known bool) {
	var both, aa, bb, topA, topB float64
	for _, e := range slices.Sorted(maps.Keys(a)) {
		x := a[e]
		both, aa, topA = both+float64(x*b[e]), aa+float64(x*x), max(topA, x)
	}
	for _, e := range slices.Sorted(maps.Keys(b)) {
		y := b[e]
		bb, topB = bb+float64(y*y), max(topB, y)
	}
	if aa == 0 || bb == 0 {
		return 0, false
	}
	return both / math.Sqrt(float64(aa*bb)), topA >= surelyThere && topB >= surelyThere
}

// surelyThere is the share from which somebody surely takes part.
const surelyThere = 0.5

// Shares is how alike two distributions are: 0 where they are the same, less where not.
// Source: Bhattacharyya's coefficient, as a logarithm.
func Shares(a, b []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += math.Sqrt(a[k] * b[k])
	}
	return max(-3, math.Log(sum))
}

// Any reports whether two lists have something in common.
func Any(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// Days reports whether a date of one list may be one of another: May 2031 and 6 May 2031.
func Days(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			n := min(len(x), len(y))
			if x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
}
