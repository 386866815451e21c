package rules

import (
	"readout/doc"
	"readout/record"
)

const held = record.Held

// statusAt is the status that the clause around token i gives to what i names, ""
// where the clause says nothing of it.
//
// Source: the table in docs/guide/status.md. The order is that of strength: words
// that name a status come before verbs that imply one, and those before tense.
func (r *reading) statusAt(i int) string {
	c := r.clauseOf(i)
	if c.goesOn > 0 {
		c = r.clauses[c.goesOn]
	}
	for _, rule := range statusRules {
		if s := rule(r, c); s != "" {
			return r.unlessDenied(c, s)
		}
	}
	return r.tense(c, i)
}

var statusRules = [...]func(*reading, clause) string{(*reading).declined, (*reading).abandoned, (*reading).undecided, (*reading).doubted,
	(*reading).unplanned, (*reading).ruledOut, (*reading).likely, (*reading).possible, (*reading).planned}

// unlessDenied turns a calling off round that the words before its clause deny, and
// leaves one out that they only ask about: "denied that the summit was put off",
// "asked about reports that it had been cancelled".
func (r *reading) unlessDenied(c clause, status string) string {
	first := r.d.Sentences[r.d.Tokens[c.first].Sentence].FirstToken
	if status != record.Postponed && status != record.Cancelled || c.first == first {
		return status
	}
	before := r.clauseOf(c.first - 1)
	switch {
	case r.has(before, denial) >= 0:
		return record.Planned
	case r.has(before, hearsay) >= 0 || r.is(c.first, "whether", "if"):
		return ""
	}
	return status
}

// negated is the first negation of a clause, or -1. "No" before a comma answers a
// question and counts too: what it answers is what the clause goes on to say.
func (r *reading) negated(c clause) int { return r.has(c, negation) }

// declined: "declined to say", "refused to comment", "no comment".
func (r *reading) declined(c clause) string {
	if c.words&refusal == 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		if r.isA(i, refusal) && r.is(i+1, "to") &&
			r.is(i+2, "say", "comment", "name", "specify", "confirm", "disclose", "elaborate", "give", "answer", "reveal") {
			return record.Declined
		}
	}
	return ""
}

// abandoned: "has been cancelled", "was called off", "was put off", "postponed".
func (r *reading) abandoned(c clause) string {
	if c.words&(calledOff|putOff|offVerb) == 0 || c.words&negation != 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		switch {
		case r.isA(i, calledOff), r.is(i, "called") && r.is(i+1, "off"):
			return record.Cancelled
		case r.isA(i, putOff), r.is(i, "put") && r.is(i+1, "off"):
			return record.Postponed
		}
	}
	return ""
}

// undecided: "needs to be clarified", "has yet to be agreed", "no decision",
// "too early to say", "remains open".
func (r *reading) undecided(c clause) string {
	const marks = openVerb | openNoun | openSign
	if c.words&marks == 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		if !r.isA(i, marks) {
			continue
		}
		form := r.d.LowerForm(i)
		switch {
		case r.isA(i, openVerb) && (r.is(i-1, "be") && r.is(i-2, "to") || r.is(i-2, "be") && r.is(i-3, "to")) && !r.is(i-3, "is", "are"):
			return record.Undecided // needs to be agreed, yet to be agreed
		case r.isA(i, openVerb) && r.is(i-1, "be") && r.is(i-2, "will") && form != "discussed" && form != "announced":
			return record.Undecided // will be agreed: it is not yet
		case r.isA(i, openVerb) && r.negationBefore(i, c) && form != "planned" && form != "discussed" && form != "considered":
			return record.Undecided // has not been decided
		case r.isA(i, openNoun) && (r.is(i-1, "no", "any") || r.is(i-2, "no")) && (r.negated(c) >= 0):
			return record.Undecided
		case r.is(i, "too") && r.is(i+1, "early", "soon") && r.is(i+2, "to"), form == "premature":
			return record.Undecided
		case (form == "remains" || form == "remain" || form == "remained") && r.is(i+1, "open", "unclear", "undecided", "unresolved", "unsettled"):
			return record.Undecided
		case form == "undecided", form == "unclear":
			return record.Undecided
		}
	}
	return ""
}

// negationBefore tells whether a negation stands up to four tokens before i.
func (r *reading) negationBefore(i int, c clause) bool {
	for j := max(c.first, i-4); j < i; j++ {
		if r.isA(j, negation) {
			return true
		}
	}
	return false
}

// doubted: "unlikely", "does not expect", "no great expectations", "would not count on".
func (r *reading) doubted(c clause) string {
	if i := r.has(c, doubt); i >= 0 && !(r.is(i, "doubt", "doubts") && r.is(i-1, "no")) {
		return record.Doubted
	}
	n := r.negated(c)
	if n < 0 {
		return ""
	}
	for i := n; i < c.end; i++ {
		switch r.lemma(i) {
		case "expect", "anticipate", "expectation", "believe", "think", "hope":
			return record.Doubted
		}
		if r.is(i, "expected", "expecting", "anticipating", "expectations", "expects") {
			return record.Doubted
		}
	}
	return ""
}

