package syntax

import "readout/doc"

// The parser builds its tree with coarse groups of relations, and names the
// relation of each word when the tree is whole and more is known.
//
// Shape: 0 is no head; groups 1 to 7 are of words that stand before their head, 8 to 14 of words
// after it.
const (
	noGroup uint8 = iota
	leftSubject
	leftDeterminer
	leftModifier
	leftAuxiliary
	leftCase
	leftMark
	leftOther
	rightObject
	rightClause
	rightVerbModifier
	rightNounModifier
	rightConjunct
	rightFixed
	rightOther
)

// groupOf is the group of a relation in a direction.
func groupOf(rel doc.Rel, left bool) uint8 {
	if left {
		switch rel {
		case doc.Nsubj, doc.NsubjPass, doc.NsubjOuter, doc.Csubj, doc.CsubjPass, doc.CsubjOuter, doc.Expl:
			return leftSubject
		case doc.Det, doc.DetPredet, doc.NmodPoss, doc.Nummod:
			return leftDeterminer
		case doc.Amod, doc.Compound, doc.NmodDesc, doc.Nmod, doc.Flat:
			return leftModifier
		case doc.Aux, doc.AuxPass, doc.Cop:
			return leftAuxiliary
		case doc.Case:
			return leftCase
		case doc.Mark, doc.Advmod, doc.Cc, doc.CcPreconj:
			return leftMark
		}
		return leftOther
	}
	switch rel {
	case doc.Obj, doc.Iobj:
		return rightObject
	case doc.Ccomp, doc.Xcomp, doc.Csubj:
		return rightClause
	case doc.Obl, doc.OblAgent, doc.OblUnmarked, doc.Advcl, doc.AdvclRelcl, doc.Advmod:
		return rightVerbModifier
	case doc.Nmod, doc.Acl, doc.AclRelcl, doc.Appos, doc.NmodUnmarked, doc.NmodDesc, doc.Nummod, doc.Amod:
		return rightNounModifier
	case doc.Conj:
		return rightConjunct
	case doc.Flat, doc.Fixed, doc.CompoundPrt, doc.Goeswith, doc.Case, doc.Compound:
		return rightFixed
	}
	return rightOther
}
