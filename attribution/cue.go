package attribution

// mood is how a cue stands in its sentence.
type mood uint8

const (
	finiteMood     mood = iota // X said, X has been saying, X will say
	gerundMood                 // …, saying; while adding
	infinitiveMood             // … to say
	participleMood             // asked whether …, X said
	passiveMood                // it was announced, is expected
	nameMood                   // a noun or a phrase: no verb of its own
)

// Cue is a place where an attribution can be: one form of a lexicon entry, with
// its auxiliaries, negation, adverbs and particle.
type Cue struct {
	line       int
	first, end int // items of the whole cue
	at         int // item of the entry's first word
	entry      *cueEntry
	inflection inflection
	mood       mood
	negated    bool
}

// findCues lists the cues of all lines in text order. At one item the longest
// entry wins; a form that the sentence shows to be another part of speech is left out.
func (r *reading) findCues() {
	for n := range r.lines {
		l := &r.lines[n]
		l.cues = len(r.cues)
		for i := l.first; i < l.end; i++ {
			r.steps++
			for _, f := range r.forms(i) {
				if c, ok := r.cueAt(l, i, f); ok {
					c.line = n
					r.cues = append(r.cues, c)
					i = max(i, c.end-1)
					break
				}
			}
		}
		l.cuesEnd = len(r.cues)
	}
}

// cueAt reads the cue that form f of item i would be.
func (r *reading) cueAt(l *line, i int, f cueForm) (Cue, bool) {
	for k, w := range f.entry.rest {
		if r.form(l, i+1+k) != w {
			return Cue{}, false
		}
	}
	c := Cue{first: i, at: i, end: i + 1 + len(f.entry.rest), entry: f.entry, inflection: f.inflection}
	if n := len(f.entry.rest); n > 0 && f.entry.part == verbCue && r.isForm(l, c.end-1, "at", "in", "on") && (r.timed(l, c.end) || r.occasionNoun(l, c.end)) {
		return c, false // "reported on Monday", "spoke at a rally": a setting, not a content
	}
	if len(f.entry.rest) > 0 && r.form(l, c.end-1) == "to" && f.entry.frames&takesObject != 0 && r.infinitive(l, c.end-1) {
		return c, false // "agreed to end": the shorter entry takes the infinitive
	}
	switch f.entry.part {
	case verbCue:
		return r.verbCue(l, c, f)
	case adjectiveCue:
		return r.adjectiveCue(l, c)
	case nounCue:
		return r.nounCue(l, c)
	}
	c.mood = nameMood
	return c, true
}

// verbCue reads the verb group around a verb and the mood it stands in.
func (r *reading) verbCue(l *line, c Cue, f cueForm) (Cue, bool) {
	if !r.readsAsVerb(l, c) {
		return c, false
	}
	aux := r.readGroup(l, &c)
	participle := f.inflection == participleForm || f.alsoParticiple
	switch {
	case r.form(l, c.first) == "to" && c.first < c.at && f.inflection == baseForm:
		c.mood = infinitiveMood
	case aux&beForm != 0 && participle && f.inflection != gerundForm:
		c.mood = passiveMood
	case aux != 0:
		c.mood = finiteMood
		if f.inflection == gerundForm && aux&beForm == 0 {
			c.mood = gerundMood
		}
	case f.inflection == gerundForm:
		c.mood = gerundMood
	case f.inflection == participleForm:
		c.mood = participleMood
	case f.alsoParticiple && r.reducedParticiple(l, &c):
		c.mood = participleMood
	case f.inflection == baseForm && !r.pluralBefore(l, c.first):
		return c, false
	}
	return c, true
}

// readGroup extends a verb cue to the left over its auxiliaries, adverbs,
// negation and "to", and returns the classes of its auxiliaries.
func (r *reading) readGroup(l *line, c *Cue) (aux class) {
	i := c.at - 1
	for ; i >= l.first; i-- {
		k := r.class(l, i)
		switch {
		case k&auxiliary != 0:
			aux |= k & auxiliary
			c.first = i
			continue
		case k&negation != 0:
			c.negated = true
			c.first = i
			continue
		case k&toWord != 0 && c.inflection == baseForm && aux == 0:
			c.first = i
			return aux
		case k&adverb != 0 && k&(preposition|comma|timeNoun|coordinator|subordinator|noun) == 0 && r.items[i].time < 0:
			continue
		}
		break
	}
	// adverbs right before belong to the cue: "also noted", "repeatedly has said"
	for i := c.first - 1; i >= l.first && r.is(l, i, adverb) && !r.is(l, i, preposition|timeNoun|coordinator|subordinator|noun) && !r.timed(l, i); i-- {
		c.first = i
	}
	return aux
}

