package attribution

import (
	"readout/article"
	"readout/doc"
)

// papers are what somebody says something in, and what may speak for them afterwards.
var papers = map[string]bool{"statement": true, "release": true, "communique": true, "communiqué": true, "letter": true, "message": true, "declaration": true,
	"decree": true, "memo": true, "memorandum": true, "decision": true, "ruling": true, "post": true, "email": true, "note": true}

// papersBack bounds how many statements back the one that names a paper may be.
const papersBack = 8

// linkPapers gives what a paper says the speaker who said something in it before:
// "… the press service said in a statement. "…," the statement reads."
//
// Source: ours; only a paper of the same name, and only with "the" before it.
func (r *reading) linkPapers() {
	d := r.d
	for i := range d.Statements {
		s := &d.Statements[i]
		if len(s.Speakers) > 0 || len(s.Source) != 1 {
			continue
		}
		first, end := d.TokensIn(s.Source[0])
		if end-first != 2 || d.LowerForm(first) != "the" || !papers[d.LowerForm(first+1)] {
			continue
		}
		for j := i - 1; j >= 0 && j >= i-papersBack; j-- {
			if b := &d.Statements[j]; len(b.Speakers) > 0 && r.saidIn(b, d.LowerForm(first+1)) {
				s.Speakers = append([]int(nil), b.Speakers...)
				break
			}
		}
	}
}

// saidIn tells whether a statement was made "in a" paper: in its cue, or right
// behind it.
func (r *reading) saidIn(s *doc.Statement, paper string) bool {
	d := r.d
	first, end := d.TokensIn(article.Span{Start: s.Cue[0].Start, End: s.Cue[len(s.Cue)-1].End})
	for i := first; i < min(end+4, len(d.Tokens)); i++ {
		if d.LowerForm(i) == paper && i >= first+2 && (d.LowerForm(i-2) == "in" || i >= 3 && d.LowerForm(i-3) == "in") {
			return d.SentenceOf(i) == d.SentenceOf(first)
		}
	}
	return false
}
