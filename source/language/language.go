// Package language detects the language of a text.
//
// The input is a text; the output is a BCP 47 tag. The package does not guess: it returns
// nothing for text that is too short, too mixed or in an unknown script.
//
// The one idea: the script decides if it can, else frequent function words do, and a close
// runner-up makes the result unsure.
package language

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The number of letters and of words that are examined.
const (
	letterSample = 2000
	wordSample   = 400
)

// Of returns the language of a text as a BCP 47 tag, or "" if the text is too short or too
// unusual to be sure. Text in another script than Latin is judged by the script, Latin text by
// its function words.
//
// Source: function words as in Grefenstette 1995 (Comparing two language identification
// schemes); returning nothing when unsure is our own.
func Of(text string) string {
	if lang := byScript(text); lang != "latin" {
		return lang
	}
	const fewest = 20 // words: a headline is too short
	var hits [len(functionWords)]int
	words := 0
	for off := 0; off < len(text) && words < wordSample; {
		start := off + strings.IndexFunc(text[off:], unicode.IsLetter)
		if start < off {
			break
		}
		end := start
		for end < len(text) {
			r, n := utf8.DecodeRuneInString(text[end:])
			if !unicode.IsLetter(r) {
				break
			}
			end += n
		}
		off = end
		words++
		if end-start > maxFunctionWord {
			continue
		}
		for in := languagesOf[strings.ToLower(text[start:end])]; in != 0; in &= in - 1 {
			hits[bits.TrailingZeros16(in)]++
		}
	}
	if words < fewest {
		return ""
	}
	best := 0
	for i := range hits {
		if hits[i] > hits[best] {
			best = i
		}
	}
	for i := range hits {
		if i != best && hits[i]*4 > hits[best]*3 {
			return "" // two languages are close: names, lists, a mixture
		}
	}
	if hits[best]*12 < words {
		return ""
	}
	return functionWords[best].tag
}

// functionWords are frequent words that tell the languages of news apart; words shared by two
// of them are left out or cancel out. English has more words, including some it shares with
// others, because short English texts must not be taken for another language.
var functionWords = [...]struct {
	tag   string
	words string
}{
	{"en", "the of and to that is was for with on by it from at be this are have has said he his " +
		"they not but which were will who an or " +
		"in a as no do can come them their its would could had been about after more than when " +
		"there into over you we our she her him if all out up"},
	{"de", "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es an " +
		"werden aus er hat dass sie nach bei"},
	{"fr", "le la les de des et en un une du que qui dans est pour par sur au pas plus avec il ne se " +
		"ce sont été cette aux ont"},
	{"es", "el la los las de y en que un una por con para su del se al lo como más pero sus fue ha " +
		"este sobre según"},
	{"it", "il la di e che un una per in con del della non sono da si le dei nel gli alla ha più " +
		"anche delle come dal"},
	{"pt", "o a os as de e que do da em um uma para com não por mais dos das no na se foi ao como " +
		"pelo pela são"},
	{"nl", "de het een en van in dat is op te zijn met voor niet aan er om ook als bij maar door " +
		"naar worden heeft uit"},
	{"pl", "w i na z do się nie że to jest o jak po od za przez ale tym oraz dla są jego który także być"},
	{"tr", "ve bir bu için ile da de olarak olan çok daha en gibi kadar sonra ise ancak değil her ne olduğu"},
}

const maxFunctionWord = 12 // bytes

// languagesOf maps a function word to its languages, one bit each.
var languagesOf = indexLanguages()

func indexLanguages() map[string]uint16 {
	m := make(map[string]uint16)
	for i, lang := range functionWords {
		for _, w := range strings.Fields(lang.words) {
			m[w] |= 1 << i
		}
	}
	return m
}

// byScript returns "latin" for text in Latin letters, the language if a script or its letters
// determine it, "und" with the script if not, and "" if no script has most of the letters.
func byScript(text string) string {
	var latin, cyrillic, greek, arabic, hebrew, kana, han, hangul, other, letters int
	var ukrainian, russian, persian bool
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		if letters++; letters > letterSample {
			break
		}
		switch {
		case r < 0x250:
			latin++
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			ukrainian = ukrainian || strings.ContainsRune("іїєґІЇЄҐ", r)
			russian = russian || strings.ContainsRune("ыэёЫЭЁ", r)
		case unicode.Is(unicode.Greek, r):
			greek++
		case unicode.Is(unicode.Arabic, r):
			arabic++
			persian = persian || strings.ContainsRune("پچژگ", r)
		case unicode.Is(unicode.Hebrew, r):
			hebrew++
		case unicode.Is(unicode.Hiragana, r), unicode.Is(unicode.Katakana, r):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		case unicode.Is(unicode.Hangul, r):
			hangul++
		default:
			other++
		}
	}
	most := func(n int) bool { return n*2 > letters }
	switch {
	case letters == 0:
		return ""
	case most(latin):
		return "latin"
	case most(cyrillic) && russian && !ukrainian:
		return "ru"
	case most(cyrillic) && ukrainian && !russian:
		return "uk"
	case most(cyrillic):
		return "und-Cyrl"
	case most(greek):
		return "el"
	case most(arabic) && persian:
		return "fa"
	case most(arabic):
		return "und-Arab"
	case most(hebrew):
		return "he"
	case kana > 0 && most(kana+han):
		return "ja"
	case most(han):
		return "zh"
	case most(hangul):
		return "ko"
	case most(other):
		return "und"
	}
	return ""
}
