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

// dated is a mention and the days that are said of its event there.
type dated struct {
	mention int
	days    []string
}

func (r parting) part() {
	for c := 0; c < len(r.events); c++ { // what comes of it may be on two days itself
		if kind := kindOf(r.draft, &r.events[c]); kind != visitKind {
			if moved := apart(r.dated(c), oneDay[kind]); len(moved) > 0 {
				r.split(c, moved)
			}
		}
	}
}

// oneDay are the kinds of event that begin and end on one day.
var oneDay = map[string]bool{"vote": true, "hearing": true}

// dated are the mentions of an event that a day is said of; none where a day is said to have changed.
func (r parting) dated(c int) []dated {
	var list []dated
	for _, k := range r.events[c].slots {
		s := &r.ss[k]
		t := value.Day(r.Text, s.Range)
		if s.fill != record.DateSlot || t == nil || !days.Exact(t.Value) {
			continue
		}
		if x := r.Sentences[s.sentence]; cue.ChangeIn(r.Text, x.FirstToken, x.EndToken) {
			return nil
		}
		i := slices.IndexFunc(list, func(d dated) bool { return d.mention == s.near })
		if i < 0 {
			i = len(list)
			list = append(list, dated{mention: s.near})
		}
		list[i].days = append(list[i].days, days.Day(t.Value))
	}
	return list
}

// apart are the mentions that are on other days than most are. brief reports whether the next day is another one.
func apart(list []dated, brief bool) []int {
	near := func(x, y dated) bool {
		return slices.ContainsFunc(x.days, func(a string) bool {
			return slices.ContainsFunc(y.days, func(b string) bool { return a == b || !brief && days.Near(a, b) })
		})
	}
	main, most := 0, 0
	for i, x := range list {
		n := 0
		for _, y := range list {
			if near(x, y) {
				n += len(y.days)
			}
		}
		if n > most {
			main, most = i, n
		}
	}
	var out []int
	for _, x := range list {
		if !near(x, list[main]) {
			out = append(out, x.mention)
		}
	}
	return out
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
