package score

import (
	"math"

	"readout/article"
)

// CorefFigures are the counts of MUC, B³ and CEAFe, summed over documents.
//
// Source: Vilain et al. 1995; Bagga and Baldwin 1998; Luo 2005, with similarity φ4. Mentions of
// only one side count as in the reference scorer of the CoNLL-2012 shared task (Pradhan et al.
// 2014).
type CorefFigures struct{ MUC, B3, CEAFe Count }

// Add adds the figures of another document.
func (f *CorefFigures) Add(o CorefFigures) {
	f.MUC.add(o.MUC)
	f.B3.add(o.B3)
	f.CEAFe.add(o.CEAFe)
}

// Mean returns the mean of the three F1 in percent: the CoNLL score.
func (f *CorefFigures) Mean() float64 {
	_, _, a := f.MUC.PRF()
	_, _, b := f.B3.PRF()
	_, _, c := f.CEAFe.PRF()
	return (a + b + c) / 3
}

// Coref evaluates the chains found in one document. Singletons are ignored on both sides; a span
// in two chains counts only in the first.
func Coref(gold, found [][]article.Span) CorefFigures {
	key, response := newPartition(gold), newPartition(found)
	return CorefFigures{
		MUC: Count{GoldHits: muc(key, response), Gold: links(key), FoundHits: muc(response, key), Found: links(response)},
		B3: Count{GoldHits: b3(key, response), Gold: float64(len(key.chainOf)), FoundHits: b3(response, key),
			Found: float64(len(response.chainOf))},
		CEAFe: func() Count {
			s := ceafe(key, response)
			return Count{GoldHits: s, Gold: float64(len(key.chains)), FoundHits: s, Found: float64(len(response.chains))}
		}(),
	}
}

// partition holds the chains of at least two mentions, and the chain of each mention.
type partition struct {
	chains  [][]article.Span
	chainOf map[article.Span]int
}

func newPartition(chains [][]article.Span) partition {
	p := partition{chainOf: map[article.Span]int{}}
	for _, c := range chains {
		var kept []article.Span
		for _, m := range c {
			if _, twice := p.chainOf[m]; !twice {
				p.chainOf[m] = len(p.chains)
				kept = append(kept, m)
			}
		}
		if len(kept) < 2 {
			for _, m := range kept {
				delete(p.chainOf, m)
			}
			continue
		}
		p.chains = append(p.chains, kept)
	}
	return p
}

// links returns the number of links in the chains.
func links(p partition) float64 {
	n := 0
	for _, c := range p.chains {
		n += len(c) - 1
	}
	return float64(n)
}

// muc returns the number of links of a that are also in b.
func muc(a, b partition) float64 {
	n := 0
	for _, c := range a.chains {
		parts := map[int]bool{}
		alone := 0
		for _, m := range c {
			if k, ok := b.chainOf[m]; ok {
				parts[k] = true
			} else {
				alone++
			}
		}
		n += len(c) - len(parts) - alone
	}
	return float64(n)
}

// b3 returns the sum, over the mentions of a, of the share of its chain in a that is in its
// chain in b.
func b3(a, b partition) float64 {
	var sum float64
	for _, c := range a.chains {
		common := map[int]int{}
		for _, m := range c {
			if k, ok := b.chainOf[m]; ok {
				common[k]++
			}
		}
		for _, n := range common {
			sum += float64(n) * float64(n) / float64(len(c))
		}
	}
	return sum
}

// ceafe returns the greatest total similarity of a one-to-one mapping of chains.
func ceafe(a, b partition) float64 {
	if len(a.chains) == 0 || len(b.chains) == 0 {
		return 0
	}
	similarity := make([][]float64, len(a.chains))
	for i, c := range a.chains {
		similarity[i] = make([]float64, len(b.chains))
		for _, m := range c {
			if k, ok := b.chainOf[m]; ok {
				similarity[i][k]++
			}
		}
		for k := range similarity[i] {
			similarity[i][k] = 2 * similarity[i][k] / float64(len(c)+len(b.chains[k]))
		}
	}
	return assign(similarity)
}

// assign returns the greatest sum of cells with at most one per row and column, by the Hungarian
// method (Kuhn 1955, the variant with potentials).
func assign(value [][]float64) float64 {
	rows, cols := len(value), len(value[0])
	if rows > cols {
		turned := make([][]float64, cols)
		for j := range turned {
			turned[j] = make([]float64, rows)
			for i := range value {
				turned[j][i] = value[i][j]
			}
		}
		value, rows, cols = turned, cols, rows
	}
	u, v := make([]float64, rows+1), make([]float64, cols+1)
	match, way := make([]int, cols+1), make([]int, cols+1)
	for i := 1; i <= rows; i++ {
		match[0] = i
		least, used := make([]float64, cols+1), make([]bool, cols+1)
		for j := range least {
			least[j] = math.Inf(1)
		}
		at := 0
		for match[at] != 0 {
			used[at] = true
			row, delta, next := match[at], math.Inf(1), 0
			for j := 1; j <= cols; j++ {
				if used[j] {
					continue
				}
				if cost := -value[row-1][j-1] - u[row] - v[j]; cost < least[j] {
					least[j], way[j] = cost, at
				}
				if least[j] < delta {
					delta, next = least[j], j
				}
			}
			for j := range used {
				if used[j] {
					u[match[j]] += delta
					v[j] -= delta
				} else {
					least[j] -= delta
				}
			}
			at = next
		}
		for at != 0 {
			match[at] = match[way[at]]
			at = way[at]
		}
	}
	var sum float64
	for j := 1; j <= cols; j++ {
		if match[j] != 0 {
			sum += value[match[j]-1][j-1]
		}
	}
	return sum
}

// Card returns the figures as a score card.
func (f *CorefFigures) Card(title string) *Card {
	c := &Card{Title: title, Columns: []string{"coreference", "P", "R", "F1"}}
	for _, row := range []struct {
		name string
		n    Count
	}{{"MUC", f.MUC}, {"B³", f.B3}, {"CEAFe", f.CEAFe}} {
		p, r, f1 := row.n.PRF()
		c.Add(row.name, p, r, f1)
	}
	c.Add("mean", "", "", f.Mean())
	return c
}
