package attribution

// nounRules proposes for a noun that attributes: "Biden's remark that …", "the
// government's decision to …", "attacks on …", "a statement that …".
func (r *reading) nounRules(l *line, n int, c *Cue) {
	f := c.entry.frames
	next := r.class(l, c.end)
	source := r.ownerBefore(l, c)
	owned := source[1] > source[0]
	if owned && r.form(l, source[0]-1) == "in" && c.entry.frames&takesOwner != 0 && r.inWords(l, n, c, source) {
		return
	}
	var content [2]int
	switch {
	case f&takesThat != 0 && next&thatWord != 0 && r.thatClause(l, c.end):
		content = [2]int{c.end, r.clauseEnd(l, c.end, c)}
	case f&takesTo != 0 && next&toWord != 0 && r.infinitive(l, c.end):
		content = [2]int{c.end, r.objectEnd(l, c.end+1, c)}
	case owned && c.takesPreposition(r.form(l, c.end)):
		content = [2]int{c.end + 1, r.objectEnd(l, c.end+1, c)}
		c.end++
	default:
		return
	}
	if !owned {
		return // "a claim that …": right less than one time in six
	}
	r.propose(ownedNoun, n, source, c.items(), content)
}

// inWords proposes for "In X's words, …", "…, in X's opinion".
func (r *reading) inWords(l *line, n int, c *Cue, source [2]int) bool {
	switch c.entry.lemma {
	case "word", "view", "opinion", "estimate", "assessment", "judgment", "judgement", "telling", "account":
	default:
		return false
	}
	in := source[0] - 1
	switch {
	case r.leadIn(l, in) >= 0 && r.is(l, c.end, comma) && c.end+1 < l.end:
		r.propose(inHisWords, n, source, c.items(), [2]int{c.end + 1, r.clauseEnd(l, c.end+1, c)})
	case r.is(l, in-1, comma) && r.tagEnds(l, c.end):
		first := r.clauseStart(l, in-1)
		if !r.isClause(l, first, in-1) {
			return false
		}
		r.propose(inHisWords, n, source, c.items(), [2]int{first, in - 1})
	default:
		return false
	}
	return true
}

// ownerBefore is the possessor of a noun cue, as a source: "Biden's recent remark",
// "his claim". Empty where there is none.
func (r *reading) ownerBefore(l *line, c *Cue) [2]int {
	i := c.at - 1
	for i > l.first && r.is(l, i, adjective|noun|number) && !r.is(l, i, owner|possessive) {
		i--
	}
	switch {
	case r.is(l, i, owner) && r.is(l, i-1, noun):
		first, ok := r.groupStart(l, i)
		if !ok {
			return [2]int{}
		}
		return [2]int{first, i}
	case r.is(l, i, possessive):
		return [2]int{i, i + 1}
	}
	return [2]int{}
}
