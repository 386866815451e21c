package eventtest

import (
	"math/rand/v2"
	"strings"

	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
	"readout/record"
)

// The kinds of the heads.
var (
	Kinds = []string{"meeting", "visit", "conference", "hearing", "vote", "signing", "ceremony", "protest",
		"exercise", "deadline", "other"}
	Slots = []string{"date", "time", "place", "venue", "participants", "agenda", "document", "press conference",
		"format", "outcome"}
)

// weights writes a small network with heads of random weights; without leaves one out.
func weights(without string) (words, body []byte) {
	const width = 96
	r := rand.New(rand.NewPCG(1, 2))
	config := map[string]int{"width": width, "heads": 3, "ff": 160, "layers": 1, "positions": encoder.MaxPieces,
		"shapes": 9, "quotes": 4, "places": 4}
	floats := func(w *model.TensorWriter, name string, middle, spread float64, shape ...int) {
		n := 1
		for _, s := range shape {
			n *= s
		}
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(middle + r.NormFloat64()*spread)
		}
		w.Float32(name, x, shape...)
	}
	bytes := func(n int) []int8 {
		x := make([]int8, n)
		for i := range x {
			x[i] = int8(r.IntN(255) - 127)
		}
		return x
	}
	pieces := []string{"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a", "b", "summit", "##s"}
	v := model.NewTensorWriter("words", nil, map[string][]string{"pieces": pieces})
	v.Int8("words.weight", bytes(len(pieces)*width), len(pieces), width)
	floats(v, "words.scale", .01, .001, len(pieces))
	labels := func(kinds []string) []string {
		out := []string{"O"}
		for _, k := range kinds {
			out = append(out, "B-"+k, "I-"+k)
		}
		return out
	}
	b := model.NewTensorWriter("deep", config,
		map[string][]string{"event": labels(Kinds), "slot": labels(Slots), "status": record.Statuses[:]})
	linear := func(name string, in, out int) {
		if strings.HasPrefix(name, without+".") && without != "" {
			return
		}
		b.Int8(name+".weight", bytes(in*out), out, in)
		floats(b, name+".scale", .004, .001, out)
		floats(b, name+".bias", 0, .05, out)
	}
	for _, table := range []string{"position", "shape", "quote", "place"} {
		floats(b, table, 0, .2, config[table+"s"], width)
	}
	norm := func(name string) {
		floats(b, name+".weight", 1, .1, width)
		floats(b, name+".bias", 0, .1, width)
	}
	norm("ln")
	linear("layer.0.qkv", width, 3*width)
	linear("layer.0.out", width, width)
	linear("layer.0.ff1", width, 160)
	linear("layer.0.ff2", 160, width)
	norm("layer.0.ln1")
	norm("layer.0.ln2")
	for _, h := range []struct {
		name    string
		in, out int
	}{{"event", width, 2*len(Kinds) + 1}, {"slot", width, 2*len(Slots) + 1},
		{"eventstatus", 2 * width, len(record.Statuses)}, {"slotstatus", 4 * width, len(record.Statuses)}} {
		linear(h.name+".l1", h.in, 32)
		linear(h.name+".l2", 32, h.out)
	}
	for _, h := range []struct {
		name     string
		features int
	}{{"same", 32}, {"link", 20}, {"party", 2}} {
		name := h.name
		linear(name+".q1", 2*width, 32)
		linear(name+".q2", 32, 16)
		linear(name+".k1", 2*width, 32)
		linear(name+".k2", 32, 16)
		linear(name+".kb", 32, 1)
		if name == "same" {
			linear(name+".none", 32, 1)
		}
		floats(b, name+".dist", 0, .1, 1, 50)
		floats(b, name+".feat", 0, .1, 1, h.features)
	}
	words, err := v.Bytes()
	if err != nil {
		panic(err)
	}
	if body, err = b.Bytes(); err != nil {
		panic(err)
	}
	return words, body
}

// Core is an encoder with heads of random weights, the same in every run; without leaves a head out.
func Core(without string) *encoder.Core {
	words, body := weights(without)
	c, err := encoder.Open(words, body, nil, kernel.Best())
	if err != nil {
		panic(err)
	}
	return c
}
