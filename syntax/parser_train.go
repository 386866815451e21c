package syntax

import (
	"math/rand/v2"
	"slices"

	"readout/doc"
	"readout/model"
)

// maxRelations is the number of relations that are learned; the rest are seen less
// than twenty times.
const maxRelations = 48

// relList is the most frequent relations of the treebanks but root, in the order
// doc lists them.
func relList(trees []Tree) []doc.Rel {
	var seen [doc.Rels]int
	for i := range trees {
		for _, w := range trees[i].Words {
			seen[w.Rel]++
		}
	}
	var rels []doc.Rel
	for r := doc.Rel(1); int(r) < doc.Rels; r++ {
		if seen[r] > 0 && r != doc.Root {
			rels = append(rels, r)
		}
	}
	slices.SortStableFunc(rels, func(a, b doc.Rel) int { return seen[b] - seen[a] })
	rels = rels[:min(len(rels), maxRelations)]
	slices.Sort(rels)
	return rels
}

// load puts an example into a state.
func (e *example) load(st *state, tags []tag) {
	st.tags = tags
	st.reset(len(e.words))
	copy(st.words[1:], e.words)
	copy(st.pos[1:], e.pos)
}

// eachEpoch calls f with every example, epoch by epoch, in an order that only the
// seed and the part of the model decide.
func eachEpoch(examples, epochs int, seed, part uint64, progress func(epoch int, accuracy float64), f func(epoch, at int) (right, total int)) {
	random := rand.New(rand.NewPCG(seed, part))
	order := make([]int, examples)
	for i := range order {
		order[i] = i
	}
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for _, at := range order {
			r, n := f(epoch, at)
			right, total = right+r, total+n
		}
		progress(epoch, float64(right)/float64(total))
	}
}

// explore is how often training goes on with the model's own move, wrong ones too,
// so that it learns the best way on from where it really gets to (Goldberg and
// Nivre 2012). The first epoch always makes good moves.
const explore = 0.9

// eachMove takes the parser through the examples, epoch by epoch. learn is given
// each state and its good and possible moves, fills in scores, learns from them and
// says what the model itself would have done.
func eachMove(examples []*example, tags []tag, epochs int, seed, part uint64, progress func(epoch int, accuracy float64),
	learn func(st *state, scores *[moves]float32, good, possible *[moves]bool) (got int)) {
	random := rand.New(rand.NewPCG(seed, 5))
	var st state
	var gold oracle
	var scores [moves]float32
	var good, possible [moves]bool
	eachEpoch(len(examples), epochs, seed, part, progress, func(epoch, at int) (right, total int) {
		e := examples[at]
		e.load(&st, tags)
		gold.set(e.tree)
		for !st.done() {
			gold.good(&st, &good, &possible)
			got := learn(&st, &scores, &good, &possible)
			total++
			if good[got] {
				right++
			} else if epoch == 0 || random.Float64() >= explore {
				got = bestOf(&scores, &good)
			}
			st.apply(got)
		}
		return right, total
	})
}

// bestOf is the move that scores highest of those marked.
func bestOf(scores *[moves]float32, marked *[moves]bool) int {
	at := -1
	for m, ok := range marked {
		if ok && (at < 0 || scores[m] > scores[at]) {
			at = m
		}
	}
	return at
}

// trainWide trains the linear half of the moves' model, a perceptron.
func trainWide(examples []*example, tags []tag, seed uint64, progress func(epoch int, accuracy float64)) []float32 {
	p := model.NewPerceptron(wideBits, moves)
	var f facts
	var rows [wideFeatures]uint32
	var sums [moves]int32
	eachMove(examples, tags, wideEpochs, seed, 2, progress, func(st *state, scores *[moves]float32, good, possible *[moves]bool) int {
		f.read(st)
		f.wide(&rows)
		p.Score(sums[:], rows[:])
		for m, sum := range sums {
			scores[m] = float32(sum)
		}
		got := st.bestMove(scores)
		if !good[got] {
			p.Update(rows[:], bestOf(scores, good), got)
		}
		p.Tick()
		return got
	})
	return p.Average()
}

// trainDeep trains the network half.
func trainDeep(examples []*example, tags []tag, seed uint64, progress func(epoch int, accuracy float64)) *model.Trainee {
	net := model.NewTrainee(deepBits, moves, deepRate, deepKeep, seed)
	var f facts
	var rows [deepFeatures]uint32
	var gradient [moves]float32
	eachMove(examples, tags, deepEpochs, seed, 6, func(epoch int, accuracy float64) {
		if epoch >= deepEpochs-deepMean {
			net.Snapshot()
		}
		progress(epoch, accuracy)
	}, func(st *state, scores *[moves]float32, good, possible *[moves]bool) int {
		f.read(st)
		f.deep(&rows)
		net.Score(scores[:], rows[:])
		if model.GradientOfGood(gradient[:], scores[:], possible[:], good[:]) > settled {
			net.Learn(rows[:], gradient[:])
		}
		return st.bestMove(scores)
	})
	return net
}

// settled is the loss below which a move teaches nothing worth the time.
const settled = 1e-3

// trainLabels trains the naming of relations on the trees the parser itself
// builds; words it gives a wrong head teach nothing.
func trainLabels(examples []*example, tags []tag, p *parser, seed uint64, progress func(epoch int, accuracy float64)) []float32 {
	var column [doc.Rels]int // one more than a relation's column, 0 for none
	for i, r := range p.rels {
		column[r] = i + 1
	}
	learner := model.NewPerceptron(labelBits, columns(len(p.rels)))
	var st state
	var rows [labelFeatures]uint32
	scores := make([]int32, columns(len(p.rels)))
	eachEpoch(len(examples), labelEpochs, seed, 3, progress, func(_, at int) (right, total int) {
		e := examples[at]
		e.load(&st, tags)
		p.run(&st)
		for i := 1; i <= st.n; i++ {
			if st.head[i] == 0 {
				st.label[i] = rootLabel
				continue
			}
			st.follow(i)
			labelRows(&rows, &st, i)
			learner.Score(scores, rows[:])
			got := best(scores[:len(p.rels)])
			st.label[i] = uint8(got)
			w := e.tree.Words[i-1]
			want := column[w.Rel] - 1
			if w.Head+1 != st.head[i] || want < 0 {
				continue
			}
			total++
			if want != got {
				learner.Update(rows[:], want, got)
			} else {
				right++
			}
			learner.Tick()
		}
		return right, total
	})
	return learner.Average()
}

// sureOnes finds the groups and tags whose words have one relation, as good as
// always: no model need be asked for "the" before a noun.
func sureOnes(examples []*example, rels []doc.Rel) []byte {
	const often, share = 100, 0.997
	counts := make([]map[doc.Rel]int, sureLabels)
	for _, e := range examples {
		for i, w := range e.tree.Words {
			if w.Head < 0 {
				continue
			}
			at := sureAt(groupOf(w.Rel, int(w.Head) > i), e.pos[i])
			if counts[at] == nil {
				counts[at] = map[doc.Rel]int{}
			}
			counts[at][w.Rel]++
		}
	}
	sure := make([]byte, sureLabels)
	for at, count := range counts {
		total := 0
		for _, n := range count {
			total += n
		}
		for i, r := range rels {
			if n := count[r]; total >= often && float64(n) >= share*float64(total) {
				sure[at] = byte(i + 1)
			}
		}
	}
	return sure
}
