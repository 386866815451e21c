// Package text splits an article into sentences, tokens and quotations.
//
// The input is an article's text with its blocks and dateline; the output is the Tokens and
// Quotes layers. The package does not repair: an unclosed quotation stays unclosed and is
// reported as a gap, and a typo stays a token.
//
// The one idea: UAX #29 knows where words may end in any script, but newspapers have their own
// rules for full stops, apostrophes and hyphens. So its segments are joined or split by small
// rules in one pass; sentences and quotations are then derived from the tokens.
package text

import (
	"strings"
	"unicode/utf8"

	"readout/article"
	"readout/doc"
)

// Pass fills the Tokens and Quotes layers. It has no state and is safe to share.
type Pass struct{}

// New returns the pass.
func New() *Pass { return &Pass{} }

// Name returns "text".
func (*Pass) Name() string { return "text" }

// Needs returns no layer: this is the first pass.
func (*Pass) Needs() doc.Layer { return 0 }

// Gives returns Tokens and Quotes.
func (*Pass) Gives() doc.Layer { return doc.Tokens | doc.Quotes }

// bytesPerToken is a low estimate, so that the tokens of a text are allocated once.
const bytesPerToken = 4

// Run fills d.Tokens, d.Sentences and d.Quotes. An article without blocks is read as one
// paragraph. An article in another language than English, or withdrawn by its publisher, is
// not read: its text is a gap. So is an aside.
func (*Pass) Run(d *doc.Doc) error {
	blocks := d.Article.Blocks
	if len(blocks) == 0 && len(d.Text) > 0 {
		// Do not change the caller's article: the blocks are for this doc only.
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
		if blocks[b].Start >= maxTextBytes || len(d.Tokens) >= maxTokens {
			addTooLong(d, blocks[b].Start)
			break
		}
		if blocks[b].Kind == article.Aside {
			d.Gaps = append(d.Gaps, article.Gap{Span: blocks[b].Span, Why: notOfIt})
			continue
		}
		if d.Stopped() {
			d.StopAt(blocks[b].Start)
			break
		}
		first := len(d.Tokens)
		t.block(withinLimit(d, blocks[b].Span))
		splitSentences(d, b, first)
		q.block(blocks[b].Kind, first)
	}
	q.end()
	return nil
}

// notOfIt is the reason of a gap where a page put something between an article's paragraphs.
const notOfIt = "not of this article"

// Limits of what is read of an article, in bytes and in tokens: the transcript of a day's
// hearing, ten times the longest report of PolNeAR (34 kB, 5,500 words; 2026-11-28). Longer
// input is a data dump; it must not hold up thousands of articles or use more memory than all
// of them. The rest is recorded as a gap.
const (
	maxTextBytes = 512 << 10
	maxTokens    = 60_000
)

// tooLong is the reason of a gap beyond the limits.
const tooLong = "too long"

// addTooLong records a gap from a byte offset to the end of the text, which is too long.
func addTooLong(d *doc.Doc, off int) {
	for i := range d.Gaps {
		if g := &d.Gaps[i]; g.Why == tooLong {
			g.Start = min(g.Start, off)
			return
		}
	}
	d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{Start: off, End: len(d.Text)}, Why: tooLong})
}

// withinLimit returns the part of a block within the limit and records the rest as a gap.
func withinLimit(d *doc.Doc, block article.Span) article.Span {
	if block.End <= maxTextBytes {
		return block
	}
	end := maxTextBytes
	const maxWord = 200 // bytes: do not cut a word unless it is longer
	if space := strings.LastIndexAny(d.Text[max(block.Start, end-maxWord):end], " \n\t"); space > 0 {
		end = max(block.Start, end-maxWord) + space
	}
	for end > block.Start && !utf8.RuneStart(d.Text[end]) {
		end--
	}
	addTooLong(d, end)
	return article.Span{Start: block.Start, End: end}
}
