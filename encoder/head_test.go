package encoder

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"readout/encoder/kernel"
	"readout/model"
)

const (
	testRoles    = 3
	testFeatures = 2
)

// heads returns a file with an eight-bit layer, a float32 layer and a pair; sizes are not
// multiples of sixteen.
func heads(t testing.TB) *model.Tensors {
	t.Helper()
	m := maker{model.NewTensorWriter("deep", nil, nil), rand.New(rand.NewPCG(1, 2))}
	m.linear("bytes", 75, 21)
	m.floats("floats.weight", 0, .1, 21, 75)
	m.floats("floats.bias", 0, .1, 21)
	m.linear("pair.q1", 96, 40)
	m.linear("pair.q2", 40, testRoles*24)
	m.linear("pair.none", 40, testRoles)
	m.linear("pair.k1", 48, 56)
	m.linear("pair.k2", 56, testRoles*24)
	m.linear("pair.kb", 56, testRoles)
	m.floats("pair.dist", 0, .1, testRoles, distances)
	m.floats("pair.feat", 0, .1, testRoles, testFeatures)
	return open(t, m.TensorWriter)
}

func random(seed uint64, n int) []float32 {
	r, x := rand.New(rand.NewPCG(seed, seed)), make([]float32, n)
	for i := range x {
		x[i] = float32(r.NormFloat64())
	}
	return x
}

// layerOf computes the layer in float64, with the stored weights and unquantised inputs.
func layerOf(t *testing.T, f *model.Tensors, name string, x []float32) []float64 {
	t.Helper()
	shape := f.Shape(name + ".weight")
	out, in := shape[0], shape[1]
	weight := make([]float64, out*in)
	if f.Type(name+".weight") == "i8" {
		w, err := f.Int8(name+".weight", out, in)
		if err != nil {
			t.Fatal(err)
		}
		scale, err := f.Float32(name+".scale", out)
		if err != nil {
			t.Fatal(err)
		}
		for i := range w {
			weight[i] = float64(w[i]) * float64(scale[i/in])
		}
	} else {
		w, err := f.Float32(name+".weight", out, in)
		if err != nil {
			t.Fatal(err)
		}
		for i := range w {
			weight[i] = float64(w[i])
		}
	}
	bias, err := f.Float32(name+".bias", out)
	if err != nil {
		t.Fatal(err)
	}
	y := make([]float64, len(x)/in*out)
	for i := range y {
		y[i] = float64(bias[i%out])
		for c := range in {
			y[i] += weight[i%out*in+c] * float64(x[i/out*in+c])
		}
	}
	return y
}

