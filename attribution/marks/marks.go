// Package marks says what quotation marks and commas allow for the content of a statement.
//
// It takes a document's tokens and quotations and returns where content may begin and end, what
// it costs to cross sentence borders, and content without the words embedded in it. It refuses
// nothing: text without marks may begin and end anywhere.
//
// The one idea: content takes all of a quotation or none of it.
package marks

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
)

// deepest bounds the walk outwards through nested quotations.
const deepest = 8

// Walled returns the outermost closed quotation that contains token t but not the cue, or -1.
// Content takes the whole of it and so neither begins nor ends inside.
//
// Source: of 1,100 contents with a quotation in PolNeAR's development articles, 29 begin or end
// inside one, all in transcripts with broken marks.
func Walled(d *doc.Doc, t int, cue doc.Range) int {
	wall := -1
	for q, n := int(d.Tokens[t].Quote), 0; q >= 0 && n < deepest; q, n = d.Quotes[q].Parent, n+1 {
		x := &d.Quotes[q]
		if !x.Closed || x.FirstToken <= cue.First && cue.End <= x.EndToken {
			continue
		}
		wall = q
	}
	return wall
}

// inDateline reports whether token t is in the dateline, which is never content.
func inDateline(d *doc.Doc, t int) bool {
	dl := d.Article.Dateline
	return dl != nil && dl.Start <= d.Tokens[t].Start && d.Tokens[t].End <= dl.End
}

// MayBegin reports whether content of a cue can begin at token t.
func MayBegin(d *doc.Doc, t int, cue doc.Range) bool {
	if inDateline(d, t) {
		return false
	}
	q := Walled(d, t, cue)
	return q < 0 || partAt(d, q, d.Tokens[t].Start)
}

// MayEnd reports whether content of a cue can have t as its last token.
func MayEnd(d *doc.Doc, t int, cue doc.Range) bool {
	if inDateline(d, t) {
		return false
	}
	q := Walled(d, t, cue)
	if q < 0 || t == d.Quotes[q].EndToken-1 {
		return true
	}
	end := d.Tokens[t].End
	for _, p := range d.Quotes[q].Parts {
		if p.End >= end {
			return p.End == end
		}
	}
	return false
}

// partAt reports whether a part of quotation q (its marks within one paragraph) begins at byte
// off.
func partAt(d *doc.Doc, q, off int) bool {
	for _, p := range d.Quotes[q].Parts {
		if p.Start >= off {
			return p.Start == off
		}
	}
	return false
}

// BreakCost is the cost, in logits, of each sentence border that content crosses outside
// quotation marks.
//
// Source: PolNeAR's development articles, 2026-11-28: 1 content in 60 crosses one.
const BreakCost = 4

// Breaks appends, for each token of [first, end), the cumulative cost of the sentence borders up
// to it. A border is free inside one quotation, between two quotations, and between the sentence
// of the cue and a quotation.
func Breaks(dst []float32, d *doc.Doc, first, end int, cue doc.Range) []float32 {
	var cost float32
	for t := first; t < end; t++ {
		if t > first && d.Tokens[t].Sentence != d.Tokens[t-1].Sentence {
			through := d.Tokens[t].Quote >= 0 && d.Tokens[t].Quote == d.Tokens[t-1].Quote && !opens(d, t)
			reopened := opens(d, t) && (Closes(d, t-1) || d.Tokens[t-1].Quote >= 0 ||
				d.Tokens[t-1].Sentence == d.Tokens[cue.First].Sentence)
			if !through && !reopened {
				cost += BreakCost
			}
		}
		dst = append(dst, cost)
	}
	return dst
}

// Carve cuts the cue, its source and their aside out of content that surrounds them: "The ferry,
// Marsh said on Monday, was late".
func Carve(d *doc.Doc, whole, cue, source doc.Range) []doc.Range {
	gap := cue
	if !source.Empty() && around(whole, source) {
		gap = doc.Range{First: min(gap.First, source.First), End: max(gap.End, source.End)}
	}
	if _, end := Title(d, gap.End); end > 0 && end <= whole.End {
		gap.End = end // "“It sank,” Marsh told “Ostra Today.” “It was late.”"
	}
	gap = widen(d, whole, gap)
	if introduced(d, cue.End, gap.End) {
		whole.End = gap.End
	}
	var out []doc.Range
	for _, s := range [...]doc.Range{{First: whole.First, End: gap.First}, {First: gap.End, End: whole.End}} {
		if !s.Empty() {
			out = append(out, s)
		}
	}
	return out
}

