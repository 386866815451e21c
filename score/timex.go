package score

import (
	"readout/article"
	"readout/doc"
)

// TimexScore holds the counts of TempEval-3, task A.
//
// Source: UzZaman et al. 2013: strict matches have the same span, relaxed ones overlap; type and
// value F1 count the relaxed matches whose attribute is right.
type TimexScore struct{ Gold, Found, Strict, Relaxed, Type, Value int }

// TimexMiss is a difference between a gold and a found expression. One of the two is nil if it
// has no counterpart.
type TimexMiss struct {
	Gold  *GoldTime
	Found *doc.Time
}

// Add counts one document and returns the differences: those of gold expressions in text order,
// then the spurious ones.
func (s *TimexScore) Add(gold []GoldTime, found []doc.Time) []TimexMiss {
	var misses []TimexMiss
	s.Gold += len(gold)
	s.Found += len(found)
	used := make([]bool, len(found))
	for k, g := range gold {
		best := -1
		for i, f := range found {
			if !used[i] && f.Overlaps(g.Span) && (best < 0 || overlap(f.Span, g.Span) > overlap(found[best].Span, g.Span)) {
				best = i
			}
		}
		if best < 0 {
			misses = append(misses, TimexMiss{Gold: &gold[k]})
			continue
		}
		used[best] = true
		f := found[best]
		s.Relaxed++
		if f.Span == g.Span {
			s.Strict++
		}
		if string(f.Type) == g.Type {
			s.Type++
		}
		if f.Value == g.Value {
			s.Value++
		}
		if f.Span != g.Span || f.Value != g.Value || string(f.Type) != g.Type {
			misses = append(misses, TimexMiss{&gold[k], &found[best]})
		}
	}
	for i := range found {
		if !used[i] {
			misses = append(misses, TimexMiss{Found: &found[i]})
		}
	}
	return misses
}

// F1 returns the harmonic mean of precision and recall for a count of matches, in percent.
func (s TimexScore) F1(matches int) float64 {
	if s.Gold+s.Found == 0 {
		return 0
	}
	return 200 * float64(matches) / float64(s.Gold+s.Found)
}

func overlap(a, b article.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }
