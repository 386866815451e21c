package attribution

import "readout/doc"

// undecided reports whether a clause says that something is open: "no decision has been
// made", "has yet to be agreed", "it is too early to say", "needs to be clarified".
func (r sense) undecided(s doc.Range) bool {
	negated := false
	for k := s.First; k < min(s.End, s.First+farthest); k++ {
		if k > s.First && r.ends(k) && r.endsClause(k) {
			return false
		}
		if r.is(k, openNegation) {
			negated = true
			if r.d.LowerForm(k) == "no" && k+1 < s.End && r.is(k+1, opening) {
				return true
			}
		}
		if r.openAt(k, s, negated) {
			return true
		}
	}
	return false
}

// openAt reports whether the word at token k says that something is open.
func (r sense) openAt(k int, s doc.Range, negated bool) bool {
	before := func(n int, c class) bool { return k-n >= s.First && r.is(k-n, c) }
	form := r.d.LowerForm(k)
	switch {
	case form == "too":
		return k+2 < s.End && r.is(k+1, soon) && r.d.LowerForm(k+2) == "to"
	case form == "premature":
		return true
	case r.is(k, decided) && before(1, beForm) && k-2 >= s.First && r.d.LowerForm(k-2) == "to":
		return !before(3, stateVerb) // needs to be agreed; "is to be agreed" is a plan
	case r.is(k, decided) && negated && before(1, notYet):
		return true
	case form == "open":
		return before(1, remaining)
	}
	return r.is(k, openState) && before(1, stateVerb)
}

// declines reports whether a clause says that its speaker does not comment.
func (r sense) declines(s doc.Range) bool {
	for k := s.First; k+1 < min(s.End, s.First+farthest); k++ {
		switch {
		case r.is(k, openNegation) && r.is(k+1, commentWord):
			return true
		case r.d.LowerForm(k) == "too" && k+3 < s.End && r.is(k+1, soon) && r.d.LowerForm(k+2) == "to":
			return r.is(k+3, reply)
		case r.d.Form(k) == "." || r.d.Form(k) == ";" || r.d.Form(k) == ":":
			return false
		}
	}
	return false
}
