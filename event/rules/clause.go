package rules

import "readout/doc"

// clause is a stretch of one sentence with one predicate, as far as words and
// marks show it: it is where one status holds.
// words are the lists that any of its tokens stands in.
//
// A clause that an aside interrupts goes on behind it: "his visit, | which had been
// planned for May, | has been put off". goesOn is that part's index, 0 for none.
type clause struct {
	first, end int
	words      class
	goesOn     int32
}

// splitClauses cuts every sentence at semicolons, colons, dashes, quotation
// borders and the words that open a new finite clause.
func (r *reading) splitClauses() {
	for _, s := range r.d.Sentences {
		first := s.FirstToken
		for i := s.FirstToken; i < s.EndToken; i++ {
			if i == first {
				continue
			}
			resumes := r.resumes(i, first, s)
			if resumes || r.opensClause(i, first, s) {
				r.addClause(first, i)
				first = i
			}
			if n := len(r.clauses); resumes && n >= 2 {
				r.clauses[n-2].goesOn = int32(n)
			}
		}
		r.addClause(first, s.EndToken)
	}
}

func (r *reading) addClause(first, end int) {
	if first == end {
		return
	}
	c := clause{first: first, end: end}
	for i := first; i < end; i++ {
		r.clauseAt[i] = int32(len(r.clauses))
		c.words |= r.classes[i]
	}
	r.clauses = append(r.clauses, c)
}

// resumes tells whether token i takes up again what an aside interrupted, which
// began at first: a finite verb right behind the comma that ends it.
func (r *reading) resumes(i, first int, s doc.Sentence) bool {
	return r.is(i-1, ",") && r.upos(i) == doc.AUX && r.is(first, "which", "who") && first > s.FirstToken && r.is(first-1, ",")
}

// opensClause tells whether a new clause begins at token i, where the clause before
// began at first. "And" begins one only where a subject or a modal follows: "needs to
// be agreed and it will be …".
func (r *reading) opensClause(i, first int, s doc.Sentence) bool {
	if r.statement[i] != r.statement[i-1] {
		return true
	}
	switch r.d.LowerForm(i) {
	case ";", ":", "—", "–", "--", "but", "although", "though", "while", "whereas", "because", "if", "whether", "unless", "until":
		return true
	case "that":
		return r.upos(i) == doc.SCONJ || r.is(i-1, ",") || r.upos(i-1) == doc.VERB
	case "when", "which", "who", "whom", "whose":
		return true
	case "where":
		return true
	case "and", "or":
		return i+2 < s.EndToken && (r.upos(i+1) == doc.PRON && r.finite(i+2) || r.subjectAt(i+1, s) && !r.verbless(first, i) ||
			r.upos(i+1) == doc.AUX || r.is(i+1, "will", "would", "may", "might", "could", "should"))
	}
	return false
}

// subjectAt tells whether a name stands at token i with a finite verb behind it.
func (r *reading) subjectAt(i int, s doc.Sentence) bool {
	if r.entityAt[i] < 0 || r.timeAt[i] >= 0 {
		return false
	}
	end := r.d.Mentions[r.entityAt[i]].EndToken
	return end < s.EndToken && r.upos(end) == doc.AUX
}

// finite tells whether token i can head a finite verb group.
func (r *reading) finite(i int) bool {
	return r.upos(i) == doc.AUX || r.upos(i) == doc.VERB || r.is(i, "will", "would", "may", "might", "could", "should", "is", "are", "was", "were")
}

// clauseOf is the clause token i stands in.
func (r *reading) clauseOf(i int) clause { return r.clauses[r.clauseAt[i]] }

// hasWithin tells whether a word of a list stands in tokens [first, end).
func (r *reading) hasWithin(first, end int, list class) bool {
	for i := first; i < end; i++ {
		if r.isA(i, list) {
			return true
		}
	}
	return false
}

// has is the first token of a clause that stands in a word list, or -1.
func (r *reading) has(c clause, list class) int {
	if c.words&list == 0 {
		return -1
	}
	for i := c.first; i < c.end; i++ {
		if r.classes[i]&list != 0 {
			return i
		}
	}
	return -1
}
