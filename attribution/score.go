package attribution

import (
	"math"

	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
)

// threshold is the lowest score at which a statement is kept. Whole F1 on PolNeAR's development
// articles is best at 0.34 (readout_train.calibrate: 71.2), but fewer than half of the
// statements that score between the two are right, and a false statement costs more than a
// missing one.
const threshold = 0.45

// features is the number of inputs of the score: 1, the margins of cue, source and content,
// whether content is in quotation marks, whether there is no source, whether content ends with
// its sentence, the margin of the strongest rival cue, and the logarithm of the content's
// length.
const features = 9

// weights are those of a logistic model of the features, of what the deep model proposes and of
// what the fast one does, which is less sure and more often right than it would say by the first.
//
// Fitted to PolNeAR's development articles on 2026-11-30: python -m readout_train.calibrate.
type weights [features]float64

var (
	deepWeights = weights{-2.375, 0.493, 0.121, 0.112, 0.399, -0.312, 0.223, -0.069, 0.052}
	fastWeights = weights{-2.302, 0.495, 0.16, 0.124, 0.132, -0.56, 0.346, -0.056, 0.089}
)

// surest is where margins are clipped: beyond it they carry no more information.
const surest = 6

// featuresOf returns the inputs of the score of an attribution.
func featuresOf(d *doc.Doc, f *found) [features]float64 {
	cut := func(m float32) float64 { return float64(max(-surest, min(surest, m))) }
	x := [features]float64{1, cut(f.evidence.cue), cut(f.evidence.source), cut(f.evidence.content)}
	if marks.KindOf(d, f.content) != doc.Indirect {
		x[4] = 1
	}
	if f.source.Empty() {
		x[5] = 1
	}
	if marks.EndsSentence(d, f.hull().End) {
		x[6] = 1
	}
	x[7] = cut(f.evidence.rival)
	x[8] = math.Log1p(float64(f.length()))
	return x
}

// rivals sets, for each attribution, the margin of the strongest other cue whose content
// overlaps its own.
func rivals(all []found) {
	for i := range all {
		f := &all[i]
		f.evidence.rival = -surest
		claims := func(k *found) bool {
			if f.hull().Overlaps(k.hull()) {
				f.evidence.rival = max(f.evidence.rival, k.evidence.cue)
			}
			return max(f.cue.First-k.cue.First, k.cue.First-f.cue.First) <= 2*reach
		}
		for j := i - 1; j >= 0 && claims(&all[j]); j-- {
		}
		for j := i + 1; j < len(all) && claims(&all[j]); j++ {
		}
	}
}

// score returns the estimated probability that the whole attribution is right.
func (w *weights) score(d *doc.Doc, f *found) float64 {
	var sum float64
	for i, x := range featuresOf(d, f) {
		sum += float64(w[i] * x)
	}
	return 1 / (1 + math.Exp(-sum))
}

// Evidence is one attribution as the heads propose it, before any is dropped: its spans and the
// features of its score.
type Evidence struct {
	Cue, Source article.Span // the source may be empty
	Content     []article.Span
	Features    [features]float64
}

// Evidence returns all attributions that the heads propose for d. The score is fitted on them.
func (p *Pass) Evidence(d *doc.Doc) []Evidence {
	all := new(finder).find(p, d)
	shapeAll(d, all)
	out := make([]Evidence, 0, len(all))
	for i := range all {
		f := &all[i]
		if len(f.content) == 0 {
			continue
		}
		e := Evidence{Features: featuresOf(d, f)}
		e.Cue = d.Bytes(f.cue)
		if !f.source.Empty() {
			e.Source = d.Bytes(f.source)
		}
		e.Content = marks.Pieces(d, f.content)
		out = append(out, e)
	}
	return out
}
