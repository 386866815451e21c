package act

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
)

// undecided reports whether a clause says that something is open: "no decision has been made",
// "has yet to be agreed", "it is too early to say", "needs to be clarified".
func (r sense) undecided(s doc.Range) bool {
	negated := false
	for k := s.First; k < min(s.End, s.First+phrase.Farthest); k++ {
		if k > s.First && r.IsMark(k) && r.EndsClause(k) {
			return false
		}
		if r.Is(k, lexicon.OpenNegation) {
			negated = true
			if r.LowerForm(k) == "no" && k+1 < s.End && r.Is(k+1, lexicon.Opening) {
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
	before := func(n int, c lexicon.Class) bool { return k-n >= s.First && r.Is(k-n, c) }
	form := r.LowerForm(k)
	switch {
	case form == "too":
		return k+2 < s.End && r.Is(k+1, lexicon.Soon) && r.LowerForm(k+2) == "to"
	case form == "premature":
		return true
	case r.Is(k, lexicon.Decided) && before(1, lexicon.BeForm) && k-2 >= s.First && r.LowerForm(k-2) == "to":
		return !before(3, lexicon.StateVerb) // needs to be agreed; "is to be agreed" is a plan
	case r.Is(k, lexicon.Decided) && negated && before(1, lexicon.NotYet):
		return true
	case form == "open":
		return before(1, lexicon.Remaining)
	}
	return r.Is(k, lexicon.OpenState) && before(1, lexicon.StateVerb)
}

// declines reports whether a clause says that its speaker does not comment.
func (r sense) declines(s doc.Range) bool {
	for k := s.First; k+1 < min(s.End, s.First+phrase.Farthest); k++ {
		switch {
		case r.Is(k, lexicon.OpenNegation) && r.Is(k+1, lexicon.CommentWord):
			return true
		case r.LowerForm(k) == "too" && k+3 < s.End && r.Is(k+1, lexicon.Soon) && r.LowerForm(k+2) == "to":
			return r.Is(k+3, lexicon.Reply)
		case r.Form(k) == "." || r.Form(k) == ";" || r.Form(k) == ":":
			return false
		}
	}
	return false
}
