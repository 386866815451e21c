package model

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// Hidden is the width of a network's one hidden layer: a row of it, a byte a unit,
// is one cache line.
const Hidden = 64

// Network is a small network: feature hashes choose rows that add up to the hidden
// layer, which is cut off at zero and weighed for each class.
type Network struct {
	Classes int
	rows    *Kernel
	scale   float32
	out     []float32 // Hidden rows of Classes
	bias    []float32
}

// Network reads a network that Trainee.Write wrote under this name.
//
// Errors: ErrForeign if a part is missing or of the wrong size.
func (f *File) Network(name string) (*Network, error) {
	table, err := f.Table(name + "/rows")
	if err != nil {
		return nil, err
	}
	n := &Network{scale: table.Scale}
	if n.out, err = f.Floats(name + "/out"); err != nil {
		return nil, err
	}
	if n.bias, err = f.Floats(name + "/bias"); err != nil {
		return nil, err
	}
	n.Classes = len(n.bias)
	k, ok := NewKernel(table)
	if !ok || table.Width != Hidden || n.Classes == 0 || len(n.out) != Hidden*n.Classes {
		return nil, fmt.Errorf("model: %w: network %s has rows of %d and %d weights for %d classes", ErrForeign, name, table.Width, len(n.out), n.Classes)
	}
	n.rows = k
	return n, nil
}

// Score sets scores, a place for each class, from feature rows, which it overwrites.
func (n *Network) Score(scores []float32, rows []uint32) {
	var sums [Hidden]int32
	n.rows.Sum(sums[:], rows)
	scores = scores[:len(n.bias)]
	copy(scores, n.bias)
	for j, s := range sums {
		if s <= 0 {
			continue
		}
		x := float32(s) * n.scale
		for k, w := range n.out[j*len(scores) : (j+1)*len(scores)] {
			scores[k] += x * w
		}
	}
}

// Trainee is a network while it is being trained.
//
// Steps are AdaGrad's, with one sum of squares for a whole row, and hidden units are
// dropped at random. It runs on one core and every float operation has its place in
// one order: the same seed gives the same bytes on the same kind of processor.
type Trainee struct {
	classes    int
	mask       uint32
	rate, keep float32 // step, and share of hidden units not dropped
	random     *rand.Rand
	row, rowG  []float32 // 2^bits rows of Hidden; the sum of squares of each
	out, outG  []float32 // classes rows of Hidden
	bias       []float32
	biasG      []float32

	snapshots               int
	rowSum, outSum, biasSum []float32

	hidden, delta [Hidden]float32 // of the example being learned
}

// NewTrainee makes a network of 2^bits rows with small random weights.
func NewTrainee(bits, classes int, rate, keep float32, seed uint64) *Trainee {
	t := &Trainee{classes: classes, mask: 1<<bits - 1, rate: rate, keep: keep, random: rand.New(rand.NewPCG(seed, 11)),
		row: make([]float32, Hidden<<bits), rowG: make([]float32, 1<<bits),
		out: make([]float32, classes*Hidden), outG: make([]float32, classes*Hidden),
		bias: make([]float32, classes), biasG: make([]float32, classes)}
	for i := range t.row {
		t.row[i] = (t.random.Float32() - 0.5) * 0.1
	}
	for i := range t.out {
		t.out[i] = (t.random.Float32() - 0.5) * 0.5
	}
	t.rowSum, t.outSum, t.biasSum = make([]float32, len(t.row)), make([]float32, len(t.out)), make([]float32, len(t.bias))
	return t
}

// Score sets scores from rows as training sees them: some hidden units are dropped.
func (t *Trainee) Score(scores []float32, rows []uint32) {
	h := &t.hidden
	clear(h[:])
	for _, f := range rows {
		w := (*[Hidden]float32)(t.row[int(f&t.mask)*Hidden:])
		for j := range h {
			h[j] += w[j]
		}
	}
	var bits uint64
	for j := range h {
		if j%8 == 0 {
			bits = t.random.Uint64()
		}
		if h[j] <= 0 || float32(bits&0xff) >= t.keep*256 {
			h[j] = 0
		} else {
			h[j] /= t.keep
		}
		bits >>= 8
	}
	for k := range scores {
		w := (*[Hidden]float32)(t.out[k*Hidden:])
		a, b, c, d := t.bias[k], float32(0), float32(0), float32(0)
		for j := 0; j < Hidden; j += 4 {
			a += h[j] * w[j]
			b += h[j+1] * w[j+1]
			c += h[j+2] * w[j+2]
			d += h[j+3] * w[j+3]
		}
		scores[k] = a + b + c + d
	}
}

