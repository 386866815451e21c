package source

import (
	"html"
	"strings"
)

// plainText takes entities and tags out of a metadata value.
func plainText(s string) string {
	if strings.IndexByte(s, '&') >= 0 {
		s = html.UnescapeString(s)
	}
	if open := strings.IndexByte(s, '<'); open >= 0 && strings.IndexByte(s[open:], '>') > 0 {
		s = parsePage([]byte(s)).textOf(0)
	}
	return collapse(s)
}
