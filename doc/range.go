package doc

import (
	"cmp"
	"slices"

	"readout/article"
)

// Range is a half-open range of tokens, [First, End). For ranges of bytes, see article.Span.
type Range struct{ First, End int }

// Empty reports whether the range contains no tokens.
func (r Range) Empty() bool { return r.First >= r.End }

// Contains reports whether all of o lies in the range.
func (r Range) Contains(o Range) bool { return r.First <= o.First && o.End <= r.End }

// Overlaps reports whether the ranges have a token in common.
func (r Range) Overlaps(o Range) bool { return r.First < o.End && o.First < r.End }

// Overlapping returns those of some ranges, which are in text order and apart, that have a token in
// common with r.
func Overlapping(list []Range, r Range) []Range {
	first, _ := slices.BinarySearchFunc(list, r, func(x, r Range) int { return cmp.Compare(x.End, r.First+1) })
	end := first
	for end < len(list) && !r.Empty() && list[end].Overlaps(r) {
		end++
	}
	return list[first:end]
}

// Bytes returns the span of a range, like SpanOf. The range must not be empty.
func (d *Doc) Bytes(r Range) article.Span { return d.SpanOf(r.First, r.End) }