// readsAsVerb refuses a form that its neighbours or its tag show to be a noun or
// an adjective: "the report", "his claims", "a mixed message".
func (r *reading) readsAsVerb(l *line, c Cue) bool {
	before := r.class(l, c.at-1)
	tagged := r.class(l, c.at)
	if r.isForm(l, c.at-1, "-", "‑") && before&adjective != 0 {
		return false // "self-described"
	}
	switch c.inflection {
	case pastForm:
		if before&(determiner|possessive) != 0 && before&subject == 0 {
			return false // "the proposed talks"
		}
		return tagged&(noun|adjective) == 0 || tagged&verb != 0 || before&(subject|auxiliary) != 0
	case participleForm:
		return before&(determiner|possessive) == 0
	case gerundForm:
		if before&(determiner|possessive|owner) != 0 {
			return false // "the opening", "his understanding"
		}
		return tagged&(noun|adjective) == 0 || before&(beForm|comma) != 0 && tagged&adjective == 0
	case thirdForm, baseForm:
		if before&(determiner|possessive|preposition|owner) != 0 && before&subject == 0 && before&toWord == 0 {
			return false
		}
		if r.is(l, c.at-1, noun) && r.capital(l, c.at-1) && (r.is(l, c.end, thatWord) || r.isQuote(l, c.end)) {
			return true // "Harkin doubts that", whatever the tag
		}
		return tagged&verb != 0 || before&(modal|doForm|toWord) != 0 || before&subject != 0 && before&determiner == 0
	}
	return true
}

// reducedParticiple tells a participle without auxiliary ("Asked about the plan, …",
// "when asked", "the crew accused of") from a past tense.
func (r *reading) reducedParticiple(l *line, c *Cue) bool {
	if c.first == l.first {
		return !l.headline
	}
	if r.is(l, c.first-1, subordinator|questionWord) && !r.is(l, c.first-1, subject|relative) {
		return true
	}
	return !r.is(l, c.at, finite) && !l.headline
}

// pluralBefore tells whether a bare verb form can be a finite verb here: after a
// plural or first or second person subject, or in an inverted headline.
func (r *reading) pluralBefore(l *line, i int) bool {
	switch form := r.form(l, i-1); form {
	case "i", "we", "you", "they", "who", "that", "which", "many", "some", "few", "most", "others", "those", "both":
		return true
	case "he", "she", "it", "":
		return r.isQuote(l, i-1)
	}
	return true
}

// adjectiveCue reads "is sure", "was not aware": an adjective after a copula.
func (r *reading) adjectiveCue(l *line, c Cue) (Cue, bool) {
	aux := r.readGroup(l, &c)
	if aux&beForm == 0 && !r.linkVerb(l, &c) {
		return c, false
	}
	c.mood = finiteMood
	return c, true
}

// linkVerb extends an adjective cue over a verb that links like a copula: "feels
// confident", "remains convinced".
func (r *reading) linkVerb(l *line, c *Cue) bool {
	i := c.first - 1
	switch r.form(l, i) {
	case "seems", "seemed", "feels", "felt", "remains", "remained", "sounds", "sounded", "looks", "looked", "became", "becomes", "appears", "appeared", "grew", "stays", "stayed":
		c.first = i
		return true
	}
	return false
}

// nounCue refuses a form its tag shows to be a verb, and one without a complement
// or an owner that could make it an attribution.
func (r *reading) nounCue(l *line, c Cue) (Cue, bool) {
	k := r.class(l, c.at)
	if k&verb != 0 && k&noun == 0 && !r.is(l, c.at-1, determiner|possessive|owner|adjective) {
		return c, false
	}
	c.mood = nameMood
	return c, true
}
