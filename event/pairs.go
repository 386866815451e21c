package event

import (
	"cmp"
	"math"
	"slices"

	"readout/event/alike"
	"readout/event/head"
	"readout/event/words"
)

// What speaks for and against that two mentions name one event. The head that ranks
// antecedents sees the words around two mentions; here is beside it what the other heads
// found of both: their kinds, dates, places, parties and statuses.

// The evidence on a pair of mentions, in the order of settings.pair.
const (
	pairBias     = iota
	pairHead     // the logit of the antecedent over that of none
	pairKind     // how alike their kinds are
	pairWord     // the same head word
	pairWords    // the same words
	pairCaps     // a capitalised word in common
	pairDay      // dates that agree
	pairDayNot   // dates that do not
	pairPlace    // a place in common
	pairStatus   // how alike their statuses are
	pairSentence // one sentence
	pairFar      // how far apart, by the logarithm of the sentences between
	pairNew      // the later one begins with "a": something not told yet
	pairGiven    // the later one begins with "the"
	pairParty    // how alike those are who take part
	pairPartyNot // others take part
	pairEvidence
)

// pairs gives evidence on pairs of mentions.
type pairs struct {
	r      *draft
	words  *alike.Words
	lemmas []string // of head words
	scores []head.Scores
	called []words.List // see alike.Gathering
}

func newPairs(r *draft, j judge) *pairs {
	spans := r.spans()
	common := alike.NewWords(r.Doc, spans)
	p := &pairs{r: r, words: common, lemmas: make([]string, len(r.ms)), scores: j.Antecedents(spans, common),
		called: make([]words.List, len(r.ms))}
	for i := range r.ms {
		h := r.Head(r.ms[i].Range)
		p.lemmas[i] = cmp.Or(r.Words[h].Lemma, r.LowerForm(h))
		p.called[i] = alike.Gathering(r.Doc, r.ms[i].Range, h)
	}
	return p
}

// evidence is what speaks for and against that mention i names the event of mention j,
// which comes before it.
func (p *pairs) evidence(i, j int) (f [pairEvidence]float64) {
	r, a, b := p.r, &p.r.ms[i], &p.r.ms[j]
	f[pairBias] = 1
	x := &p.scores[i]
	f[pairHead] = -strongest
	if j >= x.From {
		f[pairHead] = min(strongest, max(-strongest, float64(x.List[j-x.From]-x.None)))
	}
	f[pairKind] = alike.Shares(a.Kinds, b.Kinds)
	f[pairStatus] = alike.Shares(a.status, b.status)
	f[pairWord] = truth(p.lemmas[i] == p.lemmas[j])
	common := p.words.In(i, j)
	f[pairWords], f[pairCaps] = truth(common&alike.Phrase > 0), truth(common&alike.Capital > 0)
	if len(a.days) > 0 && len(b.days) > 0 {
		meets := alike.Days(a.days, b.days)
		f[pairDay], f[pairDayNot] = truth(meets), truth(!meets)
	}
	if len(a.places) > 0 && len(b.places) > 0 {
		f[pairPlace] = truth(alike.Any(a.places, b.places))
	}
	apart := a.sentence - b.sentence
	f[pairSentence] = truth(apart == 0)
	f[pairFar] = math.Log1p(float64(apart))
	much, known := alike.Parties(a.shares, b.shares)
	f[pairParty], f[pairPartyNot] = much, truth(known && much < fewShared)
	f[pairNew], f[pairGiven] = truth(r.Is(a.First, words.New)), truth(r.Is(a.First, words.Given))
	return f
}

// fewShared is how alike those are at most who take part in two events of other people.
const fewShared = 0.3

// strongest bounds what the head says, so that it does not outvote all else.
const strongest = 8

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// together is how surely mention i names the event of some mentions before it: the mean
// of what is known of it and each of them.
func (p *pairs) together(i int, of []int) float64 {
	sum := 0.0
	for _, j := range of {
		for k, x := range p.evidence(i, j) {
			sum += float64(p.r.pair[k] * x)
		}
	}
	return sum / float64(len(of))
}

// otherwise reports whether mention i names another thing by its words than one of some mentions before it.
func (p *pairs) otherwise(i int, of []int) bool {
	return slices.ContainsFunc(of, func(j int) bool { return alike.Otherwise(p.called[i], p.called[j]) })
}
