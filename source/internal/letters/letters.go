// Package letters compares and cleans strings by their letters.
//
// The input is strings and bytes; the output is comparisons and cleaned strings. The package
// knows no language and refuses nothing.
//
// The one idea: all readers of formats compare letters and titles ("are these the same
// words?") in the same way.
package letters

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// IsDigit reports whether b is an ASCII digit.
func IsDigit(b byte) bool { return b >= '0' && b <= '9' }

// IsLetter reports whether b is an ASCII letter.
func IsLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// IsBlank reports whether r is white space outside ASCII.
func IsBlank(r rune) bool {
	switch r {
	case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0x2028, 0x2029, 0x85:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// Collapse trims a string and replaces each run of white space by one space.
func Collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// Same reports whether two texts have the same letters and digits in the same order, ignoring
// case and punctuation.
func Same(a []byte, b string) bool {
	some := false
	for {
		x, n := nextLetter(a)
		y, m := nextLetter(b)
		if x != y {
			return false
		}
		if x == 0 {
			return some
		}
		some, a, b = true, a[n:], b[m:]
	}
}

// nextLetter returns the first letter or digit of a text in lower case and the index after it;
// 0 if there is none.
func nextLetter[T []byte | string](s T) (rune, int) {
	for i := 0; i < len(s); {
		if b := s[i]; b < utf8.RuneSelf {
			i++
			switch {
			case IsDigit(b):
				return rune(b), i
			case IsLetter(b):
				return rune(b | 0x20), i
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(string(s[i:min(i+utf8.UTFMax, len(s))]))
		if i += n; unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) {
			return unicode.ToLower(r), i
		}
	}
	return 0, len(s)
}

// Shared returns the fraction of the words of the shorter text that are in the other.
func Shared(a, b string) float64 {
	aw, bw := words(a), words(b)
	if len(aw) > len(bw) {
		aw, bw = bw, aw
	}
	if len(aw) == 0 {
		return 0
	}
	n := 0
	for _, word := range aw {
		if slices.Contains(bw, word) {
			n++
		}
	}
	return float64(n) / float64(len(aw))
}

func words(s string) []string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return r < 0x80 && !IsLetter(byte(r)) && !IsDigit(byte(r)) || IsBlank(r) || r >= 0x2010 && r <= 0x205f
	})
	return words[:min(len(words), 60)]
}
