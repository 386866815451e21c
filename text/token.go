package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"readout/article"
	"readout/doc"
)

// tokenizer appends the tokens of one block after another.
type tokenizer struct {
	d     *doc.Doc
	space bool // white space or the start of a block precedes the next token
	start int  // first token of the block
	steps int  // bytes examined to decide what joins
}

// block tokenises one block. Each UAX #29 segment becomes a token, a part of the previous
// token, or several tokens.
//
// Source: Unicode Standard Annex 29; the tokenisation of UD English EWT.
func (t *tokenizer) block(sp article.Span) {
	t.space, t.start = true, len(t.d.Tokens)
	glued := -1 // end of an address that spans several segments
	it := words.FromString(t.d.Text[sp.Start:sp.End])
	for it.Next() {
		start, end := sp.Start+it.Start(), sp.Start+it.End()
		if len(t.d.Tokens) >= maxTokens && !isSpace(t.d.Text[start:end]) {
			addTooLong(t.d, max(start, glued))
			return
		}
		if end <= glued {
			continue
		}
		start = max(start, glued) // an address may end inside a segment: "@Halden" before a letter of another script
		seg := t.d.Text[start:end]
		if isSpace(seg) {
			t.space = true
			continue
		}
		if n := address(t.d.Text[start:sp.End], t.space); n > len(seg) {
			glued = start + n
			t.add(start, glued, doc.WordToken)
			continue
		}
		if !t.space && t.joins(start, end) {
			last := &t.d.Tokens[len(t.d.Tokens)-1]
			last.End = end
			if last.Kind == doc.PunctToken && isWord(seg) {
				last.Kind = doc.WordToken
			}
			continue
		}
		t.segment(start, end)
	}
}

func (t *tokenizer) add(start, end int, kind doc.TokenKind) {
	t.d.Tokens = append(t.d.Tokens, doc.Token{Span: article.Span{Start: start, End: end}, Kind: kind,
		SpaceBefore: t.space, Quote: -1})
	t.space = false
}

// segment adds one segment, split as EWT splits words.
func (t *tokenizer) segment(start, end int) {
	seg := t.d.Text[start:end]
	kind := kindOf(seg)
	if kind != doc.WordToken {
		t.add(start, end, kind)
		return
	}
	if stop := gluedStop(seg); stop > 0 {
		t.segment(start, start+stop)
		t.add(start+stop, start+stop+1, doc.PunctToken)
		t.segment(start+stop+1, end)
		return
	}
	if cut := clitic(t.d.Lower[start:end]); cut > 0 {
		if cut < len(seg) {
			t.add(start, start+cut, doc.WordToken)
		}
		t.add(start+cut, end, doc.WordToken)
		return
	}
	t.add(start, end, kind)
}

// gluedStop returns where the full stop of a sentence stands in a segment whose next sentence follows without a space,
// "the mayor said so.Then", or 0. Before it are small letters, behind it a word with a capital.
func gluedStop(seg string) int {
	stop := strings.IndexByte(seg, '.')
	if stop < 2 || stop+2 >= len(seg) || strings.IndexByte(seg[stop+1:], '.') >= 0 {
		return 0
	}
	word := strings.ToLower(seg[stop+1:])
	if !isSmall(seg[stop-2]) || !isSmall(seg[stop-1]) || !isSmall(seg[stop+2]) || seg[stop+1] < 'A' || seg[stop+1] > 'Z' ||
		domains[word] || isAbbreviation(strings.ToLower(seg[:stop]), seg[:stop]) {
		return 0
	}
	return stop
}

func isSmall(c byte) bool { return c >= 'a' && c <= 'z' }

// domains end addresses that are written with capitals: "Halden.Com".
var domains = set("com net org gov edu info biz co io js tv ai")

// maxJoined limits the length of a token to which segments are joined, in bytes: joins
// examines the whole token, and a line of full stops must not be read again for each of them.
// No word is that long.
const maxJoined = 200

// joins reports whether a segment that follows without a space is part of the previous token:
// the full stop of "Sen." and "U.S.", "...", "--", "3:30", "e-mail", "AT&T".
func (t *tokenizer) joins(start, end int) bool {
	n := len(t.d.Tokens)
	if n == t.start {
		return false
	}
	last := t.d.Tokens[n-1]
	if last.End != start || last.Len() > maxJoined {
		return false
	}
	before, seg := t.d.Text[last.Start:last.End], t.d.Text[start:end]
	t.steps += len(before) + len(seg)
	switch seg {
	case ".":
		low := t.d.Lower[last.Start:last.End]
		if (low == "no" || low == "nos") && !t.numberAfter(end) {
			return false // "Will she go? No. She stays."
		}
		return isAbbreviation(low, before) && !t.ellipsisAt(start) || isRun(before, '.')
	case "-":
		return isRun(before, '-') || unsplitPrefix(t.d.Lower[last.Start:last.End]) && t.letterAt(end)
	case "–", "—":
		return before == seg
	case "'", "`", "‘", "’":
		return before == seg && t.markPair(last)
	case "!", "?":
		return isRun(before, '!') || isRun(before, '?') || before == "?!" || before == "!?"
	case ":", "/":
		return last.Kind == doc.NumberToken && t.digitAt(end)
	case "&":
		return isUpper(before) && t.upperAt(end)
	case "*", "_", "=", "#":
		return before[len(before)-1] == seg[0] && isRun(before, seg[0])
	}
	switch before[len(before)-1] {
	case '-':
		return last.Kind == doc.WordToken && isWord(seg) && len(before) > 1
	case ':', '/':
		return last.Kind == doc.NumberToken && len(before) > 1
	case '&':
		return last.Kind == doc.WordToken && len(before) > 1 && isUpper(seg)
	case '.':
		// "D.C" after "D." and ".5": the stop was inside a word.
		return last.Kind == doc.WordToken && len(before) > 1 && utf8.RuneCountInString(seg) == 1 && isUpper(seg)
	}
	return false
}

