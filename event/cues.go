package event

import (
	"slices"

	"readout/doc"
	"readout/event/words"
	"readout/record"
)

// Some words decide a status whatever the heads say: "called off", "postponed to", "denied
// that". The heads see too few of them to learn how far each reaches. Which words do is in
// words.tsv; here is what they do and to which words.

// decide corrects statuses by the words that decide them.
func (r *reading) decide() {
	for i := range r.d.Sentences {
		first, end := r.d.Sentences[i].FirstToken, r.d.Sentences[i].EndToken
		if !r.mentionsEvent(first, end) {
			continue
		}
		r.openValues(first, end)
		r.past(first, end)
		r.negations(first, end)
		r.unplanned(first, end)
		r.reported(first, end)
		r.changes(first, end)
	}
	for c := range r.events {
		r.formerPlans(&r.events[c])
	}
}

// mentionsEvent reports whether something in tokens [first, end) is said of an event.
func (r *reading) mentionsEvent(first, end int) bool {
	for i := range r.ms {
		if r.ms[i].First >= first && r.ms[i].First < end {
			return true
		}
	}
	for i := range r.ss {
		if r.ss[i].First >= first && r.ss[i].First < end {
			return true
		}
	}
	return false
}

// slotsIn are the slots of tokens [first, end) that some event has.
func (r *reading) slotsIn(first, end int) []*slot {
	var out []*slot
	for i := range r.ss {
		if s := &r.ss[i]; s.event >= 0 && s.First >= first && s.End <= end {
			out = append(out, s)
		}
	}
	return out
}

// lemma reports whether token t is a word of a list by its lemma, alone or with the word after it.
func (r *reading) lemma(t int, l words.List) bool {
	if t < 0 || t >= len(r.d.Words) {
		return false
	}
	lemma := r.d.Words[t].Lemma
	return l.Has(lemma) || t+1 < len(r.d.Tokens) && l.Has(lemma+"_"+r.d.LowerForm(t+1))
}

func unsettledPlan(status string) bool { return group(status) == firm }

// openValues marks what words right at a value say is open: "no date", "may be held in", "if".
func (r *reading) openValues(first, end int) {
	condition, comma := -1, end
	for t := first; t < end; t++ {
		switch {
		case condition < 0 && r.is(t, words.Condition) && !r.is(t-1, words.Notcondition):
			condition = t
		case condition >= 0 && comma == end && r.d.Form(t) == ",":
			comma = t
		}
	}
	conditional := func(from, to int) bool {
		return condition == first && from > comma && r.modal(comma, from, words.Modal) ||
			condition > first && to <= condition && r.modal(first, condition, words.Modal)
	}
	for i := range r.ms {
		m := &r.ms[i]
		inside := m.First >= first && m.End <= end && r.alone(m.event)
		after := condition == first && m.First > comma && r.modal(m.End, end, words.Modal)
		if inside && (after || conditional(m.First, m.End)) &&
			unsettledPlan(r.statusOf(&r.events[m.event])) {
			r.events[m.event].status = record.Possible
		}
	}
	for _, s := range r.slotsIn(first, end) {
		switch {
		case r.is(s.First, words.No) && s.End-s.First <= 3 && r.value(s, r.fills[s.Kind]) == "":
			s.status = record.Undecided
		case !unsettledPlan(s.status):
		case r.modal(first, s.First, words.Maybe):
			s.status = record.Possible
		case conditional(s.First, s.End):
			s.status = record.Possible
		case r.is(s.First, words.Instead) || s.First > first+1 && r.is(s.First-2, words.Instead):
			s.status = record.RuledOut
		}
	}
}

// past marks what is told as done by the verb next before it: "was held in".
func (r *reading) past(first, end int) {
	for _, s := range r.slotsIn(first, end) {
		k := r.fills[s.Kind]
		if !unsettledPlan(s.status) || k != record.DateSlot && k != record.PlaceSlot && k != record.VenueSlot ||
			r.impossible(s, record.Held) {
			continue
		}
		for t := s.First - 1; t >= first; t-- {
			if r.is(t, words.Scope) || r.is(t, words.Formerplan) {
				break
			}
			if r.upos(t) != doc.VERB {
				continue
			}
			x := r.d.Words[t].XPOS
			if r.lemma(t, words.Happens) && (x == doc.XVBD || x == doc.XVBN && t > first && r.d.Words[t-1].XPOS == doc.XVBD) {
				s.status = record.Held
			}
			break
		}
	}
}

// modal reports whether the last auxiliary of mood before token to is of a list, with no
// clause between.
func (r *reading) modal(from, to int, l words.List) bool {
	for t := to - 1; t >= from; t-- {
		if r.is(t, words.Scope) {
			return false
		}
		if r.upos(t) == doc.AUX && r.is(t, words.Modal) {
			return r.is(t, l)
		}
	}
	return false
}

