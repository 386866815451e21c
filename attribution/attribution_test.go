package attribution

import (
	"reflect"
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/entity/rules"
	"readout/source"
	"readout/syntax"
	"readout/text"
	"readout/timex"
)

// read reads a text with every pass that attribution needs and no model.
func read(t testing.TB, raw string) *doc.Doc {
	t.Helper()
	a, err := source.Text([]byte(raw), source.Hint{Published: "2031-05-14"})
	if err != nil {
		t.Fatal(err)
	}
	return readArticle(t, a)
}

func readArticle(t testing.TB, a *article.Article) *doc.Doc {
	t.Helper()
	d := doc.New(a)
	passes := []doc.Pass{text.New(), syntax.NewLight(), timex.New(), rules.New(rules.Options{}), New(Options{})}
	if err := doc.CheckOrder(passes); err != nil {
		t.Fatal(err)
	}
	for _, p := range passes {
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
	}
	return d
}

// told is a statement in words.
type told struct{ source, cue, content string }

func statements(d *doc.Doc) []told {
	cut := func(spans []article.Span) string {
		var out []string
		for _, sp := range spans {
			out = append(out, d.Cut(sp))
		}
		return strings.Join(out, " / ")
	}
	var out []told
	for _, s := range d.Statements {
		out = append(out, told{cut(s.Source), cut(s.Cue), cut(s.Content)})
	}
	return out
}

// TestSpans holds source, cue and content of one sentence each to the byte.
// Scenario files hold the rest of a statement.
func TestSpans(t *testing.T) {
	tests := []struct {
		text string
		want []told
	}{
		{"Marsh said the ferry was late.", []told{{"Marsh", "said", "the ferry was late"}}},
		{"The ferry was late, Marsh said.", []told{{"Marsh", "said", "The ferry was late"}}},
		{"The ferry, Marsh said, was late.", []told{{"Marsh", "said", "The ferry / was late"}}},
		{`"The ferry is late," Marsh said.`, []told{{"Marsh", "said", `"The ferry is late,"`}}},
		{`"Where is the ferry?" Marsh asked.`, []told{{"Marsh", "asked", `"Where is the ferry?"`}}},
		{`"Safety," said Marsh.`, []told{{"Marsh", "said", `"Safety,"`}}},
		{"Marsh, who had waited for hours, said that the ferry was late.", []told{{"Marsh, who had waited for hours", "said", "that the ferry was late"}}},
		{"Officials who know the harbour said it was shut.", []told{{"Officials who know the harbour", "said", "it was shut"}}},
		{"The poll released on Friday shows that few care.", []told{{"The poll released on Friday", "shows", "that few care"}}},
		{"Asked whether the ferry would sail, Marsh laughed.", []told{{"", "Asked", "whether the ferry would sail"}}},
		{"The ferry is expected to sail on Monday.", []told{{"", "is expected", "The ferry / to sail on Monday"}}},
		{"The deal, which Marsh said would save the harbour, fell through.", []told{{"Marsh", "said", "which / would save the harbour"}}},
		{"The report was late.", nil},
	}
	for _, test := range tests {
		if got := statements(read(t, test.text)); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s\n got %q\nwant %q", test.text, got, test.want)
		}
	}
}

// TestWithoutEntities reads a document whose optional layers are empty.
func TestWithoutEntities(t *testing.T) {
	d := doc.Build(strings.Fields("Marsh said that nobody came ."), strings.Fields("PROPN/NNP VERB/VBD SCONJ/IN PRON/NN VERB/VBD PUNCT/."), nil, nil)
	if err := New(Options{}).Run(d); err != nil {
		t.Fatal(err)
	}
	want := []told{{"Marsh", "said", "that nobody came"}}
	if got := statements(d); !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	if s := d.Statements[0]; len(s.Speakers) != 0 || s.Commitment != "CT-" || s.NestedIn != -1 {
		t.Errorf("speakers %v, commitment %s, nested in %d", s.Speakers, s.Commitment, s.NestedIn)
	}
}

// TestManyMarks reads 50,000 quotation marks, nested and not.
func TestManyMarks(t *testing.T) {
	for _, unit := range []string{`“a `, `" `, `"we go," he said. `} {
		checkStatements(t, read(t, strings.Repeat(unit, 50_000)))
	}
}

