package syntax

import "readout/doc"

// choose picks one of a word's tags by the words beside it. The rules stand in
// order of precedence; each names the pattern it is for. A word's most frequent
// tag stands where none applies.
func (p *LightPass) choose(d *doc.Doc, s doc.Sentence, i int, e *entry, lower string, before, before2 tag) tag {
	noun, isNoun := e.has(commonNoun)
	nouns, isNouns := e.has(pluralNoun)
	base, isBase := e.has(infinitive)
	if i == s.FirstToken {
		before, before2 = tag{}, tag{}
	}

	if lower == "'s" || lower == "’s" {
		return p.apostropheS(d, s, i, before)
	}
	if lower == "to" {
		if i+1 < s.EndToken {
			if next, ok := p.lex.words[d.LowerForm(i+1)]; ok {
				if _, verb := next.has(infinitive); verb {
					return toParticle
				}
				if next.tags[0].upos == doc.ADV {
					return toParticle
				}
			}
		}
		return toAdp
	}
	if lower == "that" {
		return p.that(d, s, i, before)
	}
	// "to meet", "will meet", "did not meet"
	if isBase && (before.xpos == doc.XTO || before.xpos == doc.XMD || (before.upos == doc.ADV || before.upos == doc.PART) && before2.xpos == doc.XMD ||
		p.didBefore(d, s, i)) {
		return base
	}
	// "the talks", "his visit", "a possible meeting"
	if before.upos == doc.DET || before.xpos == doc.XPRPS || before.xpos == doc.XPOSS || before.upos == doc.ADJ || before.upos == doc.NUM {
		if isNouns && before.xpos != doc.XPRP {
			return nouns
		}
		if isNoun && e.tags[0].upos != doc.ADJ {
			return noun
		}
		if e.tags[0].upos == doc.VERB {
			if adj, ok := e.has(adjective); ok {
				return adj
			}
		}
	}
	// "they plan", "who plan", "officials plan" against "he plans"
	if before.xpos == doc.XPRP || before.xpos == doc.XWP {
		for _, want := range [...]tag{past, present, presentS} {
			if t, ok := e.has(want); ok && (isNoun || isNouns || isBase || t != e.tags[0]) {
				return t
			}
		}
	}
	// "was held", "has said", "being held" against "he said"
	if part, ok := e.has(participle); ok {
		if auxiliaryBefore(d, s, i) || before.upos == doc.ADP && before.xpos == doc.XIN && e.tags[0].upos == doc.VERB {
			return part
		}
		if t, ok := e.has(past); ok && (before.upos == doc.PROPN || before.upos == doc.NOUN || before.upos == doc.PRON) {
			if i+1 < s.EndToken && d.LowerForm(i+1) == "by" {
				return part
			}
			return t
		}
	}
	// A base form is the plural present where nothing calls for the infinitive.
	if e.tags[0].xpos == doc.XVB {
		if t, ok := e.has(present); ok && (before.upos == doc.PRON || before.xpos == doc.XNNS || before.xpos == doc.XWDT || before2.upos == doc.PRON && before.upos == doc.ADV) {
			return t
		}
	}
	if t, ok := e.has(presentS); ok && isNouns && (before.upos == doc.PROPN || before.xpos == doc.XNN || before.xpos == doc.XWDT) {
		// "Ruritania says no", "the ministry plans a summit": a noun phrase or a clause follows.
		if i+1 < s.EndToken {
			if next, ok := p.lex.words[d.LowerForm(i+1)]; ok {
				switch next.tags[0].upos {
				case doc.DET, doc.PRON, doc.SCONJ, doc.PART:
					return t
				}
			}
		}
	}
	return e.tags[0]
}

// apostropheS tells "Biden's plan" from "it's planned".
func (p *LightPass) apostropheS(d *doc.Doc, s doc.Sentence, i int, before tag) tag {
	switch {
	case before.upos == doc.PRON || before.xpos == doc.XEX || before.xpos == doc.XWRB:
		return auxS
	case before.upos == doc.ADV && i-1 > s.FirstToken:
		return auxS
	}
	return possessive
}

// that tells the conjunction ("said that he"), the relative pronoun ("a plan that
// failed") and the determiner ("that plan").
func (p *LightPass) that(d *doc.Doc, s doc.Sentence, i int, before tag) tag {
	conjunction := tag{doc.SCONJ, doc.XIN}
	if i+1 >= s.EndToken {
		return tag{doc.PRON, doc.XDT}
	}
	next := p.lex.words[d.LowerForm(i+1)]
	nextVerb := next.n > 0 && (next.tags[0].upos == doc.AUX || next.tags[0].upos == doc.VERB)
	switch {
	case before.upos == doc.VERB || before.upos == doc.ADJ || before.upos == doc.ADV:
		if nextVerb && next.tags[0].upos == doc.AUX {
			return tag{doc.PRON, doc.XDT}
		}
		return conjunction
	case (before.upos == doc.NOUN || before.upos == doc.PROPN) && nextVerb:
		return wPronoun
	case before.upos == doc.NOUN:
		return conjunction
	case nextVerb:
		return tag{doc.PRON, doc.XDT}
	case before.upos == doc.ADP || before.upos == doc.NoUPOS:
		return tag{doc.DET, doc.XDT}
	}
	return conjunction
}

// didBefore tells whether a form of "do" stands before token i with at most two
// words between: "did not say", "does he say".
func (p *LightPass) didBefore(d *doc.Doc, s doc.Sentence, i int) bool {
	for j := i - 1; j >= s.FirstToken && j >= i-3; j-- {
		switch d.LowerForm(j) {
		case "do", "does", "did":
			return true
		}
		if u := d.Words[j].UPOS; u != doc.PART && u != doc.ADV && u != doc.PRON {
			return false
		}
	}
	return false
}

// auxiliaryBefore tells whether a form of "have" or "be" stands before token i
// with only adverbs and "not" between.
func auxiliaryBefore(d *doc.Doc, s doc.Sentence, i int) bool {
	for j := i - 1; j >= s.FirstToken && j >= i-4; j-- {
		w := &d.Words[j]
		switch w.UPOS {
		case doc.AUX:
			return w.XPOS != doc.XMD
		case doc.ADV, doc.PART:
			continue
		case doc.VERB:
			switch d.LowerForm(j) {
			case "has", "have", "had", "having", "being", "been", "get", "got", "gets":
				return true
			}
		}
		return false
	}
	return false
}
