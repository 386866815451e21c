package attribution

import "readout/doc"

// Sources are noun phrases, found by walking from the cue outwards. They keep
// their titles, appositions and relative clauses: "Morton Blackwell, the committee's
// man from Virginia, told" (PolNeAR's scope).

// farthest bounds every walk away from a cue, in items, so that work stays linear
// in the text whatever the punctuation. No source in PolNeAR's training articles
// is longer than 60 words and only 1 in 1,000 longer than 40.
const farthest = 60

// subjectBefore finds the noun phrase that is the subject of the verb group that
// starts at item v.
func (r *reading) subjectBefore(l *line, v int) (first, end int, ok bool) {
	end = r.skipBack(l, v)
	if end <= l.first {
		return 0, 0, false
	}
	whole := end
	for asides := 0; r.is(l, end-1, comma|dash|bracket) && asides < 3; asides++ {
		open, found := r.asideBefore(l, end-1)
		if !found && asides == 0 && r.is(l, end-1, comma) && r.strayComma(l, end-1) {
			open, found = end-1, true
		}
		if !found {
			return 0, 0, false
		}
		if asides == 0 && !r.is(l, end-1, bracket) {
			whole = end - 1
		}
		if end = r.skipBack(l, open); end <= l.first {
			return 0, 0, false
		}
	}
	if r.postmodifier(l, end-1) {
		end-- // "the poll released on Friday"
		if whole > end {
			whole = v
		}
	}
	first, ok = r.phraseStart(l, end)
	for asides := 0; ok && asides < 3; asides++ {
		outer, found := r.nameBefore(l, first, end)
		if !found {
			break
		}
		first = outer
	}
	return first, whole, ok
}

// strayComma tells a comma that only parts a long subject from its verb: "The
// results of the study published this week, revealed". No comma stands before it.
func (r *reading) strayComma(l *line, i int) bool {
	for k := i - 1; k >= l.first && k > i-farthest; k-- {
		if r.is(l, k, comma|quoted|finite) && !r.is(l, k, noun) {
			return false
		}
	}
	return i-l.first >= 3 && !l.headline && r.is(l, i+2, thatWord|subject|determiner|possessive|toWord|auxiliary) && !r.is(l, l.first, preposition|subordinator|adverb|verb)
}

// nameBefore finds the name that the phrase [first, end) only describes: its age
// ("Lance Beebe, 49, a veteran, said"), its home ("Cory James, 22, of Flint, said")
// or what it is.
func (r *reading) nameBefore(l *line, first, end int) (int, bool) {
	i := first - 1
	if r.is(l, i, preposition) && r.is(l, i-1, comma) {
		i--
	}
	if !r.is(l, i, comma) || !r.is(l, i-1, noun|number) || r.timed(l, i-1) {
		return 0, false
	}
	describes := i < first-1 || r.is(l, first, number|determiner) || r.is(l, first, noun) && r.xpos(l, i-1) == doc.XNNP && r.xpos(l, first) != doc.XNNP
	if !describes {
		return 0, false
	}
	outer, ok := r.phraseStart(l, i)
	if !ok || r.xpos(l, i-1) != doc.XNNP && !r.is(l, i-1, number) || r.is(l, first, subject) {
		return 0, false
	}
	before := r.class(l, outer-1)
	if outer > l.first && before&(comma|coordinator|quoted|colon|dash|stop|subordinator|thatWord) == 0 || before&preposition != 0 {
		return 0, false
	}
	return outer, true
}

// skipBack steps over adverbs and dates between a subject and its verb:
// "Beck on Wednesday called", "Le Pen also said".
func (r *reading) skipBack(l *line, i int) int {
	for i > l.first {
		switch k := r.class(l, i-1); {
		case r.timed(l, i-1):
			i--
			for i > l.first && (r.timed(l, i-1) || r.isForm(l, i-1, "last", "this", "late", "early", "earlier", "on", "in", "next", "the")) {
				i--
			}
		case k&adverb != 0 && k&(noun|subject|object|preposition|coordinator) == 0:
			i--
		default:
			return i
		}
	}
	return i
}

