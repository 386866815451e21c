package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
	"readout/internal/daynames"
)

// maxSentence is the maximum number of tokens in a sentence. Text without an end for so
// long is a table or not prose, and later passes may be slower than linear in the length of a
// sentence.
const maxSentence = 1000

// splitSentences splits the tokens of block b, from token first on, into sentences.
func splitSentences(d *doc.Doc, b, first int) {
	start := first
	dateline := datelineEnd(d, d.Article.Blocks[b].Span)
	for i := first; i < len(d.Tokens); i++ {
		if d.Tokens[i].End <= dateline {
			if i+1 < len(d.Tokens) && d.Tokens[i+1].End <= dateline {
				continue
			}
			start = addSentence(d, b, start, i+1)
			continue
		}
		if end := sentenceEnd(d, start, i); end > 0 {
			start = addSentence(d, b, start, end)
			i = end - 1
		} else if i+1-start >= maxSentence {
			start = addSentence(d, b, start, i+1)
		}
	}
	addSentence(d, b, start, len(d.Tokens))
}

// datelineEnd returns the end of the dateline if it is in the block, else -1.
func datelineEnd(d *doc.Doc, block article.Span) int {
	if dl := d.Article.Dateline; dl != nil && block.Contains(dl.Span) {
		return dl.End
	}
	return -1
}

func addSentence(d *doc.Doc, b, first, end int) int {
	if first >= end {
		return first
	}
	s := int32(len(d.Sentences))
	for i := first; i < end; i++ {
		d.Tokens[i].Sentence = s
	}
	d.Sentences = append(d.Sentences, doc.Sentence{Span: d.SpanOf(first, end), FirstToken: first, EndToken: end,
		Block: b})
	return end
}

// sentenceEnd returns the token after the sentence that ends with the stop at token i and the
// closing marks after it, or 0 if no sentence ends there. The sentence began at token start.
func sentenceEnd(d *doc.Doc, start, i int) int {
	form := d.Form(i)
	last := form[len(form)-1]
	ellipsis := form == "…" || len(form) > 1 && isRun(form, '.')
	stop := last == '.' || last == '!' || last == '?' || ellipsis || form == "。" || form == "？" || form == "！"
	if !stop {
		return 0
	}
	end := i + 1
	for end < len(d.Tokens) && !d.Tokens[end].SpaceBefore && closes(d.Form(end)) {
		end++
	}
	if end == len(d.Tokens) {
		return end
	}
	next := d.Tokens[end]
	if !next.SpaceBefore && next.Kind == doc.PunctToken && !opens(d.Form(end)) {
		return 0 // "…,” he said", "U.S.-led"
	}
	abbreviation := last == '.' && d.Tokens[i].Kind == doc.WordToken
	if !next.SpaceBefore && (abbreviation || next.Kind == doc.WordToken && startsLower(d.Form(end))) {
		return 0
	}
	after := end
	for after+1 < len(d.Tokens) && d.Tokens[after].Kind == doc.PunctToken && (opens(d.Form(after)) ||
		d.Tokens[after+1].Start == d.Tokens[after].End && isStraight(d.Form(after))) {
		after++
	}
	word := d.Form(after)
	if startsLower(word) || d.Tokens[after].Kind == doc.PunctToken && strings.Contains(",;:)", word) {
		return 0
	}
	if abbreviation && end == i+1 && !abbreviationEnds(d, start, i, after) {
		return 0
	}
	if ellipsis && end == i+1 && d.Tokens[after].Kind != doc.WordToken {
		return 0
	}
	if !abbreviation && last == '.' && d.Tokens[i].Kind == doc.PunctToken && d.Tokens[i].SpaceBefore {
		return 0 // a lone stop, as in "No . 10"
	}
	return end
}

// starters are words that begin sentences and are not names: after "U.S.", one of them in
// capitals begins a new sentence.
var starters = set("the he she it they we i you in on at but and a an this that these those there his her its their " +
	"our my if when while after " +
	"before as for from with by to no not one some many most all both however meanwhile also so what who how why where " +
	"earlier later " +
	"last still yet then now since although though under according asked among other another")