// around reports whether s extends beyond o on both sides.
func around(s, o doc.Range) bool { return s.First < o.First && o.End < s.End }

// introduced reports whether a quotation that opens at token t, in a later sentence than the cue
// ending at token cue, has an introduction and so a speaker of its own: “It sank,” Marsh wrote.
// Vask tweeted: “It did not.”
func introduced(d *doc.Doc, cue, t int) bool {
	if t <= cue || t >= len(d.Tokens) || !opens(d, t) || d.Tokens[t].Sentence == d.Tokens[cue-1].Sentence {
		return false
	}
	before := d.Form(t - 1)
	return before == ":" || before == ","
}

// Bounds on the aside around a cue between two pieces of content, in tokens.
const (
	asideBefore = 15
	asideAfter  = 45
	asideComma  = 14
	asideWords  = 4 // ", as Marsh told us,"
	titleAfter  = 4 // from the cue to the programme that was told
)

// widen extends the gap to everything between the quotation marks on its two sides, or to the
// aside that commas or dashes set off.
func widen(d *doc.Doc, whole, gap doc.Range) doc.Range {
	left, right := gap.First, gap.End
	for left > whole.First && gap.First-left < asideBefore && !Closes(d, left-1) {
		left--
	}
	for right < whole.End && right-gap.End < asideAfter && !opens(d, right) {
		right++
		if _, end := Title(d, right); end > 0 && end < whole.End && right-gap.End <= titleAfter {
			right = end // "Marsh told CBS’ “Ostra Today” on Sunday. “It sank.”"
		}
	}
	if left > whole.First && Closes(d, left-1) && right < whole.End && opens(d, right) {
		return doc.Range{First: left, End: right}
	}
	if left > whole.First && Closes(d, left-1) || right < whole.End && opens(d, right) {
		return besideQuote(d, whole, gap, left, right)
	}
	return aside(d, whole, gap)
}

// aside extends the gap to the commas or dashes on both sides of it.
func aside(d *doc.Doc, whole, gap doc.Range) doc.Range {
	sentence := d.Tokens[gap.First].Sentence
	for t := gap.First - 1; t > whole.First && t >= gap.First-asideWords; t-- {
		if commaAt(d, t) {
			gap.First = t
			break
		}
	}
	if !commaAt(d, gap.First) {
		return gap
	}
	for t := gap.End; t < min(whole.End, gap.End+asideComma) && d.Tokens[t].Sentence == sentence; t++ {
		if commaAt(d, t) {
			gap.End = t + 1
			break
		}
	}
	return gap
}

// besideQuote extends a gap with quotation marks on one side only: up to the mark on that side,
// and to the end of the sentence or aside on the other.
func besideQuote(d *doc.Doc, whole, gap doc.Range, left, right int) doc.Range {
	sentence := d.Sentences[d.Tokens[gap.First].Sentence]
	if left > whole.First && Closes(d, left-1) {
		gap.First = left
		gap.End = min(whole.End, sentence.EndToken)
		return gap
	}
	if closed := aside(d, whole, gap); closed.End > gap.End && closed.End < right {
		return closed // "The ferry, Marsh said, is “late”"
	}
	gap.End = right
	if commaAt(d, gap.First-1) {
		gap.First--
	}
	return gap
}

// opens reports whether token t is an opening mark of a quotation.
func opens(d *doc.Doc, t int) bool {
	q := d.Tokens[t].Quote
	return q >= 0 && partAt(d, int(q), d.Tokens[t].Start)
}

// Title returns the capitalised words and the end of a quotation at token t that looks like the
// title of a programme or a book and not like what somebody said: “Ostra Today”, but neither “No”
// nor “WE SINK”. The end is 0 for any other token.
func Title(d *doc.Doc, t int) (words, end int) {
	if t >= len(d.Tokens) || !opens(d, t) || !d.Quotes[d.Tokens[t].Quote].Closed {
		return 0, 0
	}
	x := &d.Quotes[d.Tokens[t].Quote]
	small := false
	for i := x.FirstToken; i < x.EndToken; i++ {
		form := d.Form(i)
		if d.Tokens[i].Kind != doc.WordToken {
			if form == "!" || d.Tokens[i].Sentence != d.Tokens[t].Sentence {
				return 0, 0
			}
			continue
		}
		first, n := utf8.DecodeRuneInString(form)
		switch {
		case unicode.IsUpper(first):
			words++
			small = small || strings.ToUpper(form[n:]) != form[n:]
		case utf8.RuneCountInString(form) >= longWord:
			return 0, 0
		}
	}
	if words < 2 || !small {
		return 0, 0
	}
	return words, x.EndToken
}

