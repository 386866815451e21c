package rules

import "readout/doc"

// things adds every other noun phrase: what is no person, organisation or place
// can still be what "it" stands for. They are linked and not shown.
func (r *reading) things() {
	d := r.d
	r.headAt = filled(r.headAt, len(d.Tokens))
	for i := range r.mentions {
		r.headAt[r.treeHead(&r.mentions[i])] = int32(i)
	}
	for i := range r.tok {
		if r.headAt[i] >= 0 || r.nameAt[i] >= 0 {
			continue
		}
		form := doc.NominalForm
		switch r.upos(i) {
		case doc.NOUN:
		case doc.PROPN:
			if d.Words[i].Rel == doc.Flat {
				continue
			}
		case doc.PRON, doc.DET:
			if !r.isForm(i, "this", "that", "these", "those") || r.upos(i) == doc.DET && d.Words[i].Rel == doc.Det || d.Words[i].XPOS == doc.XWDT {
				continue
			}
			form = doc.PronounForm
		default:
			continue
		}
		start := int(r.yield[i].first)
		for start < i && r.upos(start) == doc.PUNCT {
			start++
		}
		m := mention{Mention: doc.Mention{FirstToken: start, EndToken: i + 1, Head: i, Form: form, Kind: doc.Other, By: "entity/phrase@1", Score: 0.5},
			entry: -1, apposed: -1, gender: 'n', nameEnd: int32(i + 1), thing: true, plural: r.xpos(i) == doc.XNNS || r.xpos(i) == doc.XNNPS}
		if m.plural {
			m.gender = 'p'
		}
		r.determine(&m, start, start+1)
		r.add(m)
	}
}

// everyPronoun adds the "it"s that the rules take to stand for nothing: the ranker
// judges that by itself.
func (r *reading) everyPronoun() {
	for i := range r.tok {
		if r.tok[i].class&pronounThing != 0 && r.headAt[i] < 0 && r.nameAt[i] < 0 && r.isForm(i, "it") {
			r.add(mention{Mention: doc.Mention{FirstToken: i, EndToken: i + 1, Head: i, Form: doc.PronounForm, Kind: doc.Other, By: "entity/pronoun@1", Score: 0.5},
				entry: -1, apposed: -1, gender: 'n', definite: true, thing: true})
		}
	}
}
