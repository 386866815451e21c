// Package encoder gives each token of an article a vector that tells what it means
// there: a small pretrained network (BERT's kind), with the word's shape, its place
// in quotation marks and its place in the block as further inputs.
//
// In come the layers Tokens and Quotes of a doc.Doc; out go float32 vectors that
// heads in other packages read. It refuses weight files that are damaged or foreign.
//
// The one idea: an article is cut into windows whose cores follow one another, and
// all arithmetic is integer or float32 in one fixed order, so that every processor
// gives the same bits.
package encoder
