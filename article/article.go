// Package article holds what was published: one fixed UTF-8 text, its blocks, its dateline and
// its metadata.
//
// The input is bytes that a reader in package source has already decoded; the output is an
// Article that does not change any more. The package does not repair: a typo or an unbalanced
// quotation mark is part of the text.
//
// The one idea: everything Readout asserts points into Article.Text by byte offsets, so the
// text is fixed once and its hash is taken over exactly those bytes.
package article

import (
	"crypto/sha256"
	"encoding/hex"
)

// Span is a half-open range of bytes of an article's text.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in the span.
func (sp Span) Len() int { return sp.End - sp.Start }

// Empty reports whether the span contains no bytes.
func (sp Span) Empty() bool { return sp.End <= sp.Start }

// Contains reports whether o lies entirely inside sp.
func (sp Span) Contains(o Span) bool { return sp.Start <= o.Start && o.End <= sp.End }

// Overlaps reports whether the two spans share at least one byte.
func (sp Span) Overlaps(o Span) bool { return sp.Start < o.End && o.Start < sp.End }

// BlockKind is the kind of a block.
type BlockKind string

// The kinds of block. Furniture is what a page or a desk adds around the story: section
// labels, share buttons, "Reporting by …; Editing by …". An aside stands between its paragraphs and
// is not about it: a link to another article, the label of a player, the place of an
// advertisement. Nothing is read from asides.
const (
	Furniture BlockKind = "furniture"
	Headline  BlockKind = "headline"
	Deck      BlockKind = "deck"
	Byline    BlockKind = "byline"
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Caption   BlockKind = "caption"
	List      BlockKind = "list"
	Aside     BlockKind = "aside"
)

// Block is a passage of the text of one kind. Blocks are in text order, do not overlap, and
// have no white space at their ends.
type Block struct {
	Kind BlockKind `json:"kind"`
	Span
}

// Dateline is the place, date and agency at the beginning of a report: "KYIV, Ukraine, May 26
// (AP) —". Its block is the paragraph that it begins.
//
// Units: Year, Month and Day are 0 if the dateline does not give them; Span covers the
// dateline with its closing dash or full stop, DateSpan only the date.
type Dateline struct {
	Span
	Place            string // the first place as written: "MOSCOW", "KYIV, Ukraine"
	Places           []string
	Agency           string // as written, without brackets or slashes: "TASS"
	DateSpan         Span
	Year, Month, Day int
}

// Notice is what a desk says about an item as a whole.
type Notice string

// The notices. A correction replaces an earlier version; a kill withdraws it.
const (
	NoNotice   Notice = ""
	Correction Notice = "correction"
	Update     Notice = "update"
	Kill       Notice = "kill"
	Embargoed  Notice = "embargo"
	Paywalled  Notice = "paywall" // only the beginning of the article is available
)

// Gap is a part of the text that was not read, and the reason.
type Gap struct {
	Span
	Why string `json:"why"`
}

// Article is one published version of one item.
//
// Shape: Headline, Deck and Byline are empty spans if there are none. Published and Updated
// are RFC 3339 times or dates ("2021-05-26"), as precise as the publisher gave them, or "".
type Article struct {
	ID       string // the provider's ID, or one derived from the text's hash
	URL      string // canonical URL
	Outlet   string
	Language string // BCP 47; "en" unless known otherwise
	Title    string // title from metadata, when it is not in Text
	Authors  []string

	Headline Span
	Deck     Span
	Byline   Span
	Dateline *Dateline

	Published     string
	PublishedFrom string // "metadata" or "option"; "" if Published is ""
	Updated       string
	EmbargoUntil  string
	Urgency       int // 1 (most) to 8; 0 unknown
	Notice        Notice

	Blocks []Block
	Gaps   []Gap
	Text   string
}

// SHA256 returns the hash of the text in hexadecimal.
func (a *Article) SHA256() string {
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:])
}

// Cut returns the text of a span, which must be inside the text.
func (a *Article) Cut(sp Span) string { return a.Text[sp.Start:sp.End] }
