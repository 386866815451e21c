// Package score compares what was found with what people marked.
//
// In come gold annotations in the formats their corpora have, and what a reading
// found; out go counts, and from them the figures each field defines. It refuses
// gold that does not fit its own text.
//
// The one idea: every figure is made of counts that add up over articles, so that
// a figure for a set is the figure of the sum, and a bootstrap only draws articles
// again.
package score
