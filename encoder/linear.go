package encoder

import (
	"fmt"

	"readout/encoder/kernel"
	"readout/model"
)

// Linear is a linear layer of a head, with weights of eight bits or of float32.
type Linear struct {
	path    kernel.Path
	in, out int
	matrix  *kernel.Matrix
	weight  []float32 // if matrix is nil
	bias    []float32
}

// LoadLinear loads the layer of a name.
func LoadLinear(f *model.Tensors, name string, path kernel.Path) (*Linear, error) {
	shape := f.Shape(name + ".weight")
	if len(shape) != 2 || shape[0] > maxHead || shape[1] > maxHead {
		return nil, fmt.Errorf("encoder: no linear layer %q: weight of shape %v", name, shape)
	}
	l := &Linear{path: path, in: shape[1], out: shape[0]}
	r := loader{file: f}
	if f.Type(name+".weight") == "f32" {
		l.weight, l.bias = r.float32(name+".weight", l.out, l.in), r.float32(name+".bias", l.out)
	} else {
		l.matrix = r.matrix(name, l.in, l.out)
	}
	if r.err != nil {
		return nil, fmt.Errorf("encoder: linear layer %q: %w", name, r.err)
	}
	return l, nil
}

// maxHead limits the inputs and outputs of a head's layer, so that integer sums do not
// overflow.
const maxHead = 1 << 16

// In returns the length of an input row.
func (l *Linear) In() int { return l.in }

// Out returns the length of an output row.
func (l *Linear) Out() int { return l.out }

// Apply writes the outputs of n rows of x to dst, row after row.
func (l *Linear) Apply(dst, x []float32, n int, s *Scratch) {
	x, dst = x[:n*l.in], dst[:n*l.out]
	if l.matrix == nil {
		l.applyFloat(dst, x)
		return
	}
	for i := 0; i < n; i += blockRows {
		count := min(blockRows, n-i)
		l.block(dst[i*l.out:(i+count)*l.out], x[i*l.in:(i+count)*l.in], count, s)
	}
}

func (l *Linear) applyFloat(dst, x []float32) {
	for len(x) > 0 {
		for o := range l.out {
			dst[o] = l.path.Dot(x[:l.in], l.weight[o*l.in:(o+1)*l.in]) + l.bias[o]
		}
		dst, x = dst[l.out:], x[l.in:]
	}
}

// block applies the layer to a block of rows; rows of unaligned length are padded.
func (l *Linear) block(dst, x []float32, n int, s *Scratch) {
	in, out := l.matrix.Inputs(), l.matrix.Stride()
	if in != l.in {
		s.padded = grow(s.padded, n*in)
		clear(s.padded)
		for i := range n {
			copy(s.padded[i*in:], x[i*l.in:(i+1)*l.in])
		}
		x = s.padded
	}
	s.rows.Quantise(l.path, x, in, n, in)
	if out == l.out {
		l.path.Mul(dst, out, &s.rows, l.matrix)
		return
	}
	s.product = grow(s.product, n*out)
	l.path.Mul(s.product, out, &s.rows, l.matrix)
	for i := range n {
		copy(dst[i*l.out:(i+1)*l.out], s.product[i*out:])
	}
}
