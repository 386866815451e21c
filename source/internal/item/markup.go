package item

import (
	"strings"

	"golang.org/x/net/html"

	"readout/source/internal/letters"
)

// AsHTML returns content as HTML: plain text is escaped and its paragraphs are marked; HTML
// that was escaped once too often is unescaped.
func AsHTML(content string) string {
	if !hasTag(content) {
		if plain := html.UnescapeString(content); plain != content && hasTag(plain) && HasMarkup(plain) {
			return plain
		}
		var sb strings.Builder
		for _, p := range PlainPieces(content) {
			sb.WriteString("<p>" + html.EscapeString(p.Text) + "</p>")
		}
		return sb.String()
	}
	return content
}

// hasTag reports whether a text contains something that looks like a tag.
func hasTag(text string) bool {
	for {
		k := strings.IndexByte(text, '<')
		if k < 0 || k+1 >= len(text) {
			return false
		}
		text = text[k+1:]
		name := strings.TrimPrefix(text, "/")
		if end := strings.IndexByte(name, '>'); name != "" && (letters.IsLetter(name[0]) || name[0] == '!') && end >= 0 &&
			end < 1000 {
			return true
		}
	}
}

// HasMarkup reports whether a text is a fragment of HTML: it contains paragraph tags.
func HasMarkup(text string) bool {
	low := strings.ToLower(text[:min(len(text), 4096)])
	for _, tag := range [...]string{"</p>", "<br>", "<br/>", "<br />", "</div>", "<p>", "<p "} {
		if strings.Contains(low, tag) {
			return true
		}
	}
	return false
}
