package doc

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// lowerInPlace lower-cases text without moving any byte, so that offsets into the text are
// valid in the result. A letter whose lower case has another length in UTF-8 (İ, ẞ) stays as
// it is.
func lowerInPlace(text string) string {
	first := 0
	for first < len(text) && (text[first] < 'A' || text[first] > 'Z') && text[first] < utf8.RuneSelf {
		first++
	}
	if first == len(text) {
		return text
	}
	var b strings.Builder
	b.Grow(len(text))
	b.WriteString(text[:first])
	same := first // written up to here; from here to i nothing changes
	for i := first; i < len(text); {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			b.WriteString(text[same:i])
			b.WriteByte(c + 'a' - 'A')
			i++
			same = i
		case c < utf8.RuneSelf:
			i++
		default:
			r, n := utf8.DecodeRuneInString(text[i:])
			if low := unicode.ToLower(r); low != r && utf8.RuneLen(low) == n {
				b.WriteString(text[same:i])
				b.WriteRune(low)
				same = i + n
			}
			i += n
		}
	}
	b.WriteString(text[same:])
	return b.String()
}
