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

// Text reads plain text: the article's text is the input's own bytes, decoded to
// UTF-8 if it was in another character set, without its byte order mark.
//
// Errors: ErrEmpty, ErrBinary.
func Text(raw []byte, hint Hint) (*article.Article, error) { return plain.Text(raw, hint) }

// Finish fills what every reader leaves to be worked out from the text: an id, the
// language and the dateline. Blocks must be there.
func Finish(a *article.Article) { plain.Finish(a) }

// Slug reads what an agency's plain text says about itself in its first lines:
// the slug ("BC-OSTBY-VOTE/1st Ld"), priority words, embargo, correction and kill.
// It sets the article's Notice, Urgency and EmbargoUntil where they are empty and
// makes the slug lines furniture. Text and offsets stay as they are.
func Slug(a *article.Article) { item.Slug(a) }

// HTML reads a web page's article: its text in blocks, and what the page says of
// it. The page is parsed once, for text and metadata both.
//
// The text holds the headline, the deck, the byline, the body and, last, the
// captions, so that a caption never cuts a quotation that runs over paragraphs.
//
// Errors: ErrNoArticle where the page holds none (a front page, a listing, a
// consent wall), ErrTooLarge. A page that shows only an article's opening is no
// error: its Notice is article.Paywalled.
func HTML(raw []byte, hint Hint) (*article.Article, error) { return page.Read(raw, hint) }

// NewsML reads the text items of a NewsML-G2 document: a news item, or a news
// message or package with several. Pictures, events and plans in it are passed
// over. NewsML 1 is read too.
//
// Errors: ErrNoArticle where no item holds text, ErrNotWire where the document is
// of another kind, ErrTooDeep, ErrTooLarge, and Decode's.
//
// Source: IPTC NewsML-G2 2.35, NewsML 1.2.
func NewsML(raw []byte, hint Hint) ([]*article.Article, error) { return wire.NewsML(raw, hint) }

// NITF reads a News Industry Text Format document.
//
// Errors: ErrNoArticle, ErrNotWire, ErrTooDeep, ErrTooLarge, and Decode's.
//
// Source: IPTC NITF 3.6.
func NITF(raw []byte, hint Hint) (*article.Article, error) { return wire.NITF(raw, hint) }

// Ninjs reads a text item in ninjs 1, 2 or 3.
//
// Errors: ErrNoArticle for pictures, events, plans and items without a body;
// ErrNotWire for JSON that is no ninjs item; ErrTooDeep, ErrTooLarge, Decode's.
//
// Source: IPTC ninjs 1.0 to 3.1.
func Ninjs(raw []byte, hint Hint) (*article.Article, error) { return wire.Ninjs(raw, hint) }

// CSV reads a stream of articles, one a row, under a first row that names the
// columns as JSONL names its fields. The delimiter is the one of comma, semicolon
// and tab that the first row has most of.
//
// A row that is no article, or whose quotation mark nobody closes, is yielded as an
// error that names its line, and reading goes on; an error of r, or a first row that
// names no text, ends it.
func CSV(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.CSV(r, hint) }

// JSON reads a stream of articles from JSON of any layout: one object, printed
// over several lines or not, an array, or objects one after another; an object that
// is no article but holds a list under one of the names that programs use is opened.
// Each object is a ninjs item or has the fields that JSONL names.
//
// An object that is no article is yielded as an error that says which it was, and
// reading goes on; broken JSON ends it. Memory is bounded by one object of an array.
func JSON(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.JSON(r, hint) }

// JSONL reads a stream of articles, one JSON object a line: text or html, and any
// of headline, url, published, outlet, language, authors, id.
//
// A line that is no article is yielded as an error that names it, and reading
// goes on; an error of r ends the sequence. Memory is bounded by one line of at
// most 64 MB.
func JSONL(r io.Reader, hint Hint) iter.Seq2[*article.Article, error] { return table.JSONL(r, hint) }
