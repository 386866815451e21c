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
	if next&relative != 0 || next&preposition != 0 || r.isForm(l, k+1, "asked") {
		return true // "The minister, asked whether he would testify, replied"
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

func (r *reading) trimEnd(l *line, first, end int) int {
	for end > first && r.is(l, end-1, comma|stop|dash|preposition) && !r.is(l, end-1, noun) {
		end--
	}
	return end
}
