package attribution

import (
	"context"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"readout/doc"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/model"
	"readout/source"
	"readout/text"
)

// read splits a text into tokens, sentences and quotations.
func read(t testing.TB, raw string) *doc.Doc {
	t.Helper()
	a, err := source.Text([]byte(raw), source.Hint{})
	if err != nil {
		t.Fatal(err)
	}
	d := doc.New(a)
	if err := text.New().Run(d); err != nil {
		t.Fatal(err)
	}
	return d
}

// words returns the texts of token ranges.
func words(d *doc.Doc, spans []doc.Range) []string {
	var out []string
	for _, s := range spans {
		out = append(out, d.Cut(d.Bytes(s)))
	}
	return out
}

// TestCueSpans decodes labels; no span crosses a sentence border or begins with punctuation.
func TestCueSpans(t *testing.T) {
	d := read(t, "Marsh did not say so. He laughed.")
	logits := map[rune][cueLabels]float32{'o': {9, 0, 0}, 'b': {0, 3, 0}, 'i': {0, 0, 3}, 'f': {1, 0, 0}}
	for _, c := range []struct {
		labels string
		want   []string
	}{
		{"obiiooooo", []string{"did not say"}},
		{"obboooooo", []string{"did", "not"}},
		{"oiioooooo", []string{"did not"}},
		{"ofoooooof", []string{"did"}},
		{"ooooobooo", nil},
		{"oooobiioo", []string{"so.", "He"}},
		{"ooooooobo", []string{"laughed"}},
		{"ooooooooo", nil},
	} {
		var labels []float32
		for _, l := range c.labels {
			x := logits[l]
			labels = append(labels, x[:]...)
		}
		var got []doc.Range
		for _, s := range cueSpans(nil, d, labels) {
			got = append(got, s.Range)
		}
		if w := words(d, got); !slices.Equal(w, c.want) {
			t.Errorf("%s: %q, want %q", c.labels, w, c.want)
		}
	}
}

// TestColon: in a transcript the colon is the cue, but no other punctuation is.
func TestColon(t *testing.T) {
	d := read(t, "MARSH: Why, then?")
	var labels []float32
	for range d.Tokens {
		labels = append(labels, 0, 3, 0)
	}
	var got []doc.Range
	for _, s := range cueSpans(nil, d, labels) {
		got = append(got, s.Range)
	}
	if w := words(d, got); !slices.Equal(w, []string{"MARSH", ":", "Why", "then"}) {
		t.Errorf("%q", w)
	}
}

// scores returns a view with the given scores at tokens, -5 elsewhere, and 0 for none.
func scores(n int, high map[role]map[int]float32) *view {
	v := &view{Range: doc.Range{End: n}, scores: make([]float32, int(roles)*n), none: make([]float32, roles)}
	for i := range v.scores {
		v.scores[i] = -5
	}
	for r, tokens := range high {
		for t, s := range tokens {
			v.of(r)[t] = s
		}
	}
	return v
}

// TestAttribution takes the best compatible ends: content may surround the cue, never shares a
// token with it, and takes quotations whole.
func TestAttribution(t *testing.T) {
	d := read(t, "Marsh said “the ferry was late” again.") // 0 Marsh 1 said 2 “ 3 the 4 ferry 5 was 6 late 7 ” 8 again
	for _, c := range []struct {
		name            string
		high            map[role]map[int]float32
		source, content string
	}{
		{"plain", map[role]map[int]float32{sourceFirst: {0: 3}, sourceLast: {0: 3}, contentFirst: {2: 3},
			contentLast: {7: 3}}, "Marsh", "“the ferry was late”"},
		{"no source", map[role]map[int]float32{contentFirst: {2: 3}, contentLast: {7: 3}}, "", "“the ferry was late”"},
		{"inside the marks", map[role]map[int]float32{sourceFirst: {0: 3}, sourceLast: {0: 3}, contentFirst: {3: 6,
			2: 3}, contentLast: {6: 6, 7: 3}}, "Marsh", "“the ferry was late”"},
		{"over the cue", map[role]map[int]float32{sourceFirst: {0: 3}, sourceLast: {1: 9, 0: 3}, contentFirst: {1: 9,
			2: 3}, contentLast: {7: 3}}, "Marsh", "“the ferry was late”"},
		{"ends in the wrong order", map[role]map[int]float32{contentFirst: {8: 4, 2: 3}, contentLast: {7: 3}}, "",
			"“the ferry was late”"},
		{"nothing said", map[role]map[int]float32{sourceFirst: {0: 3}, sourceLast: {0: 3}}, "", ""},
	} {
		f, ok := scores(len(d.Tokens), c.high).attribution(d, cueSpan{doc.Range{First: 1, End: 2}, 1})
		var source, content string
		if ok {
			content = strings.Join(words(d, f.content), " / ")
			if !f.source.Empty() {
				source = d.Cut(d.Bytes(f.source))
			}
		}
		if source != c.source || content != c.content {
			t.Errorf("%s: source %q, content %q", c.name, source, content)
		}
	}
}

