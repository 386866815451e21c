package rules

import (
	"cmp"
	"strings"

	"readout/doc"
	"readout/record"
)

// fillSlots asks every clause what it says about an event.
func (r *reading) fillSlots(groups []*group) {
	if len(groups) == 0 {
		return
	}
	f := &filler{reading: r, groups: groups, at: r.eventsAt(groups)}
	for _, g := range groups {
		for i := range g.mentions {
			f.datesAndPlaces(g, &g.mentions[i])
		}
	}
	for i := range r.clauses {
		c := r.clauses[i]
		if f.eventFor(c) == nil {
			continue
		}
		f.dateOpen(c)
		f.venue(c)
		f.chosen(c)
		f.option(c)
		f.document(c)
		f.pressConference(c)
		f.together(c)
		f.format(c)
		f.agenda(c)
		f.outcome(c)
	}
}

// filler fills slots. at is the event named last at or before each token.
type filler struct {
	*reading
	groups []*group
	at     []int32
	listed agendaList

	jointPaper bool // a paper of the event has been named
}

func (r *reading) eventsAt(groups []*group) []int32 {
	at := filled(nil, len(r.d.Tokens))
	for i, g := range groups {
		for _, m := range g.mentions {
			at[m.head] = int32(i)
		}
	}
	last := int32(-1)
	for i := range at {
		if at[i] >= 0 {
			last = at[i]
		}
		at[i] = last
	}
	return at
}

// reach is how many sentences after its last naming an event still takes slots.
const reach = 8

// eventFor is the event that a clause speaks of: one named in its sentence, else
// the one named last, else the first one, if that is not far off.
func (f *filler) eventFor(c clause) *group {
	s := f.d.Sentences[f.d.Tokens[c.first].Sentence]
	at := max(f.at[s.EndToken-1], 0) // a report may say what is at stake before it says of what
	g := f.groups[at]
	near := false
	for i := range g.mentions {
		gap := int(f.d.Tokens[c.first].Sentence - f.d.Tokens[g.mentions[i].head].Sentence)
		near = near || gap >= -reach && gap <= reach
	}
	if !near {
		return nil
	}
	return g
}

// put adds a slot, once for each statement that says it.
func (f *filler) put(g *group, slot, value, status, by string, first, end int) {
	st := int(f.statement[first])
	for _, have := range g.event.Slots {
		if have.Slot == slot && have.Value == value && have.Statement == st && (have.Status == status || slot == record.DateSlot) {
			return
		}
	}
	s := doc.Slot{Slot: slot, Value: value, Span: f.d.SpanOf(first, end), Status: status, Statement: st, By: by, Score: 0.7}
	if st >= 0 {
		s.SaidBy = f.d.Statements[st].Speakers
	}
	g.event.Slots = append(g.event.Slots, s)
}

// datesAndPlaces fills date, time and place from the words of one mention.
func (f *filler) datesAndPlaces(g *group, m *mention) {
	status := m.status
	if status == "" || !m.asserted {
		status = g.event.Status // a time or place that is part of the name is taken as settled
	}
	if m.time >= 0 {
		t := f.d.Times[m.time]
		f.put(g, record.DateSlot, day(t.Value), status, "event/date@1", t.FirstToken, t.EndToken)
		f.clock(g, t, status)
	}
	if m.hour >= 0 {
		f.clock(g, f.d.Times[m.hour], status)
	}
	for i := range m.places {
		if at := f.placeToken(m, m.places[i]); at >= 0 {
			f.put(g, f.whereSlot(m.places[i]), f.d.Entities[m.places[i]].Name, status, "event/place@1", at, at+1)
		}
	}
}

// whereSlot is the slot that a place fills: a hall or a palace is the venue.
func (f *filler) whereSlot(entity int) string {
	if f.d.Entities[entity].Kind == doc.Facility {
		return record.VenueSlot
	}
	return record.PlaceSlot
}

// clock fills the time slot from a time of day, with its zone as stated.
func (f *filler) clock(g *group, t doc.Time, status string) {
	if len(t.Value) > 11 && t.Value[10] == 'T' && t.Value[11] >= '0' && t.Value[11] <= '9' {
		f.put(g, record.TimeSlot, strings.TrimSpace(t.Value[11:]+" "+t.Zone), status, "event/date@1", t.FirstToken, t.EndToken)
	}
}

// placeToken is where a mention names one of its places.
func (f *filler) placeToken(m *mention, entity int) int {
	c := f.clauseOf(m.head)
	for _, k := range f.d.Entities[entity].Mentions {
		x := f.d.Mentions[k]
		if x.Head >= min(m.first, c.first) && x.Head < max(m.end, c.end) {
			return x.Head
		}
	}
	return -1
}

