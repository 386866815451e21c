package kernel

// Products in plain Go. Two columns share a multiplication: a pair holds the weight of one
// column in its low 32 bits and that of another in its high 32 bits, so one int64 accumulates
// both sums. No sum reaches 31 bits.
const (
	pairs       = Lanes / 2
	plainRows   = 32 // rows processed for each block of pairs
	plainInputs = 64
)

func mulPlain(dst []float32, stride int, r *Rows, m *Matrix) {
	var weights [plainInputs][pairs]int64
	for o := 0; o < m.out; o += Lanes {
		for first := 0; first < r.n; first += plainRows {
			var sums [plainRows][pairs]int64
			count := min(plainRows, r.n-first)
			for k := 0; k < m.in; k += plainInputs {
				inputs := min(plainInputs, m.in-k)
				pair(&weights, m.data[o*m.in+k*Lanes:o*m.in+(k+inputs)*Lanes])
				for i := range count {
					at := (first+i)*r.width + k
					dotPlain(&sums[i], r.data[at:at+inputs], &weights)
				}
			}
			for i := first; i < first+count; i++ {
				acc := split(&sums[i-first])
				m.finish(dst[i*stride+o:], &acc, o, r.step[i], r.zero[i])
			}
		}
	}
}

// pair builds the pairs of a part of a panel: for each input, the weights of columns 0 and 8,
// 1 and 9, ….
func pair(weights *[plainInputs][pairs]int64, panel []int8) {
	for k := 0; len(panel) >= 4*Lanes; k++ {
		for i := range 4 {
			w := &weights[4*k+i]
			for j := range w {
				w[j] = int64(panel[4*j+i]) + int64(panel[4*(j+pairs)+i])<<32
			}
		}
		panel = panel[4*Lanes:]
	}
}

// dotPlain adds the products of a part of a row with the pairs of its inputs.
func dotPlain(sums *[pairs]int64, row []uint8, weights *[plainInputs][pairs]int64) {
	s0, s1, s2, s3, s4, s5, s6, s7 := sums[0], sums[1], sums[2], sums[3], sums[4], sums[5], sums[6], sums[7]
	for k, a := range row[:min(len(row), plainInputs)] {
		x, w := int64(a), &weights[k]
		s0 += x * w[0]
		s1 += x * w[1]
		s2 += x * w[2]
		s3 += x * w[3]
		s4 += x * w[4]
		s5 += x * w[5]
		s6 += x * w[6]
		s7 += x * w[7]
	}
	*sums = [pairs]int64{s0, s1, s2, s3, s4, s5, s6, s7}
}

// split returns the sums of the columns. A negative low sum has borrowed one from the high
// sum.
func split(sums *[pairs]int64) (acc [Lanes]int32) {
	for j, s := range sums {
		low := int32(s)
		acc[j], acc[j+pairs] = low, int32((s-int64(low))>>32)
	}
	return acc
}
