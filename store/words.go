package store

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words brings a text to the alphabet of the index: words of letters and digits in
// lower case, without accents, joined by single spaces. Both databases index these
// words as they are, so that both give the same answers. An apostrophe inside a
// word is dropped ("shouldn't" is one word), every other mark ends a word ("U.S."
// is two).
func Words(text string) string {
	buf := make([]byte, 0, len(text)+8)
	return string(AppendWords(buf, text))
}

// AppendWords appends the words of text to buf, which grows as needed.
func AppendWords(buf []byte, text string) []byte {
	inWord := false
	start := len(buf)
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			case c >= 'A' && c <= 'Z':
				c += 'a' - 'A'
			case c == '\'' && inWord && i < len(text) && isLetter(text[i]):
				continue
			default:
				inWord = false
				continue
			}
			if !inWord && len(buf) > start {
				buf = append(buf, ' ')
			}
			buf, inWord = append(buf, c), true
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '’' && inWord && i < len(text) && isLetter(text[i]):
			continue
		case unicode.IsMark(r): // a combining accent
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			inWord = false
			continue
		}
		if !inWord && len(buf) > start {
			buf = append(buf, ' ')
		}
		buf, inWord = appendPlain(buf, unicode.ToLower(r)), true
	}
	return buf
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= utf8.RuneSelf }

// appendPlain appends a letter without its accent. Letters outside Latin stay.
func appendPlain(buf []byte, r rune) []byte {
	if s, ok := plainLetters[r]; ok {
		return append(buf, s...)
	}
	return utf8.AppendRune(buf, r)
}

// plainLetters is the Latin letters with accents that names in English wires use.
var plainLetters = letters("a:àáâãäåāăą c:çćĉċč d:ďđ e:èéêëēĕėęě g:ĝğġģ h:ĥħ i:ìíîïĩīĭįı j:ĵ k:ķ l:ĺļľŀł n:ñńņňŋ " +
	"o:òóôõöøōŏő r:ŕŗř s:śŝşšș t:ţťŧț u:ùúûüũūŭůűų w:ŵ y:ýÿŷ z:źżž ae:æ oe:œ ss:ß th:þ d:ð")

func letters(table string) map[rune]string {
	m := map[rune]string{}
	for _, group := range strings.Fields(table) {
		plain, accented, _ := strings.Cut(group, ":")
		for _, r := range accented {
			m[r] = plain
		}
	}
	return m
}

// AgentWord is the word an agent's statements carry in Row.Who.
func AgentWord(id uint64) string { return "ax" + strconv.FormatUint(id, 36) }

// RoleWords are the words of a role as Row.Who carries them, apart from names.
func RoleWords(role string) string {
	words := strings.Fields(Words(role))
	for i, w := range words {
		words[i] = "rx" + w
	}
	return strings.Join(words, " ")
}

// TagWord is the word for one value of one facet in Row.Tags: TagWord("act",
// "deny"). Values are short names of the record's vocabulary, or an outlet.
func TagWord(facet, value string) string {
	var b strings.Builder
	b.WriteString(facet)
	for _, r := range value {
		switch {
		case r == '+':
			b.WriteString("plus")
		case r == '-':
			b.WriteString("minus")
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// SketchWord is the word for one shingle's key in Row.Sketch. Seven letters: among
// tens of millions of statements a few share one by chance, and are aligned and
// dropped.
func SketchWord(key uint64) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	var b [7]byte
	for i := range b {
		b[i] = letters[key&31]
		key >>= 5
	}
	return string(b[:])
}
