package encoder

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	unicodenorm "golang.org/x/text/unicode/norm"
)

// Special pieces of every BERT vocabulary.
const (
	pieceUnknown = "[UNK]"
	pieceFirst   = "[CLS]"
	pieceLast    = "[SEP]"
)

// maxWord is the maximum length of a word in characters: a longer one becomes the unknown
// piece, as in BERT.
const maxWord = 100

// Vocabulary splits words into pieces of a fixed vocabulary. It is immutable and safe for
// concurrent use.
//
// Source: Wu et al. 2016, as used by BERT's uncased models: greedy, longest match first.
type Vocabulary struct {
	ids                  map[string]int32
	unknown, first, last int32
}

// NewVocabulary returns a vocabulary of pieces in the order of their IDs.
//
// Errors: a duplicate piece, or one of [UNK], [CLS], [SEP] missing.
func NewVocabulary(pieces []string) (*Vocabulary, error) {
	v := &Vocabulary{ids: make(map[string]int32, len(pieces))}
	for i, p := range pieces {
		if _, twice := v.ids[p]; twice {
			return nil, fmt.Errorf("encoder: vocabulary: duplicate piece %q", p)
		}
		v.ids[p] = int32(i)
	}
	for _, special := range []struct {
		piece string
		id    *int32
	}{{pieceUnknown, &v.unknown}, {pieceFirst, &v.first}, {pieceLast, &v.last}} {
		id, ok := v.ids[special.piece]
		if !ok {
			return nil, fmt.Errorf("encoder: vocabulary: no piece %s", special.piece)
		}
		*special.id = id
	}
	return v, nil
}

// Append appends the pieces of a text to dst. White space and punctuation separate words; case
// and accents are ignored.
func (v *Vocabulary) Append(dst []int32, text string) []int32 {
	if isPlain(text) {
		return v.appendWord(dst, text)
	}
	word := make([]byte, 0, len(text))
	flush := func() {
		if len(word) > 0 {
			dst = v.appendWord(dst, string(word))
			word = word[:0]
		}
	}
	for _, r := range fold(text) {
		switch {
		case unicode.IsSpace(r):
			flush()
		case isPunctuation(r) || isIdeograph(r):
			flush()
			word = utf8.AppendRune(word, r)
			flush()
		default:
			word = utf8.AppendRune(word, r)
		}
	}
	flush()
	return dst
}

// isPlain reports whether a text is one word of lower-case ASCII letters and digits, like most
// words of news, which needs no folding.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		if c := s[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
			return false
		}
	}
	return len(s) > 0
}

// fold removes control characters and accents and converts to lower case.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, r := range unicodenorm.NFD.String(s) {
		switch {
		case r == '\t' || r == '\n' || r == '\r':
			b.WriteByte(' ')
		case r == 0 || r == utf8.RuneError || unicode.In(r, unicode.Cc, unicode.Cf, unicode.Co, unicode.Cs):
		case unicode.Is(unicode.Mn, r):
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// appendWord splits one word, longest match first.
func (v *Vocabulary) appendWord(dst []int32, word string) []int32 {
	if utf8.RuneCountInString(word) > maxWord {
		return append(dst, v.unknown)
	}
	from := len(dst)
	var key [2 + utf8.UTFMax*maxWord]byte
	for start := 0; start < len(word); {
		head := 0
		if start > 0 {
			head = copy(key[:], "##")
		}
		end := head + copy(key[head:], word[start:])
		id, ok := int32(0), false
		for end > head {
			if id, ok = v.ids[string(key[:end])]; ok {
				break
			}
			_, n := utf8.DecodeLastRune(key[head:end])
			end -= n
		}
		if !ok {
			return append(dst[:from], v.unknown)
		}
		dst = append(dst, id)
		start += end - head
	}
	return dst
}

// isPunctuation reports whether BERT splits words at r: Unicode punctuation, and every ASCII
// character that is not a letter, a digit or white space.
func isPunctuation(r rune) bool {
	switch {
	case r >= '!' && r <= '/', r >= ':' && r <= '@', r >= '[' && r <= '`', r >= '{' && r <= '~':
		return true
	case r < utf8.RuneSelf:
		return false
	}
	return unicode.IsPunct(r)
}

// isIdeograph reports whether r is a CJK ideograph; each one is a word.
func isIdeograph(r rune) bool {
	switch {
	case r < 0x3400:
		return false
	case r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xF900 && r <= 0xFAFF, r >= 0x20000 &&
		r <= 0x2CEAF, r >= 0x2F800 && r <= 0x2FA1F:
		return true
	}
	return false
}
