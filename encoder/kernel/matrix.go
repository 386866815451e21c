package kernel

import "fmt"

// Matrix holds 8-bit weights in the order in which products read them: panels of sixteen
// columns (outputs); in each panel, four weights of each column are followed by four of the
// next column. Padding is zero.
type Matrix struct {
	in, out int // padded to Lanes
	data    []int8
	scale   []float32 // per column
	bias    []float32
	sum     []int32 // sum of the column's weights
}

// NewMatrix packs row-major weights [out, in] with a scale and a bias for each output; bias
// may be nil.
func NewMatrix(weight []int8, scale, bias []float32, in, out int) (*Matrix, error) {
	if in <= 0 || out <= 0 || len(weight) != in*out || len(scale) != out || (bias != nil && len(bias) != out) {
		return nil, fmt.Errorf("kernel: %d weights, %d scales, %d biases for a matrix of %d by %d",
			len(weight), len(scale), len(bias), out, in)
	}
	m := new(Matrix)
	m.resize(in, out)
	copy(m.scale, scale)
	copy(m.bias, bias)
	for o := range out {
		m.sum[o] = m.pack(o, weight[o*in:(o+1)*in])
	}
	return m, nil
}

// pack stores the weights of column o and returns their sum.
func (m *Matrix) pack(o int, weight []int8) (sum int32) {
	at := m.index(o, 0)
	for ; len(weight) >= 4; weight, at = weight[4:], at+4*Lanes {
		w := [4]int8(weight)
		*(*[4]int8)(m.data[at:]) = w
		sum += int32(w[0]) + int32(w[1]) + int32(w[2]) + int32(w[3])
	}
	for i, w := range weight {
		m.data[at+i] = w
		sum += int32(w)
	}
	return sum
}

// Stride returns the number of columns that a product writes: the outputs, padded to Lanes.
func (m *Matrix) Stride() int { return m.out }

// Inputs returns the length of the rows that a product reads: the inputs, padded to Lanes.
func (m *Matrix) Inputs() int { return m.in }

// index returns the position of the weight of input i for column o.
func (m *Matrix) index(o, i int) int {
	return (o/Lanes)*m.in*Lanes + (i/4)*4*Lanes + (o%Lanes)*4 + i%4
}

// resize makes m a matrix of zeros, reusing its memory if it is large enough.
func (m *Matrix) resize(in, out int) {
	m.in, m.out = Pad(in), Pad(out)
	m.data = zeros(m.data, m.in*m.out)
	m.scale = zeros(m.scale, m.out)
	m.bias = zeros(m.bias, m.out)
	m.sum = zeros(m.sum, m.out)
}

// zeros returns n zeros, reusing s if it is large enough.
func zeros[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// masked is added to the scores of padding keys, so that their share rounds to zero.
const masked = -1e30

// PackKeys fills m with rows of keys as columns: keys is [rows, width] with a stride; each row
// has its own symmetric scale, multiplied by factor. Padding columns are masked. width must be
// a multiple of Lanes, at most MaxHead.
func (m *Matrix) PackKeys(p Path, keys []float32, stride, rows, width int, factor float32) {
	m.resize(width, rows)
	p.packKeys(m, keys, stride, rows, width, factor)
	for t := rows; t < m.out; t++ {
		m.bias[t] = masked
	}
}

// MaxHead is the maximum width of an attention head.
const MaxHead = 256

// PackValues fills m with the columns of values, [rows, width] with a stride, each column with
// its own symmetric scale. width must be a multiple of Lanes, at most MaxHead.
func (m *Matrix) PackValues(p Path, values []float32, stride, rows, width int) {
	m.resize(rows, width)
	var inverse [MaxHead]float32
	p.columnMax(m.scale, values, stride, rows)
	for c := range width {
		m.scale[c], inverse[c] = symmetric(m.scale[c])
	}
	p.packValues(m, inverse[:width], values, stride, rows)
}

// Rows holds quantised activations, row by row: seven bits each, with a step and a zero point
// per row.
type Rows struct {
	n, width int
	data     []uint8
	step     []float32
	zero     []int32
}

// Reset makes room for n rows. width must be a multiple of Lanes.
func (r *Rows) Reset(n, width int) {
	if width%Lanes != 0 {
		panic("kernel: width is not a multiple of 16")
	}
	r.n, r.width = n, width
	if cap(r.data) < n*width {
		r.data = make([]uint8, n*width)
	}
	if cap(r.step) < n {
		r.step, r.zero = make([]float32, n), make([]int32, n)
	}
	r.data, r.step, r.zero = r.data[:n*width], r.step[:n], r.zero[:n]
}

// Quantise fills r with n rows of x of the given width and stride.
func (r *Rows) Quantise(p Path, x []float32, stride, n, width int) {
	r.Reset(n, width)
	p.quantise(r, x, stride)
}

// Softmax fills r with exp(x-max) of n rows of x; the division by the sum is left to the row's
// step. width must be a multiple of Lanes.
func (r *Rows) Softmax(p Path, x []float32, n, width int) {
	r.Reset(n, width)
	clear(r.zero)
	if p == Plain || n == 0 || width == 0 {
		softmaxPlain(r, x)
		return
	}
	_ = x[n*width-1]
	softmaxFast(p, r, x)
}

// Mul writes the product of rows and matrix, scaled and with the bias added, to dst, [rows,
// m.Stride()] with a stride.
func (p Path) Mul(dst []float32, stride int, r *Rows, m *Matrix) {
	if r.width != m.in || stride < m.out {
		panic(fmt.Sprintf("kernel: rows of %d for %d inputs, stride %d for %d outputs", r.width, m.in, stride, m.out))
	}
	if r.n == 0 {
		return
	}
	_ = dst[(r.n-1)*stride+m.out-1]
	p.mul(dst, stride, r, m)
}

// finish converts one row's integer sums for the panel at column o to results.
func (m *Matrix) finish(dst []float32, acc *[Lanes]int32, o int, step float32, zero int32) {
	dst = dst[:Lanes]
	scale, bias, sum := m.scale[o:o+Lanes], m.bias[o:o+Lanes], m.sum[o:o+Lanes]
	for j := range dst {
		f := float32(acc[j] - zero*sum[j])
		dst[j] = float32(f*float32(step*scale[j])) + bias[j]
	}
}
