// Package said is the pages of what was said: one statement with all its wordings, how to
// cite it, and the check of a quotation.
//
// In come statements' ids and words; out go pages, tables and citations. It refuses ids
// that the ledger does not have.
//
// The one idea: a wording stands beside the fullest one that any report has, and each
// difference has a name.
package said

import (
	"html/template"

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
		{Pattern: "GET /cite/{id}", Show: p.cite},
		{Pattern: "GET /statement/{id}", Show: p.statement},
		{Pattern: "GET /statement/{id}/wordings.csv", Show: p.wordingTable},
		{Pattern: "GET /check", Show: p.check},
	}
}

// Functions are what the templates of statements call.
func Functions() template.FuncMap {
	return template.FuncMap{"explained": explained, "meaning": meaning, "edits": longEdits}
}
