package act

import (
	"readout/attribution/lexicon"
	"readout/attribution/phrase"
	"readout/doc"
	"readout/record"
)

// Commitment uses FactBank's values (Saurí and Pustejovsky 2009). The cue and the main clause of
// the content each have a certainty and a polarity; the result is the weaker certainty with the
// product of the polarities.

// Facts that rules return.
var (
	notSo   = lexicon.Fact{Negative: true}
	perhaps = lexicon.Fact{Certainty: lexicon.Possible}
	open    = lexicon.Fact{Certainty: lexicon.Uncommitted}
)

// commitment combines what the cue says with what the content says.
func (r sense) commitment(c *phrase.Cue, act string, content doc.Range) string {
	cue := r.cueFact(c, act, content)
	if cue.Certainty == lexicon.Uncommitted || c.Unheld {
		return record.Uncommitted
	}
	said := r.contentFact(content)
	if cue == notSo && said == perhaps {
		return record.CertainMinus // to deny that something is possible is to deny it
	}
	return cue.And(said).String()
}

// cueFact returns how the cue presents its content.
func (r sense) cueFact(c *phrase.Cue, act string, content doc.Range) lexicon.Fact {
	switch act {
	case record.Ask, record.Advise, record.Demand, record.Decline, record.Refer, record.Thank, record.Apology:
		return open
	}
	if c.Entry == nil {
		return lexicon.Fact{}
	}
	e, f := c.Entry, c.Entry.Certainty
	if !c.Negated {
		return f
	}
	switch {
	case f.Negative && f.Certainty == lexicon.Certain:
		return perhaps // "did not rule out"
	case f.Negative:
		return lexicon.Fact{} // "has no doubt"
	case f.Certainty == lexicon.Uncommitted || e.Attitude == record.Speech:
		return open // "did not say that", "is not hoping"
	case e.Attitude == record.Intention:
		return notSo // "does not plan to"
	case e.Part == lexicon.Adjective || r.Lex.Class(e.Lemma)&lexicon.KnowingCue != 0:
		return open // "is not sure that"
	}
	return lexicon.Fact{Certainty: f.Certainty, Negative: true} // negation is raised: "does not expect that"
}

// hedgeFact returns the certainty that a hedge gives its clause.
func (r sense) hedgeFact(i int) lexicon.Fact {
	switch {
	case r.Is(i, lexicon.Impossible):
		return notSo
	case r.Is(i, lexicon.Improbable):
		return lexicon.Fact{Certainty: lexicon.Probable, Negative: true}
	case r.Is(i, lexicon.ProbableWord):
		return lexicon.Fact{Certainty: lexicon.Probable}
	}
	return perhaps
}

// contentFact reads the main clause of the content: its subject, its verb and the few words
// after it.
func (r sense) contentFact(content doc.Range) lexicon.Fact {
	clause := doc.Range{First: r.MainClause(content), End: content.End}
	var f lexicon.Fact
	if clause.Empty() {
		return f
	}
	if r.isQuestion(clause) || r.undecided(clause) || r.declines(clause) {
		return open
	}
	verb, limit := -1, min(clause.End, clause.First+phrase.Farthest)
	for k := clause.First; k < limit; k++ {
		if verb < 0 && k > clause.First && r.Is(k, lexicon.FiniteTag) {
			verb, limit = k, min(clause.End, k+7)
		}
		if verb >= 0 && k > verb && (r.EndsClause(k) || r.joinsClause(k, clause.End)) {
			break
		}
		if r.Form(k) == "?" {
			return open
		}
		if verb < 0 && r.Form(k) == "," && r.Is(k+1, lexicon.Relative|lexicon.LeadIn) {
			k = r.asideEnd(k, limit) // "that Orr, who did not comment, left"
			continue
		}
		if r.Is(k, lexicon.Negation|lexicon.Quantified) && r.affirms(k, verb, clause.End) {
			continue
		}
		if r.could(k) && r.Is(k+1, lexicon.Negation) && !r.Of(k+2, lexicon.Limiting) {
			continue // who could not did not
		}
		w, ok := r.hedge(k, clause)
		if !ok || r.inGroup(k, clause.First, verb) {
			continue
		}
		if w.Negative && f == notSo && r.LowerForm(k) != "no" {
			f = perhaps // "cannot be ruled out"
			continue
		}
		f = f.And(w)
	}
	return f
}

