package attribution

import "readout/doc"

// settleVerbs decides which of a line's past forms are finite. A form such as
// "released" is a past tense or a participle, and a tagger without a parse guesses:
// an auxiliary before it makes a participle; an object behind it makes a past
// tense; another finite verb behind it that has no subject of its own makes it a
// participle again ("the poll released on Friday shows").
func (r *reading) settleVerbs(l *line) {
	for i := l.first; i < l.end; i++ {
		it := &r.items[i]
		if it.class&noun != 0 && it.class&verb == 0 && r.mustBePast(l, i) {
			it.class = it.class&^noun | verb
			if r.isPast(l, i) {
				it.class |= finite
			}
			r.words[it.first].class = it.class
			continue
		}
		if it.class&verb == 0 || it.class&auxiliary != 0 {
			continue
		}
		switch r.word(int(it.first)).XPOS {
		case doc.XVBN, doc.XVBD:
		default:
			continue
		}
		if r.isPast(l, i) {
			it.class |= finite
		} else {
			it.class &^= finite
		}
		r.words[it.first].class = it.class
	}
}

// mustBePast tells a form in -ed that the lexicon knows as a verb and the tagger
// took for a noun: "Marsh condemned the attack".
func (r *reading) mustBePast(l *line, i int) bool {
	for _, f := range r.forms(i) {
		if f.entry.part == verbCue && f.alsoParticiple {
			return regularPast(r.form(l, i)) && !r.named[r.items[i].first]
		}
	}
	return false
}

// isPast tells a past tense from a participle at item i.
func (r *reading) isPast(l *line, i int) bool {
	k := i - 1
	for k >= l.first && r.items[k].class&(adverb|negation) != 0 && r.items[k].class&(noun|subject|preposition|coordinator) == 0 {
		k--
	}
	if k < l.first {
		return false
	}
	tag := r.word(int(r.items[i].first)).XPOS
	before := r.items[k].class
	switch {
	case before&(beForm|haveForm) != 0:
		return false
	case before&subject != 0 && before&(determiner|noun) == 0:
		return true
	case before&(preposition|determiner|possessive|subordinator) != 0 && before&(noun|subject) == 0:
		return tag == doc.XVBD
	case before&coordinator != 0:
		return r.coordinatedPast(l, k, i, tag)
	}
	next := r.class(l, i+1)
	switch {
	case r.form(l, i+1) == "by":
		return false
	case next&(preposition|adverb|toWord) == 0 && !r.timed(l, i+1):
		return true // an object, a clause or nothing
	case tag == doc.XVBD && !regularPast(r.form(l, i)):
		return true
	}
	// A finite verb soon after, without a subject between, makes this one a modifier.
	for j := i + 1; j < min(l.end, i+12); j++ {
		at := r.items[j].class
		switch {
		case at&comma != 0 && before&noun != 0 && r.class(l, j+1)&finite != 0 && r.class(l, j+1)&noun == 0:
			return false // "X, a customer based in Boston, said"
		case at&(comma|coordinator|relative|thatWord|subordinator|colon|stop|quoted) != 0 && at&preposition == 0:
			return tag == doc.XVBD || before&(noun|comma) != 0
		case at&finite != 0 && at&noun == 0:
			return false
		}
	}
	return tag == doc.XVBD || before&(noun|comma) != 0
}

// coordinatedPast tells a past tense after "and" from a participle that shares an
// auxiliary with the verb before it ("was seen and heard by"): an object or a clause
// behind it makes it a past tense.
func (r *reading) coordinatedPast(l *line, and, i int, tag doc.XPOS) bool {
	if next := r.class(l, i+1); next&(determiner|possessive|object|thatWord|noun|quoted|questionWord) != 0 && next&preposition == 0 || next&comma != 0 && r.isQuote(l, i+2) {
		return true
	}
	for k := and - 1; k >= max(l.first, and-2*farthest); k-- {
		at := r.items[k].class
		if at&(verb|auxiliary) == 0 {
			continue
		}
		return at&finite != 0 && at&(modal|beForm) == 0 || tag == doc.XVBD
	}
	return tag == doc.XVBD
}

// regularPast tells a form in -ed, which is past tense and participle alike.
func regularPast(form string) bool {
	return len(form) > 3 && form[len(form)-2:] == "ed"
}
