package item

import (
	"slices"
	"strings"

	"readout/article"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/xmltree"
)

// markupWriter splits an XML body into pieces. No text is lost because of its element: text
// outside known elements becomes a paragraph.
type markupWriter struct {
	out   []Piece
	run   strings.Builder
	lines int // line breaks at the end of run
}

// MarkupPieces splits an XML body, NITF or XHTML, into pieces.
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

// flush ends a piece. In an element that holds paragraphs, empty lines separate them, and in
// preformatted text each line counts.
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

// hasEmptyLine reports whether a text has a line of white space only.
func hasEmptyLine(text string) bool {
	return strings.Contains(text, "\n") && slices.ContainsFunc(strings.Split(text, "\n"), func(l string) bool {
		return strings.TrimSpace(l) == ""
	})
}

// PlainPieces splits plain text into paragraphs at empty lines. If there are none, lines that
// were wrapped at a column are joined.
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
