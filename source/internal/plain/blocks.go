package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/source/day"
)

// line is one line of a plain text without the white space at its ends.
type line struct {
	article.Span
	blankBefore bool
	indent      int // columns
}

// readBlocks splits a plain text into blocks and classifies them. What precedes the report
// (labels, headline, deck, byline) is recognised by position and appearance; what is inside
// it, by appearance and what follows. today is the day of the fetch, if known.
func readBlocks(a *article.Article, today string) {
	var story, chunks []article.Span // of the report, and with what the page put between them
	for _, sp := range Paragraphs(a.Text) {
		for _, p := range cutAsides(a.Text, sp) {
			if p.Kind == "" {
				story = append(story, p.Span)
			}
			a.Blocks = append(a.Blocks, p)
			chunks = append(chunks, p.Span)
		}
	}
	body := len(chunks)
	if i := bodyStart(a.Text, story); i < len(story) {
		body = slices.Index(chunks, story[i])
	}
	links := capitalLinks(a.Text, chunks)
	for i := range a.Blocks {
		b := &a.Blocks[i]
		switch {
		case b.Kind != "":
		case i > body && links[i]:
			b.Kind = article.Aside
		default:
			b.Kind = bodyKind(a.Text, chunks, i, body)
		}
	}
	classifyHeader(a, body)
	readDay(a, body, today)
}

// readDay takes a full date alone in a line as the day of publication, where it is the first line or stands right under
// the headline or the byline, as in press releases.
func readDay(a *article.Article, body int, today string) {
	if a.Published != "" {
		return
	}
	for i, b := range a.Blocks[:body] {
		s := a.Text[b.Start:b.End]
		if !isDay(s) || i > 0 && a.Blocks[i-1].Kind != article.Headline && a.Blocks[i-1].Kind != article.Byline {
			continue
		}
		if d := day.Parse(s); d != "" && day.IsPlausible(d, today) {
			a.Published, a.PublishedFrom = d, "metadata"
			return
		}
	}
}

// Paragraphs returns the paragraphs of a text without empty lines between them: lines that
// were wrapped at a column are joined.
func Paragraphs(text string) []article.Span { return joinWrapped(text, splitLines(text)) }

func splitLines(text string) []line {
	var lines []line
	blank := true
	for off := 0; off < len(text); {
		end, next := lineEnd(text, off)
		sp := trim(text, article.Span{Start: off, End: end})
		if sp.Empty() {
			blank = true
		} else {
			lines = append(lines, line{sp, blank, indentOf(text[off:sp.Start])})
			blank = false
		}
		off = next
	}
	return lines
}

// indentOf returns the indentation of a line in columns.
func indentOf(space string) int {
	return utf8.RuneCountInString(space) + 7*strings.Count(space, "\t")
}

// lineEnd returns where the line at off ends and where the next begins: at a line feed, a
// carriage return, or both.
func lineEnd(text string, off int) (end, next int) {
	at := strings.IndexAny(text[off:], "\n\r")
	switch {
	case at < 0:
		return len(text), len(text)
	case strings.HasPrefix(text[off+at:], "\r\n"):
		return off + at, off + at + 2
	}
	return off + at, off + at + 1
}

// trim removes white space from the ends of a span.
func trim(text string, sp article.Span) article.Span {
	s := text[sp.Start:sp.End]
	sp.Start += len(s) - len(strings.TrimLeftFunc(s, unicode.IsSpace))
	sp.End -= len(s) - len(strings.TrimRightFunc(s, unicode.IsSpace))
	if sp.End < sp.Start {
		sp.End = sp.Start
	}
	return sp
}

// wrapColumns is the widest column at which wires and mail programs wrap lines.
const wrapColumns = 90

// minWrap is the minimum length of a wrapped line.
const minWrap = 20

