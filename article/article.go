// Package article holds what was published: one fixed UTF-8 text, the blocks it
// falls into, its dateline and what its publisher says about it.
//
// In come bytes that a reader in package source has already decoded; out goes an
// Article that nothing later changes. It refuses to repair: a typing error or a
// broken quotation mark is part of the text.
//
// The one idea: everything Readout says points into Article.Text by byte offsets,
// so the text is decided once and its hash is taken over exactly those bytes.
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

// Len is the number of bytes in the span.
func (sp Span) Len() int { return sp.End - sp.Start }

// Empty reports whether the span holds no byte.
func (sp Span) Empty() bool { return sp.End <= sp.Start }

// Contains reports whether o lies wholly inside sp.
func (sp Span) Contains(o Span) bool { return sp.Start <= o.Start && o.End <= sp.End }

// Overlaps reports whether the two spans share at least one byte.
func (sp Span) Overlaps(o Span) bool { return sp.Start < o.End && o.Start < sp.End }

// BlockKind names what part of an article a block is.
type BlockKind string

// The kinds of block. Furniture is what a page or a desk adds around the story:
// section labels, share buttons, "Reporting by …; Editing by …".
const (
	Furniture BlockKind = "furniture"
	Headline  BlockKind = "headline"
	Deck      BlockKind = "deck"
	Byline    BlockKind = "byline"
	Heading   BlockKind = "heading"
	Paragraph BlockKind = "paragraph"
	Caption   BlockKind = "caption"
	List      BlockKind = "list"
)

// Block is one stretch of the text of one kind. Blocks are in text order, do not
// overlap, and have no white space at their ends.
type Block struct {
	Kind BlockKind `json:"kind"`
	Span
}

// Dateline is the place, day and agency that open a report:
// "KYIV, Ukraine, May 26 (AP) —". Its block is the paragraph it opens.
//
// Units: Year, Month and Day are 0 where the dateline does not say them; Span
// covers the dateline with its closing dash or full stop, DateSpan only the day.
type Dateline struct {
	Span
	Place            string // the first place as written: "MOSCOW", "KYIV, Ukraine"
	Places           []string
	Agency           string // as written, without brackets or slashes: "TASS"
	DateSpan         Span
	Year, Month, Day int
}

// Notice is what a desk says about the whole item rather than in it.
type Notice string

// The notices. A correction replaces an earlier version; a kill withdraws it.
const (
	NoNotice   Notice = ""
	Correction Notice = "correction"
	Update     Notice = "update"
	Kill       Notice = "kill"
	Embargoed  Notice = "embargo"
	Paywalled  Notice = "paywall" // only the opening of the article is there
)

// Gap is a part of the text that was not read, and why.
type Gap struct {
	Span
	Why string `json:"why"`
}

// Article is one published version of one item.
//
// Shape: Headline, Deck and Byline are empty spans where there is none. Published
// and Updated are RFC 3339 times or dates ("2021-05-26") as precise as the
// publisher was, or "" where it did not say.
type Article struct {
	ID       string // the provider's id, or one derived from the text's hash
	URL      string // canonical address
	Outlet   string
	Language string // BCP 47; "en" unless known otherwise
	Title    string // title from metadata, when it is not in Text
	Authors  []string

	Headline Span
	Deck     Span
	Byline   Span
	Dateline *Dateline

	Published     string
	PublishedFrom string // "metadata" or "option"; "" where Published is ""
	Updated       string
	EmbargoUntil  string
	Urgency       int // 1 (most) to 8; 0 unknown
	Notice        Notice

	Blocks []Block
	Gaps   []Gap
	Text   string
}

// SHA256 is the hash of the text's bytes, in hexadecimal.
func (a *Article) SHA256() string {
	sum := sha256.Sum256([]byte(a.Text))
	return hex.EncodeToString(sum[:])
}

// Cut is the text a span covers. The span must lie inside the text.
func (a *Article) Cut(sp Span) string { return a.Text[sp.Start:sp.End] }
