package input

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/gogs/chardet"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"readout/source/internal/letters"
)

// Decode decodes bytes to UTF-8 and returns the name of their character set. The byte order
// mark is removed; nothing else changes. If the text is UTF-8 except for a few broken bytes,
// each of these becomes U+FFFD. Offsets count in the result.
//
// The order: byte order mark, valid UTF-8, the declared character set, UTF-16 by its zero
// bytes, UTF-8 with faults, then statistics.
//
// Errors: ErrEmpty; ErrBinary if the result is not text.
func Decode(raw []byte, declared string) (text, charset string, err error) {
	switch {
	case len(raw) == 0:
		return "", "", ErrEmpty
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		raw, charset = raw[3:], "utf-8"
	case bytes.HasPrefix(raw, []byte("\xff\xfe")), bytes.HasPrefix(raw, []byte("\xfe\xff")):
		return decodeAs(raw, "utf-16")
	case utf8.Valid(raw) && bytes.IndexByte(raw, 0) < 0:
		charset = "utf-8"
	case declared != "" && known(declared) && !isUTF8(declared):
		return decodeAs(raw, declared)
	default:
		charset = guess(raw)
	}
	if charset != "utf-8" {
		return decodeAs(raw, charset)
	}
	text = strings.ToValidUTF8(string(raw), "\ufffd")
	if len(raw) != len(text) || !utf8.Valid(raw) {
		text = replaceEach(raw)
	}
	return text, charset, refuseBinary(text)
}

// replaceEach replaces each byte that is not UTF-8 by U+FFFD.
func replaceEach(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw) + 16)
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		b.WriteRune(r)
		raw = raw[n:]
	}
	return b.String()
}

func decodeAs(raw []byte, charset string) (string, string, error) {
	if charset != "utf-16" {
		if _, err := htmlindex.Get(charset); err != nil {
			return "", charset, fmt.Errorf("character set %q: %w", charset, err)
		}
	}
	out, err := decoderOf(charset).Bytes(raw)
	if err != nil {
		return "", charset, fmt.Errorf("decoding %s: %w", charset, err)
	}
	text := strings.TrimPrefix(string(out), "\ufeff")
	if text == "" {
		return "", charset, ErrEmpty
	}
	return text, charset, refuseBinary(text)
}

// Reader returns a stream decoded to UTF-8, without its byte order mark. The character set is
// detected from the beginning, in the same order as in Decode.
func Reader(r io.Reader, hint Hint) *bufio.Reader {
	in := bufio.NewReaderSize(r, Sample)
	head, _ := in.Peek(Sample)
	charset := "utf-8"
	switch {
	case bytes.HasPrefix(head, []byte("\xef\xbb\xbf")):
		_, _ = in.Discard(3)
		return in
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		charset = "utf-16"
	case utf8.Valid(head[:wholeRunes(head)]) && bytes.IndexByte(head, 0) < 0:
		return in
	case hint.Charset != "" && known(hint.Charset):
		charset = hint.Charset
	default:
		charset = guess(head)
	}
	if isUTF8(charset) {
		return in
	}
	return bufio.NewReaderSize(decoderOf(charset).Reader(in), Sample)
}

// wholeRunes returns the length of head without a character cut off at its end.
func wholeRunes(head []byte) int {
	for n := len(head) - 1; n >= 0 && n >= len(head)-utf8.UTFMax; n-- {
		if utf8.RuneStart(head[n]) {
			if utf8.FullRune(head[n:]) {
				return len(head)
			}
			return n
		}
	}
	return len(head)
}

// decoderOf returns the decoder of a known character set.
func decoderOf(charset string) *encoding.Decoder {
	if charset != "utf-16" {
		if enc, err := htmlindex.Get(charset); err == nil {
			return enc.NewDecoder()
		}
	}
	return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
}

func known(charset string) bool {
	_, err := htmlindex.Get(charset)
	return err == nil
}

