// Package letters compares and cleans words of pages and wires by their letters.
//
// In come strings and bytes; out go answers. It knows no language and refuses nothing.
//
// The one idea: what readers of formats ask of single letters and of whole titles ("are
// these the same words?") is answered in one way for all of them.
package letters

import (
	"bytes"
	"slices"
	"strings"
)

func IsDigit(b byte) bool { return b >= '0' && b <= '9' }

func IsLetter(b byte) bool { return b|0x20 >= 'a' && b|0x20 <= 'z' }

// IsBlank tells which white space outside ASCII counts as a space.
func IsBlank(r rune) bool {
	switch r {
	case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000, 0x2028, 0x2029, 0x85:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// Collapse trims a string and makes each run of white space one space.
func Collapse(s string) string { return strings.Join(strings.Fields(s), " ") }

// Same reports whether two texts have the same letters and digits in the same
// order, case and punctuation aside.
func Same(a []byte, b string) bool {
	a, bb := bytes.TrimSpace(a), []byte(b)
	i, j := 0, 0
	for {
		for i < len(a) && !isWordByte(a[i]) {
			i++
		}
		for j < len(bb) && !isWordByte(bb[j]) {
			j++
		}
		if i == len(a) || j == len(bb) {
			return i == len(a) && j == len(bb) && len(a) > 0
		}
		if a[i] != bb[j] && (a[i]|0x20 != bb[j]|0x20 || a[i]|0x20 < 'a') {
			return false
		}
		i, j = i+1, j+1
	}
}

// isWordByte reports whether a byte is part of a letter or digit. The first byte of
// general punctuation (U+2000 to U+206F) is not.
func isWordByte(b byte) bool {
	return b|0x20 >= 'a' && b|0x20 <= 'z' || b >= '0' && b <= '9' || b >= 0xc3 && b != 0xe2
}

// Shared is the share of the words of the shorter text that are in the other.
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
