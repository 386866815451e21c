package syntax

import (
	"math/rand/v2"
	"slices"
	"strings"

	"readout/doc"
	"readout/model"
)

// example is one sentence made ready for training.
type example struct {
	words []word
	gold  []uint8 // tags as indices into the tag list
	tree  *Tree
}

// tagList is every pair of tags that at least five words of the treebanks have, by
// name. A rarer pair is learned as its nearest: the same Penn tag, most frequent.
func tagList(trees []Tree) []tag {
	const seldom = 5
	count := map[tag]int{}
	for i := range trees {
		for _, w := range trees[i].Words {
			count[tag{w.UPOS, w.XPOS}]++
		}
	}
	var tags []tag
	for t, n := range count {
		if n >= seldom && t.upos != doc.NoUPOS {
			tags = append(tags, t)
		}
	}
	slices.SortFunc(tags, func(a, b tag) int { return strings.Compare(a.String(), b.String()) })
	return tags
}

// tagIndex finds a word's tags in the list, or the first with the same Penn tag,
// or with the same universal tag.
func tagIndex(tags []tag, w *doc.Word) uint8 {
	at := slices.Index(tags, tag{w.UPOS, w.XPOS})
	if at < 0 {
		at = slices.IndexFunc(tags, func(t tag) bool { return t.upos == w.UPOS })
	}
	if at < 0 {
		at = 0
	}
	return uint8(at)
}

// prepare hashes the words of trees.
func prepare(trees []Tree, lex *lexicon, tags []tag) []example {
	examples := make([]example, len(trees))
	for i := range trees {
		t := &trees[i]
		d := t.Doc()
		e := example{words: make([]word, len(t.Forms)), gold: make([]uint8, len(t.Forms)), tree: t}
		readWords(e.words, lex, d, d.Sentences[0])
		for j := range t.Words {
			e.gold[j] = tagIndex(tags, &t.Words[j])
		}
		examples[i] = e
	}
	return examples
}

// trainTagger trains on examples in an order the seed decides. The features of a
// word see the tags the model itself gave to the words before it.
func trainTagger(examples []example, tags []tag, bits, epochs int, seed uint64, progress func(epoch int, accuracy float64)) *model.Table {
	width := (len(tags) + 7) / 8 * 8
	p := model.NewPerceptron(bits, width)
	random := rand.New(rand.NewPCG(seed, 1))
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	scores := make([]int32, width)
	var rows [tagFeatures]uint32
	var ids []uint8
	for epoch := range epochs {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		right, total := 0, 0
		for _, at := range order {
			e := &examples[at]
			ids = append(ids[:0], e.gold...)
			for i := range e.words {
				tagRows(&rows, e.words, ids, i)
				p.Score(scores, rows[:])
				got := best(scores[:len(tags)])
				if got != int(e.gold[i]) {
					p.Update(rows[:], int(e.gold[i]), got)
				} else {
					right++
				}
				p.Tick()
				ids[i] = uint8(got)
			}
			total += len(e.words)
		}
		if progress != nil {
			progress(epoch, float64(right)/float64(total))
		}
	}
	return p.Table()
}
