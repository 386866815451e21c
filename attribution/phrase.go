package attribution

import "readout/doc"

// Noun phrases without a parse: groups (determiner, adjectives, nouns, a possessor)
// tied by prepositions, participles, "and" and commas. Walks go outwards from a cue
// and never farther than farthest.

// linking prepositions tie a noun phrase to the one before it.
func (r *reading) linking(l *line, i int) bool {
	return r.isForm(l, i, "of", "for", "at", "in", "from", "with", "on", "to", "against", "near", "between", "among", "within", "inside", "behind", "including")
}

// phraseStart walks left over the noun phrase that ends at item end and returns
// its first item.
func (r *reading) phraseStart(l *line, end int) (int, bool) {
	i, ok := r.groupStart(l, end)
	if !ok {
		return 0, false
	}
	if r.is(l, end-1, relative) && end-i == 1 {
		return i, true // "who", "which": the clause's own subject
	}
	best := i
	low := max(l.first, end-farthest)
	for i > low+1 {
		link := r.class(l, i-1)
		if r.postmodifier(l, i-1) {
			i--
			link = r.class(l, i-1)
			if link&nominal == 0 {
				break
			}
			prev, ok := r.groupStart(l, i)
			if !ok {
				break
			}
			i = prev
			best = r.subjectEdge(l, i, best)
			continue
		}
		if link&(coordinator) != 0 && !r.isForm(l, i-1, "and", "or", "&") {
			break
		}
		if link&coordinator == 0 && !r.linking(l, i-1) && !(link&comma != 0 && r.listComma(l, i-1, end)) {
			break
		}
		if r.timed(l, i-2) || r.is(l, i-2, verb) && !r.is(l, i-2, noun) {
			break
		}
		prev, ok := r.groupStart(l, i-1)
		if !ok {
			break
		}
		i = prev
		best = r.subjectEdge(l, i, best)
	}
	if first, ok := r.relativeBefore(l, best); ok {
		best = first
	}
	for best > l.first && r.isForm(l, best-1, "both", "neither", "either", "all", "even", "only") && !r.is(l, best-1, verb) {
		best--
		if r.isForm(l, best, "even", "only") {
			best++
			break
		}
	}
	return best, true
}

// subjectEdge accepts a longer phrase that starts at item i only where what stands
// before it can stand before a subject; after a verb or a preposition the last link
// was not the subject's own.
func (r *reading) subjectEdge(l *line, i, best int) int {
	b := r.class(l, i-1)
	if i == l.first || b&(comma|dash|colon|stop|subordinator|coordinator|thatWord|questionWord|quoted) != 0 && b&preposition == 0 {
		return i
	}
	return best
}

// postmodifier tells whether item i is a participle that ties what follows it to
// the noun before: "polls taken over the week", "a source speaking to CNN".
func (r *reading) postmodifier(l *line, i int) bool {
	if i <= l.first || !r.is(l, i-1, nominal) || r.is(l, i, noun|adjective) {
		return false
	}
	switch r.xpos(l, i) {
	case doc.XVBN, doc.XVBD:
		return !r.is(l, i, finite)
	case doc.XVBG:
		return true
	}
	return false
}

// relativeBefore widens a phrase that is only the end of a relative clause without
// commas to the noun the clause is about: "officials who spoke with the paper said".
func (r *reading) relativeBefore(l *line, first int) (int, bool) {
	if !r.is(l, first-1, verb|preposition|adverb|object) {
		return 0, false
	}
	for k := first - 1; k > max(l.first, first-longestRelative); k-- {
		if r.is(l, k, comma|colon|stop|dash|quoted|coordinator) {
			return 0, false
		}
		if r.isForm(l, k, "who") && r.is(l, k-1, nominal|determiner) {
			start, ok := r.groupStart(l, k)
			if !ok {
				return 0, false
			}
			return start, r.subjectEdge(l, start, -1) == start
		}
	}
	return 0, false
}

// longestRelative bounds a relative clause without commas, in items: "who asked not
// to be named because she was not authorised to speak to the media".
const longestRelative = 24

// listComma tells whether a comma stands in a list that "and" closes: "A, B and C".
func (r *reading) listComma(l *line, i, end int) bool {
	if !r.is(l, i-1, noun|number) || !r.is(l, i+1, noun|determiner|adjective|possessive) {
		return false
	}
	for k := i + 1; k < end; k++ {
		if r.isForm(l, k, "and", "or") {
			return true
		}
	}
	return false
}

