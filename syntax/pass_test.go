package syntax

import (
	"testing"

	"readout/doc"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
)

// toy returns a core of width four with a tagger and a parser: each component of a vector is a
// tag, and the parser attaches every word to the one whose vector has the last component set.
func toy(t *testing.T) *encoder.Core {
	t.Helper()
	const width = 16
	words := model.NewTensorWriter("words", nil, map[string][]string{"pieces": {"[PAD]", "[UNK]", "[CLS]", "[SEP]",
		"[MASK]", "a"}})
	words.Int8("words.weight", make([]int8, 6*width), 6, width)
	words.Float32("words.scale", make([]float32, 6), 6)
	body := model.NewTensorWriter("deep", map[string]int{"width": width, "heads": 1, "ff": 16, "layers": 1,
		"positions": 512, "shapes": 9, "quotes": 4, "places": 4},
		map[string][]string{"upos": {"NOUN", "VERB", "PUNCT"}, "xpos": {"NNS", "VBD", "."},
			"rel": {"root", "nsubj", "punct"}})
	zeros := func(name string, shape ...int) {
		n := 1
		for _, s := range shape {
			n *= s
		}
		body.Float32(name, make([]float32, n), shape...)
	}
	bytes := func(name string, in, out int) {
		body.Int8(name+".weight", make([]int8, in*out), out, in)
		zeros(name+".scale", out)
		zeros(name+".bias", out)
	}
	for name, rows := range map[string]int{"position": 512, "shape": 9, "quote": 4, "place": 4} {
		zeros(name, rows, width)
	}
	for _, name := range []string{"ln", "layer.0.ln1", "layer.0.ln2"} {
		zeros(name+".weight", width)
		zeros(name+".bias", width)
	}
	bytes("layer.0.qkv", width, 3*width)
	bytes("layer.0.out", width, width)
	bytes("layer.0.ff1", width, 16)
	bytes("layer.0.ff2", 16, width)
	linear := func(name string, in, out int, at map[[2]int]float32) {
		w := make([]float32, in*out)
		for k, v := range at {
			w[k[0]*in+k[1]] = v
		}
		body.Float32(name+".weight", w, out, in)
		zeros(name+".bias", out)
	}
	linear("tags", width, 6, map[[2]int]float32{{0, 0}: 3, {1, 1}: 3, {2, 2}: 3, {3, 0}: 1, {4, 0}: 2, {4, 1}: 1,
		{5, 2}: 1})
	linear("arc.q1", width, 1, nil)
	linear("arc.q2", 1, 1, nil)
	linear("arc.none", 1, 1, nil)
	linear("arc.k1", width, 1, map[[2]int]float32{{0, 3}: 4})
	linear("arc.k2", 1, 1, nil)
	linear("arc.kb", 1, 1, map[[2]int]float32{{0, 0}: 1})
	linear("rel.l1", 2*width, 2, map[[2]int]float32{{0, 0}: 1, {1, 2}: 1})
	linear("rel.l2", 2, 3, map[[2]int]float32{{0, 0}: 9, {1, 0}: 1, {2, 1}: 1})
	var files [2][]byte
	for i, w := range []*model.TensorWriter{words, body} {
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

// TestPass checks that a compatible pair of tags wins over better incompatible ones, and that
// the tree is valid.
func TestPass(t *testing.T) {
	d := doc.Build([]string{"Dogs", "barked", "."}, nil, nil, nil)
	d.Width = 16
	d.Vectors = make([]float32, 3*d.Width)
	d.Vectors[0], d.Vectors[16+1], d.Vectors[16+3], d.Vectors[32+2] = 1, 1, 1, 1
	h, err := New(toy(t), Options{Trees: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Run(d); err != nil {
		t.Fatal(err)
	}
	want := []doc.Word{
		{UPOS: doc.NOUN, XPOS: doc.XNNS, Lemma: "dog", Head: 1, Rel: doc.Nsubj},
		{UPOS: doc.VERB, XPOS: doc.XVBD, Lemma: "bark", Head: -1, Rel: doc.Root},
		{UPOS: doc.PUNCT, XPOS: doc.XPeriod, Lemma: ".", Head: 1, Rel: doc.Punct},
	}
	for i, w := range want {
		if d.Words[i] != w {
			t.Errorf("%s is %+v, want %+v", d.Form(i), d.Words[i], w)
		}
	}
}

// TestLongSentence checks that an overlong sentence is parsed in pieces with one root.
func TestLongSentence(t *testing.T) {
	words := make([]string, 3*maxTree+7)
	for i := range words {
		words[i] = "dog"
	}
	d := doc.Build(words, nil, nil, nil)
	d.Width, d.Vectors = 16, make([]float32, 16*len(words))
	h, err := New(toy(t), Options{Trees: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Run(d); err != nil {
		t.Fatal(err)
	}
	roots := 0
	for i := range d.Words {
		if d.Words[i].Head < 0 {
			roots++
		}
	}
	if roots != 1 {
		t.Errorf("%d roots", roots)
	}
}
