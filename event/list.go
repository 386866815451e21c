package event

import (
	"slices"

	"readout/doc"
	"readout/record"
)

// lists completes lists of topics.
type lists struct{ *reading }

// items adds to the topics of an event the last one of a list, which the head leaves out where
// it is told in other words than the rest: "strategic stability and arms control issues".
func (r lists) items() {
	var more []slot
	for i := range r.ss {
		s := &r.ss[i]
		if r.fills[s.kind] != record.AgendaSlot || r.upos(s.End) != doc.CCONJ {
			continue
		}
		item := s.span
		item.First, item.End = s.End+1, r.nounsEnd(s.End+1)
		if item.End > item.First && r.d.SentenceOf(item.End-1) == s.sentence && !r.hasSlot(item.First, item.End) {
			more = append(more, slot{span: item, sentence: s.sentence, event: -1})
		}
	}
	r.ss = append(r.ss, more...)
	slices.SortStableFunc(r.ss, func(a, b slot) int { return a.First - b.First })
}

// nounsEnd is the end of a noun phrase without verbs that begins at token t, followed by a mark or
// the end of its sentence; t where none does.
func (r lists) nounsEnd(t int) int {
	end := t
	for ; end < len(r.d.Words) && r.upos(end) != doc.PUNCT; end++ {
		switch r.upos(end) {
		case doc.NOUN, doc.PROPN, doc.ADJ, doc.DET, doc.NUM, doc.ADP:
		default:
			return t
		}
	}
	if u := r.upos(end - 1); u != doc.NOUN && u != doc.PROPN {
		return t
	}
	return end
}

// hasSlot reports whether a slot stands in tokens [first, end).
func (r lists) hasSlot(first, end int) bool {
	return slices.ContainsFunc(r.ss, func(s slot) bool { return s.First < end && first < s.End })
}
