package attribution

import (
	"cmp"
	"slices"

	"readout/model"
)

// scorer scores the features of one candidate: a table in reading, a learner in
// training.
type scorer interface {
	Score(features []uint32) float32
}

// option is a span a ranker weighed, and its probability.
type option struct {
	span        wordSpan
	probability float32
	i, j        int8 // its edges
}

// ranking weighs the spans that can be the source or content of one cue. Each
// word of the window is scored once as first and once as last word; only pairs of
// the best few are scored as a whole.
//
// Shape: options[0] is "none". Features of option k are features[ends[k-1]:ends[k]].
type ranking struct {
	learns   bool // training looks wider than reading
	options  []option
	scores   []float32
	features []uint32
	ends     []int32
	edges    [2][]edge
	all      [2][]edge // every word of the window, for training
	arena    []uint32  // features of the edges
}

// edge is a word as first or last word of a span.
type edge struct {
	at         int32
	score      float32
	begin, end int32 // its features in the arena
}

// Reading combines the best readBeam first words with as many last words, unless
// together they fall more than readDrop behind the best two; a model learns from more.
// Chosen on PolNeAR dev: halving both loses nothing and reads a sixth faster.
const (
	readBeam, learnBeam = 6, 10
	readDrop, learnDrop = 6, 9
)

func (r *ranking) beam() (width int, drop float32) {
	if r.learns {
		return learnBeam, learnDrop
	}
	return readBeam, readDrop
}

// run scores the spans of a scene. With gold, that span is always among them,
// and its place in options is returned; -1 if the scene cannot hold it.
func (r *ranking) run(x *scene, w scorer, gold *wordSpan) int {
	width, drop := r.beam()
	r.options, r.scores, r.features, r.ends, r.arena = r.options[:0], r.scores[:0], r.features[:0], r.ends[:0], r.arena[:0]
	r.features = x.none(r.features)
	r.ends = append(r.ends, int32(len(r.features)))
	r.options = append(r.options, option{span: noSpan})
	r.scores = append(r.scores, w.Score(r.features))
	for side := range r.all {
		r.all[side] = r.all[side][:0]
		for i := x.lo; i < x.hi; i++ {
			if !x.v.tok[i].word || i >= x.cue.first && i < x.cue.end || x.source.holds(i) {
				continue
			}
			if !x.plausible(i, int32(side)) && (gold == nil || i != gold.edge(side)) {
				continue
			}
			begin := len(r.arena)
			r.arena = x.edge(i, int32(side), r.arena)
			r.all[side] = append(r.all[side], edge{at: i, score: w.Score(r.arena[begin:]), begin: int32(begin), end: int32(len(r.arena))})
		}
		r.edges[side] = best(r.all[side], r.edges[side][:0], width)
	}
	r.admit(x.ruled)
	at := -1
	if gold != nil {
		r.admit(*gold)
		if gold.none() {
			at = 0
		}
	}
	floor := r.floor(drop)
	for i := range r.edges[0] {
		for j := range r.edges[1] {
			s := wordSpan{r.edges[0][i].at, r.edges[1][j].at}
			if !x.allows(s) {
				continue
			}
			if gold != nil && s == *gold {
				at = len(r.options)
			} else if r.edges[0][i].score+r.edges[1][j].score < floor && s != x.ruled {
				continue
			}
			begin := len(r.features)
			r.features = x.pair(s, r.features)
			r.ends = append(r.ends, int32(len(r.features)))
			r.options = append(r.options, option{span: s, i: int8(i), j: int8(j)})
			r.scores = append(r.scores, r.edges[0][i].score+r.edges[1][j].score+w.Score(r.features[begin:]))
		}
	}
	model.Softmax(r.scores)
	for i := range r.options {
		r.options[i].probability = r.scores[i]
	}
	return at
}

// allows tells whether a span can stand in its role: its words in order, and a
// source on one side of the cue.
func (x *scene) allows(s wordSpan) bool {
	if s.first > s.last {
		return false
	}
	if x.role == sourceRole {
		return s.last < x.cue.first || s.first >= x.cue.end
	}
	return x.source.none() || s.last < x.source.first || s.first > x.source.last || s.holds(x.cue.first)
}