// joinWrapped joins the lines of paragraphs that were wrapped. Lines count as wrapped if most
// of those followed by another end near a column and not at the end of a sentence, or if some
// break inside a clause. Then a paragraph ends at an empty line or before an indented one.
// Otherwise each line is a block, except that a line in lower case continues the one before
// it.
func joinWrapped(text string, lines []line) []article.Span {
	full, followed, broken := 0, 0, 0
	for i := 0; i+1 < len(lines); i++ {
		if lines[i+1].blankBefore {
			continue
		}
		followed++
		s := text[lines[i].Start:lines[i].End]
		if n := utf8.RuneCountInString(s); n >= wrapColumns/2 && n <= wrapColumns && !endsProse(s) {
			full++
		}
		if breaksClause(text, lines, i) {
			broken++
		}
	}
	wrapped := followed > 0 && full*2 > followed
	loose := broken > 0 && broken*2 >= followed
	set := indented(lines)
	var out []article.Span
	for i, l := range lines {
		n := len(out)
		if n == 0 || l.blankBefore || set[i] {
			out = append(out, l.Span)
			continue
		}
		before := text[lines[i-1].Start:lines[i-1].End]
		switch {
		case wrapped, breaksClause(text, lines, i-1),
			loose && utf8.RuneCountInString(before) >= minWrap && !endsProse(before):
			out[n-1].End = l.End
		default:
			out = append(out, l.Span)
		}
	}
	return out
}

// breaksClause reports whether line i breaks inside a clause: it does not end like a sentence,
// and the next line begins in lower case.
func breaksClause(text string, lines []line, i int) bool {
	if i+1 >= len(lines) || lines[i+1].blankBefore {
		return false
	}
	s := text[lines[i].Start:lines[i].End]
	first, _ := utf8.DecodeRuneInString(text[lines[i+1].Start:])
	return utf8.RuneCountInString(s) >= minWrap && unicode.IsLower(first) && !endsProse(s) && !isListItem(s)
}

// indented reports for each line whether it begins a paragraph by its indentation: some lines
// are indented, and those after them are not.
func indented(lines []line) []bool {
	set := make([]bool, len(lines))
	n := 0
	for i := range lines {
		if i > 0 && lines[i].indent >= 2 && lines[i-1].indent < lines[i].indent {
			set[i] = true
			n++
		}
	}
	if n == 0 || n*3 > len(lines)*2 {
		return make([]bool, len(lines))
	}
	return set
}

// endsProse reports whether a line ends like prose, ignoring closing quotation marks and
// brackets.
func endsProse(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)]")
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?…:;", r)
}

// maxHeaderLine is the length above which a line is part of the report rather than its header.
const maxHeaderLine = 140

// bodyStart returns the index of the first chunk of the report itself: the one with a
// dateline, else the first that reads as prose.
func bodyStart(text string, chunks []article.Span) int {
	const head = 8 // labels, headline, deck, byline and date take fewer lines
	for i := 0; i < len(chunks) && i < head; i++ {
		if parseDateline(text, chunks[i]) != nil {
			return i
		}
	}
	for i := 0; i < len(chunks) && i < head; i++ {
		s := text[chunks[i].Start:chunks[i].End]
		if isFurnitureLine(s) || IsByline(s) || isCaption(s) {
			continue
		}
		if endsProse(s) && !(i == 0 && (LooksLikeTitle(s) || standsAlone(text, chunks))) ||
			utf8.RuneCountInString(s) > maxHeaderLine*2 {
			return i
		}
	}
	if len(chunks) == 1 {
		return 0
	}
	return min(1, len(chunks)) // a headline and lines without a full stop
}

// standsAlone reports whether the first line looks like a headline by its length: one short
// sentence, not a quotation, before much longer paragraphs.
func standsAlone(text string, chunks []article.Span) bool {
	s := text[chunks[0].Start:chunks[0].End]
	return len(chunks) > 2 && utf8.RuneCountInString(s) < maxFurniture && strings.Count(s, ". ") == 0 &&
		!opensQuote(s) &&
		chunks[1].Len() > maxHeaderLine
}

