package marks

import (
	"slices"
	"testing"

	"readout/article"
	"readout/attribution/internal/tagged"
	"readout/doc"
	"readout/source"
	"readout/text"
)

// TestCut: the parts inside and outside other spans add up to the whole.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		about           string
		spans, others   []doc.Range
		within, without []doc.Range
	}{
		{"apart", []doc.Range{{First: 0, End: 3}}, []doc.Range{{First: 5, End: 9}}, nil, []doc.Range{{First: 0, End: 3}}},
		{"in the middle", []doc.Range{{First: 0, End: 9}}, []doc.Range{{First: 3, End: 5}},
			[]doc.Range{{First: 3, End: 5}}, []doc.Range{{First: 0, End: 3}, {First: 5, End: 9}}},
		{"all of it", []doc.Range{{First: 3, End: 5}}, []doc.Range{{First: 0, End: 9}}, []doc.Range{{First: 3, End: 5}}, nil},
	} {
		if got := Within(c.spans, c.others); !slices.Equal(got, c.within) {
			t.Errorf("%s: within %v, want %v", c.about, got, c.within)
		}
		if got := Without(c.spans, c.others); !slices.Equal(got, c.without) {
			t.Errorf("%s: without %v, want %v", c.about, got, c.without)
		}
	}
}

// TestEndsSentence: punctuation may follow, words may not.
func TestEndsSentence(t *testing.T) {
	d := doc.Build([]string{"It", "sank", "."}, nil, nil, nil)
	d.Tokens[2].Kind = doc.PunctToken
	for end, want := range map[int]bool{0: false, 1: false, 2: true, 3: true} {
		if got := EndsSentence(d, end); got != want {
			t.Errorf("%d: %v", end, got)
		}
	}
}

