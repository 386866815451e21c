// Package search is the search page: words and conditions, what they found in its sentences,
// how it can be narrowed, and searches that people keep.
//
// In come words with operators; out go hits, counts and files of hits. It refuses what the
// ledger cannot read as a question, and says what is wrong with it.
//
// The one idea: a search is its address, and every way to narrow it is a link.
package search

import (
	"html/template"

	"readout/serve/page/frame"
	"readout/serve/page/reports"
)

// Pages answers requests for the pages of this package.
type Pages struct {
	*frame.Frame
	reports *reports.Pages
}

// New makes the pages.
func New(f *frame.Frame, r *reports.Pages) *Pages { return &Pages{f, r} }

// Routes are the addresses that it answers.
func (p *Pages) Routes() []frame.Route {
	return []frame.Route{
		{Pattern: "GET /search", Show: p.search},
		{Pattern: "GET /search.csv", Show: p.searchExport},
		{Pattern: "GET /search.xlsx", Show: p.searchExport},
		{Pattern: "GET /search.md", Show: p.searchExport},
		{Pattern: "GET /saved", Show: p.saveForm},
		{Pattern: "POST /saved", Show: p.saveSearch},
	}
}

// Functions are what the templates of searches call.
func Functions() template.FuncMap {
	return template.FuncMap{"found": func(v *frame.View, f foundView) foundItem { return foundItem{v, &f} }}
}
