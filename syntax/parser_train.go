package syntax

import (
	"math/rand/v2"

	"readout/doc"
	"readout/model"
)

// relList is the relations of the treebanks but root, in the order doc lists them.
func relList(trees []Tree) []doc.Rel {
	var seen [doc.Rels]bool
	for i := range trees {
		for _, w := range trees[i].Words {
			seen[w.Rel] = true
		}
	}
	var rels []doc.Rel
	for r := doc.Rel(1); int(r) < doc.Rels; r++ {
		if seen[r] && r != doc.Root {
			rels = append(rels, r)
		}
	}
	return rels
}

// load puts an example into a state, with the tags a tagger gave its words.
func (e *example) load(st *state, tags []tag, pos []uint8) {
	st.tags = tags
	st.reset(len(e.words))
	copy(st.words[1:], e.words)
	copy(st.pos[1:], pos)
}

// trainMoves trains the parser's moves. pos are the tags the parser will see.
//
// After the first epoch it follows its own moves, wrong ones too, nine times in
// ten, so that it learns the best way on from where it really gets to
// (Goldberg and Nivre 2012).
func trainMoves(examples []example, pos [][]uint8, tags []tag, bits, epochs int, seed uint64, progress func(epoch int, accuracy float64)) *model.Table {
	const explore = 0.9
	p := model.NewPerceptron(bits, moves)
	random := rand.New(rand.NewPCG(seed, 2))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	var st state
	var gold oracle
	var rows [moveFeatures]uint32
	var scores [moves]int32
	var good [moves]bool
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for _, at := range order {
			e := &examples[at]
			e.load(&st, tags, pos[at])
			gold.set(e.tree)
			for !st.done() {
				moveRows(&rows, &st)
				p.Score(scores[:], rows[:])
				got := st.bestMove(&scores)
				gold.good(&st, &good)
				want := got
				if !good[got] {
					want = -1
					for m, ok := range good {
						if ok && (want < 0 || scores[m] > scores[want]) {
							want = m
						}
					}
					p.Update(rows[:], want, got)
				} else {
					right++
				}
				total++
				p.Tick()
				if epoch > 0 && random.Float64() < explore {
					want = got
				}
				st.apply(want)
			}
		}
		if progress != nil {
			progress(epoch, float64(right)/float64(total))
		}
	}
	return p.Table()
}

// trainLabels trains the naming of relations on the trees the parser itself
// builds; words it gives a wrong head teach nothing.
func trainLabels(examples []example, pos [][]uint8, tags []tag, p *parser, bits, epochs int, seed uint64, progress func(epoch int, accuracy float64)) *model.Table {
	column := make([]int, doc.Rels)
	for i, r := range p.rels {
		column[r] = i
	}
	width := (len(p.rels) + 7) / 8 * 8
	learner := model.NewPerceptron(bits, width)
	random := rand.New(rand.NewPCG(seed, 3))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	var st state
	var rows [labelFeatures]uint32
	scores := make([]int32, width)
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for _, at := range order {
			e := &examples[at]
			e.load(&st, tags, pos[at])
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
				if w := e.tree.Words[i-1]; w.Head+1 == st.head[i] {
					total++
					if want := column[w.Rel]; want != got {
						learner.Update(rows[:], want, got)
					} else {
						right++
					}
					learner.Tick()
				}
			}
		}
		if progress != nil {
			progress(epoch, float64(right)/float64(total))
		}
	}
	return learner.Table()
}
