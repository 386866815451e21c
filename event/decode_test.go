package event

import (
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/encoder"
	"readout/event/alike"
	"readout/event/head"
	"readout/event/internal/eventtest"
	"readout/event/label"
	"readout/record"
)

// TestHeads reads with every head there is: a second run gives the same, and spans fit.
func TestHeads(t *testing.T) {
	c := eventtest.Core("")
	p, err := New(c)
	if err != nil {
		t.Fatal(err)
	}
	read := func() []doc.Event {
		d, _ := text(t, strings.Repeat("a summit b summits ", 30), "P:Marsh/PROPN a b P:Krone/PROPN summit",
			strings.Repeat("b a ", 20))
		if err := encoder.NewPass(c).Run(d); err != nil {
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

func (j *drawn) Kinds() (mentions, slots []string) { return eventtest.Kinds, eventtest.Slots }
func (j *drawn) Statuses() []string                { return record.Statuses[:] }
func (j *drawn) Mentions() label.Logits            { return j.labels(eventtest.Kinds) }
func (j *drawn) Slots() label.Logits               { return j.labels(eventtest.Slots) }
func (j *drawn) labels(kinds []string) label.Logits {
	return label.Logits{Kinds: kinds, Rows: j.row(len(j.d.Tokens) * (2*len(kinds) + 1))}
}
func (j *drawn) MentionStatus(ms []label.Span) [][]float32 {
	return j.rows(len(ms), len(record.Statuses))
}
func (j *drawn) SlotStatus(ss, _ []label.Span) [][]float32 {
	return j.rows(len(ss), len(record.Statuses))
}
func (j *drawn) Antecedents(ms []label.Span, _ *alike.Words) []head.Scores {
	out := make([]head.Scores, len(ms))
	for i := range out {
		out[i].List = j.row(i)
	}
	return out
}
func (j *drawn) Links(ss, ms []label.Span) []head.Scores { return j.pairs(len(ss), len(ms)) }
func (j *drawn) Parties(ms []label.Span, names []doc.Range) []head.Scores {
	return j.pairs(len(ms), len(names))
}
func (j *drawn) pairs(n, with int) []head.Scores {
	out := make([]head.Scores, n)
	for i := range out {
		out[i].List = j.row(with)
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
