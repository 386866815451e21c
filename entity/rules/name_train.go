package rules

import (
	"fmt"
	"runtime"

	"readout/doc"
	"readout/model"
)

// NameExample is a document, read as far as tags, and the names that are marked in
// it: spans and kinds.
type NameExample struct {
	Doc   *doc.Doc
	Names []doc.Mention

	// Partial says that adjectives and peoples of countries are not marked here,
	// though they are elsewhere: they are taken as marked.
	Partial bool
}

// TrainOptions say how a model is trained. Zero values take the defaults.
type TrainOptions struct {
	Epochs int
	Bits   int // a table has 2^Bits rows
	Rate   float32
	Seed   uint64
}

// TrainNames trains a name finder and gives its weight file. The same examples and
// options give the same bytes.
func TrainNames(examples []NameExample, o TrainOptions, progress func(epoch int, loss float64)) ([]byte, error) {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	if o.Bits == 0 {
		o.Bits = 18
	}
	if o.Rate == 0 {
		o.Rate = 0.06
	}
	var seqs []*model.Sequence
	p := New(Options{})
	for i := range examples {
		seqs = append(seqs, p.nameSequences(&examples[i])...)
		if i%64 == 0 {
			runtime.Gosched()
		}
	}
	crf := model.TrainCRF(seqs, model.CRFOptions{Labels: nameLabels, Bits: o.Bits, Epochs: o.Epochs, Rate: o.Rate, Seed: o.Seed}, progress)
	model.Together(crf)
	w := model.NewWriter(namesKind, nameVersion)
	w.Table("emit", crf.Emit)
	w.Floats("trans", crf.Trans)
	data, err := w.Encode()
	if err != nil {
		return nil, fmt.Errorf("entity: training names: %w", err)
	}
	return data, nil
}

// nameSequences is the stretches of an example with their labels.
func (p *Pass) nameSequences(x *NameExample) []*model.Sequence {
	r := new(reading)
	r.start(x.Doc, p.kb)
	r.survey()
	r.findNames()
	r.decideNames()
	labels := make([]uint8, len(x.Doc.Tokens))
	for _, n := range x.Names {
		first, end := x.Doc.TokensIn(n.Span)
		for t := first; t < end; t++ {
			labels[t] = labelOf(n.Kind, t > first)
		}
	}
	if x.Partial {
		for i := range labels {
			if e := r.tok[i].entry; e >= 0 && labels[i] == outside && (r.kb.entries[e].sort == adjective || r.kb.entries[e].sort == nationals) {
				for t := i; t < int(r.tok[i].end); t++ {
					labels[t] = labelOf(doc.Other, t > i)
				}
			}
		}
	}
	var out []*model.Sequence
	r.stretches(func(first, end int) bool {
		r.sequence(first, end)
		out = append(out, &model.Sequence{
			Features: append([]uint32(nil), r.seq.Features...),
			Ends:     append([]int32(nil), r.seq.Ends...),
			Labels:   append([]uint8(nil), labels[first:end]...),
		})
		return true
	})
	return out
}
