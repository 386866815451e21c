package event

import (
	"readout/event/clause"
	"readout/event/phrase"
)

// A clause tells of something earlier, to explain what the report tells, when it hangs
// on a word ("their first meeting since Berg met Silva in Oslo") and names another event
// than the one that is asked about.

// background finds what is told only to explain.
type background struct{ *draft }

// behind reports whether token t stands in a subordinate clause that names another event
// and not event c.
func (r background) behind(t, c int) bool {
	if t >= len(r.Words) {
		return false
	}
	in, ok := clause.At(r.Text, t)
	if !ok {
		return false
	}
	other := false
	for i := range r.ms {
		m := &r.ms[i]
		if m.sentence != r.SentenceOf(t) || !in.Holds(m.End-1) {
			continue
		}
		if m.event == c {
			return false
		}
		other = true
	}
	return other
}

// only reports whether an entity is named only in clauses that tell of another event than c.
func (r background) only(e, c int) bool {
	found := false
	for _, k := range r.Entities[e].Mentions {
		m := &r.Mentions[k]
		if !phrase.Named(m) {
			continue
		}
		if !r.behind(m.Head, c) {
			return false
		}
		found = true
	}
	return found
}

// explains reports whether a mention only explains another event: it stands in a
// subordinate clause, and the clause above names another event.
func (r background) explains(m *mention) bool {
	if m.End > len(r.Words) {
		return false
	}
	in, ok := clause.At(r.Text, m.End-1)
	if !ok {
		return false
	}
	for i := range r.ms {
		o := &r.ms[i]
		if o.sentence == m.sentence && o.event != m.event && !in.Holds(o.End-1) {
			return true
		}
	}
	return false
}
