package event

import (
	"slices"

	"readout/doc"
	"readout/event/cue"
	"readout/event/words"
	"readout/record"
)

// changes follow what was called off, put off or moved.
func (r decider) changes() {
	for t := r.sentence.First; t < r.sentence.End; t++ {
		change := cue.ChangeAt(r.Text, t)
		if change == cue.NoChange || r.UPOS(t) != doc.VERB {
			continue
		}
		if !cue.Real(r.Text, r.sentence.First, t) {
			r.stays(t)
			continue
		}
		c, passive := r.changed(t)
		switch {
		case c < 0:
		case change == cue.Off:
			r.callOff(c, t, passive)
		default:
			r.move(c, t, change == cue.Put, passive)
		}
	}
}

// stays keeps an event planned, with its day and place, that somebody denies was called off or only speaks
// of calling off.
func (r decider) stays(t int) {
	denied := cue.Blocked(r.Text, r.sentence.First, t)
	if !denied && !cue.Unmade(r.Text, r.sentence.First, t) {
		return
	}
	for i := range r.ms {
		m := &r.ms[i]
		if !r.sentence.Contains(m.Range) || !r.alone(m.event) {
			continue
		}
		if status := r.status(m.event); denied && m.End <= t && group(status) != past || givenUp(status) {
			r.events[m.event].status = record.Planned
		}
	}
	for _, s := range r.slots() {
		if givenUp(s.status) && r.named(s.event, r.sentence.End) {
			s.status = record.Planned
		}
	}
}

// givenUp reports whether a status says that something will not be as planned.
func givenUp(status string) bool { return status == record.Cancelled || status == record.Postponed }

// changed is the event that a verb of change at token t is about, -1 for none: what it
// is said of in the passive, what comes next otherwise.
func (r decider) changed(t int) (event int, passive bool) {
	if !cue.Passive(r.Text, r.sentence.First, t) {
		for i := range r.ms {
			if m := &r.ms[i]; m.First > t && m.First <= t+8 && m.End <= r.sentence.End {
				return m.event, false
			}
		}
		return -1, false
	}
	event = -1
	told := cue.ToldBefore(r.Text, r.sentence.First, t)
	for i := range r.ms {
		m := &r.ms[i]
		if m.End > t {
			break
		}
		if m.First >= r.sentence.First && cue.OtherSubject(r.Text, m.End, t) {
			continue
		}
		if m.First >= r.sentence.First || event < 0 || told {
			event = m.event
		}
	}
	if event >= 0 && !told && !r.named(event, t) {
		return -1, true
	}
	return event, true
}

// named reports whether event c is named in the sentence before token t.
func (r decider) named(c, t int) bool {
	return slices.ContainsFunc(r.events[c].mentions, func(i int) bool {
		return r.ms[i].First >= r.sentence.First && r.ms[i].End <= t
	})
}

// dated are the slots that a change of an event reaches.
func (r decider) dated(c int) []*slot {
	var out []*slot
	for _, s := range r.slots() {
		switch s.fill {
		case record.DateSlot, record.TimeSlot, record.PlaceSlot, record.VenueSlot:
			if s.event == c || r.named(c, r.sentence.End) {
				out = append(out, s)
			}
		}
	}
	return out
}

func (r decider) callOff(c, t int, passive bool) {
	r.events[c].status = record.Cancelled
	for _, s := range r.dated(c) {
		if cue.DayOfChange(r.Text, s.Range, t, passive) {
			r.drop(s)
		} else if s.event == c {
			s.status = record.Cancelled
		}
	}
}

// drop takes a slot from its event.
func (r decider) drop(s *slot) {
	c := &r.events[s.event]
	c.slots = slices.DeleteFunc(c.slots, func(i int) bool { return &r.ss[i] == s })
	s.event = -1
}

// move gives the values before a change and those after "from" up, and takes up those after "to".
func (r decider) move(c, t int, put, passive bool) {
	list := r.dated(c)
	fresh := map[string]bool{}
	for _, s := range list {
		r.onlyNew(s, t)
		fresh[s.fill] = fresh[s.fill] || cue.Instead(r.Text, s.Range, t)
	}
	day := fresh[record.DateSlot]
	for _, s := range list {
		place := s.fill == record.PlaceSlot || s.fill == record.VenueSlot
		switch {
		case cue.Instead(r.Text, s.Range, t):
			s.status, s.worded = record.Planned, true
		case s.fill == record.DateSlot && put && s.event >= 0 && cue.DayOfChange(r.Text, s.Range, t, passive):
			r.drop(s)
		case s.First > t && !cue.Old(r.Text, s.Range):
		case place && (s.First > t || fresh[s.fill]):
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

// onlyNew leaves the new day alone of a slot that has both behind a verb of change: "from Thursday to May 16" is no
// stretch of time.
func (r decider) onlyNew(s *slot, t int) {
	if s.fill != record.DateSlot || s.First <= t || !cue.Old(r.Text, s.Range) {
		return
	}
	for k := s.First + 1; k < s.End-1; k++ {
		if r.Is(k, words.Newly) {
			s.First = k + 1
			return
		}
	}
}
