package doc

import (
	"context"

	"readout/article"
)

// The time budget. An article is read within a time limit, and each pass has a share of what
// is left. A pass calls Stopped before each sentence (or block, or window). If it reports
// true, the pass calls StopAt with the offset it has reached and returns nil: its layers stay
// valid, with nothing found in the rest. Later passes still run, with their own shares.

// Within sets the context of the next pass.
func (d *Doc) Within(ctx context.Context) { d.ctx = ctx }

// Context returns the context of the running pass, for functions that take one.
func (d *Doc) Context() context.Context {
	if d.ctx == nil {
		return context.Background()
	}
	return d.ctx
}

// Stopped reports whether the running pass has used up its time, or the whole reading was
// cancelled.
func (d *Doc) Stopped() bool { return d.ctx != nil && d.ctx.Err() != nil }

// StopAt records that nothing from a byte offset on was read in time. If several passes stop,
// the gap begins at the lowest offset.
func (d *Doc) StopAt(off int) {
	for i := range d.Gaps {
		if g := &d.Gaps[i]; g.Why == TimeBudget {
			g.Start = min(g.Start, off)
			return
		}
	}
	d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{Start: off, End: len(d.Text)}, Why: TimeBudget})
}

// KeepTokens drops all tokens from n on, with their sentences and quotations; those that
// extend beyond n are cut there. Later layers must not have been filled.
func (d *Doc) KeepTokens(n int) {
	if n >= len(d.Tokens) {
		return
	}
	d.Tokens = d.Tokens[:n]
	for k := range d.Sentences {
		s := &d.Sentences[k]
		if s.FirstToken >= n {
			d.Sentences = d.Sentences[:k]
			break
		}
		if s.EndToken > n {
			s.EndToken, s.End = n, d.Tokens[n-1].End
		}
	}
	for k := range d.Quotes {
		q := &d.Quotes[k]
		if q.FirstToken >= n {
			d.Quotes = d.Quotes[:k]
			break
		}
		if q.EndToken > n {
			q.EndToken, q.End, q.Closed = n, d.Tokens[n-1].End, false
			q.Parts = partsBefore(q.Parts, q.End)
		}
	}
}

// partsBefore returns what lies before a byte offset.
func partsBefore(parts []article.Span, end int) []article.Span {
	for i := range parts {
		if parts[i].Start >= end {
			return parts[:i]
		}
		parts[i].End = min(parts[i].End, end)
	}
	return parts
}

// TimeBudget is the reason of a gap that was not read in time.
const TimeBudget = "time budget"
