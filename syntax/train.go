package syntax

import (
	"fmt"
	"sync"

	"readout/model"
)

// TrainOptions say how the tagger and the parser are trained. The zero value gives
// the weights in the repository.
type TrainOptions struct {
	Seed uint64
	// Progress is called as training goes on: "parser", done of total steps, and a
	// line on how well the step fits the training data. It may be called from
	// several goroutines, one at a time. Nil is silence.
	Progress func(part string, done, total int, note string)
}

// Settings of training, chosen on EWT and GUM dev.
const (
	tagBits, tagEpochs     = 15, 10
	moveBits, moveEpochs   = 18, 12
	labelBits, labelEpochs = 16, 8
	folds                  = 4
)

// Train trains a tagger and a parser on treebanks and gives their weight file. The
// same trees and seed give the same bytes.
//
// The parser learns from tags that a tagger gave which had not seen the sentence,
// as it will meet them; four such taggers are trained, two at a time.
func Train(trees []Tree, o TrainOptions) ([]byte, error) {
	if len(trees) < folds {
		return nil, fmt.Errorf("syntax: training: %d trees are too few", len(trees))
	}
	lex := parseLexicon(lexiconText)
	tags, rels := tagList(trees), relList(trees)
	examples := prepare(trees, lex, tags)
	var mu sync.Mutex
	report := func(part string, total int) func(int, float64) {
		return func(epoch int, accuracy float64) {
			if o.Progress != nil {
				mu.Lock()
				defer mu.Unlock()
				o.Progress(part, epoch+1, total, fmt.Sprintf("%.2f %% right", 100*accuracy))
			}
		}
	}

	pos := make([][]uint8, len(examples))
	var tagTable *model.Table
	parallel(folds+1, func(fold int) {
		var rest []example
		for i, e := range examples {
			if fold == folds || i/foldRun%folds != fold {
				rest = append(rest, e)
			}
		}
		part := "tagger"
		if fold < folds {
			part = fmt.Sprintf("tagger, fold %d of %d", fold+1, folds)
		}
		table := trainTagger(rest, tags, tagBits, tagEpochs, o.Seed, report(part, tagEpochs))
		if fold == folds {
			tagTable = table
			return
		}
		kernel, _ := model.NewKernel(table)
		t := &tagger{tags: tags, kernel: kernel}
		for i := range examples {
			if i/foldRun%folds == fold {
				pos[i] = make([]uint8, len(examples[i].words))
				t.run(examples[i].words, pos[i])
			}
		}
	})

	moveTable := trainMoves(examples, pos, tags, moveBits, moveEpochs, o.Seed, report("parser, moves", moveEpochs))
	kernel, _ := model.NewKernel(moveTable)
	p := &parser{rels: rels, moves: kernel}
	labelTable := trainLabels(examples, pos, tags, p, labelBits, labelEpochs, o.Seed, report("parser, relations", labelEpochs))

	w := model.NewWriter(weightsKind, weightsVersion)
	writeTagger(w, tags, tagTable)
	writeParser(w, rels, moveTable, labelTable)
	return w.Encode()
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
