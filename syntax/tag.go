package syntax

import (
	"strings"

	"readout/doc"
)

// tag is a universal and a Penn tag that go together.
type tag struct {
	upos doc.UPOS
	xpos doc.XPOS
}

// String writes a tag as "NOUN/NNS".
func (t tag) String() string { return t.upos.String() + "/" + t.xpos.String() }

// parseTag reads what String writes; unknown names give NoUPOS or NoXPOS.
func parseTag(s string) tag {
	upos, xpos, _ := strings.Cut(s, "/")
	return tag{doc.ParseUPOS(upos), doc.ParseXPOS(xpos)}
}

// Tags that rules name.
var (
	commonNoun = tag{doc.NOUN, doc.XNN}
	pluralNoun = tag{doc.NOUN, doc.XNNS}
	properNoun = tag{doc.PROPN, doc.XNNP}
	adjective  = tag{doc.ADJ, doc.XJJ}
	number     = tag{doc.NUM, doc.XCD}
	infinitive = tag{doc.VERB, doc.XVB}
	past       = tag{doc.VERB, doc.XVBD}
	participle = tag{doc.VERB, doc.XVBN}
	present    = tag{doc.VERB, doc.XVBP}
	presentS   = tag{doc.VERB, doc.XVBZ}
	gerund     = tag{doc.VERB, doc.XVBG}
	possessive = tag{doc.PART, doc.XPOSS}
	toParticle = tag{doc.PART, doc.XTO}
	toAdp      = tag{doc.ADP, doc.XIN}
	auxS       = tag{doc.AUX, doc.XVBZ}
	wPronoun   = tag{doc.PRON, doc.XWDT}
)
