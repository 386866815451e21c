package cue

import (
	"readout/doc"
	"readout/event/phrase"
)

// Stretch is what stands between somebody and the mention of an event in one sentence.
type Stretch struct {
	Verbs  int  // finite ones
	Opens  bool // a clause that hangs on another begins there
	Before bool // who is named stands first
}

// Over counts the finite verbs of tokens [from, to) and looks for words that open a clause.
func Over(x phrase.Text, from, to int) Stretch {
	var s Stretch
	for t := from; t < to; t++ {
		switch x.Words[t].XPOS {
		case doc.XWDT, doc.XWP, doc.XWRB:
			s.Opens = true
		}
		if x.Finite(t) && (x.Words[t].XPOS == doc.XMD || x.UPOS(t) != doc.AUX) {
			s.Verbs++
		}
		s.Opens = s.Opens || x.UPOS(t) == doc.SCONJ
	}
	return s
}
