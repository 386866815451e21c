// Package doc holds an article while it is being read: its text and the typed
// layers that passes add to it, one after the other.
//
// In comes an *article.Article; out goes a *Doc whose layers are filled. It
// refuses passes in an order where a need is not yet given, or where two passes
// write one layer.
//
// The one idea: passes never call each other. A parser writes the Trees layer and
// attribution reads it, so that either can be replaced, by a gold parse in a test
// for instance, without touching the other.
package doc

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"readout/article"
)

// Layer is a set of the typed layers a Doc can carry.
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

// String lists the layers by name.
func (l Layer) String() string {
	var names []string
	for i, name := range layerNames {
		if l&(1<<i) != 0 {
			names = append(names, name)
		}
	}
	return strings.Join(names, "+")
}

// Pass fills layers of a Doc from layers that are already there.
type Pass interface {
	Name() string // "text", "timex": stable, for errors and traces
	Needs() Layer
	Gives() Layer
	Run(*Doc) error
}

// CheckOrder refuses a list of passes that cannot run in this order.
//
// Errors: a pass needs a layer no earlier pass gives; two passes give one layer.
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
// Shape: Words is parallel to Tokens. Every index into another layer is -1 where
// there is nothing to point at.
type Doc struct {
	Article *article.Article
	Text    string // Article.Text
	Lower   string // Text in lower case, byte for byte at the same offsets

	Tokens     []Token
	Sentences  []Sentence
	Quotes     []Quote
	Words      []Word
	Vectors    []float32 // [tokens, Width]: what the encoder makes of each token
	Width      int
	Times      []Time
	Mentions   []Mention
	Entities   []Entity
	Statements []Statement
	Events     []Event
	Gaps       []article.Gap

	// Published is the day of publication ("2021-05-26", or coarser) that
	// relative times were resolved against, set with the Times layer.
	// PublishedFrom says where it came from: dateline, metadata, option or inferred.
	Published     string
	PublishedFrom string

	ctx context.Context // of the pass that runs now; see Within
}

// New starts a Doc for an article. No layer is filled.
func New(a *article.Article) *Doc {
	return &Doc{Article: a, Text: a.Text, Lower: lowerInPlace(a.Text), Gaps: slices.Clip(a.Gaps)}
}

// Cut is the text a span covers.
func (d *Doc) Cut(sp article.Span) string { return d.Text[sp.Start:sp.End] }

// Form is token i as written.
func (d *Doc) Form(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// LowerForm is token i in lower case. It allocates nothing.
func (d *Doc) LowerForm(i int) string { return d.Lower[d.Tokens[i].Start:d.Tokens[i].End] }

// SpanOf is the bytes from the first token to the end of the last of tokens
// [first, end). The range must not be empty.
func (d *Doc) SpanOf(first, end int) article.Span {
	return article.Span{Start: d.Tokens[first].Start, End: d.Tokens[end-1].End}
}

// SentenceOf is the index of the sentence token i stands in.
func (d *Doc) SentenceOf(i int) int { return int(d.Tokens[i].Sentence) }

// UPOS is the tag of token i, NoUPOS outside the text and where no pass has tagged it.
func (d *Doc) UPOS(i int) UPOS {
	if i < 0 || i >= len(d.Words) {
		return NoUPOS
	}
	return d.Words[i].UPOS
}

// BlockOf is the block that sentence s stands in.
func (d *Doc) BlockOf(s int) article.Block { return d.Article.Blocks[d.Sentences[s].Block] }

// TokensIn is the half-open range of tokens that lie wholly inside a span.
func (d *Doc) TokensIn(sp article.Span) (first, end int) {
	first = d.tokenAtOrAfter(sp.Start)
	end = first
	for end < len(d.Tokens) && d.Tokens[end].End <= sp.End {
		end++
	}
	return first, end
}

// tokenAtOrAfter is the first token that starts at or after a byte offset.
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
