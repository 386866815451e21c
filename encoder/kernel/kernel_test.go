package kernel

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// fast returns the paths besides plain Go; a build without any compares plain Go with itself.
func fast() []Path { return Paths()[min(1, len(Paths())-1):] }

func floats(r *rand.Rand, n int, spread float64) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64() * spread)
	}
	return x
}

func bits(t *testing.T, what string, got, want []float32) {
	t.Helper()
	for i := range want {
		if math.Float32bits(got[i]) != math.Float32bits(want[i]) {
			t.Fatalf("%s: element %d of %d is %v, plain Go has %v", what, i, len(want), got[i], want[i])
		}
	}
}

func matrix(r *rand.Rand, in, out int) *Matrix {
	weight := make([]int8, in*out)
	for i := range weight {
		weight[i] = int8(r.IntN(255) - 127)
	}
	m, err := NewMatrix(weight, floats(r, out, .01), floats(r, out, 1), in, out)
	if err != nil {
		panic(err)
	}
	return m
}

func TestMulIsTheSameOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		in, out, n := 1+r.IntN(400), 1+r.IntN(120), r.IntN(30)
		m, stride := matrix(r, in, out), Pad(out)+r.IntN(3)
		x := floats(r, n*Pad(in), math.Exp(r.NormFloat64()*3))
		var rows Rows
		rows.Quantise(Plain, x, Pad(in), n, Pad(in))
		want := make([]float32, n*stride)
		Plain.Mul(want, stride, &rows, m)
		for _, p := range fast() {
			got := make([]float32, n*stride)
			var quick Rows
			quick.Quantise(p, x, Pad(in), n, Pad(in))
			if !slices.Equal(quick.data, rows.data) || !slices.Equal(quick.zero, rows.zero) {
				t.Fatalf("%v: rows of %d are quantised otherwise", p, in)
			}
			bits(t, p.String(), quick.step, rows.step)
			p.Mul(got, stride, &quick, m)
			bits(t, fmt.Sprintf("%v: %d rows of %d to %d", p, n, in, out), got, want)
		}
	}
}

// The largest sums: every activation 127, every weight at its maximum.
func TestMulDoesNotSaturate(t *testing.T) {
	for _, w := range []int8{127, -127, -128} {
		weight := slices.Repeat([]int8{w}, 1536*48)
		m, err := NewMatrix(weight, slices.Repeat([]float32{1}, 48), nil, 1536, 48)
		if err != nil {
			t.Fatal(err)
		}
		var rows Rows
		rows.Reset(9, 1536)
		for i := range rows.data {
			rows.data[i] = 127
		}
		for i := range rows.step {
			rows.step[i], rows.zero[i] = 1, 0
		}
		for _, p := range Paths() {
			dst := make([]float32, 9*48)
			p.Mul(dst, 48, &rows, m)
			for _, got := range dst {
				if want := float32(127 * 1536 * int32(w)); got != want {
					t.Fatalf("%v: %v, want %v", p, got, want)
				}
			}
		}
	}
}

func TestMulAgainstFloat64(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	const in, out = 96, 33
	weight := make([]int8, in*out)
	for i := range weight {
		weight[i] = int8(r.IntN(255) - 127)
	}
	scale, bias, x := floats(r, out, .01), floats(r, out, 1), floats(r, in, 2)
	m, err := NewMatrix(weight, scale, bias, in, out)
	if err != nil {
		t.Fatal(err)
	}
	var rows Rows
	rows.Quantise(Best(), x, in, 1, in)
	got := make([]float32, m.Stride())
	Best().Mul(got, m.Stride(), &rows, m)
	for o := range out {
		want, reach := float64(bias[o]), 0.
		for i, v := range x {
			w := float64(weight[o*in+i]) * float64(scale[o])
			want += w * float64(v)
			reach += math.Abs(w) * float64(rows.step[0])
		}
		if math.Abs(float64(got[o])-want) > reach {
			t.Errorf("output %d: %v, want %v within %v", o, got[o], want, reach)
		}
	}
}

func TestRowsAreTheSameOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for i := range 200 {
		n := 16 * (1 + r.IntN(40))
		if i%4 == 0 {
			n = 1 + r.IntN(100)
		}
		x := floats(r, n, math.Exp(r.NormFloat64()*3))
		if i%7 == 0 {
			clear(x)
		}
		y, z := floats(r, n, 1), floats(r, n, 1)
		width := max(1, n/3)
		if n >= 3*Lanes {
			width &^= Lanes - 1
		}
		for _, p := range fast() {
			each := func(what string, run func(p Path, x []float32)) {
				t.Helper()
				want, got := slices.Clone(x), slices.Clone(x)
				run(Plain, want)
				run(p, got)
				bits(t, fmt.Sprintf("%v: %s of %d", p, what, n), got, want)
			}
			each("gelu", func(p Path, x []float32) { p.Gelu(x) })
			each("add", func(p Path, x []float32) { p.Add(x, y) })
			each("norm", func(p Path, x []float32) { p.Norm(x, y, z, y) })
			each("norm of rows", func(p Path, x []float32) {
				p.Norm(x[:n/width*width], y, z[:width], y[:width])
			})
			each("dot", func(p Path, x []float32) { x[0] = p.Dot(x, y) })
		}
	}
}

// Rows of every remainder modulo Lanes, to test what follows the last whole block, and values
// beyond the range of exp.
func TestSoftmaxIsTheSameOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for width := Lanes; width <= 15*Lanes; width += Lanes {
		n := 1 + r.IntN(5)
		x := floats(r, n*width, math.Exp(r.NormFloat64()*2))
		for i := range n {
			x[i*width+r.IntN(width)] = masked
		}
		var want Rows
		want.Softmax(Plain, x, n, width)
		for _, p := range fast() {
			var got Rows
			got.Softmax(p, x, n, width)
			if !slices.Equal(got.data, want.data) || !slices.Equal(got.zero, want.zero) {
				t.Fatalf("%v: %d rows of %d have other shares", p, n, width)
			}
			bits(t, fmt.Sprintf("%v: %d rows of %d", p, n, width), got.step, want.step)
		}
	}
}

func TestGeluOfExtremes(t *testing.T) {
	negative := float32(math.Copysign(0, -1))
	for _, v := range []float32{0, negative, 1e-40, -1e-40, 5.5, -5.5, 40, -40, 1e10, -1e10, 1e20, -1e20, 3e38, -3e38} {
		for n := Lanes; n <= 6*Lanes; n += Lanes {
			want := slices.Repeat([]float32{v}, n)
			geluPlain(want)
			for _, p := range fast() {
				got := slices.Repeat([]float32{v}, n)
				p.Gelu(got)
				bits(t, fmt.Sprintf("%v: gelu of %v", p, v), got, want)
			}
		}
	}
}

func TestAttentionIsTheSameOnEveryPath(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for i := range 40 {
		n, width := 1+r.IntN(150), 16*(1+r.IntN(3))
		stride := 3*width + r.IntN(2)
		x := floats(r, n*stride, math.Exp(r.NormFloat64()))
		if i%9 == 0 {
			clear(x[stride*(n/2):]) // rows without a step of their own
		}
		want := attend(Plain, x, x[width:], x[2*width:], n, width, stride)
		for _, p := range fast() {
			got := attend(p, x, x[width:], x[2*width:], n, width, stride)
			bits(t, fmt.Sprintf("%v: %d by %d", p, n, width), got, want)
		}
	}
}

func attend(p Path, q, k, v []float32, n, width, stride int) []float32 {
	var keys, values Matrix
	var rows Rows
	keys.PackKeys(p, k, stride, n, width, .2)
	values.PackValues(p, v, stride, n, width)
	rows.Quantise(p, q, stride, n, width)
	scores, out := make([]float32, n*keys.Stride()), make([]float32, n*width)
	p.Mul(scores, keys.Stride(), &rows, &keys)
	rows.Softmax(p, scores, n, keys.Stride())
	p.Mul(out, width, &rows, &values)
	return out
}

