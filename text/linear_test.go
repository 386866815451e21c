package text

import (
	"strings"
	"testing"

	"readout/article"
	"readout/doc"
)

// TestMarksAreReadInLinearSteps reads twice as many marks in at most twice as many
// steps, whatever they are: the reading of an article must not depend on who typed
// its quotation marks.
func TestMarksAreReadInLinearSteps(t *testing.T) {
	for name, mark := range map[string]string{"straight": `"`, "opening": "“", "closing": "”", "mixed": "“‘«", "single": "'", "words": `a" "`, "lines": "“a\n"} {
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

// steps is how often the reading of a text's quotations looked at a token or at an
// open quotation.
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
	return q.steps
}