// core returns an encoder with random heads.
func core(t testing.TB, width int) *encoder.Core {
	t.Helper()
	r := rand.New(rand.NewPCG(5, 6))
	floats := func(n int) []float32 {
		x := make([]float32, n)
		for i := range x {
			x[i] = float32(r.NormFloat64())
		}
		return x
	}
	config := map[string]int{"width": width, "heads": 1, "ff": 16, "layers": 1, "positions": 512, "shapes": 9,
		"quotes": 4, "places": 4}
	w := model.NewTensorWriter("words", nil, map[string][]string{"pieces": {"[PAD]", "[UNK]", "[CLS]", "[SEP]"}})
	w.Int8("words.weight", make([]int8, 4*width), 4, width)
	w.Float32("words.scale", floats(4), 4)
	b := model.NewTensorWriter("deep", config, nil)
	for name, rows := range map[string]int{"position": 512, "shape": 9, "quote": 4, "place": 4} {
		b.Float32(name, floats(rows*width), rows, width)
	}
	b.Float32("ln.weight", floats(width), width)
	b.Float32("ln.bias", floats(width), width)
	linear := func(name string, in, out int) {
		b.Float32(name+".weight", floats(in*out), out, in)
		b.Float32(name+".bias", floats(out), out)
	}
	eight := func(name string, in, out int) {
		weight := make([]int8, in*out)
		b.Int8(name+".weight", weight, out, in)
		b.Float32(name+".scale", floats(out), out)
		b.Float32(name+".bias", floats(out), out)
	}
	eight("layer.0.qkv", width, 3*width)
	eight("layer.0.out", width, width)
	eight("layer.0.ff1", width, 16)
	eight("layer.0.ff2", 16, width)
	for _, name := range []string{"layer.0.ln1", "layer.0.ln2"} {
		b.Float32(name+".weight", floats(width), width)
		b.Float32(name+".bias", floats(width), width)
	}
	linear("cue.l1", width, 8)
	linear("cue.l2", 8, cueLabels)
	linear("att.q1", 2*width, 8)
	linear("att.q2", 8, int(roles)*4)
	linear("att.none", 8, int(roles))
	linear("att.k1", width, 8)
	linear("att.k2", 8, int(roles)*4)
	linear("att.kb", 8, int(roles))
	b.Float32("att.dist", floats(int(roles)*50), int(roles), 50)
	files := make([][]byte, 2)
	for i, f := range []*model.TensorWriter{w, b} {
		data, err := f.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		files[i] = data
	}
	c, err := encoder.Open(files[0], files[1], nil, kernel.Plain)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestAnyScores: for any scores and any text, spans are exact, in order and disjoint, and a
// second run gives the same result.
func TestAnyScores(t *testing.T) {
	p, err := New(core(t, 16))
	if err != nil {
		t.Fatal(err)
	}
	for name, raw := range map[string]string{
		"news": "“We go,” Marsh said on Monday. “Nobody stays.”\n\n" +
			"“We know,” he said,\n\n“that it is late. A “short” one.\n\n" +
			"“And more.” The aide, asked why, said that no.",
		"marks":  strings.Repeat("“a ", 300) + strings.Repeat("b” ", 200),
		"said":   strings.Repeat("Marsh said that ", 100),
		"nobody": "… — !",
	} {
		var last []doc.Statement
		for round := range 2 {
			d := read(t, raw)
			r := rand.New(rand.NewPCG(7, 8))
			d.Width = 16
			for range len(d.Tokens) * d.Width {
				d.Vectors = append(d.Vectors, float32(r.NormFloat64()))
			}
			if err := p.Run(d); err != nil {
				t.Fatal(name, err)
			}
			for i := range d.Statements {
				checkSpans(t, d, &d.Statements[i])
			}
			proposed := p.Evidence(d)
			if len(proposed) < len(d.Statements) {
				t.Errorf("%s: %d proposed, %d kept", name, len(proposed), len(d.Statements))
			}
			for _, e := range proposed {
				if e.Cue.Empty() || len(e.Content) == 0 || e.Features[0] != 1 {
					t.Errorf("%s: evidence %+v", name, e)
				}
			}
			if round > 0 && !reflect.DeepEqual(last, d.Statements) {
				t.Errorf("%s: two readings differ", name)
			}
			last = d.Statements
		}
		if name == "said" && len(last) == 0 {
			t.Error("no statement: the test shows nothing")
		}
	}
}

// checkSpans checks the invariants of a statement's spans.
func checkSpans(t *testing.T, d *doc.Doc, s *doc.Statement) {
	t.Helper()
	if len(s.Cue) != 1 || len(s.Content) == 0 || len(s.Source) > 1 || s.Score < threshold || s.Score > 1 {
		t.Errorf("parts of %+v", s)
	}
	for i, sp := range s.Content {
		if sp.Empty() || i > 0 && sp.Start < s.Content[i-1].End || sp.Overlaps(s.Cue[0]) ||
			strings.Contains(d.Cut(sp), "\n\n") {
			t.Errorf("content %q of cue %q", d.Cut(sp), d.Cut(s.Cue[0]))
		}
	}
}

// TestStretches: ranking a long text stretch by stretch gives the same result as ranking it at
// once.
func TestStretches(t *testing.T) {
	p, err := New(core(t, 16))
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, strings.Repeat("Marsh said that it sank. ", 2*stretch/5))
	r := rand.New(rand.NewPCG(7, 8))
	d.Width = 16
	for range len(d.Tokens) * d.Width {
		d.Vectors = append(d.Vectors, float32(r.NormFloat64()))
	}
	var cues []cueSpan
	for first := 50; first < len(d.Tokens); first += 400 {
		cues = append(cues, cueSpan{Range: doc.Range{First: first, End: first + 1}, margin: 5})
	}
	s := p.core.Borrow()
	defer p.core.Return(s)
	whole, parts := new(finder), new(finder)
	want := whole.within(p, d, cues, s, nil)
	if got := parts.rank(p, d, cues, s); len(want) == 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("%d found at once, %d by stretches, which differ", len(want), len(got))
	}
	if len(parts.query) >= len(whole.query) || want[len(want)-1].cue.First < stretch {
		t.Error("the text is one stretch: the test shows nothing")
	}
}

