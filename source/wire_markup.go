package source

import (
	"slices"
	"strings"

	"readout/article"
	"readout/source/internal/letters"
	"readout/source/internal/plain"
	"readout/source/internal/xmltree"
)

// markupData are elements whose text is data about the item and stands nowhere on
// a page: a body's head is read apart.
var markupData = map[string]bool{"head": true, "body.head": true, "body.end": true, "script": true, "style": true,
	"docdata":        true,
	"media-metadata": true, "media-reference": true, "media-object": true, "custom-table": true,
	"nitf-table-metadata": true}

// markupWriter cuts an XML body into pieces. Text is never left out for the element
// it stands in: what no known element holds is a paragraph.
type markupWriter struct {
	out   []piece
	run   strings.Builder
	lines int // line breaks at the end of run
}

// markupPieces cuts an XML body, NITF or XHTML, into pieces.
func markupPieces(e *xmltree.Element) []piece {
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
		case markupData[c.Name]:
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
	var parts []piece
	if in == "pre" || in != "p" && kind == article.Paragraph && hasEmptyLine(strings.TrimSpace(text)) {
		parts = plainPieces(text)
	} else if text = letters.Collapse(text); text != "" {
		parts = []piece{{kind, text}}
	}
	for _, p := range parts {
		w.out = append(w.out, piece{kind, p.text})
	}
}

// hasEmptyLine reports whether a line of a text holds nothing but white space.
func hasEmptyLine(text string) bool {
	return strings.Contains(text, "\n") && slices.ContainsFunc(strings.Split(text, "\n"), func(l string) bool {
		return strings.TrimSpace(l) == ""
	})
}

// plainPieces cuts plain text into paragraphs at empty lines; where there are none,
// the lines are joined that were wrapped at a column.
func plainPieces(text string) []piece {
	var out []piece
	add := func(part string) {
		if part = letters.Collapse(part); part != "" {
			out = append(out, piece{article.Paragraph, part})
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
