package attribution

import (
	"readout/article"
	"readout/doc"
	"readout/record"
)

// How sure a source is that what it says holds: FactBank's values (Saurí and
// Pustejovsky 2009). The cue and the main clause of the content each have a
// certainty and a sign; the weaker certainty and the product of the signs stand.

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

var commitments = [...][2]string{
	certain:     {record.CertainPlus, record.CertainMinus},
	probable:    {record.ProbablePlus, record.ProbableMinus},
	possible:    {record.PossiblePlus, record.PossibleMinus},
	uncommitted: {record.Uncommitted, record.Uncommitted},
}

func (f fact) String() string {
	if f.negative {
		return commitments[f.certainty][1]
	}
	return commitments[f.certainty][0]
}

// and weakens one fact by another.
func (f fact) and(o fact) fact {
	return fact{max(f.certainty, o.certainty), f.negative != o.negative}
}

// commitment joins what the cue says with what the content says.
func (r *reading) commitment(c cueReading, s *doc.Statement) string {
	cue := r.cueFact(c, s)
	if cue.certainty == uncommitted {
		return record.Uncommitted
	}
	content := r.contentFact(s.Content)
	if cue == (fact{certain, true}) && content == (fact{certainty: possible}) {
		return record.CertainMinus // who denies that it could be says that it is not
	}
	return cue.and(content).String()
}

// cueCertainty lists cues that are not plainly certain. Ours, after FactBank's
// source-introducing predicates.
var cueCertainty = map[string]fact{
	"believe": {certainty: probable}, "think": {certainty: probable}, "expect": {certainty: probable}, "anticipate": {certainty: probable},
	"predict": {certainty: probable}, "forecast": {certainty: probable}, "project": {certainty: probable}, "estimate": {certainty: probable},
	"reckon": {certainty: probable}, "suspect": {certainty: probable}, "assume": {certainty: probable}, "presume": {certainty: probable},
	"suppose": {certainty: probable}, "guess": {certainty: probable}, "figure": {certainty: probable}, "suggest": {certainty: probable},
	"hint": {certainty: probable}, "imply": {certainty: probable}, "indicate": {certainty: probable}, "signal": {certainty: probable},
	"seem": {certainty: probable}, "appear": {certainty: probable}, "calculate": {certainty: probable}, "feel": {certainty: probable},
	"foresee": {certainty: probable}, "bet": {certainty: probable}, "plan": {certainty: probable}, "intend": {certainty: probable},
	"prepare": {certainty: probable}, "aim": {certainty: probable}, "reportedly": {certainty: probable}, "optimistic": {certainty: probable},
	"expectation": {certainty: probable}, "prediction": {certainty: probable}, "forecast of": {certainty: probable},
	"fear": {certainty: possible}, "worry": {certainty: possible}, "speculate": {certainty: possible}, "threaten": {certainty: possible},
	"imagine": {certainty: possible}, "worried": {certainty: possible}, "afraid": {certainty: possible}, "concerned": {certainty: possible},
	"allegedly": {certainty: possible}, "supposedly": {certainty: possible}, "purportedly": {certainty: possible}, "pessimistic": {probable, true},
	"doubt": {probable, true}, "doubtful": {probable, true}, "skeptical": {probable, true}, "sceptical": {probable, true},
	"deny": {certain, true}, "rule out": {certain, true}, "refute": {certain, true}, "reject": {certain, true}, "dismiss": {certain, true},
	"refuse": {certain, true}, "disavow": {certain, true}, "debunk": {certain, true}, "disprove": {certain, true}, "denial": {certain, true},
	"refusal": {certain, true}, "rejection": {certain, true}, "exclude": {certain, true}, "unconvinced": {probable, true},
	"hope": {certainty: uncommitted}, "want": {certainty: uncommitted}, "wish": {certainty: uncommitted}, "wonder": {certainty: uncommitted},
	"hopeful": {certainty: uncommitted}, "unsure": {certainty: uncommitted}, "uncertain": {certainty: uncommitted}, "unaware": {certainty: uncommitted},
	"seek": {certainty: uncommitted}, "try": {certainty: uncommitted}, "attempt": {certainty: uncommitted}, "consider": {certainty: uncommitted},
	"prefer": {certainty: uncommitted}, "desire": {certainty: uncommitted}, "mull": {certainty: uncommitted}, "weigh": {certainty: uncommitted},
}

// cueFact is how a cue presents its content.
func (r *reading) cueFact(c cueReading, s *doc.Statement) fact {
	switch s.Act {
	case record.Ask, record.Advise, record.Demand, record.Decline, record.Refer, record.Thank, record.Apology:
		return fact{certainty: uncommitted}
	}
	if c.entry == nil {
		return fact{}
	}
	f := cueCertainty[c.entry.lemma]
	if r.isObject(s.Content) && (f.negative && f.certainty == certain) && c.entry.part == verbCue && !c.negated {
		return fact{certain, true}
	}
	if !c.negated {
		return f
	}
	switch {
	case f.negative && f.certainty == certain:
		return fact{certainty: possible} // "did not rule out"
	case f.negative:
		return fact{} // "has no doubt"
	case f.certainty == uncommitted || c.entry.attitude == record.Speech:
		return fact{certainty: uncommitted} // "did not say that", "is not hoping"
	case c.entry.attitude == record.Intention:
		return fact{certain, true} // "does not plan to"
	case c.entry.part == adjectiveCue || c.entry.lemma == "know" || c.entry.lemma == "understand":
		return fact{certainty: uncommitted} // "is not sure that"
	}
	return fact{f.certainty, true} // negation is raised: "does not expect that"
}

