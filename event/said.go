package event

import (
	"slices"

	"readout/doc"
	"readout/event/company"
	"readout/event/phrase"
	"readout/event/words"
	"readout/record"
)

// sources finds who says what of an event.
type sources struct {
	phrase.Text
	statement []int32 // innermost statement whose content holds each token, or -1
}

func newSources(x phrase.Text) sources {
	r := sources{x, make([]int32, len(x.Tokens))}
	for t := range r.statement {
		r.statement[t] = -1
	}
	size := make([]int, len(x.Tokens))
	for i := range x.Statements {
		for _, sp := range x.Statements[i].Content {
			first, end := x.TokensIn(sp)
			for t := first; t < end; t++ {
				if r.statement[t] < 0 || end-first < size[t] {
					r.statement[t], size[t] = int32(i), end-first
				}
			}
		}
	}
	return r
}

// saidBy is who is made to say some words, and in which statement: the innermost one that
// holds them, or -1 where the report says it itself.
func (r sources) saidBy(s doc.Range) (speakers []int, statement int) {
	st := int(r.statement[s.First])
	if st < 0 || r.statement[s.End-1] < 0 || r.aside(s.First) {
		return nil, -1
	}
	for k := st; k >= 0; k = r.Statements[k].NestedIn {
		if a := r.Statements[k].Attitude; a != "" && a != record.Speech && a != record.Document {
			continue
		}
		if who := r.Statements[k].Speakers; len(who) > 0 {
			return who, st
		}
	}
	return nil, st
}

// others reports whether a name stands outside the quotation that a mention at token t is in and is not that of its
// speaker, who is known: whom the report names beside it is more likely somebody else than "I" or "he". "The meeting"
// was told before.
func (r sources) others(t int, n *company.Name) bool {
	q := r.Tokens[t].Quote
	if q < 0 || r.Tokens[n.First].Quote == q || r.Is(t, words.Given) {
		return false
	}
	known := false
	for st := int(r.statement[t]); st >= 0; st = r.Statements[st].NestedIn {
		if slices.Contains(r.Statements[st].Speakers, n.Entity) {
			return false
		}
		known = known || len(r.Statements[st].Speakers) > 0
	}
	return known
}

// aside reports whether token t stands in a remark that the report puts into reported
// words: "the summit, set for June 16". What is quoted is the speaker's.
func (r sources) aside(t int) bool {
	if r.Tokens[t].Quote >= 0 {
		return false
	}
	st := r.statement[t]
	for i := t - 1; i > 0 && r.statement[i] == st && r.Tokens[i].Sentence == r.Tokens[t].Sentence; i-- {
		switch r.Form(i) {
		case ",", "(", "–", "—", "-":
			return r.Is(i+1, words.Aside) || r.Form(i) == "("
		}
	}
	return false
}

// contradict reports whether the statement that holds token t says of a slot that it is not so: "gas was not on the
// agenda of the summit". Of a day or a place another thing may be said not to be.
func (r sources) contradict(t int, slot string) bool {
	switch slot {
	case record.AgendaSlot, record.DocumentSlot, record.PressSlot, record.FormatSlot:
	default:
		return false
	}
	if r.statement[t] < 0 {
		return false
	}
	c := r.Statements[r.statement[t]].Commitment
	return c == record.CertainMinus || c == record.ProbableMinus
}
