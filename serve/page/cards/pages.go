// Package cards shows what is new as cards, put together by story: a list of them on any
// page, what somebody says of one, and word of new ones as they come.
//
// In come the cards of a ledger's stream; out go lists for templates, and server-sent
// events. It refuses cards that somebody marked as wrong.
//
// The one idea: what else a report says goes with the event that it tells of.
package cards

import (
	"html/template"
	"sync/atomic"

	"readout/serve/page/frame"
)

// Pages answers requests about cards, and lists them for other pages.
type Pages struct {
	*frame.Frame
	listening atomic.Int64 // who listens
}

// New makes the pages.
func New(f *frame.Frame) *Pages { return &Pages{Frame: f} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /live", Show: p.live},
		{Pattern: "POST /judge", Show: p.judge},
	}
}

// Functions are what the templates of cards call.
func Functions() template.FuncMap {
	return template.FuncMap{
		"cardFeed": feedOf,
		"stories":  func(v *frame.View, list List) storiesItem { return storiesItem{v, list} },
		"card":     func(v *frame.View, list List, c Shown) cardItem { return cardItem{v, list, c} },
	}
}
