// Package syntax adds to each token its tags and lemma and, on request, its place in the
// sentence's dependency tree (Universal Dependencies 2).
//
// The input is tokens and the encoder's vectors; the output is the Tags layer, and Trees. The
// package refuses weights whose heads do not match their labels, but no text: every token gets
// a tag, and every sentence a tree with one root and no cycle.
//
// The one idea: tags, arcs and relations are scored by heads on the vectors; a table says
// which tags are compatible, and a search finds the best tree.
package syntax
