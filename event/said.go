package event

import (
	"readout/event/words"
	"readout/record"
)

// saidBy is who is made to say a slot, and in which statement: the innermost one that
// holds its words, or -1 where the report says it itself.
func (r *reading) saidBy(s *slot) (speakers []int, statement int) {
	st := int(r.statement[s.First])
	if st < 0 || r.statement[s.End-1] < 0 || r.aside(s.First) {
		return nil, -1
	}
	for k := st; k >= 0; k = r.d.Statements[k].NestedIn {
		if a := r.d.Statements[k].Attitude; a != "" && a != record.Speech && a != record.Document {
			continue
		}
		if who := r.d.Statements[k].Speakers; len(who) > 0 {
			return who, st
		}
	}
	return nil, st
}

// aside reports whether token t stands in a remark that the report puts into reported
// words: "the summit, set for June 16". What is quoted is the speaker's.
func (r *reading) aside(t int) bool {
	if r.d.Tokens[t].Quote >= 0 {
		return false
	}
	st := r.statement[t]
	for i := t - 1; i > 0 && r.statement[i] == st && r.d.Tokens[i].Sentence == r.d.Tokens[t].Sentence; i-- {
		switch r.d.Form(i) {
		case ",", "(", "–", "—", "-":
			return r.is(i+1, words.Aside) || r.d.Form(i) == "("
		}
	}
	return false
}