// clauseStatus is the status a clause gives, or takes from the clause it hangs
// on: "does not expect | that the meeting will lead to …" is doubted.
func (f *filler) clauseStatus(c clause) string {
	own := f.statusAt(c.first)
	s := f.d.Sentences[f.d.Tokens[c.first].Sentence]
	if c.first > s.FirstToken && f.is(c.first, "that") {
		before := f.clauseOf(c.first - 1)
		switch {
		case f.has(before, impossible) >= 0:
			return record.RuledOut
		case f.doubted(before) != "":
			return record.Doubted
		case f.declined(before) != "":
			return record.Declined
		case f.undecided(before) == record.Undecided:
			return record.Undecided
		case own == record.Planned && f.likely(before) != "":
			return record.Likely
		case own == record.Planned && f.possible(before) != "":
			return record.Possible
		}
	}
	if c.first > s.FirstToken && f.is(c.first, "whether", "if") {
		before := f.clauseOf(c.first - 1)
		if f.declined(before) != "" {
			return record.Declined
		}
		return record.Undecided
	}
	return own
}

// dateOpen: "no date has been set for the summit".
func (f *filler) dateOpen(c clause) {
	i := f.has(c, dateNoun)
	if i < 0 || f.upos(i) != doc.NOUN || f.clauseStatus(c) != record.Undecided {
		return
	}
	for k := c.first; k < c.end; k++ {
		if at := f.timeAt[k]; at >= 0 && f.datesEvent(k) {
			return // a day is named
		}
	}
	if g := f.eventFor(c); g != nil {
		f.put(g, record.DateSlot, "", record.Undecided, "event/date-open@1", f.groupStart(i), i+1)
	}
}

// venue: "the particular location of the summit needs to be clarified".
func (f *filler) venue(c clause) {
	i := f.has(c, venueNoun)
	if i < 0 {
		return
	}
	g, status := f.eventFor(c), f.clauseStatus(c)
	if g == nil || status == "" {
		return
	}
	value := ""
	for _, e := range f.entitiesIn(c.first, c.end) {
		if f.d.Entities[e].Kind == doc.Facility {
			value = f.d.Entities[e].Name
		}
	}
	f.put(g, record.VenueSlot, value, status, "event/venue@1", f.groupStart(i), i+1)
}

// chosen: "both sides agreed on the Lakeside Hall", "they settled on Geneva".
func (f *filler) chosen(c clause) {
	for i := c.first; i+1 < c.end; i++ {
		if !f.isA(i, choice) || f.source[i] {
			continue
		}
		from := i + 1
		if f.is(from, "on", "for", "upon") {
			from++
		}
		if f.is(from, "the") {
			from++
		}
		if from >= c.end || f.entityAt[from] < 0 {
			continue
		}
		m := &f.d.Mentions[f.entityAt[from]]
		if m.Kind != doc.Place && m.Kind != doc.Facility || m.Form == doc.PronounForm || f.startsOtherwise(m, from) {
			continue // "we will agree on it" leaves it open
		}
		g, status := f.eventFor(c), cmp.Or(f.clauseStatus(c), record.Planned)
		if status == record.Held {
			status = record.Planned // the choice is over, what was chosen is to come
		}
		if g != nil {
			f.put(g, f.whereSlot(m.Entity), f.d.Entities[m.Entity].Name, status, "event/chosen@1", m.FirstToken, m.EndToken)
		}
		return
	}
}

// startsOtherwise tells whether a mention begins before a token, but for an article.
func (f *filler) startsOtherwise(m *doc.Mention, from int) bool {
	return m.FirstToken < from && !(m.FirstToken == from-1 && f.is(from-1, "the"))
}

// option: "Port Cassel is one of several options", "Vienna is among the candidates".
func (f *filler) option(c clause) {
	i := f.has(c, optionNoun)
	if i < 0 {
		return
	}
	first := c.first
	for first < i && (f.upos(first) == doc.PUNCT || f.is(first, "the")) {
		first++
	}
	if f.entityAt[first] < 0 {
		return
	}
	m := &f.d.Mentions[f.entityAt[first]]
	if m.Kind != doc.Place && m.Kind != doc.Facility && m.Kind != doc.Other || !f.is(m.EndToken, "is", "was", "remains", "remained", "are", "were") {
		return
	}
	g, status := f.eventFor(c), f.clauseStatus(c)
	if status == "" {
		status = record.Possible
		if f.negated(c) >= 0 {
			status = record.RuledOut
		}
	}
	if g != nil {
		f.put(g, f.whereSlot(m.Entity), f.d.Entities[m.Entity].Name, status, "event/option@1", m.FirstToken, m.EndToken)
	}
}

