package encoder

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"readout/doc"
	"readout/encoder/kernel"
	"readout/model"
)

// Core is the network, its vocabulary and the file from which heads load their weights. It is
// read-only and shared by all passes of a reader.
type Core struct {
	*Network
	vocabulary *Vocabulary
	body       *model.Tensors
	hash       string
	scratch    sync.Pool // of *Scratch: one per article being read
}

// Open returns a core made of the files of the word vectors and of the body, which has layers and
// heads. If fast is not nil, it holds fewer and narrower layers that are used in place of the
// body's: all else stays the same.
//
// Errors: a file that is damaged or foreign, or does not match the others.
func Open(words, body, fast []byte, path kernel.Path) (*Core, error) {
	w, err := model.OpenTensors(words)
	if err != nil {
		return nil, fmt.Errorf("encoder: word vectors: %w", err)
	}
	b, err := model.OpenTensors(body)
	if err != nil {
		return nil, fmt.Errorf("encoder: layers: %w", err)
	}
	hash := w.Hash() + "+" + b.Hash()
	var layers *model.Tensors
	if fast != nil {
		if layers, err = model.OpenTensors(fast); err != nil {
			return nil, fmt.Errorf("encoder: fast layers: %w", err)
		}
		hash = layers.Kind() + " " + hash + "+" + layers.Hash()
	}
	n, err := Load(w, b, layers, path)
	if err != nil {
		return nil, err
	}
	pieces, err := w.Strings("pieces")
	if err != nil {
		return nil, fmt.Errorf("encoder: word vectors: %w", err)
	}
	if len(pieces) != len(n.scale) {
		return nil, fmt.Errorf("encoder: %d pieces with %d word vectors", len(pieces), len(n.scale))
	}
	v, err := NewVocabulary(pieces)
	if err != nil {
		return nil, err
	}
	return &Core{Network: n, vocabulary: v, body: b, hash: hash,
		scratch: sync.Pool{New: func() any { return new(Scratch) }}}, nil
}

// Hash returns the hashes of the weight files, after "fast" if there are fast layers among them.
func (c *Core) Hash() string { return c.hash }

// Fast reports whether there are fast layers in place of the body's own: vectors are less exact then,
// and heads less sure.
func (c *Core) Fast() bool { return strings.HasPrefix(c.hash, "fast ") }

// Labels returns a head's labels, in the order of its outputs.
func (c *Core) Labels(name string) ([]string, error) { return c.body.Strings(name) }

// Has reports whether the weight file contains a head.
func (c *Core) Has(head string) bool {
	return c.body.Has(head+".weight") || c.body.Has(head+".l1.weight") || c.body.Has(head+".q1.weight")
}

// Linear loads a head with one layer.
func (c *Core) Linear(name string) (*Linear, error) { return LoadLinear(c.body, name, c.path) }

// Pair loads a head that scores pairs.
func (c *Core) Pair(name string) (*Pair, error) { return LoadPair(c.body, name, c.path) }

// MLP loads a head with two layers.
func (c *Core) MLP(name string) (*MLP, error) {
	first, err := c.Linear(name + ".l1")
	if err != nil {
		return nil, err
	}
	second, err := c.Linear(name + ".l2")
	if err != nil {
		return nil, err
	}
	if first.Out() != second.In() {
		return nil, fmt.Errorf("encoder: head %q: layer sizes %d and %d do not match", name, first.Out(), second.In())
	}
	return &MLP{first: first, second: second}, nil
}

// Borrow returns a scratch from the pool. The caller must call Return when done.
func (c *Core) Borrow() *Scratch { return c.scratch.Get().(*Scratch) }

// Return puts a scratch back into the pool.
func (c *Core) Return(s *Scratch) { c.scratch.Put(s) }

// MLP is a head with two layers and GELU between them.
type MLP struct{ first, second *Linear }

// Out returns the length of an output row.
func (m *MLP) Out() int { return m.second.Out() }

