package source

import (
	"io"
	"iter"

	"readout/article"
	"readout/source/internal/item"
	"readout/source/internal/page"
	"readout/source/internal/plain"
	"readout/source/internal/table"
	"readout/source/internal/wire"
)

// Text reads plain text. The article's text is the input itself, without its byte order mark
// and decoded to UTF-8 if it was in another character set.
//
// Errors: ErrEmpty, ErrBinary.
func Text(raw []byte, hint Hint) (*article.Article, error) { return plain.Text(raw, hint) }

// Finish fills in what every reader leaves to be derived from the text: ID, language and
// dateline. The blocks must already be set.
func Finish(a *article.Article) { plain.Finish(a) }

// Slug parses the slug lines at the top of an agency's plain text: the slug itself
// ("BC-OSTBY-VOTE/1st Ld"), priority words, embargo, correction and kill. It sets the
// article's Notice, Urgency and EmbargoUntil where they are empty and marks the slug lines as
// furniture. Text and offsets do not change.
func Slug(a *article.Article) { item.Slug(a) }

// HTML reads the article of a web page: its text in blocks, and its metadata. The page is
// parsed once for both.
//
// The text holds the headline, the deck, the byline, the body and, last, the captions, so that
// a caption never splits a quotation that spans paragraphs.
//
// Errors: ErrNoArticle if the page holds none (a front page, a listing, a consent wall),
// ErrTooLarge. A page that shows only the beginning of an article is not an error: its Notice
// is article.Paywalled.
func HTML(raw []byte, hint Hint) (*article.Article, error) { return page.Read(raw, hint) }

// NewsML reads the text items of a NewsML-G2 document: a news item, or a news message or
// package with several. Pictures, events and planning items in it are skipped. NewsML 1 is
// read too.
//
// Errors: ErrNoArticle if no item holds text, ErrNotWire for a document of another kind,
// ErrTooDeep, ErrTooLarge, and those of decoding.
//
// Source: IPTC NewsML-G2 2.35, NewsML 1.2.
func NewsML(raw []byte, hint Hint) ([]*article.Article, error) { return wire.NewsML(raw, hint) }

// NITF reads a News Industry Text Format document.
//
// Errors: ErrNoArticle, ErrNotWire, ErrTooDeep, ErrTooLarge, and those of decoding.
//
// Source: IPTC NITF 3.6.
func NITF(raw []byte, hint Hint) (*article.Article, error) { return wire.NITF(raw, hint) }

// Ninjs reads a text item in ninjs 1, 2 or 3.
//
// Errors: ErrNoArticle for pictures, events, planning items and items without a body;
// ErrNotWire for JSON that is not a ninjs item; ErrTooDeep, ErrTooLarge, and those of
// decoding.
//
// Source: IPTC ninjs 1.0 to 3.1.
func Ninjs(raw []byte, hint Hint) (*article.Article, error) { return wire.Ninjs(raw, hint) }

// CSV reads a stream of articles, one per row. The header row names the columns, as JSONL
// names its fields. The delimiter is whichever of comma, semicolon, tab and bar occurs most
// often in the header row, or the one named in a "sep=" line before it.
//
// A row that is not an article, or that has an unterminated quote, is yielded as an error with
// its line number, and reading continues. An error of r, or a header without a text column,
// ends the sequence.
func CSV(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.CSV(r, hint) }

// JSON reads a stream of articles from JSON of any layout: a single object, an array, or
// concatenated objects, on one line or several. An object that is not an article but holds a
// list under a commonly used name is descended into. Each object is a ninjs item or has the
// fields that JSONL names.
//
// An object that is not an article is yielded as an error with its position, and reading
// continues; malformed JSON ends the sequence. Memory is bounded by one object of an array.
func JSON(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.JSON(r, hint) }

// JSONL reads a stream of articles, one JSON object per line, with the field text or html, and
// optionally headline, url, published, outlet, language, authors and id.
//
// A line that is not an article is yielded as an error with its number, and reading continues;
// an error of r ends the sequence. Memory is bounded by one line of at most 64 MB.
func JSONL(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.JSONL(r, hint) }
