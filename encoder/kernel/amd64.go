//go:build amd64 && !purego

package kernel

import (
	"unsafe"

	"golang.org/x/sys/cpu"
)

// Paths returns the paths of this processor, slowest first.
func Paths() []Path {
	paths := []Path{Plain}
	if cpu.X86.HasAVX2 {
		paths = append(paths, AVX2)
		if cpu.X86.HasAVX512F && cpu.X86.HasAVX512BW && cpu.X86.HasAVX512VNNI {
			paths = append(paths, VNNI)
		}
	}
	return paths
}

// block holds the arguments and state of one assembly call: groups of rows by a few panels.
type block struct {
	rows      *uint8
	width     int // row stride in bytes
	panel     *int8
	panelSize int // panel stride in bytes
	steps     int // groups of four inputs
	dst       *float32
	stride    int // row stride of dst in bytes
	step      *float32
	zero      *int32
	scale     *float32
	bias      *float32
	sum       *int32
	groups    int
}

//go:noescape
func mulVNNI8x3(b *block)

//go:noescape
func mulVNNI8x1(b *block)

//go:noescape
func mulAVX4x1(b *block)

//go:noescape
func mulAVX1x1(b *block)

func (p Path) mul(dst []float32, stride int, r *Rows, m *Matrix) {
	switch {
	case p == Plain:
		mulPlain(dst, stride, r, m)
	case p == VNNI && r.n >= 8:
		o := 0
		for ; o+3*Lanes <= m.out; o += 3 * Lanes {
			vnni8x3.mul(8, dst, stride, r, m, o)
		}
		for ; o < m.out; o += Lanes {
			vnni8x1.mul(8, dst, stride, r, m, o)
		}
	case r.n >= 4:
		for o := 0; o < m.out; o += Lanes {
			avx4x1.mul(4, dst, stride, r, m, o)
		}
	default:
		for o := 0; o < m.out; o += Lanes {
			avx1x1.mul(1, dst, stride, r, m, o)
		}
	}
}

// shape is the number of rows and panels that one step of the assembly computes.
type shape uint8

const (
	vnni8x3 shape = iota
	vnni8x1
	avx4x1
	avx1x1
)

// mul computes all rows for the panels from column o on, in groups of size rows. The last
// group may overlap the one before, so some rows are computed twice.
func (k shape) mul(size int, dst []float32, stride int, r *Rows, m *Matrix, o int) {
	b := at(dst, stride, r, m, 0, o)
	b.groups = r.n / size
	k.call(&b)
	if r.n%size > 0 {
		b = at(dst, stride, r, m, r.n-size, o)
		k.call(&b)
	}
}

func (k shape) call(b *block) {
	switch k {
	case vnni8x3:
		mulVNNI8x3(b)
	case vnni8x1:
		mulVNNI8x1(b)
	case avx4x1:
		mulAVX4x1(b)
	case avx1x1:
		mulAVX1x1(b)
	}
}

// at returns the block that begins at row i and column o.
func at(dst []float32, stride int, r *Rows, m *Matrix, i, o int) block {
	return block{
		rows: &r.data[i*r.width], width: r.width,
		panel: &m.data[o*m.in], panelSize: m.in * Lanes, steps: m.in / 4,
		dst: &dst[i*stride+o], stride: stride * int(unsafe.Sizeof(dst[0])),
		step: &r.step[i], zero: &r.zero[i],
		scale: &m.scale[o], bias: &m.bias[o], sum: &m.sum[o],
		groups: 1,
	}
}

//go:noescape
func geluAVX(x *float32, n int)

//go:noescape
func addAVX(x, y *float32, n int)

//go:noescape
func normAVX(x, y *float32, n, rows int, weight, bias *float32)

//go:noescape
func dotAVX(x, y *float32, n int) float32

//go:noescape
func sharesAVX(dst *uint8, x *float32, n int) int32

//go:noescape
func quantiseAVX(dst *uint8, x *float32, stride, rows, width int, step *float32, zero *int32)

//go:noescape
func packKeysAVX(dst *int8, x *float32, stride, rows, width int, scale *float32, sum *int32, factor float32)

//go:noescape
func columnMaxAVX(top, x *float32, width, stride, rows int)

//go:noescape
func packValuesAVX(dst *int8, inverse, x *float32, width, stride, rows, panelSize int)

//go:noescape
func gelu512(x *float32, n int)

//go:noescape
func softmax512(dst *uint8, x *float32, rows, width int, step *float32)

func geluFast(p Path, x []float32) {
	if p == VNNI {
		gelu512(&x[0], len(x))
		return
	}
	geluAVX(&x[0], len(x))
}

func softmaxFast(p Path, r *Rows, x []float32) {
	if p == VNNI {
		softmax512(&r.data[0], &x[0], r.n, r.width, &r.step[0])
		return
	}
	for i := range r.n {
		sum := sharesAVX(&r.data[i*r.width], &x[i*r.width], r.width)
		r.step[i] = 1 / float32(sum)
	}
}

func normFast(x, y, weight, bias []float32) {
	normAVX(&x[0], &y[0], len(weight), len(x)/len(weight), &weight[0], &bias[0])
}

func addFast(x, y []float32)              { addAVX(&x[0], &y[0], len(x)) }
func dotFloatFast(x, y []float32) float32 { return dotAVX(&x[0], &y[0], len(x)) }

func quantiseFast(r *Rows, x []float32, stride int) {
	quantiseAVX(&r.data[0], &x[0], 4*stride, r.n, r.width, &r.step[0], &r.zero[0])
}

func packKeysFast(m *Matrix, x []float32, stride, rows int, factor float32) {
	packKeysAVX(&m.data[0], &x[0], 4*stride, rows, m.in, &m.scale[0], &m.sum[0], factor)
}

func columnMaxFast(top, x []float32, stride, rows int) {
	columnMaxAVX(&top[0], &x[0], len(top), 4*stride, rows)
}

func packValuesFast(m *Matrix, inverse, x []float32, stride, rows int) {
	packValuesAVX(&m.data[0], &inverse[0], &x[0], len(inverse), 4*stride, rows, m.in*Lanes)
}