// abbreviationEnds reports whether the abbreviation at token i ends the sentence that began at
// token start; after is the first word after it.
func abbreviationEnds(d *doc.Doc, start, i, after int) bool {
	low := strings.TrimSuffix(d.LowerForm(i), ".")
	if low == "st" && i > start+1 && isUpper(d.Form(i - 1)[:1]) && d.Tokens[after].Kind == doc.WordToken {
		return starters[d.LowerForm(after)] // "on Dale St. The mayor": a street, not a saint
	}
	if titles[low] {
		return false
	}
	if i > start && utf8.RuneCountInString(low) == 1 && lettered[d.LowerForm(i-1)] {
		return true // "Group B. Karvonia play tomorrow."
	}
	if utf8.RuneCountInString(low) == 1 && !afterPreposition(d, i) {
		return false // an initial, unlike in "wrote on X."
	}
	if d.Tokens[after].Kind != doc.WordToken {
		return d.Tokens[after].Kind == doc.PunctToken && opens(d.Form(after))
	}
	switch low {
	case "a.m", "p.m":
		return clockEnds(d, start, i, after)
	case "u.s.a":
		return true // unlike "U.S.", it does not precede a noun
	}
	return starters[d.LowerForm(after)]
}

// lettered are things identified by a letter after them, which is then not an initial.
var lettered = set("group class size plan vitamin hepatitis section gate hall terminal wing block grade type " +
	"category appendix annex " +
	"pool schedule exhibit letter option level division serie stand influenza factor")

// clockEnds reports whether "a.m." at token i ends its sentence: not before a weekday, a month
// or a time zone, nor if the sentence begins with the time, as in "At 9 a.m. Halden spoke."
func clockEnds(d *doc.Doc, start, i, after int) bool {
	const opening = 6 // tokens
	if starters[d.LowerForm(after)] {
		return true
	}
	c := d.Form(max(start, i-1))[0]
	if c < '0' || c > '9' || i > start+1 && determiner[d.LowerForm(i-2)] || i-start < opening &&
		fronted[d.LowerForm(start)] {
		return false // "the P.M. Show", "the 10 a.m. Halden flight"
	}
	low := strings.TrimSuffix(d.LowerForm(after), ".")
	if dated[low] || daynames.InDate(low) || isUpper(d.Form(after)) && len(low) > 1 {
		return false
	}
	for k := after + 1; k < len(d.Tokens) && k <= after+2; k++ {
		switch d.LowerForm(k) {
		case "time", "standard", "daylight":
			return false
		}
	}
	return true
}

// dated are words after a clock time that give its day or time zone, beside the names of weekdays and
// months; "sun" is a weekday only here.
var dated = set("sun eastern central mountain pacific today tomorrow new christmas easter thanksgiving")

// determiner are words after which a clock time is a modifier.
var determiner = set("the a an this that his her its their our my every each")

// fronted are words that begin a sentence with its time.
var fronted = set("at by until till from on around about before after since shortly just between")

// afterPreposition reports whether token i follows a short preposition.
func afterPreposition(d *doc.Doc, i int) bool {
	if i == 0 {
		return false
	}
	switch d.Form(i - 1) {
	case "on", "to", "via", "from", "at", "in":
		return true
	}
	return false
}

func startsLower(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLower(r)
}

// closes reports whether a mark after a stop may still belong to its sentence.
func closes(form string) bool {
	switch form {
	case "”", "’", "»", "\"", "'", "''", "’’", ")", "]", "}", "″":
		return true
	}
	return false
}

func opens(form string) bool {
	switch form {
	case "“", "‘", "«", "„", "``", "‘‘", "(", "[", "`":
		return true
	}
	return false
}

func isStraight(form string) bool { return form == "\"" || form == "'" }
