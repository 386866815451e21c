package encoder

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"readout/encoder/kernel"
	"readout/model"
)

// maker writes random tensors.
type maker struct {
	*model.TensorWriter
	r *rand.Rand
}

func (m maker) floats(name string, middle, spread float64, shape ...int) {
	n := 1
	for _, size := range shape {
		n *= size
	}
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(middle + m.r.NormFloat64()*spread)
	}
	m.Float32(name, x, shape...)
}

func (m maker) linear(name string, in, out int) {
	weight := make([]int8, in*out)
	for i := range weight {
		weight[i] = int8(m.r.IntN(255) - 127)
	}
	m.Int8(name+".weight", weight, out, in)
	m.floats(name+".scale", .0006, .0001, out)
	m.floats(name+".bias", 0, .1, out)
}

func (m maker) norm(name string, width int) {
	m.floats(name+".weight", 1, .1, width)
	m.floats(name+".bias", 0, .1, width)
}

func open(t testing.TB, w *model.TensorWriter) *model.Tensors {
	t.Helper()
	data, err := w.Bytes()
	if err != nil {
		t.Fatal(err)
	}
	f, err := model.OpenTensors(data)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

const vocabulary = 50

var small = map[string]int{
	"width": 96, "heads": 3, "ff": 160, "layers": 2, "positions": MaxPieces, "shapes": 9, "quotes": 4, "places": 4,
}

// files returns the two files of a random network.
func files(t testing.TB, config map[string]int) (words, body *model.Tensors) {
	t.Helper()
	r := rand.New(rand.NewPCG(1, 2))
	w := maker{model.NewTensorWriter("words", nil, nil), r}
	width := config["width"]
	ids := make([]int8, vocabulary*width)
	for i := range ids {
		ids[i] = int8(r.IntN(255) - 127)
	}
	w.Int8("words.weight", ids, vocabulary, width)
	w.floats("words.scale", .01, .001, vocabulary)
	b := maker{model.NewTensorWriter("deep", config, nil), r}
	for _, table := range []string{"position", "shape", "quote", "place"} {
		b.floats(table, 0, .2, config[table+"s"], width)
	}
	b.norm("ln", width)
	for i := range config["layers"] {
		name := fmt.Sprintf("layer.%d.", i)
		b.linear(name+"qkv", width, 3*width)
		b.linear(name+"out", width, width)
		b.linear(name+"ff1", width, config["ff"])
		b.linear(name+"ff2", config["ff"], width)
		b.norm(name+"ln1", width)
		b.norm(name+"ln2", width)
	}
	return open(t, w.TensorWriter), open(t, b.TensorWriter)
}

func load(t testing.TB, config map[string]int, path kernel.Path) *Network {
	t.Helper()
	words, body := files(t, config)
	n, err := Load(words, body, nil, path)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func window(r *rand.Rand, pieces int) Window {
	w := Window{IDs: make([]int32, pieces)}
	w.Shape, w.Quote, w.Place = make([]uint8, pieces), make([]uint8, pieces), make([]uint8, pieces)
	for i := range pieces {
		w.IDs[i] = r.Int32N(vocabulary)
		w.Shape[i], w.Quote[i], w.Place[i] = uint8(r.IntN(9)), uint8(r.IntN(4)), uint8(r.IntN(4))
		if r.IntN(3) > 0 {
			w.First = append(w.First, int32(i))
		}
	}
	return w
}

func windows(r *rand.Rand, lengths ...int) []Window {
	out := make([]Window, len(lengths))
	for i, n := range lengths {
		out[i] = window(r, n)
	}
	return out
}

func same(a, b []float32) bool {
	return slices.EqualFunc(a, b, func(x, y float32) bool { return math.Float32bits(x) == math.Float32bits(y) })
}

func TestForwardIsTheSameOnEveryPath(t *testing.T) {
	ws := windows(rand.New(rand.NewPCG(3, 4)), 1, 2, 7, 33, 64, 65, 130)
	want, err := load(t, small, kernel.Plain).Forward(t.Context(), nil, ws, new(Scratch))
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range want {
		if v-v != 0 {
			t.Fatalf("a vector holds %v", v)
		}
	}
	for _, path := range kernel.Paths() {
		got, err := load(t, small, path).Forward(t.Context(), nil, ws, new(Scratch))
		if err != nil || !same(got, want) {
			t.Errorf("%v: other vectors than in plain Go (%v)", path, err)
		}
	}
}

func TestVectorsDoNotDependOnTheWindowsBeside(t *testing.T) {
	n := load(t, small, kernel.Best())
	var lengths []int
	for r := rand.New(rand.NewPCG(5, 6)); len(lengths) < 30; {
		lengths = append(lengths, 1+r.IntN(200))
	}
	ws := windows(rand.New(rand.NewPCG(7, 8)), append(lengths, MaxPieces, MaxPieces, MaxPieces, 3)...)
	s := new(Scratch)
	together, err := n.Forward(t.Context(), nil, ws, s)
	if err != nil {
		t.Fatal(err)
	}
	var alone []float32
	for _, w := range ws {
		if alone, err = n.Forward(t.Context(), alone, []Window{w}, s); err != nil {
			t.Fatal(err)
		}
	}
	if !same(together, alone) {
		t.Error("a window has other vectors alone than among others")
	}
}

func TestForwardGathersFirstPieces(t *testing.T) {
	n, ws := load(t, small, kernel.Best()), windows(rand.New(rand.NewPCG(9, 10)), 40, 50)
	slices.Reverse(ws[1].First) // any order will do
	some, err := n.Forward(t.Context(), nil, ws, new(Scratch))
	if err != nil {
		t.Fatal(err)
	}
	pieces := slices.Clone(ws)
	for i := range pieces {
		pieces[i].First = nil
	}
	all, err := n.Forward(t.Context(), nil, pieces, new(Scratch))
	if err != nil || len(all) != 90*n.Width() {
		t.Fatalf("%d values, %v", len(all), err)
	}
	var want []float32
	for i, w := range ws {
		for _, first := range w.First {
			want = append(want, n.row(all, 40*i+int(first))...)
		}
	}
	if !same(some, want) {
		t.Error("the vectors are not those of the first pieces")
	}
}

func TestForwardAllocatesNothingOnceWarm(t *testing.T) {
	n, ws, s := load(t, small, kernel.Best()), windows(rand.New(rand.NewPCG(11, 12)), 100, 20, 100), new(Scratch)
	dst := make([]float32, 0, 300*n.Width())
	if got := testing.AllocsPerRun(5, func() { _, _ = n.Forward(t.Context(), dst, ws, s) }); got > 0 {
		t.Errorf("%v allocations", got)
	}
}

// A long article takes no more memory than one that fills a single batch.
func TestScratchIsBounded(t *testing.T) {
	n, s := load(t, small, kernel.Best()), new(Scratch)
	for range 2 {
		ws := windows(rand.New(rand.NewPCG(11, 12)), MaxPieces, MaxPieces, 3, MaxPieces, 200, MaxPieces)
		if _, err := n.Forward(t.Context(), nil, ws, s); err != nil {
			t.Fatal(err)
		}
	}
	floats := cap(s.x) + cap(s.head) + cap(s.queries) + cap(s.context) + cap(s.inside) + cap(s.delta) + cap(s.scores)
	most := batchRows*2*n.width + MaxPieces*4*n.width/n.heads + blockRows*(n.width+small["ff"]) + attendRows*MaxPieces
	if floats > most {
		t.Errorf("the scratch has %d values, more than %d", floats, most)
	}
}

// late is a context that is done after a number of calls of Err.
type late struct {
	context.Context
	left int
}

func (l *late) Err() error {
	if l.left--; l.left < 0 {
		return context.Canceled
	}
	return nil
}

func TestForwardEndsWithItsContext(t *testing.T) {
	n, ws := load(t, small, kernel.Best()), windows(rand.New(rand.NewPCG(13, 14)), 5)
	for left, want := range map[int]error{0: context.Canceled, 1: context.Canceled, 2: nil} {
		ctx := &late{t.Context(), left}
		if _, err := n.Forward(ctx, nil, ws, new(Scratch)); !errors.Is(err, want) {
			t.Errorf("after %d layers: %v", left, err)
		}
	}
}

func TestForwardRefuses(t *testing.T) {
	n, r := load(t, small, kernel.Best()), rand.New(rand.NewPCG(15, 16))
	for name, change := range map[string]func(w *Window){
		"no piece":    func(w *Window) { *w = Window{} },
		"too many":    func(w *Window) { *w = window(r, MaxPieces+1) },
		"few shapes":  func(w *Window) { w.Shape = w.Shape[1:] },
		"few quotes":  func(w *Window) { w.Quote = w.Quote[1:] },
		"few places":  func(w *Window) { w.Place = nil },
		"word below":  func(w *Window) { w.IDs[1] = -1 },
		"word above":  func(w *Window) { w.IDs[1] = vocabulary },
		"shape above": func(w *Window) { w.Shape[2] = 9 },
		"quote above": func(w *Window) { w.Quote[2] = 4 },
		"place above": func(w *Window) { w.Place[2] = 4 },
		"first below": func(w *Window) { w.First = []int32{-1} },
		"first above": func(w *Window) { w.First = []int32{20} },
	} {
		ws := windows(r, 5, 20)
		change(&ws[1])
		if _, err := n.Forward(t.Context(), nil, ws, new(Scratch)); err == nil ||
			!strings.HasPrefix(err.Error(), "encoder: window 1: ") {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	words, body := files(t, small)
	if _, err := Load(body, body, nil, kernel.Plain); err == nil {
		t.Error("layers for words")
	}
	if _, err := Load(words, words, nil, kernel.Plain); err == nil {
		t.Error("words for layers")
	}
	for name, value := range map[string]int{
		"width": 100, "heads": 5, "ff": 161, "layers": 3, "positions": 511, "shapes": 0, "quotes": 5, "places": -4,
	} {
		config := map[string]int{name: value}
		for other, n := range small {
			if other != name {
				config[other] = n
			}
		}
		if _, err := Load(words, relabel(t, config), nil, kernel.Plain); err == nil ||
			!strings.HasPrefix(err.Error(), "encoder: ") {
			t.Errorf("%s %d: error %v", name, value, err)
		}
	}
}

// fast returns a file of layers that stand in for those of the small network, with a change to
// its configuration and to what it says that it stands in for.
func fast(t *testing.T, kind string, change map[string]int, of ...string) *model.Tensors {
	t.Helper()
	config := maps.Clone(small)
	maps.Copy(config, map[string]int{"ff": 64, "layers": 1})
	maps.Copy(config, change)
	b := maker{model.NewTensorWriter(kind, config, map[string][]string{"of": of}), rand.New(rand.NewPCG(5, 6))}
	b.linear("layer.0.qkv", 96, 3*96)
	b.linear("layer.0.out", 96, 96)
	b.linear("layer.0.ff1", 96, 64)
	b.linear("layer.0.ff2", 64, 96)
	b.norm("layer.0.ln1", 96)
	b.norm("layer.0.ln2", 96)
	return open(t, b.TensorWriter)
}

// TestFastLayers: layers of another file take the place of the body's, the same on every path.
func TestFastLayers(t *testing.T) {
	words, body := files(t, small)
	layers := fast(t, "fast", nil, words.Hash(), body.Hash())
	ws := windows(rand.New(rand.NewPCG(3, 4)), 2, 33, 130)
	var want []float32
	for _, path := range kernel.Paths() {
		n, err := Load(words, body, layers, path)
		if err != nil {
			t.Fatal(err)
		}
		if len(n.layers) != 1 || n.layers[0].ff1.Stride() != 64 {
			t.Fatalf("%d layers, %d inside", len(n.layers), n.layers[0].ff1.Stride())
		}
		got, err := n.Forward(t.Context(), nil, ws, new(Scratch))
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if !same(got, want) {
			t.Errorf("%v: other vectors than with %v", path, kernel.Paths()[0])
		}
	}
	deep, err := load(t, small, kernel.Best()).Forward(t.Context(), nil, ws, new(Scratch))
	if err != nil || same(deep, want) {
		t.Errorf("the body's own layers give the same: %v", err)
	}
}

// TestFastLayersRefuse: layers of another kind, of other sizes, for another body, or not whole.
func TestFastLayersRefuse(t *testing.T) {
	words, body := files(t, small)
	own := []string{words.Hash(), body.Hash()}
	for want, layers := range map[string]*model.Tensors{
		`wrong file kind "deep"`: fast(t, "deep", nil, own...),
		`wrong file kind "slow"`: fast(t, "slow", nil, own...),
		"other sizes":            fast(t, "fast", map[string]int{"positions": 100}, own...),
		"ff is 0":                fast(t, "fast", map[string]int{"ff": 0}, own...),
		"no network of width":    fast(t, "fast", map[string]int{"ff": 65}, own...),
		"of other files":         fast(t, "fast", nil, body.Hash(), words.Hash()),
		`no tensor "layer.1`:     fast(t, "fast", map[string]int{"layers": 2}, own...),
		`"layer.0.ff1.weight"`:   fast(t, "fast", map[string]int{"ff": 96}, own...),
	} {
		_, err := Load(words, body, layers, kernel.Plain)
		if err == nil || !strings.HasPrefix(err.Error(), "encoder: ") || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v", want, err)
		}
	}
	if _, err := Load(words, fast(t, "fast", nil, own...), nil, kernel.Plain); err == nil {
		t.Error("fast layers were taken for a body")
	}
}

// relabel returns the tensors of the small network with the configuration of another.
func relabel(t *testing.T, config map[string]int) *model.Tensors {
	t.Helper()
	_, body := files(t, small)
	w := model.NewTensorWriter("deep", config, nil)
	copyTensors(t, w, body, "position", "shape", "quote", "place", "ln.weight", "ln.bias")
	for i := range small["layers"] {
		for _, name := range []string{"qkv", "out", "ff1", "ff2"} {
			full := fmt.Sprintf("layer.%d.%s", i, name)
			copyTensors(t, w, body, full+".weight", full+".scale", full+".bias")
		}
		for _, name := range []string{"ln1", "ln2"} {
			full := fmt.Sprintf("layer.%d.%s", i, name)
			copyTensors(t, w, body, full+".weight", full+".bias")
		}
	}
	return open(t, w)
}

func copyTensors(t *testing.T, w *model.TensorWriter, from *model.Tensors, names ...string) {
	t.Helper()
	for _, name := range names {
		shape := from.Shape(name)
		if from.Type(name) == "i8" {
			x, err := from.Int8(name, shape...)
			if err != nil {
				t.Fatal(err)
			}
			w.Int8(name, x, shape...)
			continue
		}
		x, err := from.Float32(name, shape...)
		if err != nil {
			t.Fatal(err)
		}
		w.Float32(name, x, shape...)
	}
}

// BenchmarkForward runs an article of 1,100 pieces through six layers of the usual size.
func BenchmarkForward(b *testing.B) {
	usual := map[string]int{
		"width": 384, "heads": 12, "ff": 1536, "layers": 6, "positions": MaxPieces, "shapes": 9, "quotes": 4, "places": 4,
	}
	ws := windows(rand.New(rand.NewPCG(1, 1)), 400, 400, 300)
	for _, path := range kernel.Paths()[1:] {
		b.Run(path.String(), func(b *testing.B) {
			n, s := load(b, usual, path), new(Scratch)
			var dst []float32
			for b.Loop() {
				var err error
				if dst, err = n.Forward(b.Context(), dst[:0], ws, s); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(1100*float64(b.N)/b.Elapsed().Seconds(), "pieces/s")
		})
	}
}
