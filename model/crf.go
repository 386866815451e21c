package model

import (
	"math"
	"math/rand/v2"
)

// Sequence is the features of a run of tokens, and in training their labels.
//
// Shape: the features of token i are Features[Ends[i-1]:Ends[i]]; Labels is
// parallel to Ends, or nil where the labels are not known.
type Sequence struct {
	Features []uint32
	Ends     []int32
	Labels   []uint8
}

// Token is the features of token i.
func (s *Sequence) Token(i int) []uint32 {
	if i == 0 {
		return s.Features[:s.Ends[0]]
	}
	return s.Features[s.Ends[i-1]:s.Ends[i]]
}

// Reset empties the sequence and keeps its memory.
func (s *Sequence) Reset() {
	s.Features, s.Ends, s.Labels = s.Features[:0], s.Ends[:0], s.Labels[:0]
}

// CRF is a trained linear-chain conditional random field.
//
// Shape: label 0 always scores 0, so Emit has a column for each label but that one,
// from Column on: several CRFs over the same features share one table, see Together.
// Trans[a*Labels+b] scores label b after label a; row number Labels scores b at the
// start of a sequence.
type CRF struct {
	Labels int
	Emit   *Table
	Column int
	Trans  []float32

	trained []float32 // weights of a CRF not yet quantised
}

// CRFOptions say how a CRF is trained.
type CRFOptions struct {
	Labels int
	Bits   int // the table has 2^Bits rows
	Epochs int
	Rate   float32
	Seed   uint64
}

// TrainCRF trains on labelled sequences, one AdaGrad step a sequence, in an order
// that only the seed decides. It runs on one core: a caller with several models to
// train, folds of a jackknife for instance, runs them side by side, so that no
// result depends on the number of cores.
func TrainCRF(seqs []*Sequence, o CRFOptions, progress func(epoch int, loss float64)) *CRF {
	l := NewLearner(o.Bits, o.Labels, o.Rate)
	trans := NewLearner(0, (o.Labels+1)*o.Labels, o.Rate)
	random := rand.New(rand.NewPCG(o.Seed, uint64(o.Labels)))
	order := make([]int, len(seqs))
	for i := range order {
		order[i] = i
	}
	var chain Chain
	scores, gradient := []float32(nil), make([]float32, o.Labels)
	counts := make([]float32, len(trans.w))
	for epoch := range o.Epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		var loss float64
		for _, at := range order {
			s := seqs[at]
			n := len(s.Ends)
			if n == 0 {
				continue
			}
			scores = scores[:0]
			for i := range n {
				for range o.Labels {
					scores = append(scores, 0)
				}
				l.Add(scores[i*o.Labels:], s.Token(i))
			}
			gold := goldScore(scores, trans.w, s.Labels, o.Labels)
			clear(counts)
			loss += chain.run(scores, trans.w, o.Labels, counts) - gold
			last := o.Labels
			for i, y := range s.Labels {
				counts[last*o.Labels+int(y)]--
				last = int(y)
				p := chain.Marginal[i*o.Labels : (i+1)*o.Labels]
				if p[y] > 1-settled {
					continue
				}
				copy(gradient, p)
				gradient[y]--
				l.Step(s.Token(i), gradient)
			}
			for j, d := range counts {
				if d != 0 {
					trans.g[j] += d * d
					trans.w[j] -= o.Rate * d / float32(math.Sqrt(float64(trans.g[j]+adaGradFloor)))
				}
			}
		}
		if progress != nil {
			progress(epoch, loss)
		}
	}
	return &CRF{Labels: o.Labels, Trans: trans.w, trained: relative(l.w, o.Labels)}
}

// relative gives weights against label 0, whose column falls away.
func relative(w []float32, labels int) []float32 {
	out := make([]float32, 0, len(w)/labels*(labels-1))
	for ; len(w) > 0; w = w[labels:] {
		for _, x := range w[1:labels] {
			out = append(out, x-w[0])
		}
	}
	return out
}

// Together quantises trained CRFs over the same features into one table, side by
// side, so that reading sums each row once for all of them. Their numbers of rows
// must be equal, and their labels, less one each, add up to a multiple of 8.
func Together(crfs ...*CRF) {
	width, rows := 0, 0
	for _, m := range crfs {
		m.Column = width
		width += m.Labels - 1
		rows = len(m.trained) / (m.Labels - 1)
	}
	all := make([]float32, rows*width)
	for _, m := range crfs {
		own := m.Labels - 1
		for row := range rows {
			copy(all[row*width+m.Column:], m.trained[row*own:(row+1)*own])
		}
		m.trained = nil
	}
	t := Quantise(all, width)
	for _, m := range crfs {
		m.Emit = t
	}
}

