// Package people is the pages of people: who spoke lately, and what one person, organization
// or place said over time.
//
// In come names and ids; out go pages, drawings and tables. It refuses nothing: a name that
// several people have lists them all.
//
// The one idea: what somebody says of one point, over the days, is a line that rises and
// falls.
package people

import (
	"readout/serve/page/cards"
	"readout/serve/page/frame"
)

// Pages answers requests for the pages of this package.
type Pages struct {
	*frame.Frame
	cards *cards.Pages
}

// New makes the pages.
func New(f *frame.Frame, c *cards.Pages) *Pages { return &Pages{f, c} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /people", Show: p.people},
		{Pattern: "GET /person/{id}", Show: p.person},
		{Pattern: "GET /person/{id}/positions.svg", Show: p.positionPlot},
		{Pattern: "GET /person/{id}/positions.csv", Show: p.positionTable},
		{Pattern: "GET /person/{id}/said.csv", Show: p.personExport},
		{Pattern: "GET /person/{id}/said.xlsx", Show: p.personExport},
		{Pattern: "GET /person/{id}/said.md", Show: p.personExport},
	}
}