// document: "no signing of any documents is being planned", "a joint statement
// may be adopted". A paper must be joint, or be signed or adopted, to be the event's;
// once one was, the paper named again is that one: "a declaration was likely".
func (f *filler) document(c clause) {
	if c.words&paper == 0 {
		return
	}
	for i := c.first; i < c.end; i++ {
		if !f.isA(i, paper) || f.source[i] {
			continue
		}
		joint := f.is(i-1, "joint", "final", "any", "common", "agreed", "concluding")
		if !joint && (f.is(i, "statement") || f.has(c, paperVerb) < 0 && !f.jointPaper) {
			continue
		}
		f.jointPaper = true
		g, status := f.eventFor(c), f.paperStatus(c, i)
		if g == nil || status == "" {
			continue
		}
		first := f.groupStart(i)
		f.put(g, record.DocumentSlot, f.d.Cut(f.d.SpanOf(first, i+1)), status, "event/document@1", first, i+1)
		return
	}
}

// paperStatus is the status of the paper named at token i: its clause's, that of a
// relative clause about it ("a declaration that they may sign"), or held where it
// was signed.
func (f *filler) paperStatus(c clause, i int) string {
	if i+1 == c.end && f.is(c.end, "that", "which") {
		if next := f.clauseOf(c.end); f.has(next, paperVerb) >= 0 {
			return f.statusAt(next.first)
		}
	}
	if status := f.clauseStatus(c); status != "" {
		return status
	}
	if f.isA(c.first-1, paperVerb) && f.xpos(c.first-1) == doc.XVBD {
		return record.Held // the models take "signed" for a cue, and its object for what was said
	}
	for j := c.first; j < c.end; j++ {
		past := f.xpos(j) == doc.XVBD || f.xpos(j) == doc.XVBN && f.hasWithin(max(c.first, j-3), j, pastAuxiliary)
		if !f.isA(j, paperVerb) || !past {
			continue
		}
		if f.negationBefore(j, c) {
			return record.RuledOut
		}
		return record.Held
	}
	return ""
}

// pressConference: "no joint press conference is planned".
func (f *filler) pressConference(c clause) {
	if c.words&pressWord == 0 {
		return
	}
	for i := c.first; i+1 < c.end; i++ {
		if !f.isA(i, pressWord) || !f.is(i+1, "conference", "conferences") || f.source[i] || f.is(i-1, "a") && f.is(i-2, "at", "told") {
			continue
		}
		g, status := f.eventFor(c), f.clauseStatus(c)
		if g == nil || status == "" {
			return
		}
		first := f.groupStart(i + 1)
		f.put(g, record.PressSlot, f.d.Cut(f.d.SpanOf(first, i+2)), status, "event/press-conference@1", first, i+2)
		return
	}
}

// meetings with the press that are called otherwise, and the words without which
// they are anybody's.
var (
	pressPhrases = [...][]string{{"take", "questions"}, {"meet", "the", "press"}, {"meet", "reporters"}, {"brief", "reporters"}, {"face", "reporters"},
		{"answer", "questions"}, {"appear", "before", "the", "press"}, {"appear", "before", "reporters"}, {"address", "the", "media"}, {"speak", "to", "reporters"}}
)

// together: "whether the leaders would take questions from reporters together".
func (f *filler) together(c clause) {
	if c.words&jointly == 0 || c.words&pressOpening == 0 {
		return
	}
	for i := c.first; i < c.end; i++ {
		if !f.isA(i, pressOpening) {
			continue
		}
		for _, words := range pressPhrases {
			if !f.matches(i, words) {
				continue
			}
			if g, status := f.eventFor(c), f.clauseStatus(c); g != nil && status != "" {
				end := i + len(words)
				f.put(g, record.PressSlot, f.d.Cut(f.d.SpanOf(i, end)), status, "event/press-together@1", i, end)
			}
			return
		}
	}
}

// formats are the ways to meet that a few words name.
var formats = [...][]string{{"one", "-", "on", "-", "one"}, {"behind", "closed", "doors"}, {"via", "video", "link"}, {"by", "video", "link"},
	{"face", "-", "to", "-", "face"}, {"in", "person"}, {"expanded", "format"}, {"narrow", "format"}, {"via", "videoconference"}, {"by", "phone"}}

// formatOpenings are the first words of formats.

// format: "the talks will be held behind closed doors".
func (f *filler) format(c clause) {
	if c.words&formatOpening == 0 {
		return
	}
	for i := c.first; i < c.end; i++ {
		if !f.isA(i, formatOpening) {
			continue
		}
		for _, words := range formats {
			if !f.matches(i, words) {
				continue
			}
			if g, status := f.eventFor(c), f.clauseStatus(c); g != nil && status != "" {
				end := i + len(words)
				f.put(g, record.FormatSlot, f.d.Cut(f.d.SpanOf(i, end)), status, "event/format@1", i, end)
			}
			return
		}
	}
}

func (r *reading) matches(i int, words []string) bool {
	for k, w := range words {
		if !r.is(i+k, w) {
			return false
		}
	}
	return true
}
