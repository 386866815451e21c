package attribution

import (
	"readout/doc"
	"readout/record"
)

// How sure a source is that what it says holds: FactBank's values (Saurí and Pustejovsky
// 2009). The cue and the main clause of the content each have a certainty and a sign; the
// weaker certainty and the product of the signs stand.

// farthest bounds the look at a clause, in tokens.
const farthest = 60

// fact is a certainty with a sign.
type fact struct {
	certainty certainty
	negative  bool
}

type certainty uint8

const (
	certain certainty = iota
	probable
	possible
	uncommitted
)

// String is FactBank's value.
func (f fact) String() string {
	values := [...][2]string{
		certain:     {record.CertainPlus, record.CertainMinus},
		probable:    {record.ProbablePlus, record.ProbableMinus},
		possible:    {record.PossiblePlus, record.PossibleMinus},
		uncommitted: {record.Uncommitted, record.Uncommitted},
	}
	if f.negative {
		return values[f.certainty][1]
	}
	return values[f.certainty][0]
}

// factOf reads a value as String writes it.
func factOf(value string) (fact, bool) {
	for c := certain; c <= uncommitted; c++ {
		for _, negative := range [...]bool{false, true} {
			if f := (fact{c, negative}); f.String() == value {
				return f, true
			}
		}
	}
	return fact{}, false
}

// and weakens one fact by another.
func (f fact) and(o fact) fact {
	return fact{max(f.certainty, o.certainty), f.negative != o.negative}
}

// commitment joins what the cue says with what the content says.
func (r sense) commitment(c *cueReading, act string, content doc.Range) string {
	cue := r.cueFact(c, act, content)
	if cue.certainty == uncommitted || c.unheld {
		return record.Uncommitted
	}
	said := r.contentFact(content)
	if cue == (fact{certain, true}) && said == (fact{certainty: possible}) {
		return record.CertainMinus // who denies that it could be says that it is not
	}
	return cue.and(said).String()
}

// cueFact is how a cue presents its content.
func (r sense) cueFact(c *cueReading, act string, content doc.Range) fact {
	switch act {
	case record.Ask, record.Advise, record.Demand, record.Decline, record.Refer, record.Thank, record.Apology:
		return fact{certainty: uncommitted}
	}
	if c.entry == nil {
		return fact{}
	}
	e, f := c.entry, c.entry.certainty
	if !c.negated {
		return f
	}
	switch {
	case f.negative && f.certainty == certain:
		return fact{certainty: possible} // "did not rule out"
	case f.negative:
		return fact{} // "has no doubt"
	case f.certainty == uncommitted || e.attitude == record.Speech:
		return fact{certainty: uncommitted} // "did not say that", "is not hoping"
	case e.attitude == record.Intention:
		return fact{certain, true} // "does not plan to"
	case e.part == adjectiveCue || r.lex.classes[e.lemma]&knowingCue != 0:
		return fact{certainty: uncommitted} // "is not sure that"
	}
	return fact{f.certainty, true} // negation is raised: "does not expect that"
}

// hedgeFact is how sure a word makes its clause, by its class.
func (r sense) hedgeFact(i int) fact {
	switch {
	case r.is(i, impossible):
		return fact{certain, true}
	case r.is(i, improbable):
		return fact{probable, true}
	case r.is(i, probableWord):
		return fact{certainty: probable}
	}
	return fact{certainty: possible}
}

// contentFact reads the main clause of content: its subject, its verb and the few words
// after it.
func (r sense) contentFact(content doc.Range) fact {
	clause := doc.Range{First: r.mainClause(content), End: content.End}
	var f fact
	if clause.Empty() {
		return f
	}
	if r.is(clause.First, question) && r.d.LowerForm(clause.First) != "what" || r.undecided(clause) ||
		r.declines(clause) {
		return fact{certainty: uncommitted}
	}
	verb, limit := -1, min(clause.End, clause.First+farthest)
	for k := clause.First; k < limit; k++ {
		if verb < 0 && k > clause.First && r.is(k, finiteTag) {
			verb, limit = k, min(clause.End, k+7)
		}
		if verb >= 0 && k > verb && r.endsClause(k) {
			break
		}
		if r.d.Form(k) == "?" {
			return fact{certainty: uncommitted}
		}
		ruledOut := r.word(k).Lemma == "rule" && k+1 < clause.End && r.d.LowerForm(k+1) == "out"
		if !ruledOut && (!r.is(k, hedge) || r.isMonth(k)) || r.inGroup(k, clause.First, verb) {
			continue
		}
		w := fact{certain, true}
		if !ruledOut {
			w = r.hedgeFact(k)
		}
		if w.negative && f == (fact{certain, true}) && r.d.LowerForm(k) != "no" {
			f = fact{certainty: possible} // "cannot be ruled out"
			continue
		}
		f = f.and(w)
	}
	return f
}

// isMonth reports whether token k is May, not may.
func (r sense) isMonth(k int) bool {
	return r.timed(k) || r.word(k).UPOS == doc.PROPN
}

// inGroup reports whether "no" or the like at token k belongs to a noun, not to the clause:
// "a deal with no strings".
func (r sense) inGroup(k, first, verb int) bool {
	return r.is(k, quantified) && (verb < 0 && k > first+1 || verb >= 0 && k > verb+3)
}

// endsClause reports whether token k ends a clause.
func (r *tokens) endsClause(k int) bool {
	switch r.d.Form(k) {
	case ",", ";", ":", ".", "!", "?", "—", "–", "--":
		return true
	}
	return r.is(k, subordinator) && !r.is(k, determinerTag|pronounTag|adverbTag)
}

// ends reports whether token k is punctuation.
func (r *tokens) ends(k int) bool {
	return k < len(r.d.Tokens) && r.d.Tokens[k].Kind == doc.PunctToken
}

// mainClause steps over an opening mark, "that", "No," and a leading subordinate clause:
// it returns the first token of what the content mainly says.
func (r *tokens) mainClause(content doc.Range) int {
	i, end := content.First, content.End
	for i < end {
		next := i+1 < end && r.d.Form(i+1) == ","
		switch {
		case r.ends(i), r.d.LowerForm(i) == "that", r.is(i, skipped) && (next || r.is(i, connective)):
			i++
		case r.is(i, leadIn) && !(r.d.LowerForm(i) == "as" && i+1 < end && r.d.LowerForm(i+1) == "far"):
			k := i + 1
			for k < end && k < i+farthest && r.d.Form(k) != "," && r.d.Form(k) != "." {
				k++
			}
			if k >= end || r.d.Form(k) != "," {
				return i
			}
			i = k + 1
		default:
			return i
		}
	}
	return i
}
