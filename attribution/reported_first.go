package attribution

// contentBefore proposes for content that stands before its source: "…," X said;
// "The talks failed, X said in a statement." It reports whether it did.
func (r *reading) contentBefore(l *line, n int, c *Cue, source [2]int, right complement) bool {
	if c.entry.frames&takesClause == 0 {
		return false
	}
	before := source[0] - 1
	if before < l.first {
		return false
	}
	quote := r.isQuote(l, before) && (r.quoteIsSpeech(l, before) || before == l.first)
	if !quote && !r.is(l, before, comma|dash) {
		return false
	}
	strong := quote || r.isQuote(l, before-1) && r.quoteIsSpeech(l, before-1)
	switch right.kind {
	case takesThat, takesWhether, takesBare, takesQuote:
		setting := strong && right.kind == takesBare && r.is(l, right.first, preposition) // "…," X said in an interview he gave
		if right.first == c.end && !setting || r.is(l, right.first-1, colon) || right.kind != takesQuote && !strong && right.kind != takesThat {
			return false // "When asked, X said the talks …"
		}
	case 0:
	default:
		if !strong {
			return false
		}
	}
	if !strong && (c.entry.frames&(takesThat|takesBare) == 0 || r.is(l, source[0], relative) && !r.is(l, source[0], determiner|object)) {
		return false
	}
	first := r.clauseStart(l, before)
	end := before
	if quote {
		end = before + 1
	}
	if strong && quote {
		first = r.quoteStart(l, first, before)
	}
	if first >= end {
		return false
	}
	if !strong && !r.isClause(l, first, end) {
		// "In the long run, many say, the effect …": the clause comes after
		if k := r.resumes(l, c, c.end); k > 0 && right.kind == 0 || r.splitByQuote(l, c, first, right) {
			r.proposeReported(l, n, c, source, first, end, right, strong)
			return true
		}
		if right.kind != 0 || !r.tagEnds(l, c.end) || end-first < 2 || r.is(l, first, preposition|subordinator|coordinator|verb|adverb) {
			return false
		}
	}
	r.proposeReported(l, n, c, source, first, end, right, strong)
	return true
}

// afterSentence proposes for a quotation that ends its own sentence in front of the
// speaker's: "Who paid?" X asked.
func (r *reading) afterSentence(l *line, n int, c *Cue, source [2]int, right complement) bool {
	if l.opens || source[0] != l.first || right.kind != 0 && right.kind != takesQuote || c.line == 0 || c.entry.frames&takesQuote == 0 || !r.tagEnds(l, c.end) {
		return false
	}
	before := &r.lines[c.line-1]
	i := before.end - 1
	if before.sentence != l.sentence-1 || !r.isQuote(before, i) || !r.quoteIsSpeech(before, i) || !r.quoteEndsSentence(before, i) {
		return false
	}
	r.propose(quoteSaid, n, source, c.items(), [2]int{i, i + 1})
	return true
}

// splitByQuote tells "No name change, he said, "hides what it is."": a noun phrase
// in front of the cue and the quotation that is its predicate behind.
func (r *reading) splitByQuote(l *line, c *Cue, first int, right complement) bool {
	return right.kind == takesQuote && right.first == c.end+1 && r.is(l, c.end, comma) &&
		r.is(l, first, noun|determiner|possessive|subject|number|adjective) && !r.is(l, first, preposition|adverb|subordinator)
}

// quoteStart leaves out what the same line said before with a cue of its own:
// "Asked about it, X said "…," she said."
func (r *reading) quoteStart(l *line, first, quote int) int {
	if n := r.cueFrom(l, quote) - 1; n >= l.cues {
		if c := &r.cues[n]; c.end == quote && c.mood != nameMood && c.entry.frames&takesQuote != 0 {
			return quote
		}
	}
	return first
}

// inverted proposes for "…," said X and for headlines: No deal, says X.
func (r *reading) inverted(l *line, n int, c *Cue) bool {
	if c.entry.frames&takesClause == 0 || c.first != c.at {
		return false
	}
	before := c.first - 1
	first, end, ok := r.subjectAfter(l, c.end)
	if !ok || end == first+1 && r.is(l, first, thatWord) {
		return false // "replied that …": that is no subject
	}
	if before < l.first {
		return r.opensWithCue(l, n, c, [2]int{first, end})
	}
	quote := r.isQuote(l, before)
	if !quote && !r.is(l, before, comma|dash) || r.is(l, end, finite) && !r.is(l, end, noun) {
		return false
	}
	start, stop := r.clauseStart(l, before), before
	if quote {
		stop = before + 1
	}
	strong := quote || r.isQuote(l, before-1)
	if !strong && c.entry.frames&takesQuote == 0 {
		return false // "Bank holds rates, sees inflation easing": only speech turns round
	}
	if start >= stop || !strong && !r.isClause(l, start, stop) && (r.resumes(l, c, end) == 0 || c.entry.frames&takesQuote == 0) {
		return false
	}
	r.proposeReported(l, n, c, [2]int{first, end}, start, stop, complement{}, strong)
	return true
}

