// Package syntax says what each token is: its tags and its lemma, and, for those
// who ask, its place in the sentence's dependency tree (Universal Dependencies 2).
//
// In come tokens and the encoder's vectors; out go Tags, and Trees. It refuses
// weights whose heads do not fit their labels, and no text: every token gets a tag,
// and every sentence a tree with one root and no cycle.
//
// The one idea: tags, arcs and relations are scored by heads on the vectors; what
// may stand together is a table, and the best tree is a search.
package syntax
