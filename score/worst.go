package score

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Pair is one line of an error listing: the gold item and the one found in its place. One of
// them is empty if the item was missed or spurious.
type Pair struct{ Gold, Found string }

// Errors are the errors in one article, with its score.
type Errors struct {
	Article string
	F1      float64
	Pairs   []Pair
}

// WriteWorst prints the n articles with the lowest scores, gold on the left and found on the
// right, truncated to columns of the given width (at least 8). Articles with equal scores keep
// their order.
func WriteWorst(w io.Writer, all []Errors, n, width int) error {
	width = max(width, 8)
	worst := slices.Clone(all)
	slices.SortStableFunc(worst, func(a, b Errors) int { return cmp.Compare(a.F1, b.F1) })
	var b strings.Builder
	for _, e := range worst[:min(n, len(worst))] {
		fmt.Fprintf(&b, "%s  %.1f\n", e.Article, e.F1)
		for _, p := range e.Pairs {
			mark := "≠"
			switch {
			case p.Gold == p.Found:
				mark = "="
			case p.Found == "":
				mark = "<"
			case p.Gold == "":
				mark = ">"
			}
			gold := oneLine(p.Gold, width)
			fmt.Fprintf(&b, "  %s%s %s %s\n", gold, strings.Repeat(" ", width-utf8.RuneCountInString(gold)), mark,
				oneLine(p.Found, width))
		}
		b.WriteByte('\n')
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("score: writing errors: %w", err)
	}
	return nil
}

// oneLine collapses white space and shortens text to width characters in the middle: spans go
// wrong at their ends.
func oneLine(text string, width int) string {
	r := []rune(strings.Join(strings.Fields(text), " "))
	if len(r) <= width {
		return string(r)
	}
	left := (width - 1) / 2
	return string(r[:left]) + "…" + string(r[len(r)-(width-1-left):])
}
