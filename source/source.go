// Package source reads articles from bytes: plain text, web pages, feeds, sitemaps and wire
// formats. Web archives are in source/warc, HTTP in source/fetch.
//
// The input is bytes or a reader, plus a Hint with what the caller knows; the output is
// *article.Article values. The package opens no files and no connections. Input that is not
// text is refused with an error that says why.
//
// The one idea: whatever the format, the text is fixed once, here. Everything later points
// into it, so each reader ends by fixing the text and its blocks.
package source

import (
	"readout/source/day"
	"readout/source/internal/feed"
	"readout/source/internal/input"
	"readout/source/internal/wire"
)

// Hint holds what the caller knows about an input and the input may not say itself: ID, Name
// (of the file), URL, Outlet, Language, Published, Charset, ContentType and Today. Published
// takes precedence over a date in the input, and Charset is tried first; the other fields only
// fill in what is missing.
type Hint = input.Hint

// Errors that a caller can tell apart. Each is wrapped with what was being read.
var (
	ErrEmpty     = input.ErrEmpty
	ErrBinary    = input.ErrBinary
	ErrNoArticle = input.ErrNoArticle
	ErrTooLarge  = input.ErrTooLarge
	ErrTooDeep   = input.ErrTooDeep // nested deeper than any real document

	ErrNotFeed    = feed.ErrNotFeed
	ErrNotOPML    = feed.ErrNotOPML
	ErrNotSitemap = feed.ErrNotSitemap
	ErrNotWire    = wire.ErrNotWire
)

// ParseDate parses a publisher's date in any of the forms used by feeds, metadata and bylines.
// It returns "" if there is no date or an impossible one. It never guesses; see package day.
func ParseDate(s string) string { return day.Parse(s) }
