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
	"crypto/sha256"
	"encoding/hex"
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
	"readout/model"
	"readout/model/weights"
	"readout/record"
	"readout/said"
	"readout/syntax"
	"readout/text"
	"readout/timex"
)

//go:generate go test -count=1 -run TestVersion -update .

// Options choose how a Reader reads. The zero value is the default.
type Options struct {
	// RulesOnly leaves the learned models out: faster, and it finds less.
	RulesOnly bool
	// Core is the encoder whose heads read statements; nil: linear models read them.
	Core *encoder.Core
	// Time bounds the reading of one article; what there was no time for is a gap in
	// its record. 0 is 30 seconds, a hundred times what the longest reports take.
	Time time.Duration
}

// Reader reads articles. It is immutable and safe for many goroutines.
type Reader struct {
	passes []doc.Pass
	models string
	time   time.Duration
}

// defaultTime is what Options.Time 0 stands for.
const defaultTime = 30 * time.Second

// New makes a Reader and checks that its passes fit together.
func New(o Options) (*Reader, error) {
	passes, models, err := o.passes()
	if err != nil {
		return nil, fmt.Errorf("readout: making the reader: %w", err)
	}
	if err := doc.CheckOrder(passes); err != nil {
		return nil, fmt.Errorf("readout: making the reader: %w", err)
	}
	return &Reader{passes: passes, models: models, time: cmp.Or(o.Time, defaultTime)}, nil
}

// passes lists what a reading does, in order, and the hash of the models used.
func (o Options) passes() (passes []doc.Pass, models string, err error) {
	if o.RulesOnly {
		return []doc.Pass{text.New(), syntax.NewLight(), timex.New(), entity.New(entity.Options{}),
			attribution.New(attribution.Options{}), event.New()}, "none", nil
	}
	trees, err := model.Open(weights.Syntax())
	if err != nil {
		return nil, "", err
	}
	parser, err := syntax.New(trees)
	if err != nil {
		return nil, "", err
	}
	linear, err := model.Open(weights.Attribution())
	if err != nil {
		return nil, "", err
	}
	statements, err := attribution.Load(linear)
	if err != nil {
		return nil, "", err
	}
	people, err := openPeople()
	if err != nil {
		return nil, "", err
	}
	if o.Core != nil {
		heads, err := said.New(o.Core)
		if err != nil {
			return nil, "", err
		}
		return []doc.Pass{text.New(), encoder.NewPass(o.Core), parser, timex.New(), entity.New(people), heads, event.New()},
			hashOf(weights.Syntax(), weights.Names(), weights.Coref(), []byte(o.Core.Hash())), nil
	}
	return []doc.Pass{text.New(), parser, timex.New(), entity.New(people),
			attribution.New(attribution.Options{Models: statements}), event.New()},
		hashOf(weights.Syntax(), weights.Names(), weights.Coref(), weights.Attribution()), nil
}

// openPeople opens the models of package entity.
func openPeople() (o entity.Options, err error) {
	names, err := model.Open(weights.Names())
	if err != nil {
		return o, err
	}
	if o.Names, err = entity.OpenNames(names); err != nil {
		return o, err
	}
	coref, err := model.Open(weights.Coref())
	if err != nil {
		return o, err
	}
	o.Coref, err = entity.OpenCoref(coref)
	return o, err
}

// hashOf names a set of weight files by one hash over all their bytes, in order.
func hashOf(files ...[]byte) string {
	h := sha256.New()
	for _, f := range files {
		h.Write(f)
	}
	return "sha256:" + hex.EncodeToString(h.Sum(nil))
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
	rec := assemble(d)
	rec.Reader = record.Reader{Version: Version, Models: r.models}
	return rec, nil
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

// Syntax is the pass that tags and parses, for scoring it on gold tokens.
func (r *Reader) Syntax() doc.Pass {
	for _, p := range r.passes {
		if p.Gives()&doc.Tags != 0 {
			return p
		}
	}
	return nil // a Reader always has one: CheckOrder saw it
}

// People is the pass that finds and links people, organisations and places, for
// scoring its chains.
func (r *Reader) People() *entity.Pass {
	for _, p := range r.passes {
		if e, ok := p.(*entity.Pass); ok {
			return e
		}
	}
	return nil // a Reader always has one
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
