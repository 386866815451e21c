package plain

import (
	"cmp"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
)

// An aside is what a page puts between the paragraphs of a report and is not about it: a link to
// another article, the label of a player, a share button, an advertisement's place. What it says
// of people is said elsewhere, and words beside it do not go on across it.
//
// Source: ours; of 3,500 reports of 2010 to 2020, 170 had statements read from such lines.

// reference are the words before the colon of a link that are used for nothing else; loose are
// those that a sentence may also begin with, so that what follows must not end like one.
const (
	reference = `(?:see also|read also|also see|read more|related(?: (?:stor(?:y|ies)|articles?|coverage|video))?|` +
		`also on [\p{L}' ]{2,30}|see also on [\p{L}' ]{2,30}|` +
		`more on this(?: story)?|now watch|watch more|full coverage)`
	loose = `(?:more|read|watch|listen|photos|pictures|videos?|gallery|cartoons|go deeper)`
	share = `(?:facebook|twitter|pinterest|linkedin|whatsapp|reddit|tumblr|email|google\+)`
	// credit is the owner of a picture: an agency, or a photographer and who she works for.
	credit = `(?:(?:AP|AFP|EPA|Getty|Reuters|REUTERS)(?:[ /](?:Photos?|Images))?|` +
		`\p{Lu}[\p{L}.]+ \p{Lu}[\p{L}-]+/\p{Lu}{2,})`
)

var (
	surely   = regexp.MustCompile(`(?i)^` + reference + ` ?:`)
	likely   = regexp.MustCompile(`(?i)^` + loose + ` ?:`)
	bracket  = regexp.MustCompile(`(?i)\( ?(?:` + reference + `|` + loose + `) ?: ?`)
	alone    = regexp.MustCompile(`(?i)^(?:advertisement|(?:story|article) continue[sd] below|continue reading)[.:…]*$`)
	player   = regexp.MustCompile(`^(?:JUST WATCHED\s.*MUST WATCH\s|Play Video \d+:\d\d\s)`)
	readMore = regexp.MustCompile(`\s(?:Read more|Read More|READ MORE)$`)
	// labels stand before what they label, without a mark: the caption of a picture or a film.
	labels = regexp.MustCompile(`^(?:(?:Media playback is (?:un|not )supported on (?:your|this) device|Media caption|` +
		`Image caption|Image copyright .{2,60}? Image caption)(?:\s+|$))+|^Image copyright .{2,60}$`)
	closes  = regexp.MustCompile(`^CLOSE\s+`)
	buttons = regexp.MustCompile(`^(?i:` + share + `\s+)+(?i:` + share + `)(?:\s+|$)`)
	credits = regexp.MustCompile(`[.!?”"’)] \| ` + credit + `(?:\s+|$)`)
)

// cutAsides splits a paragraph at what a page glued to it. A piece without a kind is to be
// classified by how it looks.
func cutAsides(text string, sp article.Span) []article.Block {
	s := text[sp.Start:sp.End]
	if isLink(s) {
		return []article.Block{{Kind: article.Aside, Span: sp}}
	}
	switch at, rest := labelled(s); {
	case at > 0:
		return append(piece(text, sp.Start, sp.Start+at, article.Aside), piece(text, sp.Start+at, sp.End, rest)...)
	case readMore.MatchString(s):
		at = readMore.FindStringIndex(s)[0]
		return append(piece(text, sp.Start, sp.Start+at, ""), piece(text, sp.Start+at, sp.End, article.Aside)...)
	}
	if at := credits.FindStringIndex(s); at != nil {
		end := sp.Start + at[1]
		return append(piece(text, sp.Start, end, article.Caption), piece(text, end, sp.End, "")...)
	}
	if from, to := inBrackets(s); to > 0 {
		out := piece(text, sp.Start, sp.Start+from, "")
		out = append(out, piece(text, sp.Start+from, sp.Start+to, article.Aside)...)
		if to < len(s) {
			out = append(out, cutAsides(text, trim(text, article.Span{Start: sp.Start + to, End: sp.End}))...)
		}
		return out
	}
	return []article.Block{{Span: sp}}
}

// piece is a part of a paragraph as a block, or none if nothing is in it.
func piece(text string, start, end int, kind article.BlockKind) []article.Block {
	sp := trim(text, article.Span{Start: start, End: end})
	if sp.Empty() {
		return nil
	}
	return []article.Block{{Kind: kind, Span: sp}}
}

// isLink reports whether a line is an aside as a whole. A paragraph that goes on for long after
// "Related:" is the report's.
func isLink(s string) bool {
	if alone.MatchString(s) || player.MatchString(s) {
		return true
	}
	if utf8.RuneCountInString(s) > 2*maxHeaderLine {
		return false
	}
	if surely.MatchString(s) {
		return true
	}
	if at := readMore.FindStringIndex(s); at != nil {
		return !endsStatement(s[:at[0]])
	}
	at := likely.FindStringIndex(s)
	glued := at != nil && at[1] < len(s) && s[at[1]] != ' ' // only a page leaves out the space
	return at != nil && (glued || !endsStatement(s))
}