// Learn steps against the gradient of the loss by each class's score, for the rows
// that were scored last.
func (t *Trainee) Learn(rows []uint32, gradient []float32) {
	h, delta := &t.hidden, &t.delta
	clear(delta[:])
	for k, g := range gradient {
		if g == 0 {
			continue
		}
		t.biasG[k] += g * g
		t.bias[k] -= t.rate * g / root(t.biasG[k])
		w := (*[Hidden]float32)(t.out[k*Hidden:])
		squares := (*[Hidden]float32)(t.outG[k*Hidden:])
		for j, x := range h {
			if x == 0 {
				continue
			}
			delta[j] += g * w[j]
			gx := g * x
			squares[j] += gx * gx
			w[j] -= t.rate * gx / root(squares[j])
		}
	}
	var square float32
	for j, x := range h {
		if x == 0 {
			delta[j] = 0
		}
		delta[j] /= t.keep
		square += delta[j] * delta[j]
	}
	if square == 0 {
		return
	}
	for _, f := range rows {
		at := f & t.mask
		t.rowG[at] += square / Hidden
		rate := t.rate / root(t.rowG[at])
		w := (*[Hidden]float32)(t.row[int(at)*Hidden:])
		for j, d := range delta {
			w[j] -= rate * d
		}
	}
}

func root(x float32) float32 { return float32(math.Sqrt(float64(x) + adaGradFloor)) }

// Snapshot notes the weights as they are: the trained network is the mean of all
// snapshots.
func (t *Trainee) Snapshot() {
	t.snapshots++
	for _, part := range [...]struct{ sum, now []float32 }{{t.rowSum, t.row}, {t.outSum, t.out}, {t.biasSum, t.bias}} {
		for i, x := range part.now {
			part.sum[i] += x
		}
	}
}

// mean is a part of the network over all snapshots.
func (t *Trainee) mean(sum []float32) []float32 {
	m := make([]float32, len(sum))
	for i, x := range sum {
		m[i] = x / float32(max(t.snapshots, 1))
	}
	return m
}

// Write adds the trained network to a weight file under a name.
func (t *Trainee) Write(w *Writer, name string) {
	w.Table(name+"/rows", Quantise(t.mean(t.rowSum), Hidden))
	w.Floats(name+"/out", t.transposed())
	w.Floats(name+"/bias", t.mean(t.biasSum))
}

// Network is the trained network, as Write writes it.
func (t *Trainee) Network() *Network {
	table := Quantise(t.mean(t.rowSum), Hidden)
	k, _ := NewKernel(table)
	return &Network{Classes: t.classes, rows: k, scale: table.Scale, out: t.transposed(), bias: t.mean(t.biasSum)}
}

// transposed is the weights of the classes, a row for each hidden unit.
func (t *Trainee) transposed() []float32 {
	out := t.mean(t.outSum)
	rows := make([]float32, 0, len(out))
	for j := range Hidden {
		for k := range t.classes {
			rows = append(rows, out[k*Hidden+j])
		}
	}
	return rows
}

// GradientOfGood fills gradient with that of the loss where several classes are
// good: minus the logarithm of their share in the probability of all possible
// classes. It gives the loss. At least one class must be good and possible.
func GradientOfGood(gradient, scores []float32, possible, good []bool) float64 {
	top := float32(math.Inf(-1))
	for k, s := range scores {
		if possible[k] {
			top = max(top, s)
		}
	}
	var all, right float64
	for k, s := range scores {
		gradient[k] = 0
		if possible[k] {
			e := math.Exp(float64(s - top))
			gradient[k] = float32(e)
			all += e
			if good[k] {
				right += e
			}
		}
	}
	right = max(right, 1e-30)
	for k, e := range gradient {
		p := float64(e) / all
		if good[k] && possible[k] {
			p -= float64(e) / right
		}
		gradient[k] = float32(p)
	}
	return math.Log(all / right)
}
