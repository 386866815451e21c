package event

import "readout/doc"

// The three things a token can be, whatever the kind.
const (
	outside = iota
	begins
	goesOn
	states
)

// spans are the best spans of a labelling, found by Viterbi's algorithm on shares: what
// goes on follows what begins or goes on, and no span goes from one sentence into the next.
// Whether words are a span is decided by the shares of all kinds together, then of which
// kind by the sum over its tokens: a head that wavers between two kinds of event is sure
// that there is one. The bias is taken from the logit of "O".
func (l labelling) spans(d *doc.Doc, bias float32) []span {
	n := len(d.Tokens)
	shares := l.shares(n, bias)
	back := make([][states]uint8, n)
	var score [states]float64
	score[outside] = 1
	for t := range n {
		p := l.sums(shares, t)
		best := argmax(score[:])
		next := [states]float64{score[best] * p[outside], score[best] * p[begins], 0}
		back[t] = [states]uint8{uint8(best), uint8(best), goesOn}
		if t > 0 && d.Tokens[t].Sentence == d.Tokens[t-1].Sentence {
			if score[begins] > score[goesOn] {
				back[t][goesOn] = begins
			}
			next[goesOn] = score[back[t][goesOn]] * p[goesOn]
		}
		top := next[argmax(next[:])]
		for i := range next {
			score[i] = next[i] / top // so that products over long texts stay in range
		}
	}
	labels := make([]uint8, n)
	for t, y := n-1, uint8(argmax(score[:])); t >= 0; t-- {
		labels[t] = y
		y = back[t][y]
	}
	return l.cut(labels, shares)
}

// shares turns logits into shares, row after row.
func (l labelling) shares(n int, bias float32) []float64 {
	width := 2*len(l.kinds) + 1
	out, row := make([]float64, n*width), make([]float32, width)
	for t := range n {
		copy(row, l.logits[t*width:(t+1)*width])
		row[0] -= bias
		softmax(out[t*width:(t+1)*width], row)
	}
	return out
}

// sums are the shares of token t over all kinds.
func (l labelling) sums(shares []float64, t int) (p [states]float64) {
	row := shares[t*(2*len(l.kinds)+1):]
	p[outside] = row[0]
	for k := range l.kinds {
		p[begins] += row[2*k+1]
		p[goesOn] += row[2*k+2]
	}
	return p
}

// cut makes spans of what tokens are.
func (l labelling) cut(labels []uint8, shares []float64) []span {
	width := 2*len(l.kinds) + 1
	var out []span
	for t := 0; t < len(labels); {
		if labels[t] == outside {
			t++
			continue
		}
		s := span{Range: doc.Range{First: t}}
		kinds := make([]float64, len(l.kinds))
		for {
			row := shares[t*width : (t+1)*width]
			s.score += 1 - row[0]
			for k := range kinds {
				kinds[k] += row[2*k+1] + row[2*k+2]
			}
			if t++; t == len(labels) || labels[t] != goesOn {
				break
			}
		}
		s.End, s.kind, s.kinds = t, argmax(kinds), normal(kinds)
		s.score = min(1, s.score/float64(s.End-s.First))
		out = append(out, s)
	}
	return out
}

// normal brings shares to a sum of one.
func normal(shares []float64) []float64 {
	sum := 0.0
	for _, x := range shares {
		sum += x
	}
	for i := range shares {
		shares[i] /= sum
	}
	return shares
}

func argmax[T float32 | float64](s []T) int {
	best := 0
	for i := range s {
		if s[i] > s[best] {
			best = i
		}
	}
	return best
}
