package event

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/encoder"
	"readout/encoder/kernel"
	"readout/event/label"
	"readout/model"
	"readout/record"
)

// weights writes a small network with heads of random weights; without leaves one out.
func weights(t *testing.T, without string) (words, body []byte) {
	t.Helper()
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
		map[string][]string{"event": labels(testKinds), "slot": labels(testSlots), "status": record.Statuses[:]})
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
	}{{"event", width, 2*len(testKinds) + 1}, {"slot", width, 2*len(testSlots) + 1},
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
		t.Fatal(err)
	}
	if body, err = b.Bytes(); err != nil {
		t.Fatal(err)
	}
	return words, body
}

func core(t *testing.T, without string) *encoder.Core {
	t.Helper()
	words, body := weights(t, without)
	c, err := encoder.Open(words, body, kernel.Best())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestHeads reads with every head there is: a second run gives the same, and spans fit.
func TestHeads(t *testing.T) {
	p, err := New(core(t, ""))
	if err != nil {
		t.Fatal(err)
	}
	read := func() []doc.Event {
		d, _ := text(t, strings.Repeat("a summit b summits ", 30), "P:Marsh/PROPN a b P:Krone/PROPN summit",
			strings.Repeat("b a ", 20))
		if err := encoder.NewPass(p.heads.core).Run(d); err != nil {
			t.Fatal(err)
		}
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		holds(t, d)
		return d.Events
	}
	first := read()
	if len(first) == 0 {
		t.Fatal("random weights find nothing: the test tests nothing")
	}
	if again := read(); !reflect.DeepEqual(first, again) {
		t.Errorf("%+v, then %+v", first, again)
	}
}

func TestMissingHeads(t *testing.T) {
	for _, name := range []string{"event", "slot", "same", "link", "party", "eventstatus", "slotstatus"} {
		if _, err := New(core(t, name)); err == nil || !strings.HasPrefix(err.Error(), "event: ") {
			t.Errorf("without %s: %v", name, err)
		}
	}
}

// holds checks what is true of every reading.
func holds(t *testing.T, d *doc.Doc) {
	t.Helper()
	fits := func(sp article.Span) {
		t.Helper()
		if sp.Start < 0 || sp.Empty() || sp.End > len(d.Text) {
			t.Fatalf("span %v in %d bytes", sp, len(d.Text))
		}
	}
	for _, e := range d.Events {
		if e.Type == "" || e.Name == "" || e.Status == "" || len(e.Spans) == 0 || e.Score < 0 || e.Score > 1 {
			t.Fatalf("%+v", e)
		}
		for i, sp := range e.Spans {
			fits(sp)
			if i > 0 && sp.Start < e.Spans[i-1].End {
				t.Fatalf("mentions out of order: %v", e.Spans)
			}
		}
		for _, s := range e.Slots {
			fits(s.Span)
			if s.Status == "" || s.Score < 0 || s.Score > 1 {
				t.Fatalf("%+v", s)
			}
		}
	}
}

// drawn is a judge whose every logit comes from a seed.
type drawn struct {
	d *doc.Doc
	r *rand.Rand
}

func (j *drawn) row(n int) []float32 {
	x := make([]float32, n)
	for i := range x {
		x[i] = float32(j.r.NormFloat64() * 3)
	}
	return x
}

func (j *drawn) rows(n, width int) [][]float32 {
	out := make([][]float32, n)
	for i := range out {
		out[i] = j.row(width)
	}
	return out
}

func (j *drawn) kinds() (mentions, slots []string) { return testKinds, testSlots }
func (j *drawn) statuses() []string                { return record.Statuses[:] }
func (j *drawn) mentions() label.Logits {
	return label.Logits{Kinds: testKinds, Rows: j.row(len(j.d.Tokens) * (2*len(testKinds) + 1))}
}
func (j *drawn) slots() label.Logits {
	return label.Logits{Kinds: testSlots, Rows: j.row(len(j.d.Tokens) * (2*len(testSlots) + 1))}
}
func (j *drawn) mentionStatus(ms []mention) [][]float32 {
	return j.rows(len(ms), len(record.Statuses))
}
func (j *drawn) slotStatus(ss []slot, _ []mention) [][]float32 {
	return j.rows(len(ss), len(record.Statuses))
}
func (j *drawn) antecedents(ms []mention) []scores {
	out := make([]scores, len(ms))
	for i := range out {
		out[i].list = j.row(i)
	}
	return out
}
func (j *drawn) links(ss []slot, ms []mention) []scores {
	out := make([]scores, len(ss))
	for i := range out {
		out[i].list = j.row(len(ms))
	}
	return out
}
func (j *drawn) parties(ms []mention, names []name) []scores {
	out := make([]scores, len(ms))
	for i := range out {
		out[i].list = j.row(len(names))
	}
	return out
}

// anyDoc makes a Doc of words whose tags, trees, names, times and statements are drawn from
// a seed; nil if there is no word.
func anyDoc(s string, r *rand.Rand) *doc.Doc {
	words := strings.Fields(strings.ToValidUTF8(s, ""))
	if len(words) == 0 || len(words) > 300 {
		return nil
	}
	choices := [...]string{"NOUN", "VERB", "AUX", "DET", "ADJ", "ADP", "PROPN", "PUNCT", "PRON", "NUM"}
	rels := [...]string{"advcl", "acl:relcl", "nsubj", "obl"}
	tags, heads, rel := make([]string, len(words)), make([]int, len(words)), make([]string, len(words))
	for i := range tags {
		tags[i], heads[i], rel[i] = choices[r.IntN(len(choices))], r.IntN(i+1), rels[r.IntN(len(rels))]
	}
	d := doc.Build(words, tags, heads, rel)
	kinds := [...]doc.EntityKind{doc.Person, doc.Place, doc.Organization, doc.Facility, doc.Group}
	for i := range d.Tokens {
		switch r.IntN(6) {
		case 0:
			e := len(d.Entities)
			d.Mentions = append(d.Mentions, doc.Mention{Span: d.Tokens[i].Span, FirstToken: i, EndToken: i + 1, Head: i,
				Form: doc.NameForm, Entity: e})
			d.Entities = append(d.Entities, doc.Entity{Kind: kinds[r.IntN(5)], Name: d.Form(i),
				Mentions: []int{len(d.Mentions) - 1}})
		case 1:
			values := [...]string{"2031-03-07", "2030-03", "2031-03-07T10:00", "XXXX-03-05", "PRESENT_REF", "P3D", ""}
			d.Times = append(d.Times, doc.Time{Span: d.Tokens[i].Span, FirstToken: i, EndToken: i + 1, Type: doc.Date,
				Value: values[r.IntN(7)]})
		case 2:
			end := min(i+r.IntN(9)+1, len(d.Tokens))
			d.Statements = append(d.Statements, doc.Statement{Content: []article.Span{d.SpanOf(i, end)}, NestedIn: -1})
		}
	}
	return d
}

// FuzzDecode decodes any logits over any words: what holds of every reading holds, and
// a second run gives the same.
func FuzzDecode(f *testing.F) {
	f.Add("The summit will not be held in Lausen , he said", uint64(7))
	f.Add("no signing of any documents is planned ; press conference on the agenda", uint64(99))
	f.Add("another second next previous talks talks ,,, — \" \" \"", uint64(3))
	f.Add("é … ’s Łódź 12", uint64(1234567))
	f.Fuzz(func(t *testing.T, s string, seed uint64) {
		run := func() *doc.Doc {
			d := anyDoc(s, rand.New(rand.NewPCG(seed, 1)))
			if d != nil {
				d.Events = decode(d, &drawn{d, rand.New(rand.NewPCG(seed, 2))}, fitted())
			}
			return d
		}
		d := run()
		if d == nil {
			return
		}
		holds(t, d)
		if again := run(); !reflect.DeepEqual(d.Events, again.Events) {
			t.Fatalf("%+v, then %+v", d.Events, again.Events)
		}
	})
}
