package doc

import (
	"strings"
	"testing"
	"unicode/utf8"

	"readout/article"
)

// step is a pass that only states what it needs and gives.
type step struct {
	name         string
	needs, gives Layer
}

func (s step) Name() string   { return s.name }
func (s step) Needs() Layer   { return s.needs }
func (s step) Gives() Layer   { return s.gives }
func (s step) Run(*Doc) error { return nil }

// TestCheckOrder refuses a need that no pass gave and a layer that two passes give.
func TestCheckOrder(t *testing.T) {
	text, times, trees := step{"text", 0, Tokens | Quotes}, step{"timex", Tokens, Times},
		step{"syntax", Tokens, Tags | Trees}
	for _, c := range []struct {
		passes []Pass
		want   string
	}{
		{[]Pass{text, trees, times}, ""},
		{[]Pass{times, text}, "pass timex needs tokens, which no earlier pass gives"},
		{[]Pass{text, times, times}, "pass timex gives times, which an earlier pass already gives"},
		{[]Pass{text, step{"event", Tokens | Entities | Statements, Events}}, "needs entities+statements"},
	} {
		err := CheckOrder(c.passes)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%v, want %q", err, c.want)
		}
	}
}

// TestTokensIn finds the tokens that lie wholly inside a span.
func TestTokensIn(t *testing.T) {
	d := Build([]string{"We", "go", "to", "Arlen"}, nil, nil, nil) // "We go to Arlen"
	for _, c := range []struct{ start, stop, first, end int }{
		{0, 14, 0, 4}, {0, 5, 0, 2}, {1, 5, 1, 2}, {3, 4, 1, 1}, {2, 3, 1, 1}, {9, 99, 3, 4}, {14, 14, 4, 4},
	} {
		if first, end := d.TokensIn(article.Span{Start: c.start, End: c.stop}); first != c.first || end != c.end {
			t.Errorf("bytes %d to %d: tokens %d to %d, want %d to %d", c.start, c.stop, first, end, c.first, c.end)
		}
	}
}

// TestTagNames checks that every tag and relation parses back from its name.
func TestTagNames(t *testing.T) {
	for i := NoUPOS + 1; i < upostags; i++ {
		if got := ParseUPOS(i.String()); got != i {
			t.Errorf("%s reads back as %s", i, got)
		}
	}
	for i := NoXPOS + 1; i < xpostags; i++ {
		if got := ParseXPOS(i.String()); got != i {
			t.Errorf("%s reads back as %s", i, got)
		}
	}
	for i := NoRel + 1; i < rels; i++ {
		if got := ParseRel(i.String()); got != i {
			t.Errorf("%s reads back as %s", i, got)
		}
	}
	if ParseRel("nmod:of") != Nmod || ParseRel("nonsense") != Dep || ParseUPOS("nonsense") != NoUPOS {
		t.Error("unknown names")
	}
}

// FuzzLower checks that lowering moves no byte and is idempotent.
func FuzzLower(f *testing.F) {
	for _, s := range []string{"", "ABC def", "ÄÖ İ ẞ Ⅷ ǅ", "\xff\xfeA\x80B", "Kelvin K Å Ⱥ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		low := lowerInPlace(s)
		if len(low) != len(s) || lowerInPlace(low) != low {
			t.Fatalf("%q becomes %q", s, low)
		}
		if utf8.ValidString(s) != utf8.ValidString(low) {
			t.Fatalf("%q becomes %q", s, low)
		}
		for i := 0; i < len(s); i++ {
			if utf8.RuneStart(s[i]) != utf8.RuneStart(low[i]) {
				t.Fatalf("byte %d of %q is no longer what it was", i, s)
			}
			if s[i] < utf8.RuneSelf && low[i] != lowByte(s[i]) {
				t.Fatalf("byte %d of %q is %q", i, s, low[i])
			}
		}
	})
}

func lowByte(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

// TestKeepTokens checks that sentences and quotations end where the tokens do.
func TestKeepTokens(t *testing.T) {
	build := func() *Doc {
		d := Build(strings.Fields(`He said : " We go . We stay " . " No " .`), nil, nil, nil)
		d.Sentences = []Sentence{{Span: d.SpanOf(0, 7), EndToken: 7},
			{Span: d.SpanOf(7, 11), FirstToken: 7, EndToken: 11}, {Span: d.SpanOf(11, 15), FirstToken: 11, EndToken: 15}}
		for _, q := range [][2]int{{3, 10}, {11, 14}} {
			sp := d.SpanOf(q[0], q[1])
			d.Quotes = append(d.Quotes, Quote{Span: sp, Parts: []article.Span{sp}, FirstToken: q[0], EndToken: q[1],
				Parent: -1, Closed: true})
		}
		return d
	}
	for n, want := range map[int]struct{ sentences, quotes int }{0: {0, 0}, 3: {1, 0}, 5: {1, 1}, 11: {2, 1},
		12: {3, 2}, 15: {3, 2}, 20: {3, 2}} {
		d := build()
		d.KeepTokens(n)
		if len(d.Tokens) != min(n, 15) || len(d.Sentences) != want.sentences || len(d.Quotes) != want.quotes {
			t.Errorf("of %d tokens: %d, %d sentences, %d quotations, want %v", n, len(d.Tokens), len(d.Sentences),
				len(d.Quotes), want)
		}
		for _, s := range d.Sentences {
			if s.EndToken > n || s.End > d.Tokens[len(d.Tokens)-1].End {
				t.Errorf("of %d tokens: a sentence ends at token %d, byte %d", n, s.EndToken, s.End)
			}
		}
		for _, q := range d.Quotes {
			if whole := q.EndToken == 10 && n >= 10 || q.EndToken == 14; q.EndToken > n || q.Closed != whole ||
				q.Parts[0].End != q.End {
				t.Errorf("of %d tokens: a quotation %+v", n, q)
			}
		}
	}
}

// TestUPOS: a token has the tag that a pass gave it, and none before that or outside the text.
func TestUPOS(t *testing.T) {
	d := New(&article.Article{Text: "It rains."})
	if got := d.UPOS(0); got != NoUPOS {
		t.Errorf("before any pass: %v", got)
	}
	d.Words = []Word{{UPOS: PRON}, {UPOS: VERB}}
	for i, want := range map[int]UPOS{-1: NoUPOS, 0: PRON, 1: VERB, 2: NoUPOS} {
		if got := d.UPOS(i); got != want {
			t.Errorf("token %d: %v, want %v", i, got, want)
		}
	}
}
