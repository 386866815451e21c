//go:build !amd64 || purego

package kernel

// Paths returns the paths of this processor, from the slowest on.
func Paths() []Path { return []Path{Plain} }

func (p Path) mul(dst []float32, stride int, r *Rows, m *Matrix) { mulPlain(dst, stride, r, m) }

func geluFast(_ Path, x []float32)             { geluPlain(x) }
func addFast(x, y []float32)                   { addPlain(x, y) }
func normFast(x, weight, bias []float32)       { normPlain(x, weight, bias) }
func dotFloatFast(x, y []float32) float32      { return dotFloatPlain(x, y) }
func softmaxFast(_ Path, r *Rows, x []float32) { softmaxPlain(r, x) }

func rangeFast(x []float32) (low, high float32) {
	for _, v := range x {
		low, high = min(low, v), max(high, v)
	}
	return low, high
}

func quantiseFast(dst []uint8, x []float32, inverse float32, zero int32) {
	for i, v := range x {
		dst[i] = uint8(min(max(round(float32(v*inverse))+zero, 0), levels))
	}
}

func signedFast(dst []int8, x []float32, inverse float32) (sum int32) {
	for i, v := range x {
		q := signed(float32(v * inverse))
		dst[i] = int8(q)
		sum += q
	}
	return sum
}

func columnMaxFast(top, x []float32, stride, rows int) { columnMaxPlain(top, x, stride, rows) }

func packValuesFast(m *Matrix, inverse, x []float32, stride, rows int) {
	packValuesPlain(m, inverse, x, stride, rows, 0)
}
