package bind

import (
	"slices"

	"readout/doc"
)

// Candidate is a mention before a pronoun of somebody whom nothing forbids it to mean. Shape: First and Last are
// tokens.
type Candidate struct {
	First, Last int
	Entity      int32
	Named       bool // by a name or by a pronoun that goes back to one
	Whole       bool // it stands in no other phrase: not the "Orr" of "Orr's wife"
}

// Topic is whom a pronoun most likely goes on speaking of where it is a subject, the only one of its sentence that
// can be somebody so far: the subject of the sentence before. rivals is how many others that sentence speaks of. -1
// where it has no such subject. The candidates are in text order.
//
// Source: the centering theory of B. Grosz, A. Joshi and S. Weinstein, Computational Linguistics 21 (1995).
func Topic(d *doc.Doc, pronoun int, before []Candidate) (entity int32, rivals int) {
	if d.Tokens[pronoun].Quote >= 0 || !Subject(d, pronoun, pronoun) {
		return -1, 0
	}
	own := d.Tokens[pronoun].Sentence
	entity, others, last := -1, []int32(nil), told(d, own-1)
	for _, c := range before {
		at := d.Tokens[c.First].Sentence
		if d.Tokens[c.First].Quote >= 0 || at < last {
			continue // what somebody else speaks of
		}
		if at > last {
			return -1, 0
		}
		if entity < 0 && c.Whole && Subject(d, c.First, c.Last) {
			entity = c.Entity
			if !c.Named {
				return -1, 0
			}
		}
		if !slices.Contains(others, c.Entity) {
			others = append(others, c.Entity)
		}
	}
	return entity, len(others) - 1
}

// Ahead is where the subject of the main clause may begin, behind what opens the sentence of a pronoun and has it:
// "After he lost, Orr resigned", "In his speech, Orr". None where it stands in no such clause or phrase, or where the
// main clause does something to "him". Shape: tokens, each after a comma.
func Ahead(d *doc.Doc, pronoun int) []int {
	s := d.Sentences[d.Tokens[pronoun].Sentence]
	if d.Tokens[pronoun].Quote >= 0 || s.FirstToken == pronoun || !opens(d, s.FirstToken) {
		return nil
	}
	var out []int
	for k := s.FirstToken + 1; k+1 < s.EndToken; k++ {
		switch {
		case k > pronoun && d.Form(k) == ",":
			out = append(out, k+1)
		case k < pronoun && d.Form(k) == ",":
			return nil // the opening has ended before it
		case len(out) > 0 && personal(d, k) && Before(d, k) >= out[0]:
			return nil
		}
	}
	return out
}

// opens reports whether the words from token i on are none of a main clause: "After", "In", "A day before", "Known".
func opens(d *doc.Doc, i int) bool {
	switch w := d.Words[i]; {
	case w.UPOS == doc.SCONJ, w.UPOS == doc.ADP, w.XPOS == doc.XWRB, w.XPOS == doc.XVBN, w.XPOS == doc.XVBG:
		return true
	}
	k := i
	for within(d, i, k) && (d.Words[k].UPOS == doc.DET || d.Words[k].UPOS == doc.NUM || d.Words[k].UPOS == doc.ADV) {
		k++
	}
	return within(d, i, k+1) && d.Words[k].UPOS == doc.NOUN && d.Words[k+1].UPOS == doc.SCONJ
}

// told is the last sentence up to one that does not stand in quotation marks as a whole; it looks no more than three
// back.
func told(d *doc.Doc, sentence int32) int32 {
	for s := sentence; s >= 0 && s > sentence-3; s-- {
		for k := d.Sentences[s].FirstToken; k < d.Sentences[s].EndToken; k++ {
			if d.Tokens[k].Quote < 0 && d.Tokens[k].Kind != doc.PunctToken {
				return s
			}
		}
	}
	return sentence
}

// Subject reports whether the noun phrase of tokens [first, last] is the subject of a verb: a finite one follows it,
// what two commas hold between them left aside, and no preposition stands before it.
func Subject(d *doc.Doc, first, last int) bool { return Verb(d, first, last) >= 0 }

// Verb is the first word of the finite verb that the noun phrase of tokens [first, last] is the subject of, -1 if of
// none.
func Verb(d *doc.Doc, first, last int) int {
	if within(d, first, first-1) && d.Words[first-1].UPOS == doc.ADP {
		return -1
	}
	verb := last + 1
	if within(d, last, verb) && d.Form(verb) == "," {
		verb = afterAside(d, verb)
	}
	for within(d, last, verb) && d.Words[verb].UPOS == doc.ADV {
		verb++
	}
	if within(d, last, verb) && Finite(d, verb) {
		return verb
	}
	return -1
}

// Relative reports whether a clause says of the noun phrase that ends at token last what its bearer does: "Orr, who
// lost".
func Relative(d *doc.Doc, last int) bool {
	who := last + 1
	if within(d, last, who) && d.Form(who) == "," {
		who++
	}
	return within(d, last, who+1) && d.Words[who].XPOS == doc.XWP && Finite(d, who+1)
}

// afterAside is the token after the comma that ends what another one begins, the comma itself where none does near
// enough.
func afterAside(d *doc.Doc, comma int) int {
	const far = 25
	for k := comma + 1; within(d, comma, k) && k < comma+far; k++ {
		if d.Form(k) == "," {
			return k + 1
		}
	}
	return comma
}
