// Package syntax says what each token is: its tags, its lemma and its place in
// the sentence's dependency tree (Universal Dependencies 2).
//
// In comes the Tokens layer; out go Tags, and Trees from the learned parser. It
// refuses weights that were not trained by it, and no text: every token gets a
// tag, and every sentence a tree with one root and no cycle.
//
// The one idea: a token's features are hashed once, to integers; everything after
// is adding up rows of small numbers found under combinations of them.
package syntax