// In returns the length of an input row.
func (m *MLP) In() int { return m.first.In() }

// Apply writes the outputs of n rows of x to dst, row after row.
func (m *MLP) Apply(dst, x []float32, n int, s *Scratch) {
	in, out := m.In(), m.Out()
	for i := 0; i < n; i += blockRows {
		count := min(blockRows, n-i)
		s.hidden = grow(s.hidden, count*m.first.Out())
		m.first.Apply(s.hidden, x[i*in:], count, s)
		m.first.path.Gelu(s.hidden)
		m.second.Apply(dst[i*out:], s.hidden, count, s)
	}
}

// Pass computes a vector for each token. It needs Tokens and Quotes and gives Vectors.
type Pass struct{ core *Core }

// NewPass returns the pass.
func NewPass(c *Core) *Pass { return &Pass{core: c} }

// Name returns "encoder".
func (*Pass) Name() string { return "encoder" }

// Needs returns Tokens and Quotes.
func (*Pass) Needs() doc.Layer { return doc.Tokens | doc.Quotes }

// Gives returns Vectors.
func (*Pass) Gives() doc.Layer { return doc.Vectors }

// Run fills d.Vectors and d.Width. Tokens that are not read in time are removed from d.
func (p *Pass) Run(d *doc.Doc) error {
	c := p.core
	d.Width = c.Width()
	if len(d.Tokens) == 0 {
		return nil
	}
	s := c.Borrow()
	defer c.Return(s)
	in := NewInputs(c.vocabulary, d)
	if n := in.tokensIn(maxArticlePieces); n < len(d.Tokens) {
		d.StopAt(d.Tokens[n].Start)
		d.KeepTokens(n)
		in = NewInputs(c.vocabulary, d)
	}
	cuts := Cuts(in, d)
	windows := make([]Window, len(cuts))
	for i, cut := range cuts {
		windows[i] = in.window(c.vocabulary, cut)
	}
	var err error
	d.Vectors, err = c.Forward(d.Context(), make([]float32, 0, len(d.Tokens)*d.Width), windows, s)
	if err != nil && d.Stopped() {
		read := len(d.Vectors) / d.Width
		d.StopAt(d.Tokens[read].Start)
		d.KeepTokens(read)
		return nil
	}
	return err
}

// maxArticlePieces is the maximum number of pieces read of an article, as many as 70,000 words of prose
// have. Digits and strings that are not words have three or more pieces per token, and each
// piece costs the same.
const maxArticlePieces = 90_000

// tokensIn returns how many leading tokens have at most the given number of pieces in total.
func (in *Inputs) tokensIn(pieces int) int {
	n, _ := slices.BinarySearch(in.Ends, int32(pieces)+1)
	return n
}

// window returns the pieces of a cut, and the tokens of its core whose vectors are wanted.
func (in *Inputs) window(v *Vocabulary, c Cut) Window {
	n := in.pieces(c.First, c.End) + 2
	w := Window{IDs: make([]int32, 1, n), Shape: make([]uint8, 1, n), Quote: make([]uint8, 1, n),
		Place: make([]uint8, 1, n),
		First: make([]int32, 0, c.CoreEnd-c.CoreFirst)}
	w.IDs[0] = v.first
	start := 0
	if c.First > 0 {
		start = int(in.Ends[c.First-1])
	}
	for t := c.First; t < c.End; t++ {
		if t >= c.CoreFirst && t < c.CoreEnd {
			w.First = append(w.First, int32(len(w.IDs)))
		}
		for ; start < int(in.Ends[t]); start++ {
			w.IDs = append(w.IDs, in.Pieces[start])
			w.Shape, w.Quote, w.Place = append(w.Shape, in.Shape[t]), append(w.Quote, in.Quote[t]), append(w.Place, in.Place[t])
		}
	}
	w.IDs = append(w.IDs, v.last)
	w.Shape, w.Quote, w.Place = append(w.Shape, 0), append(w.Quote, 0), append(w.Place, 0)
	return w
}
