package attribution

// verbRules proposes the attribution of a verb or an adjective: first where its
// source stands, then where its content stands, then the pair.
func (r *reading) verbRules(l *line, n int, c *Cue) {
	right := r.contentAfter(l, c)
	switch c.mood {
	case finiteMood:
		r.finiteRules(l, n, c, right)
	case gerundMood, infinitiveMood:
		if right.kind != 0 && !r.setsScene(l, c, right) {
			source := r.borrowedSource(l, n, c)
			if source[1] == 0 {
				return // "it is hard to imagine …": nobody's
			}
			r.propose(right.rule(c), n, source, c.items(), [2]int{right.first, right.end})
		}
	case passiveMood, participleMood:
		r.passiveRules(l, n, c, right)
	}
}

func (c *Cue) items() [2]int { return [2]int{c.first, c.end} }

// finiteRules proposes for "X said …", "…, X said" and "…, said X".
func (r *reading) finiteRules(l *line, n int, c *Cue, right complement) {
	first, end, ok := r.subjectBefore(l, c.first)
	if ok && r.isQuote(l, first) && r.quoteIsSpeech(l, first) {
		ok = false
	}
	if !ok {
		if r.inverted(l, n, c) {
			return
		}
		if r.coordinated(l, c) {
			if source := r.borrowedSource(l, n, c); right.kind != 0 && source[1] > 0 {
				r.propose(coordinatedCue, n, source, c.items(), [2]int{right.first, right.end})
			}
			return
		}
		return
	}
	source := [2]int{first, end}
	if c.entry.lemma == "seem" || c.entry.lemma == "appear" {
		r.seems(l, n, c, source, right)
		return
	}
	if right.kind == takesBare && end == first+1 && r.isForm(l, first, "who", "that", "which") && !r.is(l, first-1, comma) {
		if k := r.clauseVerb(l, right.first); k > 0 && r.speechVerb(l, k) {
			return // "officials who know the harbour said": the second verb is the main one
		}
	}
	if r.form(l, first) == "that" && end == first+1 {
		if head, ok := r.groupStart(l, first); ok {
			source[0] = head // "a group that backed X"
		}
	}
	if r.relativeContent(l, n, c, source, right) || r.asSaid(l, n, c, source) || r.contentBefore(l, n, c, source, right) || r.afterSentence(l, n, c, source, right) || right.kind == 0 {
		return
	}
	r.propose(right.rule(c), n, source, c.items(), [2]int{right.first, right.end})
}

// complement is the content to the right of a cue.
type complement struct {
	kind       frame
	first, end int // items
}

// rule is the rule that takes a complement.
func (k complement) rule(c *Cue) rule {
	if (c.mood == gerundMood || c.mood == infinitiveMood) && k.kind != takesObject && k.kind != takesTo {
		return adding
	}
	switch k.kind {
	case takesQuote:
		return saidQuote
	case takesThat:
		return saidThat
	case takesBare:
		return saidClause
	case takesWhether:
		return askedWhether
	case takesTo:
		return plansTo
	case takesObjectTo:
		return urgedTo
	}
	return saidObject
}

// contentAfter finds what a cue's right-hand side holds, stepping over hearers,
// dates, occasions and adverbs: "told reporters on Wednesday that", "said in a
// statement:".
func (r *reading) contentAfter(l *line, c *Cue) complement {
	w := walk{at: c.end}
	for w.at < l.end && w.at < c.end+farthest {
		if k, found := r.contentAt(l, c, w); found {
			return k
		}
		if !r.step(l, c, &w) {
			return complement{}
		}
	}
	return complement{}
}

// walk is a way to the right of a cue.
type walk struct {
	at    int  // the next item
	heard bool // the last step was over a hearer
	told  bool // some step was
}

