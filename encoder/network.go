// Package encoder turns text into vectors. The input is word pieces, in windows of at most
// MaxPieces; the output is a float32 vector for each token. Heads in other packages are built
// from Linear and Pair on these vectors. The package refuses weight files whose tensors do not
// match one another, and windows that exceed the network's inputs.
//
// The one idea: a pretrained network with eight-bit weights, computed to the same bits on
// every machine and independently of what else is in the batch (see package kernel).
package encoder

import (
	"fmt"
	"math"
	"slices"

	"readout/encoder/kernel"
	"readout/model"
)

// Network is a loaded encoder. It is read-only and safe for concurrent use, each call with its
// own Scratch.
type Network struct {
	path      kernel.Path
	width     int
	heads     int
	positions int
	factor    float32 // scale of the attention scores
	words     []int8
	scale     []float32 // per word
	position  table
	shape     table
	quote     table
	place     table
	norm      norm
	layers    []layer
}

// table has a row of the network's width for each value of an input.
type table struct {
	rows int
	data []float32
}

type norm struct{ weight, bias []float32 }

type layer struct {
	heads         []*kernel.Matrix // one per head: its queries, keys and values, side by side
	out, ff1, ff2 *kernel.Matrix
	ln1, ln2      norm
}

// sizes are the configuration numbers of a weight file.
type sizes struct{ width, heads, ff, layers, positions, shapes, quotes, places int }

func readSizes(f *model.Tensors) (s sizes, err error) {
	for _, field := range []struct {
		name string
		to   *int
		most int
	}{
		{"width", &s.width, 4096}, {"heads", &s.heads, 256}, {"ff", &s.ff, 1 << 14}, {"layers", &s.layers, 64},
		{"positions", &s.positions, MaxPieces}, {"shapes", &s.shapes, 256}, {"quotes", &s.quotes, 256},
		{"places", &s.places, 256},
	} {
		n, err := f.Config(field.name)
		if err != nil {
			return s, err
		}
		if n < 1 || n > field.most {
			return s, fmt.Errorf("%s is %d, want 1 to %d", field.name, n, field.most)
		}
		*field.to = n
	}
	head := s.width / s.heads
	if s.width%s.heads != 0 || head%kernel.Lanes != 0 || head > kernel.MaxHead || s.ff%kernel.Lanes != 0 {
		return s, fmt.Errorf("no network of width %d with %d heads and %d inside", s.width, s.heads, s.ff)
	}
	return s, nil
}

// Load returns a network made of the word vectors and the body's layers, to be run on a path. Layers
// of another file, if it is not nil, take the place of the body's own.
func Load(words, body, layers *model.Tensors, path kernel.Path) (*Network, error) {
	if k := words.Kind(); k != "words" {
		return nil, fmt.Errorf("encoder: word vectors: wrong file kind %q", k)
	}
	if k := body.Kind(); k != "deep" {
		return nil, fmt.Errorf("encoder: layers: wrong file kind %q", k)
	}
	s, err := readSizes(body)
	if err != nil {
		return nil, fmt.Errorf("encoder: %w", err)
	}
	if layers == nil {
		layers = body
	} else if s, err = standIn(words, body, layers, s); err != nil {
		return nil, fmt.Errorf("encoder: fast layers: %w", err)
	}
	n := &Network{
		path: path, width: s.width, heads: s.heads, positions: s.positions,
		factor: float32(1 / math.Sqrt(float64(s.width/s.heads))),
	}
	l := loader{file: words}
	n.words = l.int8("words.weight", -1, s.width)
	n.scale = l.float32("words.scale", len(n.words)/s.width)
	l.file = body
	n.position = l.table("position", s.positions, s.width)
	n.shape = l.table("shape", s.shapes, s.width)
	n.quote = l.table("quote", s.quotes, s.width)
	n.place = l.table("place", s.places, s.width)
	n.norm = l.norm("ln", s.width)
	l.file = layers
	for i := range s.layers {
		n.layers = append(n.layers, l.layer(fmt.Sprintf("layer.%d.", i), s))
	}
	if l.err != nil {
		return nil, fmt.Errorf("encoder: %w", l.err)
	}
	return n, nil
}