// plausible tells whether the joint model leaves it open that a span of the role
// begins (side 0) or ends (side 1) at word i. Most words it does not, and their
// features need never be computed.
func (x *scene) plausible(i, side int32) bool {
	if i == x.ruled.edge(int(side)) {
		return true
	}
	if x.mass(i) < leastMass {
		return false
	}
	if side == 0 && x.m.begin(x.role, i) >= leastMass {
		return true
	}
	// The next word outwards; marks and stops between the two may belong to either.
	step := 2*side - 1
	out := i + step
	for out >= x.lo && out < x.hi && !x.v.tok[out].word {
		out += step
	}
	if out < x.lo || out >= x.hi || x.mass(out) < 1-leastMass {
		return true
	}
	for j := i + 1; side == 1 && j <= out; j++ {
		if x.m.begin(x.role, j) >= leastMass {
			return true
		}
	}
	return false
}

// leastMass is the probability that the joint model must leave an edge.
const leastMass = 0.01

// edge is the first (side 0) or last word of a span.
func (w wordSpan) edge(side int) int32 {
	if side == 0 {
		return w.first
	}
	return w.last
}

// floor is the edges' score below which a pair is not worth a look.
func (r *ranking) floor(drop float32) float32 {
	if len(r.edges[0]) == 0 || len(r.edges[1]) == 0 {
		return 0
	}
	return r.edges[0][0].score + r.edges[1][0].score - drop
}

// admit puts the edges of a span into the beams.
func (r *ranking) admit(s wordSpan) {
	if s.none() {
		return
	}
	for side, want := range [2]int32{s.first, s.last} {
		has := func(e edge) bool { return e.at == want }
		if slices.ContainsFunc(r.edges[side], has) {
			continue
		}
		if i := slices.IndexFunc(r.all[side], has); i >= 0 {
			r.edges[side] = append(r.edges[side], r.all[side][i])
		}
	}
}

// best appends the best edges, at most width, best first; of equals the earlier.
func best(all, into []edge, width int) []edge {
	for _, e := range all {
		at := len(into)
		for at > 0 && into[at-1].score < e.score {
			at--
		}
		if at >= width {
			continue
		}
		if len(into) < width {
			into = append(into, e)
		}
		copy(into[at+1:], into[at:])
		into[at] = e
	}
	return into
}

// best appends the options, the likeliest first, at most four.
func (r *ranking) best(into []option) []option {
	slices.SortStableFunc(r.options, func(x, y option) int { return cmp.Compare(y.probability, x.probability) })
	return append(into, r.options[:min(4, len(r.options))]...)
}

// safest appends the options, at most four, in the order of how likely each is
// right or right but for a fifth of its words: of several near misses the one in
// the middle serves the reader best.
func (r *ranking) safest(into []option) []option {
	slices.SortStableFunc(r.options, func(x, y option) int { return cmp.Compare(y.probability, x.probability) })
	near := r.options[:min(nearest, len(r.options))]
	r.scores = r.scores[:0]
	for i, a := range near {
		worth := a.probability * (1 + exactShare)
		for j, b := range near {
			if i != j && agree(a.span, b.span) {
				worth += b.probability
			}
		}
		r.scores = append(r.scores, worth)
	}
	top := 0
	for i, worth := range r.scores {
		if worth > r.scores[top] {
			top = i
		}
	}
	into = append(into, near[top])
	for i, a := range near {
		if i != top && len(into) < 4 {
			into = append(into, a)
		}
	}
	return into
}

const (
	nearest    = 16
	exactShare = 0.3 // what being exactly right is worth beside being near
)

// agree tells whether two spans share so many words that each passes for the
// other: a token F1 of four fifths.
func agree(a, b wordSpan) bool {
	if a.none() || b.none() {
		return a == b
	}
	both := min(a.last, b.last) - max(a.first, b.first) + 1
	return both > 0 && 10*both >= 4*(a.last-a.first+1+b.last-b.first+1)
}
