package event

import (
	"cmp"
	"math"

	"readout/doc"
	"readout/event/alike"
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
	r      *reading
	words  *alike.Words
	lemmas []string // of head words
	scores []scores
}

func newPairs(r *reading) *pairs {
	p := &pairs{r: r, words: wordsOf(r.d, r.ms), lemmas: make([]string, len(r.ms)), scores: r.j.antecedents(r.ms)}
	for i := range r.ms {
		h := r.headOf(r.ms[i].span)
		p.lemmas[i] = cmp.Or(r.d.Words[h].Lemma, r.d.LowerForm(h))
	}
	return p
}

// wordsOf compares the words of mentions.
func wordsOf(d *doc.Doc, ms []mention) *alike.Words {
	spans := make([]span, len(ms))
	for i := range ms {
		spans[i] = ms[i].span
	}
	return alike.NewWords(d, spans)
}

// headOf is the word of a mention that names the event: the last one that carries a
// meaning before what hangs on it.
func (r *reading) headOf(s span) int {
	head := -1
	for t := s.First; t < s.End; t++ {
		switch r.upos(t) {
		case doc.NOUN, doc.PROPN, doc.VERB, doc.NUM, doc.ADJ:
			if head >= 0 && r.upos(head) == doc.VERB {
				return head
			}
			head = t
		case doc.ADP, doc.SCONJ, doc.PRON, doc.CCONJ, doc.PUNCT:
			if head >= 0 {
				return head
			}
		}
	}
	if head < 0 {
		return s.End - 1
	}
	return head
}

// evidence is what speaks for and against that mention i names the event of mention j,
// which comes before it.
func (p *pairs) evidence(i, j int) (f [pairEvidence]float64) {
	r, a, b := p.r, &p.r.ms[i], &p.r.ms[j]
	f[pairBias] = 1
	x := &p.scores[i]
	f[pairHead] = -strongest
	if j >= x.from {
		f[pairHead] = min(strongest, max(-strongest, float64(x.list[j-x.from]-x.none)))
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
	if len(r.shares) > 0 {
		much, known := alike.Parties(r.shares[i], r.shares[j])
		f[pairParty], f[pairPartyNot] = much, truth(known && much < fewShared)
	}
	f[pairNew], f[pairGiven] = truth(r.is(a.First, words.New)), truth(r.is(a.First, words.Given))
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
