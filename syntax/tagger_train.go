package syntax

import (
	"slices"

	"readout/doc"
	"readout/model"
)

// example is one sentence made ready for training.
type example struct {
	words []word
	gold  []uint8 // tags as indices into the tag list
	pos   []uint8 // the same, as a tagger gave them that had not seen the sentence
	tree  *Tree
}

// maxTagPairs is the number of pairs of tags that are learned: all but six in ten
// thousand words of the treebanks have one of them.
const maxTagPairs = 72

// tagList is the most frequent pairs of tags, in that order. A rarer pair is learned
// as the most frequent with the same universal tag.
func tagList(trees []Tree) []tag {
	count := map[tag]int{}
	for i := range trees {
		for _, w := range trees[i].Words {
			count[tag{w.UPOS, w.XPOS}]++
		}
	}
	delete(count, tag{})
	tags, _ := rank(count)
	return tags[:min(len(tags), maxTagPairs)]
}

// tagIndex finds a word's tags in the list, or the first with the same universal tag.
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
func prepare(trees []Tree, lex *lexicon, cl *clusters, tags []tag) []*example {
	examples := make([]*example, len(trees))
	for i := range trees {
		t := &trees[i]
		d := t.Doc()
		n := len(t.Forms)
		e := &example{words: make([]word, n), gold: make([]uint8, n), pos: make([]uint8, n), tree: t}
		readWords(e.words, lex, cl, d, d.Sentences[0])
		for j := range t.Words {
			e.gold[j] = tagIndex(tags, &t.Words[j])
		}
		examples[i] = e
	}
	return examples
}

// trainTagger trains on examples in an order the seed decides. The features of a
// word see the tags the model itself gave to the words before it.
func trainTagger(examples []*example, tags []tag, seed uint64, progress func(epoch int, accuracy float64)) []float32 {
	width := columns(len(tags))
	p := model.NewPerceptron(tagBits, width)
	scores := make([]int32, width)
	var rows [tagFeatures]uint32
	var ids []uint8
	eachEpoch(len(examples), tagEpochs, seed, 1, progress, func(_, at int) (right, total int) {
		e := examples[at]
		ids = grow(ids, len(e.words))
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
		return right, len(e.words)
	})
	return p.Average()
}

// columns is the width of a table of n classes: whole steps of the kernel.
func columns(n int) int { return (n + 7) / 8 * 8 }
