package encoder

import (
	"context"
	"fmt"

	"readout/encoder/kernel"
)

// MaxPieces is the maximum length of a window.
const MaxPieces = 512

// Window is a run of pieces that attend to one another: [CLS], text, [SEP].
type Window struct {
	IDs   []int32 // vocabulary IDs of the pieces
	Shape []uint8 // of each piece's word; likewise Quote and Place
	Quote []uint8
	Place []uint8
	First []int32 // index of the first piece of each token; nil requests the vector of every piece
}

const (
	batchRows  = 1024 // pieces per batch; bounds the scratch memory, whatever the article's length
	blockRows  = 64   // rows per product, few enough for intermediate results to stay in the cache
	attendRows = 16   // likewise, for the scores of a head
)

// Scratch is memory for networks and heads, used by one call at a time. The zero value is
// ready to use; for networks of the usual size it stays under 8 MB.
type Scratch struct {
	rows    kernel.Rows
	input   kernel.Rows // [pieces, width]
	x       []float32   // [batch, width]
	head    []float32   // [pieces, 3*width of a head]
	queries []float32   // [tokens, width of a head]
	context []float32   // [batch, width]
	inside  []float32   // [block, ff]
	delta   []float32   // [block, width]
	scores  []float32   // [block, pieces]
	keys    kernel.Matrix
	values  kernel.Matrix
	padded  []float32 // [block, in] for heads
	product []float32 // [block, out] for heads
	hidden  []float32 // [block, hidden] for heads
}

// Forward appends the vectors of the windows to dst: for each window one vector per element of
// First, or per piece if First is nil. A window's vectors do not depend on the other windows.
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
		var err error
		if dst, err = n.batch(ctx, dst, windows[:count], rows, s); err != nil {
			return dst, fmt.Errorf("encoder: %w", err)
		}
		windows = windows[count:]
	}
	return dst, nil
}

func (n *Network) check(w *Window) error {
	pieces := len(w.IDs)
	if pieces == 0 || pieces > n.positions {
		return fmt.Errorf("%d pieces, want 1 to %d", pieces, n.positions)
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

// gather appends the rows of x that the windows request.
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

// row returns row i of x.
func (n *Network) row(x []float32, i int) []float32 { return x[i*n.width : (i+1)*n.width] }

// grow returns n elements of arbitrary content, reusing s if it is large enough.
func grow(s []float32, n int) []float32 {
	if cap(s) < n {
		return make([]float32, n)
	}
	return s[:n]
}

// batch runs all layers over the windows, whose pieces are the rows, and appends the vectors
// to dst. For pieces whose vector is not requested, the last layer computes only keys and
// values.
func (n *Network) batch(
	ctx context.Context, dst []float32, windows []Window, rows int, s *Scratch,
) ([]float32, error) {
	s.x = grow(s.x, rows*n.width)
	s.context = grow(s.context, rows*n.width)
	s.delta = grow(s.delta, blockRows*n.width)
	at := 0
	for i := range windows {
		n.embed(s.x[at*n.width:], &windows[i])
		at += len(windows[i].IDs)
	}
	last := len(n.layers) - 1
	for i := range n.layers {
		if err := ctx.Err(); err != nil {
			return dst, err
		}
		l := &n.layers[i]
		n.attention(l, windows, i == last, s)
		x := s.x
		if i == last {
			before := len(dst)
			dst = n.gather(dst, windows, s.x)
			x = dst[before:]
		}
		n.feed(l, x, s)
	}
	return dst, nil
}

// embed writes the normed sum of each piece's embeddings.
func (n *Network) embed(dst []float32, w *Window) {
	for t, id := range w.IDs {
		x, scale := n.row(dst, t), n.scale[id]
		for c, v := range n.words[int(id)*n.width : int(id+1)*n.width] {
			x[c] = float32(v) * scale
		}
		n.path.Add(x, n.row(n.position.data, t))
		n.path.Add(x, n.row(n.shape.data, int(w.Shape[t])))
		n.path.Add(x, n.row(n.quote.data, int(w.Quote[t])))
		n.path.Norm(x, n.row(n.place.data, int(w.Place[t])), n.norm.weight, n.norm.bias)
	}
}

// attention fills s.context with the attention output of each piece; with asked, only of the
// pieces whose vectors are requested.
func (n *Network) attention(l *layer, windows []Window, asked bool, s *Scratch) {
	at, to := 0, 0
	for i := range windows {
		w := &windows[i]
		var first []int32
		if asked {
			first = w.First
		}
		to += n.attend(l, s.x[at*n.width:(at+len(w.IDs))*n.width], s.context[to*n.width:], first, s)
		at += len(w.IDs)
	}
}

// feed runs the rows of x through the rest of a layer, with their attention output in
// s.context.
func (n *Network) feed(l *layer, x []float32, s *Scratch) {
	p, width, inside := n.path, n.width, l.ff1.Stride()
	s.inside = grow(s.inside, blockRows*inside)
	rows := len(x) / width
	for i := 0; i < rows; i += blockRows {
		count := min(blockRows, rows-i)
		x := x[i*width : (i+count)*width]
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
	n.path.Norm(x, s.delta, ln.weight, ln.bias)
}

// attend writes the attention output of each piece of the window x to dst, or only of each
// piece in first if it is not nil, and returns the number of rows. It computes one head at a
// time, so that its data stays in the cache.
func (n *Network) attend(l *layer, x, dst []float32, first []int32, s *Scratch) int {
	p, width, head := n.path, n.width, n.width/n.heads
	pieces, stride := len(x)/width, 3*head
	rows := pieces
	if first != nil {
		rows = len(first)
	}
	s.input.Quantise(p, x, width, pieces, width)
	s.head = grow(s.head, pieces*stride)
	s.scores = grow(s.scores, attendRows*kernel.Pad(pieces))
	for h, m := range l.heads {
		p.Mul(s.head, stride, &s.input, m)
		s.keys.PackKeys(p, s.head[head:], stride, pieces, head, n.factor)
		s.values.PackValues(p, s.head[2*head:], stride, pieces, head)
		q, step := s.head, stride
		if first != nil {
			q, step = s.pick(first, stride, head), head
		}
		for i := 0; i < rows; i += attendRows {
			count := min(attendRows, rows-i)
			s.rows.Quantise(p, q[i*step:], step, count, head)
			p.Mul(s.scores, s.keys.Stride(), &s.rows, &s.keys)
			s.rows.Softmax(p, s.scores, count, s.keys.Stride())
			p.Mul(dst[i*width+h*head:], width, &s.rows, &s.values)
		}
	}
	return rows
}

// pick copies the queries of the given pieces from s.head.
func (s *Scratch) pick(pieces []int32, stride, width int) []float32 {
	s.queries = grow(s.queries, len(pieces)*width)
	for i, t := range pieces {
		copy(s.queries[i*width:(i+1)*width], s.head[int(t)*stride:])
	}
	return s.queries
}