// TestLinear counts steps: text made twice as long may take at most about twice
// the steps, whatever its punctuation.
func TestLinear(t *testing.T) {
	texts := map[string]string{
		"quotation marks": `" `,
		"nested marks":    `“ a `,
		"said":            "he said ",
		"quotations":      `"we go," he said. `,
		"commas":          "a man, said, ",
		"colons":          "Marsh: said: ",
		"no stop":         "Marsh said that Vask said ",
		"and":             "he said and ",
		"who":             "who said ",
		"nouns":           "Marsh's claim that ",
		"cue and mark":    `said "a" `,
		"dashes":          "— a — ",
		"only commas":     ", ",
		"brackets":        "( said ",
		"according":       "according to a man, ",
		"asked":           "asked about it, he said no, ",
	}
	for name, unit := range texts {
		steps := func(n int) int {
			a := &article.Article{Text: strings.Repeat(unit, n)}
			a.Blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(strings.TrimSpace(a.Text))}}}
			d := doc.New(a)
			for _, p := range []doc.Pass{text.New(), syntax.NewLight()} {
				if err := p.Run(d); err != nil {
					t.Fatal(err)
				}
			}
			r := new(reading)
			r.reset(d, cueLexicon())
			r.finish(r.decide(r.candidates()))
			return r.steps
		}
		few, many := steps(2_000), steps(20_000)
		if many > 12*few {
			t.Errorf("%s: %d steps for 2,000, %d for 20,000", name, few, many)
		}
	}
}

// FuzzRun holds statements to their promises over any text: spans inside the text
// on rune borders and in order, indices that point at something, and the same
// answer twice.
func FuzzRun(f *testing.F) {
	f.Add(`"We go," X said. "We stay," said Y, "if Z says so." According to W, it rains.`)
	f.Add("“We go,\n\n“and stay,” said the 49-year-old, who said: no")
	f.Add("Minister: no talks -- Marsh said — 'twas \"so-called\" (he said) , , said .")
	f.Add("said said said that said \" \" \" said ; : — asked whether if to")
	p := New(Options{})
	passes := []doc.Pass{text.New(), syntax.NewLight(), timex.New(), rules.New(rules.Options{})}
	f.Fuzz(func(t *testing.T, raw string) {
		a, err := source.Text([]byte(raw), source.Hint{})
		if err != nil {
			t.Skip()
		}
		d := doc.New(a)
		for _, pass := range passes {
			if err := pass.Run(d); err != nil {
				t.Skip()
			}
		}
		if err := p.Run(d); err != nil {
			t.Fatal(err)
		}
		checkStatements(t, d)
		first := d.Statements
		if err := p.Run(d); err != nil || !reflect.DeepEqual(first, d.Statements) {
			t.Fatal("a second reading differs")
		}
	})
}

func checkStatements(t *testing.T, d *doc.Doc) {
	t.Helper()
	for i, s := range d.Statements {
		if len(s.Cue) == 0 || len(s.Content) == 0 {
			t.Fatalf("statement %d has %d cue and %d content spans", i, len(s.Cue), len(s.Content))
		}
		for _, spans := range [...][]article.Span{s.Source, s.Cue, s.Content} {
			last := 0
			for _, sp := range spans {
				if sp.Empty() || sp.Start < last || sp.End > len(d.Text) || !onRune(d.Text, sp.Start) || !onRune(d.Text, sp.End) {
					t.Fatalf("statement %d: span %v of %v", i, sp, spans)
				}
				last = sp.End
			}
		}
		if s.NestedIn < -1 || s.NestedIn >= len(d.Statements) || s.NestedIn == i {
			t.Fatalf("statement %d is nested in %d", i, s.NestedIn)
		}
		for _, e := range append(append(append([]int(nil), s.Speakers...), s.Via...), s.About...) {
			if e < 0 || e >= len(d.Entities) {
				t.Fatalf("statement %d names entity %d of %d", i, e, len(d.Entities))
			}
		}
		if s.Score < 0 || s.Score > 1 || s.By == "" || s.Act == "" || s.Attitude == "" || s.Commitment == "" {
			t.Fatalf("statement %d: %+v", i, s)
		}
	}
}

// onRune tells whether an offset does not cut a rune.
func onRune(text string, off int) bool {
	return off == len(text) || text[off]&0xC0 != 0x80
}

func BenchmarkRun(b *testing.B) {
	raw := strings.Repeat(`OSTRA, May 14 (Meridian) - President Leona Marsh said that the sanctions were "a gift to smugglers" and would not last. `+
		`"We are not looking for a clash," Admiral Tove Harkin noted. "We are looking for a lost buoy." The pier was closed on Monday after a storm `+
		`that took the roof off the customs house. According to the ministry, two boats are missing, and Vask, who replaced Orlo in July, expects more. `, 10)
	d := read(b, raw)
	p := New(Options{})
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Run(d); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)*900/float64(len(d.Tokens)), "µs/900tokens")
}
