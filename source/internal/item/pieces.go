package item

import (
	"slices"
	"strings"

	"readout/article"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/xmltree"
)

// markupWriter cuts an XML body into pieces. Text is never left out for the element
// it stands in: what no known element holds is a paragraph.
type markupWriter struct {
	out   []Piece
	run   strings.Builder
	lines int // line breaks at the end of run
}

// MarkupPieces cuts an XML body, NITF or XHTML, into pieces.
func MarkupPieces(e *xmltree.Element) []Piece {
	w := &markupWriter{}
	w.walk(e, article.Paragraph)
	w.flush("", article.Paragraph)
	return w.out
}

func (w *markupWriter) walk(e *xmltree.Element, outer article.BlockKind) {
	for _, c := range e.Children {
		kind, block := xmltree.Kinds[c.Name]
		switch {
		case c.Name == "":
			if strings.TrimSpace(c.Text) != "" {
				w.lines = 0
			}
			w.run.WriteString(c.Text)
		case xmltree.Data[c.Name]:
		case c.Name == "br":
			if w.run.WriteByte(' '); w.lines > 0 {
				w.flush(e.Name, outer)
			}
			w.lines++
		case block:
			w.flush(e.Name, outer)
			if kind == article.Paragraph {
				kind = outer
			}
			w.walk(c, kind)
			w.flush(c.Name, kind)
		default:
			w.walk(c, outer)
		}
	}
}

// flush ends a piece. In an element that holds paragraphs, empty lines part them,
// and in preformatted text the lines themselves count.
func (w *markupWriter) flush(in string, kind article.BlockKind) {
	text := w.run.String()
	w.run.Reset()
	w.lines = 0
	var parts []Piece
	if in == "pre" || in != "p" && kind == article.Paragraph && hasEmptyLine(strings.TrimSpace(text)) {
		parts = PlainPieces(text)
	} else if text = letters.Collapse(text); text != "" {
		parts = []Piece{{kind, text}}
	}
	for _, p := range parts {
		w.out = append(w.out, Piece{kind, p.Text})
	}
}

// hasEmptyLine reports whether a line of a text holds nothing but white space.
func hasEmptyLine(text string) bool {
	return strings.Contains(text, "\n") && slices.ContainsFunc(strings.Split(text, "\n"), func(l string) bool {
		return strings.TrimSpace(l) == ""
	})
}

// PlainPieces cuts plain text into paragraphs at empty lines; where there are none,
// the lines are joined that were wrapped at a column.
func PlainPieces(text string) []Piece {
	var out []Piece
	add := func(part string) {
		if part = letters.Collapse(part); part != "" {
			out = append(out, Piece{article.Paragraph, part})
		}
	}
	if !hasEmptyLine(strings.TrimSpace(text)) {
		for _, sp := range plain.Paragraphs(text) {
			add(text[sp.Start:sp.End])
		}
		return out
	}
	var part strings.Builder
	for line := range strings.Lines(text) {
		if strings.TrimSpace(line) == "" {
			add(part.String())
			part.Reset()
		}
		part.WriteString(line)
	}
	add(part.String())
	return out
}
