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
		switch tag := x.Words[t].XPOS; tag {
		case doc.XMD, doc.XVBD, doc.XVBZ, doc.XVBP:
			if tag == doc.XMD || x.UPOS(t) != doc.AUX {
				s.Verbs++
			}
		case doc.XWDT, doc.XWP, doc.XWRB:
			s.Opens = true
		}
		s.Opens = s.Opens || x.UPOS(t) == doc.SCONJ
	}
	return s
}
