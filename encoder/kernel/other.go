//go:build !amd64 || purego

package kernel

// Row operations for builds without assembly.

func geluFast(_ Path, x []float32)             { geluPlain(x) }
func addFast(x, y []float32)                   { addPlain(x, y) }
func normFast(x, y, weight, bias []float32)    { normPlain(x, y, weight, bias) }
func dotFloatFast(x, y []float32) float32      { return dotFloatPlain(x, y) }
func softmaxFast(_ Path, r *Rows, x []float32) { softmaxPlain(r, x) }

func quantiseFast(r *Rows, x []float32, stride int) { quantisePlain(r, x, stride) }

func packKeysFast(m *Matrix, x []float32, stride, rows int, factor float32) {
	packKeysPlain(m, x, stride, rows, m.in, factor)
}

func columnMaxFast(top, x []float32, stride, rows int) { columnMaxPlain(top, x, stride, rows) }

func packValuesFast(m *Matrix, inverse, x []float32, stride, rows int) {
	packValuesPlain(m, inverse, x, stride, rows, 0)
}
