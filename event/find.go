package event

import (
	"readout/event/label"
	"readout/event/mark"
)

// finding finds the mentions of events and the slots of an article.
type finding struct {
	*draft
	judge
}

func (r finding) find() {
	for _, s := range mark.Mentions(r.Text, r.judge.Mentions().Spans(r.Doc, r.mentionBias)) {
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
	for i, x := range r.Links(marked, spans) {
		s := slot{Span: marked[i], sentence: r.SentenceOf(marked[i].First), fill: r.fills[marked[i].Kind], event: -1,
			from: x.From, shares: make([]float64, len(x.List))}
		if len(x.List) > 0 {
			label.Softmax(s.shares, x.List)
		}
		r.ss = append(r.ss, s)
	}
}
