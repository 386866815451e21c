package rules

import (
	"fmt"
	"math/rand/v2"

	"readout/article"
	"readout/doc"
	"readout/model"
)

// ChainExample is a document, read as far as trees, and what is known of its
// chains.
type ChainExample struct {
	Doc    *doc.Doc
	Chains [][]article.Span

	// Pronoun marks an example of which one pronoun only is known: Chains[0] is the
	// names it stands for, Chains[1] names it does not. Empty for whole documents.
	Pronoun article.Span
}

// instance is one choice to be learned: the features of a new entity first, then
// those of each candidate, and which of them are right.
type instance struct {
	features []uint32
	ends     []int32
	right    []bool
}

// TrainCoref trains a coreference ranker and gives its weight file. names is the
// name finder it will run with, or nil. The same examples and options give the
// same bytes.
func TrainCoref(examples []ChainExample, names *NameModel, o TrainOptions, progress func(epoch int, loss float64)) ([]byte, error) {
	if o.Epochs == 0 {
		o.Epochs = 10
	}
	if o.Bits == 0 {
		o.Bits = 19
	}
	if o.Rate == 0 {
		o.Rate = 0.03
	}
	p := New(Options{Names: names})
	var all []instance
	for i := range examples {
		all = p.instances(all, &examples[i])
	}
	l := model.NewLearner(o.Bits, 1, o.Rate)
	random := rand.New(rand.NewPCG(o.Seed, 2))
	var scores []float32
	for epoch := range o.Epochs {
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		var loss float64
		for k := range all {
			loss += learn(l, &all[k], &scores)
		}
		if progress != nil {
			progress(epoch, loss)
		}
	}
	w := model.NewWriter(corefKind, corefVersion)
	w.Table("pairs", l.Table())
	data, err := w.Encode()
	if err != nil {
		return nil, fmt.Errorf("entity: training coreference: %w", err)
	}
	return data, nil
}

// What mistakes cost, as margins that the right choice must win by: a missed link
// takes a mention from its chain, a false one adds one.
//
// Source: Durrett and Klein 2013, their values tried against others on GUM's
// development documents.
const (
	missedLink = 3
	falseLink  = 0.1
	wrongLink  = 1
)

// learn steps towards the right choices of one instance, taken together, and gives
// the loss before.
func learn(l *model.Learner, x *instance, buf *[]float32) float64 {
	scores := (*buf)[:0]
	start := int32(0)
	for _, end := range x.ends {
		scores = append(scores, l.Score(x.features[start:end]))
		start = end
	}
	good := make([]float32, 0, len(scores))
	for k, s := range scores {
		switch {
		case x.right[k]:
			good = append(good, s)
		case k == 0:
			scores[k] += missedLink
		case x.right[0]:
			scores[k] += falseLink
		default:
			scores[k] += wrongLink
		}
	}
	loss := model.Softmax(scores) - model.Softmax(good)
	start = 0
	g := 0
	for k, end := range x.ends {
		d := scores[k]
		if x.right[k] {
			d -= good[g]
			g++
		}
		if d > 1e-3 || d < -1e-3 {
			l.StepOne(x.features[start:end], d)
		}
		start = end
	}
	*buf = scores
	return loss
}

// instances appends the choices of one example, made in text order, the right one
// taken each time.
func (p *Pass) instances(all []instance, x *ChainExample) []instance {
	r := new(reading)
	r.start(x.Doc, p.kb)
	r.prepare(p, true)
	gold := make(map[article.Span]int)
	for c, chain := range x.Chains {
		for _, sp := range chain {
			gold[sp] = c
		}
	}
	chainOf := func(m *mention) int {
		if c, ok := gold[r.phraseSpan(m)]; ok {
			return c
		}
		if c, ok := gold[m.Span]; ok {
			return c
		}
		if !m.Name.Empty() {
			if c, ok := gold[m.Name]; ok {
				return c
			}
		}
		return -1
	}
	// What chains the mentions of each entity belong to.
	members := make(map[int32]map[int]bool)
	note := func(e int32, c int) {
		if c < 0 || e < 0 {
			return
		}
		if members[e] == nil {
			members[e] = make(map[int]bool)
		}
		members[e][c] = true
	}
	for i := range r.mentions {
		if m := &r.mentions[i]; m.Entity >= 0 {
			note(int32(m.Entity), chainOf(m))
		}
	}
	one := !x.Pronoun.Empty()
	r.linkRanked(func(i int, candidates []candidate) int {
		m := &r.mentions[i]
		c := chainOf(m)
		if one {
			c = -1
			if m.Span != x.Pronoun {
				for k := range candidates {
					if candidates[k].rule {
						return k
					}
				}
				return -1
			}
		}
		in := instance{right: make([]bool, 0, len(candidates)+1)}
		matched := false
		for k := range candidates {
			matched = matched || candidates[k].match
		}
		in.features = r.newFeatures(nil, m, len(candidates), matched)
		in.ends = append(in.ends, int32(len(in.features)))
		in.right = append(in.right, false)
		best, any := -1, false
		for k := range candidates {
			in.features = r.pairFeatures(in.features, m, &candidates[k])
			in.ends = append(in.ends, int32(len(in.features)))
			chains := members[candidates[k].entity]
			right := c >= 0 && chains[c]
			if one {
				right = chains[0]
			}
			in.right = append(in.right, right)
			if right && best < 0 {
				best = k
			}
			any = any || right
		}
		if one && !any && len(x.Chains[0]) == 0 {
			for k := range candidates {
				right := !members[candidates[k].entity][1]
				in.right[k+1] = right
				any = any || right
			}
		}
		if one && !any {
			return best // the name it stands for was not found
		}
		if !any {
			in.right[0] = true
		}
		if len(in.ends) > 1 {
			all = append(all, in)
		}
		if best >= 0 {
			return best
		}
		return -1
	}, func(i int) {
		m := &r.mentions[i]
		note(int32(m.Entity), chainOf(m))
	})
	return all
}