// standIn returns the sizes of a network with layers of another file than its body, which has the
// sizes s.
//
// Errors: the file is of another kind or width; it was trained to stand in for the layers of
// other files, so that the vectors it gives mean nothing to the heads of this body.
func standIn(words, body, layers *model.Tensors, s sizes) (sizes, error) {
	if k := layers.Kind(); k != "fast" {
		return s, fmt.Errorf("wrong file kind %q", k)
	}
	own, err := readSizes(layers)
	if err != nil {
		return s, err
	}
	same := own
	same.ff, same.layers = s.ff, s.layers
	if same != s {
		return s, fmt.Errorf("a network of other sizes than the body's: %+v, not %+v", own, s)
	}
	of, err := layers.Strings("of")
	if err != nil {
		return s, err
	}
	if files := []string{words.Hash(), body.Hash()}; !slices.Equal(of, files) {
		return s, fmt.Errorf("they stand in for those of other files: %q, not %q", of, files)
	}
	return own, nil
}

// loader reads tensors and keeps the first error.
type loader struct {
	file *model.Tensors
	err  error
}

func (l *loader) keep(err error) {
	if l.err == nil {
		l.err = err
	}
}

func (l *loader) int8(name string, shape ...int) []int8 {
	t, err := l.file.Int8(name, shape...)
	l.keep(err)
	return t
}

func (l *loader) float32(name string, shape ...int) []float32 {
	t, err := l.file.Float32(name, shape...)
	l.keep(err)
	return t
}

func (l *loader) table(name string, rows, width int) table {
	return table{rows, l.float32(name, rows, width)}
}

func (l *loader) norm(name string, width int) norm {
	return norm{l.float32(name+".weight", width), l.float32(name+".bias", width)}
}

func (l *loader) layer(name string, s sizes) layer {
	return layer{
		heads: l.attention(name+"qkv", s.width, s.heads),
		out:   l.matrix(name+"out", s.width, s.width),
		ff1:   l.matrix(name+"ff1", s.width, s.ff),
		ff2:   l.matrix(name+"ff2", s.ff, s.width),
		ln1:   l.norm(name+"ln1", s.width),
		ln2:   l.norm(name+"ln2", s.width),
	}
}

// attention returns a matrix for each head. The file has the queries of all heads, then their
// keys, then their values.
func (l *loader) attention(name string, width, heads int) []*kernel.Matrix {
	weight := l.int8(name+".weight", 3*width, width)
	scale, bias := l.float32(name+".scale", 3*width), l.float32(name+".bias", 3*width)
	if l.err != nil {
		return nil
	}
	head := width / heads
	out := make([]*kernel.Matrix, heads)
	w := make([]int8, 0, 3*head*width)
	s, b := make([]float32, 0, 3*head), make([]float32, 0, 3*head)
	for h := range out {
		w, s, b = w[:0], s[:0], b[:0] // NewMatrix copies its arguments
		for i := h * head; i < 3*width; i += width {
			w = append(w, weight[i*width:(i+head)*width]...)
			s, b = append(s, scale[i:i+head]...), append(b, bias[i:i+head]...)
		}
		m, err := kernel.NewMatrix(w, s, b, width, 3*head)
		l.keep(err)
		out[h] = m
	}
	return out
}

func (l *loader) matrix(name string, in, out int) *kernel.Matrix {
	weight := l.int8(name+".weight", out, in)
	scale, bias := l.float32(name+".scale", out), l.float32(name+".bias", out)
	if l.err != nil {
		return nil
	}
	m, err := kernel.NewMatrix(weight, scale, bias, in, out)
	l.keep(err)
	return m
}

// Width returns the length of a token's vector.
func (n *Network) Width() int { return n.width }

// Path returns the path on which the network computes.
func (n *Network) Path() kernel.Path { return n.path }