// LooksLikeTitle reports whether a short line looks like a headline even if it ends with a
// full stop: it is one sentence, and most of its longer words are capitalised.
func LooksLikeTitle(s string) bool {
	if utf8.RuneCountInString(s) > maxHeaderLine || strings.Count(s, ". ") > 0 {
		return false
	}
	long, capital := 0, 0
	for _, w := range strings.Fields(s) {
		if utf8.RuneCountInString(w) < 4 {
			continue
		}
		long++
		if r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "‘“\"'(")); unicode.IsUpper(r) {
			capital++
		}
	}
	return long >= 3 && capital*4 >= long*3
}

// classifyHeader classifies what precedes the report: the first line long enough is the
// headline, the next the deck.
func classifyHeader(a *article.Article, body int) {
	for i := range a.Blocks[:body] {
		b := &a.Blocks[i]
		s := a.Text[b.Start:b.End]
		switch {
		case b.Kind != article.Paragraph: // known by what the page glued to it
		case isFurnitureLine(s) || isDay(s):
			b.Kind = article.Furniture
		case IsByline(s):
			b.Kind = article.Byline
		case isCaption(s):
			b.Kind = article.Caption
		case a.Headline.Empty() && (isLabel(s) && i+1 < body):
			b.Kind = article.Furniture
		case a.Headline.Empty():
			b.Kind, a.Headline = article.Headline, b.Span
		case a.Deck.Empty() && utf8.RuneCountInString(s) <= 2*maxHeaderLine:
			b.Kind, a.Deck = article.Deck, b.Span
		default:
			b.Kind = article.Paragraph
		}
	}
	for _, b := range a.Blocks {
		if b.Kind == article.Byline {
			a.Byline = b.Span
			a.Authors = authors(a.Text[b.Start:b.End])
			break
		}
	}
}

// isLabel reports whether a header line is a section name rather than a headline: one or two
// words without punctuation.
func isLabel(s string) bool {
	words := strings.Fields(s)
	return len(words) <= 2 && utf8.RuneCountInString(s) <= 24 && !strings.ContainsAny(s, ",:?!\"“")
}

// bodyKind returns the kind of a chunk of the report.
func bodyKind(text string, chunks []article.Span, i, body int) article.BlockKind {
	s := text[chunks[i].Start:chunks[i].End]
	switch {
	case i < body:
		return article.Paragraph // classifyHeader decides
	case isFurnitureLine(s):
		return article.Furniture
	case IsByline(s) && i <= body+1:
		return article.Byline
	case isCaption(s):
		return article.Caption
	case isListItem(s):
		return article.List
	case i > body && isHeading(s) && i+1 < len(chunks) && !isFurnitureLine(text[chunks[i+1].Start:chunks[i+1].End]):
		return article.Heading
	}
	return article.Paragraph
}

// isHeading reports whether a line inside the report is a crosshead: short, capitalised,
// without final punctuation.
func isHeading(s string) bool {
	if utf8.RuneCountInString(s) > 80 || len(strings.Fields(s)) > 11 || strings.ContainsRune(s, '\n') {
		return false
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "‘“\"'"))
	last, _ := utf8.DecodeLastRuneInString(s)
	return (unicode.IsUpper(first) || unicode.IsDigit(first)) && !strings.ContainsRune(".,;:…”\"’)]", last) &&
		!opensQuote(s)
}

// opensQuote reports whether a line begins with an opening quotation mark; such a line is not
// a crosshead.
func opensQuote(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return r == '“' || r == '"' || r == '«'
}

func isListItem(s string) bool {
	for _, mark := range [...]string{"- ", "• ", "* ", "– ", "· ", "— "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	return digits > 0 && digits < 3 && (strings.HasPrefix(s[digits:], ". ") || strings.HasPrefix(s[digits:], ") "))
}
