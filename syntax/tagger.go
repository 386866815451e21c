package syntax

import (
	"bytes"
	"fmt"
	"strings"

	"readout/doc"
	"readout/model"
)

// tagger gives each word the tag whose column scores highest, from left to right.
type tagger struct {
	tags   []tag
	number tagNumbers
	kernel *model.Kernel
}

// tagNumbers is one more than the number of each pair of tags, 0 for those that are none.
type tagNumbers [32][64]uint8

func numbersOf(tags []tag) (n tagNumbers) {
	for i, t := range tags {
		n[t.upos%32][t.xpos%64] = uint8(i + 1)
	}
	return n
}

// newTagger reads a tagger from a weight file.
func newTagger(f *model.File) (*tagger, error) {
	names, err := f.Bytes("tagger/tags")
	if err != nil {
		return nil, err
	}
	t := &tagger{}
	for name := range strings.FieldsSeq(string(names)) {
		t.tags = append(t.tags, parseTag(name))
	}
	t.number = numbersOf(t.tags)
	table, err := f.Table("tagger/weights")
	if err != nil {
		return nil, err
	}
	k, ok := model.NewKernel(table)
	if !ok || table.Width < len(t.tags) || len(t.tags) == 0 || table.Width > maxColumns {
		return nil, fmt.Errorf("syntax: %w: tagger of %d tags in rows of %d", model.ErrForeign, len(t.tags), table.Width)
	}
	t.kernel = k
	return t, nil
}

// maxColumns is the largest number of tags or relations a model may have, rounded
// up to whole kernel steps.
const maxColumns = 128

// writeTagger adds a tagger to a weight file.
func writeTagger(w *model.Writer, tags []tag, table *model.Table) {
	var names bytes.Buffer
	for _, t := range tags {
		names.WriteString(t.String() + "\n")
	}
	w.Bytes("tagger/tags", names.Bytes())
	w.Table("tagger/weights", table)
}

// run tags words; ids has a place for each and receives indices into t.tags.
func (t *tagger) run(words []word, ids []uint8) {
	var rows [tagFeatures]uint32
	var sums [maxColumns]int32
	for i := range words {
		if sure := words[i].sure; sure.upos != doc.NoUPOS {
			if id, ok := t.id(sure); ok {
				ids[i] = id
				continue
			}
		}
		tagRows(&rows, words, ids, i)
		t.kernel.Sum(sums[:], rows[:])
		ids[i] = uint8(best(sums[:len(t.tags)]))
	}
}

// id is the number of a tag.
func (t *tagger) id(want tag) (uint8, bool) {
	n := t.number[want.upos][want.xpos]
	return n - 1, n > 0
}

// best is the index of the largest score, the first of equals.
func best(scores []int32) int {
	at := 0
	for i, s := range scores {
		if s > scores[at] {
			at = i
		}
	}
	return at
}

// outside is the word before the first and after the last.
var outside = word{lower: 1, class: 2, end2: 3, end3: 4, end4: 5, begin3: 6, shape: 7}

// noTag is the tag before the first word.
const noTag = 255

// tagFeatures is the number of features of one tagging decision.
const tagFeatures = 42

// tagRows computes the features of tagging word i, whose left neighbours have tags.
func tagRows(rows *[tagFeatures]uint32, words []word, ids []uint8, i int) {
	w, a, b, y, z := &words[i], &outside, &outside, &outside, &outside
	t1, t2 := model.Hash(noTag), model.Hash(noTag)
	if i > 0 {
		a, t1 = &words[i-1], model.Hash(ids[i-1])
	}
	if i > 1 {
		b, t2 = &words[i-2], model.Hash(ids[i-2])
	}
	if i+1 < len(words) {
		y = &words[i+1]
	}
	if i+2 < len(words) {
		z = &words[i+2]
	}
	t12 := t1 | t2<<8
	r := rows
	r[0] = feature(0, w.lower)
	r[1] = feature(1, w.class)
	r[2] = feature(2, w.end2)
	r[3] = feature(3, w.end3)
	r[4] = feature(4, w.end4)
	r[5] = feature(5, w.begin3)
	r[6] = feature(6, w.shape)
	r[7] = feature(7, a.lower)
	r[8] = feature(8, y.lower)
	r[9] = feature(9, b.lower)
	r[10] = feature(10, z.lower)
	r[11] = feature(11, a.lower.With(w.lower))
	r[12] = feature(12, w.lower.With(y.lower))
	r[13] = feature(13, a.class.With(w.class))
	r[14] = feature(14, w.class.With(y.class))
	r[15] = feature(15, a.class.With(w.class).With(y.class))
	r[16] = feature(16, y.class.With(z.class))
	r[17] = feature(17, w.class.With(w.shape))
	r[18] = feature(18, w.end3.With(w.shape))
	r[19] = feature(19, w.end3.With(y.class))
	r[20] = feature(20, y.end3)
	r[21] = feature(21, a.end3)
	r[22] = feature(22, y.shape.With(w.shape))
	r[23] = feature(23, a.shape.With(w.shape))
	r[24] = feature(24, t1)
	r[25] = feature(25, t12)
	r[26] = feature(26, t1.With(w.lower))
	r[27] = feature(27, t1.With(w.class))
	r[28] = feature(28, t12.With(w.class))
	r[29] = feature(29, t1.With(w.end3))
	r[30] = feature(30, t1.With(w.class).With(y.class))
	r[31] = feature(31, t1.With(y.lower))
	r[32] = feature(32, t12.With(w.lower))
	r[33] = feature(33, t1.With(w.shape))
	r[34] = feature(34, w.lower.With(w.shape))
	r[35] = feature(35, w.lower.With(y.class))
	r[36] = feature(36, w.kin)
	r[37] = feature(37, a.kin)
	r[38] = feature(38, y.kin)
	r[39] = feature(39, a.kin|w.kin<<8)
	r[40] = feature(40, w.kin|y.kin<<8)
	r[41] = feature(41, t1|w.kin<<8|y.kin<<16)
}

// feature is the table row of a value under a template.
func feature(template uint32, h model.Hash) uint32 {
	return (h + model.Hash(template)*0x9e3779b97f4a7c15).Row()
}
