package event

import (
	"slices"

	"readout/event/head"
	"readout/event/label"
	"readout/event/mark"
)

// finding finds the mentions of events and the slots of an article.
type finding struct {
	*draft
	judge
}

// How many mentions and slots are read in an article, and how many names are weighed as
// parties: many times what the longest reports have, which are weighed against each other.
const (
	mostMentions = 8 * head.Reach
	mostSlots    = 2 * mostMentions
	mostNames    = 2 * mostMentions
)

func (r finding) find() {
	found := mark.Mentions(r.Text, r.judge.Mentions().Spans(r.Doc, r.mentionBias))
	found = slices.DeleteFunc(found, func(s label.Span) bool { // "the court" may tell of a hearing, and of nothing else
		return r.kinds[s.Kind] == otherKind && r.Body(s.Range) || r.Thing(s.Range)
	})
	end := len(r.Tokens) // of what is read
	if len(found) > mostMentions {
		end = found[mostMentions].First
	}
	for _, s := range found[:min(len(found), mostMentions)] {
		r.ms = append(r.ms, mention{Span: s, sentence: r.SentenceOf(s.First), which: mark.Which(r.Text, s.Range), event: -1})
	}
	if len(r.ms) == 0 {
		return
	}
	spans := r.spans()
	for i, row := range r.MentionStatus(spans) {
		r.ms[i].status = make([]float64, len(row))
		label.Softmax(r.ms[i].status, row)
	}
	marked := mark.Slots(r.Text, r.fills, r.judge.Slots().Spans(r.Doc, r.slotBias))
	if len(marked) > mostSlots {
		end = min(end, marked[mostSlots].First)
	}
	if end < len(r.Tokens) {
		r.StopAt(r.Tokens[end].Start)
	}
	marked = slices.DeleteFunc(marked, func(s label.Span) bool { return s.First >= end })
	for i, x := range r.Links(marked, spans) {
		s := slot{Span: marked[i], sentence: r.SentenceOf(marked[i].First), fill: r.fills[marked[i].Kind], event: -1,
			from: x.From, shares: make([]float64, len(x.List))}
		if len(x.List) > 0 {
			label.Softmax(s.shares, x.List)
		}
		r.ss = append(r.ss, s)
	}
}
