package attribution

import (
	"math"

	"readout/model"
)

// learn takes one step towards the wanted span and returns the loss before it.
// The pairs' loss moves all weights; each side's own loss, at a lower weight,
// keeps the edges' scores good enough to prune by.
func (r *ranking) learn(x *scene, l *model.Learner, want wordSpan) float64 {
	at := r.run(x, l, &want)
	if at < 0 {
		return 0
	}
	loss := -math.Log(max(1e-9, float64(r.options[at].probability)))
	for side := range r.edges {
		for i := range r.edges[side] {
			r.edges[side][i].score = 0 // from here on: the gradient
		}
	}
	for k, o := range r.options {
		d := o.probability
		if k == at {
			d--
		}
		begin := int32(0)
		if k > 0 {
			r.edges[0][o.i].score += d
			r.edges[1][o.j].score += d
			begin = r.ends[k-1]
		}
		if d < -settledPair || d > settledPair {
			l.StepOne(r.features[begin:r.ends[k]], d)
		}
	}
	for side, wanted := range [2]int32{want.first, want.last} {
		for _, e := range r.edges[side] {
			if d := e.score; d < -settledPair || d > settledPair {
				l.StepOne(r.arena[e.begin:e.end], d)
			}
		}
		if !want.none() {
			r.learnEdges(r.all[side], wanted, l)
		}
	}
	return loss
}

const settledPair = 1e-3

// learnEdges steps by the loss of one side alone.
func (r *ranking) learnEdges(all []edge, wanted int32, l *model.Learner) {
	r.scores = r.scores[:0]
	for _, e := range all {
		r.scores = append(r.scores, e.score)
	}
	model.Softmax(r.scores)
	for i, e := range all {
		d := r.scores[i]
		if e.at == wanted {
			d--
		}
		if d > -settledPair && d < settledPair {
			continue
		}
		l.StepOne(r.arena[e.begin:e.end], d*edgeShare)
	}
}
