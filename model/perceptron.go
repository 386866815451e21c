package model

import "math"

// Perceptron is an averaged perceptron while it is being trained: a row of integer
// weights for each feature hash, a column for each class.
//
// Weights and their sums are integers, so training gives the same bytes on every
// machine. Source: Collins 2002; the lazy average as in Daumé 2006.
type Perceptron struct {
	width int
	mask  uint32
	step  int64
	w     []int32
	late  []int64 // each weight's changes, times the step they were made at
}

// NewPerceptron makes a perceptron of 2^bits rows of width weights, all zero.
func NewPerceptron(bits, width int) *Perceptron {
	n := width << bits
	return &Perceptron{width: width, mask: 1<<bits - 1, step: 1, w: make([]int32, n), late: make([]int64, n)}
}

// Score sets scores, which has one place for each class, to the sum of the rows.
func (p *Perceptron) Score(scores []int32, rows []uint32) {
	clear(scores)
	width := p.width
	for _, f := range rows {
		at := int(f&p.mask) * width
		for j, w := range p.w[at : at+width] {
			scores[j] += w
		}
	}
}

// Update moves the rows towards the good class and away from the bad one.
func (p *Perceptron) Update(rows []uint32, good, bad int) {
	for _, f := range rows {
		at := int(f&p.mask) * p.width
		p.w[at+good]++
		p.late[at+good] += p.step
		p.w[at+bad]--
		p.late[at+bad] -= p.step
	}
}

// Tick counts an example, right or wrong: the average is over all of them.
func (p *Perceptron) Tick() { p.step++ }

// Average is the weights averaged over all examples.
func (p *Perceptron) Average() []float32 {
	average := make([]float32, len(p.w))
	for i, w := range p.w {
		average[i] = float32(float64(w) - float64(p.late[i])/float64(p.step))
	}
	return average
}

// clipped is the share of weights, by size, that quantisation may cut to the
// largest value: a few huge ones would cost all others their precision.
const clipped = 1e-5

// Quantise makes a table of int8 out of weights, rows of width each.
func Quantise(weights []float32, width int) *Table {
	top := largeBut(weights, int(clipped*float64(len(weights))))
	t := &Table{Width: width, Scale: top / 127, Weights: make([]int8, len(weights))}
	for i, w := range weights {
		t.Weights[i] = int8(math.RoundToEven(float64(max(-127, min(127, w/t.Scale)))))
	}
	return t
}

// largeBut is a size that all but n weights stay within, to a part in 4,096 of the
// largest; 1 where all are zero.
func largeBut(weights []float32, n int) float32 {
	var top float32
	for _, w := range weights {
		top = max(top, w, -w)
	}
	if top == 0 {
		return 1
	}
	const bins = 4096
	var histogram [bins + 1]int
	for _, w := range weights {
		histogram[int(max(w, -w)/top*bins)]++
	}
	at := bins
	for seen := histogram[at]; at > 1 && seen <= n; {
		at--
		seen += histogram[at]
	}
	return top * float32(min(at+1, bins)) / bins
}
