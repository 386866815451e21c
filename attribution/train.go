package attribution

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"

	"readout/article"
	"readout/doc"
	"readout/model"
)

// Example is an article with tokens, quotations, tags and trees, and the
// attributions that people marked in it.
type Example struct {
	Doc  *doc.Doc
	Gold []Raw
}

// TrainOptions say how the models are trained. The zero value is the default.
type TrainOptions struct {
	Seed    uint64
	Workers int // models trained side by side; the result does not depend on it
}

// folds is how many parts the jackknife makes of the training articles: what one
// model answers becomes another one's feature only where it was not trained.
const folds = 5

// Train learns all models from examples and gives their weight file. The same
// examples and seed give the same bytes.
//
// Errors: there are fewer examples than folds. Units: progress is called from
// several goroutines, one call at a time, with the share of work done.
func Train(examples []Example, o TrainOptions, progress func(done float64, what string)) ([]byte, error) {
	if len(examples) < folds {
		return nil, fmt.Errorf("attribution: training needs at least %d articles, got %d", folds, len(examples))
	}
	t := &trainer{o: o, m: &Models{}, progress: progress}
	t.lemmas = commonLemmas(examples)
	t.m.vocab = newVocabulary(t.lemmas)
	t.prepare(examples)
	t.trainLabels()
	t.trainRankers(sourceRole)
	t.trainRankers(contentRole)
	t.trainJudge()
	return t.m.encode(t.lemmas)
}

// trainer is the state of one training.
type trainer struct {
	o        TrainOptions
	m        *Models
	lemmas   []uint32 // hashes of the vocabulary, sorted
	works    []*work
	progress func(float64, string)
	mu       sync.Mutex
	done     float64
	labels   [folds + 1][2]*model.CRF
	rankers  [2][folds + 1]*model.Table
}

// work is one example while models are trained on it.
type work struct {
	f    finder
	fold int
	gold []goldCue
	seqs [2][]*model.Sequence // one a paragraph, for the cue CRF and the joint one
}

// goldCue is a marked attribution in tokens.
type goldCue struct {
	cue             cue
	source, content wordSpan
	guess           wordSpan // the source as a ranker not trained on it finds it
	whole           bool     // source and content lie in the cue's paragraph
	raw             *Raw
}

// commonLemmas lists the lemmas that at least leastArticles examples hold, names
// left out.
func commonLemmas(examples []Example) []uint32 {
	count := map[uint32]int{}
	for _, e := range examples {
		seen := map[uint32]bool{}
		for i, w := range e.Doc.Words {
			if w.UPOS == doc.PROPN || w.UPOS == doc.NUM || e.Doc.Tokens[i].Kind != doc.WordToken {
				continue
			}
			if h := hashString(w.Lemma); !seen[h] {
				seen[h] = true
				count[h]++
			}
		}
	}
	var common []uint32
	for h, n := range count {
		if n >= leastArticles {
			common = append(common, h)
		}
	}
	slices.Sort(common)
	return common
}

// leastArticles is how many training articles must use a lemma before a feature
// may name it.
const leastArticles = 6

func (t *trainer) prepare(examples []Example) {
	t.works = make([]*work, len(examples))
	t.parallel(len(examples), func(i int) {
		w := &work{fold: i % folds}
		w.f.rank.learns = true
		r := &reading{}
		r.reset(examples[i].Doc, cueLexicon())
		r.candidates()
		w.f.build(examples[i].Doc, r, t.m.vocab)
		for g := range examples[i].Gold {
			w.add(&examples[i].Gold[g])
		}
		w.sequences()
		t.works[i] = w
	})
}

// add places a marked attribution on the tokens. One without cue is left out.
func (w *work) add(raw *Raw) {
	c, ok := w.f.wordsOf(raw.Cue)
	if !ok {
		return
	}
	g := goldCue{cue: cue{first: c.first, end: c.last + 1, para: w.f.tok[c.first].para, score: 1}, raw: raw, whole: true}
	g.cue.head = w.f.cueHead(g.cue.first, g.cue.end)
	place := func(spans []article.Span) wordSpan {
		s, ok := w.f.wordsOf(spans)
		if ok && (w.f.tok[s.first].para != g.cue.para || w.f.tok[s.last].para != g.cue.para) {
			g.whole = false
		}
		return s
	}
	g.source, g.content = place(raw.Source), place(raw.Content)
	w.gold = append(w.gold, g)
}

// wordsOf is the first and last word that lie in spans by more than half.
func (v *view) wordsOf(spans []article.Span) (wordSpan, bool) {
	s := noSpan
	for _, sp := range spans {
		first, end := v.covered(sp)
		for i := first; i < end; i++ {
			if v.tok[i].word {
				if s.none() {
					s.first = i
				}
				s.last = i
			}
		}
	}
	return s, !s.none()
}

// covered is the tokens of which more than half lies in a span.
func (v *view) covered(sp article.Span) (first, end int32) {
	i, _ := v.d.TokensIn(article.Span{Start: sp.Start, End: len(v.d.Text)})
	for i > 0 && v.d.Tokens[i-1].End > sp.Start {
		i--
	}
	first, end = -1, -1
	for ; i < len(v.d.Tokens) && v.d.Tokens[i].Start < sp.End; i++ {
		tok := v.d.Tokens[i]
		if in := min(tok.End, sp.End) - max(tok.Start, sp.Start); 2*in > tok.Len() {
			if first < 0 {
				first = int32(i)
			}
			end = int32(i) + 1
		}
	}
	return first, end
}

