package event

import (
	"readout/event/cue"
	"readout/record"
)

// Some words that govern those for an event say that it is only thought of, or withheld, whatever the heads say. They
// are asked before mentions are joined: what was only proposed is not what was held.

// moods are the statuses that moods give; the heads have the last word where there is none.
var moods = map[cue.Mood]string{cue.Unmet: record.RuledOut, cue.Imagined: record.Possible,
	cue.Unset: record.Undecided}

// mooding corrects the statuses of mentions by the words that govern them.
type mooding struct{ *draft }

func (r mooding) weigh() {
	for i := range r.ms {
		m := &r.ms[i]
		if of := group(standing(r).of(&cluster{mentions: []int{i}})); of != past && of != firm {
			continue // what the head takes as open or denied it knows better
		}
		if m.mood = moods[cue.MoodOf(r.Text, m.Range)]; m.mood != "" {
			r.shift(m, m.mood)
		}
	}
}

// shift makes a status of a mention sure, and leaves the others what is left.
func (r mooding) shift(m *mention, status string) {
	for k, name := range r.statuses {
		m.status[k] *= 1 - moodSure
		if name == status {
			m.status[k] += moodSure
		}
	}
}

// moodSure is how sure the status is that words give a mention.
const moodSure = 0.95

// slots gives what is said of such mentions, beside them, their status.
func (r mooding) slots() {
	for i := range r.ss {
		s := &r.ss[i]
		if g := group(s.status); s.event < 0 || g != past && g != firm {
			continue
		}
		if m := &r.ms[s.near]; m.mood != "" && m.sentence == s.sentence {
			s.status = m.mood
		}
	}
}
