package event

import (
	"slices"

	"readout/event/cue"
	"readout/event/days"
	"readout/event/value"
	"readout/record"
)

// parting makes two events of one that is said to be on two days. Mentions are joined before it is known which date is
// said of which; here both are.
type parting struct{ *draft }

func (r parting) part() {
	for c := 0; c < len(r.events); c++ { // what comes of it may be on two days itself
		if kind := kindOf(r.draft, &r.events[c]); kind != visitKind {
			if moved := days.Apart(r.dated(c), oneDay[kind]); len(moved) > 0 {
				r.split(c, moved)
			}
		}
	}
}

// oneDay are the kinds of event that begin and end on one day.
var oneDay = map[string]bool{"vote": true, "hearing": true}

// dated are the mentions of an event that a day is said of; none where a day is said to have changed.
func (r parting) dated(c int) []days.Dated {
	var list []days.Dated
	for _, k := range r.events[c].slots {
		s := &r.ss[k]
		t := value.Day(r.Text, s.Range)
		if s.fill != record.DateSlot || t == nil || !days.Exact(t.Value) {
			continue
		}
		if x := r.Sentences[s.sentence]; cue.ChangeIn(r.Text, x.FirstToken, x.EndToken) {
			return nil
		}
		i := slices.IndexFunc(list, func(d days.Dated) bool { return d.Mention == s.near })
		if i < 0 {
			i = len(list)
			list = append(list, days.Dated{Mention: s.near})
		}
		list[i].Days = append(list[i].Days, days.Day(t.Value))
	}
	return list
}

// split gives some mentions of an event, with what is said at them, an event of their own.
func (r parting) split(c int, moved []int) {
	old := r.events[c]
	var rest, own cluster
	for _, m := range old.mentions {
		to := &rest
		if slices.Contains(moved, m) {
			to, r.ms[m].event = &own, len(r.events)
		}
		to.mentions = append(to.mentions, m)
		if which := r.ms[m].which; which != "" {
			to.which = which
		}
	}
	for _, k := range old.slots {
		to := &rest
		if s := &r.ss[k]; slices.Contains(moved, s.near) {
			to, s.event = &own, len(r.events)
		}
		to.slots = append(to.slots, k)
	}
	r.events[c] = rest
	r.events = append(r.events, own)
}
