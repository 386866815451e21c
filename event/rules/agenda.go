package rules

import (
	"cmp"
	"slices"

	"readout/doc"
	"readout/record"
)

// agendaList remembers where the last agenda items were named, so that "Those
// include strategic stability" in the next sentence adds to them.
type agendaList struct {
	g        *group
	status   string
	sentence int32
}

// agendaVerbs take what is talked about as their object, some after a particle.
var agendaVerbs = map[string][]string{
	"discuss": nil, "discusses": nil, "discussed": nil, "discussing": nil,
	"raise": nil, "raises": nil, "raised": nil, "raising": nil,
	"bring": {"up"}, "brings": {"up"}, "brought": {"up"}, "bringing": {"up"},
	"address": nil, "addresses": nil, "addressed": nil, "review": nil, "reviewed": nil,
	"touch": {"on", "upon"}, "touched": {"on", "upon"}, "focus": {"on"}, "focused": {"on"}, "focuses": {"on"},
	"talk": {"about"}, "talked": {"about"}, "cover": nil, "covers": nil, "covered": nil, "tackle": nil,
	"views": {"on"}, "positions": {"on"}, "agenda": {"includes", "include", "covers"}, "topics": {"include"},
}

// agenda: what will, may or will not be talked about.
func (f *filler) agenda(c clause) {
	f.onTheAgenda(c)
	f.furtherItems(c)
	if c.words&agendaVerb == 0 {
		return
	}
	for i := c.first; i < c.end; i++ {
		if !f.isA(i, agendaVerb) || f.source[i] {
			continue
		}
		particles := agendaVerbs[f.d.LowerForm(i)]
		if f.upos(i) == doc.NOUN && particles == nil {
			continue
		}
		from := i + 1
		if particles != nil {
			if !f.is(from, particles...) {
				continue
			}
			from++
		}
		if f.lemma(i) == "raise" && f.isA(f.objectHead(from, c.end), mood) {
			continue // "raise expectations", "raise taxes"
		}
		g, status := f.eventFor(c), cmp.Or(f.clauseStatus(c), f.talkedOf(i, c))
		if status == "" && f.is(i, "agenda", "topics") {
			status = record.Planned
		}
		if g == nil || status == "" {
			continue
		}
		f.listed = agendaList{g, status, f.d.Tokens[i].Sentence}
		if f.is(i-1, "be", "been", "being", "was", "were") || f.is(i-1, "not") && f.is(i-2, "was", "were") { // passive: "sanctions will be discussed"
			if first := f.subjectStart(i, c); first >= 0 {
				f.items(g, status, f.listStart(first, c), f.objectEnd(first, c.end))
			}
			return
		}
		f.items(g, status, from, f.listEnd(from))
		return
	}
}

// objectHead is the last word of the noun group that starts at token i.
func (r *reading) objectHead(i, end int) int {
	for i < end && (r.upos(i) == doc.DET || r.upos(i) == doc.ADJ || r.upos(i) == doc.NUM || r.upos(i) == doc.PRON) {
		i++
	}
	for i+1 < end && (r.upos(i+1) == doc.NOUN || r.upos(i+1) == doc.PROPN) {
		i++
	}
	return i
}

// talkedOf is the status of what was or was not discussed, by the passive verb at i.
func (f *filler) talkedOf(i int, c clause) string {
	switch {
	case f.is(i-1, "was", "were"), f.is(i-1, "been") && f.is(i-2, "had", "has", "have"):
		return record.Held
	case f.negationBefore(i, c) && f.hasWithin(c.first, i, pastAuxiliary):
		return record.RuledOut
	}
	return ""
}

// subjectStart is where the noun group before a passive verb starts, or -1.
func (f *filler) subjectStart(verb int, c clause) int {
	i := verb - 1
	for i >= c.first && (f.upos(i) == doc.AUX || f.upos(i) == doc.ADV || f.upos(i) == doc.PART || f.is(i, "not", "will", "would", "be", "n't", "n’t")) {
		i--
	}
	if i < c.first || f.upos(i) != doc.NOUN && f.upos(i) != doc.PROPN {
		return -1
	}
	first := f.groupStart(i)
	for first-1 > c.first && f.upos(first-1) == doc.ADP {
		first = f.groupStart(first - 2)
	}
	return max(first, c.first)
}

// listStart is where the list begins whose last part starts at first: "the waters
// and | the reopening of the crossings".
func (f *filler) listStart(first int, c clause) int {
	for first-2 >= c.first && f.is(first-1, "and", ",", "or") && (f.upos(first-2) == doc.NOUN || f.upos(first-2) == doc.PROPN) && f.timeAt[first-2] < 0 && !f.source[first-2] {
		first = f.groupStart(first - 2)
		for first-2 > c.first && f.upos(first-1) == doc.ADP {
			first = f.groupStart(first - 2)
		}
		first = max(first, c.first)
	}
	return first
}

// onTheAgenda: "arms control is on the agenda", "is not on the agenda".
func (f *filler) onTheAgenda(c clause) {
	if c.words&agendaNoun == 0 {
		return
	}
	for i := c.first; i+2 < c.end; i++ {
		if !f.is(i, "on") || !f.is(i+1, "the") || !f.is(i+2, "agenda", "table") {
			continue
		}
		g := f.eventFor(c)
		if g == nil {
			return
		}
		status := f.clauseStatus(c)
		if status == "" {
			status = record.Planned
		}
		if first := f.subjectStart(i, c); first >= 0 {
			f.item(g, status, first, f.objectEnd(first, i))
		}
		return
	}
}