// endsStatement reports whether a line ends with the full stop of a sentence, which titles lack.
func endsStatement(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, "\"'”’») "), ".")
}

// labelled returns the end of the labels at the beginning of a paragraph, and the kind of what
// they label; 0 if there are none.
func labelled(s string) (int, article.BlockKind) {
	if at := labels.FindStringIndex(s); at != nil {
		return at[1], article.Caption
	}
	// A headline in capitals may begin with the word on a player's button: "CLOSE RACE IN OSTBY".
	if at := closes.FindStringIndex(s); at != nil && strings.IndexFunc(s, unicode.IsLower) > 0 {
		return at[1], article.Caption
	}
	if at := buttons.FindStringIndex(s); at != nil {
		if first, _ := utf8.DecodeRuneInString(s[at[1]:]); at[1] == len(s) || !unicode.IsLower(first) {
			return at[1], ""
		}
	}
	return 0, ""
}

// inBrackets returns where the first link in brackets is that stands by itself: at the beginning
// of a paragraph or behind a sentence.
func inBrackets(s string) (from, to int) {
	for _, at := range bracket.FindAllStringIndex(s, -1) {
		if at[0] > 0 && !endsProse(strings.TrimSpace(s[:at[0]])) {
			continue
		}
		if n := closing(s[at[0]:]); n > 0 {
			return at[0], at[0] + n
		}
	}
	return 0, 0
}

// closing returns the end of the bracket that a text begins with, or 0.
func closing(s string) int {
	depth := 0
	for i := range len(s) {
		switch s[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// shortLine is how many words a line in capitals has at most that may be any report's heading.
const shortLine = 5

// capitalLinks reports which paragraphs behind the first are links by their capitals: headlines
// in an article that is set in small letters.
func capitalLinks(text string, chunks []article.Span) []bool {
	links := make([]bool, len(chunks))
	small, own := 0, false // bytes in small letters less those in long lines of capitals
	for _, sp := range chunks {
		switch s := text[sp.Start:sp.End]; {
		case !inCapitals(s):
			small += sp.Len()
		case isLong(s):
			small -= sp.Len()
		default:
			own = own || strings.Contains(s, " ") && isHeading(s)
		}
	}
	for i := 1; i < len(chunks) && small > 0; i++ {
		s := text[chunks[i].Start:chunks[i].End]
		belowRule := !hasLetter(text[chunks[i-1].Start:chunks[i-1].End])
		links[i] = inCapitals(s) && isLong(s) && !isOutcry(s) && !(isHeading(s) && (own || belowRule))
	}
	return links
}

func isLong(s string) bool { return len(strings.Fields(s)) > shortLine }

// isOutcry reports whether a line in capitals ends like a sentence or stands in quotation marks:
// what somebody shouts, or a note of the desk.
func isOutcry(s string) bool {
	const opening, closing = "“‘\"'«", "”’\"'»"
	return strings.ContainsAny(s[len(s)-1:], ".!") ||
		strings.TrimLeft(s, opening) != s && strings.TrimRight(s, closing) != s
}

// inCapitals reports whether a text has letters, and no small ones.
func inCapitals(s string) bool { return hasLetter(s) && strings.IndexFunc(s, unicode.IsLower) < 0 }

// markAsides finds the asides among the blocks of any reader.
func markAsides(a *article.Article) {
	spans := make([]article.Span, len(a.Blocks))
	for i, b := range a.Blocks {
		spans[i] = b.Span
	}
	links := capitalLinks(a.Text, spans)
	var out []article.Block
	for i, b := range a.Blocks {
		switch {
		case links[i] && b.Kind == article.Paragraph:
			out = append(out, article.Block{Kind: article.Aside, Span: b.Span})
		case b.Kind == article.Paragraph, b.Kind == article.List, b.Kind == article.Furniture:
			for _, p := range cutAsides(a.Text, b.Span) {
				p.Kind = cmp.Or(p.Kind, b.Kind)
				out = append(out, p)
			}
		default:
			out = append(out, b)
		}
	}
	a.Blocks = out
	markTitles(a)
}

// markTitles finds the links below a label on a line of its own, "READ MORE:": titles, up to the
// end of the report or to what is not the report's.
func markTitles(a *article.Article) {
	for i := range a.Blocks {
		if a.Blocks[i].Kind != article.Aside || !strings.HasSuffix(a.Cut(a.Blocks[i].Span), ":") {
			continue
		}
		end := i + 1
		for end < len(a.Blocks) && isTitle(a, end) {
			end++
		}
		if end < len(a.Blocks) && a.Blocks[end].Kind != article.Aside && a.Blocks[end].Kind != article.Furniture {
			continue
		}
		for k := i + 1; k < end; k++ {
			a.Blocks[k].Kind = article.Aside
		}
	}
}

// isTitle reports whether a block of the report is short and does not end like a sentence.
func isTitle(a *article.Article, i int) bool {
	switch a.Blocks[i].Kind {
	case article.Paragraph, article.Heading, article.List:
		s := a.Cut(a.Blocks[i].Span)
		return utf8.RuneCountInString(s) <= maxHeaderLine && !endsStatement(s)
	}
	return false
}
