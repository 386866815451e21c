package attribution

import "readout/doc"

// The classes of words.tsv, in any order, and those of tags. Words of several parts are
// written with "_" there.
const (
	negation class = 1 << iota
	openNegation
	beForm
	stateVerb
	remaining
	future
	conjunction
	relative
	question
	askedWord
	questionNoun
	askingTopic
	askedBefore
	aboutOn
	skipped
	connective
	yesNo
	leadIn
	preposition
	linking
	occasionPreposition
	occasionLink
	occasional
	hearing
	documentary
	paper
	reply
	soon
	commentWord
	refusing
	decided
	opening
	openState
	notYet
	possibleWord
	probableWord
	improbable
	impossible
	quantified
	subordinator
	personNoun
	bodyNoun
	agencyWord
	introducing
	office
	definite
	nobody
	relayCue
	tellCue
	declineCue
	denialCue
	assentCue
	replyCue
	knowingCue
	nounTag
	verbTag
	finiteTag
	participleTag
	adjectiveTag
	numberTag
	adverbTag
	pronounTag
	determinerTag
	possessiveTag
)

// hedge is any word that says how sure a clause is.
const hedge = possibleWord | probableWord | improbable | impossible

// className returns the class of a line of words.tsv.
func className(name string) (class, bool) {
	c, ok := map[string]class{
		"negation": negation, "openNegation": openNegation, "be": beForm, "stateVerb": stateVerb, "remains": remaining,
		"future": future, "conjunction": conjunction, "relative": relative, "question": question, "asked": askedWord,
		"questionNoun": questionNoun, "askingTopic": askingTopic, "askedBefore": askedBefore, "aboutOn": aboutOn,
		"skipped": skipped, "connective": connective, "yesNo": yesNo, "leadIn": leadIn, "preposition": preposition,
		"linking": linking, "occasionPreposition": occasionPreposition, "occasionLink": occasionLink,
		"occasion": occasional, "hearing": hearing, "documentary": documentary, "paper": paper, "reply": reply,
		"soon":        soon,
		"commentWord": commentWord, "refusing": refusing, "decided": decided, "opening": opening,
		"openState": openState,
		"notYet":    notYet, "possible": possibleWord, "probable": probableWord, "improbable": improbable,
		"impossible": impossible, "quantified": quantified, "subordinator": subordinator,
		"personNoun": personNoun, "bodyNoun": bodyNoun, "agencyWord": agencyWord, "introducing": introducing,
		"office": office, "definite": definite, "nobody": nobody, "relay": relayCue, "tell": tellCue,
		"declineSay": declineCue, "denial": denialCue, "assent": assentCue, "replyCue": replyCue, "knowing": knowingCue,
	}[name]
	return c, ok
}

// tagClass is the classes that a token's tag and kind give it.
func tagClass(d *doc.Doc, i int) class {
	if d.Tokens[i].Kind == doc.NumberToken || d.Tokens[i].Kind == doc.SymbolToken {
		return numberTag
	}
	if i >= len(d.Words) {
		return 0
	}
	w := d.Words[i]
	switch w.UPOS {
	case doc.NOUN, doc.PROPN:
		return nounTag
	case doc.ADJ:
		return adjectiveTag
	case doc.NUM:
		return numberTag
	case doc.ADV:
		return adverbTag
	case doc.DET:
		return determinerTag
	case doc.PRON:
		if w.XPOS == doc.XPRPS || w.XPOS == doc.XWPS {
			return pronounTag | possessiveTag
		}
		return pronounTag
	case doc.PART:
		if w.XPOS == doc.XPOSS {
			return possessiveTag
		}
	case doc.VERB, doc.AUX:
		switch w.XPOS {
		case doc.XVBD, doc.XVBZ, doc.XVBP, doc.XMD:
			return verbTag | finiteTag
		case doc.XVBN, doc.XVBG:
			return verbTag | participleTag
		}
		return verbTag
	}
	return 0
}
