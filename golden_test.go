package readout_test

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"testing"

	"readout"
	"readout/doc"
	"readout/encoder"
	"readout/model/weights"
	"readout/source"
)

// golden is the training side's result for one text: python -m readout_train.golden.
type golden struct {
	Text    string           `json:"text"`
	SHA256  string           `json:"sha256"`
	Tokens  int              `json:"tokens"`
	Heads   map[string][]int `json:"heads"`
	Vectors string           `json:"vectors"`
}

// least is the minimum cosine between the vectors of a token here and on the training side,
// and differing the maximum fraction of differing decisions. The training side sums in another
// order, and where a value is then rounded to another 7-bit integer the difference grows from
// layer to layer: on these texts the mean cosine is 1.0000 after one layer and .997 after six
// (2026-11-28).
const (
	least     = .99
	differing = .01
)

// TestGolden reads the demonstration's reports with the embedded weights and compares token
// vectors and the heads' decisions with the training side.
func TestGolden(t *testing.T) {
	raw, err := os.ReadFile("testdata/golden.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Texts []golden }
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	core, err := weights.Deep()
	if err != nil {
		t.Fatal(err)
	}
	decided, other := 0, 0
	for _, g := range file.Texts {
		d := goldenDoc(t, g)
		sameVectors(t, g, d)
		for name, want := range g.Heads {
			for i, label := range decisions(t, core, name, d) {
				decided++
				if label != want[i] {
					other++
				}
			}
		}
	}
	if decided == 0 || float64(other) > differing*float64(decided) {
		t.Errorf("%d of %d decisions of heads are not the training side's", other, decided)
	}
	t.Logf("%d of %d decisions differ", other, decided)
}

func goldenDoc(t *testing.T, g golden) *doc.Doc {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("ledger/demo", g.Text))
	if err != nil {
		t.Fatal(err)
	}
	if sum := sha256.Sum256(text); hex.EncodeToString(sum[:]) != g.SHA256 {
		t.Fatalf("%s is not the text that the training side read", g.Text)
	}
	a, err := source.Text(text, source.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	d, err := newReader(t, readout.Options{}).ReadDoc(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Tokens) != g.Tokens {
		t.Fatalf("%s: %d tokens, the training side has %d", g.Text, len(d.Tokens), g.Tokens)
	}
	return d
}

func sameVectors(t *testing.T, g golden, d *doc.Doc) {
	t.Helper()
	want, err := base64.StdEncoding.DecodeString(g.Vectors)
	if err != nil || len(want) == 0 {
		t.Fatalf("%s: vectors: %v", g.Text, err)
	}
	for i := range len(want) / (2 * d.Width) {
		if c := cosine(d.Vectors[i*d.Width:(i+1)*d.Width], want[2*i*d.Width:]); c < least {
			t.Errorf("%s: token %d: cosine %.5f", g.Text, i, c)
		}
	}
}

// cosine returns the cosine between a vector and one in half precision.
func cosine(x []float32, halves []byte) float64 {
	var xy, xx, yy float64
	for i, v := range x {
		y := half(binary.LittleEndian.Uint16(halves[2*i:]))
		xy, xx, yy = xy+float64(v)*y, xx+float64(v)*float64(v), yy+y*y
	}
	return xy / math.Sqrt(xx*yy)
}

// half converts a half-precision bit pattern; vectors hold no infinities.
func half(b uint16) float64 {
	sign, exponent, fraction := 1-2*float64(b>>15), int(b>>10&31), float64(b&1023)
	if exponent == 0 {
		return sign * math.Ldexp(fraction, -24)
	}
	return sign * math.Ldexp(1024+fraction, exponent-25)
}

// decisions returns the labels that a head assigns to the tokens; for "tags", those of its
// first inventory.
func decisions(t *testing.T, core *encoder.Core, name string, d *doc.Doc) []int {
	t.Helper()
	s := core.Borrow()
	defer core.Return(s)
	var out []float32
	var width, labels int
	if name == "tags" {
		head, err := core.Linear(name)
		if err != nil {
			t.Fatal(err)
		}
		upos, err := core.Labels("upos")
		if err != nil {
			t.Fatal(err)
		}
		width, labels = head.Out(), len(upos)
		out = make([]float32, len(d.Tokens)*width)
		head.Apply(out, d.Vectors, len(d.Tokens), s)
	} else {
		head, err := core.MLP(name)
		if err != nil {
			t.Fatal(err)
		}
		width, labels = head.Out(), head.Out()
		out = make([]float32, len(d.Tokens)*width)
		head.Apply(out, d.Vectors, len(d.Tokens), s)
	}
	label := make([]int, len(d.Tokens))
	for i := range label {
		row := out[i*width : i*width+labels]
		for k, x := range row {
			if x > row[label[i]] {
				label[i] = k
			}
		}
	}
	return label
}
