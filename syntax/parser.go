package syntax

import (
	"fmt"
	"strings"

	"readout/doc"
	"readout/model"
)

// The moves of the arc-eager system (Nivre 2003). An arc carries its group: column
// leftArc+g-1 makes the next word the head of the stack's top.
const (
	shift    = 0
	reduce   = 1
	leftArc  = 2 // seven of them
	rightArc = 9 // seven of them
	moves    = 16
)

// parser builds a dependency tree from left to right, then names the relations.
//
// Moves are scored by two halves of one model. The wide half is linear, cheap, and
// usually sure; where it is not, the deep half, a network, is asked too, and their
// scores are added. Together they make fewer errors than either.
type parser struct {
	rels   []doc.Rel
	wide   *model.Kernel
	scale  float32 // what one unit of the wide half's sums counts
	deep   *model.Network
	labels *model.Kernel
	sure   []byte // by group and tag: one more than the only relation they have, or 0
}

// newParser reads a parser from a weight file.
func newParser(f *model.File) (*parser, error) {
	p := &parser{}
	names, err := f.Bytes("parser/relations")
	if err != nil {
		return nil, err
	}
	for name := range strings.FieldsSeq(string(names)) {
		p.rels = append(p.rels, doc.ParseRel(name))
	}
	wide, err := f.Table("parser/wide")
	if err != nil {
		return nil, err
	}
	if p.deep, err = f.Network("parser/deep"); err != nil {
		return nil, err
	}
	labels, err := f.Table("parser/labels")
	if err != nil {
		return nil, err
	}
	var ok bool
	if p.wide, ok = model.NewKernel(wide); !ok || wide.Width != moves || p.deep.Classes != moves {
		return nil, fmt.Errorf("syntax: %w: moves of %d and %d columns, not %d", model.ErrForeign, wide.Width, p.deep.Classes, moves)
	}
	p.scale = wide.Scale * wideShare
	if p.labels, ok = model.NewKernel(labels); !ok || labels.Width < len(p.rels) || len(p.rels) == 0 || labels.Width > maxColumns {
		return nil, fmt.Errorf("syntax: %w: %d relations in rows of %d", model.ErrForeign, len(p.rels), labels.Width)
	}
	if p.sure, err = f.Bytes("parser/sure"); err != nil {
		return nil, err
	}
	if len(p.sure) != sureLabels {
		return nil, fmt.Errorf("syntax: %w: %d sure relations, not %d", model.ErrForeign, len(p.sure), sureLabels)
	}
	for _, r := range p.sure {
		if int(r) > len(p.rels) {
			return nil, fmt.Errorf("syntax: %w: a sure relation %d of %d", model.ErrForeign, r, len(p.rels))
		}
	}
	return p, nil
}

// writeParser adds a parser to a weight file.
func writeParser(w *model.Writer, rels []doc.Rel, wide *model.Table, deep *model.Trainee, labels *model.Table, sure []byte) {
	var names strings.Builder
	for _, r := range rels {
		names.WriteString(r.String() + "\n")
	}
	w.Bytes("parser/relations", []byte(names.String()))
	w.Table("parser/wide", wide)
	deep.Write(w, "parser/deep")
	w.Table("parser/labels", labels)
	w.Bytes("parser/sure", sure)
}

// wideShare weighs the wide half's scores, which are no logarithms, against the
// deep half's, which are. Chosen on EWT and GUM dev.
const wideShare = 0.02

// clearLead is the lead, in weighed scores, at which the deep half is not asked.
// Chosen on EWT and GUM dev: at 3 it is asked about one move in five and the trees
// stay as good; at 2 they lose 0.1 UAS.
const clearLead = 3

// run builds the tree of the sentence that st was reset to.
func (p *parser) run(st *state) {
	var f facts
	var wide [wideFeatures]uint32
	var deep [deepFeatures]uint32
	var sums [moves]int32
	var scores, votes [moves]float32
	for !st.done() {
		f.read(st)
		f.wide(&wide)
		p.wide.Sum(sums[:], wide[:])
		for m, sum := range sums {
			scores[m] = p.scale * float32(sum)
		}
		move := st.bestMove(&scores)
		if !st.leads(&scores, move) {
			f.deep(&deep)
			p.deep.Score(votes[:], deep[:])
			for m, vote := range votes {
				scores[m] += vote
			}
			move = st.bestMove(&scores)
		}
		st.apply(move)
	}
	st.finish()
}

// name gives every word its relation, once the tree is whole.
func (p *parser) name(st *state) {
	var rows [labelFeatures]uint32
	var scores [maxColumns]int32
	for i := 1; i <= st.n; i++ {
		if st.head[i] == 0 {
			st.label[i] = rootLabel
			continue
		}
		st.follow(i)
		if sure := p.sure[sureAt(st.group[i], st.pos[i])]; sure != 0 {
			st.label[i] = sure - 1
			continue
		}
		labelRows(&rows, st, i)
		p.labels.Sum(scores[:], rows[:])
		st.label[i] = uint8(best(scores[:len(p.rels)]))
	}
}

// sureLabels is the number of pairs of a group and a tag, and sureAt the place of one.
const sureLabels = 16 * 256

func sureAt(group, pos uint8) int { return int(group)<<8 | int(pos) }

// Labels that no model gives: the root's, and that of no word.
const (
	rootLabel = 255
	noLabel   = 254
)