// unplanned: "is not being planned", "no plans to", "not on the agenda".
func (r *reading) unplanned(c clause) string {
	n := r.negated(c)
	if n < 0 {
		return ""
	}
	for i := n; i < c.end; i++ {
		if r.isA(i, planWord) || r.is(i, "agenda") {
			return record.NotPlanned
		}
	}
	return ""
}

// ruledOut: "will not", "won't", "is not going to", "not to raise", "ruled out".
// What is not ruled out is possible.
func (r *reading) ruledOut(c clause) string {
	if c.words&(exclusion|negation) == 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		if r.isA(i, exclusion) && (r.is(i+1, "out") || r.lowerOr(i)[0] == 'e') {
			if r.negationBefore(i, c) {
				return record.Possible
			}
			return record.RuledOut
		}
		if !r.isA(i, negation) {
			continue
		}
		switch {
		case r.isA(i-1, futureVerb), r.is(i-1, "wo", "ca"), r.is(i+1, "to"), r.is(i+1, "going", "raising", "bringing"):
			return record.RuledOut
		case r.is(i, "no") && r.futureAfter(c.first, c), r.is(i, "never") && r.futureAfter(c.first, c):
			return record.RuledOut
		}
	}
	return ""
}

func (r *reading) futureAfter(i int, c clause) bool {
	if c.words&futureVerb == 0 {
		return false
	}
	for j := i; j < c.end; j++ {
		if r.isA(j, futureVerb) {
			return true
		}
	}
	return false
}

// likely: "is expected to", "probably", "is likely to".
func (r *reading) likely(c clause) string {
	if r.has(c, likelyWord) >= 0 {
		return record.Likely
	}
	if i := r.has(c, ready); i >= 0 && r.is(i+1, "for") {
		return record.Likely
	}
	return ""
}

// possible: "may", "might", "is being discussed", "is not ruled out".
func (r *reading) possible(c clause) string {
	if c.words&(possibleWord|openVerb|wish) == 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		form := r.d.LowerForm(i)
		if r.isA(i, possibleWord) && !(form == "may" && r.timeAt[i] >= 0) {
			return record.Possible
		}
		if r.isA(i, wish) && r.is(i+1, "like", "to") && (form != "would" || r.is(i+2, "to")) {
			return record.Possible // a wish is no plan
		}
		if (form == "discussed" || form == "considered") && r.is(i-1, "being") {
			return record.Possible
		}
	}
	return ""
}

// planned: "will", "is set to", "is due", "to take place", "upcoming".
func (r *reading) planned(c clause) string {
	if c.words&(plannedWord|infinitive) == 0 {
		return ""
	}
	for i := c.first; i < c.end; i++ {
		form := r.d.LowerForm(i)
		switch {
		case form == "set":
			if r.is(i+1, "to", "for") {
				return record.Planned
			}
		case r.isA(i, plannedWord):
			return record.Planned
		case form == "to" && i+1 < c.end && (r.is(i-1, "is", "are", "was", "were") || r.headlineInfinitive(i)) && r.upos(i+1) != doc.DET && r.entityAt[i+1] < 0:
			return record.Planned
		}
	}
	return ""
}

// headlineInfinitive tells whether "to" at i is a headline's future: "Leaders to
// meet in Lausen". Only headlines and decks leave the auxiliary out.
func (r *reading) headlineInfinitive(i int) bool {
	kind := r.d.BlockOf(r.d.SentenceOf(i)).Kind
	if kind != "headline" && kind != "deck" {
		return false
	}
	c := r.clauseOf(i)
	for j := c.first; j < i; j++ {
		if r.upos(j) == doc.VERB || r.upos(j) == doc.AUX {
			return false
		}
	}
	return i > 0 && (r.entityAt[i-1] >= 0 || r.upos(i-1) == doc.NOUN || r.upos(i-1) == doc.PROPN)
}

// tense: a finite past verb of the clause says that it was held.
func (r *reading) tense(c clause, i int) string {
	if r.isA(i, verbTrigger) && (r.xpos(i) == doc.XVBD || r.is(i, "met", "visited", "travelled", "traveled")) {
		return record.Held
	}
	if x := r.xpos(i + 1); x == doc.XVBD && r.lemma(i+1) != "be" && r.lemma(i+1) != "have" {
		if first := r.groupStart(i); r.verbless(c.first, first) && r.upos(first-1) != doc.ADP {
			return record.Held // "the talks lasted two hours"
		}
	}
	if c.words&happened == 0 {
		return ""
	}
	for j := c.first; j < c.end; j++ {
		if !r.isA(j, happened) {
			continue
		}
		if r.is(j, "took") && r.is(j+1, "place", "part") || r.is(j, "held") && (r.is(j-1, "was", "were", "been") || r.xpos(j) == doc.XVBD) {
			return record.Held
		}
		if r.is(j, "ended", "concluded", "discussed", "agreed") && r.xpos(j) == doc.XVBD {
			return record.Held
		}
	}
	return ""
}

func (r *reading) xpos(i int) doc.XPOS {
	if i < 0 || i >= len(r.d.Words) {
		return doc.NoXPOS
	}
	return r.d.Words[i].XPOS
}