func isUTF8(charset string) bool {
	return strings.EqualFold(charset, "utf-8") || strings.EqualFold(charset, "utf8")
}

// Sample is the number of bytes examined to detect a character set or format.
const Sample = 64 << 10

// guess returns the most likely character set of bytes that are not valid UTF-8.
func guess(raw []byte) string {
	head := raw[:min(len(raw), Sample)]
	if order := utf16Order(head); order != "" {
		return order
	}
	if mostlyUTF8(head) {
		return "utf-8"
	}
	if quotesAsMac(head) {
		return "macintosh"
	}
	// The detector runs its recognisers concurrently and returns ties in arbitrary order;
	// break them by name, to be deterministic.
	all, err := chardet.NewTextDetector().DetectAll(head)
	best := ""
	confidence := 0
	for _, r := range all {
		if r.Confidence > confidence || r.Confidence == confidence && r.Charset < best {
			best, confidence = r.Charset, r.Confidence
		}
	}
	if err == nil && known(best) && !strings.HasPrefix(best, "UTF") {
		return strings.ToLower(best)
	}
	return "windows-1252"
}

// utf16Order detects UTF-16 without a byte order mark by the high byte of its pairs: in Latin,
// Greek, Cyrillic, Hebrew and Arabic text it is below 7 in nearly every pair, and nothing else
// has such bytes always on the same side.
func utf16Order(head []byte) string {
	even, odd := 0, 0 // bytes below 7, by their position in the pair
	for i, c := range head {
		switch {
		case c >= 7:
		case i&1 == 0:
			even++
		default:
			odd++
		}
	}
	half := len(head) / 2
	switch {
	case half > 0 && odd > half*8/10 && even < half/20+1:
		return "utf-16le"
	case half > 0 && even > half*8/10 && odd < half/20+1:
		return "utf-16be"
	}
	return ""
}

// quotesAsMac reports whether the quotation marks are those of Mac OS Roman: bytes that are
// accented capitals in other Western character sets open and close words as only quotation
// marks do, and none is in the position of a letter.
func quotesAsMac(head []byte) bool {
	const openDouble, closeDouble, openSingle, closeSingle = 0xd2, 0xd3, 0xd4, 0xd5
	marks := 0
	at := func(i int) byte {
		if i < 0 || i >= len(head) {
			return ' '
		}
		return head[i]
	}
	for i, b := range head {
		before, after := at(i-1), at(i+1)
		switch b {
		case openDouble, openSingle:
			if letters.IsLetter(before) || !letters.IsLetter(after) && !letters.IsDigit(after) {
				return false
			}
			marks++
		case closeDouble, closeSingle:
			if before <= ' ' || b == closeDouble && letters.IsLetter(after) {
				return false
			}
			marks++
		case 0x91, 0x92, 0x93, 0x94: // quotation marks in windows-1252
			if before <= ' ' || after <= ' ' {
				return false
			}
		}
	}
	return marks > 0
}

// mostlyUTF8 reports whether the bytes are UTF-8 with faults: outside ASCII there are more
// whole characters than broken ones.
func mostlyUTF8(head []byte) bool {
	good, bad := 0, 0
	for len(head) > 0 {
		r, n := utf8.DecodeRune(head)
		switch {
		case r == utf8.RuneError && n == 1:
			bad++
		case n > 1:
			good++
		}
		head = head[n:]
	}
	return good > bad
}

// refuseBinary returns ErrBinary if control characters are frequent in decoded text.
func refuseBinary(text string) error {
	head := text[:min(len(text), Sample)]
	controls := 0
	for i := 0; i < len(head); i++ {
		if c := head[i]; c == 0 || c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1b {
			controls++
		}
	}
	if controls*20 > len(head) || strings.IndexByte(head, 0) >= 0 && controls*100 > len(head) {
		return ErrBinary
	}
	return nil
}