// read splits a text into tokens, sentences and quotations.
func read(t *testing.T, raw string) *doc.Doc {
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

// TestCarve: the aside with the cue between two pieces of content is not content.
func TestCarve(t *testing.T) {
	for _, c := range []struct {
		text, source, cue, from, to string
		want                        []string
	}{
		{"The ferry, Marsh said, was late.", "Marsh", "said", "The", "late", []string{"The ferry", "was late"}},
		{"The ferry, Marsh said on Monday, was late.", "Marsh", "said", "The", "late", []string{"The ferry",
			"was late"}},
		{"The ferry, as Marsh told us, was late.", "Marsh", "told", "The", "late", []string{"The ferry", "was late"}},
		{"“The ferry,” said Marsh, laughing, “was late.”", "Marsh", "said", "“The", "late.”",
			[]string{"“The ferry,”", "“was late.”"}},
		{"The ferry, Marsh told us, was “very late.”", "Marsh", "told", "The", "late.”",
			[]string{"The ferry", "was “very late.”"}},
		{"The ferry, Marsh said of it “was late.”", "Marsh", "said", "The", "late.”",
			[]string{"The ferry", "“was late.”"}},
		{"“It was late,” Marsh told “Ostra Today.” “It sank.”", "Marsh", "told", "“It", "sank.”",
			[]string{"“It was late,”", "“It sank.”"}},
		{"“It was late,” Marsh told Vask’s “Ostra Today” on Sunday. “It sank.”", "Marsh", "told", "“It", "sank.”",
			[]string{"“It was late,”", "“It sank.”"}},
		{"“It was late,” Marsh said “and it sank.”", "Marsh", "said", "“It", "sank.”",
			[]string{"“It was late,”", "“and it sank.”"}},
		{"“The ferry was late,” Marsh said on Monday. “It sank.”", "Marsh", "said", "“The", "sank.”",
			[]string{"“The ferry was late,”", "“It sank.”"}},
		{"“The ferry was late,” Marsh wrote. Vask tweeted: “It was not.”", "Marsh", "wrote", "“The", "not.”",
			[]string{"“The ferry was late,”"}},
		{"“The ferry was late,” Marsh wrote, and added: “It sank.”", "Marsh", "wrote", "“The", "sank.”",
			[]string{"“The ferry was late,”", "“It sank.”"}},
	} {
		d := read(t, c.text)
		whole := doc.Range{First: tagged.At(d, c.from, 0).First, End: tagged.At(d, c.to, 0).End}
		cue := tagged.At(d, c.cue, 0)
		var got []string
		for _, s := range Carve(d, whole, cue, tagged.At(d, c.source, 0)) {
			if s = Trim(d, s); !s.Empty() {
				got = append(got, d.Cut(d.Bytes(s)))
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestBreaks: crossing a sentence border is free only within and between quotations.
func TestBreaks(t *testing.T) {
	for _, c := range []struct {
		text, cue string
		want      float32
	}{
		{"Marsh said it sank. All left. Nobody came.", "said", 2 * BreakCost},
		{"Marsh said: “It sank. All left. Nobody came.”", "said", 0},
		{"“It sank,” Marsh said. “All left.” “Nobody came.”", "said", 0},
		{"“It sank,” Marsh said. “All left.” Nobody came.", "said", BreakCost},
	} {
		d := read(t, c.text)
		got := Breaks(nil, d, 0, len(d.Tokens), tagged.At(d, c.cue, 0))
		if got[len(got)-1] != c.want {
			t.Errorf("%s: %v, want %v", c.text, got[len(got)-1], c.want)
		}
	}
}

// TestWalls: content takes a quotation whole, or a part of it if the cue is inside, too.
func TestWalls(t *testing.T) {
	d := read(t, "Marsh said “it sank” again.")
	cue, inside := tagged.At(d, "said", 0), tagged.At(d, "sank", 0)
	for word, want := range map[string]struct{ begin, end bool }{"Marsh": {true, true}, "“": {true, false},
		"it": {false, false}, "sank": {false, false}, "”": {false, true}, "again": {true, true}} {
		i := tagged.At(d, word, 0).First
		if MayBegin(d, i, cue) != want.begin || MayEnd(d, i, cue) != want.end {
			t.Errorf("%s begins %v, ends %v", word, MayBegin(d, i, cue), MayEnd(d, i, cue))
		}
		if !MayBegin(d, i, inside) || !MayEnd(d, i, inside) {
			t.Errorf("%s: there is a wall within the quotation", word)
		}
	}
	d.Article.Dateline = &article.Dateline{Span: d.SpanOf(0, 1)}
	if MayBegin(d, 0, cue) || MayEnd(d, 0, cue) || !MayBegin(d, 1, inside) {
		t.Error("a dateline is said by somebody")
	}
}

// TestKindAndPieces: the kind by quotation marks, and no piece across two paragraphs.
func TestKindAndPieces(t *testing.T) {
	d := read(t, "Marsh said “it sank” again.\n\nNobody came.")
	for words, want := range map[string]doc.StatementKind{"again": doc.Indirect, "it sank": doc.Direct,
		"it sank” again": doc.Mixed} {
		if got := KindOf(d, []doc.Range{tagged.At(d, words, 0)}); got != want {
			t.Errorf("%s: %v", words, got)
		}
	}
	var got []string
	for _, sp := range Pieces(d, []doc.Range{{First: tagged.At(d, "again", 0).First, End: len(d.Tokens)}}) {
		got = append(got, d.Cut(sp))
	}
	if want := []string{"again.", "Nobody came."}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestTrim: outer punctuation is dropped, quotation marks and brackets stay.
func TestTrim(t *testing.T) {
	d := read(t, "Marsh said, “it sank,” (again).")
	for words, want := range map[string]string{", “it sank,”": "“it sank,”", "(again).": "(again)", "said,": "said"} {
		if got := d.Cut(d.Bytes(Trim(d, tagged.At(d, words, 0)))); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestTitle: the title of a programme or a book is no quotation.
func TestTitle(t *testing.T) {
	for text, want := range map[string]int{
		"“Ostra Today”":                          2,
		"“A Short History of the Harbour,”":      4,
		"“A short history of the harbour”":       0,
		"“No”":                                   0,
		"“WE SINK AT ONCE”":                      0,
		"“The Harbour! The Harbour!”":            0,
		"“How It Was: The Harbour and the Sea.”": 6,
	} {
		d := read(t, "Marsh made "+text)
		words, end := Title(d, 2)
		if words != want || (end > 0) != (want > 0) {
			t.Errorf("%s: %d words, end %d; want %d words", text, words, end, want)
		}
	}
}
