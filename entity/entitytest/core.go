package entitytest

import (
	"maps"
	"slices"
	"testing"

	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
)

// Of the numbers of a token's vector, those that the toy heads read: first one for each label of names, then one for
// each kind of noun phrase, then one each for where a phrase begins and ends.
const (
	width      = 16
	firstKind  = 9
	beginsHere = 13
	endsHere   = 14
)

// kinds are the kinds of noun phrases of the toy heads; the first is none.
func kinds() []string { return []string{"none", "person", "organization", "place", "object"} }

// Core makes an encoder's core whose heads read off the vectors of Embed what the test says, and take mentions with the
// same head word for one. Layers that without names, "names.l1", are left out.
func Core(t testing.TB, without ...string) *encoder.Core {
	t.Helper()
	words := model.NewTensorWriter("words", nil, map[string][]string{"pieces": {"[PAD]", "[UNK]", "[CLS]", "[SEP]",
		"[MASK]", "a"}})
	words.Int8("words.weight", make([]int8, 6*width), 6, width)
	words.Float32("words.scale", make([]float32, 6), 6)
	b := &body{TensorWriter: model.NewTensorWriter("deep", map[string]int{"width": width, "heads": 1, "ff": 16,
		"layers": 1, "positions": 512, "shapes": 9, "quotes": 4, "places": 4},
		map[string][]string{"names": Labels(), "mhead": kinds()}), without: without}
	b.network()
	b.heads()
	var files [2][]byte
	for i, w := range []*model.TensorWriter{words, b.TensorWriter} {
		raw, err := w.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		files[i] = raw
	}
	c, err := encoder.Open(files[0], files[1], nil, kernel.Plain)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// body writes the weights of a toy core.
type body struct {
	*model.TensorWriter
	without []string
}

// cell is a weight's place: of which input, for which output.
type cell struct{ in, out int }

func (b *body) zeros(name string, shape ...int) {
	n := 1
	for _, s := range shape {
		n *= s
	}
	b.Float32(name, make([]float32, n), shape...)
}

// network writes an encoder of one layer, all zeros: tests bring their own vectors.
func (b *body) network() {
	for name, rows := range map[string]int{"position": 512, "shape": 9, "quote": 4, "place": 4} {
		b.zeros(name, rows, width)
	}
	for _, name := range []string{"ln", "layer.0.ln1", "layer.0.ln2"} {
		b.zeros(name+".weight", width)
		b.zeros(name+".bias", width)
	}
	for name, out := range map[string]int{"qkv": 3 * width, "out": width, "ff1": 16, "ff2": width} {
		name = "layer.0." + name
		b.Int8(name+".weight", make([]int8, width*out), out, width)
		b.zeros(name+".scale", out)
		b.zeros(name+".bias", out)
	}
}

// linear writes a layer of a head; bias may be nil.
func (b *body) linear(name string, in, out int, weights map[cell]float32, bias ...float32) {
	if slices.Contains(b.without, name) {
		return
	}
	w := make([]float32, in*out)
	for at, v := range weights {
		w[at.out*in+at.in] = v
	}
	b.Float32(name+".weight", w, out, in)
	b.Float32(name+".bias", append(bias, make([]float32, out-len(bias))...), out)
}

// heads writes the heads of names, of noun phrases and their bounds, and of coreference.
func (b *body) heads() {
	labels, phrases := make(map[cell]float32), make(map[cell]float32)
	for k := range Labels() {
		labels[cell{k, k}] = 4
	}
	same := maps.Clone(labels)
	b.linear("names.l1", width, len(Labels()), labels)
	b.linear("names.l2", len(Labels()), len(Labels()), same)
	for k := range kinds()[1:] {
		phrases[cell{firstKind + k, k}] = 4
	}
	b.linear("mhead.l1", width, len(kinds())-1, phrases)
	out := make(map[cell]float32)
	for k := range kinds()[1:] {
		out[cell{k, k + 1}] = 4
	}
	b.linear("mhead.l2", len(kinds())-1, len(kinds()), out, 6) // none, where nothing speaks for another
	for _, p := range []struct {
		name      string
		in, roles int
		keys      map[cell]float32
	}{{"mspan", width, 2, map[cell]float32{{beginsHere, 0}: 4, {endsHere, 1}: 4}}, {"coref", 3 * width, 1, nil}} {
		b.linear(p.name+".q1", p.in, p.roles, nil)
		b.linear(p.name+".q2", p.roles, p.roles, nil)
		b.linear(p.name+".none", p.roles, p.roles, nil)
		b.linear(p.name+".k1", p.in, p.roles, p.keys)
		b.linear(p.name+".k2", p.roles, p.roles, nil)
		b.linear(p.name+".kb", p.roles, p.roles, map[cell]float32{{0, 0}: 1, {p.roles - 1, p.roles - 1}: 1})
	}
	if slices.Contains(b.without, "coref.feat") {
		return
	}
	const sameHead, features = 2, 16
	scores := make([]float32, features)
	for f := range scores {
		scores[f] = -6
		if f&sameHead != 0 {
			scores[f] = 6
		}
	}
	b.Float32("coref.feat", scores, 1, features)
}

// Embed gives the document the vectors that the heads of Core read as the test says.
func (a *Article) Embed() {
	d := a.Doc
	d.Width, d.Vectors = width, make([]float32, width*len(d.Tokens))
	n := len(a.Labels.Kind)
	for i := range d.Tokens {
		for k, score := range a.Scores[i*n : (i+1)*n] {
			if score > 0 {
				d.Vectors[i*width+k] = 1
			}
		}
	}
	for _, p := range a.Phrases {
		kind := max(slices.Index(kinds(), p.Kind), 1)
		d.Vectors[p.Head*width+firstKind+kind-1] = 1
		d.Vectors[p.First*width+beginsHere], d.Vectors[p.Last*width+endsHere] = 1, 1
	}
}