// isObject tells content that is no clause.
func (r *reading) isObject(content []article.Span) bool {
	first, end := r.d.TokensIn(hull(content))
	for i := first; i < min(end, first+farthest); i++ {
		if r.words[i].class&finite != 0 && r.words[i].class&noun == 0 {
			return false
		}
	}
	return true
}

// contentWords say how sure a clause is by a word before or right after its verb.
var contentWords = map[string]fact{
	"perhaps": {certainty: possible}, "maybe": {certainty: possible}, "possibly": {certainty: possible}, "possible": {certainty: possible},
	"may": {certainty: possible}, "might": {certainty: possible}, "could": {certainty: possible}, "impossible": {certain, true},
	"probably": {certainty: probable}, "likely": {certainty: probable}, "presumably": {certainty: probable}, "apparently": {certainty: probable},
	"expected": {certainty: probable}, "unlikely": {probable, true}, "hardly": {probable, true}, "doubtful": {probable, true},
	"not": {certain, true}, "n't": {certain, true}, "n’t": {certain, true}, "never": {certain, true}, "no": {certain, true}, "none": {certain, true},
	"nobody": {certain, true}, "nothing": {certain, true}, "neither": {certain, true}, "excluded": {certain, true}, "cannot": {certain, true},
}

// contentFact reads the main clause of content: its subject, its verb and the few
// words after it.
func (r *reading) contentFact(content []article.Span) fact {
	first, end := r.d.TokensIn(hull(content))
	i := r.mainClause(first, end)
	var f fact
	if i >= end {
		return f
	}
	if k := r.words[i].class; r.d.LowerForm(i) == "whether" || r.d.LowerForm(i) == "if" || k&questionWord != 0 && k&(determiner|thatWord) == 0 && r.d.LowerForm(i) != "what" {
		return fact{certainty: uncommitted}
	}
	if r.undecided(i, end) || r.declines(i, end) {
		return fact{certainty: uncommitted}
	}
	verb, limit := -1, min(end, i+farthest)
	for k := i; k < limit; k++ {
		form := r.d.LowerForm(k)
		if verb < 0 && k > i && form != "n't" && form != "n’t" {
			if c := r.words[k].class; c&finite != 0 && (c&noun == 0 || c&auxiliary != 0) {
				verb = k
				limit = min(end, k+7)
			}
		}
		if verb >= 0 && k > verb && r.endsClause(k) {
			break
		}
		if r.d.Form(k) == "?" {
			return fact{certainty: uncommitted}
		}
		var w fact
		ok := r.words[k].class&hedging != 0
		if ok {
			w = contentWords[form]
			if form == "may" && r.d.Form(k) == "May" && k+1 < end && r.d.Tokens[k+1].Kind == doc.NumberToken {
				continue // the month
			}
		} else {
			if (form == "ruled" || form == "rule") && k+1 < end && r.d.LowerForm(k+1) == "out" {
				w, ok = fact{certain, true}, true
			} else {
				continue
			}
		}
		if verb < 0 && w.negative && k > i+1 && (form == "no" || form == "none") {
			continue // inside the subject: "a deal with no strings"
		}
		if verb >= 0 && (form == "no" || form == "nothing" || form == "none") && k > verb+3 {
			continue
		}
		if w.negative && f.negative && f.certainty == certain && form != "no" {
			f = fact{certainty: possible} // "cannot be ruled out"
			continue
		}
		f = f.and(w)
	}
	return f
}

// endsClause tells whether token k ends a clause.
func (r *reading) endsClause(k int) bool {
	switch r.d.Form(k) {
	case ",", ";", ":", ".", "!", "?", "—", "–", "--":
		return true
	}
	return r.words[k].class&(subordinator|thatWord) != 0
}

// mainClause steps over an opening mark, "that", "No," and a leading subordinate
// clause: it returns the first token of what the content mainly says.
func (r *reading) mainClause(i, end int) int {
	for i < end {
		form := r.d.LowerForm(i)
		next := ""
		if i+1 < end {
			next = r.d.Form(i + 1)
		}
		switch {
		case r.d.Tokens[i].Kind == doc.PunctToken, form == "that", (form == "no" || form == "yes" || form == "well" || form == "so" || form == "but" || form == "and") && (next == "," || form == "but" || form == "and"):
			i++
		case form == "although" || form == "though" || form == "while" || form == "when" || form == "after" || form == "because" || form == "since" ||
			form == "despite" || form == "at" || form == "in" || form == "on" || form == "during" || form == "once" || form == "as" && next != "far":
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
