// Package text cuts an article into sentences, tokens and quotations.
//
// In comes an article's text with its blocks and dateline; out go the Tokens and
// Quotes layers. It refuses to repair: a mark that nobody closed stays unclosed and
// is told as a gap, a typing error stays a token.
//
// The one idea: UAX #29 knows where words may end in any script, and newspapers
// know better about full stops, apostrophes and hyphens. So its segments are
// taken as they come and joined or split by small rules, in one pass; sentences
// and quotations are then read off the tokens.
package text

import (
	"strings"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
)

// Pass gives the Tokens and Quotes layers. It holds nothing and is safe to share.
type Pass struct{}

// New makes the pass.
func New() *Pass { return &Pass{} }

// Name is "text".
func (*Pass) Name() string { return "text" }

// Needs is no layer: it is the first pass.
func (*Pass) Needs() doc.Layer { return 0 }

// Gives is Tokens and Quotes.
func (*Pass) Gives() doc.Layer { return doc.Tokens | doc.Quotes }

// bytesPerToken is a low guess, so that a text's tokens are allocated once.
const bytesPerToken = 4

// Run fills d.Tokens, d.Sentences and d.Quotes. An article without blocks is read
// as one paragraph. One in another language than English, and one its publisher withdrew,
// is not read: its text is a gap.
func (*Pass) Run(d *doc.Doc) error {
	blocks := d.Article.Blocks
	if len(blocks) == 0 && len(d.Text) > 0 {
		// Blocks belong to the article; a caller that gave none gets them for this doc only.
		a := *d.Article
		a.Blocks = []article.Block{{Kind: article.Paragraph, Span: article.Span{End: len(d.Text)}}}
		d.Article = &a
		blocks = a.Blocks
	}
	if d.Article.Notice == article.Kill && len(d.Text) > 0 {
		d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{End: len(d.Text)}, Why: "withdrawn"})
		return nil
	}
	if lang := d.Article.Language; lang != "" && lang != "en" && !strings.HasPrefix(lang, "en-") {
		d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{End: len(d.Text)}, Why: "other language"})
		return nil
	}
	d.Tokens = make([]doc.Token, 0, len(d.Text)/bytesPerToken+8)
	t := tokenizer{d: d}
	q := quoter{d: d}
	for b := range blocks {
		if blocks[b].Start >= longestText || len(d.Tokens) >= longestTokens {
			leaveOut(d, blocks[b].Start)
			break
		}
		if d.Stopped() {
			d.StopAt(blocks[b].Start)
			break
		}
		first := len(d.Tokens)
		t.block(readable(d, blocks[b].Span))
		splitSentences(d, b, first)
		q.block(blocks[b].Kind, first)
	}
	q.end()
	return nil
}

// What of an article is read, in bytes and in tokens: the transcript of a day's hearing, ten
// times the longest report of PolNeAR (34 kB, 5,500 words; 2026-11-28). What is longer is a
// dump of something, and one such input must not hold up thousands of articles or take more
// memory than they all; what is left out is told as a gap.
const (
	longestText   = 512 << 10
	longestTokens = 60_000
)

// tooLong is why the end of a text is not read.
const tooLong = "too long"

// leaveOut tells that the text is too long from a byte offset on.
func leaveOut(d *doc.Doc, off int) {
	for i := range d.Gaps {
		if g := &d.Gaps[i]; g.Why == tooLong {
			g.Start = min(g.Start, off)
			return
		}
	}
	d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{Start: off, End: len(d.Text)}, Why: tooLong})
}

// readable is the part of a block that is read, and tells the rest as a gap.
func readable(d *doc.Doc, block article.Span) article.Span {
	if block.End <= longestText {
		return block
	}
	end := longestText
	const longestWord = 200 // bytes: a word is not cut in two unless it is no word
	if space := strings.LastIndexAny(d.Text[max(block.Start, end-longestWord):end], " \n\t"); space > 0 {
		end = max(block.Start, end-longestWord) + space
	}
	for end > block.Start && !utf8.RuneStart(d.Text[end]) {
		end--
	}
	leaveOut(d, end)
	return article.Span{Start: block.Start, End: end}
}
