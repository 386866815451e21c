package phrase

import (
	"readout/doc"
	"readout/entity/bind"
)

// Left is how far left of its head a noun phrase may reach, not before low: a verb, a preposition or a clause ends
// it, whatever the scores of the ends say.
func Left(d *doc.Doc, head, low int) int {
	k := head
	for k > low && inPhrase(d, k-1) {
		k--
	}
	return k
}

// Right is where a noun phrase has to end, not behind high: at the finite verb that it is the subject of, at a comma
// that opens no relative clause, at another mark. "The parents and the child" is two phrases and, hardly ever, a third.
func Right(d *doc.Doc, head, high int) int {
	clauses := 0
	for k := head + 1; k < high; k++ {
		w := d.Words[k]
		switch {
		case k == head+1 && w.UPOS == doc.CCONJ:
			return k
		case w.UPOS == doc.PUNCT && (d.Tokens[k].SpaceBefore || k+1 == high || d.Tokens[k+1].SpaceBefore):
			if !relates(d, k+1, high) || d.Form(k) != "," {
				return k
			}
		case relates(d, k, high), w.XPOS == doc.XPRP && clauses == 0 && k+1 < high && bind.Finite(d, k+1): // "the girl I met"
			clauses++
		case bind.Finite(d, k):
			if clauses == 0 {
				return k
			}
			clauses--
		}
	}
	return high
}

// relates reports whether token i, before high, opens a relative clause.
func relates(d *doc.Doc, i, high int) bool {
	if i >= high {
		return false
	}
	switch d.Words[i].XPOS {
	case doc.XWDT, doc.XWP, doc.XWPS, doc.XWRB:
		return true
	}
	return d.LowerForm(i) == "that" && d.Words[i].XPOS == doc.XIN
}

// inPhrase reports whether token i can stand before the head in a noun phrase that goes on behind it.
func inPhrase(d *doc.Doc, i int) bool {
	switch w := d.Words[i]; w.UPOS {
	case doc.NOUN, doc.PROPN, doc.ADJ, doc.NUM, doc.DET, doc.ADV:
		return true
	case doc.PRON:
		return w.XPOS == doc.XPRPS || w.XPOS == doc.XWPS
	case doc.PART:
		return w.XPOS == doc.XPOSS
	case doc.VERB:
		return w.XPOS == doc.XVBN || w.XPOS == doc.XVBG
	case doc.CCONJ:
		return i > 0 && d.Words[i-1].UPOS == d.Words[i+1].UPOS // "black and white"
	case doc.PUNCT:
		return !d.Tokens[i].SpaceBefore && !d.Tokens[i+1].SpaceBefore
	}
	return false
}