// furtherItems: "Those include strategic stability and arms control."
func (f *filler) furtherItems(c clause) {
	l := f.listed
	if l.g == nil || f.d.Tokens[c.first].Sentence != l.sentence+1 {
		return
	}
	i := c.first
	for f.upos(i) == doc.PUNCT {
		i++
	}
	if f.is(i, "those", "these", "they", "among") && f.is(i+1, "include", "are", "them") {
		f.items(l.g, l.status, i+2, f.listEnd(i+2))
	}
}

// listEnd is where a list of things to be talked about ends: at a clause that is
// no part of it, at most the sentence's end.
func (f *filler) listEnd(from int) int {
	s := f.d.Sentences[f.d.Tokens[min(from, len(f.d.Tokens)-1)].Sentence]
	for i := from; i < s.EndToken; i++ {
		switch {
		case f.is(i, "because", "when", "which", "who", "but", "although", "while", ";", "—", "–", "”", "\"", "if", "that", "before", "after", "where"):
			return i
		case f.upos(i) == doc.AUX && i > from, f.is(i, "himself", "herself", "themselves"):
			return i
		case f.startsEvent(i) || f.timeAt[i] >= 0:
			if i > from && f.upos(i-1) == doc.ADP {
				return i - 1
			}
			return i
		}
	}
	if f.is(s.EndToken-1, ".") {
		return s.EndToken - 1
	}
	return s.EndToken
}

// startsEvent tells whether "at the summit" begins at i: where it is talked
// about, not what.
func (f *filler) startsEvent(i int) bool {
	if !f.is(i, "at", "during") {
		return false
	}
	for j := i + 1; j <= i+4 && j < len(f.d.Tokens); j++ {
		if f.isA(j, nounTrigger) {
			return true
		}
	}
	return false
}

// items splits a list at its commas and conjunctions. "State of and prospects
// for" stays whole, and so does "political and economic ties".
func (f *filler) items(g *group, status string, from, end int) {
	start := from
	for i := from; i <= end; i++ {
		if i < end && !f.separates(i, start) {
			continue
		}
		f.item(g, status, start, i)
		start = i + 1
		for start < end && f.is(start, "and", "as", "well", "also", "including", "or", ",") {
			start++
		}
		i = start
	}
}

func (f *filler) separates(i, start int) bool {
	switch {
	case f.is(i, ",", "including"):
		return true
	case f.is(i, "as"):
		return f.is(i+1, "well") && f.is(i+2, "as")
	case f.is(i, "and", "or"):
		last := f.upos(i - 1)
		return i > start && last != doc.ADP && last != doc.ADJ && last != doc.DET && !f.is(i-1, "of", "for")
	}
	return false
}

// frames are nouns that only say that something is a matter.

// item puts one thing to be talked about, without the words that only frame it:
// "the issue of sanctions" is "sanctions".
func (f *filler) item(g *group, status string, first, end int) {
	first = f.unframe(first, end)
	for end > first && (f.upos(end-1) == doc.PUNCT || f.upos(end-1) == doc.ADP || f.upos(end-1) == doc.ADV || f.upos(end-1) == doc.CCONJ) {
		end--
	}
	for first < end && (f.upos(first) == doc.DET || f.upos(first) == doc.PUNCT && !f.is(first, "\"", "“")) {
		first++
	}
	for i := first; i < end; i++ {
		if f.source[i] {
			return // who says it, not what is talked about
		}
	}
	end = f.withoutPlace(g, first, end)
	if first < end && (f.isA(first, frame) && end-first == 1 || f.upos(first) == doc.PRON || f.upos(first) == doc.ADP) {
		return // "the issue", "it", which say nothing
	}
	if first >= end || end-first > longestObject || !f.hasNoun(first, end) || f.is(end-1, "interest", "concern", "views", "them", "it", "importance") {
		return
	}
	f.put(g, record.AgendaSlot, f.d.Cut(f.d.SpanOf(first, end)), status, "event/agenda@1", first, end)
}

// withoutPlace cuts off where a thing is talked about: "gas transit in Geneva".
func (f *filler) withoutPlace(g *group, first, end int) int {
	for i := end - 1; i > first; i-- {
		if f.is(i, "in", "at") && i+1 < end && f.entityAt[i+1] >= 0 {
			if e := f.d.Mentions[f.entityAt[i+1]].Entity; slices.Contains(g.event.Places, e) {
				return i
			}
		}
	}
	return end
}

// unframe skips a chain of frames: "the current state of and prospects for
// further development of Russian-US relations" begins at "Russian".
func (f *filler) unframe(first, end int) int {
	for i := first; i+2 < end; i++ {
		if f.isA(i, frame) && f.is(i+1, "of", "for", "on", "in", "around", "concerning", "regarding") {
			i++
			first = i + 1
			continue
		}
		switch f.upos(i) {
		case doc.DET, doc.ADJ, doc.ADP, doc.CCONJ, doc.NUM:
		default:
			return first
		}
	}
	return first
}

func (f *filler) hasNoun(first, end int) bool {
	for i := first; i < end; i++ {
		if u := f.upos(i); u == doc.NOUN || u == doc.PROPN || u == doc.VERB && f.gerund(i) || u == doc.X {
			return true
		}
	}
	return false
}