// sequences makes the labelled sequences of both CRFs.
func (w *work) sequences() {
	n := len(w.f.tok)
	cues, joint := make([]uint8, n), make([]uint8, n)
	put := func(labels []uint8, first, end int32, begin uint8) {
		for i := first; i < end; i++ {
			labels[i] = begin + 1
		}
		labels[first] = begin
	}
	for _, g := range w.gold {
		for _, part := range [...]struct {
			spans []article.Span
			begin uint8
		}{{g.raw.Content, contentBegin}, {g.raw.Source, sourceBegin}} {
			for _, sp := range part.spans {
				if first, end := w.f.covered(sp); first >= 0 {
					put(joint, first, end, part.begin)
				}
			}
		}
	}
	for _, g := range w.gold {
		put(cues, g.cue.first, g.cue.end, cueBegin)
		put(joint, g.cue.first, g.cue.end, jointCueBegin)
	}
	for _, p := range w.f.para {
		s := &model.Sequence{}
		w.f.observe(p, s)
		s.Labels = cues[p.first:p.end]
		w.seqs[0] = append(w.seqs[0], s)
		w.seqs[1] = append(w.seqs[1], &model.Sequence{Features: s.Features, Ends: s.Ends, Labels: joint[p.first:p.end]})
	}
}

// parallel runs n jobs on the workers. Each job writes only what is its own.
func (t *trainer) parallel(n int, job func(i int)) {
	workers := max(1, t.o.Workers)
	var wg sync.WaitGroup
	next := make(chan int)
	for range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range next {
				job(i)
			}
		}()
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}

func (t *trainer) report(share float64, what string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.done += share
	if t.progress != nil {
		t.progress(t.done, what)
	}
}

const labelBits = 18

// How the CRFs are trained.
var crfOptions = [2]model.CRFOptions{
	{Labels: cueLabels, Bits: labelBits, Epochs: 5, Rate: 0.02},
	{Labels: jointLabels, Bits: labelBits, Epochs: 5, Rate: 0.02},
}

// trainLabels trains both CRFs on everything and without each fold, and labels
// each example by those that did not see it.
func (t *trainer) trainLabels() {
	t.parallel(2*(folds+1), func(job int) {
		kind, fold := 1-job%2, job/2 // fold == folds: nothing left out
		var seqs []*model.Sequence
		for _, w := range t.works {
			if w.fold != fold {
				seqs = append(seqs, w.seqs[kind]...)
			}
		}
		o := crfOptions[kind]
		o.Seed = t.o.Seed
		what := fmt.Sprintf("labels %d of %d", job+1, 2*(folds+1))
		t.labels[fold][kind] = model.TrainCRF(seqs, o, func(epoch int, loss float64) {
			t.report(0.6/float64(2*(folds+1)*o.Epochs), fmt.Sprintf("%s, epoch %d, loss %.0f", what, epoch, loss))
		})
	})
	var kernels [folds + 1]*model.Kernel
	for fold, l := range t.labels {
		model.Together(l[0], l[1])
		kernels[fold] = kernelOf(l[0])
	}
	t.m.cue, t.m.joint, t.m.kernel = t.labels[folds][0], t.labels[folds][1], kernels[folds]
	t.parallel(len(t.works), func(i int) {
		w := t.works[i]
		w.f.label(kernels[w.fold], t.labels[w.fold][0], t.labels[w.fold][1])
		w.seqs = [2][]*model.Sequence{}
	})
}

// How the rankers are trained.
const (
	rankerBits   = 19
	rankerEpochs = 4
	rankerRate   = 0.02
	edgeShare    = 0.5 // of the edges' own losses beside the pairs'
)

// trainRankers trains a ranker on everything and without each fold. Rankers of
// content see the source that a ranker of sources not trained on it has found.
func (t *trainer) trainRankers(r role) {
	t.parallel(folds+1, func(fold int) {
		l := model.NewLearner(rankerBits, 1, rankerRate)
		random := rand.New(rand.NewPCG(t.o.Seed, uint64(fold)*2+uint64(r)))
		type at struct{ work, cue int }
		var order []at
		for i, w := range t.works {
			if w.fold == fold {
				continue
			}
			for g := range w.gold {
				if w.gold[g].whole {
					order = append(order, at{i, g})
				}
			}
		}
		var x scene
		rank := ranking{learns: true}
		for epoch := range rankerEpochs {
			random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			var loss float64
			for _, a := range order {
				w := t.works[a.work]
				g := &w.gold[a.cue]
				want := g.source
				if r == contentRole {
					want = g.content
				}
				x.set(&w.f.view, &w.f.m, r, g.cue, g.sourceFor(r))
				loss += rank.learn(&x, l, want)
			}
			t.report(0.15/float64((folds+1)*rankerEpochs), fmt.Sprintf("ranker %d, fold %d, epoch %d, loss %.0f", r, fold, epoch, loss))
		}
		t.rankers[r][fold] = l.Table()
	})
	if r == contentRole {
		t.m.content = t.rankers[r][folds]
		return
	}
	t.m.source = t.rankers[r][folds]
	t.parallel(len(t.works), func(i int) {
		w := t.works[i]
		for g := range w.gold {
			w.f.sources.set(&w.f.view, &w.f.m, sourceRole, w.gold[g].cue, noSpan)
			w.f.rank.run(&w.f.sources, t.rankers[sourceRole][w.fold], nil)
			w.f.ranked[0] = w.f.rank.best(w.f.ranked[0][:0])
			w.gold[g].guess = w.f.ranked[0][0].span
		}
	})
}

// sourceFor is the source a ranker is told: none but to the ranker of contents.
func (g *goldCue) sourceFor(r role) wordSpan {
	if r == contentRole {
		return g.guess
	}
	return noSpan
}
