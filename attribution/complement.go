package attribution

import "readout/doc"

// The shapes content takes to the right of its cue.

// reported is a clause or a quotation that starts at item i.
func (r *reading) reported(l *line, c *Cue, kind frame, i int) complement {
	if i >= l.end {
		return r.colonBlock(l, c)
	}
	k := complement{kind: kind, first: i}
	if kind == takesQuote && r.isQuote(l, i) && r.quoteIsSpeech(l, i) && r.quoteEndsSentence(l, i) {
		k.end = i + 1
		return k
	}
	k.end = r.clauseEnd(l, i, c)
	if k.end <= i {
		k.kind = 0
	}
	return k
}

// colonBlock is a cue whose line ends in a colon: the quotation is the next
// paragraph.
func (r *reading) colonBlock(l *line, c *Cue) complement {
	n := c.line + 1
	if n < len(r.lines) && r.lines[n].first < r.lines[n].end && r.isQuote(&r.lines[n], r.lines[n].first) {
		return complement{kind: takesQuote, first: r.lines[n].first, end: r.lines[n].first + 1}
	}
	return complement{}
}

// quoteEndsSentence tells whether the quotation at item i closes with the
// punctuation of a sentence, so that what follows it is the reporter's.
func (r *reading) quoteEndsSentence(l *line, i int) bool {
	q := &r.d.Quotes[r.items[i].quote]
	last := q.EndToken - 2
	if last <= q.FirstToken || last >= len(r.d.Tokens) {
		return false
	}
	switch r.d.Form(last) {
	case ".", "!", "?", ",", "…", "...":
		return true
	}
	return false
}

// thatClause tells "said that the talks" from "the plan that failed".
func (r *reading) thatClause(l *line, i int) bool {
	next := r.class(l, i+1)
	if next == 0 || next&(stop|comma) != 0 && next&adverb == 0 && !r.is(l, i+1, comma) {
		return false
	}
	if next&finite != 0 && next&(noun|determiner|subject) == 0 {
		return r.xpos(l, i) == doc.XDT // "said that is wrong"
	}
	return true
}

// whClause tells whether an embedded question or a free relative starts at item i.
func (r *reading) whClause(l *line, i int) bool {
	for k := i + 1; k < min(l.end, i+20); k++ {
		if r.is(l, k, finite) && !r.is(l, k, noun) || r.isQuote(l, k) || r.form(l, k) == "to" {
			return true
		}
		if r.is(l, k, comma|stop|colon) {
			return false
		}
	}
	return false
}

// infinitive tells whether item i is the "to" of an infinitive.
func (r *reading) infinitive(l *line, i int) bool {
	for k := i + 1; k < min(l.end, i+4); k++ {
		at := r.class(l, k)
		if r.xpos(l, k) == doc.XVB || at&(beForm|haveForm|doForm) != 0 {
			return true
		}
		if at&verb != 0 {
			return r.xpos(l, k) != doc.XVBG
		}
		if at&noun != 0 && k > i && r.is(l, k+1, determiner|possessive|object|questionWord|thatWord) && !r.is(l, k+1, relative&^questionWord) {
			return true // a verb the tagger took for a noun
		}
		if at&adverb == 0 && at&negation == 0 {
			return false
		}
	}
	return false
}

func (r *reading) infinitival(l *line, c *Cue, i int) complement {
	return r.checked(complement{kind: takesTo, first: i, end: r.objectEnd(l, i+1, c)})
}

// objectTo tells "urged the sides to talk": a noun group and an infinitive.
func (r *reading) objectTo(l *line, i int) bool {
	j := r.groupEnd(l, i)
	for j > i && r.linking(l, j) && !r.is(l, j, toWord) {
		k := r.groupEnd(l, j+1)
		if k == j+1 {
			break
		}
		j = k
	}
	if r.is(l, j, negation) {
		j++
	}
	return j > i && r.is(l, j, toWord) && r.infinitive(l, j)
}

func (r *reading) infinitivalObject(l *line, c *Cue, i int) complement {
	return r.checked(complement{kind: takesObjectTo, first: i, end: r.objectEnd(l, i, c)})
}

