package syntax

import (
	"fmt"
	"sync"

	"readout/doc"
	"readout/model"
)

// TrainOptions say how the tagger and the parser are trained. The zero value gives
// the weights in the repository.
type TrainOptions struct {
	Seed uint64
	// News is plain text of the kind to be read, with its Tokens layer. Words are
	// clustered by it and by the treebanks' own text.
	News []*doc.Doc
	// Progress is called as training goes on, one call at a time: what is being
	// trained, the epoch that ended, and how well the model fits. Nil is silence.
	Progress func(part string, epoch int, note string)
}

// Settings of training, chosen on EWT and GUM dev.
const (
	tagBits, tagEpochs     = 15, 10
	wideBits, wideEpochs   = 17, 10
	deepBits, deepEpochs   = 16, 9
	deepRate, deepKeep     = 0.05, 0.6
	deepMean               = 4 // the network is the mean of itself after the last epochs
	labelBits, labelEpochs = 15, 6
	folds                  = 4
	orders                 = 3
)

// Train trains a tagger and a parser on treebanks and gives their weight file. The
// same trees and seed give the same bytes.
//
// The parser learns from tags of taggers that had not seen the sentence, as it will
// meet them: a jackknife over folds. A linear model is the mean of several trained in
// different orders, which errs less than any of them.
func Train(trees []Tree, o TrainOptions) ([]byte, error) {
	if len(trees) < folds {
		return nil, fmt.Errorf("syntax: training: %d trees are too few", len(trees))
	}
	lex := parseLexicon(lexiconText)
	tags, rels := tagList(trees), relList(trees)
	var text [][]model.Hash
	for i := range trees {
		text = append(text, hashesOf(trees[i].Doc())...)
	}
	for _, d := range o.News {
		text = append(text, hashesOf(d)...)
	}
	slots := buildClusters(text)
	kin := &clusters{slots: slots, mask: uint32(len(slots)/4 - 1)}
	trees = append(trees[:len(trees):len(trees)], headlines(trees, o.Seed)...)
	tr := trainer{TrainOptions: o, tags: tags, examples: prepare(trees, lex, kin, tags)}

	tagTable := tr.jackknife("tagger", columns(len(tags)), func(examples []*example, seed uint64, progress func(int, float64)) []float32 {
		return trainTagger(examples, tags, seed, progress)
	}, func(k *model.Kernel, e *example) {
		t := tagger{tags: tags, number: numbersOf(tags), kernel: k}
		t.run(e.words, e.pos)
	})

	// Both halves at once, on the two cores training may use.
	var deep *model.Trainee
	var wide *model.Table
	parallel(2, func(half int) {
		if half == 0 {
			deep = trainDeep(tr.examples, tags, tr.Seed, tr.report("moves, deep half"))
			return
		}
		wide = tr.mean("moves, wide half", moves, func(seed uint64, progress func(int, float64)) []float32 {
			return trainWide(tr.examples, tags, seed, progress)
		})
	})
	wideKernel, _ := model.NewKernel(wide)
	p := &parser{rels: rels, wide: wideKernel, scale: wide.Scale * wideShare, deep: deep.Network()}
	labels := tr.mean("relations", columns(len(rels)), func(seed uint64, progress func(int, float64)) []float32 {
		return trainLabels(tr.examples, tags, p, seed, progress)
	})

	w := model.NewWriter(weightsKind, weightsVersion)
	w.Bytes("clusters", slots)
	writeTagger(w, tags, tagTable)
	writeParser(w, rels, wide, deep, labels, sureOnes(tr.examples, rels))
	return w.Encode()
}

// trainer is what the steps of training share.
type trainer struct {
	TrainOptions
	tags     []tag
	examples []*example
	mu       sync.Mutex // around Progress
}

// report is a step's own progress.
func (tr *trainer) report(part string) func(epoch int, accuracy float64) {
	return func(epoch int, accuracy float64) {
		if tr.Progress != nil {
			tr.mu.Lock()
			defer tr.mu.Unlock()
			tr.Progress(part, epoch+1, fmt.Sprintf("%.2f %% right", 100*accuracy))
		}
	}
}

// jackknife trains a model on all examples, and for each fold one on the others,
// which then marks the fold.
func (tr *trainer) jackknife(part string, width int, train func([]*example, uint64, func(int, float64)) []float32, mark func(*model.Kernel, *example)) *model.Table {
	parallel(folds, func(fold int) {
		var rest []*example
		for i, e := range tr.examples {
			if i/foldRun%folds != fold {
				rest = append(rest, e)
			}
		}
		table := model.Quantise(train(rest, tr.Seed, tr.report(fmt.Sprintf("%s, fold %d of %d", part, fold+1, folds))), width)
		kernel, _ := model.NewKernel(table)
		for i, e := range tr.examples {
			if i/foldRun%folds == fold {
				mark(kernel, e)
			}
		}
	})
	return tr.mean(part, width, func(seed uint64, progress func(int, float64)) []float32 {
		return train(tr.examples, seed, progress)
	})
}

// mean trains a model once for each order and takes the mean of their weights.
func (tr *trainer) mean(part string, width int, train func(seed uint64, progress func(int, float64)) []float32) *model.Table {
	var weights [orders][]float32
	parallel(orders, func(i int) {
		weights[i] = train(tr.Seed+uint64(i)*1000, tr.report(fmt.Sprintf("%s, %d of %d", part, i+1, orders)))
	})
	for _, other := range weights[1:] {
		for i, w := range other {
			weights[0][i] += w
		}
	}
	return model.Quantise(weights[0], width)
}

// foldRun is how many sentences in a row go to one fold: neighbours share words, and
// a fold is to be tagged by a model that has not seen them.
const foldRun = 50

// parallel calls f with 0 to n-1, two at a time. No call may depend on another.
func parallel(n int, f func(int)) {
	var wg sync.WaitGroup
	slots := make(chan struct{}, 2)
	for i := range n {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			f(i)
		})
	}
	wg.Wait()
}
