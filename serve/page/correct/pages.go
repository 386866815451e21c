// Package correct is the pages on which people decide: what is wrong in a record, who is
// one person and who are two, what is taken down; and the list of what was decided.
//
// In come forms; out go decisions of the ledger. It refuses one without a name and a
// reason.
//
// The one idea: nothing is overwritten. A decision is an entry, and so is taking it back.
package correct

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
		{Pattern: "GET /corrections", Show: p.corrections},
		{Pattern: "GET /correct", Show: p.correctForm},
		{Pattern: "POST /correct", Show: p.correct},
	}
}

// Functions are what the templates of decisions call.
func Functions() template.FuncMap {
	return template.FuncMap{"audit": func(v *frame.View, list []AuditEntry) auditList { return auditList{v, list} }}
}
