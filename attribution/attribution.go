// Package attribution finds statements: who is reported to have said, believed, wanted or
// written what, each with its source, cue and content.
//
// It takes tokens, quotations, token vectors, tags, times and entities, and fills doc.Statements
// in text order. It does not guess speakers: a source that names nobody has no speakers, and a
// quotation without a cue stays the reporter's.
//
// The one idea: two heads on the encoder find cues and, for each cue, the two ends of its source
// and of its content (decode.go, ends.go). The spans are then adjusted to the quotation marks
// (package marks), reconciled across the article (overlap.go), and turned into full statements
// by tables and hard constraints, one function each (finish.go and packages act, setting and
// speaker).
package attribution

import (
	"fmt"
	"sync"

	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/encoder"
)

// Pass finds statements. It is immutable and safe for concurrent use.
type Pass struct {
	core  *encoder.Core
	cue   *encoder.MLP
	ends  *encoder.Pair
	lex   *lexicon.Lexicon
	spare *sync.Pool // of *finder

	weights *weights
}

// New returns a Pass that uses the heads "cue" and "att" of core.
//
// Errors: a head is missing or has the wrong shape.
func New(core *encoder.Core) (*Pass, error) {
	cue, err := core.MLP("cue")
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	ends, err := core.Pair("att")
	if err != nil {
		return nil, fmt.Errorf("attribution: %w", err)
	}
	if cue.Out() != cueLabels || ends.Roles() != int(roles) || ends.QueryWidth() != 2*ends.KeyWidth() ||
		cue.In() != ends.KeyWidth() || ends.Features() != 0 && ends.Features() != sentencesApart {
		return nil, fmt.Errorf("attribution: heads of %d labels and %d roles, want %d and %d on vectors of one width",
			cue.Out(), ends.Roles(), cueLabels, roles)
	}
	lex, err := lexicon.Read()
	if err != nil {
		return nil, err
	}
	p := &Pass{core: core, cue: cue, ends: ends, lex: lex, spare: &sync.Pool{New: func() any { return new(finder) }},
		weights: &deepWeights}
	if core.Fast() {
		p.weights = &fastWeights
	}
	return p, nil
}

// Name returns "attribution".
func (*Pass) Name() string { return "attribution" }

// Needs returns the layers that Run reads.
func (*Pass) Needs() doc.Layer {
	return doc.Tokens | doc.Quotes | doc.Vectors | doc.Tags | doc.Times | doc.Mentions | doc.Entities
}

// Gives returns the Statements layer.
func (*Pass) Gives() doc.Layer { return doc.Statements }

// Run fills d.Statements. It leaves them empty for a text without attributions.
//
// Errors: the vectors do not have the width of the heads.
func (p *Pass) Run(d *doc.Doc) error {
	if len(d.Tokens) == 0 {
		return nil
	}
	if d.Width != p.cue.In() || len(d.Vectors) != len(d.Tokens)*d.Width {
		return fmt.Errorf("attribution: %d numbers of width %d for %d tokens, want width %d", len(d.Vectors),
			d.Width, len(d.Tokens), p.cue.In())
	}
	f := p.spare.Get().(*finder)
	defer p.spare.Put(f)
	x := phrase.New(d, p.lex)
	finish(x, reconcile(d, passing{x}.on(told(d, f.find(p, d))), p.weights))
	return nil
}

// found is an attribution as token ranges, with the confidence in each part.
type found struct {
	cue, source doc.Range   // may be empty
	content     []doc.Range // in text order
	evidence    evidence
	score       float64
	declines    bool // a refusal to answer, found by the tables
	signed      bool // words that carry a signature, found by its form
	verbatim    bool // the words of a block quotation
	speaker     int  // entity + 1 where a label gives it; 0 else
}

// hull returns the range from the first token of the content to the last.
func (f *found) hull() doc.Range {
	if len(f.content) == 0 {
		return doc.Range{}
	}
	return doc.Range{First: f.content[0].First, End: f.content[len(f.content)-1].End}
}
