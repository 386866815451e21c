// Package label reads the labels of tokens: it cuts a text into the spans that a head has marked.
//
// In come the logits of "O", "B-" and "I-" labels, a row for each token; out go spans with their
// kinds and shares. It refuses nothing: a label that goes on with nothing is none.
//
// The one idea: the most probable labels of a whole text, by sums of shares that have the same
// bits on every machine.
package label

import "readout/doc"

// Logits are those of labels, row after row.
type Logits struct {
	Kinds []string // label 0 is "O", 2k+1 begins kind k, 2k+2 goes on
	Rows  []float32
}

// Span is words that a head has marked.
type Span struct {
	doc.Range
	Kind  int
	Score float64   // mean share of the span's labels
	Kinds []float64 // shares of the kinds, summed over the span
}

// The three things a token can be, whatever the kind.
const (
	outside = iota
	begins
	goesOn
	states
)

// Spans are the best spans of a labelling, found by Viterbi's algorithm on shares: what
// goes on follows what begins or goes on, and no span goes from one sentence into the next.
// Whether words are a span is decided by the shares of all kinds together, then of which
// kind by the sum over its tokens: a head that wavers between two kinds of event is sure
// that there is one. The bias is taken from the logit of "O".
func (l Logits) Spans(d *doc.Doc, bias float32) []Span {
	n := len(d.Tokens)
	shares := l.shares(n, bias)
	back := make([][states]uint8, n)
	var score [states]float64
	score[outside] = 1
	for t := range n {
		p := l.sums(shares, t)
		best := Argmax(score[:])
		next := [states]float64{score[best] * p[outside], score[best] * p[begins], 0}
		back[t] = [states]uint8{uint8(best), uint8(best), goesOn}
		if t > 0 && d.Tokens[t].Sentence == d.Tokens[t-1].Sentence {
			if score[begins] > score[goesOn] {
				back[t][goesOn] = begins
			}
			next[goesOn] = score[back[t][goesOn]] * p[goesOn]
		}
		top := next[Argmax(next[:])]
		for i := range next {
			score[i] = next[i] / top // so that products over long texts stay in range
		}
	}
	labels := make([]uint8, n)
	for t, y := n-1, uint8(Argmax(score[:])); t >= 0; t-- {
		labels[t] = y
		y = back[t][y]
	}
	return l.cut(labels, shares)
}

// shares turns logits into shares, row after row.
func (l Logits) shares(n int, bias float32) []float64 {
	width := 2*len(l.Kinds) + 1
	out, row := make([]float64, n*width), make([]float32, width)
	for t := range n {
		copy(row, l.Rows[t*width:(t+1)*width])
		row[0] -= bias
		Softmax(out[t*width:(t+1)*width], row)
	}
	return out
}

// sums are the shares of token t over all kinds.
func (l Logits) sums(shares []float64, t int) (p [states]float64) {
	row := shares[t*(2*len(l.Kinds)+1):]
	p[outside] = row[0]
	for k := range l.Kinds {
		p[begins] += row[2*k+1]
		p[goesOn] += row[2*k+2]
	}
	return p
}

// cut makes spans of what tokens are.
func (l Logits) cut(labels []uint8, shares []float64) []Span {
	width := 2*len(l.Kinds) + 1
	var out []Span
	for t := 0; t < len(labels); {
		if labels[t] == outside {
			t++
			continue
		}
		s := Span{Range: doc.Range{First: t}}
		kinds := make([]float64, len(l.Kinds))
		for {
			row := shares[t*width : (t+1)*width]
			s.Score += 1 - row[0]
			for k := range kinds {
				kinds[k] += row[2*k+1] + row[2*k+2]
			}
			if t++; t == len(labels) || labels[t] != goesOn {
				break
			}
		}
		s.End, s.Kind, s.Kinds = t, Argmax(kinds), normal(kinds)
		s.Score = min(1, s.Score/float64(s.End-s.First))
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

// Argmax is the index of the greatest value, the first of several.
func Argmax[T float32 | float64](s []T) int {
	best := 0
	for i := range s {
		if s[i] > s[best] {
			best = i
		}
	}
	return best
}
