package rules

import "readout/doc"

// looked is how many mentions before a pronoun are weighed.
const looked = 40

// resolvePronoun ties a pronoun of the third person to the likeliest entity
// before it, if one agrees.
//
// Source: the factors of Lappin and Leass 1994 (recency, subject, parallelism),
// with the newspaper's own: who spoke goes on being "he".
func (r *reading) resolvePronoun(i int) {
	m := &r.mentions[i]
	best := r.bestAntecedent(m)
	if best < 0 {
		return
	}
	r.shown(&r.entities[best], m)
	m.Kind = r.entities[best].Kind
	r.tie(i, best)
}

// bestAntecedent is the entity a pronoun stands for by the rules, or -1.
func (r *reading) bestAntecedent(m *mention) int32 {
	best, bestScore := int32(-1), float32(-2.6)
	for k := len(r.recent) - 1; k >= 0 && k >= len(r.recent)-looked; k-- {
		at := int(r.recent[k])
		a := &r.mentions[at]
		if a.EndToken > m.FirstToken || !r.agrees(m, a) {
			continue
		}
		if s := r.salience(m, a); s > bestScore {
			best, bestScore = int32(a.Entity), s
		}
	}
	if m.gender == 'p' {
		if p := r.pairBefore(m, bestScore); p >= 0 {
			best = r.pairEntity(p)
		}
	}
	return best
}

// agrees tells whether a mention can be what a pronoun stands for.
func (r *reading) agrees(m, a *mention) bool {
	x := &r.entities[a.Entity]
	switch m.gender {
	case 'm', 'f':
		return x.Kind == doc.Person && (x.Gender == 0 || x.Gender == m.gender) && !a.plural || x.unsure && x.Kind != doc.Person && r.isSubject(a)
	case 'n':
		return (x.Kind == doc.Organization || x.Kind == doc.Place || x.Kind == doc.Facility || x.Kind == doc.Other) && !a.plural && x.Gender != 'p' &&
			r.d.SentenceOf(m.FirstToken)-r.d.SentenceOf(a.FirstToken) <= 1
	default:
		return (x.Kind == doc.Group || a.plural || x.Kind == doc.Organization) && r.d.SentenceOf(m.FirstToken)-r.d.SentenceOf(a.FirstToken) <= 3
	}
}

// salience weighs a mention as antecedent of a pronoun. The weights were set by
// hand on GUM's training interviews and news and on our own fixtures.
func (r *reading) salience(m, a *mention) float32 {
	tok, at := r.d.Tokens[m.FirstToken], r.d.Tokens[a.FirstToken]
	distance := float32(tok.Sentence - at.Sentence)
	s := -1.2 * distance
	if distance == 0 {
		s -= 0.01 * float32(m.FirstToken-a.EndToken)
	}
	x := &r.entities[a.Entity]
	if r.isSubject(a) {
		s += 0.9
	}
	if r.bySpeech(a) {
		s += 0.5
		if r.bySpeech(m) && (tok.Quote < 0) == (at.Quote < 0) {
			s += 0.8
		}
	}
	s += 0.12 * float32(min(x.count, 6))
	if x.Gender == m.gender && m.gender != 'p' {
		s += 0.5
	}
	switch a.Form {
	case doc.PronounForm:
		s += 0.3
	case doc.NominalForm:
		if x.generic {
			s -= 0.4
		}
	}
	if a.adjunct {
		s -= 1.2
	}
	if m.gender != 'n' && m.gender != 'p' && x.Kind != doc.Person {
		s -= 1.5 // nothing shows yet that it is a person
	}
	if (tok.Quote < 0) != (at.Quote < 0) {
		s -= 0.8
	}
	if distance == 0 && r.isForm(m.FirstToken-1, ",", "\"", "”", "’", "''", "»") && r.bySpeech(m) {
		s -= 1.6 // "… Korvin will not come," she said: people seldom say their own names
	}
	if tok.Quote >= 0 && r.speaker[tok.Quote] == int32(a.Entity) {
		s -= 3 // who says it says "I"
	}
	if r.isForm(a.EndToken, "'s", "’s", "'", "’") {
		s -= 0.1
	}
	if r.d.Sentences[tok.Sentence].Block != r.d.Sentences[at.Sentence].Block {
		s -= 0.3
	}
	if m.gender == 'p' {
		if x.Kind == doc.Organization && !a.plural {
			s -= 0.8
		}
	}
	if m.gender == 'n' && x.Kind == doc.Place && a.Form == doc.NameForm && !r.isSubject(a) {
		s -= 0.5
	}
	if r.binds(m, a) {
		s -= 4
	}
	return s
}

// binds tells whether a mention is the subject of the verb that the pronoun is an
// object of: "Brandt praised him" is somebody else.
func (r *reading) binds(m, a *mention) bool {
	if !r.same(m.FirstToken, a.FirstToken) || r.tok[m.FirstToken].class&possessive != 0 && !r.isForm(m.FirstToken, "her") || r.isForm(m.FirstToken, "he", "she", "it", "they", "himself", "herself", "itself", "themselves") {
		return false
	}
	if r.isForm(m.FirstToken, "her") && r.followedByNoun(m.EndToken) || !r.isSubject(a) {
		return false
	}
	verbs := 0
	for t := a.EndToken; t < m.FirstToken; t++ {
		if r.upos(t) == doc.VERB {
			verbs++
		}
		if verbs > 1 || r.d.Tokens[t].Kind == doc.PunctToken || r.isForm(t, "that", "who", "which", "when", "if", "because", "while") {
			return false
		}
	}
	return true
}

// quoteSpeakers notes who is likely to speak each quotation: the name or
// description beside the verb of saying beside the quotation.
func (r *reading) quoteSpeakers() {
	d := r.d
	r.speaker = filled(r.speaker, len(d.Quotes))
	r.voice = filled(r.voice, len(d.Quotes))
	for q := range d.Quotes {
		quote := &d.Quotes[q]
		if quote.Parent >= 0 || quote.EndToken-quote.FirstToken < 4 {
			continue
		}
		if m := r.cueMention(quote.EndToken, quote.FirstToken); m >= 0 {
			r.voice[q] = m
			r.speaker[q] = int32(r.mentions[m].Entity)
		}
	}
}

// cueMention is the mention that speaks just after token end or just before token
// first, or -1.
func (r *reading) cueMention(end, first int) int32 {
	if r.isForm(end, ",") {
		end++
	}
	if r.is(end, said) && r.same(end, end-1) {
		if m := r.mentionAt(end + 1); m >= 0 {
			return m
		}
	}
	if m := r.mentionAt(end); m >= 0 && r.same(end, end-1) && r.bySpeech(&r.mentions[m]) {
		return m
	}
	i := first - 1
	for i >= 0 && r.isForm(i, ",", ":", "that") {
		i--
	}
	if r.is(i, said) && r.same(i, first) {
		for k := i - 1; k >= max(0, i-3); k-- {
			if m := r.mentionEnding(k + 1); m >= 0 {
				return m
			}
		}
	}
	return -1
}

// mentionAt is the outermost mention that begins at token i, or -1.
func (r *reading) mentionAt(i int) int32 {
	lo, hi := 0, len(r.mentions)
	for lo < hi {
		mid := (lo + hi) / 2
		if r.mentions[mid].FirstToken < i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(r.mentions) && r.mentions[lo].FirstToken == i {
		return int32(lo)
	}
	return -1
}

// mentionEnding is the widest mention that ends before token end, or -1.
func (r *reading) mentionEnding(end int) int32 {
	for first := max(0, end-longestTitle-4); first < end; first++ {
		if m := r.mentionAt(first); m >= 0 && r.mentions[m].EndToken == end {
			return m
		}
	}
	return -1
}

// firstPersons ties "I" inside a quotation to whoever speaks it.
func (r *reading) firstPersons() {
	for i := range r.mentions {
		m := &r.mentions[i]
		if m.Entity >= 0 {
			continue
		}
		if e := r.quotedSpeaker(m); e >= 0 {
			r.tie(i, e)
		}
	}
}

// quotedSpeaker is the person who speaks the quotation that an "I" stands in, -1
// for other mentions and where it is not known who.
func (r *reading) quotedSpeaker(m *mention) int32 {
	if m.Form != doc.PronounForm || r.tok[m.FirstToken].class&pronounFirst == 0 {
		return -1
	}
	q := r.d.Tokens[m.FirstToken].Quote
	if q < 0 {
		return -1
	}
	q = r.outermost(q)
	if r.voice[q] < 0 {
		return -1
	}
	if e := r.mentions[r.voice[q]].Entity; e >= 0 && r.entities[e].Kind == doc.Person {
		return int32(e)
	}
	return -1
}
