package rules

import "readout/doc"

// pronouns keeps every personal pronoun that can stand for somebody or something.
func (r *reading) pronouns() {
	for i := range r.tok {
		c := r.tok[i].class & pronoun
		if c == 0 || r.coverAt[i] >= 0 && r.tok[i].class&possessive == 0 || r.nameAt[i] >= 0 {
			continue
		}
		if r.tok[i].shape&allCaps != 0 && r.tok[i].shape&opens == 0 {
			continue // "US", "IT"
		}
		m := mention{Mention: doc.Mention{FirstToken: i, EndToken: i + 1, Head: i, Form: doc.PronounForm, By: "entity/pronoun@1", Score: 0.7}, entry: -1, apposed: -1, definite: true}
		switch {
		case c&pronounMale != 0:
			m.Kind, m.gender = doc.Person, 'm'
		case c&pronounFemale != 0:
			m.Kind, m.gender = doc.Person, 'f'
		case c&pronounThing != 0:
			if r.expletive(i) {
				continue
			}
			m.Kind, m.gender = doc.Other, 'n'
		case c&pronounPlural != 0:
			m.Kind, m.gender, m.plural = doc.Group, 'p', true
		case c&pronounFirst != 0:
			m.Kind = doc.Person
		case c&pronounWe != 0:
			m.Kind, m.gender, m.plural = doc.Group, 'p', true
		default:
			m.Kind = doc.Person
		}
		r.add(m)
	}
}

// expletive tells whether the "it" at token i stands for nothing: "it is unlikely
// that", "it will take years to", "it seems".
func (r *reading) expletive(i int) bool {
	if !r.isForm(i, "it") {
		return false
	}
	j := i + 1
	for r.upos(j) == doc.AUX || r.upos(j) == doc.ADV || r.isForm(j, "not", "n't", "n’t") {
		j++
	}
	if !r.same(i, j) {
		return false
	}
	if r.isForm(j, "seems", "seemed", "appears", "appeared", "turns", "turned", "rained", "follows") || r.isForm(j, "seem", "appear", "happen", "rain", "snow") {
		return true
	}
	if j == i+1 || !r.isForm(j-1, "is", "was", "be", "been", "'s", "’s", "not", "n't") && r.upos(j-1) != doc.ADV {
		return false
	}
	// "It is (so) ADJ/NOUN ... that/to/for", "It was X who", "It is expected that".
	adjective := r.upos(j) == doc.ADJ || r.upos(j) == doc.ADV || r.xpos(j) == doc.XVBN || r.xpos(j) == doc.XJJ || r.upos(j) == doc.DET
	for k := j; k < j+7 && r.same(i, k); k++ {
		if r.d.Tokens[k].Kind == doc.PunctToken && !r.hyphen(k) {
			return false
		}
		if k > j && r.isForm(k, "that", "whether", "who", "why", "how", "if") {
			return true
		}
		if k > j && adjective && r.isForm(k, "to", "for") && r.upos(j) != doc.DET {
			return true
		}
	}
	return false
}
