// Package reports is the pages of what was published: an article with its statements
// marked, its versions and copies, running stories, and outlets.
//
// In come articles, their records and those that tell of the same; out go pages. It
// refuses spans that a text does not have, and says so on the page.
//
// The one idea: the text is cut at the borders of all spans, so that each piece is marked
// by what it lies in and the pieces are the text.
package reports

import (
	"readout/serve/page/frame"
)

// Pages answers requests for the pages of this package.
type Pages struct {
	*frame.Frame
}

// New makes the pages.
func New(f *frame.Frame) *Pages { return &Pages{f} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /article/{id}", Show: p.article},
		{Pattern: "GET /article/{id}/versions", Show: p.versions},
		{Pattern: "GET /article/{id}/copies", Show: p.copies},
		{Pattern: "GET /storylines", Show: p.storylines},
		{Pattern: "GET /storyline/{id}", Show: p.storyline},
		{Pattern: "GET /outlets", Show: p.outlets},
		{Pattern: "GET /outlet/{name}", Show: p.outlet},
	}
}
