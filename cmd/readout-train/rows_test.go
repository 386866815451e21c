package main

import (
	"bytes"
	"encoding/binary"
	"math"
	"strings"
	"testing"

	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
)

// toyNetwork has one layer with small equal weights.
func toyNetwork(t *testing.T) *encoder.Network {
	t.Helper()
	const width = 16
	config := map[string]int{"width": width, "heads": 1, "ff": width, "layers": 1, "positions": 8, "shapes": 2,
		"quotes": 2, "places": 2}
	open := func(w *model.TensorWriter) *model.Tensors {
		raw, err := w.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		f, err := model.OpenTensors(raw)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	words := model.NewTensorWriter("words", nil, nil)
	ids := make([]int8, 4*width)
	for i := range ids {
		ids[i] = int8(i*7%11 - 5)
	}
	words.Int8("words.weight", ids, 4, width)
	words.Float32("words.scale", []float32{1, 1, 1, 1}, 4)
	body := model.NewTensorWriter("deep", config, nil)
	ones := func(n int, v float32) []float32 {
		out := make([]float32, n)
		for i := range out {
			out[i] = v
		}
		return out
	}
	for name, rows := range map[string]int{"position": 8, "shape": 2, "quote": 2, "place": 2} {
		body.Float32(name, ones(rows*width, 0.1), rows, width)
	}
	for _, name := range []string{"ln", "layer.0.ln1", "layer.0.ln2"} {
		body.Float32(name+".weight", ones(width, 1), width)
		body.Float32(name+".bias", ones(width, 0), width)
	}
	for name, out := range map[string]int{"qkv": 3 * width, "out": width, "ff1": width, "ff2": width} {
		w := make([]int8, out*width)
		for i := range w {
			w[i] = int8(i%5 - 2)
		}
		body.Int8("layer.0."+name+".weight", w, out, width)
		body.Float32("layer.0."+name+".scale", ones(out, 0.01), out)
		body.Float32("layer.0."+name+".bias", ones(out, 0), out)
	}
	net, err := encoder.Load(open(words), open(body), nil, kernel.Plain)
	if err != nil {
		t.Fatal(err)
	}
	return net
}

func windowBytes(ids ...int32) []byte {
	raw := binary.LittleEndian.AppendUint32(nil, uint32(len(ids)))
	for _, id := range ids {
		raw = binary.LittleEndian.AppendUint32(raw, uint32(id))
	}
	return append(raw, make([]byte, 3*len(ids))...)
}

// TestRows: one normalized row of bfloat16 per piece, and the same rows for the same window.
func TestRows(t *testing.T) {
	net := toyNetwork(t)
	var out bytes.Buffer
	if err := rows(net, bytes.NewReader(append(windowBytes(0, 1, 2), windowBytes(0, 1, 2)...)), &out); err != nil {
		t.Fatal(err)
	}
	half := 3 * 16 * 2
	if out.Len() != 2*half || !bytes.Equal(out.Bytes()[:half], out.Bytes()[half:]) {
		t.Fatalf("%d bytes, want twice the same %d", out.Len(), half)
	}
	sum, squares := 0.0, 0.0
	for i := 0; i < 32; i += 2 {
		v := float64(math.Float32frombits(uint32(binary.LittleEndian.Uint16(out.Bytes()[i:])) << 16))
		sum, squares = sum+v, squares+v*v
	}
	if math.Abs(sum) > 0.1 || math.Abs(squares/16-1) > 0.05 {
		t.Errorf("a row has mean %.3f and variance %.3f, want 0 and 1", sum/16, squares/16)
	}
}

func TestRowsRefuse(t *testing.T) {
	net := toyNetwork(t)
	whole := windowBytes(0, 1)
	for name, raw := range map[string][]byte{"cut off": whole[:len(whole)-1], "no such word": windowBytes(99),
		"too long": binary.LittleEndian.AppendUint32(nil, 1<<20)} {
		err := rows(net, bytes.NewReader(raw), &bytes.Buffer{})
		if err == nil || !strings.HasPrefix(err.Error(), "window 1: ") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBfloat16(t *testing.T) {
	for v, want := range map[float32]uint16{1: 0x3F80, -2: 0xC000, 1 + 1.0/256: 0x3F80, 1 + 3.0/256: 0x3F82} {
		if got := bfloat16(v); got != want {
			t.Errorf("%v: %#x, want %#x", v, got, want)
		}
	}
}
