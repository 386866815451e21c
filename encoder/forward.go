package encoder

import (
	"context"
	"fmt"

	"readout/encoder/kernel"
)

// MaxPieces is how long a window can be.
const MaxPieces = 512

// Window is a run of pieces that see one another: [CLS], text, [SEP].
type Window struct {
	IDs   []int32 // of the pieces
	Shape []uint8 // of the word that each piece is of; likewise the next two
	Quote []uint8
	Place []uint8
	First []int32 // the first piece of each token; nil asks for the vector of every piece
}

const (
	batchRows = 1024 // pieces in one go through the layers; bounds the scratch, whatever the article's length
	blockRows = 64   // rows in one product, few enough that what lies between two products stays in the cache
)

// Scratch is the memory that a caller lends to networks and heads, one call at a time. The zero value is ready; for
// networks of the usual size it stays under 16 MB.
type Scratch struct {
	rows    kernel.Rows
	x       []float32 // [batch, width]
	qkv     []float32 // [batch, 3*width]
	context []float32 // [batch, width]
	inside  []float32 // [block, ff]
	delta   []float32 // [block, width]
	scores  []float32 // [block, pieces]
	keys    kernel.Matrix
	values  kernel.Matrix
	padded  []float32 // [block, in] for heads
	product []float32 // [block, out] for heads
	hidden  []float32 // [block, hidden] for heads
}

// Forward appends the vectors of the windows to dst: for each window in turn one for each of its First, or for each
// of its pieces. A window's vectors do not depend on the windows beside it.
func (n *Network) Forward(ctx context.Context, dst []float32, windows []Window, s *Scratch) ([]float32, error) {
	for i := range windows {
		if err := n.check(&windows[i]); err != nil {
			return dst, fmt.Errorf("encoder: window %d: %w", i, err)
		}
	}
	for len(windows) > 0 {
		count, rows := 0, 0
		for count < len(windows) && (count == 0 || rows+len(windows[count].IDs) <= batchRows) {
			rows += len(windows[count].IDs)
			count++
		}
		if err := n.batch(ctx, windows[:count], rows, s); err != nil {
			return dst, fmt.Errorf("encoder: %w", err)
		}
		dst = n.gather(dst, windows[:count], s.x)
		windows = windows[count:]
	}
	return dst, nil
}

func (n *Network) check(w *Window) error {
	pieces := len(w.IDs)
	if pieces == 0 || pieces > n.positions {
		return fmt.Errorf("%d pieces, not within 1 and %d", pieces, n.positions)
	}
	if len(w.Shape) != pieces || len(w.Quote) != pieces || len(w.Place) != pieces {
		return fmt.Errorf("%d pieces with %d shapes, %d quotes, %d places",
			pieces, len(w.Shape), len(w.Quote), len(w.Place))
	}
	for i, id := range w.IDs {
		if id < 0 || int(id) >= len(n.scale) {
			return fmt.Errorf("piece %d: no word %d", i, id)
		}
		if int(w.Shape[i]) >= n.shape.rows || int(w.Quote[i]) >= n.quote.rows || int(w.Place[i]) >= n.place.rows {
			return fmt.Errorf("piece %d: shape %d, quote %d, place %d", i, w.Shape[i], w.Quote[i], w.Place[i])
		}
	}
	for i, first := range w.First {
		if first < 0 || int(first) >= pieces {
			return fmt.Errorf("token %d: begins with piece %d of %d", i, first, pieces)
		}
	}
	return nil
}

// gather appends what the windows ask for of the rows x.
func (n *Network) gather(dst []float32, windows []Window, x []float32) []float32 {
	for i := range windows {
		w := &windows[i]
		rows := x[:len(w.IDs)*n.width]
		x = x[len(rows):]
		if w.First == nil {
			dst = append(dst, rows...)
			continue
		}
		for _, first := range w.First {
			dst = append(dst, n.row(rows, int(first))...)
		}
	}
	return dst
}

// row is row i of x.
func (n *Network) row(x []float32, i int) []float32 { return x[i*n.width : (i+1)*n.width] }

