package event

import (
	"slices"

	"readout/doc"
	"readout/event/cue"
	"readout/event/value"
	"readout/event/words"
	"readout/record"
)

// Some words decide a status whatever the heads say: "called off", "postponed to", "denied
// that". Package cue knows the words and how far each reaches; here is to which slots and
// events of the article.

// deciding corrects statuses by the words that decide them.
type deciding struct{ *draft }

func (r deciding) decide() {
	mooding(r).slots()
	for i := range r.Sentences {
		s := decider{r.draft, doc.Range{First: r.Sentences[i].FirstToken, End: r.Sentences[i].EndToken}}
		if !s.speaksOfEvents() {
			continue
		}
		s.openValues()
		s.past()
		s.negations()
		s.attempts()
		s.unplanned()
		s.reported()
		s.changes()
	}
	for c := range r.events {
		r.formerPlans(&r.events[c])
	}
}

// formerPlans gives up the days of an event that was put off or called off which are told as plans of then.
func (r deciding) formerPlans(c *cluster) {
	status := c.status
	if c.moved {
		status = record.Postponed
	}
	if status != record.Cancelled && status != record.Postponed {
		return
	}
	for _, i := range c.slots {
		s := &r.ss[i]
		if s.fill != record.DateSlot && s.fill != record.TimeSlot || !unsettledPlan(s.status) {
			continue
		}
		if cue.FormerPlan(r.Text, r.Sentences[s.sentence].FirstToken, s.First) {
			s.status = status
		}
	}
}

// decider corrects statuses by the words of one sentence.
type decider struct {
	*draft
	sentence doc.Range
}

// speaksOfEvents reports whether something in the sentence is said of an event.
func (r decider) speaksOfEvents() bool {
	in := func(t int) bool { return t >= r.sentence.First && t < r.sentence.End }
	for i := range r.ms {
		if in(r.ms[i].First) {
			return true
		}
	}
	for i := range r.ss {
		if in(r.ss[i].First) {
			return true
		}
	}
	return false
}

// slotsIn are the slots of tokens [first, end) that some event has.
func (r decider) slotsIn(first, end int) []*slot {
	var out []*slot
	for i := range r.ss {
		if s := &r.ss[i]; s.event >= 0 && s.First >= first && s.End <= end {
			out = append(out, s)
		}
	}
	return out
}

// slots are those of the sentence.
func (r decider) slots() []*slot { return r.slotsIn(r.sentence.First, r.sentence.End) }

// alone reports whether an event is told in one sentence only.
func (r decider) alone(c int) bool {
	list := r.events[c].mentions
	return r.ms[list[0]].sentence == r.ms[list[len(list)-1]].sentence
}

// status is the status of an event as it stands.
func (r decider) status(c int) string { return standing{r.draft}.of(&r.events[c]) }

// openValues marks what words right at a value say is open: "no date", "may be held in", "if".
func (r decider) openValues() {
	condition := cue.ConditionIn(r.Text, r.sentence.First, r.sentence.End)
	for i := range r.ms {
		m := &r.ms[i]
		if r.sentence.Contains(m.Range) && r.alone(m.event) && condition.CoversSubject(m.Range) &&
			unsettledPlan(r.status(m.event)) {
			r.events[m.event].status = record.Possible
		}
	}
	for _, s := range r.slots() {
		switch {
		case r.Is(s.First, words.No) && s.End-s.First <= 3 && value.Of(r.Text, s.Range, s.fill, s.status) == "":
			s.status = record.Undecided
		case !unsettledPlan(s.status):
		case cue.Modal(r.Text, r.sentence.First, s.First, words.Maybe), condition.Covers(s.Range):
			r.decide(s, record.Possible, cue.VerbFrom(r.Text, cue.MoodAt(r.Text, r.sentence.First, s.First)))
		case r.Is(s.First, words.Instead) || s.First > r.sentence.First+1 && r.Is(s.First-2, words.Instead):
			s.status = record.RuledOut
		}
	}
}

