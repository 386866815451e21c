// Package score compares what a reading found with what annotators marked.
//
// It takes gold annotations in the formats of their corpora and the result of a reading, and
// returns counts and the usual figures of the field. It rejects gold that does not match its own
// text.
//
// The one idea: every figure is computed from counts that add up over articles, so the figure of
// a set is the figure of the sum, and a bootstrap only resamples articles.
package score
