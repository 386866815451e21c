package readout

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"readout/article"
	"readout/doc"
	"readout/record"
	"readout/text"
	"readout/timex"
)

// slow is a pass that does not end by itself.
type slow struct {
	asks bool // whether it is stopped; if not, it fails with the context's error
	off  int
}

func (s slow) Name() string     { return "slow" }
func (s slow) Needs() doc.Layer { return 0 }
func (s slow) Gives() doc.Layer { return doc.Tags }

func (s slow) Run(d *doc.Doc) error {
	<-d.Context().Done()
	if !s.asks {
		return context.Cause(d.Context())
	}
	if d.Stopped() {
		d.StopAt(s.off)
	}
	return nil
}

func timeGaps(r *record.Record) (out []record.Gap) {
	for _, g := range r.Gaps {
		if g.Why == doc.TimeBudget {
			out = append(out, g)
		}
	}
	return out
}

// TestTimeBudget checks that a pass that takes too long is stopped, that later passes still
// run, and that the record says from where on there was no time.
func TestTimeBudget(t *testing.T) {
	a := &article.Article{Text: "The ferry leaves on March 5, 2024. It is late.", Language: "en"}
	for _, c := range []struct {
		pass slow
		from int
	}{{slow{asks: true, off: 35}, 35}, {slow{}, 0}} {
		r := &Reader{passes: []doc.Pass{text.New(), c.pass, timex.New()}, time: 500 * time.Millisecond}
		rec, err := r.Read(t.Context(), a)
		if err != nil {
			t.Fatal(err)
		}
		if gaps := timeGaps(rec); len(gaps) != 1 || gaps[0].Start != c.from || gaps[0].End != len(a.Text) {
			t.Errorf("the gaps are %v, want one from %d", gaps, c.from)
		}
		if len(rec.Times) != 1 {
			t.Errorf("the pass after it found %d times", len(rec.Times))
		}
		if err := rec.Check(); err != nil {
			t.Error(err)
		}
	}
}

// TestReadStops checks that cancelling the context ends a reading.
func TestReadStops(t *testing.T) {
	r := &Reader{passes: []doc.Pass{text.New(), slow{asks: true}}, time: time.Hour}
	gone := errors.New("gone")
	ctx, cancel := context.WithCancelCause(t.Context())
	time.AfterFunc(10*time.Millisecond, func() { cancel(gone) })
	if _, err := r.Read(ctx, &article.Article{Text: "No."}); !errors.Is(err, gone) {
		t.Errorf("the error is %v", err)
	}
}

// TestNoTime gives the passes no time: the record is consistent, and the whole text is a gap.
func TestNoTime(t *testing.T) {
	full, err := New(Options{Time: time.Nanosecond})
	if err != nil {
		t.Fatal(err)
	}
	a := &article.Article{Text: strings.Repeat("“We are ready,” the minister said on March 5, 2024. ", 20), Language: "en"}
	rec, err := full.Read(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	if gaps := timeGaps(rec); len(gaps) != 1 || gaps[0].Start != 0 || gaps[0].End != len(a.Text) {
		t.Errorf("the gaps are %v", rec.Gaps)
	}
	if err := rec.Check(); err != nil {
		t.Error(err)
	}
}