// groupStart walks left over one noun group (determiner, adjectives, nouns, a
// possessor) that ends at item end.
func (r *reading) groupStart(l *line, end int) (int, bool) {
	i := end - 1
	k := r.class(l, i)
	if k&(nominal|adjective|determiner|verb) == 0 {
		return 0, false
	}
	if k&verb != 0 && k&(noun|subject|object) == 0 && !(r.xpos(l, i) == doc.XVBG && r.is(l, i-1, determiner|possessive|adjective|noun)) {
		return 0, false
	}
	if k&(subject|object) != 0 && k&noun == 0 && r.word(int(r.items[i].first)).UPOS != doc.PROPN {
		if r.isForm(l, i-1, "of") && r.is(l, i-2, subject|determiner|number) { // "some of them"
			return r.groupStart(l, i-1)
		}
		return i, true
	}
	for i > l.first {
		k := r.class(l, i-1)
		if k&(subordinator|coordinator|thatWord|questionWord|comma|stop|colon) != 0 && k&(noun|determiner) == 0 {
			break
		}
		if r.timed(l, i-1) && r.items[i-1].class&timeNoun != 0 && !r.is(l, i, noun|adjective|owner) {
			break
		}
		if k&(noun|adjective|number|owner|quoted) != 0 && (k&verb == 0 || k&(noun|adjective) != 0) && k&preposition == 0 || r.isForm(l, i-1, "former", "then") {
			if k&quoted != 0 && r.quoteIsSpeech(l, i-1) {
				break
			}
			i--
			continue
		}
		if r.modifyingParticiple(l, i-1) {
			i--
			continue
		}
		if k&verb != 0 && r.is(l, i, noun) && r.is(l, i-2, comma|quoted) && (r.isQuote(l, i-2) || r.isQuote(l, i-3)) && (r.isForm(l, i-1, "lead") || r.xpos(l, i-1) == doc.XVBG) {
			i-- // "…," presiding judge X said
			continue
		}
		if k&adverb != 0 && r.is(l, i, adjective|number) && k&(comma|coordinator|preposition) == 0 && !r.timed(l, i-1) {
			i-- // "nearly 140 members", "very senior officials"
			continue
		}
		if k&questionWord != 0 && k&subject == 0 || r.isForm(l, i-1, "which", "what") {
			break // it opens a clause of its own
		}
		if k&thatWord != 0 && (r.xpos(l, i-1) != doc.XDT || r.is(l, i, noun) && r.xpos(l, i) != doc.XNN && r.xpos(l, i) != doc.XJJ) {
			break // "that" opens a clause
		}
		if k&(determiner|possessive) != 0 {
			i--
			if r.is(l, i-1, determiner) && !r.is(l, i-1, thatWord) { // "all the", "many other"
				i--
			}
			break
		}
		break
	}
	return i, true
}

// relativeEnd is where a relative clause ends: at the next comma, or the line's end.
func (r *reading) relativeEnd(l *line, i int) int {
	high := min(l.end, i+longest)
	for i++; i < high; i++ {
		if r.is(l, i, comma|stop) || r.isQuote(l, i) && r.quoteIsSpeech(l, i) {
			return i
		}
	}
	return min(i, l.end)
}

// groupEnd walks right over one noun group that starts at item i and returns its
// end; i itself where there is none.
func (r *reading) groupEnd(l *line, i int) int {
	start := i
	k := r.class(l, i)
	if k&(subject|object) != 0 && k&(noun|determiner) == 0 {
		return i + 1
	}
	head := false
	for i < l.end {
		k = r.class(l, i)
		switch {
		case k&(determiner|possessive) != 0 && k&noun == 0 && (i == start || r.is(l, i-1, determiner)):
			i++
			continue
		case k&(noun|number|owner) != 0 && !(k&verb != 0 && k&noun == 0):
			head = head || k&(noun|number) != 0
			if k&owner != 0 {
				head = false
			}
			i++
			continue
		case k&adjective != 0 && k&(verb|preposition|adverb) == 0:
			i++
			continue
		case r.modifyingParticiple(l, i):
			i++
			continue
		case k&adverb != 0 && !head && r.is(l, i+1, adjective|number) && k&(negation|coordinator) == 0:
			i++
			continue
		case k&quoted != 0 && !r.quoteIsSpeech(l, i):
			head = true
			i++
			continue
		}
		break
	}
	if !head && i > start && !r.is(l, i-1, subject|adjective|quoted) {
		return start
	}
	return i
}

// modifyingParticiple tells a participle inside a noun group: "a televised address",
// "the ruling party".
func (r *reading) modifyingParticiple(l *line, i int) bool {
	at := r.class(l, i)
	if at&verb == 0 || at&(finite|auxiliary) != 0 || !r.is(l, i+1, noun|adjective) || !r.is(l, i-1, determiner|possessive|adjective|owner|number) {
		return false
	}
	switch r.xpos(l, i) {
	case doc.XVBN, doc.XVBG, doc.XVBD:
		return true
	}
	return false
}

// occasionNoun tells whether the noun group at item i names an occasion to speak.
func (r *reading) occasionNoun(l *line, i int) bool {
	for end := r.groupEnd(l, i); i < end; i++ {
		if r.is(l, i, occasional) {
			return true
		}
	}
	return false
}
