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
)

// ParseDate reads a publisher's date, in any of the ways feeds, metadata and bylines
// write one; "" where there is none or it cannot be. It never guesses; see package day.
func ParseDate(s string) string { return day.Parse(s) }