// settled is the probability mass on wrong labels below which a token's emission
// weights are left alone; it halves training time and changes no dev figure.
const settled = 1e-3

func goldScore(scores, trans []float32, labels []uint8, width int) float64 {
	var sum float64
	last := width
	for i, y := range labels {
		sum += float64(scores[i*width+int(y)]) + float64(trans[last*width+int(y)])
		last = int(y)
	}
	return sum
}

// Chain is the scratch of a CRF's forward and backward passes, and their result.
//
// Shape: Marginal[i*labels+y] is the probability of label y at token i.
type Chain struct {
	Marginal []float32
	sums     []int32
	scores   []float32
	fwd, bwd []float64
	emit     []float64
	scale    []float64
	step     []float64
}

// Emit sums the rows of every token of a sequence for all CRFs that share the
// kernel's table. The sequence's features are overwritten. A sequence of a length
// seen before allocates nothing.
func (c *Chain) Emit(k *Kernel, s *Sequence) {
	width := int(k.width)
	c.sums = resize(c.sums, len(s.Ends)*width)
	for i := range s.Ends {
		k.Sum(c.sums[i*width:(i+1)*width], s.Token(i))
	}
}

// Run fills Marginal for the sequence that Emit was given.
func (c *Chain) Run(m *CRF) {
	width := m.Emit.Width
	n := len(c.sums) / width
	c.scores = resize(c.scores, n*m.Labels)
	for i := range n {
		row := c.scores[i*m.Labels : (i+1)*m.Labels]
		row[0] = 0
		for j, sum := range c.sums[i*width+m.Column : i*width+m.Column+m.Labels-1] {
			row[j+1] = float32(sum) * m.Emit.Scale
		}
	}
	c.run(c.scores, m.Trans, m.Labels, nil)
}

// run computes marginals by scaled forward and backward passes and returns the log
// normaliser. With counts it adds the expected transitions to them.
func (c *Chain) run(scores, trans []float32, width int, counts []float32) float64 {
	n := len(scores) / width
	c.Marginal = resize(c.Marginal, n*width)
	if n == 0 {
		return 0
	}
	c.fwd, c.bwd, c.emit = resize(c.fwd, n*width), resize(c.bwd, n*width), resize(c.emit, n*width)
	c.scale, c.step = resize(c.scale, n), resize(c.step, len(trans))
	for i, t := range trans {
		c.step[i] = math.Exp(float64(t))
	}
	var logZ float64
	for i := range n {
		row := scores[i*width : (i+1)*width]
		top := row[0]
		for _, s := range row {
			top = max(top, s)
		}
		for j, s := range row {
			c.emit[i*width+j] = math.Exp(float64(s - top))
		}
		fwd := c.fwd[i*width : (i+1)*width]
		var sum float64
		for b := range width {
			var f float64
			if i == 0 {
				f = c.step[width*width+b]
			} else {
				for a, p := range c.fwd[(i-1)*width : i*width] {
					f += p * c.step[a*width+b]
				}
			}
			f *= c.emit[i*width+b]
			fwd[b] = f
			sum += f
		}
		for b := range fwd {
			fwd[b] /= sum
		}
		c.scale[i] = sum
		logZ += math.Log(sum) + float64(top)
	}
	for b := range width {
		c.bwd[(n-1)*width+b] = 1
	}
	for i := n - 1; i >= 0; i-- {
		bwd := c.bwd[i*width : (i+1)*width]
		for b, p := range bwd {
			c.Marginal[i*width+b] = float32(c.fwd[i*width+b] * p)
		}
		if i == 0 {
			break
		}
		before := c.bwd[(i-1)*width : i*width]
		clear(before)
		for b, p := range bwd {
			p *= c.emit[i*width+b] / c.scale[i]
			for a := range width {
				before[a] += c.step[a*width+b] * p
			}
			if counts != nil {
				for a, q := range c.fwd[(i-1)*width : i*width] {
					counts[a*width+b] += float32(q * c.step[a*width+b] * p)
				}
			}
		}
	}
	if counts != nil {
		for b := range width {
			counts[width*width+b] += c.Marginal[b]
		}
	}
	return logZ
}

// resize gives a slice of n elements, of the old memory where it is large enough.
func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