// Attention compared with float64 without quantisation.
func TestAttentionIsNearTheExact(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	const n, width = 37, 32
	q, k, v := floats(r, n*width, 1), floats(r, n*width, 1), floats(r, n*width, 1)
	got := attend(Best(), q, k, v, n, width, width)
	for i := range n {
		var want [width]float64
		var sum float64
		for t := range n {
			var s float64
			for c := range width {
				s += float64(q[i*width+c]) * float64(k[t*width+c])
			}
			e := math.Exp(s * .2)
			sum += e
			for c := range width {
				want[c] += e * float64(v[t*width+c])
			}
		}
		for c := range width {
			if d := math.Abs(float64(got[i*width+c]) - want[c]/sum); d > .05 {
				t.Fatalf("row %d, column %d: %v, want %v", i, c, got[i*width+c], want[c]/sum)
			}
		}
	}
}

func TestExp(t *testing.T) {
	for x := float32(-87); x < 88; x += .0137 {
		want := math.Exp(float64(x))
		if got := float64(exp(x)); math.Abs(got-want) > 2e-7*want {
			t.Fatalf("exp(%v) is %v, want %v", x, got, want)
		}
	}
	for _, x := range []float32{-1e30, float32(math.Inf(-1))} {
		if got := exp(x); got > 1e-37 {
			t.Errorf("exp(%v) is %v", x, got)
		}
	}
}

func TestRoundIsHalfToEven(t *testing.T) {
	for x, want := range map[float32]int32{.5: 0, 1.5: 2, 2.5: 2, -.5: 0, -1.5: -2, -126.5: -126, 126.49: 126} {
		if got := round(x); got != want {
			t.Errorf("round(%v) is %d, want %d", x, got, want)
		}
	}
}

func TestQuantiseExtremes(t *testing.T) {
	for _, x := range [][]float32{{0, 0}, {1, 2}, {-1, -2}, {-1, 1}, {3e38, -3e37}, {1e-38, 0}} {
		x = append(x, make([]float32, 14)...)
		for _, p := range Paths() {
			var rows Rows
			rows.Quantise(p, x, 16, 1, 16)
			for i, v := range x {
				back := float64(int32(rows.data[i])-rows.zero[0]) * float64(rows.step[0])
				if math.Abs(back-float64(v)) > float64(rows.step[0]) {
					t.Errorf("%v: %v of %v comes back as %v", p, v, x[:2], back)
				}
			}
		}
	}
}

func TestByName(t *testing.T) {
	for _, p := range Paths() {
		if got, err := ByName(p.String()); err != nil || got != p {
			t.Errorf("%v: %v, %v", p, got, err)
		}
	}
	if p, err := ByName(""); err != nil || p != Best() {
		t.Errorf("no name: %v, %v", p, err)
	}
	if _, err := ByName("abacus"); err == nil {
		t.Error("a path of no processor")
	}
}

func TestNewMatrixRefuses(t *testing.T) {
	if _, err := NewMatrix(make([]int8, 5), make([]float32, 2), nil, 3, 2); err == nil {
		t.Error("five weights for three by two")
	}
}

func BenchmarkMul(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	for _, size := range [][2]int{{384, 1152}, {384, 384}, {384, 1536}, {1536, 384}} {
		m, x := matrix(r, size[0], size[1]), floats(r, 64*size[0], 1)
		dst := make([]float32, 64*size[1])
		for _, p := range Paths() {
			b.Run(fmt.Sprintf("%v/%dx%d", p, size[0], size[1]), func(b *testing.B) {
				var rows Rows
				rows.Quantise(p, x, size[0], 64, size[0])
				for b.Loop() {
					p.Mul(dst, size[1], &rows, m)
				}
				mac := float64(64*size[0]*size[1]) * float64(b.N)
				b.ReportMetric(mac/b.Elapsed().Seconds()/1e9, "GMAC/s")
			})
		}
	}
}

func BenchmarkRows(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	x, y := floats(r, 1536, 1), make([]float32, 1536)
	for _, p := range Paths() {
		run := func(what string, f func()) {
			b.Run(fmt.Sprintf("%v/%s", p, what), func(b *testing.B) {
				for b.Loop() {
					f()
				}
				b.ReportMetric(b.Elapsed().Seconds()/float64(b.N)/1536*1e9, "ns/element")
			})
		}
		var rows Rows
		run("gelu", func() { copy(y, x); p.Gelu(y) })
		run("norm", func() { copy(y, x); p.Norm(y, x, x, x) })
		run("quantise", func() { rows.Quantise(p, x, 1536, 1, 1536) })
		run("softmax", func() { rows.Softmax(p, x, 1, 1536) })
	}
}
