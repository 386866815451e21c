package syntax

import "readout/doc"

// settle looks back from token i, tagged t, at the word before it: some small
// words are known only by what follows them.
func settle(d *doc.Doc, i int, t tag) {
	w := &d.Words[i-1]
	switch {
	// "this plan" against "this is", "those who"
	case w.XPOS == doc.XDT && (w.UPOS == doc.DET || w.UPOS == doc.PRON):
		switch d.LowerForm(i - 1) {
		case "this", "these", "those", "all", "some", "any", "both", "each", "either":
			w.UPOS = doc.PRON
			switch t.upos {
			case doc.NOUN, doc.PROPN, doc.ADJ, doc.NUM, doc.DET:
				w.UPOS = doc.DET
			case doc.VERB:
				if t.xpos == doc.XVBG || t.xpos == doc.XVBN {
					w.UPOS = doc.DET
				}
			}
		}
	// "because he", "as they", against "because of", "as president"
	case w.UPOS == doc.ADP && t.xpos == doc.XPRP:
		switch d.LowerForm(i - 1) {
		case "if", "because", "although", "though", "while", "whether", "unless", "that", "as", "since", "before", "after", "until", "than":
			switch d.LowerForm(i) {
			case "he", "she", "they", "we", "i", "it":
				w.UPOS = doc.SCONJ
			}
		}
	// "by saying", "of meeting": UD calls the preposition of a gerund clause SCONJ
	case w.UPOS == doc.ADP && w.XPOS == doc.XIN && t == gerund:
		w.UPOS = doc.SCONJ
	// "has a plan" against "has planned", "do it" against "do not"
	case w.UPOS == doc.AUX && w.XPOS != doc.XMD:
		switch d.LowerForm(i - 1) {
		case "have", "has", "had", "having":
			switch t.upos {
			case doc.DET, doc.NOUN, doc.ADJ, doc.NUM, doc.PRON, doc.ADP, doc.PROPN:
				w.UPOS = doc.VERB
			}
			if t.xpos == doc.XTO {
				w.UPOS = doc.VERB
			}
		case "do", "does", "did", "done":
			switch t.upos {
			case doc.DET, doc.NOUN, doc.ADJ, doc.ADP, doc.PUNCT:
				w.UPOS = doc.VERB
			case doc.PRON:
				if t.xpos == doc.XDT {
					w.UPOS = doc.VERB
				}
			}
		}
	// "there is" against "over there"
	case w.UPOS == doc.ADV && t.upos == doc.AUX && d.LowerForm(i-1) == "there":
		w.UPOS, w.XPOS = doc.PRON, doc.XEX
	}
}