func (r *reading) objectContent(l *line, c *Cue, i int) complement {
	return r.checked(complement{kind: takesObject, first: i, end: r.objectEnd(l, i, c)})
}

func (r *reading) checked(k complement) complement {
	if k.end <= k.first {
		return complement{}
	}
	return k
}

// shortAside steps over "…, however, …" and ", in a statement,": the item after
// the closing comma, or 0.
func (r *reading) shortAside(l *line, i int) int {
	closing := r.class(l, i) & (comma | dash)
	for k := i + 1; k < min(l.end, i+14); k++ {
		at := r.class(l, k)
		switch {
		case at&closing != 0:
			if k > i+1 {
				return k + 1
			}
			return 0
		case at&(stop|colon) != 0, r.isQuote(l, k), at&thatWord != 0 && k == i+1:
			return 0
		case at&finite != 0 && at&noun == 0 && !r.is(l, i+1, relative|subordinator):
			return 0
		case r.cueGerund(l, k):
			return 0
		}
	}
	return 0
}

// hearerEnd is the end of who was told: "reporters in Moscow", "CNN's Jake".
func (r *reading) hearerEnd(l *line, i int) int {
	j := r.groupEnd(l, i)
	for j > i && j < l.end {
		if r.timed(l, j) || r.timed(l, j+1) {
			break
		}
		if r.linking(l, j) && r.occasionNoun(l, j+1) {
			break
		}
		if r.linking(l, j) && !(r.is(l, j, toWord) && r.infinitive(l, j)) || r.isForm(l, j, "and", "&") && r.is(l, j+1, noun|determiner|adjective) {
			k := r.groupEnd(l, j+1)
			if k == j+1 {
				break
			}
			j = k
			continue
		}
		break
	}
	return j
}

// prepEnd steps over a prepositional phrase that starts at item i.
func (r *reading) prepEnd(l *line, i int) int {
	j := i + 1
	if r.timed(l, j) {
		for r.timed(l, j) {
			j++
		}
		if r.is(l, j, owner) {
			return r.groupEnd(l, j+1)
		}
		return j
	}
	k := r.groupEnd(l, j)
	if k == j {
		return i
	}
	return k
}

// bareClause tells whether a clause without "that" starts at item i: a noun phrase
// and its finite verb.
func (r *reading) bareClause(l *line, i int) bool {
	return r.clauseVerb(l, i) > 0
}

// clauseVerb is the finite verb of the clause without "that" that starts at item i,
// or 0 where none does.
func (r *reading) clauseVerb(l *line, i int) int {
	at := r.class(l, i)
	if at&(determiner|possessive|subject|noun|adjective|number|quoted|adverb) == 0 && r.xpos(l, i) != doc.XVBG && !r.isForm(l, i, "if", "when", "while", "although", "in", "after", "because", "despite", "as") {
		return 0
	}
	if at&(preposition|subordinator) != 0 && at&(determiner|noun) == 0 {
		if j := r.prepEnd(l, i); r.is(l, j, thatWord|preposition|colon|toWord) || r.timed(l, j) || r.isQuote(l, j) {
			return 0 // "said in an address on Tuesday that"
		}
	}
	if at&subject != 0 && at&object != 0 && at&determiner == 0 {
		if next := r.class(l, i+1); next&(finite|adverb|auxiliary) == 0 {
			return 0
		}
	}
	for k := i + 1; k < min(l.end, i+farthest/2); k++ {
		at := r.class(l, k)
		switch {
		case at&(stop|colon) != 0:
			return 0
		case at&relative != 0 && at&thatWord == 0 && !r.is(l, k-1, preposition):
			k = r.relativeEnd(l, k) - 1
		case at&quoted != 0 && r.quoteIsSpeech(l, k) && !r.is(l, k-1, verb|preposition|comma):
			return k // its verb stands inside the marks
		case at&comma != 0 && (k == i+1 && !r.isForm(l, k+1, "too") || r.is(l, k+1, verb) && !r.is(l, k+1, finite|noun|adjective)):
			return 0
		case at&finite != 0 && (at&noun == 0 || at&verb != 0):
			return k
		case at&toWord != 0 && r.infinitive(l, k) && at&finite == 0 && k == i+1:
			return 0
		}
	}
	return 0
}
