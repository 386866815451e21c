// Package attribution finds who is said to have said, believed, wanted or written
// what: statements with their source, cue and content.
//
// In come tokens, quotations, tags, times and entities; out go doc.Statements in
// text order. It refuses to guess a speaker: a source that names nobody resolved
// has no speakers, and a quotation nobody is cued for stays the reporter's.
//
// The one idea: finding is kept apart from deciding. A cue lexicon says where an
// attribution can be (cue.go); each rule, one function, proposes the spans of
// source and content for one cue and says how sure it is (Candidate); decide.go
// keeps the proposals that fit together. A learned model can therefore score the
// same candidates, and whoever decides, finish.go makes full statements of bare
// spans in the same way.
package attribution

import (
	"sync"

	"readout/article"
	"readout/doc"
)

// Options choose how attributions are decided. The zero value is the default.
type Options struct {
	Models *Models // nil: rules alone decide
}

// Pass reads statements. It is immutable and shared by goroutines.
type Pass struct {
	lex     *lexicon
	scratch *sync.Pool
	models  *Models
	finders *sync.Pool
}

// New makes a Pass that decides by rules, or by models where there are some.
func New(o Options) *Pass {
	return &Pass{
		lex:     cueLexicon(),
		scratch: &sync.Pool{New: func() any { return new(reading) }},
		models:  o.Models,
		finders: &sync.Pool{New: func() any { return new(finder) }},
	}
}

// Name is "attribution".
func (p *Pass) Name() string { return "attribution" }

// Needs is the layers Run reads.
func (p *Pass) Needs() doc.Layer {
	need := doc.Tokens | doc.Quotes | doc.Tags | doc.Times | doc.Mentions | doc.Entities
	if p.models != nil {
		need |= doc.Trees
	}
	return need
}

// Gives is the Statements layer.
func (p *Pass) Gives() doc.Layer { return doc.Statements }

// Run fills d.Statements. It never fails: text without attributions has none.
func (p *Pass) Run(d *doc.Doc) error {
	r := p.scratch.Get().(*reading)
	defer p.scratch.Put(r)
	r.reset(d, p.lex)
	cands := r.candidates()
	if p.models == nil {
		r.finish(r.decide(cands))
		return nil
	}
	f := p.finders.Get().(*finder)
	defer p.finders.Put(f)
	learned := f.learned(d, r, p.models) // before the rules decide: that cuts their proposals
	r.finish(join(d, learned, r.decide(cands)))
	return nil
}

// Raw is an attribution as it was decided: three sets of spans in text order, who
// decided it and how sure that was, and nothing else. Source may be empty.
type Raw struct {
	Source, Cue, Content []article.Span
	By                   string
	Score                float64
}