// could reports whether token i is "could".
func (r sense) could(i int) bool { return i >= 0 && r.LowerForm(i) == "could" }

// affirms reports whether the negation at token k denies nothing: "not only", "chose not to sign", "no doubt that",
// "could not be happier".
func (r sense) affirms(k, verb, end int) bool {
	if r.Of(k+1, lexicon.Limiting) || verb >= 0 && r.Word(k+1).XPOS == doc.XTO && !r.Is(k-1, lexicon.BeForm) ||
		r.Of(k+1, lexicon.Doubting) && k+2 < end {
		return true
	}
	const near = 5
	for t := k + 1; t < min(end, k+near) && r.could(k-1); t++ {
		if tag := r.Word(t).XPOS; tag == doc.XJJR || tag == doc.XRBR {
			return true
		}
	}
	return false
}

// hedge returns what the word at token k says of how sure its clause is, and whether it says anything. The "could" of
// "all he could" and the "possible" of "a possible meeting" say nothing.
func (r sense) hedge(k int, clause doc.Range) (f lexicon.Fact, ok bool) {
	w := r.Word(k)
	next := r.Word(k + 1)
	switch {
	case k+1 < clause.End && w.Lemma == "rule" && next.XPOS == doc.XRP:
		return notSo, true
	case w.UPOS == doc.VERB && w.Lemma == "doubt" && k+1 < clause.End && !r.Is(k-1, lexicon.Negation):
		return lexicon.Fact{Certainty: lexicon.Probable, Negative: true}, true
	case !r.Is(k, lexicon.Hedge), r.isMonth(k):
		return f, false
	case w.UPOS == doc.ADJ && (next.UPOS == doc.NOUN || next.UPOS == doc.PROPN):
		return f, false
	case w.UPOS == doc.AUX && !r.beforeVerb(k, clause.End):
		return f, false
	}
	return r.hedgeFact(k), true
}

// beforeVerb reports whether a verb, or a subject before it, follows the auxiliary at token k.
func (r sense) beforeVerb(k, end int) bool {
	const near = 6
	for t := k + 1; t < min(end, k+near) && r.Form(t) != "."; t++ {
		if u := r.Word(t).UPOS; u == doc.VERB || u == doc.AUX {
			return true
		}
	}
	return false
}

// joinsClause reports whether the word at token k joins a clause with a subject of its own: "it sank and we
// cannot swim".
func (r sense) joinsClause(k, end int) bool {
	return r.Is(k, lexicon.Conjunction) && k+2 < end && r.Word(k+1).UPOS == doc.PRON && r.Is(k+2, lexicon.FiniteTag)
}

// isQuestion reports whether a clause asks or makes a condition: it begins with "whether" or "if", or with another word
// that asks and its sentence has a question mark. "She explained why it sank" asks nothing.
func (r sense) isQuestion(clause doc.Range) bool {
	if !r.Is(clause.First, lexicon.Question) {
		return false
	}
	if r.Word(clause.First).XPOS == doc.XIN {
		return true // "whether", "if"
	}
	for k := clause.First; k < min(clause.End+1, r.SentenceAt(clause.First).End); k++ {
		if r.Form(k) == "?" {
			return true
		}
	}
	return false
}

// asideEnd returns the comma that ends the aside after the comma at token k, or k if none does.
func (r sense) asideEnd(k, limit int) int {
	for end := k + 1; end < limit; end++ {
		if r.Form(end) == "," {
			return end
		}
	}
	return k
}

// isMonth reports whether token k is the month May, not the verb.
func (r sense) isMonth(k int) bool {
	return r.Timed(k) || r.Word(k).UPOS == doc.PROPN
}

// inGroup reports whether "no" or the like at token k belongs to a noun, not to the clause: "a
// deal with no strings".
func (r sense) inGroup(k, first, verb int) bool {
	return r.Is(k, lexicon.Quantified) && (verb < 0 && k > first+1 || verb >= 0 && k > verb+3)
}
