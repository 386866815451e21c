package doc

import (
	"context"

	"readout/article"
)

// The budget of a reading. An article is read within a time, pass by pass; each pass
// has a share of what is left. A pass asks Stopped before each sentence (or block, or
// window) and, where it says so, calls StopAt with what it leaves unread and returns
// nil: its layers stay whole, with nothing found in the rest. Later passes go on with
// shares of their own.

// Within sets the context that the next pass reads in.
func (d *Doc) Within(ctx context.Context) { d.ctx = ctx }

// Context is the context of the pass that runs now: for a pass that hands its work to
// something that takes one.
func (d *Doc) Context() context.Context {
	if d.ctx == nil {
		return context.Background()
	}
	return d.ctx
}

// Stopped reports whether the pass that runs now has used up its time, or the whole
// reading was given up.
func (d *Doc) Stopped() bool { return d.ctx != nil && d.ctx.Err() != nil }

// StopAt tells that what stands from a byte offset on was not read in time. Of several
// passes, the gap begins at the first that stopped.
func (d *Doc) StopAt(off int) {
	for i := range d.Gaps {
		if g := &d.Gaps[i]; g.Why == TimeBudget {
			g.Start = min(g.Start, off)
			return
		}
	}
	d.Gaps = append(d.Gaps, article.Gap{Span: article.Span{Start: off, End: len(d.Text)}, Why: TimeBudget})
}

// KeepTokens leaves out all tokens from n on, with the sentences and quotations of
// them; what runs past them ends there. Later layers must not be filled yet.
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

// partsBefore is what lies before a byte offset.
func partsBefore(parts []article.Span, end int) []article.Span {
	for i := range parts {
		if parts[i].Start >= end {
			return parts[:i]
		}
		parts[i].End = min(parts[i].End, end)
	}
	return parts
}

// TimeBudget is why a part of an article was not read that there was no time for.
const TimeBudget = "time budget"