// negations mark what a negation reaches: to the end of its clause.
func (r *reading) negations(first, end int) {
	for t := first + 1; t < end; t++ {
		if !r.is(t, words.Not) || r.upos(t-1) != doc.AUX || r.is(t+1, words.Hollownot) || !r.verbNext(t+1) {
			continue
		}
		stop := t + 1
		for stop < end && !r.is(stop, words.Scope) && r.d.Form(stop) != "," && r.d.Form(stop) != ";" {
			stop++
		}
		if r.blocked(first, t) || r.changeIn(t, stop) {
			continue
		}
		for _, s := range r.slotsIn(t+1, stop) {
			if group(s.status) != negative && r.fills[s.Kind] != record.AgendaSlot && r.fills[s.Kind] != record.OutcomeSlot {
				s.status = record.RuledOut
			}
		}
	}
}

// unplanned marks documents and press conferences of which a sentence says that none is planned:
// "No signing of any documents is being planned".
func (r *reading) unplanned(first, end int) {
	for _, s := range r.slotsIn(first, end) {
		kind := r.fills[s.Kind]
		if kind != record.DocumentSlot && kind != record.PressSlot || group(s.status) == negative || !r.denied(s) {
			continue
		}
		for t := s.End; t < end && !r.is(t, words.Turn); t++ {
			if r.lemma(t, words.Plans) && r.upos(t) == doc.VERB {
				s.status = record.NotPlanned
			}
		}
	}
}

// verbNext reports whether a verb stands at token t or after adverbs: "not yet held".
func (r *reading) verbNext(t int) bool {
	for r.upos(t) == doc.ADV || r.upos(t) == doc.AUX {
		t++
	}
	return r.upos(t) == doc.VERB
}

// changeIn reports whether a word for a change stands in tokens [from, to).
func (r *reading) changeIn(from, to int) bool {
	for t := from; t < to; t++ {
		if r.lemma(t, words.Cancels) || r.lemma(t, words.Postpones) || r.lemma(t, words.Moves) {
			return true
		}
	}
	return false
}

// blocked reports whether what is said at token t is denied or called untrue.
func (r *reading) blocked(first, t int) bool {
	end := r.d.Sentences[r.d.SentenceOf(t)].EndToken
	report := false
	for i := first; i < end; i++ {
		switch {
		case i < t && r.lemma(i, words.Denies):
			return true
		case i < t && r.lemma(i, words.Report):
			report = true
		case i > t && report && r.is(i, words.Untrue):
			return true
		}
	}
	return false
}

// reported marks what somebody denies, and what is open whether it will be.
func (r *reading) reported(first, end int) {
	for t := first; t < end; t++ {
		status := ""
		switch {
		case r.is(t, words.Open):
			status = record.Undecided
		case r.lemma(t, words.Denies) && r.upos(t) == doc.VERB && !r.changeIn(t, end) && r.that(t):
			status = record.RuledOut
		default:
			continue
		}
		for _, s := range r.slotsIn(t+1, end) {
			if unsettledPlan(s.status) {
				s.status = status
			}
		}
		for i := range r.ms {
			if m := &r.ms[i]; m.First > t && m.End <= end && r.alone(m.event) {
				r.events[m.event].status = status
			}
		}
		return
	}
}

// that reports whether a clause of what is said follows token t.
func (r *reading) that(t int) bool {
	return r.is(t+1, words.That)
}

// alone reports whether an event is told in one sentence only.
func (r *reading) alone(c int) bool {
	list := r.events[c].mentions
	return r.ms[list[0]].sentence == r.ms[list[len(list)-1]].sentence
}

// changes follow what was called off, put off or moved.
func (r *reading) changes(first, end int) {
	for t := first; t < end; t++ {
		off, put, moved := r.lemma(t, words.Cancels), r.lemma(t, words.Postpones), r.lemma(t, words.Moves)
		if !off && !put && !moved || r.upos(t) != doc.VERB {
			continue
		}
		if !r.real(first, t) {
			r.stays(first, t)
			continue
		}
		c, passive := r.changed(first, end, t)
		switch {
		case c < 0:
		case off:
			r.callOff(c, first, end, t, passive)
		default:
			r.move(c, first, end, t, put)
		}
	}
}

// real reports whether a change is told as made: not denied, doubted, feared or asked for.
func (r *reading) real(first, t int) bool {
	if r.blocked(first, t) {
		return false
	}
	plain := r.d.Words[t].XPOS != doc.XVBG
	for i := t - 1; i >= max(first, t-4); i-- {
		if r.is(i, words.Unreal) || r.is(i, words.No) {
			return false
		}
		switch r.upos(i) {
		case doc.AUX:
			plain = true
		case doc.ADV, doc.PART:
		default:
			return plain
		}
	}
	return plain
}

// stays keeps an event planned that somebody denies was called off.
func (r *reading) stays(first, t int) {
	if !r.blocked(first, t) {
		return
	}
	for i := range r.ms {
		m := &r.ms[i]
		if m.First < first || m.End > t || !r.alone(m.event) {
			continue
		}
		if c := &r.events[m.event]; group(r.statusOf(c)) != past {
			c.status = record.Planned
		}
	}
}