// opensWithCue proposes for an inverted cue that opens its sentence: Said X: "…"
func (r *reading) opensWithCue(l *line, n int, c *Cue, source [2]int) bool {
	i := source[1]
	if c.entry.frames&takesQuote == 0 || !r.is(l, i, colon|comma) || !r.isQuote(l, i+1) {
		return false
	}
	r.propose(saidQuote, n, source, c.items(), [2]int{i + 1, r.clauseEnd(l, i+1, c)})
	return true
}

// asSaid proposes for "As X said, …" and "…, as X said": the words around the
// comparison are the content.
func (r *reading) asSaid(l *line, n int, c *Cue, source [2]int) bool {
	as := source[0] - 1
	if r.form(l, as) != "as" || c.entry.frames&takesClause == 0 {
		return false
	}
	end := r.skipForward(l, c.end)
	switch {
	case as == l.first || as == l.first+1 && r.is(l, l.first, coordinator):
		if !r.is(l, end, comma) || end+1 >= l.end {
			return false
		}
		r.propose(asSaid, n, source, c.items(), [2]int{end + 1, r.clauseEnd(l, end+1, c)})
		return true
	case r.is(l, as-1, comma) && r.tagEnds(l, end):
		first := r.clauseStart(l, as-1)
		if !r.isClause(l, first, as-1) {
			return false
		}
		r.propose(asSaid, n, source, c.items(), [2]int{first, as - 1})
		return true
	}
	return false
}

// skipForward steps over dates and adverbs behind a cue.
func (r *reading) skipForward(l *line, i int) int {
	for r.timed(l, i) || r.is(l, i, adverb) || r.is(l, i, preposition) && r.timed(l, i+1) {
		i++
	}
	return i
}

// proposeReported adds the words that go on after the cue: "The talks, X said,
// failed." and "A," X said, "B."
func (r *reading) proposeReported(l *line, n int, c *Cue, source [2]int, first, end int, right complement, strong bool) {
	by := clauseSaid
	if strong {
		by = quoteSaid
	}
	content := [][2]int{{first, end}}
	after := max(c.end, source[1])
	if right.kind == takesQuote && right.first > after {
		content = append(content, [2]int{right.first, right.end})
	} else if k := r.resumes(l, c, after); k > 0 {
		content = append(content, [2]int{k, r.clauseEnd(l, k, c)})
	}
	r.propose(by, n, source, c.items(), content...)
}

// resumes finds where the reported words go on after a cue set between commas:
// the item after the second comma, or 0.
func (r *reading) resumes(l *line, c *Cue, i int) int {
	for k := i; k < min(l.end, i+farthest); k++ {
		at := r.class(l, k)
		if at&(comma|dash) == 0 {
			if at&(stop|colon) != 0 || at&finite != 0 && at&noun == 0 {
				return 0
			}
			continue
		}
		if k+1 >= l.end {
			return 0
		}
		next := r.class(l, k+1)
		if r.isQuote(l, k+1) {
			return k + 1
		}
		if (k == i || next&thatWord != 0) && (next&(relative|comma) == 0 || next&thatWord != 0) && !r.turnsBack(l, k+1, c, true) && !r.attached(l, k+1) && !(next&verb != 0 && r.cueGerund(l, k+1)) {
			return k + 1
		}
		return 0
	}
	return 0
}

// attached tells what hangs on the cue, not on the reported words: ", as he left",
// ", according to".
func (r *reading) attached(l *line, i int) bool {
	return r.isForm(l, i, "as", "while", "after", "before", "when") && r.bareClause(l, i+1)
}

func (r *reading) cueGerund(l *line, i int) bool {
	c := r.cueStarting(l, i)
	return c != nil && c.mood == gerundMood
}

// clauseStart is where the reported clause that ends before item i starts: the
// start of the line, or after a semicolon or colon.
func (r *reading) clauseStart(l *line, i int) int {
	for k := i - 1; k > max(l.first, i-4*farthest); k-- {
		if r.is(l, k, colon) && r.form(l, k) == ";" {
			return k + 1
		}
	}
	return min(l.start, i)
}

// isClause tells whether items [first, end) can be a reported clause: they hold a
// finite verb, or stand in a headline.
func (r *reading) isClause(l *line, first, end int) bool {
	if r.is(l, first, subordinator|preposition) && r.isForm(l, first, "when", "while", "after", "before", "as", "although", "though", "because", "if", "since", "in", "on", "at", "during", "with", "despite", "following", "for", "by", "from") {
		// an adverbial clause or phrase needs a main clause after its comma
		k := first + 1
		for k < min(end, first+4*farthest) && !r.is(l, k, comma) {
			k++
		}
		if k >= end-1 {
			return false
		}
		first = k + 1
	}
	if l.headline {
		return end-first >= 2
	}
	for k := first; k < end; k++ {
		if r.is(l, k, finite) && !r.is(l, k, noun) || r.isQuote(l, k) && r.quoteIsSpeech(l, k) {
			return true
		}
		if k > first+4*farthest {
			return true
		}
	}
	return false
}
