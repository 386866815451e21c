package model

import "math"

// Learner is a hashed linear model while it is being trained: one row of weights
// for each feature hash, one column for each label, stepped by AdaGrad.
//
// Source: Duchi, Hazan and Singer 2011, the diagonal form; weights are never
// regularised, because on PolNeAR neither L2 nor averaging gained anything.
type Learner struct {
	width int
	mask  uint32
	rate  float32
	w     []float32
	g     []float32 // sums of squared gradients
}

// NewLearner makes a learner of 2^bits rows of width weights, all zero.
func NewLearner(bits, width int, rate float32) *Learner {
	n := width << bits
	return &Learner{width: width, mask: 1<<bits - 1, rate: rate, w: make([]float32, n), g: make([]float32, n)}
}

// Add adds the rows of the features to sum, which has one place for each label.
func (l *Learner) Add(sum []float32, features []uint32) {
	width := l.width
	for _, f := range features {
		at := int(f&l.mask) * width
		for j, w := range l.w[at : at+width] {
			sum[j] += w
		}
	}
}

// Score is Add for a learner of one column.
func (l *Learner) Score(features []uint32) float32 {
	var sum float32
	for _, f := range features {
		sum += l.w[f&l.mask]
	}
	return sum
}

// Step moves the rows of the features against the gradient of the loss.
func (l *Learner) Step(features []uint32, gradient []float32) {
	width := l.width
	for _, f := range features {
		at := int(f&l.mask) * width
		w, g := l.w[at:at+width], l.g[at:at+width]
		for j, d := range gradient {
			g[j] += d * d
			w[j] -= l.rate * d / float32(math.Sqrt(float64(g[j]+adaGradFloor)))
		}
	}
}

// StepOne is Step for a learner of one column.
func (l *Learner) StepOne(features []uint32, d float32) {
	for _, f := range features {
		at := f & l.mask
		l.g[at] += d * d
		l.w[at] -= l.rate * d / float32(math.Sqrt(float64(l.g[at]+adaGradFloor)))
	}
}

// adaGradFloor keeps the first step of a weight finite.
const adaGradFloor = 1e-6

// Table is a trained hashed linear model, quantised: what a Learner becomes.
//
// Shape: Weights holds 2^n rows of Width weights; a weight is worth Scale.
type Table struct {
	Width   int
	Scale   float32
	Weights []int8
}

// Table quantises the learner's weights.
func (l *Learner) Table() *Table { return Quantise(l.w, l.width) }

// Score is the score of the features in a table of one column.
func (t *Table) Score(features []uint32) float32 {
	mask := uint32(len(t.Weights) - 1)
	var sum int32
	for _, f := range features {
		sum += int32(t.Weights[f&mask])
	}
	return float32(sum) * t.Scale
}

// Softmax turns scores into probabilities in place and returns the logarithm of
// their normaliser. Scores must not be empty.
func Softmax(scores []float32) float64 {
	top := scores[0]
	for _, s := range scores {
		top = max(top, s)
	}
	var sum float64
	for i, s := range scores {
		e := math.Exp(float64(s - top))
		scores[i] = float32(e)
		sum += e
	}
	for i := range scores {
		scores[i] = float32(float64(scores[i]) / sum)
	}
	return float64(top) + math.Log(sum)
}