// contentAt tells whether content starts where a walk stands, and what it is.
func (r *reading) contentAt(l *line, c *Cue, w walk) (k complement, found bool) {
	f, i := c.entry.frames, w.at
	at := r.class(l, i)
	close := i == c.end // nothing stands between cue and content
	switch {
	case r.isQuote(l, i) && f&takesClause != 0 && (close && f&takesObject == 0 || r.quoteIsSpeech(l, i)):
		return r.reported(l, c, takesQuote, i), true
	case r.form(l, i) == ":" && f&takesClause != 0:
		if at, ok := r.sourceColon(l); ok && at == i {
			return k, false // a headline's source, not what is said
		}
		return r.reported(l, c, takesQuote, i+1), true
	case at&comma != 0 && r.isQuote(l, i+1) && f&takesClause != 0 && r.quoteIsSpeech(l, i+1):
		return r.reported(l, c, takesQuote, i+1), true
	case at&thatWord != 0 && f&takesThat != 0 && r.thatClause(l, i):
		return r.reported(l, c, takesThat, i), true
	case at&questionWord != 0 && at&thatWord == 0 && f&takesWhether != 0 && r.whClause(l, i):
		return r.reported(l, c, takesWhether, i), true
	case at&toWord != 0 && (f&takesTo != 0 || w.heard && f&takesObjectTo != 0) && r.infinitive(l, i):
		return r.infinitival(l, c, i), true
	case at&(comma|dash) != 0 || r.timed(l, i):
		return k, false
	case f&takesBare != 0 && f&takesHearer == 0 && (close || r.timed(l, i-1) || r.is(l, i-1, adverb)) && r.bareClause(l, i),
		f&takesBare != 0 && w.told && r.bareClause(l, i):
		return r.reported(l, c, takesBare, i), true
	case !close || f&takesHearer != 0 && opensGroup(at):
		return k, false
	case f&takesObjectTo != 0 && r.objectTo(l, i):
		return r.infinitivalObject(l, c, i), true
	case f&takesObject != 0 && (opensGroup(at) || at&quoted != 0):
		return r.objectContent(l, c, i), true
	case c.takesPreposition(r.form(l, i)) && i+1 < l.end:
		c.end = i + 1
		return r.objectContent(l, c, i+1), true
	}
	return k, false
}

// opensGroup tells whether a class can open a noun group.
func opensGroup(at class) bool {
	return at&(determiner|possessive|object|noun|adjective|number) != 0
}

// step moves a walk over a date, an adverb, an aside, a hearer or a prepositional
// phrase; it reports whether there was one.
func (r *reading) step(l *line, c *Cue, w *walk) bool {
	i := w.at
	at := r.class(l, i)
	heard := false
	switch {
	case at&comma != 0, at&dash != 0 && r.is(l, i+1, preposition):
		w.at = max(i, r.shortAside(l, i))
	case r.timed(l, i), at&adverb != 0 && at&(determiner|noun|number) == 0:
		w.at = i + 1
	case c.entry.frames&takesHearer != 0 && !w.told && opensGroup(at):
		w.at = r.hearerEnd(l, i)
		heard = true
	case at&(preposition|toWord) != 0 && i+1 < l.end:
		w.at = r.prepEnd(l, i)
	}
	w.heard, w.told = heard, w.told || heard
	return w.at > i
}

// takesPreposition tells whether a cue takes its content behind a preposition:
// "worried about", "critical of".
func (c *Cue) takesPreposition(form string) bool {
	f := c.entry.frames
	switch form {
	case "of":
		return f&takesOf != 0
	case "on":
		return f&takesOn != 0
	case "for":
		return f&takesFor != 0
	case "about":
		return f&takesAbout != 0
	case "against":
		return f&takesAgainst != 0
	case "over":
		return f&takesOver != 0
	}
	return false
}

// setsScene tells a leading participle that only says what a statement is about:
// "Commenting on the talks, X said …".
func (r *reading) setsScene(l *line, c *Cue, right complement) bool {
	return c.mood == gerundMood && c.first == l.first && right.kind == takesObject && r.is(l, right.end, comma)
}

// speechVerb tells whether the finite verb at item k is a cue of speech.
func (r *reading) speechVerb(l *line, k int) bool {
	for _, f := range r.forms(k) {
		if f.entry.part == verbCue && f.entry.frames&takesQuote != 0 && f.inflection != gerundForm {
			return true
		}
	}
	return false
}
