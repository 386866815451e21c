// Package dossier is the pages of events: what stands of one, who said so first and last,
// about what sides differ, and all of it over time.
//
// In come dossiers; out go pages, drawings, tables and Markdown. It refuses to show what
// was not surely read as what stands.
//
// The one idea: everything that is said of a point of an event is an entry with its side
// and its day; the page, the drawing and the table are three looks at the entries.
package dossier

import (
	"html/template"

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
		{Pattern: "GET /events", Show: p.events},
		{Pattern: "GET /event/{id}", Show: p.event},
		{Pattern: "GET /event/{id}/timeline.svg", Show: p.eventPlot},
		{Pattern: "GET /event/{id}/timeline.csv", Show: p.eventTable},
		{Pattern: "GET /event/{id}/dossier.csv", Show: p.eventExport},
		{Pattern: "GET /event/{id}/dossier.xlsx", Show: p.eventExport},
		{Pattern: "GET /event/{id}/dossier.md", Show: p.eventExport},
	}
}

// Functions are what the templates of events call.
func Functions() template.FuncMap {
	return template.FuncMap{"coming": func(v *frame.View, list []Coming) comingList { return comingList{v, list} }}
}
