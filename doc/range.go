package doc

import "readout/article"

// Range is a half-open range of tokens, [First, End). For ranges of bytes, see article.Span.
type Range struct{ First, End int }

// Empty reports whether the range contains no tokens.
func (r Range) Empty() bool { return r.First >= r.End }

// Contains reports whether all of o lies in the range.
func (r Range) Contains(o Range) bool { return r.First <= o.First && o.End <= r.End }

// Overlaps reports whether the ranges have a token in common.
func (r Range) Overlaps(o Range) bool { return r.First < o.End && o.First < r.End }

// Bytes returns the span of a range, like SpanOf. The range must not be empty.
func (d *Doc) Bytes(r Range) article.Span { return d.SpanOf(r.First, r.End) }
