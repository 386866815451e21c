// Package front is the first page: what is new since the reader was here, and what is ahead.
//
// In come the cards of the stream and the events of the next weeks; out goes a page. It
// refuses nothing.
//
// The one idea: what is new to a reader is what came after the visit before this one.
package front

import (
	"readout/serve/page/cards"
	"readout/serve/page/dossier"
	"readout/serve/page/frame"
)

// Pages answers requests for the pages of this package.
type Pages struct {
	*frame.Frame
	cards   *cards.Pages
	dossier *dossier.Pages
}

// New makes the pages.
func New(f *frame.Frame, c *cards.Pages, d *dossier.Pages) *Pages { return &Pages{f, c, d} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /{$}", Show: p.stream},
	}
}
