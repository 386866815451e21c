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
		if r.fills[s.Kind] != record.AgendaSlot || r.upos(s.End) != doc.CCONJ {
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

// whole joins the pieces of a phrase that the head cuts behind a preposition or an article: "the
// sharing of" and "the waters of the river". Of "the state of and prospects for trade" each stays.
func (r lists) whole(spans []span) []span {
	var out []span
	for _, s := range spans {
		if n := len(out); n > 0 && out[n-1].Kind == s.Kind && out[n-1].End == s.First && !r.coordinate(out[n-1]) {
			if u := r.upos(s.First - 1); u == doc.ADP || u == doc.DET {
				out[n-1].End = s.End
				out[n-1].Score = min(out[n-1].Score, s.Score)
				continue
			}
		}
		out = append(out, s)
	}
	return out
}

// coordinate reports whether a span joins two things.
func (r lists) coordinate(s span) bool {
	for t := s.First; t < s.End; t++ {
		if r.upos(t) == doc.CCONJ {
			return true
		}
	}
	return false
}
