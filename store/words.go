package store

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Words normalizes a text for the index: words of letters and digits in lower case, without
// accents, joined by single spaces. Both databases index exactly these words, so both give the
// same results. An apostrophe inside a word is dropped ("shouldn't" is one word); any other
// punctuation ends a word ("U.S." is two).
func Words(text string) string {
	buf := make([]byte, 0, len(text)+8)
	return string(AppendWords(buf, text))
}

// AppendWords appends the words of text to buf.
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

// appendPlain appends a letter without its accent. Non-Latin letters are unchanged.
func appendPlain(buf []byte, r rune) []byte {
	if s, ok := plainLetters[r]; ok {
		return append(buf, s...)
	}
	return utf8.AppendRune(buf, r)
}

// plainLetters maps the accented Latin letters that occur in names in English news.
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

// The marks that distinguish the other terms of a row from the words of its text.
const (
	nameMark  = "@" // a word of a speaker's name
	roleMark  = "%" // a word of a speaker's role
	agentMark = "&" // a speaker
	tagMark   = "#" // a value of a facet
	// KeyMark precedes a key shared with similar texts or events.
	KeyMark = "~"
	// Marks is all of them. The databases tokenize them as letters.
	Marks = nameMark + roleMark + agentMark + tagMark + KeyMark
)

// Marked reports whether a term of a row is not a word of its text.
func Marked(term string) bool { return strings.IndexByte(Marks, term[0]) >= 0 }

// DistinctWords returns the distinct words of the rows' texts.
func DistinctWords(rows []Row) []string {
	seen := make(map[string]struct{}, 512)
	out := make([]string, 0, 512)
	for i := range rows {
		for w := range strings.FieldsSeq(rows[i].Terms) {
			if Marked(w) {
				break // the words come first
			}
			if _, ok := seen[w]; !ok {
				seen[w] = struct{}{}
				out = append(out, w)
			}
		}
	}
	return out
}

// AgentTerm returns the term for the statements of an agent.
func AgentTerm(id uint64) string { return agentMark + strconv.FormatUint(id, 36) }

// UsedTerm returns the term that the text of an article has for each agent that it presents: who speaks, passes words
// on or takes part in an event.
func UsedTerm(id uint64) string { return TagTerm("agent", strconv.FormatUint(id, 36)) }

// NameTerms returns the terms for the words of a speaker's name.
func NameTerms(name string) []string { return marked(nameMark, name) }

// RoleTerms returns the terms for the words of a speaker's role.
func RoleTerms(role string) []string { return marked(roleMark, role) }

func marked(mark, text string) []string {
	words := strings.Fields(Words(text))
	for i, w := range words {
		words[i] = mark + w
	}
	return words
}

// TagTerm returns the term for one value of a facet: TagTerm("act", "deny"). Values are short
// names from the record's vocabulary, or an outlet.
func TagTerm(facet, value string) string {
	var b strings.Builder
	b.WriteString(tagMark)
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

// KeyTerm returns the term for a key. It has five letters: among tens of millions of rows a few
// collide by chance, and the comparison that follows drops them.
func KeyTerm(key uint64) string {
	const letters = "abcdefghijklmnopqrstuvwxyz234567"
	b := [6]byte{KeyMark[0]}
	for i := 1; i < len(b); i++ {
		b[i] = letters[key&31]
		key >>= 5
	}
	return string(b[:])
}
