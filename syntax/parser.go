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
	shift   = 0
	reduce  = 1
	leftArc = 2 // seven of them
	ritArc  = 9 // seven of them
	moves   = 16
)

// parser builds a dependency tree from left to right in one pass, then names the
// relations in a second.
type parser struct {
	rels   []doc.Rel
	moves  *model.Kernel
	labels *model.Kernel
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
	for _, part := range []struct {
		name   string
		kernel **model.Kernel
		want   int
	}{{"parser/moves", &p.moves, moves}, {"parser/labels", &p.labels, len(p.rels)}} {
		table, err := f.Table(part.name)
		if err != nil {
			return nil, err
		}
		k, ok := model.NewKernel(table)
		if !ok || table.Width < part.want || part.want == 0 || table.Width > maxColumns {
			return nil, fmt.Errorf("syntax: %w: %s has rows of %d for %d columns", model.ErrForeign, part.name, table.Width, part.want)
		}
		*part.kernel = k
	}
	return p, nil
}

// writeParser adds a parser to a weight file.
func writeParser(w *model.Writer, rels []doc.Rel, moves, labels *model.Table) {
	var names strings.Builder
	for _, r := range rels {
		names.WriteString(r.String() + "\n")
	}
	w.Bytes("parser/relations", []byte(names.String()))
	w.Table("parser/moves", moves)
	w.Table("parser/labels", labels)
}

// run builds the tree of a sentence that st was reset to.
func (p *parser) run(st *state) {
	var rows [moveFeatures]uint32
	var scores [moves]int32
	for !st.done() {
		moveRows(&rows, st)
		p.moves.Sum(scores[:], rows[:])
		st.apply(st.bestMove(&scores))
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
		labelRows(&rows, st, i)
		p.labels.Sum(scores[:], rows[:])
		st.label[i] = uint8(best(scores[:len(p.rels)]))
	}
}

// Labels that no model gives: the root's, and that of no word.
const (
	rootLabel = 255
	noLabel   = 254
)
