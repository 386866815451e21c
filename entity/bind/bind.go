// Package bind says whom a pronoun or a description cannot mean, and whom a pronoun goes on speaking of, by where it
// stands alone.
//
// In come a tagged document and the token of a pronoun or of a subject; out go the tokens whose names are somebody
// else, and the subject that a text most likely keeps. What else speaks for somebody is for others to weigh.
//
// The one idea: who is the subject of a clause is not named again in it, and who does
// something to "him" is not "him". "He said that Orr was late" is not Orr's, and in
// "Berg beat her" she is not Berg.
//
// Source: the binding principles B and C of N. Chomsky, Lectures on Government and Binding, 1981.
package bind

import "readout/doc"

// After is the rest of the clause that a pronoun is the subject of, as far as no comma or other mark
// ends it: who is named there is somebody else. Empty where the pronoun is no subject.
func After(d *doc.Doc, pronoun int) doc.Range {
	if !personal(d, pronoun) {
		return doc.Range{}
	}
	return Clause(d, pronoun)
}

// Clause is the same of a subject whose last token is given, whatever names it. Empty where no finite verb follows.
func Clause(d *doc.Doc, last int) doc.Range {
	verb := last + 1
	for within(d, last, verb) && d.Words[verb].UPOS == doc.ADV {
		verb++
	}
	if !within(d, last, verb) || !Finite(d, verb) {
		return doc.Range{}
	}
	end := verb
	for within(d, last, end) && d.Tokens[end].Kind != doc.PunctToken && d.Words[end].UPOS != doc.CCONJ {
		end++
	}
	return doc.Range{First: verb, End: end}
}

// Before is the token that the subject of the verb right before a pronoun ends with, where the pronoun
// is what the verb is done to: it is not the subject. -1 where it is none.
func Before(d *doc.Doc, pronoun int) int {
	if !personal(d, pronoun) || !within(d, pronoun, pronoun-1) || d.Words[pronoun-1].UPOS != doc.VERB {
		return -1
	}
	first := pronoun - 1
	for within(d, pronoun, first) && (verbal(d, first) || d.Words[first].UPOS == doc.ADV) {
		first--
	}
	if !within(d, pronoun, first) || !Finite(d, first+1) {
		return -1
	}
	switch d.Words[first].UPOS {
	case doc.NOUN, doc.PROPN, doc.PRON:
		return first
	}
	return -1
}

// personal reports whether a token is "he" or "him", not "his" and not "himself".
func personal(d *doc.Doc, i int) bool {
	if i < 0 || i >= len(d.Words) || d.Words[i].XPOS != doc.XPRP {
		return false
	}
	form := d.LowerForm(i)
	return len(form) < len("self") || form[len(form)-len("self"):] != "self"
}

// within reports whether token i exists in the sentence of another.
func within(d *doc.Doc, other, i int) bool {
	return i >= 0 && i < len(d.Tokens) && i < len(d.Words) && d.Tokens[i].Sentence == d.Tokens[other].Sentence
}

func verbal(d *doc.Doc, i int) bool { return d.Words[i].UPOS == doc.VERB || d.Words[i].UPOS == doc.AUX }

// Finite reports whether a token begins a verb that has a subject of its own.
func Finite(d *doc.Doc, i int) bool {
	switch d.Words[i].XPOS {
	case doc.XVBD, doc.XVBZ, doc.XVBP, doc.XMD:
		return true
	}
	return false
}