// TestMaxCues: in a text with too many cues only the first are ranked, and the rest is a gap.
func TestMaxCues(t *testing.T) {
	p, err := New(core(t, 16))
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, strings.Repeat("Said. ", maxCues+maxCues/4))
	r := rand.New(rand.NewPCG(7, 8))
	d.Width = 16
	for range len(d.Tokens) * d.Width {
		d.Vectors = append(d.Vectors, float32(r.NormFloat64()))
	}
	f := new(finder)
	f.find(p, d)
	all := cueSpans(nil, d, f.labels)
	if len(all) <= maxCues {
		t.Fatalf("%d cues: the test shows nothing", len(all))
	}
	if at := d.Tokens[all[maxCues].First].Start; len(f.cues) != maxCues || len(d.Gaps) != 1 || d.Gaps[0].Start != at {
		t.Errorf("%d cues are ranked, gaps %v; want one at %d", len(f.cues), d.Gaps, at)
	}
}

// TestStops: when time runs out, there is a gap and no statement.
func TestStops(t *testing.T) {
	p, err := New(core(t, 16))
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, strings.Repeat("Marsh said that it sank. ", 20))
	r := rand.New(rand.NewPCG(7, 8))
	d.Width = 16
	for range len(d.Tokens) * d.Width {
		d.Vectors = append(d.Vectors, float32(r.NormFloat64()))
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	d.Within(ctx)
	if err := p.Run(d); err != nil || len(d.Statements) > 0 || len(d.Gaps) != 1 {
		t.Errorf("%v, %d statements, gaps %v", err, len(d.Statements), d.Gaps)
	}
}

// TestRefuses: heads of the wrong shape and vectors of the wrong size are errors.
func TestRefuses(t *testing.T) {
	c := core(t, 16)
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	d := read(t, "Marsh said no.")
	if err := p.Run(d); err == nil {
		t.Error("no vectors, no error")
	}
	d.Width, d.Vectors = 8, make([]float32, 8*len(d.Tokens))
	if err := p.Run(d); err == nil {
		t.Error("vectors of another width, no error")
	}
}