// grow returns n elements, in the memory of s where that is large enough; what they hold is left over.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// batch runs all layers over the windows, whose pieces are the rows; the vectors are left in s.x.
func (n *Network) batch(ctx context.Context, windows []Window, rows int, s *Scratch) error {
	s.x = grow(s.x, rows*n.width)
	s.qkv = grow(s.qkv, rows*3*n.width)
	s.context = grow(s.context, rows*n.width)
	s.delta = grow(s.delta, blockRows*n.width)
	at := 0
	for i := range windows {
		n.embed(s.x[at*n.width:], &windows[i])
		at += len(windows[i].IDs)
	}
	for i := range n.layers {
		if err := ctx.Err(); err != nil {
			return err
		}
		n.layer(&n.layers[i], windows, rows, s)
	}
	return nil
}

// embed writes the sum of the embeddings of each piece.
func (n *Network) embed(dst []float32, w *Window) {
	for t, id := range w.IDs {
		x, scale := n.row(dst, t), n.scale[id]
		for c, v := range n.words[int(id)*n.width : int(id+1)*n.width] {
			x[c] = float32(v) * scale
		}
		n.path.Add(x, n.row(n.position.data, t))
		n.path.Add(x, n.row(n.shape.data, int(w.Shape[t])))
		n.path.Add(x, n.row(n.quote.data, int(w.Quote[t])))
		n.path.Add(x, n.row(n.place.data, int(w.Place[t])))
		n.path.Norm(x, n.norm.weight, n.norm.bias)
	}
}

func (n *Network) layer(l *layer, windows []Window, rows int, s *Scratch) {
	p, width := n.path, n.width
	for i := 0; i < rows; i += blockRows {
		count := min(blockRows, rows-i)
		s.rows.Quantise(p, s.x[i*width:], width, count, width)
		p.Mul(s.qkv[i*3*width:], 3*width, &s.rows, l.qkv)
	}
	at := 0
	for i := range windows {
		n.attend(at, len(windows[i].IDs), s)
		at += len(windows[i].IDs)
	}
	inside := l.ff1.Stride()
	s.inside = grow(s.inside, blockRows*inside)
	for i := 0; i < rows; i += blockRows {
		count := min(blockRows, rows-i)
		x := s.x[i*width : (i+count)*width]
		s.rows.Quantise(p, s.context[i*width:], width, count, width)
		n.residual(x, l.out, &l.ln1, s)
		s.rows.Quantise(p, x, width, count, width)
		p.Mul(s.inside, inside, &s.rows, l.ff1)
		p.Gelu(s.inside[:count*inside])
		s.rows.Quantise(p, s.inside, inside, count, inside)
		n.residual(x, l.ff2, &l.ln2, s)
	}
}

// residual adds the product of s.rows and m to x and norms each row.
func (n *Network) residual(x []float32, m *kernel.Matrix, ln *norm, s *Scratch) {
	n.path.Mul(s.delta, n.width, &s.rows, m)
	n.path.Add(x, s.delta[:len(x)])
	for len(x) > 0 {
		n.path.Norm(x[:n.width], ln.weight, ln.bias)
		x = x[n.width:]
	}
}

// attend computes the attention within one window of that many pieces, whose first is row at.
func (n *Network) attend(at, pieces int, s *Scratch) {
	p, width, stride, head := n.path, n.width, 3*n.width, n.width/n.heads
	s.scores = grow(s.scores, blockRows*kernel.Pad(pieces))
	for h := range n.heads {
		q := s.qkv[at*stride+h*head:]
		s.keys.PackKeys(p, q[width:], stride, pieces, head, n.factor)
		s.values.PackValues(p, q[2*width:], stride, pieces, head)
		for i := 0; i < pieces; i += blockRows {
			count := min(blockRows, pieces-i)
			s.rows.Quantise(p, q[i*stride:], stride, count, head)
			p.Mul(s.scores, s.keys.Stride(), &s.rows, &s.keys)
			s.rows.Softmax(p, s.scores, count, s.keys.Stride())
			p.Mul(s.context[(at+i)*width+h*head:], width, &s.rows, &s.values)
		}
	}
}