// longWord is the length from which a word of a title is capitalised.
const longWord = 5

// Closes reports whether token t is the closing mark of a quotation.
func Closes(d *doc.Doc, t int) bool {
	q := d.Tokens[t].Quote
	return q >= 0 && d.Quotes[q].Closed && t == d.Quotes[q].EndToken-1
}

// commaAt reports whether token t is a comma or a dash between words.
func commaAt(d *doc.Doc, t int) bool {
	if t < 0 || t >= len(d.Tokens) || d.Tokens[t].Kind != doc.PunctToken {
		return false
	}
	switch d.Form(t) {
	case ",", "—", "–", "--":
		return true
	}
	return false
}

// Trim drops punctuation at the ends of content, except quotation marks and brackets.
func Trim(d *doc.Doc, s doc.Range) doc.Range {
	loose := func(t int) bool {
		return d.Tokens[t].Kind == doc.PunctToken && !opens(d, t) && !Closes(d, t) && !bracket(d.Form(t))
	}
	for s.First < s.End && loose(s.First) {
		s.First++
	}
	for s.First < s.End && loose(s.End-1) && !quotedEnd(d, s) {
		s.End--
	}
	return s
}

func bracket(form string) bool {
	switch form {
	case "(", ")", "[", "]":
		return true
	}
	return false
}

// quotedEnd reports whether the last token of s is inside a quotation: punctuation there belongs
// to the quoted words.
func quotedEnd(d *doc.Doc, s doc.Range) bool { return d.Tokens[s.End-1].Quote >= 0 }

// KindOf classifies content as direct, indirect or mixed by how many of its words are inside
// quotation marks.
func KindOf(d *doc.Doc, content []doc.Range) doc.StatementKind {
	inside, outside := 0, 0
	for _, s := range content {
		for i := s.First; i < s.End; i++ {
			switch {
			case d.Tokens[i].Kind == doc.PunctToken:
			case d.Tokens[i].Quote >= 0:
				inside++
			default:
				outside++
			}
		}
	}
	switch {
	case inside == 0:
		return doc.Indirect
	case outside == 0:
		return doc.Direct
	}
	return doc.Mixed
}

// Pieces returns the byte spans of content, one per paragraph, so that none contains the white
// space between blocks.
func Pieces(d *doc.Doc, content []doc.Range) []article.Span {
	var out []article.Span
	for _, s := range content {
		for s.First < s.End {
			block := d.Sentences[d.Tokens[s.First].Sentence].Block
			end := s.First + 1
			for end < s.End && d.Sentences[d.Tokens[end].Sentence].Block == block {
				end++
			}
			out = append(out, d.SpanOf(s.First, end))
			s.First = end
		}
	}
	return out
}

// EndsSentence reports whether only punctuation is left between end and the end of the sentence
// before it.
func EndsSentence(d *doc.Doc, end int) bool {
	if end == 0 {
		return false
	}
	sentence := d.Tokens[end-1].Sentence
	for t := end; t < len(d.Tokens) && d.Tokens[t].Sentence == sentence; t++ {
		if d.Tokens[t].Kind != doc.PunctToken {
			return false
		}
	}
	return true
}

// Within returns the parts of spans that lie inside others.
func Within(spans, others []doc.Range) []doc.Range {
	var out []doc.Range
	for _, s := range spans {
		for _, o := range others {
			if x := (doc.Range{First: max(s.First, o.First), End: min(s.End, o.End)}); !x.Empty() {
				out = append(out, x)
			}
		}
	}
	return out
}

// Without returns the parts of spans that lie outside others.
func Without(spans, others []doc.Range) []doc.Range {
	out := slices.Clone(spans)
	for _, o := range others {
		var next []doc.Range
		for _, s := range out {
			for _, x := range [...]doc.Range{{First: s.First, End: min(s.End, o.First)},
				{First: max(s.First, o.End), End: s.End}} {
				if !x.Empty() {
					next = append(next, x)
				}
			}
		}
		out = next
	}
	return out
}

// WholeSentence reports whether a quotation consists of whole sentences.
func WholeSentence(d *doc.Doc, x *doc.Quote) bool {
	first, last := d.Tokens[x.FirstToken].Sentence, d.Tokens[x.EndToken-1].Sentence
	return d.Sentences[first].FirstToken == x.FirstToken && d.Sentences[last].EndToken <= x.EndToken+1
}
