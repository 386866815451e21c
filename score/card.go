package score

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// Card is a table of figures for printing, golden files and documentation: plain text that is
// also Markdown.
type Card struct {
	Title   string
	Columns []string // headings; the first is that of Row.Name
	Rows    []Row
}

// Row is one line of a card.
type Row struct {
	Name  string
	Cells []string
}

// Add adds a row. Floats are formatted with one decimal, intervals as "61.2–68.9", and
// everything else by fmt.Sprint.
func (c *Card) Add(name string, cells ...any) {
	r := Row{Name: name}
	for _, cell := range cells {
		switch v := cell.(type) {
		case float64:
			r.Cells = append(r.Cells, fmt.Sprintf("%.1f", v))
		case Interval:
			r.Cells = append(r.Cells, fmt.Sprintf("%.1f–%.1f", v.Low, v.High))
		default:
			r.Cells = append(r.Cells, fmt.Sprint(v))
		}
	}
	c.Rows = append(c.Rows, r)
}

// AddPRF adds a row with precision, recall and F1 in percent, and the numbers of gold and found
// items.
func (c *Card) AddPRF(name string, n Count) {
	p, r, f := n.PRF()
	c.Add(name, p, r, f, int(n.Gold), int(n.Found))
}

// Write prints the card: the title and an aligned table.
func (c *Card) Write(w io.Writer) error {
	width := make([]int, len(c.Columns))
	lines := [][]string{c.Columns}
	for _, r := range c.Rows {
		lines = append(lines, append([]string{r.Name}, r.Cells...))
	}
	for _, line := range lines {
		for i := range width {
			if i < len(line) {
				width[i] = max(width[i], utf8.RuneCountInString(line[i]))
			}
		}
	}
	var b strings.Builder
	if c.Title != "" {
		fmt.Fprintf(&b, "%s\n\n", c.Title)
	}
	for n, line := range lines {
		for i, wide := range width {
			cell := ""
			if i < len(line) {
				cell = line[i]
			}
			pad := strings.Repeat(" ", wide-utf8.RuneCountInString(cell))
			if i == 0 {
				fmt.Fprintf(&b, "| %s%s |", cell, pad)
			} else {
				fmt.Fprintf(&b, " %s%s |", pad, cell)
			}
		}
		b.WriteByte('\n')
		if n == 0 {
			for i, wide := range width {
				rule, end := strings.Repeat("-", wide+1), "-"
				if i > 0 {
					end = ":"
				} else {
					b.WriteByte('|')
				}
				b.WriteString(rule + end + "|")
			}
			b.WriteByte('\n')
		}
	}
	if _, err := io.WriteString(w, b.String()); err != nil {
		return fmt.Errorf("score: writing the card %q: %w", c.Title, err)
	}
	return nil
}
