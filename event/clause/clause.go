// Package clause finds the subordinate clause that a word stands in.
//
// In come a document's words with their trees; out goes which tokens are of the clause. It refuses
// to guess: in a main clause there is none, and without a tree only a word that opens a clause with
// a verb in the past behind it makes one.
//
// The one idea: a clause that hangs on a word of the report explains it, and tells of something
// earlier: "their first meeting since Berg met Silva in Oslo".
package clause

import (
	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Clause is a subordinate clause.
type Clause struct {
	x    phrase.Text
	root int // its head, or -1 where nothing is parsed
	span doc.Range
}

// At is the innermost subordinate clause that token t stands in; ok is false in a main clause.
// Where nothing is parsed, it goes from the word that opens it to the next comma or the end of
// the sentence.
func At(x phrase.Text, t int) (c Clause, ok bool) {
	if root := rootOf(x, t); root >= 0 {
		return Clause{x: x, root: root}, true
	}
	s := x.Sentences[x.SentenceOf(t)]
	if parsed(x, s.FirstToken, s.EndToken) {
		return Clause{}, false
	}
	from := t
	for from >= s.FirstToken && !x.Is(from, words.Back) {
		if parts(x.Form(from)) {
			return Clause{}, false
		}
		from--
	}
	if from <= s.FirstToken || from < t-longest || !finite(x, from, s.EndToken) {
		return Clause{}, false
	}
	end := t
	for end < s.EndToken && !parts(x.Form(end)) {
		end++
	}
	return Clause{x: x, root: -1, span: doc.Range{First: from, End: end}}, true
}

// Holds reports whether token t stands in the clause.
func (c Clause) Holds(t int) bool {
	if c.root < 0 {
		return t >= c.span.First && t < c.span.End
	}
	for range len(c.x.Words) {
		if t == c.root {
			return true
		}
		if c.x.Words[t].Head < 0 {
			return false
		}
		t = int(c.x.Words[t].Head)
	}
	return false
}

// longest bounds the words from the opening of a clause that is told by its words alone.
const longest = 25

// rootOf is the head of the innermost subordinate clause that token t stands in, or -1 where that
// is a main clause or nothing is parsed.
func rootOf(x phrase.Text, t int) int {
	for range len(x.Words) {
		switch w := &x.Words[t]; {
		case w.Rel == doc.Advcl, w.Rel == doc.Acl, w.Rel == doc.AclRelcl, w.Rel == doc.AdvclRelcl:
			return t
		case w.Head < 0:
			return -1
		default:
			t = int(w.Head)
		}
	}
	return -1
}

// parts reports whether a mark parts clauses.
func parts(form string) bool { return form == "," || form == ";" || form == "—" }

// parsed reports whether tokens [first, end) have a tree.
func parsed(x phrase.Text, first, end int) bool {
	for t := first; t < end; t++ {
		if x.Words[t].Head >= 0 {
			return true
		}
	}
	return false
}

// finite reports whether a verb in the past stands near token from.
func finite(x phrase.Text, from, end int) bool {
	for t := from + 1; t < end && x.Form(t) != ","; t++ {
		if x.Words[t].XPOS == doc.XVBD {
			return true
		}
	}
	return false
}
