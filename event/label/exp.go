package label

import "math"

// Exp is e to the power of x, with the same bits on every machine: math.Exp is written
// in assembly on some, and a compiler may fuse a product with a sum.
//
// Source: Cody and Waite's reduction; the series ends where float64 does for |r| <= ln2/2.
func Exp(x float64) float64 {
	if x < -700 {
		return 0
	}
	const ln2High, ln2Low = 6.93147180369123816490e-01, 1.90821492927058770002e-10
	k := math.Floor(float64(x*math.Log2E) + 0.5)
	r := float64(x-float64(k*ln2High)) - float64(k*ln2Low)
	sum := 1.0
	for i := 13; i > 0; i-- {
		sum = 1 + float64(float64(r*sum)/float64(i))
	}
	if k < -1000 || k > 1000 {
		return math.Ldexp(sum, int(k))
	}
	return sum * math.Float64frombits(uint64(int(k)+1023)<<52) // exact, and a fraction of Ldexp's time
}

// Softmax writes the shares of logits to dst.
func Softmax(dst []float64, logits []float32) {
	top := float64(logits[Argmax(logits)])
	sum := 0.0
	for i, x := range logits {
		dst[i] = Exp(float64(x) - top)
		sum += dst[i]
	}
	for i := range logits {
		dst[i] /= sum
	}
}

// Sigmoid is the share of yes.
func Sigmoid(x float32) float64 {
	if x < 0 {
		e := Exp(float64(x))
		return e / (1 + e)
	}
	return 1 / (1 + Exp(float64(-x)))
}
