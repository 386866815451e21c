package tree

import (
	"html"
	"strings"

	"readout/source/internal/letters"
)

// PlainText removes entities and tags from a metadata value.
func PlainText(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if open := strings.IndexByte(s, '<'); open >= 0 && strings.IndexByte(s[open:], '>') > 0 {
		s = Parse([]byte(s)).TextOf(0)
	}
	return letters.Collapse(s)
}
