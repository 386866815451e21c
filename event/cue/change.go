package cue

import (
	"readout/doc"
	"readout/event/phrase"
	"readout/event/words"
)

// Change is what a verb says became of an event.
type Change uint8

// The changes.
const (
	NoChange Change = iota
	Off             // called off
	Put             // put off
	Moved           // moved to another day or place
)

// ChangeAt is the change that the word at token t tells of, NoChange for other words.
func ChangeAt(x phrase.Text, t int) Change {
	switch {
	case x.Lemma(t, words.Cancels):
		return Off
	case x.Lemma(t, words.Postpones):
		return Put
	case x.Lemma(t, words.Moves):
		return Moved
	}
	return NoChange
}

// ChangeIn reports whether a word for a change stands in tokens [from, to).
func ChangeIn(x phrase.Text, from, to int) bool {
	for t := from; t < to; t++ {
		if ChangeAt(x, t) != NoChange {
			return true
		}
	}
	return false
}

// Real reports whether a change is told as made: not denied, doubted, feared or asked for.
func Real(x phrase.Text, first, t int) bool {
	if Blocked(x, first, t) {
		return false
	}
	plain := x.Words[t].XPOS != doc.XVBG
	for i := t - 1; i >= max(first, t-4); i-- {
		if x.Is(i, words.Unreal) || x.Is(i, words.No) {
			return false
		}
		switch x.UPOS(i) {
		case doc.AUX:
			plain = true
		case doc.ADV, doc.PART:
		default:
			return plain
		}
	}
	return plain
}

// Unmade reports whether the change at token t is only spoken of: "did not rule out postponing", "may be delayed", "a
// strike would delay the vote".
func Unmade(x phrase.Text, first, t int) bool {
	if x.Words[t].XPOS != doc.XVBG {
		return feared(x, first, t)
	}
	for i := t - 1; i >= max(first, t-3) && x.UPOS(i) != doc.PUNCT; i-- {
		if x.Lemma(i, words.Unmade) {
			return true
		}
	}
	return false
}

// feared reports whether the change at token t is what may be, or would be by something that is not settled either: "a
// strike would delay the vote", but not "said she would delay it".
func feared(x phrase.Text, first, t int) bool {
	i := t - 1
	for i > first && (x.UPOS(i) == doc.ADV || x.UPOS(i) == doc.AUX && !x.Is(i, words.Modal)) {
		i--
	}
	if i <= first || x.UPOS(i) != doc.AUX {
		return false
	}
	return x.Is(i, words.Maybe) || i == t-1 && x.Is(i, words.Would) && x.UPOS(i-1) == doc.NOUN &&
		x.Is(first, words.New)
}

// Passive reports whether the verb of a change at token t is in the passive, or is one of putting off that has no
// object and is said of what was put off: "[Trial] adjourned until March".
func Passive(x phrase.Text, first, t int) bool {
	for i := t - 1; i >= max(first, t-3); i-- {
		if x.UPOS(i) == doc.AUX && words.Be.Has(x.Words[i].Lemma) && x.Words[t].XPOS != doc.XVBG {
			return true
		}
	}
	return x.Lemma(t, words.Postpones) && x.Words[t].XPOS != doc.XVBG && x.Is(t+1, words.Newly)
}

// DayOfChange reports whether a phrase behind the verb of a change at token t, which is said of what changed, is no
// plan of it but the day on which it was changed: "was put off until April [on Thursday]".
func DayOfChange(x phrase.Text, s doc.Range, t int, passive bool) bool {
	return passive && s.First > t && !Old(x, s) && !HasFormerPlan(x, t, s.First)
}

// OtherSubject reports whether a clause with a subject of its own opens in tokens [from, t): what the verb at token t
// is said of is that and nothing before it: "talks on the fact that the workers were [abandoned]".
func OtherSubject(x phrase.Text, from, t int) bool {
	for i := from; i < t; i++ {
		if x.Is(i, words.That) && x.UPOS(i) == doc.SCONJ {
			return x.HasNoun(i+1, t)
		}
	}
	return false
}

// ToldBefore reports whether a pronoun in tokens [first, t) stands for what was told before.
func ToldBefore(x phrase.Text, first, t int) bool {
	for i := first; i < t; i++ {
		if x.UPOS(i) == doc.PRON && x.Is(i, words.Told) {
			return true
		}
	}
	return false
}

// New reports whether a phrase holds what came instead: "to June", "a week later".
func New(x phrase.Text, s doc.Range) bool {
	return x.Is(s.First, words.Newly) || x.Is(s.First-1, words.Newly) || x.Is(s.End-1, words.Later)
}

// Instead reports whether a phrase holds what came instead behind a verb of change at token t: "to June 3",
// "to Thursday, [June 3]", and not "postponed the visit, which was scheduled for May 2".
func Instead(x phrase.Text, s doc.Range, t int) bool {
	if s.First <= t || x.HasIn(t+1, s.First, words.Aside) {
		return false
	}
	first := s.First
	for first-2 > t && x.Form(first-1) == "," && x.TimeAt(first-2) != nil {
		for first -= 2; first-1 > t && x.TimeAt(first-1) != nil; first-- {
		}
	}
	return New(x, doc.Range{First: first, End: s.End})
}

// Old reports whether a phrase holds what was given up: "from May".
func Old(x phrase.Text, s doc.Range) bool {
	return x.Is(s.First, words.Formerly) || x.Is(s.First-1, words.Formerly)
}
