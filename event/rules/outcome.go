package rules

import (
	"strings"

	"readout/doc"
	"readout/record"
)

var results = map[string][]string{
	"lead": {"to"}, "leads": {"to"}, "led": {"to"}, "result": {"in"}, "results": {"in"}, "resulted": {"in"},
	"produce": nil, "yield": nil, "yielded": nil, "achieve": nil, "achieved": nil, "reach": nil, "reached": nil,
	"find": nil, "sort": {"out"}, "resolve": nil, "bring": {"about"}, "end": {"in", "with"}, "ended": {"in", "with"},
}

// outcome: "will lead to a reset in ties", in a clause that names the event.
func (f *filler) outcome(c clause) {
	if c.words&resultVerb == 0 {
		return
	}
	for i := c.first; i < c.end; i++ {
		if !f.isA(i, resultVerb) || f.upos(i) == doc.NOUN {
			continue
		}
		next := results[f.d.LowerForm(i)]
		from := i + 1
		if next != nil {
			if !f.is(from, next...) {
				continue
			}
			from++
		}
		g, status := f.eventFor(c), f.clauseStatus(c)
		if g == nil || status == "" || !f.namedIn(g, c) {
			continue
		}
		if end := f.objectEnd(from, c.end); end > from {
			f.put(g, record.OutcomeSlot, f.d.Cut(f.d.SpanOf(from, end)), status, "event/outcome@1", from, end)
		}
	}
}

// namedIn tells whether the sentence of a clause names the event.
func (f *filler) namedIn(g *group, c clause) bool {
	for i := range g.mentions {
		if f.d.Tokens[g.mentions[i].head].Sentence == f.d.Tokens[c.first].Sentence {
			return true
		}
	}
	return false
}

// longestObject is how many tokens an outcome or agenda item may have.
const longestObject = 14

// objectEnd is where the noun group with its complements that starts at i ends.
func (r *reading) objectEnd(i, end int) int {
	end = min(end, i+longestObject)
	j := i
	for j < end {
		switch r.upos(j) {
		case doc.VERB, doc.AUX, doc.PUNCT, doc.CCONJ, doc.SCONJ:
			if !r.is(j, "-", "–", "'s", "’s") && !r.gerund(j) {
				return j
			}
		case doc.PRON, doc.ADV:
			if !r.is(j, "his", "her", "their", "its") {
				return j
			}
		}
		if r.timeAt[j] >= 0 {
			if r.upos(j-1) == doc.ADP && j > i {
				return j - 1
			}
			return j
		}
		j++
	}
	return j
}

// gerund tells whether a verb form is used as a noun: "in combating the pandemic".
func (r *reading) gerund(i int) bool {
	return r.xpos(i) == doc.XVBG || strings.HasSuffix(r.lowerOr(i), "ing") && r.upos(i-1) == doc.ADP
}