// markPair reports whether a quotation mark may double the one before it: ` ` and ' '.
func (t *tokenizer) markPair(last doc.Token) bool {
	return last.Len() <= 3 && last.Kind == doc.PunctToken
}

func (t *tokenizer) ellipsisAt(off int) bool {
	return strings.HasPrefix(t.d.Text[off:], "..")
}

// numberAfter reports whether a number follows the space at off.
func (t *tokenizer) numberAfter(off int) bool {
	const narrow = "\u00a0"
	rest := t.d.Text[off:]
	switch {
	case strings.HasPrefix(rest, " "):
		off++
	case strings.HasPrefix(rest, narrow):
		off += len(narrow)
	}
	return t.digitAt(off) || strings.HasPrefix(t.d.Text[off:], "#")
}

func (t *tokenizer) letterAt(off int) bool {
	r, _ := utf8.DecodeRuneInString(t.d.Text[off:])
	return unicode.IsLetter(r)
}

func (t *tokenizer) digitAt(off int) bool {
	return off < len(t.d.Text) && t.d.Text[off] >= '0' && t.d.Text[off] <= '9'
}

func (t *tokenizer) upperAt(off int) bool {
	return off < len(t.d.Text) && t.d.Text[off] >= 'A' && t.d.Text[off] <= 'Z'
}

// clitics are separate words in UD English.
var clitics = [...]string{"n't", "n’t", "'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "'d", "’d", "'m", "’m"}

// clitic returns where a word splits, or 0: 2 for "won't", 5 for "Biden's", 3 for the words
// that EWT splits without an apostrophe.
func clitic(low string) int {
	switch low {
	case "cannot", "gonna", "gotta", "wanna":
		return 3
	}
	if n := len(low); n < 3 || !endsApostrophe(low[:n-1]) && !endsApostrophe(low[:n-2]) {
		return 0
	}
	for _, c := range clitics {
		if len(low) > len(c) && strings.HasSuffix(low, c) {
			return len(low) - len(c)
		}
	}
	return 0
}

// endsApostrophe reports whether s ends with ' or ’. Every clitic has its apostrophe one or
// two letters before its end.
func endsApostrophe(s string) bool {
	return s[len(s)-1] == '\'' || strings.HasSuffix(s, "’")
}

// unsplit are the prefixes that EWT does not separate at their hyphen.
//
// Source: the English Web Treebank's tokenisation guide, section on hyphens.
var unsplit = set("a anti ante arch be bi bio co counter cross cyber de e eco ex extra i inter intra macro mega " +
	"micro mid mini multi neo non over " +
	"pan para peri post pre pro pseudo quasi re semi sub super tri u ultra un uni vice x al el ul")

func unsplitPrefix(low string) bool { return unsplit[low] }

// address returns the length of a URL, e-mail address, handle or hashtag at the beginning of
// s, or 0.
func address(s string, space bool) int {
	switch {
	case strings.HasPrefix(s, "http://"), strings.HasPrefix(s, "https://"), strings.HasPrefix(s, "www."):
	case space && (s[0] == '@' || s[0] == '#') && len(s) > 1 && isLetter(s[1]):
		n := 1
		for n < len(s) && (isLetter(s[n]) || s[n] >= '0' && s[n] <= '9' || s[n] == '_') {
			n++
		}
		return n
	default:
		return mail(s)
	}
	n := 0
	for n < len(s) && s[n] > ' ' && s[n] < utf8.RuneSelf && !strings.ContainsRune("<>\"'()[]", rune(s[n])) {
		n++
	}
	for n > 0 && strings.IndexByte(".,;:!?", s[n-1]) >= 0 {
		n--
	}
	return n
}

// maxMail limits the lookahead for an at sign, so that tokenising stays linear.
const maxMail = 64

// mail returns the length of an e-mail address at the beginning of s, or 0.
func mail(s string) int {
	at := -1
	n := 0
	for n < len(s) && n < maxMail {
		c := s[n]
		switch {
		case isLetter(c) || c >= '0' && c <= '9' || c == '.' || c == '-' || c == '_' || c == '+':
		case c == '@' && at < 0 && n > 0:
			at = n
		default:
			goto done
		}
		n++
	}
done:
	if at < 0 || !strings.Contains(s[at:n], ".") {
		return 0
	}
	return len(strings.TrimRight(s[:n], ".-"))
}

func kindOf(seg string) doc.TokenKind {
	r, _ := utf8.DecodeRuneInString(seg)
	switch {
	case unicode.IsLetter(r) || r == '_':
		return doc.WordToken
	case unicode.IsDigit(r):
		for _, r := range seg {
			if unicode.IsLetter(r) {
				return doc.WordToken // "46th", "2nd"
			}
		}
		return doc.NumberToken
	case unicode.IsPunct(r):
		return doc.PunctToken
	case r == '`':
		return doc.PunctToken
	}
	return doc.SymbolToken
}

func isSpace(seg string) bool {
	for _, r := range seg {
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' {
			return false
		}
	}
	return true
}

func isWord(seg string) bool {
	r, _ := utf8.DecodeRuneInString(seg)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func isRun(s string, c byte) bool {
	for i := 0; i < len(s); i++ {
		if s[i] != c {
			return false
		}
	}
	return len(s) > 0
}

func isUpper(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < 'A' || s[i] > 'Z' {
			return false
		}
	}
	return len(s) > 0
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// set returns a set of words.
func set(list string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
