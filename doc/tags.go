package doc

// UPOS is a universal part-of-speech tag (Universal Dependencies 2).
type UPOS uint8

// The universal tags; NoUPOS means not tagged.
const (
	NoUPOS UPOS = iota
	ADJ
	ADP
	ADV
	AUX
	CCONJ
	DET
	INTJ
	NOUN
	NUM
	PART
	PRON
	PROPN
	PUNCT
	SCONJ
	SYM
	VERB
	X
	upostags
)

var uposNames = [upostags]string{"_", "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART",
	"PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"}

// String returns the tag's published name.
func (t UPOS) String() string { return name(uposNames[:], int(t)) }

// ParseUPOS returns the tag of a published name, or NoUPOS.
func ParseUPOS(s string) UPOS { return UPOS(index(uposNames[:], s)) }

// XPOS is a Penn Treebank tag as UD English uses them.
type XPOS uint8

// The Penn tags.
const (
	NoXPOS XPOS = iota
	XCC
	XCD
	XDT
	XEX
	XFW
	XIN
	XJJ
	XJJR
	XJJS
	XLS
	XMD
	XNN
	XNNS
	XNNP
	XNNPS
	XPDT
	XPOSS // POS: the possessive clitic
	XPRP
	XPRPS // PRP$
	XRB
	XRBR
	XRBS
	XRP
	XSYM
	XTO
	XUH
	XVB
	XVBD
	XVBG
	XVBN
	XVBP
	XVBZ
	XWDT
	XWP
	XWPS // WP$
	XWRB
	XPeriod
	XComma
	XColon
	XOpenQuote
	XCloseQuote
	XLRB
	XRRB
	XHYPH
	XDollar
	XHash
	XNFP
	XADD
	XAFX
	XGW
	XXX
	xpostags
)

var xposNames = [xpostags]string{"_", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNS",
	"NNP", "NNPS", "PDT", "POS", "PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN",
	"VBP", "VBZ", "WDT", "WP", "WP$", "WRB", ".", ",", ":", "``", "''", "-LRB-", "-RRB-", "HYPH", "$", "#", "NFP",
	"ADD", "AFX", "GW", "XX"}

// String returns the tag's published name.
func (t XPOS) String() string { return name(xposNames[:], int(t)) }

// ParseXPOS returns the tag of a published name, or NoXPOS.
func ParseXPOS(s string) XPOS { return XPOS(index(xposNames[:], s)) }

// Rel is a UD relation, including the subtypes that UD English uses.
type Rel uint8

// The relations; NoRel means not parsed.
const (
	NoRel Rel = iota
	Root
	Acl
	AclRelcl
	Advcl
	AdvclRelcl
	Advmod
	Amod
	Appos
	Aux
	AuxPass
	Case
	Cc
	CcPreconj
	Ccomp
	Compound
	CompoundPrt
	Conj
	Cop
	Csubj
	CsubjPass
	CsubjOuter
	Dep
	Det
	DetPredet
	Discourse
	Dislocated
	Expl
	Fixed
	Flat
	Goeswith
	Iobj
	List
	Mark
	Nmod
	NmodDesc
	NmodPoss
	NmodUnmarked
	Nsubj
	NsubjOuter
	NsubjPass
	Nummod
	Obj
	Obl
	OblAgent
	OblUnmarked
	Orphan
	Parataxis
	Punct
	Reparandum
	Vocative
	Xcomp
	rels
)

var relNames = [rels]string{"_", "root", "acl", "acl:relcl", "advcl", "advcl:relcl", "advmod", "amod", "appos", "aux",
	"aux:pass", "case", "cc", "cc:preconj", "ccomp", "compound", "compound:prt", "conj", "cop", "csubj", "csubj:pass",
	"csubj:outer", "dep", "det", "det:predet", "discourse", "dislocated", "expl", "fixed", "flat", "goeswith", "iobj",
	"list", "mark", "nmod", "nmod:desc", "nmod:poss", "nmod:unmarked", "nsubj", "nsubj:outer", "nsubj:pass", "nummod",
	"obj", "obl", "obl:agent", "obl:unmarked", "orphan", "parataxis", "punct", "reparandum", "vocative", "xcomp"}

// Rels is the number of relations, including NoRel.
const Rels = int(rels)

// String returns the relation's published name.
func (r Rel) String() string { return name(relNames[:], int(r)) }

// ParseRel returns the relation of a published name. An unknown subtype falls back to its
// universal part; an unknown relation is Dep.
func ParseRel(s string) Rel {
	if s == "_" || s == "" {
		return NoRel
	}
	if i := index(relNames[:], s); i != 0 {
		return Rel(i)
	}
	for i := 0; i < len(s); i++ {
		if s[i] == ':' {
			return ParseRel(s[:i])
		}
	}
	return Dep
}

func name(names []string, i int) string {
	if i >= len(names) {
		return "?"
	}
	return names[i]
}

// index is linear: it runs when data is loaded, not when text is read.
func index(names []string, s string) int {
	for i, n := range names {
		if n == s {
			return i
		}
	}
	return 0
}
