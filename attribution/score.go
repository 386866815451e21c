package attribution

import (
	"math"

	"readout/article"
	"readout/attribution/marks"
	"readout/doc"
)

// threshold is the least score of a statement that is kept. Whole F1 on PolNeAR's development
// articles is best at 0.32 (readout_train.calibrate: 71.6), but of what lies between the two scores
// fewer than half are right, and a false statement costs more than one that is missing.
const threshold = 0.45

// features is how many numbers the score is made of: 1, the margins of cue, source and
// content, whether content stands in marks, whether there is no source, whether content ends
// with its sentence, the margin of the surest other cue that claims words of it, and the
// logarithm of its length.
const features = 9

// scoreWeights makes a likelihood of the features, by a logistic function.
//
// Fitted to PolNeAR's development articles on 2026-11-28: python -m readout_train.calibrate.
var scoreWeights = [features]float64{-2.196, 0.432, 0.148, 0.148, 0.112, -0.429, 0.203, -0.041, 0.125}

// surest is where a margin stops to tell more.
const surest = 6

// featuresOf is what the score of an attribution is made of.
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

// rivals gives each attribution the margin of the surest other cue that claims words of its
// content.
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

// score is how likely an attribution is right as a whole.
func score(d *doc.Doc, f *found) float64 {
	var sum float64
	for i, x := range featuresOf(d, f) {
		sum += float64(scoreWeights[i] * x)
	}
	return 1 / (1 + math.Exp(-sum))
}

// Evidence is one attribution that the heads propose, before any is dropped: its spans, and
// the numbers that its score is made of.
type Evidence struct {
	Cue, Source article.Span // the source may be empty
	Content     []article.Span
	Features    [features]float64
}

// Evidence is all that the heads propose for a document: what the score is fitted on.
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