func (r *reading) isForm(l *line, i int, forms ...string) bool {
	form := r.form(l, i)
	for _, f := range forms {
		if form == f && form != "" {
			return true
		}
	}
	return false
}

// asideBefore finds where the aside that a comma, dash or bracket at item i closes
// was opened: "Sir X, who replaced Y in July, said".
func (r *reading) asideBefore(l *line, i int) (open int, ok bool) {
	closing := r.class(l, i)
	for k, low := i-1, max(l.first, i-farthest); k > low; k-- {
		at := r.class(l, k)
		switch {
		case closing&bracket != 0:
			if r.isForm(l, k, "(", "[") {
				return k, true
			}
		case closing&dash != 0:
			if at&dash != 0 {
				return k, true
			}
		case at&comma != 0:
			if r.opensAside(l, k, i) {
				return k, true
			}
		}
	}
	return 0, false
}

// opensAside tells whether the comma at item k can open an aside that ends at i.
func (r *reading) opensAside(l *line, k, i int) bool {
	next := r.class(l, k+1)
	if next&(coordinator|comma) != 0 {
		return false
	}
	before := r.class(l, k-1)
	if before&nominal == 0 && before&bracket == 0 {
		return false
	}
	if next&relative != 0 || next&preposition != 0 {
		return true
	}
	for j := k + 1; j < i; j++ {
		if r.is(l, j, relative) {
			return true // its verb is the relative clause's
		}
		if r.is(l, j, finite) && !r.is(l, j, noun) {
			return r.is(l, k+1, subordinator)
		}
	}
	return true
}

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
	for k := first - 1; k > max(l.first, first-12); k-- {
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

// subjectAfter finds the subject of an inverted cue that ends at item v: "said
// Kevin Madden, a strategist." It ends before a date, a quotation or a new clause.
func (r *reading) subjectAfter(l *line, v int) (first, end int, ok bool) {
	first = v
	i := r.groupEnd(l, v)
	if i == v {
		return 0, 0, false
	}
	high := min(l.end, v+farthest)
	for i < high {
		k := r.class(l, i)
		switch {
		case r.timed(l, i) || r.isQuote(l, i) && r.quoteIsSpeech(l, i):
			return first, r.trimEnd(l, first, i), true
		case r.isForm(l, i, "and", "or", "&"):
			j := r.groupEnd(l, i+1)
			if j == i+1 || r.is(l, j, finite) && !r.is(l, j, noun) {
				return first, i, true
			}
			i = j
		case r.linking(l, i):
			if r.timed(l, i+1) || r.timed(l, i+2) || r.occasionNoun(l, i+1) {
				return first, i, true
			}
			j := r.groupEnd(l, i+1)
			if j == i+1 {
				return first, i, true
			}
			i = j
		case k&comma != 0:
			next := r.class(l, i+1)
			if next&relative != 0 {
				i = r.relativeEnd(l, i+1)
				continue
			}
			if next&(coordinator|subordinator|questionWord|adverb|toWord|thatWord|timeNoun) != 0 && next&(determiner|noun) == 0 || next&verb != 0 && next&(noun|adjective) == 0 {
				return first, i, true
			}
			if next&preposition != 0 && !r.isForm(l, i+1, "of") {
				return first, i, true
			}
			j := r.groupEnd(l, i+1)
			if j == i+1 || r.is(l, j, finite) && !r.is(l, j, noun|comma) {
				return first, i, true
			}
			i = j
		case k&bracket != 0 && r.isForm(l, i, "(", "["):
			j := i + 1
			for j < high && !r.isForm(l, j, ")", "]") {
				j++
			}
			i = min(j+1, high)
		default:
			return first, i, true
		}
	}
	return first, r.trimEnd(l, first, i), true
}

// relativeEnd is where a relative clause ends: at the next comma, or the line's end.
func (r *reading) relativeEnd(l *line, i int) int {
	for i++; i < l.end; i++ {
		if r.is(l, i, comma|stop) || r.isQuote(l, i) && r.quoteIsSpeech(l, i) {
			return i
		}
	}
	return i
}

func (r *reading) trimEnd(l *line, first, end int) int {
	for end > first && r.is(l, end-1, comma|stop|dash|preposition) && !r.is(l, end-1, noun) {
		end--
	}
	return end
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
