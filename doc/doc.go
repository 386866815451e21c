// Package doc holds an article while it is being read: its text and the typed layers that
// passes add to it, one after the other.
//
// The input is an *article.Article; the output is a *Doc with its layers filled. The package
// refuses an order of passes in which a pass needs a layer not yet filled, or two passes fill
// the same layer.
//
// The one idea: passes never call each other. A parser fills the Trees layer and attribution
// reads it, so either can be replaced, for instance by a gold parse in a test, without
// touching the other.
package doc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/article"
)

// Layer is a set of the typed layers of a Doc.
type Layer uint16

// The layers, in the order a full reading fills them.
const (
	Tokens     Layer = 1 << iota // Doc.Tokens, Doc.Sentences
	Quotes                       // Doc.Quotes and Token.Quote
	Vectors                      // Doc.Vectors
	Tags                         // Word.UPOS, Word.XPOS, Word.Lemma
	Trees                        // Word.Head, Word.Rel
	Times                        // Doc.Times, Doc.Published
	Mentions                     // Doc.Mentions, without Mention.Entity
	Entities                     // Doc.Entities and Mention.Entity
	Statements                   // Doc.Statements
	Events                       // Doc.Events
	endOfLayers
)

var layerNames = [...]string{"tokens", "quotes", "vectors", "tags", "trees", "times", "mentions", "entities",
	"statements", "events"}

// String returns the names of the layers.
func (l Layer) String() string {
	var names []string
	for i, name := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// Pass fills layers of a Doc from layers that are already filled.
type Pass interface {
	Name() string // "text", "timex": stable, for errors and traces
	Needs() Layer
	Gives() Layer
	Run(*Doc) error
}

// CheckOrder returns an error if a list of passes cannot run in this order.
//
// Errors: a pass needs a layer that no earlier pass gives; two passes give the same layer.
func CheckOrder(passes []Pass) error {
	var have Layer
	for _, p := range passes {
		if missing := p.Needs() &^ have; missing != 0 {
			return fmt.Errorf("doc: pass %s needs %s, which no earlier pass gives", p.Name(), missing)
		}
		if twice := p.Gives() & have; twice != 0 {
			return fmt.Errorf("doc: pass %s gives %s, which an earlier pass already gives", p.Name(), twice)
		}
		have |= p.Gives()
	}
	return nil
}

// Doc is an article and the layers read from it so far.
//
// Shape: Words is parallel to Tokens. Every index into another layer is -1 if there is nothing
// to point at.
type Doc struct {
	Article *article.Article
	Text    string // Article.Text
	Lower   string // Text in lower case, with the same byte offsets

	Tokens     []Token
	Sentences  []Sentence
	Quotes     []Quote
	Words      []Word
	Vectors    []float32 // [tokens, Width]: the encoder's vector of each token
	Width      int
	Times      []Time
	Mentions   []Mention
	Entities   []Entity
	Statements []Statement
	Events     []Event
	Gaps       []article.Gap

	// Published is the publication date ("2021-05-26", or coarser) against which relative
	// times were resolved, set with the Times layer. PublishedFrom is its origin: dateline,
	// metadata, option or inferred.
	Published     string
	PublishedFrom string

	ctx context.Context // of the running pass; see Within
}

// New returns a Doc for an article, with no layer filled.
func New(a *article.Article) *Doc {
	return &Doc{Article: a, Text: a.Text, Lower: lowerInPlace(a.Text), Gaps: slices.Clip(a.Gaps)}
}

// Cut returns the text of a span.
func (d *Doc) Cut(sp article.Span) string { return d.Text[sp.Start:sp.End] }

// Form returns token i as written.
func (d *Doc) Form(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// LowerForm returns token i in lower case. It does not allocate.
func (d *Doc) LowerForm(i int) string { return d.Lower[d.Tokens[i].Start:d.Tokens[i].End] }

// SpanOf returns the span of the tokens [first, end). The range must not be empty.
func (d *Doc) SpanOf(first, end int) article.Span {
	return article.Span{Start: d.Tokens[first].Start, End: d.Tokens[end-1].End}
}

// SentenceOf returns the index of the sentence of token i.
func (d *Doc) SentenceOf(i int) int { return int(d.Tokens[i].Sentence) }

// UPOS returns the tag of token i, or NoUPOS if i is out of range or no pass has tagged it.
func (d *Doc) UPOS(i int) UPOS {
	if i < 0 || i >= len(d.Words) {
		return NoUPOS
	}
	return d.Words[i].UPOS
}

// BlockOf returns the block that contains sentence s.
func (d *Doc) BlockOf(s int) article.Block { return d.Article.Blocks[d.Sentences[s].Block] }

// TokensIn returns the half-open range of tokens that lie entirely inside a span.
func (d *Doc) TokensIn(sp article.Span) (first, end int) {
	first = d.tokenAtOrAfter(sp.Start)
	end = first
	for end < len(d.Tokens) && d.Tokens[end].End <= sp.End {
		end++
	}
	return first, end
}

// tokenAtOrAfter returns the first token that starts at or after a byte offset.
func (d *Doc) tokenAtOrAfter(off int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		if d.Tokens[mid].Start < off {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
