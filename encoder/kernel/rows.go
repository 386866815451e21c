package kernel

// Operations on rows of float32. If the length is not a multiple of Lanes, plain Go computes
// the rest or the whole row, to the same bits.

// Gelu replaces x by x*sigmoid(1.59577(x + 0.044715x³)), the tanh form.
func (p Path) Gelu(x []float32) {
	whole := len(x) &^ (Lanes - 1)
	if p == Plain {
		whole = 0
	}
	if whole > 0 {
		geluFast(p, x[:whole])
	}
	geluPlain(x[whole:])
}

// Add adds y to x; y must be at least as long as x.
func (p Path) Add(x, y []float32) {
	y = y[:len(x)]
	whole := len(x) &^ (Lanes - 1)
	if p == Plain {
		whole = 0
	}
	if whole > 0 {
		addFast(x[:whole], y[:whole])
	}
	addPlain(x[whole:], y[whole:])
}

// Norm adds y to x and replaces each row of x, which is as long as weight and bias, by its
// layer norm.
func (p Path) Norm(x, y, weight, bias []float32) {
	y, bias = y[:len(x)], bias[:len(weight)]
	if len(x) == 0 {
		return
	}
	if p == Plain || len(weight)%Lanes != 0 {
		normPlain(x, y, weight, bias)
		return
	}
	normFast(x, y, weight, bias)
}

// Dot returns the dot product of two rows of the same length.
func (p Path) Dot(x, y []float32) float32 {
	y = y[:len(x)]
	if p == Plain || len(x) == 0 || len(x)%Lanes != 0 {
		return dotFloatPlain(x, y)
	}
	return dotFloatFast(x, y)
}

// quantise fills r with rows of x at the given stride.
func (p Path) quantise(r *Rows, x []float32, stride int) {
	if p == Plain || r.n == 0 || r.width == 0 {
		quantisePlain(r, x, stride)
		return
	}
	_ = x[(r.n-1)*stride+r.width-1]
	quantiseFast(r, x, stride)
}

// packKeys quantises rows of keys into the columns of m.
func (p Path) packKeys(m *Matrix, x []float32, stride, rows, width int, factor float32) {
	if p == Plain || rows == 0 || width%Lanes != 0 {
		packKeysPlain(m, x, stride, rows, width, factor)
		return
	}
	_ = x[(rows-1)*stride+width-1]
	packKeysFast(m, x, stride, rows, factor)
}

// columnMax raises top to the greatest magnitude of each column.
func (p Path) columnMax(top, x []float32, stride, rows int) {
	if p == Plain || rows == 0 {
		columnMaxPlain(top, x, stride, rows)
		return
	}
	_ = x[(rows-1)*stride+len(top)-1]
	columnMaxFast(top, x, stride, rows)
}

// packValues quantises the values into m, four rows at a time.
func (p Path) packValues(m *Matrix, inverse, x []float32, stride, rows int) {
	whole := rows &^ 3
	if p == Plain {
		whole = 0
	}
	if whole > 0 {
		_ = x[(rows-1)*stride+len(inverse)-1]
		packValuesFast(m, inverse, x, stride, whole)
	}
	packValuesPlain(m, inverse, x, stride, rows, whole)
}
