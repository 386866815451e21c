package attribution

// passiveRules proposes for cues without a subject that speaks: "it was announced
// that", "the talks are expected to", "was criticised by X", "asked whether".
func (r *reading) passiveRules(l *line, n int, c *Cue, right complement) {
	f := c.entry.frames
	source, by := r.agent(l, c)
	if c.mood == passiveMood && f&takesPassive != 0 && r.is(l, c.end, toWord) && r.infinitive(l, c.end) {
		first, end, ok := r.subjectBefore(l, c.first)
		if !ok {
			return
		}
		r.propose(expectedTo, n, source, c.items(), [2]int{first, end}, [2]int{c.end, r.objectEnd(l, c.end+1, c)})
		return
	}
	switch right.kind {
	case takesThat, takesWhether, takesQuote:
		r.propose(right.rule(c), n, source, c.items(), [2]int{right.first, right.end})
		return
	case takesTo, takesObject, takesObjectTo:
		if c.entry.act == "ask" && !by {
			r.propose(right.rule(c), n, source, c.items(), [2]int{right.first, right.end})
			return
		}
	}
	if by && f&takesObject != 0 {
		if c.mood == passiveMood {
			if first, end, ok := r.subjectBefore(l, c.first); ok {
				r.propose(criticisedBy, n, source, c.items(), [2]int{first, end})
			}
		}
	}
}

// agent is the "by" phrase that follows a passive cue.
func (r *reading) agent(l *line, c *Cue) (source [2]int, ok bool) {
	if r.form(l, c.end) != "by" {
		return source, false
	}
	first, end, ok := r.subjectAfter(l, c.end+1)
	return [2]int{first, end}, ok
}

// relativeContent proposes for a cue set inside a relative or free relative clause:
// "a rise, which X said would be the lowest", "what she called a rant", "the deal,
// which Y called a gift".
func (r *reading) relativeContent(l *line, n int, c *Cue, source [2]int, right complement) bool {
	i := source[0] - 1
	if !r.isForm(l, i, "which", "that", "what", "who", "whom") || c.mood != finiteMood {
		return false
	}
	if r.is(l, c.end, finite) && c.entry.frames&takesClause != 0 {
		r.propose(whichSaid, n, source, c.items(), [2]int{i, i + 1}, [2]int{c.end, min(r.clauseEnd(l, c.end, c), r.relativeEnd(l, c.end))})
		return true
	}
	if r.form(l, i) == "what" && (right.kind == takesObject || right.kind == takesBare || right.kind == takesQuote && right.first == c.end) {
		r.propose(whatCalled, n, source, c.items(), [2]int{i, i + 1}, [2]int{right.first, r.objectEnd(l, right.first, c)})
		return true
	}
	if right.kind == takesObject && r.form(l, i) == "which" {
		r.propose(whichSaid, n, source, c.items(), [2]int{i, i + 1}, [2]int{right.first, right.end})
		return true
	}
	return false
}

// seems proposes for "the talks seem to …", "it appears that …": the reporter's own
// impression, without a source.
func (r *reading) seems(l *line, n int, c *Cue, source [2]int, right complement) {
	switch {
	case right.kind == takesThat:
		r.propose(seemsTo, n, [2]int{}, c.items(), [2]int{right.first, right.end})
	case right.kind == takesTo:
		r.propose(seemsTo, n, [2]int{}, c.items(), source, [2]int{right.first, right.end})
	}
}
