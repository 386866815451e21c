package event

import (
	"cmp"
	"maps"
	"math"
	"slices"

	"readout/doc"
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
	alike  *likeness
	lemmas []string // of head words
	scores []scores
}

func newPairs(r *reading) *pairs {
	p := &pairs{r: r, alike: newLikeness(r.d, r.ms), lemmas: make([]string, len(r.ms)), scores: r.j.antecedents(r.ms)}
	for i := range r.ms {
		h := r.headOf(r.ms[i].span)
		p.lemmas[i] = cmp.Or(r.d.Words[h].Lemma, r.d.LowerForm(h))
	}
	return p
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
	f[pairKind] = affinity(a.Kinds, b.Kinds)
	f[pairStatus] = affinity(a.status, b.status)
	f[pairWord] = truth(p.lemmas[i] == p.lemmas[j])
	like := p.alike.feature(i, j)
	f[pairWords], f[pairCaps] = truth(like&1 > 0), truth(like&4 > 0)
	if len(a.days) > 0 && len(b.days) > 0 {
		meets := daysMeet(a.days, b.days)
		f[pairDay], f[pairDayNot] = truth(meets), truth(!meets)
	}
	if len(a.places) > 0 && len(b.places) > 0 {
		f[pairPlace] = truth(shared(a.places, b.places))
	}
	apart := a.sentence - b.sentence
	f[pairSentence] = truth(apart == 0)
	f[pairFar] = math.Log1p(float64(apart))
	if len(r.shares) > 0 {
		alike, known := partiesAlike(r.shares[i], r.shares[j])
		f[pairParty], f[pairPartyNot] = alike, truth(known && alike < fewShared)
	}
	f[pairNew], f[pairGiven] = truth(r.is(a.First, words.New)), truth(r.is(a.First, words.Given))
	return f
}

// partiesAlike is how alike those are who take part in two events, from 0 to 1, and whether both have
// somebody who surely does. Shares are by entity.
// Source: cosine of the two.
func partiesAlike(a, b map[int]float64) (alike float64, known bool) {
	var both, aa, bb, topA, topB float64
	for _, e := range slices.Sorted(maps.Keys(a)) {
		x := a[e]
		both, aa, topA = both+float64(x*b[e]), aa+float64(x*x), max(topA, x)
	}
	for _, e := range slices.Sorted(maps.Keys(b)) {
		y := b[e]
		bb, topB = bb+float64(y*y), max(topB, y)
	}
	if aa == 0 || bb == 0 {
		return 0, false
	}
	return both / math.Sqrt(float64(aa*bb)), topA >= surelyThere && topB >= surelyThere
}

const (
	surelyThere = 0.5 // the share from which somebody surely takes part
	fewShared   = 0.3 // below, two events are of other people
)

// strongest bounds what the head says, so that it does not outvote all else.
const strongest = 8

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// affinity is how alike two distributions are: 0 where they are the same, less where not.
// Source: Bhattacharyya's coefficient, as a logarithm.
func affinity(a, b []float64) float64 {
	sum := 0.0
	for k := range a {
		sum += math.Sqrt(a[k] * b[k])
	}
	return max(-3, math.Log(sum))
}

func shared(a, b []int) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y {
				return true
			}
		}
	}
	return false
}

// daysMeet reports whether a date of one list may be one of another: May 2031 and 6 May 2031.
func daysMeet(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			n := min(len(x), len(y))
			if x[:n] == y[:n] {
				return true
			}
		}
	}
	return false
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