// decide gives a slot the status that words say, unless the heads rule it out and the verb that the words are
// about does not say that the event takes place: "did not [mention] the speech", "might [forge] a deal this year".
// Of 81 such slots of unseen reports 5 had the status that the words gave them.
func (r decider) decide(s *slot, status string, verb int) {
	if (standing{r.draft}).weight(s, group(status)) >= r.wordsFrom || r.takesPlace(verb) {
		s.status = status
	}
}

// takesPlace reports whether a verb says that an event takes place, or names one.
func (r decider) takesPlace(t int) bool {
	return t >= 0 && (r.Lemma(t, words.Happens) || slices.ContainsFunc(r.ms, func(m mention) bool {
		return m.First <= t && t < m.End
	}))
}

// past marks what is told as done by the verb next before it: "was held in", "lasted".
func (r decider) past() {
	for _, s := range r.slots() {
		verbs := words.Happens
		switch s.fill {
		case record.DateSlot, record.PlaceSlot, record.VenueSlot:
		case record.FormatSlot:
			verbs = words.Lasts
		default:
			continue
		}
		if unsettledPlan(s.status) && !(standing{r.draft}).barred(s, record.Held) &&
			cue.Done(r.Text, r.sentence.First, s.First, verbs) {
			s.status = record.Held
		}
	}
}

// negations mark what a negation reaches: to the end of its clause.
func (r decider) negations() {
	for t := r.sentence.First + 1; t < r.sentence.End; t++ {
		reach := cue.Negated(r.Text, t, r.sentence.End)
		if reach.Empty() || cue.Blocked(r.Text, r.sentence.First, t) || cue.ChangeIn(r.Text, t, reach.End) {
			continue
		}
		for _, s := range r.slotsIn(reach.First, reach.End) {
			if group(s.status) != negative && s.fill != record.AgendaSlot && s.fill != record.OutcomeSlot {
				r.decide(s, record.RuledOut, cue.VerbFrom(r.Text, t+1))
			}
		}
	}
}

// attempts mark what somebody failed to do or was only due to do: "failed to [pass the bill]".
func (r decider) attempts() {
	for i := range r.ms {
		m := &r.ms[i]
		if !r.sentence.Contains(m.Range) || !r.alone(m.event) {
			continue
		}
		switch c := &r.events[m.event]; {
		case cue.Failed(r.Text, m.First) && group(r.status(m.event)) != negative:
			c.status = record.RuledOut
		case cue.Due(r.Text, m.First) && r.status(m.event) == record.Held:
			c.status = record.Planned
		}
	}
}

// unplanned marks documents and press conferences of which the sentence says that none is planned.
func (r decider) unplanned() {
	for _, s := range r.slots() {
		if s.fill != record.DocumentSlot && s.fill != record.PressSlot || group(s.status) == negative ||
			!cue.Denied(r.Text, s.Range) {
			continue
		}
		if cue.Unplanned(r.Text, s.End, r.sentence.End) {
			s.status = record.NotPlanned
		}
	}
}

// reported marks what somebody denies, and what is open whether it will be.
func (r decider) reported() {
	for t := r.sentence.First; t < r.sentence.End; t++ {
		status := ""
		switch {
		case r.Is(t, words.Open):
			status = record.Undecided
		case r.Lemma(t, words.Denies) && r.UPOS(t) == doc.VERB && !cue.ChangeIn(r.Text, t, r.sentence.End) &&
			r.Is(t+1, words.That):
			status = record.RuledOut
		default:
			continue
		}
		for _, s := range r.slotsIn(t+1, r.sentence.End) {
			if unsettledPlan(s.status) {
				r.decide(s, status, cue.VerbIn(r.Text, t+1, s.First))
			}
		}
		for i := range r.ms {
			if m := &r.ms[i]; m.First > t && m.End <= r.sentence.End && r.alone(m.event) {
				r.events[m.event].status = status
			}
		}
		return
	}
}
