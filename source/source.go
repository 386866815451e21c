// Package source turns bytes into articles: plain text, web pages, feeds,
// sitemaps and wire formats. Archives are in source/warc, the network in source/fetch.
//
// In come bytes or readers and a Hint of what the caller knows; out go
// *article.Article values. It opens nothing, neither files nor connections, and it
// refuses bytes that are no text with an error that says why.
//
// The one idea: whatever the format, the text is decided once, here. Everything
// later points into it, so each reader ends by fixing the text and its blocks.
package source

import (
	"readout/source/day"
	"readout/source/internal/feed"
	"readout/source/internal/input"
	"readout/source/internal/wire"
)

// Hint is what the caller knows of an input that the input may not say itself: ID, Name
// (of the file), URL, Outlet, Language, Published, Charset, ContentType and Today.
// Published was given by a person and wins over what the input says; the rest only fills
// what is missing, but for Charset, which is tried first.
type Hint = input.Hint

// The errors a caller can tell apart. Each is wrapped with what was being read.
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

// ParseDate reads a publisher's date, in any of the ways feeds, metadata and bylines
// write one; "" where there is none or it cannot be. It never guesses; see package day.
func ParseDate(s string) string { return day.Parse(s) }
