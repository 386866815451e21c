package attribution

import (
	"slices"

	"readout/doc"
)

// Words of decisions, as participles and as nouns: what is not decided is neither
// so nor not so.
var (
	decisions = wordSet("decided agreed determined clarified specified finalised finalized settled fixed chosen picked confirmed resolved set defined")
	openings  = wordSet("decision decisions clarity agreement consensus")
	openState = wordSet("unclear undecided unresolved unsettled uncertain")
)

// undecided tells whether the clause that starts at token i says that something is
// open: "no decision has been made", "has yet to be agreed", "it is too early to
// say", "needs to be clarified".
func (r *reading) undecided(i, end int) bool {
	d := r.d
	is := func(k int, words ...string) bool {
		return k >= i && k < end && slices.Contains(words, d.LowerForm(k))
	}
	negated := false
	for k := i; k < min(end, i+farthest); k++ {
		form := d.LowerForm(k)
		switch {
		case k > i && r.endsClause(k) && d.Tokens[k].Kind == doc.PunctToken:
			return false
		case is(k, "not", "n't", "n’t", "yet", "nothing"), is(k, "no"):
			negated = true
			if is(k, "no") && k+1 < end && openings[d.LowerForm(k+1)] {
				return true
			}
		case form == "too" && is(k+1, "early", "soon") && is(k+2, "to"), form == "premature":
			return true
		case decisions[form] && is(k-1, "be") && is(k-2, "to"):
			return !is(k-3, "is", "are") // needs to be agreed; "is to be agreed" is a plan
		case decisions[form] && negated && is(k-1, "been", "yet", "be", "not", "n't", "n’t"):
			return true
		case form == "open" && is(k-1, "remains", "remain", "remained", "still"):
			return true
		case openState[form] && is(k-1, "is", "are", "was", "were", "remains", "remain", "remained", "still"):
			return true
		}
	}
	return false
}

// declines tells whether the clause that starts at token i says that its speaker
// does not comment.
func (r *reading) declines(i, end int) bool {
	d := r.d
	for k := i; k+1 < min(end, i+farthest); k++ {
		switch d.LowerForm(k) {
		case "not", "n't", "n’t", "never":
			if d.LowerForm(k+1) == "comment" || d.LowerForm(k+1) == "commenting" {
				return true
			}
		case "no":
			if d.LowerForm(k+1) == "comment" || k+2 < end && d.LowerForm(k+1) == "further" && d.LowerForm(k+2) == "comment" {
				return true
			}
		case "too":
			if r.tooEarlyToSay(k, end) {
				return true
			}
		case ".", ";", ":":
			return false
		}
	}
	return false
}

// tooEarlyToSay tells "too early to say", "too soon to speak about that".
func (r *reading) tooEarlyToSay(k, end int) bool {
	if k+3 >= end || r.d.LowerForm(k+2) != "to" {
		return false
	}
	switch r.d.LowerForm(k + 1) {
	case "early", "soon":
		return replies[r.d.LowerForm(k+3)] || r.d.LowerForm(k+3) == "tell" || r.d.LowerForm(k+3) == "judge"
	}
	return false
}
