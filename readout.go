// Package readout reads one news article and says what it holds: who said what,
// what is planned and what is not, each item anchored to the exact bytes of the
// text.
//
// In comes an *article.Article, as the readers in package source make it; out
// goes a *record.Record. It refuses nothing that is text: what could not be read
// is a gap in the record, and odd text is not an error.
//
// The one idea: reading is one explicit list of passes over a doc.Doc. Each adds
// layers, none calls another, and the list below is the whole program.
package readout

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime/debug"
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

// Options choose how a Reader reads. The zero value is the default.
type Options struct {
	// Time bounds the reading of one article; what there was no time for is a gap in
	// its record. 0 is two minutes: the longest reports take some seconds of a busy core.
	Time time.Duration

	// Core reads with other weights than the program's own.
	Core *encoder.Core

	// Trees parses every sentence, which only an export of trees needs.
	Trees bool
}

// Reader reads articles. It is immutable and safe for many goroutines.
type Reader struct {
	passes []doc.Pass
	models string
	time   time.Duration
}

// defaultTime is what Options.Time 0 stands for.
const defaultTime = 2 * time.Minute

// New makes a Reader and checks that its passes fit together. Readers share their
// weights, so a second one costs next to nothing.
func New(o Options) (*Reader, error) {
	r, err := o.reader()
	if err != nil {
		return nil, fmt.Errorf("readout: making the reader: %w", err)
	}
	return r, nil
}

func (o Options) reader() (*Reader, error) {
	core := o.Core
	if core == nil {
		var err error
		if core, err = weights.Core(); err != nil {
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

// passesOn lists what a reading does, in order.
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

// Name is the reader's version and models, as a ledger keeps them with each record.
func (r *Reader) Name() string { return Version + " " + r.models }

// Read reads one article into a record.
//
// Errors: a pass failed or panicked; the error names the pass. The context's, if it
// is done first. The same bytes give the same record, byte for byte, unless the time
// of Options ran out, which the record tells as a gap.
func (r *Reader) Read(ctx context.Context, a *article.Article) (*record.Record, error) {
	d, err := r.ReadDoc(ctx, a)
	if err != nil {
		return nil, err
	}
	return r.record(d), nil
}

// record is what was read, as it is told.
func (r *Reader) record(d *doc.Doc) *record.Record {
	rec := assemble(d)
	who.Hold(rec)
	rec.Reader = record.Reader{Version: Version, Models: r.models}
	return rec
}

// ReadDoc reads one article and gives the layers a record is made of: tokens,
// sentences and trees among them. Tests and scorers use it.
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

// runWithin runs one pass. Each may take half of the time that is left, the last one
// all of it, so that what an earlier one did not get to the end of is still made
// something of.
func (r *Reader) runWithin(ctx context.Context, end time.Time, last bool, p doc.Pass, d *doc.Doc) error {
	left := time.Until(end)
	if left <= 0 { // a pass that did not ask
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
	if err != nil && share.Err() != nil && errors.Is(err, context.DeadlineExceeded) { // a pass that can only be cut off
		d.StopAt(0)
		return nil
	}
	return err
}

// ReadSyntax tags and parses a document whose tokens are given, for scoring on gold tokens.
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

// People is the pass that finds and links people, organisations and places, for
// scoring its names and chains.
func (r *Reader) People() People {
	for _, p := range r.passes {
		if e, ok := p.(People); ok {
			return e
		}
	}
	return nil // a Reader always has one
}

// People tells of a document read what corpora mark: the bare names, and the mentions
// that mean the same.
type People interface {
	Names(*doc.Doc) []doc.Mention
	Chains(*doc.Doc) [][]article.Span
}

// run keeps a panic of one pass on one article from ending a reading of thousands.
func run(p doc.Pass, d *doc.Doc) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = fmt.Errorf("pass %s panicked: %v\n%s", p.Name(), v, debug.Stack())
		}
	}()
	if err := p.Run(d); err != nil {
		return fmt.Errorf("pass %s: %w", p.Name(), err)
	}
	return nil
}
