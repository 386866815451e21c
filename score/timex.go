package score

import (
	"readout/article"
	"readout/doc"
)

// TimexScore holds the counts of TempEval-3, task A.
//
// Source: UzZaman et al. 2013: strict matches have the same span, relaxed ones
// overlap; type and value F1 count the relaxed matches whose attribute is right.
type TimexScore struct{ Gold, Found, Strict, Relaxed, Type, Value int }

// Add counts one document.
func (s *TimexScore) Add(gold []GoldTime, found []doc.Time) {
	s.Gold += len(gold)
	s.Found += len(found)
	used := make([]bool, len(found))
	for _, g := range gold {
		best := -1
		for i, f := range found {
			if !used[i] && f.Overlaps(g.Span) && (best < 0 || overlap(f.Span, g.Span) > overlap(found[best].Span, g.Span)) {
				best = i
			}
		}
		if best < 0 {
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
	}
}

// F1 is the harmonic mean of precision and recall for a count of matches, in per cent.
func (s TimexScore) F1(matches int) float64 {
	if s.Gold+s.Found == 0 {
		return 0
	}
	return 200 * float64(matches) / float64(s.Gold+s.Found)
}

func overlap(a, b article.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }
