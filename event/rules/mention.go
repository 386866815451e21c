package rules

import (
	"slices"

	"readout/article"
	"readout/doc"
)

// mention is one naming of an event.
type mention struct {
	trigger
	head         int // the trigger token
	first, end   int // tokens of the noun group, or of the verb
	verb         bool
	definite     bool // "the", "this", "upcoming": it may go back to something named before
	asserted     bool // its clause says the time and place, they are not only part of its name
	together     bool // "they meet": it goes back to the meeting of those named before
	predicate    bool // "It will be the first meeting …": it goes back to the subject
	participants []int
	places       []int
	time         int // index into d.Times, or -1
	hour         int // a time of day whose day is not said, index into d.Times, or -1
	status       string
}

// findMentions finds every naming of an event, in text order.
func (r *reading) findMentions() []mention {
	var out []mention
	for i := range r.d.Tokens {
		if !r.isA(i, nounTrigger|verbTrigger|weakTrigger) || r.source[i] || r.timeAt[i] >= 0 {
			continue // "told a news conference": where it was said, not what is reported
		}
		m, ok := r.nounMention(i)
		if !ok {
			m, ok = r.verbMention(i)
		}
		if !ok {
			continue
		}
		if !m.verb {
			r.readPredicate(&m)
		}
		switch {
		case m.verb || !r.circumstance(&m):
			m.status = r.statusAt(m.head)
		case r.attended(&m):
			m.status = held
		}
		if r.isA(m.first, past) || r.hasModifier(m, past) {
			m.status = held
		}
		out = append(out, m)
	}
	return out
}

// circumstance tells whether a mention only says when or where something else is:
// "no press conference is planned after the summit" rules out no summit.
func (r *reading) circumstance(m *mention) bool {
	if r.is(m.first-1, "of") && r.is(m.first-2, "round", "rounds", "series", "stage", "phase", "leg", "day", "session") {
		return false // "the next round of talks may be held": that is the talks
	}
	return r.is(m.first-1, "after", "at", "following", "before", "during", "from", "on", "about", "over", "for", "of", "in", "to") &&
		!r.is(m.first-2, "ahead") || r.is(m.first-1, "of") && r.is(m.first-2, "ahead")
}

// attended tells whether a mention says where or when something happened that is
// over, so that it is over too: "said at a rally", "signed during the talks".
func (r *reading) attended(m *mention) bool {
	if !r.is(m.first-1, "at", "during", "following", "after") {
		return false
	}
	c := r.clauseOf(m.head)
	if r.planned(c) != "" || r.likely(c) != "" || r.possible(c) != "" {
		return false
	}
	if r.verbless(c.first, c.end) && c.first > r.d.Sentences[r.d.Tokens[c.first].Sentence].FirstToken {
		c = r.clauseOf(c.first - 1) // "promised | a second lighthouse at a rally"
	}
	for i := c.first; i < c.end; i++ {
		if x := r.xpos(i); x == doc.XVBD && r.lemma(i) != "be" && r.lemma(i) != "have" && (i < m.first || i >= m.end) {
			return true
		}
	}
	return false
}

// verbless tells whether no finite verb stands in tokens [first, end): a gerund is none.
func (r *reading) verbless(first, end int) bool {
	for i := first; i < end; i++ {
		switch r.xpos(i) {
		case doc.XVBD, doc.XVBZ, doc.XVBP, doc.XMD:
			return false
		}
	}
	return true
}

func (r *reading) lowerOr(i int) string {
	if i < 0 || i >= len(r.d.Tokens) {
		return ""
	}
	return r.d.LowerForm(i)
}

// nounMention reads "the upcoming Geneva summit between A and B".
func (r *reading) nounMention(i int) (mention, bool) {
	var t trigger
	form := r.d.LowerForm(i)
	switch {
	case r.isA(i, nounTrigger):
		t = nounTriggers[form]
	case r.isA(i, weakTrigger) && r.strengthened(i):
		t = weakTriggers[form]
	default:
		return mention{}, false
	}
	if tag := r.upos(i); tag != doc.NOUN && tag != doc.PROPN && !r.nounContext(i) && !r.strengthened(i) {
		return mention{}, false
	}
	if form == "conference" && r.is(i-1, "press", "news") {
		return mention{}, false // a slot of an event, see slots.go
	}
	if r.compoundModifier(i) || r.isBody(i) {
		return mention{}, false
	}
	m := mention{trigger: t, head: i, end: i + 1, time: -1, hour: -1}
	m.first = r.groupStart(i)
	m.definite = r.isA(m.first, anaphor) || r.is(m.first+1, "upcoming", "forthcoming") || r.possessed(m)
	m.predicate = r.isPredicate(m)
	r.readModifiers(&m)
	r.readComplements(&m)
	if len(m.participants) <= 1 {
		r.readHolder(&m)
	}
	return m, true
}

// strengthened tells whether a word that also names other things names an event
// here: "phone call", "a call with", "military exercises".
func (r *reading) strengthened(i int) bool {
	if r.is(i-1, "phone", "telephone", "video", "conference", "military", "naval", "joint", "general", "hunger", "nationwide") {
		return true
	}
	return r.is(i+1, "with", "between") && r.upos(i) != doc.VERB
}

// nounContext tells whether what stands before a word makes it a noun whatever its tag.
func (r *reading) nounContext(i int) bool {
	switch r.upos(i - 1) {
	case doc.DET, doc.ADJ, doc.NUM:
		return true
	}
	return r.is(i-1, "'s", "’s", "his", "her", "their", "its", "first", "next", "last")
}

// compoundModifier tells whether the trigger only modifies another noun: "summit venue".
func (r *reading) compoundModifier(i int) bool {
	return i+1 < len(r.d.Tokens) && r.upos(i+1) == doc.NOUN && r.d.Tokens[i+1].Sentence == r.d.Tokens[i].Sentence &&
		r.d.Tokens[i+1].Kind == doc.WordToken && r.timeAt[i+1] < 0 && !r.isA(i+1, nounTrigger)
}

// isBody tells whether a trigger names those who meet: "Congress", "the General
// Assembly" with capitals, where "the party congress" is a meeting.
func (r *reading) isBody(i int) bool {
	if !r.isA(i, body) {
		return false
	}
	form := r.d.Form(i)
	return form[0] >= 'A' && form[0] <= 'Z'
}

// groupStart is the first token of the noun group that ends at its head i.
func (r *reading) groupStart(i int) int {
	s := r.d.Sentences[r.d.Tokens[i].Sentence]
	first := i
	for j := i - 1; j >= s.FirstToken; j-- {
		switch r.upos(j) {
		case doc.ADJ, doc.NOUN, doc.PROPN, doc.NUM, doc.DET:
			first = j
			if r.upos(j) == doc.DET {
				return first
			}
			continue
		}
		hyphen := r.is(j, "-", "–") && !r.d.Tokens[j].SpaceBefore
		possessive := r.is(j, "'s", "’s", "'", "’")
		if !hyphen && !possessive && !r.is(j, "his", "her", "their", "its", "second", "third") {
			break
		}
		first = j
		if r.upos(j) == doc.PRON {
			break
		}
	}
	return first
}

func (r *reading) possessed(m mention) bool {
	for j := m.first; j < m.head; j++ {
		if r.is(j, "'s", "’s") {
			return true
		}
	}
	return false
}

func (r *reading) hasModifier(m mention, list class) bool {
	for j := m.first; j < m.head; j++ {
		if r.isA(j, list) {
			return true
		}
	}
	return false
}

// isPredicate tells whether the group follows "it/this will be", "it was", …
func (r *reading) isPredicate(m mention) bool {
	j := m.first - 1
	if !r.is(j, "be", "is", "was", "been", "become", "becomes") {
		return false
	}
	for j--; r.upos(j) == doc.AUX || r.upos(j) == doc.ADV || r.is(j, "will", "would", "also", "not"); j-- {
	}
	return r.is(j, "it", "this", "that", "which")
}

// readModifiers takes participants and places from before the head: "Putin-Biden
// summit", "Russian-US talks", "Geneva summit", "Biden's visit".
func (r *reading) readModifiers(m *mention) {
	for j := m.first; j < m.head; j++ {
		k := r.entityAt[j]
		if k < 0 || r.d.Mentions[k].FirstToken < m.first && !r.innerAt(j, m) {
			continue
		}
		for _, e := range r.entitiesIn(j, j+1) {
			joined := r.is(j+1, "-", "–") || r.is(j-1, "-", "–")
			possessive := r.is(j+1, "'s", "’s", "'", "’")
			switch {
			case r.d.Entities[e].Kind != doc.Place && r.d.Entities[e].Kind != doc.Facility, joined, possessive, r.demonym(j):
				m.participants = add(m.participants, e)
			default:
				m.places = add(m.places, e)
			}
		}
	}
}

// readHolder takes a side of a meeting, or both, from the verb that holds it: "A
// held a meeting with B", "the two leaders will hold a summit", "A cancelled a
// visit". One side alone with nobody else may only be the host.
func (r *reading) readHolder(m *mention) {
	c := r.clauseOf(m.head)
	verbs := holder
	if m.family == "visit" {
		verbs |= journey
	}
	if c.words&verbs == 0 {
		return
	}
	for i := c.first; i < m.first; i++ {
		if !r.isA(i, verbs) || r.isA(i, journey) && i+1 != m.first {
			continue
		}
		agents := addAgents(r.d, nil, r.entitiesIn(c.first, i))
		if len(agents) == 1 && len(m.participants) == 0 && m.family != "visit" && r.d.Entities[agents[0]].Kind != doc.Group {
			return
		}
		for _, e := range agents {
			m.participants = add(m.participants, e)
		}
		return
	}
}

// innerAt tells whether a mention that begins inside the group covers token j.
func (r *reading) innerAt(j int, m *mention) bool {
	for i := r.mentionFrom(m.first); i < len(r.d.Mentions) && r.d.Mentions[i].FirstToken <= j; i++ {
		if x := &r.d.Mentions[i]; j < x.EndToken && x.Entity >= 0 {
			return true
		}
	}
	return false
}

// longestTitle is how many tokens may stand in a mention before its head.
const longestTitle = 24

// mentionFrom is the index of the first mention that starts at token first or later.
func (r *reading) mentionFrom(first int) int {
	at, _ := slices.BinarySearchFunc(r.d.Mentions, first, func(m doc.Mention, first int) int { return m.FirstToken - first })
	return at
}

// demonym tells whether a place is named by its adjective: "Russian", not "Russia".
func (r *reading) demonym(i int) bool { return r.upos(i) == doc.ADJ }

// readComplements takes what follows the head: "between A and B", "with B", "of
// the leaders of A and B", "in Geneva", "on June 16", "to Israel".
func (r *reading) readComplements(m *mention) {
	s := r.d.Sentences[r.d.Tokens[m.head].Sentence]
	i := m.head + 1
	for i < s.EndToken {
		switch {
		case r.is(i, "between", "with", "among", "of"):
			end := r.coordination(i+1, s.EndToken)
			people := r.entitiesIn(i+1, end)
			if r.is(i, "of") && len(people) == 0 {
				return
			}
			for _, e := range people {
				if m.family == "visit" && r.d.Entities[e].Kind == doc.Place {
					continue
				}
				m.participants = add(m.participants, e)
			}
			i = end
		case r.is(i, "in", "at") && i+1 < s.EndToken && r.entityAt[i+1] >= 0:
			end := r.coordination(i+1, s.EndToken)
			m.places = addPlaces(r.d, m.places, r.entitiesIn(i+1, end))
			i = end
		case r.is(i, "to") && m.family == "visit":
			end := r.coordination(i+1, s.EndToken)
			m.places = addPlaces(r.d, m.places, r.entitiesIn(i+1, end))
			i = end
		case r.is(i, "on", "in", "at", "for", "from", "this", "next", "scheduled", "planned", "set", "due", ",") && i+1 < s.EndToken && r.timeAt[i+1] >= 0 && !r.is(i, ","):
			m.time = r.better(m.time, int(r.timeAt[i+1]))
			i = r.d.Times[r.timeAt[i+1]].EndToken
		case r.timeAt[i] >= 0:
			m.time = r.better(m.time, int(r.timeAt[i]))
			i = r.d.Times[r.timeAt[i]].EndToken
		case r.is(i, "scheduled", "planned", "set", "due"):
			i++
		case r.is(i, ","):
			k := r.dateAside(i+1, s.EndToken)
			if k < 0 {
				return
			}
			m.time = r.better(m.time, int(r.timeAt[k]))
			return // the mention ends before the aside
		default:
			return
		}
		m.end = i
	}
}

// dateAside is the token where the time begins that an aside gives an event: "the
// next round, on June 20, will …", "his visit, which had been scheduled for June
// 10"; -1 if the words from token i on are no such aside.
func (r *reading) dateAside(i, end int) int {
	if r.is(i, "which", "that") {
		on := -1
		for k := i + 1; k < min(end, i+6); k++ {
			if r.isA(k, scheduled) {
				on = k
				break
			}
			if r.upos(k) != doc.AUX && r.upos(k) != doc.ADV && !r.isA(k, pastAuxiliary) {
				return -1
			}
		}
		if on < 0 {
			return -1
		}
		i = on + 1
		for k := 0; k < 3 && r.is(i, "to", "take", "place", "be", "held", "begin", "start"); k++ {
			i++
		}
	}
	if r.is(i, "on", "for", "in", "from") && i+1 < end && r.timeAt[i+1] >= 0 {
		return i + 1
	}
	return -1
}

// datesEvent tells whether the time that starts at token k says when something
// happens, rather than since when, until when or how long.
func (r *reading) datesEvent(k int) bool {
	t := r.d.Times[r.timeAt[k]]
	if r.hourOnly(t) {
		return false
	}
	if t.Type != doc.Date && t.Type != doc.Clock || len(t.Value) < 4 || t.Value[0] < '0' || t.Value[0] > '9' {
		return false
	}
	if r.is(t.FirstToken-1, "from") {
		return r.is(t.EndToken, "to", "until", "till", "through", "-", "–") // its first day
	}
	return !r.is(t.FirstToken-1, "since", "until", "till", "before", "after", "by")
}

// hourOnly tells whether a clock time was said without its day: its value holds the
// report's day, which need not be the event's.
func (r *reading) hourOnly(t doc.Time) bool { return t.Type == doc.Clock && t.Anchor == "dateline" }

// better is the more precise of two times; the first if they are equally precise.
func (r *reading) better(have, got int) int {
	t := r.d.Times[got]
	switch {
	case t.Type != doc.Date && t.Type != doc.Clock || !r.datesEvent(t.FirstToken):
		return have
	case have < 0 || len(day(t.Value)) > len(day(r.d.Times[have].Value)):
		return got
	}
	return have
}

// day is a TIMEX3 value without its clock time.
func day(value string) string {
	if len(value) > 10 && value[10] == 'T' {
		return value[:10]
	}
	return value
}

// span is the bytes of a mention.
func (r *reading) span(m *mention) article.Span { return r.d.SpanOf(m.first, m.end) }

// readPredicate takes the time and place that the predicate gives a mention which
// is its subject: "the summit would take place in Geneva on June 16".
func (r *reading) readPredicate(m *mention) {
	c := r.clauseOf(m.head)
	if c.words&occurrence == 0 {
		return
	}
	on := -1
	for i := m.end; i < c.end; i++ {
		if r.isA(i, occurrence) && (r.lemma(i) != "take" || r.is(i+1, "place")) {
			on = i
			break
		}
	}
	if on < 0 {
		return
	}
	m.asserted = true
	for k := on; k < c.end; k++ {
		if at := r.timeAt[k]; at >= 0 {
			if r.datesEvent(k) {
				m.time = r.better(m.time, int(at))
			} else if r.hourOnly(r.d.Times[at]) && m.hour < 0 {
				m.hour = int(at) // said again in brackets it is another zone's
			}
			k = r.d.Times[at].EndToken - 1
			continue
		}
		if r.is(k, "in", "at") && k+1 < c.end && !r.whereOf(k) {
			m.places = addPlaces(r.d, m.places, r.entitiesIn(k+1, r.coordination(k+1, c.end)))
		}
	}
}
