// Package bio reads spans off the scores of labels that begin them, go on with them or lie outside.
//
// In come a row of scores for each token; out comes the best sequence of labels in which spans
// begin before they go on. It refuses an inventory in which a kind never begins.
package bio

import (
	"fmt"
	"math"
	"strings"
)

// Inventory is an inventory of labels that begin (B-), go on (I-) or lie outside (O) of spans of some kinds.
type Inventory struct {
	Kinds  []string
	Kind   []int // of each label; -1 for O
	Begins []bool
	begin  []int // label that begins a span of each kind
}

// New reads an inventory.
//
// Errors: no O, a label without a prefix, a kind that never begins.
func New(labels []string) (*Inventory, error) {
	b := &Inventory{Kind: make([]int, len(labels)), Begins: make([]bool, len(labels))}
	at, outside := make(map[string]int), false
	for i, l := range labels {
		prefix, kind, ok := strings.Cut(l, "-")
		switch {
		case l == "O":
			b.Kind[i], outside = -1, true
			continue
		case !ok || prefix != "B" && prefix != "I":
			return nil, fmt.Errorf("bio: label %q is neither O nor B- or I- and a kind", l)
		}
		k, seen := at[kind]
		if !seen {
			k = len(b.Kinds)
			at[kind] = k
			b.Kinds, b.begin = append(b.Kinds, kind), append(b.begin, -1)
		}
		b.Kind[i], b.Begins[i] = k, prefix == "B"
		if prefix == "B" {
			b.begin[k] = i
		}
	}
	for k, i := range b.begin {
		if i < 0 {
			return nil, fmt.Errorf("bio: nothing begins a span of kind %q", b.Kinds[k])
		}
	}
	if !outside {
		return nil, fmt.Errorf("bio: no label O")
	}
	return b, nil
}

// Decode is the labels of the best sequence in which spans begin before they go on. scores is [n, labels].
func (b *Inventory) Decode(scores []float32) []int {
	m := len(b.Kind)
	n := len(scores) / m
	if n == 0 {
		return nil
	}
	total := make([]float32, m)
	back := make([]int32, n*m)
	for t := range n {
		row := scores[t*m : (t+1)*m]
		next := make([]float32, m)
		top := 0
		for l := range m {
			if total[l] > total[top] {
				top = l
			}
		}
		for l := range m {
			from := top
			if b.Kind[l] >= 0 && !b.Begins[l] {
				from = -1
				for p := range m {
					if t > 0 && b.Kind[p] == b.Kind[l] && (from < 0 || total[p] > total[from]) {
						from = p
					}
				}
			}
			if from < 0 {
				next[l] = float32(math.Inf(-1))
				continue
			}
			next[l], back[t*m+l] = total[from]+row[l], int32(from)
		}
		total = next
	}
	last := 0
	for l := range m {
		if total[l] > total[last] {
			last = l
		}
	}
	out := make([]int, n)
	for t := n - 1; t >= 0; t-- {
		out[t] = last
		last = int(back[t*m+last])
	}
	return out
}

// Softmax turns a row of scores into probabilities, in place.
func Softmax(row []float32) {
	top := row[0]
	for _, v := range row {
		top = max(top, v)
	}
	sum := float32(0)
	for i, v := range row {
		row[i] = Exp(v - top)
		sum += row[i]
	}
	for i := range row {
		row[i] /= sum
	}
}

// Exp is e to the x for x <= 0, the same on every machine.
//
// Source: e^r as its Taylor series, which for |r| <= ln 2 / 2 is exact to float32 with eight terms.
func Exp(x float32) float32 {
	if x < -80 {
		return 0
	}
	k := math.Round(float64(x) / math.Ln2)
	r := float64(x) - float64(k*math.Ln2)
	sum := 1.0
	for i := 8; i > 0; i-- {
		sum = 1 + float64(sum*r)/float64(i)
	}
	return float32(math.Ldexp(sum, int(k)))
}
