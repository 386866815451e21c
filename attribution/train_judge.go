package attribution

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"readout/model"
)

// How the judge is trained.
const (
	judgeBits   = 17
	judgeEpochs = 6
	judgeRate   = 0.03
)

// verdict is one proposal of models that did not see the article, and whether
// people marked it.
type verdict struct {
	found    found
	features []uint32
	right    bool
}

// trainJudge trains the last judge on the proposals of the jackknifed models, and
// finds the probability from which on telling a proposal pays.
func (t *trainer) trainJudge() {
	all := make([][]verdict, len(t.works))
	t.parallel(len(t.works), func(i int) {
		w := t.works[i]
		w.f.keep = func(a *found, features []uint32) {
			all[i] = append(all[i], verdict{*a, slices.Clone(features), w.marked(a)})
		}
		w.f.propose(t.rankers[sourceRole][w.fold], t.rankers[contentRole][w.fold], &model.Table{Width: 1, Weights: make([]int8, 1)})
		w.f.keep = nil
	})
	// One judge a half of the articles, each judging the other half as reading will.
	var told []scored
	gold := 0
	for half := range 2 {
		judge := t.judgeOf(all, func(i int) bool { return t.works[i].fold%2 != half }).Table()
		for i, w := range t.works {
			if w.fold%2 != half {
				continue
			}
			gold += len(w.gold)
			var proposals []found
			for _, v := range all[i] {
				v.found.score = judge.Score(v.features)
				proposals = append(proposals, v.found)
			}
			for _, a := range choose(proposals, float32(math.Inf(-1)), nil) {
				told = append(told, scored{a.score, w.marked(&a)})
			}
		}
	}
	slices.SortStableFunc(told, func(x, y scored) int { return cmp.Compare(y.score, x.score) })
	t.m.calibrate = platt(told)
	t.m.threshold = t.m.probability(bestCut(told, gold))
	t.m.judge = t.judgeOf(all, func(int) bool { return true }).Table()
	t.report(0.1, "judge")
}

// bestCut is the score down to which telling gives the best F1; told is sorted,
// best first.
func bestCut(told []scored, gold int) float32 {
	var cut float32
	right, best := 0, 0.0
	for n, s := range told {
		if s.right {
			right++
		}
		if f1 := 2 * float64(right) / float64(n+1+gold); f1 > best {
			best, cut = f1, s.score
		}
	}
	return cut
}

// score is the judge's score that makes a probability.
func (m *Models) score(probability float32) float32 {
	p := float64(probability)
	return float32((math.Log(p/(1-p)) - float64(m.calibrate[1])) / float64(m.calibrate[0]))
}

// probability is how likely a proposal of that score is right.
func (m *Models) probability(score float32) float32 {
	return logistic(m.calibrate[0]*score + m.calibrate[1])
}

func (t *trainer) judgeOf(all [][]verdict, use func(i int) bool) *model.Learner {
	var train []verdict
	for i := range all {
		if use(i) {
			train = append(train, all[i]...)
		}
	}
	l := model.NewLearner(judgeBits, 1, judgeRate)
	random := rand.New(rand.NewPCG(t.o.Seed, 7))
	for range judgeEpochs {
		random.Shuffle(len(train), func(i, j int) { train[i], train[j] = train[j], train[i] })
		for _, v := range train {
			p := logistic(l.Score(v.features))
			if v.right {
				p--
			}
			l.StepOne(v.features, p)
		}
	}
	return l
}

func logistic(s float32) float32 { return float32(1 / (1 + math.Exp(-float64(s)))) }

// marked tells whether people marked what was found: cues overlap, sources
// overlap or both have none, and the contents' words agree to four fifths.
func (w *work) marked(a *found) bool {
	for i := range w.gold {
		g := &w.gold[i]
		if a.cue.first >= g.cue.end || g.cue.first >= a.cue.end || a.source.none() != g.source.none() {
			continue
		}
		if !a.source.none() && (a.source.last < g.source.first || g.source.last < a.source.first) {
			continue
		}
		if !g.content.none() && agree(a.content, g.content) {
			return true
		}
	}
	return false
}

// scored is a judge's score of a proposal and whether it was right.
type scored struct {
	score float32
	right bool
}

// platt fits a probability to scores: 1/(1+exp(-(a·score+b))).
//
// Source: Platt 1999, by gradient descent in the two numbers.
func platt(all []scored) [2]float32 {
	a, b := 1.0, 0.0
	for range 500 {
		var da, db, haa, hab, hbb float64
		for _, s := range all {
			x := float64(s.score)
			p := 1 / (1 + math.Exp(-(a*x + b)))
			d := p
			if s.right {
				d--
			}
			da, db = da+d*x, db+d
			h := p * (1 - p)
			haa, hab, hbb = haa+h*x*x, hab+h*x, hbb+h
		}
		det := haa*hbb - hab*hab + 1e-9
		a -= (hbb*da - hab*db) / det
		b -= (haa*db - hab*da) / det
		if math.Abs(da)+math.Abs(db) < 1e-6*float64(len(all)+1) {
			break
		}
	}
	return [2]float32{float32(a), float32(b)}
}
