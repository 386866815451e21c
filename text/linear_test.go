package text

import (
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
	"readout/internal/fixture"
)

// TestMarksAreReadInLinearSteps checks that twice as many quotation marks of any kind take at
// most twice as many steps.
func TestMarksAreReadInLinearSteps(t *testing.T) {
	for name, mark := range map[string]string{"straight": `"`, "opening": "“", "closing": "”", "mixed": "“‘«",
		"single": "'", "words": `a" "`, "lines": "“a\n"} {
		t.Run(name, func(t *testing.T) {
			few, many := steps(t, strings.Repeat(mark, 50_000)), steps(t, strings.Repeat(mark, 100_000))
			if many > 2*few+100 {
				t.Errorf("%d steps for half, %d for all", few, many)
			}
		})
	}
	half := strings.Repeat("“", 25_000) + "x" + strings.Repeat("”", 25_000)
	whole := strings.Repeat("“", 50_000) + "x" + strings.Repeat("”", 50_000)
	if few, many := steps(t, half), steps(t, whole); many > 2*few+100 {
		t.Errorf("nested: %d steps for half, %d for all", few, many)
	}
}

// steps returns how often tokens and open quotations were examined while a text's quotations
// were read.
func steps(t *testing.T, s string) int {
	t.Helper()
	d := doc.New(&article.Article{Text: s})
	tok, q := tokenizer{d: d}, quoter{d: d}
	off := 0
	for line := range strings.Lines(s) {
		first := len(d.Tokens)
		tok.block(article.Span{Start: off, End: off + len(strings.TrimRight(line, "\n"))})
		q.block(article.Paragraph, first)
		off += len(line)
	}
	q.end()
	return q.steps + tok.steps
}

// TestHostileTextsAreReadInLinearSteps checks that twice as much of every hostile text takes at
// most twice as many steps.
func TestHostileTextsAreReadInLinearSteps(t *testing.T) {
	for _, h := range fixture.HostileTexts() {
		if h.HTML {
			continue
		}
		few, many := steps(t, string(h.Make(30_000))), steps(t, string(h.Make(60_000)))
		if float64(many) > 2.2*float64(few)+1000 {
			t.Errorf("%s: %d steps for half, %d for all", h.Name, few, many)
		}
	}
}

// TestLongest checks that reading is limited in bytes and in tokens, and that the rest is one
// gap that begins where reading ended.
func TestLongest(t *testing.T) {
	for name, s := range map[string]string{"bytes": strings.Repeat("a", 3*maxTextBytes),
		"words": strings.Repeat("word ", maxTextBytes), "tokens": strings.Repeat("(", maxTextBytes),
		"lines": strings.Repeat("(\n", maxTextBytes/2)} {
		a := &article.Article{Text: s}
		if name == "lines" {
			for i := 0; i < len(s); i += 2 {
				a.Blocks = append(a.Blocks, article.Block{Kind: article.Paragraph, Span: article.Span{Start: i, End: i + 1}})
			}
		}
		d := doc.New(a)
		if err := New().Run(d); err != nil {
			t.Fatal(err)
		}
		if len(d.Tokens) > maxTokens || len(d.Tokens) == 0 {
			t.Errorf("%s: %d tokens", name, len(d.Tokens))
		}
		var long []article.Gap
		for _, g := range d.Gaps {
			if g.Why == tooLong {
				long = append(long, g)
			}
		}
		if last := d.Tokens[len(d.Tokens)-1].End; len(long) != 1 || long[0].Start < last || long[0].Start > last+1 ||
			long[0].End != len(s) {
			t.Errorf("%s: the last token ends at %d of %d, the gaps are %v", name, last, len(s), long)
		}
	}
}
