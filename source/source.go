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
	"errors"

	"readout/source/day"
)

// Hint is what the caller knows of an input that the input may not say itself.
// Published was given by a person and wins over what the input says; the rest
// only fills what is missing, but for Charset, which is tried first.
type Hint struct {
	ID          string
	Name        string // of the file, for its ending
	URL         string
	Outlet      string
	Language    string
	Published   string // "2021-05-26" or RFC 3339
	Charset     string // as an HTTP header names it
	ContentType string
	Today       string // when it was fetched; nothing in it was published later
}

// The errors a caller can tell apart. Each is wrapped with what was being read.
var (
	ErrEmpty     = errors.New("there is nothing in it")
	ErrBinary    = errors.New("it is not text")
	ErrNoArticle = errors.New("no article in it")
	ErrTooLarge  = errors.New("too large")
)

// ParseDate reads a publisher's date, in any of the ways feeds, metadata and bylines
// write one; "" where there is none or it cannot be. It never guesses; see package day.
func ParseDate(s string) string { return day.Parse(s) }
