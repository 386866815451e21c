package kernel

import "math"

// The constants of exp: exp(x) = 2^n * exp(r), n = x/ln 2 rounded, |r| at most half of ln 2.
// The polynomial is that of the Cephes library (Moshier), accurate to about one unit in the
// last place.
const (
	expLow   = -87.0
	expHigh  = 88.0
	log2e    = 1.44269504088896341
	ln2High  = 0.693359375
	ln2Low   = -2.12194440e-4
	exp0     = 1.9875691500e-4
	exp1     = 1.3981999507e-3
	exp2     = 8.3334519073e-3
	exp3     = 4.1665795894e-2
	exp4     = 1.6666665459e-1
	exp5     = 5.0000001201e-1
	geluRate = 1.5957691216057308 // 2*sqrt(2/pi)
	geluCube = 0.044715
	levels   = 127
	minPower = -5.6 // least exponent whose share does not round to zero; in attention, most do
)

// rounder, added to a float32 of magnitude below 2^22, rounds it half to even and leaves the
// integer in the low bits.
const (
	rounder     = 3 << 22
	rounderBits = 0x4b400000
)

// round rounds x half to even; |x| must be below 2^22.
func round(x float32) int32 { return int32(math.Float32bits(x+rounder)) - rounderBits }

// exp is the exponential function of all paths.
func exp(x float32) float32 {
	x = max(min(x, expHigh), expLow)
	n := float32(float32(x*log2e)+rounder) - rounder
	r := x - float32(n*ln2High)
	r -= float32(n * ln2Low)
	y := float32(exp0*r) + exp1
	y = float32(y*r) + exp2
	y = float32(y*r) + exp3
	y = float32(y*r) + exp4
	y = float32(y*r) + exp5
	y = float32(y*float32(r*r)) + r
	y++
	return y * math.Float32frombits(uint32(int32(n)+127)<<23)
}

func geluPlain(x []float32) {
	for i, v := range x {
		cube := float32(float32(v*v) * v)
		z := float32(geluRate * (v + float32(geluCube*cube)))
		x[i] = v / (1 + exp(-z))
	}
}

func softmaxPlain(r *Rows, x []float32) {
	for i := range r.n {
		sum := sharesPlain(r.data[i*r.width:(i+1)*r.width], x[i*r.width:(i+1)*r.width])
		r.step[i] = 1 / float32(sum)
	}
}

func sharesPlain(dst []uint8, x []float32) int32 {
	top := x[0]
	for _, v := range x {
		top = max(top, v)
	}
	var sum int32
	for i, v := range x {
		if v-top < minPower {
			dst[i] = 0
			continue
		}
		u := round(float32(exp(v-top) * levels))
		dst[i] = uint8(u)
		sum += u
	}
	return sum
}

// minStep is the least step: the inverse of a smaller one could be infinite. Rows within it
// become zeros.
const minStep = 1e-37

// steps derives a row's step, its inverse and its zero point from the least and greatest
// value, with low <= 0 <= high.
func steps(low, high float32) (step, inverse float32, zero int32) {
	step = (high - low) / levels
	if step < minStep {
		step = 1
	}
	return step, 1 / step, round(-low / step)
}

func quantisePlain(r *Rows, x []float32, stride int) {
	for i := range r.n {
		row := x[i*stride : i*stride+r.width]
		var low, high float32
		for _, v := range row {
			low, high = min(low, v), max(high, v)
		}
		step, inverse, zero := steps(low, high)
		for k, v := range row {
			r.data[i*r.width+k] = uint8(min(max(round(float32(v*inverse))+zero, 0), levels))
		}
		r.step[i], r.zero[i] = step, zero
	}
}

// symmetric derives the scale of signed values and its inverse from the greatest magnitude.
func symmetric(top float32) (scale, inverse float32) {
	scale = top / levels
	if scale < minStep {
		scale = 1
	}
	return scale, 1 / scale
}

// signed rounds to eight bits; only the rounding of the inverse can make the magnitude exceed
// 127.
func signed(x float32) int32 { return min(max(round(x), -levels), levels) }

func packKeysPlain(m *Matrix, x []float32, stride, rows, width int, factor float32) {
	for t := range rows {
		key := x[t*stride : t*stride+width]
		var top float32
		for _, v := range key {
			top = max(top, v, -v)
		}
		scale, inverse := symmetric(top)
		m.scale[t] = scale * factor
		for i, v := range key {
			q := signed(float32(v * inverse))
			m.data[m.index(t, i)] = int8(q)
			m.sum[t] += q
		}
	}
}

func columnMaxPlain(top, x []float32, stride, rows int) {
	for t := range rows {
		for c, v := range x[t*stride : t*stride+len(top)] {
			top[c] = max(top[c], v, -v)
		}
	}
}

func packValuesPlain(m *Matrix, inverse, x []float32, stride, rows, first int) {
	for t := first; t < rows; t++ {
		for c, v := range x[t*stride : t*stride+len(inverse)] {
			m.data[m.index(c, t)] = int8(signed(float32(v * inverse[c])))
		}
	}
}

// total adds the lanes as a tree: eight pairs, four, two, one.
func total(lanes *[Lanes]float32) float32 {
	for half := Lanes / 2; half > 0; half /= 2 {
		for j := range half {
			lanes[j] += lanes[j+half]
		}
	}
	return lanes[0]
}

const normEpsilon = 1e-12

func normPlain(x, y, weight, bias []float32) {
	addPlain(x, y)
	for len(x) > 0 {
		normRow(x[:len(weight)], weight, bias)
		x = x[len(weight):]
	}
}

func normRow(x, weight, bias []float32) {
	var lanes [Lanes]float32
	for i, v := range x {
		lanes[i%Lanes] += v
	}
	n := float32(len(x))
	mean := total(&lanes) / n
	lanes = [Lanes]float32{}
	for i, v := range x {
		d := v - mean
		lanes[i%Lanes] += float32(d * d)
	}
	rate := 1 / float32(math.Sqrt(float64(total(&lanes)/n+normEpsilon)))
	for i, v := range x {
		x[i] = float32(float32((v-mean)*rate)*weight[i]) + bias[i]
	}
}

func addPlain(x, y []float32) {
	for i, v := range y {
		x[i] += v
	}
}

func dotFloatPlain(x, y []float32) float32 {
	var lanes [Lanes]float32
	for i, v := range x {
		lanes[i%Lanes] += float32(v * y[i])
	}
	return total(&lanes)
}