func near(t *testing.T, what string, got []float32, want []float64, within float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for i := range want {
		if math.Abs(float64(got[i])-want[i]) > within {
			t.Fatalf("%s: value %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestLinear(t *testing.T) {
	const n = 131
	f, x := heads(t), random(3, n*75)
	for name, within := range map[string]float64{"bytes": .05, "floats": 1e-5} {
		var plain []float32
		for _, path := range kernel.Paths() {
			l, err := LoadLinear(f, name, path)
			if err != nil {
				t.Fatal(err)
			}
			got := make([]float32, n*l.Out())
			l.Apply(got, x, n, new(Scratch))
			near(t, name, got, layerOf(t, f, name, x), within)
			if path == kernel.Plain {
				plain = got
			}
			if !same(got, plain) {
				t.Errorf("%s: %v differs from plain Go", name, path)
			}
			if l.In() != 75 || l.Out() != 21 {
				t.Errorf("%s: %d to %d", name, l.In(), l.Out())
			}
		}
	}
}

func geluOf(x []float64) []float32 {
	y := make([]float32, len(x))
	for i, v := range x {
		y[i] = float32(.5 * v * (1 + math.Tanh(math.Sqrt(2/math.Pi)*(v+.044715*v*v*v))))
	}
	return y
}

func TestPair(t *testing.T) {
	const queries, keys, at, from, to = 3, 150, 70, 5, 145
	f := heads(t)
	xq, xk := random(4, queries*96), random(5, keys*48)
	features := make([]uint8, to-from)
	for i := range features {
		features[i] = uint8(i % testFeatures)
	}
	q2 := layerOf(t, f, "pair.q2", geluOf(layerOf(t, f, "pair.q1", xq)))
	none := layerOf(t, f, "pair.none", geluOf(layerOf(t, f, "pair.q1", xq)))
	gk := geluOf(layerOf(t, f, "pair.k1", xk))
	k2, kb := layerOf(t, f, "pair.k2", gk), layerOf(t, f, "pair.kb", gk)
	dist, err := f.Float32("pair.dist", testRoles, distances)
	if err != nil {
		t.Fatal(err)
	}
	feat, err := f.Float32("pair.feat", testRoles, testFeatures)
	if err != nil {
		t.Fatal(err)
	}
	for i := range queries {
		var want []float64
		for r := range testRoles {
			for k := from; k < to; k++ {
				score := kb[k*testRoles+r]
				for c := range 24 {
					score += q2[(i*testRoles+r)*24+c] * k2[(k*testRoles+r)*24+c] / math.Sqrt(24)
				}
				score += float64(dist[r*distances+bucketOf(k-at)]) + float64(feat[r*testFeatures+(k-from)%testFeatures])
				want = append(want, score)
			}
		}
		var plain []float32
		for _, path := range kernel.Paths() {
			p, err := LoadPair(f, "pair", path)
			if err != nil {
				t.Fatal(err)
			}
			var q Queries
			var k Keys
			s := new(Scratch)
			p.Queries(&q, xq, queries, s)
			p.Keys(&k, xk, keys, s)
			near(t, "none", q.None, none, .05)
			got := make([]float32, testRoles*(to-from))
			p.Score(got, &q, i, at, &k, from, to, features)
			near(t, "scores", got, want, .05)
			if path == kernel.Plain {
				plain = got
			}
			if !same(got, plain) {
				t.Errorf("%v differs from plain Go", path)
			}
		}
	}
}

// bucketOf returns the bucket of a distance by its formula.
func bucketOf(d int) int {
	a := min(max(d, -d), 400)
	b := a
	if a >= 8 {
		b = min(8+int(math.Floor(math.Log2(float64(a)/8)*3)), 24)
	}
	if d < 0 {
		return b
	}
	return b + 25
}

func TestBucket(t *testing.T) {
	p, err := LoadPair(heads(t), "pair", kernel.Plain)
	if err != nil {
		t.Fatal(err)
	}
	for d := -600; d <= 600; d++ {
		if got, want := p.bucket(d), bucketOf(d); got != want {
			t.Errorf("distance %d is in bucket %d, want %d", d, got, want)
		}
	}
	if p.Roles() != testRoles || p.Features() != testFeatures || p.QueryWidth() != 96 || p.KeyWidth() != 48 {
		t.Errorf("%d roles, %d features, %d by %d", p.Roles(), p.Features(), p.QueryWidth(), p.KeyWidth())
	}
}

// A pair without its three optional parts.
func TestPairWithoutExtras(t *testing.T) {
	m := maker{model.NewTensorWriter("deep", nil, nil), rand.New(rand.NewPCG(1, 2))}
	for _, name := range []string{"p.q1", "p.q2", "p.k1", "p.k2"} {
		m.linear(name, 16, 16)
	}
	m.linear("p.kb", 16, 1)
	p, err := LoadPair(open(t, m.TensorWriter), "p", kernel.Best())
	if err != nil {
		t.Fatal(err)
	}
	var q Queries
	var k Keys
	s, got := new(Scratch), make([]float32, 2)
	p.Queries(&q, random(6, 16), 1, s)
	p.Keys(&k, random(7, 32), 2, s)
	p.Score(got, &q, 0, 0, &k, 0, 2, nil)
	if len(q.None) != 0 || got[0] == got[1] || p.Features() != 0 {
		t.Errorf("none %v, scores %v", q.None, got)
	}
}

func TestHeadsRefuse(t *testing.T) {
	f := heads(t)
	if _, err := LoadLinear(f, "absent", kernel.Plain); err == nil || !strings.HasPrefix(err.Error(), "encoder: ") {
		t.Errorf("no such layer: %v", err)
	}
	if _, err := LoadLinear(f, "pair.dist", kernel.Plain); err == nil {
		t.Error("a table for a layer")
	}
	m := maker{model.NewTensorWriter("deep", nil, nil), rand.New(rand.NewPCG(1, 2))}
	for _, name := range []string{"p.q1", "p.q2", "p.k1"} {
		m.linear(name, 16, 16)
	}
	m.linear("p.k2", 16, 24)
	m.linear("p.kb", 16, 1)
	if _, err := LoadPair(open(t, m.TensorWriter), "p", kernel.Plain); err == nil ||
		!strings.Contains(err.Error(), "do not match") {
		t.Errorf("layers of other sizes: %v", err)
	}
}
