package kernel

// The steps on rows of float32. A row whose length is no multiple of Lanes is computed in plain Go, to the same bits.

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

// Add adds y to x; y is as long as x or longer.
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

// Norm replaces x by its layer norm with that weight and bias.
func (p Path) Norm(x, weight, bias []float32) {
	weight, bias = weight[:len(x)], bias[:len(x)]
	if p == Plain || len(x) == 0 || len(x)%Lanes != 0 {
		normPlain(x, weight, bias)
		return
	}
	normFast(x, weight, bias)
}

// Dot returns the product of two rows of one length.
func (p Path) Dot(x, y []float32) float32 {
	y = y[:len(x)]
	if p == Plain || len(x) == 0 || len(x)%Lanes != 0 {
		return dotFloatPlain(x, y)
	}
	return dotFloatFast(x, y)
}

func (p Path) quantise(dst []uint8, x []float32) (float32, int32) {
	dst = dst[:len(x)]
	if p == Plain || len(x) == 0 {
		return quantisePlain(dst, x)
	}
	low, high := rangeFast(x)
	step, inverse, zero := steps(low, high)
	quantiseFast(dst, x, inverse, zero)
	return step, zero
}

func (p Path) quantiseKey(dst []int8, x []float32) (scale float32, sum int32) {
	dst = dst[:len(x)]
	if p == Plain || len(x)%Lanes != 0 {
		return quantiseKeyPlain(dst, x)
	}
	low, high := rangeFast(x)
	scale, inverse := symmetric(max(high, -low))
	return scale, signedFast(dst, x, inverse)
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

// packValues rounds the values into m, in fours of rows.
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