// changed is the event that a verb of change at token t is about, -1 for none: what it
// is said of in the passive, what comes next otherwise.
func (r *reading) changed(first, end, t int) (event int, passive bool) {
	for i := t - 1; i >= max(first, t-3) && !passive; i-- {
		passive = r.upos(i) == doc.AUX && words.Be.Has(r.d.Words[i].Lemma) && r.d.Words[t].XPOS != doc.XVBG
	}
	event = -1
	if !passive {
		for i := range r.ms {
			if m := &r.ms[i]; m.First > t && m.First <= t+8 && m.End <= end {
				return m.event, false
			}
		}
		return -1, false
	}
	for i := range r.ms {
		m := &r.ms[i]
		if m.End > t {
			break
		}
		if m.First >= first || event < 0 || r.pronoun(first, t) {
			event = m.event
		}
	}
	if event >= 0 && !r.heldIn(event, first, t) && !r.pronoun(first, t) {
		return -1, true
	}
	return event, true
}

// heldIn reports whether event c is named in tokens [first, t).
func (r *reading) heldIn(c, first, t int) bool {
	return slices.ContainsFunc(r.events[c].mentions, func(i int) bool {
		return r.ms[i].First >= first && r.ms[i].End <= t
	})
}

// pronoun reports whether a clause begins with a word for what was told before.
func (r *reading) pronoun(first, t int) bool {
	for i := first; i < t; i++ {
		if r.upos(i) == doc.PRON && r.is(i, words.Told) {
			return true
		}
	}
	return false
}

// dated are the slots that a change of an event reaches.
func (r *reading) dated(c, first, end int) []*slot {
	var out []*slot
	for _, s := range r.slotsIn(first, end) {
		switch r.fills[s.Kind] {
		case record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot:
			if s.event == c || r.heldIn(c, first, end) {
				out = append(out, s)
			}
		}
	}
	return out
}

func (r *reading) callOff(c, first, end, t int, passive bool) {
	r.events[c].status = record.Cancelled
	for _, s := range r.dated(c, first, end) {
		if passive && s.First > t && !r.former(t, s.First) {
			r.drop(s) // the day on which it was called off
			continue
		}
		if s.event == c {
			s.status = record.Cancelled
		}
	}
}

// former reports whether a word of an earlier plan stands in tokens [from, to).
func (r *reading) former(from, to int) bool {
	for t := from; t < to; t++ {
		if r.is(t, words.Formerplan) {
			return true
		}
	}
	return false
}

// drop takes a slot from its event.
func (r *reading) drop(s *slot) {
	c := &r.events[s.event]
	c.slots = slices.DeleteFunc(c.slots, func(i int) bool { return &r.ss[i] == s })
	s.event = -1
}

// move gives the values before a change and those after "from" up, and takes up those after "to".
func (r *reading) move(c, first, end, t int, put bool) {
	list := r.dated(c, first, end)
	fresh := map[string]bool{}
	for _, s := range list {
		if s.First > t && r.newly(s) {
			fresh[r.fills[s.Kind]] = true
		}
	}
	day := fresh[record.DateSlot]
	for _, s := range list {
		kind := r.fills[s.Kind]
		place := kind == record.PlaceSlot || kind == record.VenueSlot
		switch {
		case s.First > t && r.newly(s):
			s.status = record.Planned
		case s.First > t && !r.is(s.First, words.Formerly) && !r.is(s.First-1, words.Formerly):
		case place && (s.First > t || fresh[kind]):
			s.status = record.Cancelled
		case !place && (day || put):
			s.status = record.Postponed
		}
	}
	if day {
		r.events[c].status, r.events[c].moved = record.Planned, true
	} else if put {
		r.events[c].status = record.Postponed
	}
}

// newly reports whether a slot holds what came instead.
func (r *reading) newly(s *slot) bool {
	return r.is(s.First, words.Newly) || r.is(s.First-1, words.Newly) || r.is(s.End-1, words.Later)
}

// formerPlans gives up the days of an event that was put off or called off which are told as plans of then.
func (r *reading) formerPlans(c *cluster) {
	status := c.status
	if c.moved {
		status = record.Postponed
	}
	if status != record.Cancelled && status != record.Postponed {
		return
	}
	for _, i := range c.slots {
		s := &r.ss[i]
		if k := r.fills[s.Kind]; k != record.DateSlot && k != record.TimeSlot || !unsettledPlan(s.status) {
			continue
		}
		start := r.d.Sentences[s.sentence].FirstToken
		for t := s.First - 1; t >= start; t-- {
			if r.is(t, words.Formerplan) && t > start && words.Be.Has(r.d.Words[t-1].Lemma) && r.d.Words[t-1].XPOS != doc.XVBZ {
				s.status = status
				break
			}
			if r.d.Words[t].XPOS == doc.XMD {
				break
			}
		}
	}
}
