// Package readout reads a news article and extracts who said what, what is planned and what is
// not, each item anchored to the exact bytes of the text.
//
// The input is an *article.Article from one of the readers in package source; the output is a
// *record.Record. The package refuses nothing that is text: a part that could not be read is a
// gap in the record, and unusual text is not an error.
//
// The one idea: reading is one explicit list of passes over a doc.Doc. Each pass adds layers
// and none calls another, so the list below is the whole program.
package readout

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"readout/article"
	"readout/attribution"
	"readout/doc"
	"readout/encoder"
	"readout/entity"
	"readout/event"
	"readout/internal/who"
	"readout/model/weights"
	"readout/record"
	"readout/syntax"
	"readout/text"
	"readout/timex"
)

//go:generate go test -count=1 -run TestVersion -update .

// Options configure a Reader. The zero value means the defaults.
type Options struct {
	// Time limits the reading of one article; what is not read in time is a gap in its record.
	// 0 means two minutes: the longest reports take a few seconds of a busy core.
	Time time.Duration

	// Model is which of the built-in networks reads. "" means Deep.
	Model Model

	// Core overrides the built-in weights, and Model.
	Core *encoder.Core

	// Trees enables parsing of every sentence, which only the export of trees needs.
	Trees bool
}

// Model is one of the networks that the program has. Both take part in the name of a Reader, so
// that a ledger knows which of them read what.
type Model string

const (
	Deep Model = "deep" // six layers: what the figures of the documentation are about
	Fast Model = "fast" // three narrow ones in their place: the same heads, sooner and less exact
)

// ModelOf returns the model of a Reader of a name. Any that is not Fast is taken for Deep.
func ModelOf(name string) Model {
	if _, models, _ := strings.Cut(name, " "); strings.HasPrefix(models, string(Fast)+" ") {
		return Fast
	}
	return Deep
}

// core returns the weights of a model.
func (m Model) core() (*encoder.Core, error) {
	switch m {
	case "", Deep:
		return weights.Deep()
	case Fast:
		return weights.Fast()
	}
	return nil, fmt.Errorf("there is no model %q: %s or %s", string(m), Deep, Fast)
}

// Reader reads articles. It is immutable and safe for concurrent use.
type Reader struct {
	passes []doc.Pass
	models string
	time   time.Duration
}

// defaultTime is the time limit if Options.Time is 0.
const defaultTime = 2 * time.Minute

// New returns a Reader after checking that its passes fit together. Readers share their
// weights, so another one costs next to nothing.
func New(o Options) (*Reader, error) {
	r, err := o.reader()
	if err != nil {
		return nil, fmt.Errorf("readout: creating the reader: %w", err)
	}
	return r, nil
}

func (o Options) reader() (*Reader, error) {
	core := o.Core
	if core == nil {
		var err error
		if core, err = o.Model.core(); err != nil {
			return nil, err
		}
	}
	passes, err := passesOn(core, o.Trees)
	if err != nil {
		return nil, err
	}
	if err := doc.CheckOrder(passes); err != nil {
		return nil, err
	}
	return &Reader{passes: passes, models: core.Hash(), time: cmp.Or(o.Time, defaultTime)}, nil
}

// passesOn returns the passes of a reading, in order.
func passesOn(core *encoder.Core, trees bool) ([]doc.Pass, error) {
	tags, err := syntax.New(core, syntax.Options{Trees: trees})
	if err != nil {
		return nil, err
	}
	people, err := entity.New(core)
	if err != nil {
		return nil, err
	}
	statements, err := attribution.New(core)
	if err != nil {
		return nil, err
	}
	events, err := event.New(core)
	if err != nil {
		return nil, err
	}
	return []doc.Pass{text.New(), encoder.NewPass(core), tags, timex.New(), people, statements, events}, nil
}

// Name returns the reader's version and models, as stored with each record in a ledger.
func (r *Reader) Name() string { return Version + " " + r.models }

// Read reads one article and returns its record. The same bytes give the same record, byte for
// byte, unless the time limit is reached, which the record reports as a gap.
//
// Errors: a pass failed or panicked, and the error names the pass; the context's error, if it
// is done first.
func (r *Reader) Read(ctx context.Context, a *article.Article) (*record.Record, error) {
	d, err := r.ReadDoc(ctx, a)
	if err != nil {
		return nil, err
	}
	rec, err := r.record(d)
	if err != nil {
		return nil, fmt.Errorf("readout: reading %s: %w", a.ID, err)
	}
	return rec, nil
}

// record turns what was read into a record.
func (r *Reader) record(d *doc.Doc) (rec *record.Record, err error) {
	defer recovered("assembling the record", &err)
	rec = assemble(d)
	who.Hold(rec)
	rec.Reader = record.Reader{Version: Version, Models: r.models}
	return rec, nil
}

// ReadDoc reads one article and returns the layers from which a record is assembled, among
// them tokens, sentences and trees. Tests and scorers use it.
func (r *Reader) ReadDoc(ctx context.Context, a *article.Article) (*doc.Doc, error) {
	d := doc.New(a)
	end := time.Now().Add(r.time)
	for i, p := range r.passes {
		if err := r.runWithin(ctx, end, i == len(r.passes)-1, p, d); err != nil {
			return nil, fmt.Errorf("readout: reading %s: %w", a.ID, err)
		}
	}
	d.Within(context.Background())
	return d, nil
}

// runWithin runs one pass. Each pass may take half of the time that is left, and the last one
// all of it, so that the results of an earlier pass that was cut short are still processed.
func (r *Reader) runWithin(ctx context.Context, end time.Time, last bool, p doc.Pass, d *doc.Doc) error {
	left := time.Until(end)
	if left <= 0 { // an earlier pass did not check Stopped
		d.StopAt(0)
		return context.Cause(ctx)
	}
	if !last {
		left /= 2
	}
	share, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	d.Within(share)
	err := run(p, d)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil && share.Err() != nil && errors.Is(err, context.DeadlineExceeded) { // the pass was interrupted
		d.StopAt(0)
		return nil
	}
	return err
}

// ReadSyntax tags and parses a document with given tokens, for scoring on gold tokens.
func (r *Reader) ReadSyntax(d *doc.Doc) error {
	for _, p := range r.passes {
		if p.Gives()&(doc.Vectors|doc.Tags|doc.Trees) == 0 {
			continue
		}
		if err := run(p, d); err != nil {
			return fmt.Errorf("readout: reading %s: %w", d.Article.ID, err)
		}
	}
	return nil
}

// People returns the pass that finds and links people, organisations and places, for scoring
// its names and chains.
func (r *Reader) People() People {
	for _, p := range r.passes {
		if e, ok := p.(People); ok {
			return e
		}
	}
	return nil // not reached: a Reader always has one
}

// People returns what corpora annotate in a document that has been read: names, and chains of
// coreferent mentions.
type People interface {
	Names(*doc.Doc) []doc.Mention
	Chains(*doc.Doc) [][]article.Span
}

// run runs one pass.
func run(p doc.Pass, d *doc.Doc) (err error) {
	defer recovered("pass "+p.Name(), &err)
	if err := p.Run(d); err != nil {
		return fmt.Errorf("pass %s: %w", p.Name(), err)
	}
	return nil
}

// recovered makes an error of a panic in a part of the reading, so that one article does not end a run over thousands.
// It must be deferred.
func recovered(part string, err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("%s panicked: %v\n%s", part, v, debug.Stack())
	}
}
